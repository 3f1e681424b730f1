//! The document as its writer gave it: read and found sound, not yet resolved.

use std::sync::Arc;

use serde::Deserialize;

use crate::sheet::Origin;
use crate::{Date, Diagnostic, Diagnostics, Format, Language, Source, Span};

/// A document as its writer gave it, in one or more languages. Made by
/// [`Profile::read`](crate::Profile::read), turned into sheets by [`Profile::resolve`](crate::Profile::resolve).
#[derive(Debug, Clone)]
pub struct Document {
    pub(crate) kind: Kind,
    pub(crate) doc: u32,
    pub(crate) number: Option<u32>,
    pub(crate) date: Located<Date>,
    pub(crate) edition: Option<Edition>,
    pub(crate) tabled_in: Language,
    pub(crate) texts: Vec<DocumentText>,
    /// The initiator first; the others as given.
    pub(crate) signatories: Vec<Signatory>,
    /// The key of the list.
    pub(crate) list: Span,
    /// The notation that it was read from.
    pub(crate) format: Format,
    /// Whether an alias stands in it for what is written elsewhere: then nothing is mended, as it may be meant for one
    /// place alone.
    pub(crate) aliased: bool,
    pub(crate) sources: Arc<[Source]>,
}

impl Document {
    /// What kind of document it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The number of the Assembly's document: 16229 of `Doc. 16229`.
    pub fn doc(&self) -> u32 {
        self.doc
    }

    /// The number of a written declaration.
    pub fn number(&self) -> Option<u32> {
        self.number
    }

    /// The title in a language that the document has a text in.
    pub fn title(&self, language: Language) -> Option<&str> {
        self.text(language).map(|text| text.title.value.as_str())
    }

    /// The text in a language.
    pub(crate) fn text(&self, language: Language) -> Option<&DocumentText> {
        self.texts.iter().find(|text| text.language == language)
    }

    /// The number of the edition; 1 for a document that was not re-issued.
    pub fn edition(&self) -> u32 {
        self.edition.as_ref().map_or(1, |edition| edition.number)
    }

    /// The day on which the document was first tabled.
    pub fn originally_tabled(&self) -> Date {
        self.edition.as_ref().map_or(self.date.value, |edition| edition.originally_tabled)
    }

    /// The day that the document bears.
    pub fn date(&self) -> Date {
        self.date.value
    }

    /// The languages that the document has a text in, in the order of the input.
    pub fn languages(&self) -> impl Iterator<Item = Language> + '_ {
        self.texts.iter().map(|text| text.language)
    }

    /// The language in which the text was tabled; the others are translations.
    pub fn tabled_in(&self) -> Language {
        self.tabled_in
    }

    /// Findings about this document, such as a renderer's, together with the texts that their places point into.
    pub fn diagnostics(&self, list: Vec<Diagnostic>) -> Diagnostics {
        Diagnostics::new(list, self.sources.clone())
    }
}

/// A kind of document that members sign together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A written declaration: it commits only those who sign, and is not debated.
    WrittenDeclaration,
    /// A motion for a resolution.
    MotionForResolution,
    /// A motion for a recommendation.
    MotionForRecommendation,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Kind] =
        &[Kind::WrittenDeclaration, Kind::MotionForResolution, Kind::MotionForRecommendation];

    /// The name in the input file.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::WrittenDeclaration => "written-declaration",
            Kind::MotionForResolution => "motion-for-resolution",
            Kind::MotionForRecommendation => "motion-for-recommendation",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name).ok_or(UnknownKind)
    }
}

/// The name is that of no kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a kind of document: `written-declaration`, `motion-for-resolution` or `motion-for-recommendation`"
)]
pub struct UnknownKind;

/// A value and the place in the sources where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// What a re-issue says of itself.
#[derive(Debug, Clone)]
pub(crate) struct Edition {
    pub(crate) number: u32,
    pub(crate) originally_tabled: Date,
    pub(crate) span: Span,
}

/// The text of a document in one language.
#[derive(Debug, Clone)]
pub(crate) struct DocumentText {
    pub(crate) language: Language,
    /// The key of the language.
    pub(crate) span: Span,
    pub(crate) title: Located<String>,
    pub(crate) body: Body,
    pub(crate) disclaimer: Option<Located<String>>,
    pub(crate) lead_in: Option<Located<String>>,
    /// For a translation that came back from a translator: the fingerprints of the paragraphs that it was made from.
    pub(crate) translated_from: Option<Located<Vec<String>>>,
}

/// The body: blocks, and the notes in the order of their first marks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Body {
    /// The text as the parser of the notation gave it, in which the paragraphs have their places.
    pub(crate) text: String,
    pub(crate) span: Span,
    pub(crate) blocks: Vec<BodyBlock>,
    pub(crate) notes: Vec<Vec<BodyParagraph>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum BodyBlock {
    Paragraph(BodyParagraph),
    List { start: Option<u64>, items: Vec<Vec<BodyBlock>> },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BodyParagraph {
    pub(crate) pieces: Vec<Piece>,
    /// For each stretch of the paragraph's plain text: its first byte there, and in the text of the body.
    pub(crate) anchors: Vec<(usize, usize)>,
    pub(crate) span: Span,
}

impl BodyParagraph {
    /// The text without its forms and marks.
    pub(crate) fn plain_text(&self) -> String {
        let text = |piece: &'_ Piece| match piece {
            Piece::Text { text, .. } => text.clone(),
            Piece::Note(_) => String::new(),
        };
        self.pieces.iter().map(text).collect()
    }
}

/// A piece of a paragraph in one form throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text {
        text: String,
        emphasis: bool,
        strong: bool,
    },
    /// The mark of a note, by its index among the body's notes.
    Note(usize),
}

/// Somebody who signed.
#[derive(Debug, Clone)]
pub(crate) struct Signatory {
    pub(crate) surname: String,
    pub(crate) given: String,
    /// Kept for the form of the website; never printed in the list.
    pub(crate) honorific: Option<String>,
    /// The code of the country.
    pub(crate) country: Located<String>,
    /// The key of the political group; none for an observer.
    pub(crate) group: Option<Located<String>>,
    /// The code of the group as it was typed; empty where there is none.
    pub(crate) group_typed: String,
    pub(crate) span: Span,
}

impl DocumentText {
    /// Whether both say the same in the same language, wherever in an input they stand.
    pub(crate) fn says_the_same(&self, other: &DocumentText) -> bool {
        fn value<T>(located: &Option<Located<T>>) -> Option<&T> {
            located.as_ref().map(|located| &located.value)
        }
        self.language == other.language
            && self.title.value == other.title.value
            && self.body.text == other.body.text
            && value(&self.disclaimer) == value(&other.disclaimer)
            && value(&self.lead_in) == value(&other.lead_in)
            && value(&self.translated_from) == value(&other.translated_from)
    }
}

impl Signatory {
    /// Whether both are entries of the same content, wherever in an input they stand.
    pub(crate) fn says_the_same(&self, other: &Signatory) -> bool {
        let group = |signatory: &Signatory| signatory.group.as_ref().map(|group| group.value.clone());
        self.surname == other.surname
            && self.given == other.given
            && self.honorific == other.honorific
            && self.country.value == other.country.value
            && group(self) == group(other)
    }

    /// Surname and given name as they print.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.surname, self.given).trim_end().to_owned()
    }
}

impl<T> Located<T> {
    pub(crate) fn origin(&self, field: impl Into<String>) -> Origin {
        Origin { field: field.into(), span: Some(self.span) }
    }
}
