//! A text on its way to a translator and back: what is sent, what returns, and how it comes into the input file.
//!
//! A [`Draft`] is the document as it will print in the other language, with the text of the language in which it was
//! tabled. `undersigned-docx` and `undersigned-xliff` write it, and read what comes back as [`Returned`]; what of that
//! is taken, and what is said about it, is decided here.

mod align;
mod draft;
mod fingerprint;
mod import;
mod locked;
mod markdown;
mod page;
mod sent;
mod status;
mod taken;
mod write;
mod written;

pub use self::draft::Draft;
pub(crate) use self::fingerprint::FINGERPRINT_LENGTH;
pub use self::import::{Import, ImportOptions};
pub use self::status::{Stage, Standing};

use crate::Language;
use crate::sheet::{Inline, Role};

/// The version of what a translator's file says of itself. A file of a later one is refused.
pub const DOCKET_VERSION: u32 = 1;

/// What a file for a translator says of itself: from which document it was made, and what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docket {
    /// The reference of the document, such as `Doc. 16229` (with a non-breaking space).
    pub reference: String,
    /// The language of the text that was sent.
    pub source: Language,
    /// The language that it is to be translated into.
    pub target: Language,
    /// A hash over everything that was sent, in hexadecimal figures.
    pub hash: String,
    /// What is to be translated, in print order, the notes last.
    pub units: Vec<Unit>,
    /// What is not: it stands in the file as it will print, and comes back for nothing.
    pub locked: Vec<Locked>,
}

/// A paragraph that is translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The key: `title`, `disclaimer`, `lead-in`, `body-N` through all paragraphs and items of the body, or `note-N-M`
    /// for the paragraphs of its notes.
    pub key: String,
    /// What the paragraph is.
    pub role: Role,
    /// The text that was sent.
    pub source: Vec<Inline>,
    /// The translation that the input file has, if it belongs to this very text. A file that comes back says nothing of
    /// it.
    pub target: Option<Vec<Inline>>,
    /// What a translator should know about the paragraph, in English. A file that comes back says nothing of it.
    pub note: Option<String>,
}

/// A paragraph that is not translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// What the paragraph is.
    pub role: Role,
    /// Its text without forms and marks.
    pub text: String,
    /// Whether it was not seen in a published document yet. A file that comes back says nothing of it.
    pub unconfirmed: bool,
}

/// What came back from a translator, as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Returned {
    /// What the file says of itself; `None` where a tool has dropped it.
    pub docket: Option<Docket>,
    /// The paragraphs in the order of the file, the notes last.
    pub paragraphs: Vec<ReturnedParagraph>,
    /// How many changes were tracked in the file. Their text is that of after the changes.
    pub tracked_changes: usize,
    /// How many comments there are. They are not taken.
    pub comments: usize,
    /// How many images and drawings there are in the text. They are not taken.
    pub images: usize,
}

/// A paragraph of a file that came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnedParagraph {
    /// The keys of the units that begin in it.
    pub begins: Vec<String>,
    /// The keys of the units that began in an earlier paragraph and have text in this one.
    pub continues: Vec<String>,
    /// What the paragraph is by its style; `None` where that says nothing.
    pub role: Option<Role>,
    /// Where in the file it stands.
    pub story: Story,
    /// Whether some of its text is struck through or hidden: whoever looks at the page takes it for gone.
    pub struck: bool,
    /// The text. The number of a note mark is that of the note as it was sent.
    pub inlines: Vec<Inline>,
}

/// A part of a file that is read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Story {
    /// The text; in a file without notes at the foot of the page their text too.
    #[default]
    Text,
    /// A note, by the number that it was sent with.
    Note(usize),
    /// The heads and feet of the pages: nothing in them is translated.
    Furniture,
}

impl Unit {
    /// What the unit is called, in English.
    fn name(&self) -> String {
        unit_name(&self.key)
    }

    /// The text that was sent, without forms and marks.
    pub fn plain_source(&self) -> String {
        plain(&self.source)
    }
}

/// What a unit is called, in English: `paragraph 3 of the body` for `body-3`.
///
/// ```
/// assert_eq!(undersigned::translation::unit_name("note-2-1"), "note 2");
/// ```
pub fn unit_name(key: &str) -> String {
    match key.split('-').collect::<Vec<_>>()[..] {
        ["body", number] => format!("paragraph {number} of the body"),
        ["note", number, "1"] => format!("note {number}"),
        ["note", number, part] => format!("paragraph {part} of note {number}"),
        _ => format!("the {key}"),
    }
}

/// The text of inlines without forms and marks.
fn plain(inlines: &[Inline]) -> String {
    let mut plain = String::new();
    for inline in inlines {
        if let Inline::Text(text) = inline {
            plain.push_str(&text.text);
        }
    }
    plain
}

/// Whether a text is that of the original. Figures alone are the same in every language.
fn is_untranslated(original: &[Inline], text: &[Inline]) -> bool {
    let original = comparable(&plain(original));
    original.chars().any(char::is_alphabetic) && original == comparable(&plain(text))
}

/// The numbers of the notes that are marked in a text, in its order.
fn marks(inlines: &[Inline]) -> Vec<usize> {
    let mark = |inline: &Inline| match inline {
        Inline::NoteMark(number) => Some(*number),
        Inline::Text(_) => None,
    };
    inlines.iter().filter_map(mark).collect()
}
/// What of a text counts when two are compared: its characters with plain spaces, one where there are several.
fn comparable(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
