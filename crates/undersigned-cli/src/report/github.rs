//! Findings as annotations of GitHub Actions.

use undersigned::{Diagnostic, Diagnostics, Severity};

use super::place::{self, Place};

/// A line for each finding, which GitHub shows beside the line of the file.
pub(super) fn findings(diagnostics: &Diagnostics) -> String {
    diagnostics.list().iter().map(|finding| annotation(finding, diagnostics)).collect()
}

fn annotation(diagnostic: &Diagnostic, all: &Diagnostics) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = match diagnostic.labels.first() {
        Some((span, _)) => {
            let place = Place::of(all, *span);
            let (line, end_line) = (place.line, place.end_line);
            // GitHub takes columns within one line alone.
            let columns = match line == end_line {
                true => format!(",col={},endColumn={}", place.column, place.end_column),
                false => String::new(),
            };
            format!("file={},line={line},endLine={end_line}{columns}", property(&place.file))
        }
        None => format!("file={}", property(&place::file(all))),
    };
    let title = format!("{} {}", diagnostic.rule.code, diagnostic.rule.name);
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\n{help}"));
    }
    format!("::{command} {place},title={}::{}\n", property(&title), data(&message))
}

/// A message on one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
