//! Why a file cannot be looked at.

/// The file is none that can be looked at.
///
/// It displays in one line: what is wrong, and where.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] pub(crate) Kind);

pub(crate) type Result<T> = std::result::Result<T, Kind>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Kind {
    #[error("this is no PDF: it does not begin with `%PDF-`")]
    NotPdf,
    #[error("the file is broken: {0}")]
    Broken(String),
    #[error(
        "the file is encrypted: make it again without a password, a print shop and an archive need it open"
    )]
    Encrypted,
    #[error("the file is too much to look at: {what} (at most {most})")]
    TooMuch { what: &'static str, most: usize },
    #[error("the stream of object {object} is packed with `{filter}`, which is not read here")]
    Filter { object: u32, filter: String },
    #[error("the file could not be looked at: {0}")]
    Panic(String),
}

impl Kind {
    pub(crate) fn broken(what: impl Into<String>) -> Kind {
        Kind::Broken(what.into())
    }
}
