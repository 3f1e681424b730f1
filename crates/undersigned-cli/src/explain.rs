//! `undersigned explain`: the documentation of the rules.

use std::fmt::Write;

use clap::Args;
use undersigned::{Area, Profile, Rule};

use crate::{Failure, Outcome, report};

/// Prints what a rule finds, why, where it comes from and from when it applies.
///
/// Without a rule it lists all of them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned explain             every rule, a line each
  undersigned explain U502        one rule, by its code
  undersigned explain counts      or by its name
  undersigned explain --all       the documentation of all rules, in Markdown

Exit codes: 0 done, 2 there is no such rule.")]
pub(crate) struct Arguments {
    /// The code or the name of a rule.
    #[arg(value_name = "RULE")]
    rule: Option<String>,

    /// Prints the documentation of all rules, in Markdown.
    #[arg(long, conflicts_with = "rule")]
    all: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = Profile::builtin();
    let text = match &arguments.rule {
        Some(wanted) => {
            let rule = Rule::find(wanted).ok_or_else(|| {
                Failure::Other(format!(
                    "there is no rule `{wanted}`: `undersigned explain` lists all of them"
                ))
            })?;
            format!("{} {}\n\n{}", rule.code, rule.name, profile.explain(rule))
        }
        None if arguments.all => all(&profile),
        None => list(),
    };
    report::print(&text)?;
    Ok(Outcome::Done)
}

fn list() -> String {
    let mut text = String::new();
    for rule in Rule::all() {
        let _ =
            writeln!(text, "{} {:7} {:28} {}", rule.code, rule.severity.name(), rule.name, rule.summary());
    }
    text
}

fn all(profile: &Profile) -> String {
    let mut text = "# Rules\n\nWhat `undersigned check` finds. Written by `undersigned explain --all`; the texts stand beside \
                    the rules in the code.\n"
        .to_owned();
    for &area in Area::ALL {
        let _ = write!(text, "\n## {}\n", area.name());
        for rule in Rule::all().iter().filter(|rule| rule.area == area) {
            let _ = write!(text, "\n### {} {}\n\n{}", rule.code, rule.name, profile.explain(rule));
        }
    }
    text
}
