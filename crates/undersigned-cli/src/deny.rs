//! `--deny`: which findings are errors.

use std::fmt;
use std::str::FromStr;

use undersigned::{Area, Diagnostics, Rule, Severity};

/// What a user does not let pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denied {
    /// Every finding of this weight or more.
    Weight(Severity),
    /// Every finding about this that is more than a piece of information.
    Area(Area),
    /// Every finding of this rule.
    Rule(&'static Rule),
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Denied::Weight(severity) => severity.name(),
            Denied::Area(area) => area.name(),
            Denied::Rule(rule) => rule.code,
        })
    }
}

impl FromStr for Denied {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.to_lowercase().as_str() {
            "error" | "errors" => return Ok(Denied::Weight(Severity::Error)),
            "warning" | "warnings" => return Ok(Denied::Weight(Severity::Warning)),
            "info" => return Ok(Denied::Weight(Severity::Info)),
            _ => {}
        }
        let area = Area::ALL.iter().find(|area| area.name().eq_ignore_ascii_case(word));
        let denied = area.map(|&area| Denied::Area(area)).or_else(|| Rule::find(word).map(Denied::Rule));
        denied.ok_or_else(|| {
            let areas: Vec<&str> = Area::ALL.iter().map(|area| area.name()).collect();
            format!(
                "there is no weight, area or rule `{word}`: weights are errors, warnings and info, areas {}; \
                 `undersigned explain` lists the rules",
                areas.join(", ")
            )
        })
    }
}

/// Makes errors of what is denied.
pub(crate) fn weigh(diagnostics: &mut Diagnostics, denied: &[Denied]) {
    diagnostics.weigh(|finding| {
        let is_denied = denied.iter().any(|denied| match *denied {
            // The counts are always there: they are denied by their own name alone.
            Denied::Weight(least) => finding.severity >= least && finding.rule.name != "counts",
            Denied::Area(area) => finding.rule.area == area && finding.severity > Severity::Info,
            Denied::Rule(rule) => finding.rule == rule,
        });
        if is_denied { Severity::Error } else { finding.severity }
    });
}
