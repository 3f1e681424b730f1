//! Why a file that came back cannot be read.

use super::limits::{
    MAX_ATTRIBUTES, MAX_BOOKMARKS, MAX_DEPTH, MAX_ENTRIES, MAX_FIELDS, MAX_FILE, MAX_NAMESPACES,
    MAX_PARAGRAPH, MAX_PARAGRAPHS, MAX_PART, MAX_PARTS, MAX_UNITS,
};

/// Why a file that came back cannot be read. It displays as one sentence.
///
/// ```
/// let error = undersigned_docx::read(b"something else").unwrap_err();
/// assert_eq!(error.to_string(), "it is no Word file (.docx), or it is damaged");
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ReadError(#[from] Fault);

/// What is wrong; apart from [`ReadError`], so that its cases can change without breaking a caller.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("it is no Word file (.docx), or it is damaged")]
    NotAPackage(#[source] zip::result::ZipError),
    #[error(
        "it is a Word file of before 2007 (.doc), or one that is locked by a password: save it as .docx without one"
    )]
    OldOrEncrypted,
    #[error("it is a package, but of no Word file: there is no text in it")]
    NoText,
    #[error("the part `{path}` is damaged")]
    Damaged { path: String, source: std::io::Error },
    #[error("the part `{path}` is missing")]
    Missing { path: String },
    #[error("a reference in it leads out of the file (`{target}`)")]
    LeavesPackage { target: String },
    #[error("it has more than {} megabytes", MAX_FILE >> 20)]
    LargeFile,
    #[error("it is a package of more than {MAX_ENTRIES} files")]
    ManyEntries,
    #[error("the part `{path}` has more than {} megabytes", MAX_PART >> 20)]
    LargePart { path: String },
    #[error("its parts have more than {} megabytes together", MAX_PARTS >> 20)]
    LargeParts,
    #[error("its elements are nested more than {MAX_DEPTH} deep")]
    Deep,
    #[error("it has more than {MAX_PARAGRAPHS} paragraphs")]
    ManyParagraphs,
    #[error("it has more than {MAX_BOOKMARKS} bookmarks")]
    ManyBookmarks,
    #[error("it says that more than {MAX_UNITS} paragraphs were sent")]
    ManyUnits,
    #[error("an element in it has more than {MAX_ATTRIBUTES} attributes")]
    ManyAttributes,
    #[error("it declares more than {MAX_NAMESPACES} vocabularies at one place")]
    ManyNamespaces,
    #[error("fields are nested in it more than {MAX_FIELDS} deep")]
    ManyFields,
    #[error("it is an OpenDocument text (.odt): save it as .docx")]
    OpenDocument,
    #[error("a paragraph in it has more than {MAX_PARAGRAPH} characters")]
    LongParagraph,
    #[error("it defines a document type, which no Word file does")]
    DocumentType,
    #[error("it refers to the entity `&{name};`, which no Word file has")]
    Entity { name: String },
    #[error("a part of it is no well-formed XML")]
    Xml(#[source] Option<quick_xml::Error>),
    #[error("a part of it is not UTF-8")]
    NotUtf8,
    #[error("it was made by a later version of this program (format {version})")]
    LaterVersion { version: String },
    #[error("what it says of itself is damaged: {0}")]
    Docket(&'static str),
}

impl From<quick_xml::Error> for Fault {
    fn from(error: quick_xml::Error) -> Self {
        Fault::Xml(Some(error))
    }
}
