//! Paragraphs: their runs, the marks of notes in them, and the hidden bookmarks round what is translated.

use std::collections::BTreeMap;

use docx_rs::{FootnoteReference, Paragraph as WordParagraph, Run, RunChild};
use undersigned::Theme;
use undersigned::sheet::{Inline, Paragraph, Role};
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
    bookmarks: Bookmarks,
    pub(crate) used: Used,
}

impl<'a> Compositor<'a> {
    pub(crate) fn new(theme: &'a Theme, notes: usize) -> Self {
        Compositor { theme, notes, marked: 0, bookmarks: Bookmarks::default(), used: Used::default() }
    }

    /// A paragraph in a style, ready to be placed.
    pub(crate) fn set(
        &mut self,
        paragraph: &Paragraph,
        style: ParagraphStyle,
    ) -> Result<WordParagraph, Kind> {
        let mut word = WordParagraph::new().style(&self.used.paragraph(style));
        let bookmark = self.bookmarks.next(paragraph);
        if let Some((id, name)) = &bookmark {
            word = word.add_bookmark_start(*id, name);
        }
        for piece in pieces(paragraph)? {
            word = word.add_run(match piece {
                Piece::Text(text, form) => self.run(text, form),
                Piece::Mark(number) => self.mark(number, paragraph)?,
            });
        }
        if let Some((id, _)) = bookmark {
            word = word.add_bookmark_end(id);
        }
        Ok(word)
    }

    /// A run of text in one form.
    pub(crate) fn run(&mut self, text: String, form: Form) -> Run {
        self.formed(form).add_text(text)
    }

    /// An empty run in one form.
    pub(crate) fn formed(&mut self, form: Form) -> Run {
        if form == Form::default() {
            return Run::new();
        }
        Run::new().style(&self.used.character(CharacterStyle::Form(form)))
    }

    /// The mark of a note. Word counts the marks itself: only in the order of the notes does it come to the
    /// same numbers.
    fn mark(&mut self, number: usize, paragraph: &Paragraph) -> Result<Run, Kind> {
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
        let mut run = Run::new().style(&self.used.character(style));
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

/// The hidden bookmarks by which a translated file is read: they outlive the tools of translators, which
/// rename styles and number paragraphs anew. Word hides those whose names begin with a low line.
#[derive(Default)]
struct Bookmarks {
    last_id: usize,
    /// How many paragraphs of a role there have been.
    seen: BTreeMap<Role, usize>,
}

impl Bookmarks {
    /// The bookmark round the content of a paragraph, if that is to be translated.
    fn next(&mut self, paragraph: &Paragraph) -> Option<(usize, String)> {
        let role = paragraph.role;
        let (translated, is_single) = match role {
            Role::Title => (true, true),
            // Fixed wording is translated in the facts, once and for all documents.
            Role::LeadIn | Role::Disclaimer => (paragraph.origin.span.is_some(), true),
            Role::Body | Role::ListItem | Role::ListItemSecond | Role::Note => (true, false),
            _ => (false, false),
        };
        if !translated {
            return None;
        }
        let ordinal = self.seen.entry(role).or_default();
        *ordinal += 1;
        self.last_id += 1;
        // The names of bookmarks have letters, digits and low lines.
        let mut name = format!("_us_{}", role.name().replace('-', "_"));
        if !(is_single && *ordinal == 1) {
            name.push_str(&format!("_{ordinal}"));
        }
        Some((self.last_id, name))
    }
}
