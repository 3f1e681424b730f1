//! A file of a profile in TOML: its values, the place of each, and everything that is wrong with it.

use std::cell::RefCell;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::shape;
use crate::facts::nearest;
use crate::rules::finding;
use crate::rules::profile::UnusableFile;
use crate::{Diagnostic, Severity, Span};

/// A file of a profile. The places of its findings are in a text of their own, as if it were the only source.
pub(crate) struct TomlFile<'t> {
    root: Spanned<DeValue<'t>>,
    findings: RefCell<Vec<Diagnostic>>,
}

impl<'t> TomlFile<'t> {
    /// The tree of a file; every fault of the syntax is in the findings, and then the tree is empty.
    pub(crate) fn parse(text: &'t str) -> Self {
        let (mut table, errors) = DeTable::parse_recoverable(text);
        let faults = errors.iter().map(|error| {
            let message = format!("this is not TOML: {}", error.message());
            finding(UnusableFile, message).at(error.span().map(Span::input), "")
        });
        let findings = faults.collect::<Vec<_>>();
        if !findings.is_empty() {
            table.get_mut().clear();
        }
        // What is missing in the file as a whole is missing at its beginning.
        let root = Spanned::new(0..0, DeValue::Table(table.into_inner()));
        TomlFile { root, findings: RefCell::new(findings) }
    }

    /// The values of the file in their types, as far as they can be read. What is wrong is in the findings.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        if self.is_faulty() { None } else { shape::read(self, &self.root) }
    }

    /// The same where nothing is wrong with it: the entries of lists have their places then.
    pub(crate) fn read_soundly<T: DeserializeOwned>(&self) -> Option<T> {
        self.read().filter(|_| !self.is_faulty())
    }

    /// The whole file, from which the places of its values are found.
    pub(crate) fn root(&self) -> Place<'_, 't> {
        Place { value: Some(&self.root), span: Span::input(0..0), key: None }
    }

    /// Adds a finding, once.
    pub(crate) fn push(&self, finding: Diagnostic) {
        let mut findings = self.findings.borrow_mut();
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    /// Adds an error at a place.
    pub(crate) fn fault(&self, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.push(finding(UnusableFile, message).at(at, "").help(help));
    }

    /// Whether an error was found so far.
    pub(crate) fn is_faulty(&self) -> bool {
        self.findings.borrow().iter().any(|finding| finding.severity == Severity::Error)
    }

    /// What the file holds and what was found; with an error nothing is held.
    pub(crate) fn finish<T>(self, value: Option<T>) -> (Option<T>, Vec<Diagnostic>) {
        let value = value.filter(|_| !self.is_faulty());
        (value, self.findings.into_inner())
    }
}

/// The place of a value in a file.
#[derive(Clone, Copy)]
pub(crate) struct Place<'f, 't> {
    value: Option<&'f Spanned<DeValue<'t>>>,
    span: Span,
    key: Option<Span>,
}

impl<'f, 't> Place<'f, 't> {
    /// The place of the value under a key; where there is none, the place in which it is missing.
    pub(crate) fn at(self, key: &str) -> Self {
        let table = self.value.and_then(|value| value.get_ref().as_table());
        match table.and_then(|table| table.get_key_value(key)) {
            Some((key, value)) => Place {
                value: Some(value),
                span: Span::input(value.span()),
                key: Some(Span::input(key.span())),
            },
            None => Place { value: None, key: None, ..self },
        }
    }

    /// The place of an entry of a list.
    pub(crate) fn nth(self, index: usize) -> Self {
        let list = self.value.and_then(|value| value.get_ref().as_array());
        match list.and_then(|list| list.get(index)) {
            Some(value) => Place { value: Some(value), span: Span::input(value.span()), key: None },
            None => Place { value: None, key: None, ..self },
        }
    }

    /// Whether there is a value.
    pub(crate) fn is_there(self) -> bool {
        self.value.is_some()
    }

    /// The bytes of the value.
    pub(crate) fn span(self) -> Span {
        self.span
    }

    /// The bytes of its key; those of the value where it has none.
    pub(crate) fn key(self) -> Span {
        self.key.unwrap_or(self.span)
    }

    /// The keys of a table with their places.
    pub(crate) fn keys(self) -> impl Iterator<Item = (&'f str, Span)> {
        let table = self.value.and_then(|value| value.get_ref().as_table());
        table
            .into_iter()
            .flat_map(|table| table.keys())
            .map(|key| (&**key.get_ref(), Span::input(key.span())))
    }

    /// The place of a stretch of the value's text. With escapes in it the text stands there otherwise than it reads, and
    /// the whole value is the place.
    pub(crate) fn within(self, text: &str, file: &str, range: Range<usize>) -> Span {
        let typed = file.get(self.span.range()).unwrap_or_default();
        match (typed.find(text), text.is_empty()) {
            (Some(inset), false) => {
                let start = self.span.start + inset;
                Span::input(start + range.start..start + range.end)
            }
            _ => self.span,
        }
    }
}

/// The known word that was most likely meant, or else all of them.
pub(crate) fn known_words(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let known: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
            format!("known are {}", known.join(", "))
        }
    }
}
