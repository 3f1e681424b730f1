//! The text of a paragraph as content of Typst: what is emphasised, raised, in another language, or the mark of a note.

use typst::foundations::{Args, Content, NativeElement, Value};
use typst::introspection::MetadataElem;
use typst::layout::{Abs, BoxElem, HElem};
use typst::model::{EmphElem, FootnoteElem, Numbering, StrongElem};
use typst::syntax::Span;
use typst::text::{Lang, Region, SuperElem, TextElem};
use undersigned::sheet::{Inline, Paragraph};

use crate::error::Kind;
use crate::marker;

/// The text of a paragraph.
pub(crate) struct ParagraphText {
    pub(crate) body: Content,
    /// The same in two parts, where the last two lines must not be divided: what stands before them, and they.
    pub(crate) parts: Option<[Content; 2]>,
    /// Whether it has the mark of a note.
    pub(crate) noted: bool,
    /// Whether it has raised text, of which marks of notes are one kind.
    pub(crate) raised: bool,
}

impl ParagraphText {
    /// The text of a paragraph, with an invisible mark at both ends that says whose it is: a fault that is found on the page
    /// can then be shown in the input. So many of its last pieces are the last two lines, where those must not be divided.
    /// `notes` are those of the document.
    pub(crate) fn of(
        paragraph: &Paragraph,
        field: usize,
        last: usize,
        notes: &[Value],
    ) -> Result<ParagraphText, Kind> {
        let is_note = |inline: &Inline| matches!(inline, Inline::NoteMark(_));
        let opening = MetadataElem::new(Value::Int(i64::try_from(field).unwrap_or(i64::MAX))).pack();
        let closing = MetadataElem::new(Value::None).pack();
        let inlines = &paragraph.inlines;
        let pieces: Vec<Content> =
            inlines.iter().map(|inline| piece(inline, false, notes)).collect::<Result<_, Kind>>()?;
        let mut parts = None;
        if last > 0 {
            let cut = pieces.len().saturating_sub(last);
            let (before, end) = pieces.split_at(cut);
            let mut before = before.to_vec();
            // The space at the end of a line that is ended on purpose counts.
            if let (Some(line), Some(inline)) = (before.last_mut(), inlines[..cut].last()) {
                *line = piece(inline, true, notes)?;
            }
            before.insert(0, opening.clone());
            let end = end.iter().cloned().chain([closing.clone()]);
            parts = Some([Content::sequence(before), Content::sequence(end)]);
        }
        Ok(ParagraphText {
            body: Content::sequence([opening].into_iter().chain(pieces).chain([closing])),
            parts,
            noted: inlines.iter().any(is_note),
            raised: inlines.iter().any(is_raised),
        })
    }
}

/// Whether a piece is raised: marks of notes are, too.
pub(crate) fn is_raised(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.raised,
        Inline::NoteMark(_) => true,
    }
}

fn piece(inline: &Inline, trimmed: bool, notes: &[Value]) -> Result<Content, Kind> {
    let text = match inline {
        Inline::Text(text) => text,
        Inline::NoteMark(note) => return Ok(mark(*note, notes)),
    };
    let words = if trimmed { text.text.trim_end_matches(' ') } else { &text.text };
    let mut content = TextElem::packed(words);
    if text.unbroken {
        content = BoxElem::new().with_body(Some(content)).pack();
    }
    if text.begins_line {
        // Room for nothing, at which a line can end.
        content = HElem::new(Abs::zero().into()).pack() + content;
    }
    if text.raised {
        content = SuperElem::new(content).pack();
    }
    if text.strong {
        content = StrongElem::new(content).pack();
    }
    if text.emphasis {
        content = EmphElem::new(content).pack();
    }
    if let Some(language) = &text.language {
        let (code, region) = language_and_region(&language.tag);
        let unknown = |reason: &str| Kind::Engine(format!("the language `{}`: {reason}", language.tag));
        let code: Lang = code.parse().map_err(unknown)?;
        let region: Option<Region> = region.map(str::parse).transpose().map_err(unknown)?;
        content = content.set(TextElem::lang, code).set(TextElem::region, region);
    }
    Ok(content)
}

/// The mark of a note, which holds the note. The number is known: counting would be one look at the pages more.
fn mark(note: usize, notes: &[Value]) -> Content {
    let number = Value::Int(i64::try_from(note).unwrap_or(i64::MAX));
    let numbering = marker::number().with(&mut Args::new(Span::detached(), [number]));
    // That there is one was checked.
    let note = note.checked_sub(1).and_then(|index| notes.get(index)).cloned().unwrap_or_default();
    let body = MetadataElem::new(note).pack();
    FootnoteElem::with_content(body).with_numbering(Numbering::Func(numbering)).pack()
}

/// The tag of a language as Typst takes it: the language itself, and a region of two letters. A tag may have a script
/// before it, or a number for the region.
pub(crate) fn language_and_region(tag: &str) -> (&str, Option<&str>) {
    let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts = tag.split('-');
    (parts.next().unwrap_or_default(), parts.find(is_region))
}
