//! Findings with the lines that they are about, in the manner of rustc.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use undersigned::{Diagnostic, Diagnostics, Severity, Source};

use super::harmless;

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

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a [Source]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group =
        Group::with_title(level.primary_title(harmless(&diagnostic.message)).id(diagnostic.rule.code));
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
