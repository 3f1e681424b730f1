//! The notes at the foot of the pages.

use docx_rs::Footnote;
use undersigned::Theme;
use undersigned::sheet::Note;

use crate::error::Kind;
use crate::finish::{self, Element, Node};
use crate::parts::WORD;
use crate::styles::{CharacterStyle, Form, ParagraphStyle};
use crate::stylesheet::NOTE_RULE;
use crate::text::Compositor;

/// The number of a note, alive, so that it follows a note that is put in before it, and what parts it from the
/// text: in a margin of its own a tab, otherwise a space.
fn opening(in_margin: bool, compositor: &mut Compositor) -> String {
    let style = compositor.used.character(CharacterStyle::NoteNumber);
    let fixed = compositor.used.character(CharacterStyle::Form(Form::FIXED));
    let gap = if in_margin { "<w:tab/>" } else { "<w:t>\u{a0}</w:t>" };
    format!(
        "<w:notes><w:r><w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr><w:footnoteRef/></w:r>\
         <w:r><w:rPr><w:rStyle w:val=\"{fixed}\"/></w:rPr><w:t>.</w:t>{gap}</w:r></w:notes>"
    )
}

/// The part. Besides the notes it holds the two rules above them, which Word keeps as notes too.
pub(crate) fn part(notes: &[Note], theme: &Theme, compositor: &mut Compositor) -> Result<String, Kind> {
    let mut xml = format!("<w:footnotes xmlns:w=\"{WORD}\">");
    for (id, kind) in [(-1, "separator"), (0, "continuationSeparator")] {
        xml.push_str(&format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p>\
             <w:pPr><w:pStyle w:val=\"{NOTE_RULE}\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        ));
    }
    for (index, note) in notes.iter().enumerate() {
        let number = index + 1;
        if note.paragraphs.is_empty() {
            return Err(Kind::EmptyNote { number });
        }
        let content = note
            .paragraphs
            .iter()
            .enumerate()
            .map(|(index, paragraph)| {
                // Only the first has a number in its margin.
                let style = ParagraphStyle { continued: index > 0, ..ParagraphStyle::of(paragraph.role) };
                compositor.set(paragraph, style.fitted(paragraph.fit)).map(|word| *word)
            })
            .collect::<Result<_, _>>()?;
        let source = finish::source(&Footnote { id: number, content })?;
        let mut footnote = Element::read(&source)?;
        let in_margin = note.paragraphs.first().is_some_and(|first| theme.role(first.role).hanging > 0.0);
        let opening = opening(in_margin, compositor);
        let opening = Element::read(&opening)?.children;
        if let Some(Node::Element(first)) = footnote.children.first_mut() {
            // After the properties, before the bookmark round what is translated.
            first.children.splice(1..1, opening);
        }
        footnote.write(&mut xml);
    }
    xml.push_str("</w:footnotes>");
    Ok(xml)
}
