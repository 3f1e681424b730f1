//! Findings with the lines that they are about, in the manner of rustc.

use std::ops::Range;
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use undersigned::{Diagnostic, Diagnostics, Severity, Source};

use super::harmless;
use crate::manifest::Finding;

/// More findings than this of one file are counted, not shown.
const MOST_SHOWN: usize = 50;

/// The findings, each with the lines that it is about.
pub(super) fn findings(diagnostics: &Diagnostics, renderer: &Renderer) -> String {
    first(diagnostics.list(), |found| renderer.render(&[group(found, diagnostics.sources())]))
}

/// The findings of an earlier run, of which the places are known and not the lines. `path` is that of a finding's file.
pub(super) fn recorded(
    findings: &[Finding],
    path: impl Fn(&Finding) -> PathBuf,
    renderer: &Renderer,
) -> String {
    first(findings, |found| {
        let title = level(found.severity).primary_title(harmless(&found.message)).id(harmless(&found.code));
        let mut place = Origin::path(harmless(&path(found).display().to_string()));
        if let (Some(line), Some(column)) = (found.line, found.column) {
            place = place.line(line as usize).char_column(column as usize);
        }
        renderer.render(&[with_help(Group::with_title(title).element(place), found.help.as_deref())])
    })
}

/// The first of many, and how many more there are.
fn first<T>(list: &[T], show: impl Fn(&T) -> String) -> String {
    let mut text: String = list.iter().take(MOST_SHOWN).map(|one| show(one) + "\n\n").collect();
    if list.len() > MOST_SHOWN {
        text.push_str(&format!("… and {} more\n", list.len() - MOST_SHOWN));
    }
    text
}

/// What helps with a finding, in words.
pub(crate) fn help(found: &Diagnostic) -> Option<String> {
    match &found.fix {
        Some(fix) => Some(format!("{} (`check --fix` does it)", fix.message)),
        None => found.help.clone(),
    }
}

fn with_help<'a>(group: Group<'a>, help: Option<&str>) -> Group<'a> {
    match help {
        Some(help) => group.element(Level::HELP.message(harmless(help))),
        None => group,
    }
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
    with_help(group, help(diagnostic).as_deref())
}

/// The range, widened to whole lines.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    start..end
}
