//! `undersigned announce`: the sentence with which the President announces a document.

use std::path::PathBuf;

use clap::Args;
use undersigned::{Document, Language, Profile};

use crate::input::{Input, StdinOption};
use crate::profile::{ProfileOption, refuse_unknown};
use crate::{Failure, Outcome, report};

/// Prints the sentence with which the President announces the document in the plenary. Its form is known for written
/// declarations in English; a profile can bring others.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  undersigned announce doc-16229.yaml

Exit codes: 0 done, 1 the input has errors or no announcement is known, 2 could not run.")]
pub(crate) struct Arguments {
    /// The input file.
    #[arg(value_name = "FILE")]
    input: PathBuf,

    /// The language of the announcement. Default: the first of the profile's languages that the document has a text in,
    /// which is English for the built-in profile.
    #[arg(long)]
    lang: Option<Language>,

    #[command(flatten)]
    stdin: StdinOption,

    #[command(flatten)]
    profile: ProfileOption,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.profile.load()?;
    refuse_unknown(&profile, "--lang", &arguments.lang)?;
    let input = Input::at(&arguments.input, arguments.stdin.notation)?;
    let announcement = input.read(&profile)?.and_then(|document| {
        let language = arguments.lang.unwrap_or_else(|| first_language(&profile, &document));
        profile.announce(&document, language)
    });
    match announcement {
        Ok(sentence) => report::print(&format!("{sentence}\n"))?,
        Err(faults) => {
            report::diagnostics(&faults);
            return Ok(Outcome::Faulty);
        }
    }
    Ok(Outcome::Done)
}

/// The first of the profile's languages that a document has a text in.
fn first_language(profile: &Profile, document: &Document) -> Language {
    let mut languages = profile.languages().iter().map(|known| known.language);
    languages
        .find(|known| document.languages().any(|language| language == *known))
        .unwrap_or(document.tabled_in())
}
