//! What is wrong, where, and what to do: as data, for the caller to show.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A text that diagnostics point into: the input file, a list of signatories beside it, or a file of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name to show, as the caller gave it.
    pub name: String,
    /// The text. Bytes that are not UTF-8 stand as U+FFFD.
    pub text: String,
}

/// A place in a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which of the sources, by its index in [`Diagnostics::sources`]; 0 is the input file.
    pub source: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last; equal to `start` for a place between two characters.
    pub end: usize,
}

impl Span {
    /// A place in the input file itself.
    pub(crate) fn input(range: Range<usize>) -> Self {
        Span { source: 0, start: range.start, end: range.end }
    }

    /// The bytes of the source that the span covers.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document can be rendered, but somebody should look.
    Warning,
    /// The document cannot be rendered.
    Error,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one terse sentence without a full stop.
    pub message: String,
    /// The places concerned, the main one first, each with a word of its own (which may be empty). Without any,
    /// the finding is about the file as a whole.
    pub labels: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error about the file as a whole; the methods below add places and help.
    pub fn error(message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Error, message: message.into(), labels: Vec::new(), help: None }
    }

    /// Adds a place with a word about it.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>, label: impl Into<String>) -> Self {
        if let Some(span) = span.into() {
            self.labels.push((span, label.into()));
        }
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Everything that was found, with the texts that the places point into.
///
/// As an error it displays as one line per finding, `name:line:column: error: message (help: …)`, which suits a log; a
/// terminal wants the lines of the source too, and draws them from [`list`](Self::list) and
/// [`sources`](Self::sources).
///
/// ```
/// let profile = undersigned::Profile::builtin();
/// let faults = profile.read("motion.yaml", b"kind: motoin", undersigned::Format::Yaml).unwrap_err();
/// assert!(faults.to_string().contains("motion.yaml:1:7: error: there is no kind of document"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    sources: Arc<[Source]>,
}

impl Diagnostics {
    /// Findings about these sources; an error without findings would say nothing, so there must be one.
    pub(crate) fn new(mut list: Vec<Diagnostic>, sources: Arc<[Source]>) -> Self {
        // In the order of the text, whatever the order in which the checks ran; the sort is stable.
        list.sort_by_key(|d| d.labels.first().map(|(span, _)| (span.source, span.start)));
        Diagnostics { list, sources }
    }

    /// The findings, in the order of their places.
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// The texts that the places point into.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The line and column of a byte of a source, both counted from 1, the column in characters.
    pub fn position(&self, source: usize, offset: usize) -> (usize, usize) {
        let text = self.sources.get(source).map_or("", |source| source.text.as_str());
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        (line, column)
    }

    /// Adds the findings of another step on the same sources, leaving out what is there already.
    pub fn extend(&mut self, other: Diagnostics) {
        if self.sources.is_empty() {
            self.sources = other.sources;
        }
        for diagnostic in other.list {
            if !self.list.contains(&diagnostic) {
                self.list.push(diagnostic);
            }
        }
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            match diagnostic.labels.first() {
                Some((span, _)) => {
                    let (line, column) = self.position(span.source, span.start);
                    let name = self.sources.get(span.source).map_or("", |source| source.name.as_str());
                    write!(f, "{name}:{line}:{column}: ")?;
                }
                None => {
                    if let Some(source) = self.sources.first() {
                        write!(f, "{}: ", source.name)?;
                    }
                }
            }
            let severity = match diagnostic.severity {
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            write!(f, "{severity}: {}", diagnostic.message)?;
            if let Some(help) = &diagnostic.help {
                write!(f, " (help: {help})")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
