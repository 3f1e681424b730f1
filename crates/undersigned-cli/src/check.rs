//! `undersigned check`: reads and checks without rendering.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use undersigned::{Diagnostics, Profile, Severity};

use crate::deny::Denied;
use crate::gather::gather_each;
use crate::input::{Input, StdinOption};
use crate::parallel;
use crate::profile::LookOptions;
use crate::report::{Form, Report};
use crate::{Failure, Outcome, deny, files, report};

/// Reads and checks input files, and shows everything that was found.
///
/// Errors keep a document from being rendered. Warnings are advice: to look at, and to weigh with --deny. Information is
/// good to know, such as the number of words and signatures beside what the Rules of Procedure ask.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned check doc-16229.yaml                      everything that was found, with the lines concerned
  undersigned check archive                             all documents of a folder and of those in it
  undersigned check *.yaml --output short               a line for each finding
  undersigned check doc-16229.yaml --deny procedure     what the Rules of Procedure ask is asked for
  undersigned check doc-16229.yaml --deny warnings      nothing may be left to look at
  undersigned check doc-16229.yaml --fix                make the mends that are certain, show the rest
  undersigned explain U502                              what is behind a finding

Exit codes: 0 nothing denied was found, 1 something was, 2 could not run.")]
pub(crate) struct Arguments {
    /// The input files: YAML, TOML or JSON by their extension; `-` reads standard input. A folder stands for all input
    /// files in it and in its folders, a pattern such as '2024/*.yaml' for those that match.
    #[arg(value_name = "FILE", required = true)]
    inputs: Vec<PathBuf>,

    /// What is an error besides errors, with commas between them: warnings, info, an area such as procedure, or a rule by
    /// its code or name.
    #[arg(long, value_name = "WHAT", value_delimiter = ',', default_value = "errors")]
    deny: Vec<Denied>,

    /// How the findings are shown.
    #[arg(long, value_name = "FORM", default_value = "human")]
    output: Form,

    /// Makes the mends that are certain in the files, and changes nothing else in them.
    #[arg(long)]
    fix: bool,

    #[command(flatten)]
    stdin: StdinOption,

    #[command(flatten)]
    look: LookOptions,
}

/// A mend can make way for another; more rounds than this are none that end.
const MOST_ROUNDS: usize = 10;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.look.load()?;
    let (inputs, failures) = gather_each(&arguments.inputs);
    failures.iter().for_each(report::failure);
    let mut outcome = if failures.is_empty() { Outcome::Done } else { Outcome::Failed };
    let mut report = Report::new(arguments.output);
    let mut reported = Ok(());
    // Mends are made one file after the other: two inputs may name the same list.
    let jobs = if arguments.fix { NonZeroUsize::MIN } else { parallel::cores() };
    parallel::in_order(
        &inputs,
        jobs,
        |input| checked(&input.path(), arguments, &profile),
        |Checked { unmended, findings }| {
            // What cannot be mended is shown all the same.
            if let Some(failure) = unmended {
                report::failure(&failure);
                outcome = Outcome::Failed;
            }
            match findings {
                Ok(mut findings) => {
                    deny::weigh(&mut findings, &arguments.deny);
                    if findings.severity() == Some(Severity::Error) {
                        outcome = outcome.max(Outcome::Faulty);
                    }
                    // After the first that cannot be written come those that were begun.
                    if reported.is_ok() {
                        reported = report.add(findings);
                    }
                }
                // What is wrong with one input is no reason to leave the others unread.
                Err(failure) => {
                    report::failure(&failure);
                    outcome = Outcome::Failed;
                }
            }
            reported.is_ok()
        },
    );
    reported?;
    report.finish()?;
    Ok(outcome)
}

/// What came of one input.
struct Checked {
    unmended: Option<Failure>,
    findings: Result<Diagnostics, Failure>,
}

fn checked(path: &Path, arguments: &Arguments, profile: &Profile) -> Checked {
    match Input::at(path, arguments.stdin.notation) {
        Ok(input) => Checked {
            unmended: if arguments.fix { fix(&input, profile).err() } else { None },
            findings: check(&input, profile),
        },
        Err(failure) => Checked { unmended: None, findings: Err(failure) },
    }
}

fn check(input: &Input, profile: &Profile) -> Result<Diagnostics, Failure> {
    check_as(input, profile, &[])
}

fn check_as(
    input: &Input,
    profile: &Profile,
    changed: &[(PathBuf, Vec<u8>)],
) -> Result<Diagnostics, Failure> {
    Ok(match input.read_as(profile, changed)? {
        Ok(document) => profile.check(&document, &[]),
        Err(faults) => faults,
    })
}

/// Makes the certain mends in the input and in the list beside it.
fn fix(input: &Input, profile: &Profile) -> Result<(), Failure> {
    if input.is_stdin() {
        return Err(Failure::Other("standard input cannot be mended: name a file".to_owned()));
    }
    let mut findings = check(input, profile)?;
    for _ in 0..MOST_ROUNDS {
        let fixed = findings.fixed();
        if fixed.is_empty() {
            break;
        }
        let name = |source: usize| &findings.sources()[source].name;
        // The first source is the input, the others were named by their paths.
        let path = |source: usize| if source == 0 { input.path.clone() } else { PathBuf::from(name(source)) };
        let changed: Vec<(PathBuf, Vec<u8>)> =
            fixed.iter().map(|file| (path(file.source), file.bytes.clone())).collect();
        let after = check_as(input, profile, &changed)?;
        // A mend is certain by its own place; should the whole file read otherwise, it is left as it was.
        if errors(&after) > errors(&findings) || after.fixed() == fixed {
            report::not_mended(&input.name());
            break;
        }
        for (file, (path, bytes)) in fixed.iter().zip(&changed) {
            files::replace(path, bytes)?;
            report::mended(name(file.source), &file.mends);
        }
        findings = after;
    }
    Ok(())
}

fn errors(findings: &Diagnostics) -> usize {
    findings.list().iter().filter(|finding| finding.severity == Severity::Error).count()
}
