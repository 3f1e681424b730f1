//! `undersigned import`: takes what came back from a translator into the input file.

use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;
use undersigned::translation::{ImportOptions, Returned};
use undersigned::{Language, Severity};

use crate::deny::Denied;
use crate::input::{Input, Notation};
use crate::profile::{LookOptions, refuse_unknown};
use crate::{Failure, Outcome, deny, files, report};

/// Takes a translation into the input file: the translated text, and nothing else.
///
/// Names, numbers, dates, order and fixed wording stay those of the input file and the facts, whatever the file that came
/// back says of them. When a paragraph is missing, split, joined with another, there twice or new, all of it is shown and
/// nothing is written.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned import doc-16229.fr.draft.docx --into doc-16229.yaml             writes text.fr
  undersigned import doc-16229.fr.xlf --into doc-16229.yaml                    the same from XLIFF
  undersigned import doc-16229.fr.draft.docx --into doc-16229.yaml --dry-run   shows what would change

In findings about the file that came back, the line is the number of the paragraph.

Exit codes: 0 done, 1 the translation cannot be taken (nothing is written), 2 could not run.")]
pub(crate) struct Arguments {
    /// The file that came back: a Word file from Word, LibreOffice or a translation tool, or XLIFF.
    #[arg(value_name = "TRANSLATED")]
    translated: PathBuf,

    /// The input file of the document.
    #[arg(long, value_name = "FILE")]
    into: PathBuf,

    /// The language of the translation. Default: the one that the file names.
    #[arg(long, value_name = "LANG")]
    lang: Option<Language>,

    /// Shows what would change, and writes nothing.
    #[arg(long)]
    dry_run: bool,

    /// Takes tracked changes as if they had been accepted. Without it a file with such changes is refused.
    #[arg(long)]
    accept_changes: bool,

    /// What is an error besides errors, with commas between them: warnings, an area such as languages, or a rule by its
    /// code or name.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    deny: Vec<Denied>,

    #[command(flatten)]
    look: LookOptions,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.look.load()?;
    refuse_unknown(&profile, "--lang", &arguments.lang)?;
    if files::notation(&arguments.translated).is_some() && arguments.translated.is_file() {
        let name = arguments.translated.display();
        let message = format!(
            "{name} is an input file: the file that came back is named first, the input after --into"
        );
        return Err(Failure::Other(message));
    }
    let input = Input::at(&arguments.into, Notation::Yaml)?;
    if input.is_stdin() {
        return Err(Failure::Other("name the input file: the translation is written into it".to_owned()));
    }
    let document = match input.read(&profile)? {
        Ok(document) => document,
        Err(faults) => return Ok(faulty(&faults)),
    };
    let Some(returned) = read(&arguments.translated)? else { return Ok(Outcome::Faulty) };
    let options = ImportOptions { language: arguments.lang, accept_changes: arguments.accept_changes };
    let name = arguments.translated.display().to_string();
    let mut import = match profile.import(&document, &name, &returned, options) {
        Ok(import) => import,
        Err(mut faults) => {
            deny::weigh(&mut faults, &arguments.deny);
            return Ok(faulty(&faults));
        }
    };
    deny::weigh(&mut import.findings, &arguments.deny);
    report::diagnostics(&import.findings);
    if import.findings.severity() == Some(Severity::Error) {
        return Ok(Outcome::Faulty);
    }
    let before = files::read(&arguments.into)?;
    if arguments.dry_run {
        report::print(&difference(&arguments.into, &before, &import.input))?;
        return Ok(Outcome::Done);
    }
    if before != import.input {
        files::replace(&arguments.into, &import.input)?;
    }
    let named = report::written(std::slice::from_ref(&arguments.into));
    let taken = report::count(import.units, "paragraph");
    report::note(&format!("{taken} taken as `text.{}`", import.language), &[]);
    named?;
    Ok(Outcome::Done)
}

/// Reads what came back; `None` when it cannot be read, which is shown.
pub(crate) fn read(path: &Path) -> Result<Option<Returned>, Failure> {
    match returned(&files::read_translation(path)?) {
        Ok(returned) => Ok(Some(returned)),
        Err(error) => {
            report::not_readable(path, &error);
            Ok(None)
        }
    }
}

/// What came back. A Word file is a package, and begins as one; everything else is taken for XLIFF if it begins as XML.
pub(crate) fn returned(bytes: &[u8]) -> Result<Returned, String> {
    let text = bytes.trim_ascii_start();
    let is_xml = text.starts_with(b"<") || bytes.starts_with(b"\xef\xbb\xbf<") || is_utf16(bytes);
    match is_xml {
        true => undersigned_xliff::read(text).map_err(|error| error.to_string()),
        false => undersigned_docx::read(bytes).map_err(|error| error.to_string()),
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe<") || bytes.starts_with(b"\xfe\xff\0<")
}

fn faulty(faults: &undersigned::Diagnostics) -> Outcome {
    report::diagnostics(faults);
    Outcome::Faulty
}

/// The lines that differ, in the form that `patch` reads.
fn difference(path: &Path, before: &[u8], after: &[u8]) -> String {
    let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    let name = path.display().to_string();
    TextDiff::from_lines(before.as_ref(), after.as_ref()).unified_diff().header(&name, &name).to_string()
}
