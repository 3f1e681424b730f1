//! `undersigned translate`: writes the files that a translator works on.

use std::path::PathBuf;

use clap::Args;
use undersigned::Language;
use undersigned::translation::Unit;
use undersigned_xliff::Version;

use crate::files::Staged;
use crate::input::{Input, StdinOption};
use crate::profile::{LookOptions, refuse_unknown};
use crate::{Failure, Outcome, files, report};

/// Writes a file for a translator: a Word file, or XLIFF for a translation tool.
///
/// Fixed wording, names of countries and groups, dates and the type line are in the other language already; the title,
/// the body and its notes are in the language in which they were tabled, to be written over. What came back goes into
/// the input file with `undersigned import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned translate doc-16229.yaml --to fr               writes doc-16229.fr.draft.docx
  undersigned translate doc-16229.yaml --to fr --bilingual   both languages in a table: doc-16229.fr.bilingual.docx
  undersigned translate doc-16229.yaml --to fr --xliff 2.1   the same units as XLIFF: doc-16229.fr.xlf

Exit codes: 0 done, 1 the document has errors or nothing to translate, 2 could not run.")]
pub(crate) struct Arguments {
    /// The input file; `-` reads standard input.
    #[arg(value_name = "FILE")]
    input: PathBuf,

    /// The language to translate into.
    #[arg(long, value_name = "LANG")]
    to: Language,

    /// The folder to write into; it is made if it is not there. Default: the folder of the input.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Lays the text and its translation side by side in a Word file, for revision.
    #[arg(long, conflicts_with = "xliff")]
    bilingual: bool,

    /// Writes XLIFF for a translation tool, in version 1.2 or 2.1.
    #[arg(long, value_name = "VERSION", num_args = 0..=1, default_missing_value = "1.2")]
    xliff: Option<Version>,

    /// Replaces files that are there already, and may hold somebody's work.
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    stdin: StdinOption,

    #[command(flatten)]
    look: LookOptions,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.look.load()?;
    refuse_unknown(&profile, "--to", [&arguments.to])?;
    let input = Input::at(&arguments.input, arguments.stdin.notation)?;
    let document = match input.read(&profile)? {
        Ok(document) => document,
        Err(faults) => return Ok(faulty(&faults)),
    };
    let draft = match profile.draft(&document, arguments.to) {
        Ok(draft) => draft,
        Err(faults) => return Ok(faulty(&faults)),
    };
    let path =
        |what: &str| files::translation(&arguments.input, arguments.output.as_deref(), arguments.to, what);
    let cannot = |error: undersigned_docx::Error| Failure::Other(format!("{}: {error}", input.name()));
    let renderer = || undersigned_docx::Renderer::new(&profile).map_err(cannot);
    let (path, bytes) = match arguments.xliff {
        Some(version) => {
            let cannot = |error| Failure::Other(format!("{}: {error}", input.name()));
            (path("xlf"), undersigned_xliff::write(&draft, version).map_err(cannot)?)
        }
        None if arguments.bilingual => {
            (path("bilingual.docx"), renderer()?.render_bilingual(&draft).map_err(cannot)?)
        }
        None => (path("draft.docx"), renderer()?.render_draft(&draft).map_err(cannot)?),
    };
    files::make_folder(arguments.output.as_deref())?;
    if path.exists() && !arguments.force {
        let message =
            format!("{} is there already, and may hold a translation: --force replaces it", path.display());
        return Err(Failure::Other(message));
    }
    let named = report::written(&[Staged::write(path, &bytes[..])?.publish()?]);
    report::diagnostics(&draft.findings);
    let worded = |unit: &&Unit| matches!(unit.key.as_str(), "disclaimer" | "lead-in");
    let details: Vec<String> = draft
        .docket
        .units
        .iter()
        .filter(worded)
        .map(|unit| {
            format!(
                "the {} is among them: no wording of it is known in `{}`, or the text has its own",
                unit.key, arguments.to
            )
        })
        .collect();
    report::note(&format!("{} paragraphs are to be translated", draft.docket.units.len()), &details);
    named?;
    Ok(Outcome::Done)
}

fn faulty(faults: &undersigned::Diagnostics) -> Outcome {
    report::diagnostics(faults);
    Outcome::Faulty
}
