//! `undersigned render`: input files become PDF and Word files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use undersigned::{Diagnostic, Diagnostics, Document, Language, Profile, Rule, Severity, Span};

use crate::deny::Denied;
use crate::files::Staged;
use crate::input::{Input, StdinOption};
use crate::print::{self, PrintOptions};
use crate::profile::{LookOptions, refuse_unknown};
use crate::{Failure, Outcome, deny, files, report};

/// Makes a PDF and a Word file of each language of each input file.
///
/// The files are named STEM.LANG.pdf and STEM.LANG.docx, beside the input or in the folder of --output. A file that is
/// there already is replaced. When an input has errors, all of them are shown and nothing is written for it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned render doc-16229.yaml                       both formats, every language of the file
  undersigned render doc-16229.yaml --format pdf -o out   the PDF alone, into the folder out
  undersigned render *.yaml --lang fr                     the French version of many documents
  undersigned render doc-16229.yaml --print --crop-marks  for the print shop: doc-16229.en.print.pdf, …
  undersigned render - < doc-16229.yaml                   from standard input: document.en.pdf, …

Exit codes: 0 done, 1 an input has errors, 2 could not run.")]
pub(crate) struct Arguments {
    /// The input files: YAML, TOML or JSON by their extension; `-` reads standard input.
    #[arg(value_name = "FILE", required = true)]
    inputs: Vec<PathBuf>,

    /// The folder to write into; it is made if it is not there. Default: the folder of each input.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// The formats to make, with commas between them.
    #[arg(long, value_delimiter = ',', default_value = "pdf,docx")]
    format: Vec<Output>,

    /// The languages to make, with commas between them. Default: every language in the file.
    #[arg(long, value_delimiter = ',')]
    lang: Vec<Language>,

    /// What is an error besides errors, with commas between them: warnings, an area such as procedure, or a rule by its
    /// code or name.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    deny: Vec<Denied>,

    #[command(flatten)]
    print: PrintOptions,

    #[command(flatten)]
    stdin: StdinOption,

    #[command(flatten)]
    look: LookOptions,
}

/// A format that documents are made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Output {
    Pdf,
    Docx,
}

/// What is shared between the documents of a run; a renderer that is not asked for is not made.
struct Workshop {
    profile: Profile,
    pdf: Option<undersigned_pdf::Renderer>,
    docx: Option<undersigned_docx::Renderer>,
}

/// A finished file that waits for all others of its input.
struct Finished {
    path: PathBuf,
    bytes: Vec<u8>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    refuse_clashes(arguments)?;
    let profile = arguments.look.load()?;
    refuse_unknown(&profile, "--lang", &arguments.lang)?;
    let cannot = |error: &dyn std::error::Error| Failure::Other(with_causes(error));
    let print = arguments.print.print();
    let wanted = |output| match print {
        Some(_) => output == Output::Pdf,
        None => arguments.format.contains(&output),
    };
    let missing = profile.missing_faces();
    if wanted(Output::Pdf) && !missing.is_empty() {
        return Err(Failure::Profile(missing));
    }
    let workshop = Workshop {
        pdf: match wanted(Output::Pdf) {
            true => {
                let options = undersigned_pdf::Options { print, ..Default::default() };
                let renderer = undersigned_pdf::Renderer::with_options(&profile, options);
                Some(renderer.map_err(|error| cannot(&error))?)
            }
            false => None,
        },
        docx: match wanted(Output::Docx) {
            true => Some(undersigned_docx::Renderer::new(&profile).map_err(|error| cannot(&error))?),
            false => None,
        },
        profile,
    };
    let mut outcome = Outcome::Done;
    for input in &arguments.inputs {
        // What is wrong with one input is no reason to leave the others undone.
        let ended = workshop.make(input, arguments).unwrap_or_else(|failure| {
            report::failure(&failure);
            Outcome::Failed
        });
        outcome = outcome.max(ended);
    }
    Ok(outcome)
}

/// Two inputs with the same stem would write over one another's files.
fn refuse_clashes(arguments: &Arguments) -> Result<(), Failure> {
    let mut stems = BTreeSet::new();
    for input in &arguments.inputs {
        if !stems.insert(canonical(stem_path(input, arguments))) {
            let message = format!(
                "two inputs would write the same files, {}.*: render them apart, or into different folders",
                stem_path(input, arguments).display()
            );
            return Err(Failure::Other(message));
        }
    }
    Ok(())
}

/// The same path for the same file, however its folder is named.
fn canonical(path: PathBuf) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        // A folder that is not there yet has one name.
        _ => path,
    }
}

