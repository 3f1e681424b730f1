//! What the Rules of Procedure ask of a document.

use serde::Deserialize;

use super::dates::{self, Held};
use super::{Parsed, in_force};
use crate::profile::TomlFile;
use crate::{Date, Kind};

/// The thresholds by kind and date, and whether signatures may be added.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Procedure {
    #[serde(rename = "threshold")]
    pub(crate) thresholds: Vec<Threshold>,
    #[serde(rename = "addition")]
    additions: Vec<Addition>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Measure {
    Words,
    Signatures,
    Delegations,
    Groups,
}

/// One threshold between two dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Threshold {
    pub(crate) kinds: Vec<Kind>,
    pub(crate) measure: Measure,
    at_most: Option<usize>,
    at_least: Option<usize>,
    /// What takes the place of the threshold.
    pub(crate) unless: Option<String>,
    pub(crate) rule: String,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    pub(crate) source: String,
}

/// The bound that a threshold sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    AtMost(usize),
    AtLeast(usize),
}

/// Whether a signature may be added to a document that has been tabled.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Addition {
    kinds: Vec<Kind>,
    pub(crate) allowed: bool,
    /// Until when.
    pub(crate) until: Option<String>,
    pub(crate) rule: String,
    pub(crate) source: String,
}

pub(crate) fn parse_procedure(text: &str) -> Parsed<Procedure> {
    let file = TomlFile::parse(text);
    let procedure: Option<Procedure> = file.read_soundly();
    if let Some(procedure) = &procedure {
        procedure.check(&file);
    }
    file.finish(procedure)
}

/// What an entry holds for, a kind each.
fn held(kinds: &[Kind], what: &str) -> Vec<String> {
    kinds.iter().map(|kind| format!("{what} of a {}", kind.name())).collect()
}

impl Threshold {
    /// The bound; a file in which a threshold has none or two is not read.
    pub(crate) fn bound(&self) -> Bound {
        match self.at_most {
            Some(most) => Bound::AtMost(most),
            None => Bound::AtLeast(self.at_least.unwrap_or(0)),
        }
    }
}

impl Procedure {
    fn check(&self, file: &TomlFile<'_>) {
        let list = file.root().at("threshold");
        for (index, threshold) in self.thresholds.iter().enumerate() {
            let what = threshold.measure.words(0);
            let message = match (threshold.at_most, threshold.at_least) {
                (None, None) => format!("a threshold of {what} without a number"),
                (Some(_), Some(_)) => format!("a threshold of {what} with two bounds"),
                _ => continue,
            };
            // Of two bounds the second is the one to look at; without any, the entry.
            let place = list.nth(index).at("at-least").key();
            file.fault(place, message, "write either `at-most` or `at-least`");
        }
        let of_threshold = |threshold: &Threshold| Held {
            what: held(&threshold.kinds, &format!("the number of {}", threshold.measure.words(0))),
            from: threshold.from,
            to: threshold.to,
        };
        dates::check(file, list, &self.thresholds.iter().map(of_threshold).collect::<Vec<_>>());
        let of_addition =
            |addition: &Addition| Held { what: held(&addition.kinds, "additions"), from: None, to: None };
        let additions: Vec<Held> = self.additions.iter().map(of_addition).collect();
        dates::check(file, file.root().at("addition"), &additions);
        let thresholds = self.thresholds.iter().map(|threshold| &threshold.kinds).enumerate();
        let additions = self.additions.iter().map(|addition| &addition.kinds).enumerate();
        let thresholds = thresholds.map(|(index, kinds)| (list.nth(index), kinds));
        let additions = additions.map(|(index, kinds)| (file.root().at("addition").nth(index), kinds));
        for (entry, _) in thresholds.chain(additions).filter(|(_, kinds)| kinds.is_empty()) {
            let message = "`kinds` is empty, so that the entry is never looked at";
            file.fault(entry.at("kinds").span(), message, "name a kind, or remove the entry");
        }
    }

    /// The threshold of a date, where it is known.
    pub(crate) fn threshold(&self, measure: Measure, kind: Kind, date: Date) -> Option<&Threshold> {
        self.thresholds.iter().find(|threshold| {
            threshold.measure == measure
                && threshold.kinds.contains(&kind)
                && in_force(threshold.from, threshold.to, date)
        })
    }

    /// Whether signatures may be added to a kind of document.
    pub(crate) fn addition(&self, kind: Kind) -> Option<&Addition> {
        self.additions.iter().find(|addition| addition.kinds.contains(&kind))
    }
}

impl Bound {
    /// Whether a number keeps to the bound.
    pub(crate) fn holds(self, number: usize) -> bool {
        match self {
            Bound::AtMost(most) => number <= most,
            Bound::AtLeast(least) => number >= least,
        }
    }

    /// The bound in words.
    pub(crate) fn words(self) -> String {
        match self {
            Bound::AtMost(most) => format!("at most {most}"),
            Bound::AtLeast(0) => "none asked for".to_owned(),
            Bound::AtLeast(least) => format!("at least {least}"),
        }
    }
}

impl Measure {
    pub(crate) const ALL: [Measure; 4] =
        [Measure::Words, Measure::Signatures, Measure::Delegations, Measure::Groups];

    /// What is counted, in words.
    pub(crate) fn words(self, number: usize) -> &'static str {
        match (self, number) {
            (Measure::Words, 1) => "word",
            (Measure::Words, _) => "words",
            (Measure::Signatures, 1) => "signature",
            (Measure::Signatures, _) => "signatures",
            (Measure::Delegations, 1) => "national delegation",
            (Measure::Delegations, _) => "national delegations",
            (Measure::Groups, 1) => "political group",
            (Measure::Groups, _) => "political groups",
        }
    }
}
