//! Why a file cannot be read.

use crate::tree::{MAX_DEPTH, MAX_FILE, MAX_NODES, MAX_TEXT};

/// Why a file cannot be read. It displays as one sentence.
///
/// ```
/// let error = undersigned_xliff::read(b"<html/>").unwrap_err();
/// assert_eq!(error.to_string(), "it is XML, but no XLIFF: its root is `html`");
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] pub(crate) Kind);

/// What is wrong; apart from [`Error`], so that its cases can change without breaking a caller.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("it has more than {} megabytes", MAX_FILE >> 20)]
    Large,
    #[error("it is not UTF-8")]
    NotUtf8,
    #[error("it is no well-formed XML (line {line})")]
    Xml { line: usize, source: Option<quick_xml::Error> },
    #[error("it defines a document type, which no XLIFF file does (line {line})")]
    DocumentType { line: usize },
    #[error("it refers to the entity `&{name};`, which no XLIFF file has (line {line})")]
    Entity { name: String, line: usize },
    #[error("its elements are nested more than {MAX_DEPTH} deep")]
    Deep,
    #[error("it has more than {MAX_NODES} elements and texts")]
    Many,
    #[error("a text in it has more than {MAX_TEXT} characters")]
    Long,
    #[error("it is XML, but no XLIFF: its root is `{root}`")]
    NotXliff { root: String },
    #[error("it is XLIFF {version}, which is not read: 1.0 to 1.2 and 2.0 to 2.2 are")]
    OtherVersion { version: String },
    #[error("it holds {count} files; a translation of one document holds one")]
    Files { count: usize },
    #[error("it names no language that documents are printed in (`{tag}`)")]
    Language { tag: String },
    #[error("a unit has no id (line {line})")]
    NoId { line: usize },
    #[error("it was made by a later version of this program (format {version})")]
    LaterVersion { version: String },
}
