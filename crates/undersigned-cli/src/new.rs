//! `undersigned new`: a commented file to start from.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use undersigned::{Date, Kind, Language, Starter};

use crate::files::Staged;
use crate::profile::{ProfileOption, refuse_unknown};
use crate::{Failure, Outcome, report};

/// Writes a commented input file to start from. What is not given is asked for, on a terminal.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned new                                          asks for everything
  undersigned new --kind written-declaration --lang en,fr --doc 16230 --number 819 --date 2025-10-02
  undersigned new motion.yaml --kind motion-for-resolution --lang fr --doc 16231 --date 2025-10-02

`undersigned check` then says what is still to be filled in.

Exit codes: 0 done, 2 could not run.")]
pub(crate) struct Arguments {
    /// The file to write, in YAML; `-` is standard output. Default: doc-NUMBER.yaml.
    #[arg(value_name = "FILE")]
    output: Option<PathBuf>,

    /// The kind: written-declaration, motion-for-resolution or motion-for-recommendation.
    #[arg(long)]
    kind: Option<KindName>,

    /// The languages, with commas between them; the first is the one in which the text is tabled.
    #[arg(long, value_delimiter = ',')]
    lang: Vec<Language>,

    /// The number of the Assembly's document.
    #[arg(long, value_name = "NUMBER")]
    doc: Option<Number>,

    /// The number of the written declaration.
    #[arg(long)]
    number: Option<Number>,

    /// The day that the document bears.
    #[arg(long)]
    date: Option<Date>,

    /// Replaces a file that is there already.
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    profile: ProfileOption,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.profile.load()?;
    refuse_unknown(&profile, "--lang", &arguments.lang)?;
    if let Some(path) = &arguments.output {
        refuse_to_replace(path, arguments)?;
    }
    let KindName(kind) = given_or_asked(
        arguments.kind,
        "--kind",
        "Kind (written-declaration, motion-for-resolution, motion-for-recommendation)",
    )?;
    let languages = match arguments.lang.as_slice() {
        [] => {
            let codes: Vec<&str> = profile.languages().iter().map(|known| known.language.code()).collect();
            let choice = match codes.as_slice() {
                [only] => (*only).to_owned(),
                several => format!("{}, or {}", several.join(", "), several.join(",")),
            };
            let question = format!("Languages, the one it is tabled in first ({choice})");
            let Languages(languages) = given_or_asked(None, "--lang", &question)?;
            refuse_unknown(&profile, "--lang", &languages)?;
            languages
        }
        languages => languages.to_owned(),
    };
    let Number(doc) = given_or_asked(arguments.doc, "--doc", "Number of the Assembly's document")?;
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("doc-{doc}.yaml")));
    refuse_to_replace(&path, arguments)?;
    let number = match (kind, arguments.number) {
        (Kind::WrittenDeclaration, number) => {
            Some(given_or_asked(number, "--number", "Number of the written declaration")?.0)
        }
        (_, None) => None,
        (_, Some(_)) => return Err(Failure::Other("a motion has no number: leave --number out".to_owned())),
    };
    let mut languages = languages;
    let mut seen = Vec::new();
    languages.retain(|language| {
        !seen.contains(language) && {
            seen.push(*language);
            true
        }
    });
    let date = given_or_asked(arguments.date, "--date", "Date (as 2025-10-02)")?;
    let text = profile.starter(&Starter { kind, doc, number, date, languages });
    if path.as_os_str() == "-" {
        report::print(&text)?;
        return Ok(Outcome::Done);
    }
    report::written(&[Staged::write(path, text.as_bytes())?.publish()?])?;
    Ok(Outcome::Done)
}

/// Says before anything is asked that the file cannot be written.
fn refuse_to_replace(path: &Path, arguments: &Arguments) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        return Ok(());
    }
    if !path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
        return Err(Failure::Other(format!("{}: the file is YAML, and ends in .yaml", path.display())));
    }
    if path.exists() && !arguments.force {
        return Err(Failure::Other(format!("{} is there already: --force replaces it", path.display())));
    }
    Ok(())
}

/// A number as it is cited: `16230`, `16 230`, `Doc. 16230`, `No. 819`.
#[derive(Debug, Clone, Copy)]
struct Number(u32);

impl FromStr for Number {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let figures: String = text
            .trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-')
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let number = figures.parse().ok().filter(|number| (1..1_000_000).contains(number));
        number.map(Number).ok_or("write the number in figures, such as 16230")
    }
}

/// The name of a kind of document, with spaces or capitals too.
#[derive(Debug, Clone, Copy)]
struct KindName(Kind);

impl FromStr for KindName {
    type Err = undersigned::UnknownKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.trim().to_lowercase().replace([' ', '_'], "-").replace("-for-a-", "-for-");
        name.parse().map(KindName)
    }
}

/// Languages with commas between them, as they are typed.
struct Languages(Vec<Language>);

impl FromStr for Languages {
    type Err = undersigned::InvalidLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',').map(|code| code.trim().parse()).collect::<Result<_, _>>().map(Languages)
    }
}

/// What was given, or what is typed on the terminal; without a terminal the flag that is missing is named.
fn given_or_asked<T: FromStr>(given: Option<T>, flag: &str, question: &str) -> Result<T, Failure>
where
    T::Err: std::fmt::Display,
{
    if let Some(given) = given {
        return Ok(given);
    }
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Err(Failure::Other(format!("{flag} is missing (it is asked for on a terminal alone)")));
    }
    loop {
        report::ask(question);
        let mut answer = String::new();
        let length = stdin.lock().read_line(&mut answer);
        match length {
            Ok(0) => return Err(Failure::Other("nothing was written".to_owned())),
            Ok(_) => {}
            Err(source) => return Err(Failure::File { what: "cannot read the answer".to_owned(), source }),
        }
        match answer.trim().parse() {
            Ok(value) => return Ok(value),
            Err(error) => report::answer_refused(&error),
        }
    }
}
