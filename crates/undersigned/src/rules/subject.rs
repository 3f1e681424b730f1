//! What rules look at: a document, or as much of one as could be read.

use undersigned_fonts::Typeface;

use super::passage::{Passage, passages};
use crate::document::{DocumentText, Signatory};
use crate::facts::Facts;
use crate::{Date, Document, Kind, Language, Profile, Source, Span, Theme};

/// What was read of an input, and what is known besides.
pub(crate) struct Subject<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) theme: &'a Theme,
    pub(crate) typeface: Typeface,
    pub(crate) sources: &'a [Source],
    /// The languages that are to be printed; all where none is named.
    pub(crate) printed: &'a [Language],
    pub(crate) kind: Option<Kind>,
    pub(crate) number: Option<u32>,
    pub(crate) date: Option<Date>,
    pub(crate) tabled_in: Option<Language>,
    pub(crate) texts: &'a [DocumentText],
    /// The passages of each text, in the same order.
    pub(crate) passages: Vec<Vec<Passage<'a>>>,
    /// Whether the texts are all there, so that they can be counted and compared.
    pub(crate) texts_complete: bool,
    pub(crate) signatories: &'a [Signatory],
    /// Where the list of signatories is said to be.
    pub(crate) list: Option<Span>,
    /// Whether everybody on the list could be read, so that they can be counted.
    pub(crate) list_complete: bool,
}

impl<'a> Subject<'a> {
    /// A document that was read without a fault.
    pub(crate) fn whole(profile: &'a Profile, document: &'a Document, printed: &'a [Language]) -> Self {
        Subject {
            facts: profile.facts(),
            theme: profile.theme(),
            typeface: profile.typeface(),
            sources: &document.sources,
            printed,
            kind: Some(document.kind),
            number: document.number,
            date: Some(document.date.value),
            tabled_in: Some(document.tabled_in),
            texts: &document.texts,
            passages: all_passages(&document.texts, &document.sources, profile.facts()),
            texts_complete: true,
            signatories: &document.signatories,
            list: Some(document.list),
            list_complete: true,
        }
    }

    /// A list of signatories that belongs to no document.
    pub(crate) fn list(
        profile: &'a Profile,
        signatories: &'a [Signatory],
        date: Date,
        sources: &'a [Source],
    ) -> Self {
        Subject {
            facts: profile.facts(),
            theme: profile.theme(),
            typeface: profile.typeface(),
            sources,
            printed: &[],
            kind: None,
            number: None,
            date: Some(date),
            tabled_in: None,
            texts: &[],
            passages: Vec::new(),
            texts_complete: false,
            signatories,
            list: None,
            list_complete: true,
        }
    }

    /// The text in the language in which the document was tabled, with its passages.
    pub(crate) fn tabled(&self) -> Option<(&'a DocumentText, &[Passage<'a>])> {
        let language = self.tabled_in?;
        let (text, passages) =
            self.texts.iter().zip(&self.passages).find(|(text, _)| text.language == language)?;
        Some((text, passages))
    }
}

/// The passages of each text.
pub(crate) fn all_passages<'a>(
    texts: &'a [DocumentText],
    sources: &'a [Source],
    facts: &Facts,
) -> Vec<Vec<Passage<'a>>> {
    texts.iter().map(|text| passages(text, sources, facts)).collect()
}
