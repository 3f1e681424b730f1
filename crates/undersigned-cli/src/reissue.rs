//! `undersigned reissue`: writes the next edition of a document.

use std::path::{Path, PathBuf};

use clap::Args;
use undersigned::Date;

use crate::input::{Input, Notation};
use crate::profile::ProfileOption;
use crate::{Failure, Outcome, files, report};

/// Writes the input file of the next edition: the same numbers and text, a new date, and more signatories.
///
/// Nobody is removed; whoever has signed already stays as they were. Everything else in the file stays byte for byte. A
/// motion is never published again: no signature may be added to it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  undersigned reissue doc-16229.yaml --date 2025-10-03 --add more.csv

writes doc-16229-edition-2.yaml beside the input, and says who was added. The list has the columns surname, given,
honorific, country and group.

Exit codes: 0 done, 1 the document or the list has errors or may not be re-issued, 2 could not run.")]
pub(crate) struct Arguments {
    /// The input file of the last edition.
    #[arg(value_name = "FILE")]
    input: PathBuf,

    /// The day of the new edition.
    #[arg(long, value_name = "DATE")]
    date: Date,

    /// The list of those who are to be added, a CSV or TSV file.
    #[arg(long, value_name = "LIST")]
    add: PathBuf,

    /// The file to write. Default: the name of the input with `-edition-N` behind its stem, beside the input.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replaces files that are there already.
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    profile: ProfileOption,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.profile.load()?;
    let input = Input::at(&arguments.input, Notation::Yaml)?;
    if input.is_stdin() {
        return Err(Failure::Other("name the input file: its next edition is written beside it".to_owned()));
    }
    if !files::is_list(&arguments.add) {
        return Err(Failure::Other(format!(
            "{}: a list ends in .csv, .tsv or .txt",
            arguments.add.display()
        )));
    }
    let document = match input.read(&profile)? {
        Ok(document) => document,
        Err(faults) => return Ok(faulty(&faults)),
    };
    let list = files::read(&arguments.add)?;
    let additions = match profile.read_list(&arguments.add.display().to_string(), &list, arguments.date) {
        Ok(list) => list,
        Err(faults) => return Ok(faulty(&faults)),
    };
    let next = match profile.reissue(&document, arguments.date, &additions) {
        Ok(next) => next,
        Err(faults) => return Ok(faulty(&faults)),
    };
    let path = match &arguments.output {
        Some(path) => path.clone(),
        None => beside(&input.path, next.number),
    };
    if path.extension() != input.path.extension() {
        let message =
            format!("{}: the new edition is written in the notation of the last one", path.display());
        return Err(Failure::Other(message));
    }
    let mut to_write = vec![(path.clone(), next.input)];
    if let Some((name, bytes)) = next.list {
        to_write.push((path.with_file_name(name), bytes));
    }
    if let Some((path, _)) = to_write.iter().find(|(path, _)| path.exists() && !arguments.force) {
        return Err(Failure::Other(format!("{} is there already: --force replaces it", path.display())));
    }
    let named = report::written(&files::write_all(to_write)?);
    let mut details = vec![
        format!(
            "edition {}, dated {}; the last one {}, originally tabled on {}",
            next.number,
            arguments.date,
            document.date(),
            document.originally_tabled()
        ),
        format!(
            "{} signatories, {} of them new",
            document.signatories().len() + next.added.len(),
            next.added.len()
        ),
    ];
    details.extend(next.added.iter().map(|line| format!("added: {line}")));
    details.extend(next.already.iter().map(|line| format!("had signed already, unchanged: {line}")));
    details
        .extend(profile.additions_until(&document).map(|until| format!("signatures may be added {until}")));
    report::note("what changed", &details);
    named?;
    Ok(Outcome::Done)
}

fn faulty(faults: &undersigned::Diagnostics) -> Outcome {
    report::diagnostics(faults);
    Outcome::Faulty
}

/// The name of an edition's file, with the last edition's number taken away.
fn beside(input: &Path, edition: u32) -> PathBuf {
    let stem = input.file_stem().unwrap_or_default().to_string_lossy();
    let stem = stem.strip_suffix(&format!("-edition-{}", edition.saturating_sub(1))).unwrap_or(&stem);
    let extension = input.extension().unwrap_or_default().to_string_lossy();
    input.with_file_name(format!("{stem}-edition-{edition}.{extension}"))
}
