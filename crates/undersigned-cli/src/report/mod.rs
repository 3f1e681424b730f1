//! What the command says: findings in the form that is asked for, and everything else on standard error.

mod github;
mod human;
mod json;
mod place;
mod sarif;

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use annotate_snippets::{Group, Level, Renderer};
use clap::ValueEnum;
use undersigned::{Area, Diagnostic, Diagnostics, Rule, Severity};

use crate::Failure;
use crate::manifest::Finding;

pub(crate) use human::help;

/// A way of showing findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// With the lines concerned, for people.
    Human,
    /// A line for each finding.
    Short,
    /// One JSON document, for programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

/// The findings of a run, shown on standard output. What can be shown file by file is.
pub(crate) struct Report {
    form: Form,
    /// What is shown as one document at the end.
    all: Vec<Diagnostics>,
    files: usize,
    /// How many errors, warnings and pieces of information.
    counts: [usize; 3],
    /// A reader who has left is no error, and needs no more.
    left: bool,
}

impl Report {
    pub(crate) fn new(form: Form) -> Self {
        Report { form, all: Vec::new(), files: 0, counts: [0; 3], left: false }
    }

    /// Shows the findings of one input.
    pub(crate) fn add(&mut self, findings: Diagnostics) -> Result<(), Failure> {
        self.files += 1;
        for finding in findings.list() {
            let index = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            };
            self.counts[index] += 1;
        }
        let text = match self.form {
            Form::Json | Form::Sarif => {
                self.all.push(findings);
                return Ok(());
            }
            Form::Human => human::findings(&findings, &renderer(std::io::stdout().is_terminal())),
            Form::Short if findings.is_empty() => return Ok(()),
            Form::Short => format!("{}\n", harmless(&findings.to_string())),
            Form::Github => github::findings(&findings),
        };
        self.write(&text)
    }

    /// Shows what is shown at the end.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let cannot =
            |error: serde_json::Error| Failure::Other(format!("the findings cannot be written: {error}"));
        let text = match self.form {
            Form::Json => json::document(&self.all).map_err(cannot)?,
            Form::Sarif => sarif::document(&self.all).map_err(cannot)?,
            Form::Human if self.files == 0 => return Ok(()),
            Form::Human => self.summary(),
            Form::Short | Form::Github => return Ok(()),
        };
        self.write(&text)
    }

    fn summary(&self) -> String {
        let [errors, warnings, infos] = self.counts;
        let found = match (errors, warnings, infos) {
            (0, 0, 0) => "nothing was found".to_owned(),
            _ => format!(
                "{}, {}, {} of information",
                count(errors, "error"),
                count(warnings, "warning"),
                count(infos, "piece")
            ),
        };
        format!("{} checked: {found}\n", count(self.files, "file"))
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        match std::io::stdout().lock().write_all(text.as_bytes()) {
            _ if self.left => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                self.left = true;
                Ok(())
            }
            written => written.map_err(cannot_print),
        }
    }
}

/// The rules whose findings are no faults, and yet want a look before a document goes out.
const BEFORE_IT_GOES_OUT: [&str; 2] = ["unconfirmed-wording", "without-group"];

/// Whether a finding is for somebody who wants a document or a list, and not its findings. What is only good to know,
/// `check` tells.
pub(crate) fn before_it_goes_out(finding: &Diagnostic) -> bool {
    finding.severity > Severity::Info
        || finding.rule.area == Area::Pages
        || BEFORE_IT_GOES_OUT.contains(&finding.rule.name)
}

/// Shows findings with the lines that they are about, on standard error.
pub(crate) fn diagnostics(diagnostics: &Diagnostics) {
    found(&human::findings(diagnostics, &stderr_renderer()));
}

/// Shows what was found in a document when it was last made, on standard error. `path` is that of a finding's file.
pub(crate) fn recorded(findings: &[Finding], path: impl Fn(&Finding) -> PathBuf) {
    found(&human::recorded(findings, path, &stderr_renderer()));
}

/// Shows what was found, if there is anything, and an empty line behind it.
fn found(text: &str) {
    if !text.is_empty() {
        line(text.trim_end_matches('\n'));
        line("");
    }
}

/// Says that the files of an input need not be made again. Those who read standard output get what was written there.
pub(crate) fn up_to_date(input: &Path) {
    line(&harmless(&format!("{} is up to date", input.display())));
}

/// So many of something.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Says something that a user should know, without a place.
pub(crate) fn note(message: &str, details: &[String]) {
    let mut group = Group::with_title(Level::NOTE.primary_title(harmless(message)));
    for detail in details {
        group = group.element(Level::NOTE.no_name().message(harmless(detail)));
    }
    line(&stderr_renderer().render(&[group]));
}

