//! Paragraphs: their runs, the marks of notes in them, and the hidden bookmarks round what is translated.

use docx_rs::{
    BookmarkEnd, BookmarkStart, FootnoteReference, Paragraph as WordParagraph, ParagraphChild, Run, RunChild,
    RunStyle, Text,
};
use undersigned::Theme;
use undersigned::sheet::{Inline, Paragraph};
use undersigned::theme::Slant;

use crate::error::Kind;
use crate::styles::{CharacterStyle, Form, ParagraphStyle, Used};

/// Sets paragraphs, one after the other in the order of the document, and remembers what must not occur
/// twice.
pub(crate) struct Compositor<'a> {
    theme: &'a Theme,
    /// How many notes the document has.
    notes: usize,
    /// How many of them have been marked so far.
    marked: usize,
    /// The number of the last bookmark.
    bookmarks: usize,
    pub(crate) used: Used,
}

impl<'a> Compositor<'a> {
    pub(crate) fn new(theme: &'a Theme, notes: usize) -> Self {
        Compositor { theme, notes, marked: 0, bookmarks: 0, used: Used::default() }
    }

    /// A paragraph in a style, ready to be placed.
    pub(crate) fn set(
        &mut self,
        paragraph: &Paragraph,
        style: ParagraphStyle,
    ) -> Result<Box<WordParagraph>, Kind> {
        let style = self.used.paragraph(style);
        self.filled(paragraph, &style)
    }

    /// A paragraph with a text, in the style of this name.
    pub(crate) fn filled(&mut self, paragraph: &Paragraph, style: &str) -> Result<Box<WordParagraph>, Kind> {
        // What docx-rs has is kilobytes large, and its methods hand all of it from one to the next: it is filled in place.
        let mut word = Box::new(WordParagraph::new());
        word.property.style = Some(docx_rs::ParagraphStyle::new(Some(style)));
        let children = &mut word.children;
        if let Some(key) = &paragraph.unit {
            self.bookmarks += 1;
            children.push(ParagraphChild::BookmarkStart(BookmarkStart::new(self.bookmarks, bookmark(key))));
        }
        for piece in pieces(paragraph)? {
            children.push(ParagraphChild::Run(match piece {
                Piece::Text(text, form) => self.run(text, form),
                Piece::Mark(number) => self.mark(number, paragraph)?,
            }));
        }
        if paragraph.unit.is_some() {
            children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(self.bookmarks)));
        }
        Ok(word)
    }

    /// A run of text in one form.
    fn run(&mut self, text: String, form: Form) -> Box<Run> {
        let mut run = self.formed(form);
        run.children.push(RunChild::Text(Text::new(text)));
        run
    }

    /// An empty run in one form.
    pub(crate) fn formed(&mut self, form: Form) -> Box<Run> {
        if form == Form::default() {
            return Box::new(Run::new());
        }
        self.styled(CharacterStyle::Form(form))
    }

    /// An empty run in a style.
    fn styled(&mut self, style: CharacterStyle) -> Box<Run> {
        let mut run = Box::new(Run::new());
        run.run_property.style = Some(RunStyle::new(self.used.character(style)));
        run
    }

    /// The mark of a note. Word counts the marks itself: only in the order of the notes does it come to the
    /// same numbers.
    fn mark(&mut self, number: usize, paragraph: &Paragraph) -> Result<Box<Run>, Kind> {
        if number != self.marked + 1 || number > self.notes {
            let expected = match self.marked {
                marked if marked < self.notes => format!("note {}", marked + 1),
                _ => "none".to_owned(),
            };
            let field = paragraph.origin.field.clone();
            return Err(Kind::NoteMark { field, number, expected, notes: self.notes });
        }
        self.marked = number;
        let style = match self.theme.role(paragraph.role).slant {
            Slant::Upright => CharacterStyle::NoteMark,
            Slant::Italic => CharacterStyle::NoteMarkInItalics,
        };
        let mut run = self.styled(style);
        run.children.push(RunChild::FootnoteReference(FootnoteReference::new(number)));
        Ok(run)
    }

    /// Ends the text: from here on no note can be marked.
    pub(crate) fn end_text(&mut self) -> Result<(), Kind> {
        if self.marked < self.notes {
            return Err(Kind::UnmarkedNote { number: self.marked + 1 });
        }
        Ok(())
    }
}

enum Piece {
    Text(String, Form),
    Mark(usize),
}

/// The pieces of a paragraph; neighbours of the same form are one, as every further run is a tag that a
/// translator has to carry along.
fn pieces(paragraph: &Paragraph) -> Result<Vec<Piece>, Kind> {
    let mut pieces: Vec<Piece> = Vec::new();
    for inline in &paragraph.inlines {
        match inline {
            Inline::Text(text) => {
                let characters = checked(&text.text, &paragraph.origin.field)?;
                let form = Form::of(text);
                match pieces.last_mut() {
                    Some(Piece::Text(before, same)) if *same == form => before.push_str(characters),
                    _ if characters.is_empty() => {}
                    _ => pieces.push(Piece::Text(characters.to_owned(), form)),
                }
            }
            Inline::NoteMark(number) => pieces.push(Piece::Mark(*number)),
        }
    }
    Ok(pieces)
}

/// The text itself, if a line of XML can hold it. What controls a terminal or breaks a line is no text;
/// leaving it out in silence would print something else than the PDF.
pub(crate) fn checked<'t>(text: &'t str, field: &str) -> Result<&'t str, Kind> {
    let refused = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}');
    match text.chars().find(|&c| refused(c)) {
        Some(character) => Err(Kind::Character { field: field.to_owned(), character }),
        None => Ok(text),
    }
}

/// What the names of our bookmarks begin with. Word hides those that begin with a low line.
const BOOKMARK: &str = "_us_";

/// The name of the hidden bookmark round a unit. By it a translated file is read: bookmarks outlive the tools of
/// translators, which rename styles and number paragraphs anew. Their names have letters, figures and low lines.
pub(crate) fn bookmark(key: &str) -> String {
    format!("{BOOKMARK}{}", key.replace('-', "_"))
}

/// The key of the unit that a bookmark of this name stands round. LibreOffice names those in notes `…_Copy_1`.
pub(crate) fn unit_of(bookmark: &str) -> Option<String> {
    let name = bookmark.strip_prefix(BOOKMARK)?;
    let name = match name.rsplit_once("_Copy_") {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    };
    Some(name.replace('_', "-"))
}
