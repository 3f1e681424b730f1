//! `undersigned signatories`: a list as it would be typeset, or in the form of the website.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use undersigned::{Date, Diagnostics, Language, Profile, SignatoryList};

use crate::input::{Input, Notation};
use crate::profile::{ProfileOption, refuse_unknown};
use crate::{Failure, Outcome, files, report};

/// Prints a list of signatories in print order: as it would be typeset, or in the run-on form of the website.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned signatories names.csv                        a line each, the total and the legend
  undersigned signatories names.csv --form web --lang fr   in one line, as the Assembly's website has it
  undersigned signatories names.csv --date 2013-06-27      with the countries and groups of that day
  undersigned signatories doc-16229.yaml                   the list of a document, on its own date

Exit codes: 0 done, 1 the list has errors, 2 could not run.")]
pub(crate) struct Arguments {
    /// A CSV or TSV file, or an input file.
    #[arg(value_name = "FILE")]
    input: PathBuf,

    /// The form of the list.
    #[arg(long, default_value = "print")]
    form: Form,

    /// The language. Default: that in which the document was tabled, and for a list by itself the first of the profile's
    /// languages, which is English for the built-in profile.
    #[arg(long)]
    lang: Option<Language>,

    /// For a list by itself, the day whose countries and groups are printed. Default: those that are known to be in use
    /// now. A document has a date of its own.
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,

    #[command(flatten)]
    profile: ProfileOption,
}

/// A form of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A line each, the total and the legend.
    Print,
    /// In one line, given names first, with the honorifics.
    Web,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.profile.load()?;
    refuse_unknown(&profile, "--lang", &arguments.lang)?;
    let printed = read(arguments, &profile)?.and_then(|(list, language)| {
        let mut worth_a_look = profile.check_list(&list);
        worth_a_look.retain(report::before_it_goes_out);
        report::diagnostics(&worth_a_look);
        profile.print_list(&list, arguments.lang.unwrap_or(language))
    });
    match printed {
        Ok(list) => report::print(&match arguments.form {
            Form::Print => {
                let legend = list.legend.iter().map(|line| format!("{line}\n")).collect::<String>();
                let gap = if legend.is_empty() { "" } else { "\n" };
                format!("{}\n\n{}\n{gap}{legend}", list.entries.join("\n"), list.total)
            }
            Form::Web => format!("{}\n", list.run_on),
        })?,
        Err(faults) => {
            report::diagnostics(&faults);
            if arguments.date.is_none() && files::is_list(&arguments.input) {
                report::note(
                    "the countries and groups are those in use now; `--date` names another day",
                    &[],
                );
            }
            return Ok(Outcome::Faulty);
        }
    }
    Ok(Outcome::Done)
}

fn read(
    arguments: &Arguments,
    profile: &Profile,
) -> Result<Result<(SignatoryList, Language), Diagnostics>, Failure> {
    if !files::is_list(&arguments.input) {
        if arguments.date.is_some() {
            return Err(Failure::Other(
                "a document has a date of its own: --date is for a list by itself".to_owned(),
            ));
        }
        let input = Input::at(&arguments.input, Notation::Yaml)?;
        let document = input.read(profile)?;
        return Ok(document.map(|document| (document.signatories(), document.tabled_in())));
    }
    let date = match arguments.date {
        Some(date) => date,
        None => Date::LATEST,
    };
    let bytes = files::read(&arguments.input)?;
    let list = profile.read_list(&arguments.input.display().to_string(), &bytes, date);
    // A profile has one language at least.
    let first = profile.languages().first().map_or(Language::ENGLISH, |known| known.language);
    Ok(list.map(|list| (list, first)))
}
