//! How one document becomes its files.

use std::path::{Path, PathBuf};

use undersigned::{Diagnostic, Diagnostics, Document, Language, Profile, Rule, Severity, Sheet, Span};
use undersigned_pdf::Pdf;

use crate::deny::{self, Denied};
use crate::files::{self, Staged};
use crate::input::{Input, Notation};
use crate::{Failure, Outcome, print, report};

/// What the documents of a run share; a renderer that is not asked for is not made.
pub(crate) struct Workshop<'a> {
    pub(crate) profile: Profile,
    pub(crate) pdf: Option<undersigned_pdf::Renderer>,
    pub(crate) docx: Option<undersigned_docx::Renderer>,
    /// Whether the PDFs go to a print shop.
    pub(crate) for_print: bool,
    /// The languages to make; all of the document where there are none.
    pub(crate) languages: &'a [Language],
    pub(crate) denied: &'a [Denied],
    /// What standard input is written in.
    pub(crate) stdin: Notation,
    /// Whether the files of one document are made at once.
    pub(crate) spread: bool,
}

/// An input, and the path of its files without language and extension.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) input: PathBuf,
    pub(crate) stem: PathBuf,
}

/// What came of a job.
pub(crate) struct Made {
    pub(crate) outcome: Outcome,
    /// What is wrong with the document, or worth a look.
    pub(crate) findings: Option<Diagnostics>,
    /// Why it could not be made.
    pub(crate) failure: Option<Failure>,
    pub(crate) written: Vec<PathBuf>,
}

/// A finished file that waits for all others of its input.
struct Finished {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// What the renderers made of one language; `None` for a format that is not asked for.
struct Rendered {
    pdf: Option<Result<Pdf, undersigned_pdf::Error>>,
    docx: Option<Result<Vec<u8>, undersigned_docx::Error>>,
}

impl Workshop<'_> {
    /// Writes all files of one input, or none.
    pub(crate) fn make(&self, job: &Job) -> Made {
        let mut made = Made { outcome: Outcome::Done, findings: None, failure: None, written: Vec::new() };
        if let Err(failure) = self.try_make(job, &mut made) {
            made.outcome = Outcome::Failed;
            made.failure = Some(failure);
        }
        made
    }

    fn try_make(&self, job: &Job, made: &mut Made) -> Result<(), Failure> {
        let Some(finished) = self.render(job, made)? else {
            made.outcome = Outcome::Faulty;
            return Ok(());
        };
        files::make_folder(job.stem.parent().filter(|folder| !folder.as_os_str().is_empty()))?;
        // All are written before the first takes its place: an input gives all its files or none.
        let staged: Vec<Staged> = finished
            .into_iter()
            .map(|file| Staged::write(file.path, &file.bytes))
            .collect::<Result<_, _>>()?;
        for file in staged {
            made.written.push(file.publish()?);
        }
        Ok(())
    }

    /// All files of one input, or none when it has errors.
    fn render(&self, job: &Job, made: &mut Made) -> Result<Option<Vec<Finished>>, Failure> {
        let document = match Input::at(&job.input, self.stdin)?.read(&self.profile)? {
            Ok(document) => document,
            Err(faults) => {
                made.findings = Some(faults);
                return Ok(None);
            }
        };
        let languages: Vec<Language> = match self.languages {
            [] => document.languages().collect(),
            chosen => chosen.to_vec(),
        };
        let mut findings = self.profile.check(&document, &languages);
        // What cannot be resolved was said by the check.
        let sound = findings.severity() < Some(Severity::Error);
        let has_text = |language: &Language| document.languages().any(|known| known == *language);
        let mut sheets = Vec::new();
        for &language in languages.iter().filter(|language| sound || !has_text(language)) {
            match self.profile.resolve(&document, language) {
                Ok(sheet) => sheets.push((language, sheet)),
                Err(faults) => findings.extend(faults),
            }
        }
        let mut finished = Vec::new();
        for ((language, _), rendered) in sheets.iter().zip(self.rendered(&sheets)) {
            let path = |extension: &str| {
                let mut path = job.stem.clone().into_os_string();
                path.push(format!(".{language}.{extension}"));
                PathBuf::from(path)
            };
            match rendered.pdf {
                None => {}
                Some(Ok(pdf)) => {
                    findings.extend(document.check_pages(*language, pdf.pages_of_body));
                    let path = if self.for_print { path("print.pdf") } else { path("pdf") };
                    if self.for_print {
                        print::look(&path, &pdf.bytes)?;
                    }
                    finished.push(Finished { path, bytes: pdf.bytes });
                }
                Some(Err(error)) if !error.faults().is_empty() => {
                    findings.extend(content_faults(&error, &document))
                }
                Some(Err(error)) if !error.complaints().is_empty() => {
                    return Err(Failure::Profile(template_faults(&error, &self.profile)));
                }
                Some(Err(error)) => return Err(cannot_render(&job.input, &error)),
            }
            match rendered.docx {
                None => {}
                Some(Ok(bytes)) => finished.push(Finished { path: path("docx"), bytes }),
                Some(Err(error)) => return Err(cannot_render(&job.input, &error)),
            }
        }
        deny::weigh(&mut findings, self.denied);
        findings.retain(report::before_it_goes_out);
        let sound = findings.severity() != Some(Severity::Error);
        made.findings = Some(findings);
        Ok(sound.then_some(finished))
    }

    /// What the renderers make of each language.
    fn rendered(&self, sheets: &[(Language, Sheet)]) -> Vec<Rendered> {
        let pdf = |sheet| self.pdf.as_ref().map(|renderer| renderer.set(sheet));
        let docx = |sheet| self.docx.as_ref().map(|renderer| renderer.render(sheet));
        if !self.spread {
            return sheets.iter().map(|(_, sheet)| Rendered { pdf: pdf(sheet), docx: docx(sheet) }).collect();
        }
        // The Word files take less time than a thread: one makes all of them, beside those for the PDFs.
        std::thread::scope(|scope| {
            let pdfs: Vec<_> = sheets.iter().map(|(_, sheet)| scope.spawn(move || pdf(sheet))).collect();
            let docxs: Vec<_> = sheets.iter().map(|(_, sheet)| docx(sheet)).collect();
            pdfs.into_iter()
                .zip(docxs)
                .map(|(pdf, docx)| {
                    let pdf = pdf.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                    Rendered { pdf, docx }
                })
                .collect()
        })
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

pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    message
}
