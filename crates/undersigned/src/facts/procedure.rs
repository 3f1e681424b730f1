//! What the Rules of Procedure ask of a document.

use serde::Deserialize;

use super::{FileFault, in_force, parse};
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

pub(crate) fn parse_procedure(text: &str) -> Result<Procedure, FileFault> {
    let procedure: Procedure = parse(text)?;
    match procedure
        .thresholds
        .iter()
        .find(|threshold| threshold.at_most.is_some() == threshold.at_least.is_some())
    {
        Some(threshold) => {
            let message =
                format!("a threshold of {} has either `at-most` or `at-least`", threshold.measure.words(0));
            Err((message, None))
        }
        None => Ok(procedure),
    }
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