/// Says what was mended in a file.
pub(crate) fn mended(name: &str, mends: &[String]) {
    let mut counted: Vec<(&String, usize)> = Vec::new();
    for mend in mends {
        match counted.iter_mut().find(|(known, _)| *known == mend) {
            Some((_, count)) => *count += 1,
            None => counted.push((mend, 1)),
        }
    }
    let mends: Vec<String> = counted
        .into_iter()
        .map(|(mend, count)| if count == 1 { mend.clone() } else { format!("{mend} ({count} times)") })
        .collect();
    line(&harmless(&format!("mended {name}: {}", mends.join(", "))));
}

/// Says that a file was left as it was.
pub(crate) fn not_mended(name: &str) {
    line(&harmless(&format!("{name} was not mended: mended by itself it would read otherwise")));
}

/// Says why a file that came back from a translator cannot be read.
pub(crate) fn not_readable(path: &Path, error: &dyn Display) {
    let rule = Rule::NOT_READABLE;
    let message = format!("{}: {error}", path.display());
    let title = Level::ERROR.primary_title(harmless(&message)).id(rule.code);
    let help = Level::HELP
        .message("it is a file of `undersigned translate`, saved by Word, LibreOffice or a translation tool");
    line(&stderr_renderer().render(&[Group::with_title(title).element(help)]));
}

/// Why something failed, with what lies behind it.
pub(crate) fn reason(failure: &Failure) -> String {
    let mut message = failure.to_string();
    let mut cause = std::error::Error::source(failure);
    while let Some(error) = cause {
        message.push_str(": ");
        message.push_str(&error.to_string());
        cause = error.source();
    }
    message
}

/// The same with the faults of a profile, which are shown apart elsewhere, in one line.
pub(crate) fn whole_reason(failure: &Failure) -> String {
    match failure {
        Failure::Profile(faults) => format!("{failure}: {}", faults.to_string().replace('\n', "; ")),
        _ => reason(failure),
    }
}

/// Says why the command could not run, and what lies behind it.
pub(crate) fn failure(failure: &Failure) {
    if let Failure::Profile(faults) = failure {
        diagnostics(faults);
    }
    let message = reason(failure);
    line(&stderr_renderer().render(&[Group::with_title(Level::ERROR.primary_title(harmless(&message)))]));
}

/// Asks for something on the terminal; the answer is typed on the same line.
pub(crate) fn ask(question: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = write!(stderr, "{question}: ").and_then(|()| stderr.flush());
}

/// Says why an answer was none.
pub(crate) fn answer_refused(reason: &dyn Display) {
    line(&format!("  {reason}"));
}

/// Shows what another process of this program said, as it said it.
pub(crate) fn passed_on(said: &str) {
    let _ = std::io::stderr().lock().write_all(said.as_bytes());
}

/// Whether standard error shows colours.
pub(crate) fn in_colours() -> bool {
    colours(std::io::stderr().is_terminal())
}

/// On a terminal, or wherever a user insists (<https://bixense.com/clicolors>).
fn colours(terminal: bool) -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    (terminal || is_set("CLICOLOR_FORCE")) && !is_set("NO_COLOR")
}

fn renderer(terminal: bool) -> Renderer {
    if colours(terminal) { Renderer::styled() } else { Renderer::plain() }
}

fn stderr_renderer() -> Renderer {
    renderer(std::io::stderr().is_terminal())
}

/// A closed standard error is no reason to fail.
fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints what was asked for, on standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let shown = if stdout.is_terminal() { harmless(text) } else { text.to_owned() };
    put(&mut stdout, shown.as_bytes())
}

/// The paths of files that were written, each on a line of standard output: as they are for a program that reads them,
/// harmless for a terminal.
pub(crate) fn written(paths: &[PathBuf]) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let mut lines = Vec::new();
    for path in paths {
        match stdout.is_terminal() {
            true => lines.extend_from_slice(harmless(&path.display().to_string()).as_bytes()),
            false => lines.extend_from_slice(path.as_os_str().as_encoded_bytes()),
        }
        lines.push(b'\n');
    }
    put(&mut stdout, &lines)
}

/// A reader who has left is no error.
fn put(stdout: &mut impl std::io::Write, bytes: &[u8]) -> Result<(), Failure> {
    match stdout.write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(cannot_print(error)),
        _ => Ok(()),
    }
}

fn cannot_print(source: std::io::Error) -> Failure {
    Failure::File { what: "cannot write to standard output".to_owned(), source }
}

/// The text without what a terminal obeys or what turns its direction, byte for byte as long as before, so that the
/// places in it stay. The tabs and breaks of lines are left to the renderer.
fn harmless(text: &str) -> String {
    let replace = |c: char| match c {
        // The end of a line on Windows is nothing to look at.
        '\r' => ' ',
        '\t' | '\n' => c,
        '\0'..='\u{1f}' | '\u{7f}' => '?',
        '\u{80}'..='\u{9f}' => '\u{bf}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    };
    text.chars().map(replace).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_rules_to_look_at_are_there() {
        for name in super::BEFORE_IT_GOES_OUT {
            assert!(undersigned::Rule::find(name).is_some(), "{name}");
        }
    }
}
