//! `undersigned preflight`: a look at rendered PDFs before they go to a print shop.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;
use undersigned_preflight::{Report, Row, Verdict, preflight};

use crate::{Failure, Outcome, files, report};

/// Looks at PDF files before they go to a print shop, and prints a table for each.
///
/// It looks at pages, boxes, colours, fonts, tags, claims of standards, title, language, origin and links. Of PDF/A and
/// PDF/UA it reads what the file claims and what can be told at once of whether it is so; it is no validator.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned preflight doc-16229.en.pdf                everything that was looked at, in a table
  undersigned preflight out/*.pdf                       the PDFs of a session, one table each
  undersigned preflight out/*.pdf --output json         the same for programs

Exit codes: 0 no fault, 1 a file has faults or cannot be looked at, 2 could not run.")]
pub(crate) struct Arguments {
    /// The PDF files.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// How the reports are shown.
    #[arg(long, value_name = "FORM", default_value = "human")]
    output: Form,
}

/// A way of showing reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table for each file.
    Human,
    /// One JSON document, for programs.
    Json,
}

/// What came of one file: a report, or why there is none.
struct Looked {
    file: String,
    found: Result<Report, undersigned_preflight::Error>,
}

impl Looked {
    fn verdict(&self) -> Verdict {
        self.found.as_ref().map_or(Verdict::Fault, Report::verdict)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Done;
    let mut all = Vec::new();
    for path in &arguments.files {
        let looked = match look(path) {
            Ok(looked) => looked,
            // What is wrong with one file is no reason to leave the others out.
            Err(failure) => {
                report::failure(&failure);
                outcome = Outcome::Failed;
                continue;
            }
        };
        if looked.verdict() == Verdict::Fault {
            outcome = outcome.max(Outcome::Faulty);
        }
        match arguments.output {
            Form::Human => report::print(&table(&looked))?,
            Form::Json => all.push(looked),
        }
    }
    if arguments.output == Form::Json {
        report::print(&json(&all)?)?;
    }
    Ok(outcome)
}

fn look(path: &Path) -> Result<Looked, Failure> {
    let bytes = files::read_pdf(path)?;
    Ok(Looked { file: path.display().to_string(), found: preflight(&bytes) })
}

/// Characters of a line.
const WIDTH: usize = 100;
/// Columns of the matter and of the verdict.
const MATTER: usize = 10;
const VERDICT: usize = 7;
/// Where the third column begins: two spaces between columns.
const INDENT: usize = MATTER + 2 + VERDICT + 2;

fn table(looked: &Looked) -> String {
    let mut text = format!("{}: {}\n", looked.file, looked.verdict());
    match &looked.found {
        Ok(found) => found.rows.iter().for_each(|row| text.push_str(&lines(row))),
        Err(error) => {
            for line in wrapped(&error.to_string(), WIDTH - 2) {
                text.push_str(&format!("  {line}\n"));
            }
        }
    }
    text + "\n"
}

/// A row: what was found beside matter and verdict, below it a line for each part and each remark.
fn lines(row: &Row) -> String {
    let mut text = String::new();
    let mut head = format!("{:MATTER$}  {:VERDICT$}  ", row.matter, row.verdict());
    let mut add = |said: &str, bullet: &str| {
        let rest = " ".repeat(bullet.chars().count());
        for (index, line) in wrapped(said, WIDTH - INDENT - rest.len()).iter().enumerate() {
            let start = if index == 0 { bullet } else { &rest };
            text.push_str(&format!("{head}{start}{line}\n"));
            head = " ".repeat(INDENT);
        }
    };
    add(&row.found, "");
    row.details.iter().for_each(|detail| add(detail, ""));
    for remark in &row.remarks {
        add(&remark.message, if remark.verdict == Verdict::Fault { "fault: " } else { "note: " });
    }
    text
}

/// The text in lines of at most so many characters, if no word is longer.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in text.split(' ') {
        let more = word.chars().count();
        if length > 0 && length + 1 + more > width {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += more;
        }
    }
    lines
}

/// The reports of a run, for programs.
#[derive(Serialize)]
struct Document<'a> {
    /// Of this form; it rises when a key comes to mean something else or goes.
    version: u32,
    files: Vec<OfFile<'a>>,
}

#[derive(Serialize)]
struct OfFile<'a> {
    file: &'a str,
    verdict: &'static str,
    /// Why there are no rows.
    error: Option<String>,
    rows: Vec<OfRow<'a>>,
}

#[derive(Serialize)]
struct OfRow<'a> {
    matter: &'static str,
    verdict: &'static str,
    found: &'a str,
    details: &'a [String],
    remarks: Vec<OfRemark<'a>>,
}

#[derive(Serialize)]
struct OfRemark<'a> {
    verdict: &'static str,
    message: &'a str,
}

fn json(all: &[Looked]) -> Result<String, Failure> {
    let files = all.iter().map(|looked| OfFile {
        file: &looked.file,
        verdict: looked.verdict().name(),
        error: looked.found.as_ref().err().map(ToString::to_string),
        rows: looked
            .found
            .iter()
            .flat_map(|report| &report.rows)
            .map(|row| OfRow {
                matter: row.matter.name(),
                verdict: row.verdict().name(),
                found: &row.found,
                details: &row.details,
                remarks: row
                    .remarks
                    .iter()
                    .map(|remark| OfRemark { verdict: remark.verdict.name(), message: &remark.message })
                    .collect(),
            })
            .collect(),
    });
    let document = Document { version: 1, files: files.collect() };
    serde_json::to_string_pretty(&document)
        .map(|text| text + "\n")
        .map_err(|error| Failure::Other(format!("the reports cannot be written: {error}")))
}
