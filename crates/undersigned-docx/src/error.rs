//! Why a document cannot become a Word file.

use std::any::Any;

/// Why a document cannot become a Word file.
///
/// It displays as one sentence; what lies below it, where there is more to know, is its
/// [`source`](std::error::Error::source).
///
/// ```
/// let profile = undersigned::Profile::builtin();
/// let renderer: Result<_, undersigned_docx::Error> = undersigned_docx::Renderer::new(&profile);
/// assert!(renderer.is_ok());
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

/// What went wrong; apart from [`Error`], so that its cases can change without breaking a caller.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("`{field}` holds the character {character:?}, which has no place in a line of a Word file")]
    Character { field: String, character: char },
    #[error("note {number} is marked in `{field}`, where a document with {notes} notes expects {expected}")]
    NoteMark { field: String, number: usize, expected: String, notes: usize },
    #[error("note {number} has no mark in the text")]
    UnmarkedNote { number: usize },
    #[error("note {number} is empty")]
    EmptyNote { number: usize },
    #[error("a list begins with {start}, and Word counts no further than 32,767")]
    ListStart { start: u64 },
    #[error("a list stands in a list of the second level")]
    ListDepth,
    #[error("the image of the masthead is neither PNG nor JPEG")]
    Image,
    #[error("the Word engine stopped: {0}")]
    Engine(String),
    #[error("the Word engine wrote something that is not XML")]
    Xml(#[from] quick_xml::Error),
    #[error("the Word engine wrote something that is not UTF-8")]
    Utf8(#[from] std::string::FromUtf8Error),
    #[error("the Word engine left an element open")]
    Unbalanced,
    #[error("the parts cannot be packed")]
    Zip(#[from] zip::result::ZipError),
    #[error("the parts cannot be packed")]
    Io(#[from] std::io::Error),
}

/// Runs what calls docx-rs, which panics where it meets something that it does not know.
pub(crate) fn caught<T>(run: impl FnOnce() -> Result<T, Kind>) -> Result<T, Error> {
    // Nothing outlives the closure but its result, so that nothing half-made can be seen after a panic.
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
        Ok(result) => Ok(result?),
        Err(panic) => Err(Kind::Engine(message(panic.as_ref())).into()),
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it did not say why").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error as _;

    #[test]
    fn a_panic_of_the_engine_becomes_an_error() {
        let error = caught::<()>(|| panic!("no such {}", "border")).unwrap_err();
        assert_eq!(error.to_string(), "the Word engine stopped: no such border");
    }

    #[test]
    fn causes_are_chained() {
        let cause = std::io::Error::other("the disk is full");
        let error = caught::<()>(|| Err(Kind::Io(cause))).unwrap_err();
        assert_eq!(error.to_string(), "the parts cannot be packed");
        assert_eq!(error.source().unwrap().to_string(), "the disk is full");
    }
}
