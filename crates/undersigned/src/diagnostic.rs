//! What is wrong, where, and what to do: as data, for the caller to show.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::Rule;

/// A text that diagnostics point into: the input file, a list of signatories beside it, or a file of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name to show, as the caller gave it.
    pub name: String,
    /// The text. Bytes that are not UTF-8 stand as U+FFFD.
    pub text: String,
    /// How the text was encoded in the file.
    pub encoding: Encoding,
    /// The first byte of every line.
    lines: Arc<[usize]>,
    /// How many characters come before every stretch of [`STRETCH`] bytes.
    characters: Arc<[usize]>,
}

/// A file may be one line of megabytes: columns are counted from the last stretch of so many bytes.
const STRETCH: usize = 1_024;

impl Source {
    pub(crate) fn new(name: impl Into<String>, text: String, encoding: Encoding) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        let counted = text.as_bytes().chunks(STRETCH).scan(0, |sum, stretch| {
            *sum += begun(stretch);
            Some(*sum)
        });
        let characters = std::iter::once(0).chain(counted).collect();
        Source { name: name.into(), text, encoding, lines, characters }
    }

    /// The line and column of a byte, both counted from 1, the column in characters.
    fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        (line.max(1), self.characters_before(offset).saturating_sub(self.characters_before(start)) + 1)
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let stretch = offset / STRETCH;
        let counted = self.characters.get(stretch).copied().unwrap_or_default();
        counted + begun(self.text.as_bytes().get(stretch * STRETCH..offset).unwrap_or_default())
    }
}

/// How many characters begin in some bytes of a text.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

/// How a text is encoded in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8WithMark,
    /// UTF-16, the lower byte first, behind a byte order mark.
    Utf16Le,
    /// UTF-16, the higher byte first, behind a byte order mark.
    Utf16Be,
}

impl Encoding {
    /// The bytes of a file with this text.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes);
        match self {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf8WithMark => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            Encoding::Utf16Le => [0xff, 0xfe].into_iter().chain(utf16(u16::to_le_bytes)).collect(),
            Encoding::Utf16Be => [0xfe, 0xff].into_iter().chain(utf16(u16::to_be_bytes)).collect(),
        }
    }
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

    /// Whether another place lies within this one.
    pub(crate) fn covers(self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }

    /// The bytes of the source that the span covers.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know; nothing need be wrong.
    Info,
    /// The document can be rendered, but somebody should look.
    Warning,
    /// The document cannot be rendered, or must not be.
    Error,
}

impl Severity {
    /// The word that findings are shown with: `info`, `warning` or `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A mend that is certain: what to put where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the mend does, in the imperative, such as `write one space`.
    pub message: String,
    /// The places and what belongs there; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One place of a source and the text that belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is taken away; an empty span only adds.
    pub span: Span,
    /// What stands there afterwards, as it is written in the source, escapes included.
    pub replacement: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that it is a finding of.
    pub rule: &'static Rule,
    /// How much it weighs: what the rule says, unless the user weighs it otherwise.
    pub severity: Severity,
    /// What is wrong, in one terse sentence without a full stop.
    pub message: String,
    /// The places concerned, the main one first, each with a word of its own (which may be empty). Without any,
    /// the finding is about the file as a whole.
    pub labels: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// What mends it, where that is certain.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of a rule about the file as a whole; the methods below add places, help and a mend.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            severity: rule.severity,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
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

    /// Says what mends it for certain: `new` in the place of `old`, which must stand at the place just so, or between
    /// quotation marks. Behind an alias or among escapes it does not, and there is no mend.
    #[must_use]
    pub(crate) fn mend(
        mut self,
        message: impl Into<String>,
        sources: &[Source],
        span: Span,
        old: &str,
        new: impl Into<String>,
    ) -> Self {
        let typed =
            sources.get(span.source).and_then(|source| source.text.get(span.range())).unwrap_or_default();
        let quoted = ["\"\"\"", "'''", "\"", "'"].into_iter().find_map(|mark| {
            let inner = typed.strip_prefix(mark)?.strip_suffix(mark)?;
            (inner == old).then_some(mark.len())
        });
        let inset = if typed == old { Some(0) } else { quoted };
        if let (Some(inset), false) = (inset, old.is_empty()) {
            let start = span.start + inset;
            let span = Span { start, end: start + old.len(), ..span };
            let edits = vec![Edit { span, replacement: new.into() }];
            self.fix = Some(Fix { message: message.into(), edits });
        }
        self
    }
}

