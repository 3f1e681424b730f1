//! Findings with the lines that they are about, in the manner of rustc.

use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use undersigned::{Diagnostic, Diagnostics, Severity, Source};

use super::harmless;
use crate::manifest::Finding;

/// More findings than this of one file are counted, not shown.
const MOST_SHOWN: usize = 50;

/// The findings, each with the lines that it is about.
pub(super) fn findings(diagnostics: &Diagnostics, renderer: &Renderer) -> String {
    let list = diagnostics.list();
    let mut text = String::new();
    for diagnostic in list.iter().take(MOST_SHOWN) {
        text.push_str(&renderer.render(&[group(diagnostic, diagnostics.sources())]));
        text.push_str("\n\n");
    }
    if list.len() > MOST_SHOWN {
        text.push_str(&format!("… and {} more\n", list.len() - MOST_SHOWN));
    }
    text
}

/// A finding of an earlier run, of which the place is known and not the lines.
pub(super) fn recorded(finding: &Finding, file: &Path, renderer: &Renderer) -> String {
    let title = level(finding.severity).primary_title(harmless(&finding.message)).id(harmless(&finding.code));
    let mut place = Origin::path(harmless(&file.display().to_string()));
    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        place = place.line(line as usize).char_column(column as usize);
    }
    let mut group = Group::with_title(title).element(place);
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    renderer.render(&[group])
}

fn level<'a>(severity: Severity) -> Level<'a> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a [Source]) -> Group<'a> {
    let title = level(diagnostic.severity).primary_title(harmless(&diagnostic.message));
    let mut group = Group::with_title(title.id(diagnostic.rule.code));
    if diagnostic.labels.is_empty() {
        // The file alone is the place.
        if let Some(source) = sources.first() {
            group = group.element(Origin::path(harmless(&source.name)));
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
    let help = match (&diagnostic.fix, &diagnostic.help) {
        (Some(fix), _) => Some(format!("{} (`check --fix` does it)", fix.message)),
        (None, help) => help.clone(),
    };
    if let Some(help) = help {
        group = group.element(Level::HELP.message(harmless(&help)));
    }
    group
}

/// The range, widened to whole lines.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    start..end
}
