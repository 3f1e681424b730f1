//! The file that came back as a text that findings can point into: a line for each paragraph.

use super::{Returned, ReturnedParagraph, comparable, plain};
use crate::sheet::Inline;
use crate::{Encoding, Source, Span};

/// What came back, with the place of every paragraph.
pub(super) struct Page<'a> {
    pub(super) paragraphs: &'a [ReturnedParagraph],
    pub(super) source: Source,
    places: Vec<Span>,
    /// Which of the sources of the findings the file is.
    index: usize,
}

impl<'a> Page<'a> {
    /// `index` is that of the file among the sources of the findings.
    pub(super) fn new(name: &str, returned: &'a Returned, index: usize) -> Self {
        let mut text = String::new();
        let mut places = Vec::with_capacity(returned.paragraphs.len());
        for paragraph in &returned.paragraphs {
            let start = text.len();
            text.push_str(&comparable(&with_marks(&paragraph.inlines)));
            places.push(Span { source: index, start, end: text.len() });
            text.push('\n');
        }
        let source = Source::new(name, text, Encoding::Utf8);
        Page { paragraphs: &returned.paragraphs, source, places, index }
    }

    /// The place of a paragraph.
    pub(super) fn at(&self, paragraph: usize) -> Span {
        self.places.get(paragraph).copied().unwrap_or(Span { source: self.index, start: 0, end: 0 })
    }

    /// The text of a paragraph without its marks, as it is compared.
    pub(super) fn plain(&self, paragraph: usize) -> String {
        self.paragraphs
            .get(paragraph)
            .map(|paragraph| comparable(&plain(&paragraph.inlines)))
            .unwrap_or_default()
    }

    /// The text of a paragraph with its marks, as findings show it.
    pub(super) fn text(&self, paragraph: usize) -> &str {
        let place = self.places.get(paragraph);
        place.and_then(|place| self.source.text.get(place.range())).unwrap_or_default()
    }
}

/// The text of a paragraph with the marks of its notes in brackets.
fn with_marks(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(piece) => text.push_str(&piece.text),
            Inline::NoteMark(number) => text.push_str(&format!("[{number}]")),
        }
    }
    text
}