/// Everything that was found, with the texts that the places point into.
///
/// As an error it displays as one line per finding, `name:line:column: error[U018]: message (help: …)`, which suits a
/// log; a terminal wants the lines of the source too, and draws them from [`list`](Self::list) and
/// [`sources`](Self::sources).
///
/// ```
/// let profile = undersigned::Profile::builtin();
/// let faults = profile.read("motion.yaml", b"kind: motoin", undersigned::Format::Yaml).unwrap_err();
/// assert!(faults.to_string().contains("motion.yaml:1:7: error[U018]: there is no kind of document"));
/// let names: Vec<_> = faults.into_iter().map(|finding| finding.rule.name).collect();
/// assert!(names.contains(&"unknown-kind"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    sources: Arc<[Source]>,
}

impl Diagnostics {
    /// Findings about these sources.
    pub(crate) fn new(mut list: Vec<Diagnostic>, sources: Arc<[Source]>) -> Self {
        sort(&mut list);
        Diagnostics { list, sources }
    }

    /// The findings, in the order of their places.
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The weightiest finding's weight; `None` when nothing was found.
    pub fn severity(&self) -> Option<Severity> {
        self.list.iter().map(|diagnostic| diagnostic.severity).max()
    }

    /// Weighs each finding anew, as a user wants it.
    pub fn weigh(&mut self, severity: impl Fn(&Diagnostic) -> Severity) {
        for diagnostic in &mut self.list {
            diagnostic.severity = severity(diagnostic);
        }
    }

    /// Keeps only some findings.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// The texts that the places point into.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The line and column of a byte of a source, both counted from 1, the column in characters.
    pub fn position(&self, source: usize, offset: usize) -> (usize, usize) {
        self.sources.get(source).map_or((1, 1), |source| source.position(offset))
    }

    /// Adds the findings of another step on the same sources, leaving out what is there already.
    pub fn extend(&mut self, other: Diagnostics) {
        if self.sources.is_empty() {
            self.sources = other.sources;
        }
        let mut known: BTreeSet<_> = self.list.iter().map(identity).collect();
        let new: Vec<Diagnostic> = other.list.iter().filter(|d| known.insert(identity(d))).cloned().collect();
        self.list.extend(new);
        sort(&mut self.list);
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// What makes two findings the same.
fn identity(diagnostic: &Diagnostic) -> (&str, Option<Span>, &str) {
    (diagnostic.rule.code, diagnostic.labels.first().map(|(span, _)| *span), &diagnostic.message)
}

/// In the order of the text, whatever the order in which the checks ran; the sort is stable.
fn sort(list: &mut [Diagnostic]) {
    list.sort_by_key(|d| d.labels.first().map(|(span, _)| (span.source, span.start)));
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
            let (severity, code) = (diagnostic.severity.name(), diagnostic.rule.code);
            write!(f, "{severity}[{code}]: {}", diagnostic.message)?;
            if let Some(help) = &diagnostic.help {
                write!(f, " (help: {help})")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::{Encoding, STRETCH, Source};

    #[test]
    fn columns_are_counted_in_a_line_of_any_length() {
        // Letters of one, two and three bytes, which end within a stretch or on its edge.
        for letter in ["x", "é", "€"] {
            let text = format!("A line\n{}", letter.repeat(3 * STRETCH));
            let source = Source::new("f", text, Encoding::Utf8);
            for before in [0, 1, STRETCH, 2 * STRETCH + 5] {
                let offset = "A line\n".len() + before * letter.len();
                assert_eq!(source.position(offset), (2, before + 1), "{letter}");
            }
        }
    }
}
