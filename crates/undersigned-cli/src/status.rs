//! `undersigned status`: how far the translations of documents are.

use std::path::{Path, PathBuf};

use clap::Args;
use undersigned::translation::{Stage, Standing, unit_name};
use undersigned::{Document, Profile, Severity};

use crate::gather::gather_each;
use crate::input::{Input, StdinOption};
use crate::profile::ProfileOption;
use crate::report::count;
use crate::{Failure, Outcome, files, report};

/// Shows for every document and language how far it is: not begun, draft, complete, or out of date since which paragraph.
///
/// Files of `undersigned translate` beside the input, or in the folder of --drafts, are looked at too: whether the text
/// that was sent is still the text as it is.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned status session                     all documents of a folder and of those in it
  undersigned status doc-16229.yaml --drafts out the files for the translator are in the folder out

Exit codes: 0 done, 1 an input has errors, 2 could not run.")]
pub(crate) struct Arguments {
    /// The input files: YAML, TOML or JSON by their extension; `-` reads standard input. A folder stands for all input
    /// files in it and in its folders, a pattern such as '2024/*.yaml' for those that match.
    #[arg(value_name = "FILE", required = true)]
    inputs: Vec<PathBuf>,

    /// The folder with the files of `undersigned translate`. Default: the folder of each input.
    #[arg(long, value_name = "DIR")]
    drafts: Option<PathBuf>,

    #[command(flatten)]
    stdin: StdinOption,

    #[command(flatten)]
    profile: ProfileOption,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.profile.load()?;
    let (inputs, failures) = gather_each(&arguments.inputs);
    failures.iter().for_each(report::failure);
    let mut outcome = if failures.is_empty() { Outcome::Done } else { Outcome::Failed };
    for input in inputs {
        match status(&input.path(), arguments, &profile) {
            Ok((ended, text)) => {
                report::print(&text)?;
                outcome = outcome.max(ended);
            }
            // What is wrong with one input is no reason to leave the others out.
            Err(failure) => {
                report::failure(&failure);
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

fn status(path: &Path, arguments: &Arguments, profile: &Profile) -> Result<(Outcome, String), Failure> {
    let input = Input::at(path, arguments.stdin.notation)?;
    Ok(match input.read(profile)? {
        Ok(document) => (Outcome::Done, lines(&input, &document, profile, arguments.drafts.as_deref())),
        Err(faults) => {
            let errors = faults.list().iter().filter(|fault| fault.severity == Severity::Error).count();
            let errors = count(errors, "error");
            (Outcome::Faulty, format!("{}\n  {errors}: `undersigned check` shows them\n", input.name()))
        }
    })
}

/// The document, and a line for each language; below it one for each file that waits to come back.
fn lines(input: &Input, document: &Document, profile: &Profile, drafts: Option<&Path>) -> String {
    let mut text = format!("{}\n", input.name());
    for language in profile.languages().iter().map(|known| known.language) {
        let standing = profile.standing(document, language);
        text.push_str(&format!("  {language}  {}\n", line(&standing)));
        if input.is_stdin() || language == document.tabled_in() {
            continue;
        }
        for what in ["draft.docx", "bilingual.docx", "xlf"] {
            let path = files::translation(&input.path, drafts, language, what);
            if path.is_file() {
                let state = draft(&path, document, profile);
                text.push_str(&format!("      {}: {state}\n", path.display()));
            }
        }
    }
    text
}

fn line(standing: &Standing) -> String {
    let stage = match &standing.stage {
        Stage::Tabled => "tabled".to_owned(),
        Stage::NotBegun => "not begun".to_owned(),
        Stage::Draft { at: Some(key) } => format!("draft: {} is missing or not translated", unit_name(key)),
        Stage::Draft { at: None } => "draft: its paragraphs are not those of the original".to_owned(),
        Stage::Complete => "complete".to_owned(),
        Stage::OutOfDate { since, .. } => format!("out of date since {}", unit_name(since)),
    };
    let of_weight =
        |severity| standing.findings.list().iter().filter(|finding| finding.severity == severity).count();
    let findings: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .into_iter()
        .filter(|&(severity, _)| of_weight(severity) > 0)
        .map(|(severity, name)| count(of_weight(severity), name))
        .collect();
    if findings.is_empty() { stage } else { format!("{stage} ({})", findings.join(", ")) }
}

/// Whether what was sent is the text as it is.
fn draft(path: &Path, document: &Document, profile: &Profile) -> String {
    let returned = match files::read_translation(path) {
        Ok(bytes) => crate::import::returned(&bytes),
        Err(failure) => Err(report::reason(&failure)),
    };
    let docket = match returned {
        Ok(returned) => returned.docket,
        Err(reason) => return format!("cannot be read: {reason}"),
    };
    let Some(docket) = docket else { return "does not say which document it was made from".to_owned() };
    match profile.changed_since(document, &docket) {
        Ok(None) => "made of the text as it is".to_owned(),
        Ok(Some(key)) => format!("made of an earlier text, changed since; first {}", unit_name(&key)),
        Err(_) => "no such file could be made of the document as it is".to_owned(),
    }
}
