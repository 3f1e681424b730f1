//! Content as inlines: text in its forms, and marks.

use std::collections::BTreeMap;

use undersigned::sheet::{Inline, Text};

use super::content::{Piece, Span};
use crate::forms::Forms;

/// The forms of the elements of a unit's text, by their ids.
#[derive(Debug, Default)]
pub(super) struct Known<'p>(BTreeMap<&'p str, Forms>);

impl<'p> Known<'p> {
    pub(super) fn of(source: impl Iterator<Item = &'p Piece>) -> Self {
        let known = source.filter_map(|piece| match piece {
            Piece::Begin(code) => Some((code.id.as_deref()?, code.forms?)),
            _ => None,
        });
        Known(known.collect())
    }
}

/// The inlines of a content, of which several elements may hold a part each.
pub(super) fn inlines<'p>(pieces: impl Iterator<Item = &'p Piece>, known: &Known<'_>) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut open = Open::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) => push(&mut inlines, text, open.forms()),
            Piece::Mark(number) => inlines.push(Inline::NoteMark(*number)),
            Piece::Begin(code) => {
                let by_id = || known.0.get(code.id.as_deref()?).copied();
                open.begin(&code.span, code.forms.or_else(by_id).unwrap_or_default());
            }
            Piece::End(span) => open.end(span),
        }
    }
    inlines
}

/// Adds text to inlines. What has the forms of the last piece joins it.
fn push(inlines: &mut Vec<Inline>, text: &str, forms: Forms) {
    match inlines.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) if Forms::of(last) == forms => last.text.push_str(text),
        _ => inlines.push(Inline::Text(Text {
            text: text.to_owned(),
            emphasis: forms.emphasis,
            strong: forms.strong,
            ..Text::default()
        })),
    }
}

/// The spans that are open. They are counted, so that a file of many takes no longer than one of few.
#[derive(Debug, Default)]
struct Open<'p> {
    spans: BTreeMap<&'p Span, Vec<Forms>>,
    emphasis: usize,
    strong: usize,
}

impl<'p> Open<'p> {
    fn begin(&mut self, span: &'p Span, forms: Forms) {
        self.spans.entry(span).or_default().push(forms);
        self.emphasis += usize::from(forms.emphasis);
        self.strong += usize::from(forms.strong);
    }

    /// Ends the last span of this name; an end without a beginning ends nothing.
    fn end(&mut self, span: &Span) {
        let Some(forms) = self.spans.get_mut(span).and_then(Vec::pop) else { return };
        self.emphasis = self.emphasis.saturating_sub(usize::from(forms.emphasis));
        self.strong = self.strong.saturating_sub(usize::from(forms.strong));
    }

    fn forms(&self) -> Forms {
        Forms { emphasis: self.emphasis > 0, strong: self.strong > 0 }
    }
}