/// The path of an input's output without language and extension.
fn stem_path(input: &Path, arguments: &Arguments) -> PathBuf {
    files::stem(input, arguments.output.as_deref())
}

impl Workshop {
    /// Writes all files of one input, or none.
    fn make(&self, input: &Path, arguments: &Arguments) -> Result<Outcome, Failure> {
        let Some(finished) = self.render(input, arguments)? else { return Ok(Outcome::Faulty) };
        files::make_folder(arguments.output.as_deref())?;
        // All are written before the first takes its place: an input gives all its files or none.
        let staged: Vec<Staged> = finished
            .into_iter()
            .map(|file| Staged::write(file.path, &file.bytes))
            .collect::<Result<_, _>>()?;
        for file in staged {
            report::written(&file.publish()?);
        }
        Ok(Outcome::Done)
    }

    /// All files of one input, or none when it has errors, which are shown.
    fn render(&self, input: &Path, arguments: &Arguments) -> Result<Option<Vec<Finished>>, Failure> {
        let document = match Input::at(input, arguments.stdin.notation)?.read(&self.profile)? {
            Ok(document) => document,
            Err(faults) => {
                report::diagnostics(&faults);
                return Ok(None);
            }
        };
        let languages: Vec<Language> =
            if arguments.lang.is_empty() { document.languages().collect() } else { arguments.lang.clone() };
        let mut findings = self.profile.check(&document, &languages);
        let mut finished = Vec::new();
        // What cannot be resolved was said by the check.
        let sound = findings.severity() < Some(Severity::Error);
        let has_text = |language: &Language| document.languages().any(|known| known == *language);
        for &language in languages.iter().filter(|language| sound || !has_text(language)) {
            let sheet = match self.profile.resolve(&document, language) {
                Ok(sheet) => sheet,
                Err(faults) => {
                    findings.extend(faults);
                    continue;
                }
            };
            let path = |extension: &str| {
                let mut path = stem_path(input, arguments).into_os_string();
                path.push(format!(".{language}.{extension}"));
                PathBuf::from(path)
            };
            if let Some(renderer) = &self.pdf {
                match renderer.set(&sheet) {
                    Ok(pdf) => {
                        findings.extend(document.check_pages(language, pdf.pages_of_body));
                        let path = match arguments.print.print() {
                            Some(_) => {
                                let path = path("print.pdf");
                                print::look(&path, &pdf.bytes)?;
                                path
                            }
                            None => path("pdf"),
                        };
                        finished.push(Finished { path, bytes: pdf.bytes });
                    }
                    Err(error) if !error.faults().is_empty() => {
                        findings.extend(content_faults(&error, &document))
                    }
                    Err(error) if !error.complaints().is_empty() => {
                        return Err(Failure::Profile(template_faults(&error, &self.profile)));
                    }
                    Err(error) => return Err(cannot_render(input, &error)),
                }
            }
            if let Some(renderer) = &self.docx {
                match renderer.render(&sheet) {
                    Ok(bytes) => finished.push(Finished { path: path("docx"), bytes }),
                    Err(error) => return Err(cannot_render(input, &error)),
                }
            }
        }
        deny::weigh(&mut findings, &arguments.deny);
        findings.retain(report::before_it_goes_out);
        report::diagnostics(&findings);
        Ok((findings.severity() != Some(Severity::Error)).then_some(finished))
    }
}

/// Faults that show only on the page, at the places of the input that they come from.
fn content_faults(error: &undersigned_pdf::Error, document: &Document) -> Diagnostics {
    let faults = error.faults().iter().map(|fault| {
        let message = match fault.origin.span {
            Some(_) => fault.message.clone(),
            None => format!("{} (in {})", fault.message, fault.origin.field),
        };
        let mut diagnostic = Diagnostic::new(Rule::CANNOT_BE_SET, message).at(fault.origin.span, "");
        diagnostic.help.clone_from(&fault.help);
        diagnostic
    });
    document.diagnostics(faults.collect())
}

/// What the engine of the PDF says about the template, at its places.
fn template_faults(error: &undersigned_pdf::Error, profile: &Profile) -> Diagnostics {
    let faults = error.complaints().iter().map(|complaint| {
        let place =
            complaint.range.clone().map(|range| Span { source: 0, start: range.start, end: range.end });
        let mut fault = Diagnostic::new(Rule::UNUSABLE_TEMPLATE, &complaint.message).at(place, "");
        if !complaint.hints.is_empty() {
            fault = fault.help(complaint.hints.join("; "));
        }
        fault
    });
    profile.template_diagnostics(faults.collect())
}

fn cannot_render(input: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::Other(format!("{} cannot be rendered: {}", input.display(), with_causes(error)))
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    message
}
