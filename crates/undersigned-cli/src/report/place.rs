//! Places as programs read them: lines and columns that count from 1, columns in characters.

use serde::Serialize;
use undersigned::{Diagnostics, Span};

/// A place in a file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    /// The column behind the last character.
    pub(super) end_column: usize,
    /// The bytes of the text as UTF-8, without a byte order mark.
    pub(super) bytes: [usize; 2],
}

impl Place {
    pub(super) fn of(diagnostics: &Diagnostics, span: Span) -> Self {
        let source = diagnostics.sources().get(span.source);
        let (line, column) = diagnostics.position(span.source, span.start);
        let (end_line, end_column) = diagnostics.position(span.source, span.end);
        Place {
            file: source.map(|source| source.name.clone()).unwrap_or_default(),
            line,
            column,
            end_line,
            end_column,
            bytes: [span.start, span.end],
        }
    }
}

/// The name of the input that findings without a place are about.
pub(super) fn file(diagnostics: &Diagnostics) -> String {
    diagnostics.sources().first().map(|source| source.name.clone()).unwrap_or_default()
}
