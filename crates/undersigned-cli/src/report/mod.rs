//! Messages on standard error.

use std::io::{IsTerminal, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use undersigned::{Diagnostic, Diagnostics, Severity, Source};

use crate::Failure;

/// More findings than this of one file are counted, not shown.
const MOST_SHOWN: usize = 50;

/// Shows findings with the lines that they are about.
pub(crate) fn diagnostics(diagnostics: &Diagnostics) {
    let renderer = renderer();
    let list = diagnostics.list();
    for diagnostic in list.iter().take(MOST_SHOWN) {
        let groups = [group(diagnostic, diagnostics.sources())];
        line(&format!("{}\n", renderer.render(&groups)));
    }
    if list.len() > MOST_SHOWN {
        line(&format!("… and {} more", list.len() - MOST_SHOWN));
    }
}

/// Says something that a user should know, without a place.
pub(crate) fn warning(message: &str, details: &[String]) {
    let title = Level::WARNING.primary_title(harmless(message));
    let mut group = Group::with_title(title);
    for detail in details {
        group = group.element(Level::NOTE.message(detail.clone()));
    }
    line(&renderer().render(&[group]));
}

/// Says why the command could not run, and what lies behind it.
pub(crate) fn failure(failure: &Failure) {
    if let Failure::Profile(faults) = failure {
        diagnostics(faults);
    }
    let mut message = failure.to_string();
    let mut cause = std::error::Error::source(failure);
    while let Some(error) = cause {
        message.push_str(": ");
        message.push_str(&error.to_string());
        cause = error.source();
    }
    line(&renderer().render(&[Group::with_title(Level::ERROR.primary_title(harmless(&message)))]));
}

fn renderer() -> Renderer {
    let colours =
        std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    if colours { Renderer::styled() } else { Renderer::plain() }
}

/// A closed standard error is no reason to fail.
fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a [Source]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()));
    if diagnostic.labels.is_empty() {
        // The file alone is the place.
        if let Some(source) = sources.first() {
            group = group.element(annotate_snippets::Origin::path(harmless(&source.name)));
        }
    }
    for (index, source) in sources.iter().enumerate() {
        let labels: Vec<_> = diagnostic.labels.iter().filter(|(span, _)| span.source == index).collect();
        let Some(first) = labels.iter().map(|(span, _)| span.start).min() else { continue };
        let last = labels.iter().map(|(span, _)| span.end).max().unwrap_or(first);
        // Only the lines concerned are handed over: a long list has thousands of others.
        let lines = whole_lines(&source.text, first..last);
        let line_number = source.text[..lines.start].matches('\n').count() + 1;
        let mut snippet = Snippet::source(harmless(&source.text[lines.clone()]))
            .path(harmless(&source.name))
            .line_start(line_number)
            .fold(true);
        for (position, (span, label)) in labels.into_iter().enumerate() {
            let kind = if position == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range = span.start - lines.start..span.end - lines.start;
            let label = (!label.is_empty()).then_some(label.as_str());
            snippet = snippet.annotation(kind.span(range).label(label));
        }
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// The path of a file that was written, on standard output: as it is for a program that reads it, harmless for a
/// terminal.
pub(crate) fn written(path: &std::path::Path) {
    let path = path.display().to_string();
    let mut stdout = std::io::stdout().lock();
    let shown = if stdout.is_terminal() { harmless(&path) } else { path };
    // Whoever reads the list may stop reading; the files are written all the same.
    let _ = writeln!(stdout, "{shown}");
}

/// The text without what a terminal obeys or what turns its direction, byte for byte as long as before, so that the
/// places in it stay. The tabs and breaks of lines are left to the renderer.
fn harmless(text: &str) -> String {
    let replace = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1f}' | '\u{7f}' => '?',
        '\u{80}'..='\u{9f}' => '\u{bf}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    };
    text.chars().map(replace).collect()
}

/// The range, widened to whole lines.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    start..end
}
