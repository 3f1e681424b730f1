//! Why a document cannot become a PDF.

use std::fmt;
use std::ops::Range;

use undersigned::sheet::Origin;

/// Why a document cannot become a PDF.
///
/// It displays as one line per fault; what lies below it, where there is more to know, is its
/// [`source`](std::error::Error::source). What the author of the document can mend is in
/// [`faults`](Self::faults), with the places in the input.
///
/// ```
/// let profile = undersigned::Profile::builtin();
/// let renderer: Result<_, undersigned_pdf::Error> = undersigned_pdf::Renderer::new(&profile);
/// assert!(renderer.is_ok());
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

impl Error {
    /// What the engine has to say about the template, with the places in it. Empty when the error lies elsewhere.
    ///
    /// ```
    /// use undersigned::Profile;
    ///
    /// let profile = Profile::with_files(|name| (name == "document.typ").then(|| b"#nosuch".to_vec()))?;
    /// let error = undersigned_pdf::Renderer::new(&profile).unwrap_err();
    /// assert_eq!(error.complaints()[0].message, "unknown variable: nosuch");
    /// assert_eq!(error.complaints()[0].range, Some(1..7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn complaints(&self) -> &[Complaint] {
        match &self.0 {
            Kind::Template(complaints) => &complaints.0,
            _ => &[],
        }
    }

    /// The faults in the content of the document, all of them, in print order. Empty when the error lies
    /// elsewhere: in the theme, in the template or in the engine.
    pub fn faults(&self) -> &[Fault] {
        match &self.0 {
            Kind::Content(faults) => &faults.0,
            _ => &[],
        }
    }
}

/// What went wrong; apart from [`Error`], so that its cases can change without breaking a caller.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("the family `{family}` has no {face} face")]
    Face { family: String, face: &'static str },
    #[error("the {face} face of the family `{family}` cannot be read")]
    UnreadableFace { family: String, face: &'static str },
    #[error("{0}")]
    Content(Lines<Fault>),
    #[error("{0}")]
    Template(Lines<Complaint>),
    #[error("{0} cannot be handed to the template")]
    View(&'static str, #[source] serde_json::Error),
    #[error("the PDF engine stopped: {0}")]
    Engine(String),
}

/// A fault in the content of a document, found while it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, in one terse sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where the text comes from.
    pub origin: Origin,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.origin.field, self.message)
    }
}

/// What the engine has to say about the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong, in the engine's own words.
    pub message: String,
    /// What the engine thinks could help.
    pub hints: Vec<String>,
    /// The bytes of the template concerned, where they are known.
    pub range: Option<Range<usize>>,
    /// The line and the column in the template, both counted from 1.
    pub(crate) position: Option<(usize, usize)>,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.position {
            Some((line, column)) => write!(f, "document.typ:{line}:{column}: {}", self.message)?,
            None => write!(f, "the PDF engine refuses: {}", self.message)?,
        }
        for hint in &self.hints {
            write!(f, " (hint: {hint})")?;
        }
        Ok(())
    }
}

/// Several of a kind, a line each.
#[derive(Debug)]
pub(crate) struct Lines<T>(pub(crate) Vec<T>);

impl<T: fmt::Display> fmt::Display for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, line) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            line.fmt(f)?;
        }
        Ok(())
    }
}
