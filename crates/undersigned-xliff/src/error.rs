//! Why a draft cannot become XLIFF, or a file that came back cannot be read.

use crate::read::limits::{MAX_ATTRIBUTES, MAX_CHARACTERS, MAX_CODES, MAX_DEPTH, MAX_FILE, MAX_UNITS};

/// Why a draft cannot become XLIFF, or a file that came back cannot be read. It displays as one sentence;
/// what lies below it, where there is more to know, is its [`source`](std::error::Error::source).
///
/// ```
/// let error = undersigned_xliff::read(b"something else").unwrap_err();
/// assert_eq!(error.to_string(), "it is no XLIFF, or it is damaged at its beginning");
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

/// What went wrong; apart from [`Error`], so that its cases can change without breaking a caller.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("`{unit}` holds the character {character:?}, which has no place in a line of XML")]
    Unwritable { unit: String, character: char },

    #[error("it is no XLIFF, or it is damaged at its beginning")]
    NoXliff,
    #[error("it is XLIFF {version}, and only 1.0 to 1.2 and 2.0 and 2.1 are read")]
    OtherVersion { version: String },
    #[error("it is XLIFF, but there is no <file> in it")]
    NoFile,
    #[error("it holds several <file> elements, and is a translation of several documents (line {line})")]
    SeveralFiles { line: usize },
    #[error("it names the language `{tag}`, which does not begin with the code of one")]
    Language { tag: String },
    #[error("it was made by a later version of this program (format {version})")]
    LaterVersion { version: u32 },
    #[error("a unit in it has no id (line {line})")]
    NoId { line: usize },
    #[error("the unit `{id}` is in it twice (line {line})")]
    Twice { id: String, line: usize },

    #[error("it has more than {} megabytes", MAX_FILE >> 20)]
    LargeFile,
    #[error("its elements are nested more than {MAX_DEPTH} deep (line {line})")]
    Deep { line: usize },
    #[error("an element in it has more than {MAX_ATTRIBUTES} attributes (line {line})")]
    ManyAttributes { line: usize },
    #[error("it has more than {MAX_UNITS} units")]
    ManyUnits,
    #[error("the text of a unit in it has more than {MAX_CHARACTERS} characters (line {line})")]
    LongUnit { line: usize },
    #[error("a unit in it has more than {MAX_CODES} inline elements and segments (line {line})")]
    ManyCodes { line: usize },

    #[error("it is neither UTF-8 nor UTF-16 (line {line})")]
    Encoding { line: usize },
    #[error("it holds the character {character:?}, which has no place in XML (line {line})")]
    Character { character: char, line: usize },
    #[error("it defines a document type, which XLIFF does not have (line {line})")]
    DocumentType { line: usize },
    #[error("it refers to the entity `&{name};`, which XLIFF does not have (line {line})")]
    Entity { name: String, line: usize },
    #[error("it ends in the middle: an element is still open in line {line}")]
    Truncated { line: usize },
    #[error("it is no well-formed XML (line {line})")]
    Xml { line: usize, source: Option<quick_xml::Error> },
}
