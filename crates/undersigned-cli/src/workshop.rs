//! How one document becomes the bytes of its files. Nothing is written here.

use std::num::NonZeroUsize;
use std::sync::Arc;

use undersigned::{Diagnostic, Diagnostics, Document, Language, Profile, Rule, Severity, Sheet, Span};
use undersigned_pdf::{Pdf, Print};

use crate::begun::Begun;
use crate::deny::{self, Denied};
use crate::input::{Input, Load, Notation};
use crate::options::{Format, Options};
use crate::{Failure, parallel, print, report};

/// What the documents of a run share; a renderer that is not asked for is not made.
pub(crate) struct Workshop {
    profile: Arc<Profile>,
    pdf: Option<Begun<Result<undersigned_pdf::Renderer, undersigned_pdf::Error>>>,
    docx: Option<undersigned_docx::Renderer>,
    /// What the print shop asks for, if the PDFs go to one.
    pub(crate) print: Option<Print>,
    /// The languages to make; all of the document where there are none.
    languages: Vec<Language>,
    denied: Vec<Denied>,
    /// What standard input is written in.
    pub(crate) stdin: Notation,
    /// Whether the files of one document are made at once.
    spread: bool,
}

/// What came of a document.
pub(crate) struct Work {
    /// What is wrong with it, or worth a look.
    pub(crate) findings: Diagnostics,
    /// Its files, or none when it has errors.
    pub(crate) products: Option<Vec<Product>>,
}

/// The bytes of a finished file.
pub(crate) struct Product {
    pub(crate) language: Language,
    pub(crate) format: Format,
    pub(crate) bytes: Vec<u8>,
    /// How many pages it has, where that is known.
    pub(crate) pages: Option<usize>,
}

/// A document in a language, or why it cannot be resolved.
type Resolved = (Language, Result<Sheet, Diagnostics>);

/// What the renderers made of one language; `None` for a format that is not asked for.
struct Rendered {
    pdf: Option<Result<Pdf, undersigned_pdf::Error>>,
    docx: Option<Result<Vec<u8>, undersigned_docx::Error>>,
}

impl Workshop {
    /// Makes what the documents share. `spread` lays the files of one document over the cores: it is read while the
    /// renderer of its PDFs is still made.
    pub(crate) fn new(profile: Profile, options: Options, spread: bool) -> Result<Self, Failure> {
        let profile = Arc::new(profile);
        let print = options.print.map(Print::from);
        let missing = profile.missing_faces();
        let (mut pdf, mut docx) = (None, None);
        if options.formats.contains(&Format::Pdf) {
            if !missing.is_empty() {
                return Err(Failure::Profile(missing));
            }
            let (profile, options) =
                (profile.clone(), undersigned_pdf::Options { print, ..Default::default() });
            let make = move || undersigned_pdf::Renderer::with_options(&profile, options);
            pdf = Some(if spread { Begun::new(make) } else { Begun::done(make()) });
        }
        if options.formats.contains(&Format::Docx) {
            let renderer = undersigned_docx::Renderer::new(&profile);
            docx = Some(renderer.map_err(|error| Failure::Other(with_causes(&error)))?);
        }
        let Options { languages, deny: denied, stdin, .. } = options;
        let workshop = Workshop { profile, pdf, docx, print, languages, denied, stdin, spread };
        if !spread {
            workshop.refuse_template()?;
        }
        Ok(workshop)
    }

    /// Waits for the renderer of the PDFs; says why it could not be made.
    pub(crate) fn refuse_template(&self) -> Result<(), Failure> {
        match self.pdf.as_ref().map(Begun::get) {
            Some(Err(error)) if error.complaints().is_empty() => Err(Failure::Other(with_causes(error))),
            Some(Err(error)) => Err(Failure::Profile(template_faults(error, &self.profile))),
            Some(Ok(_)) | None => Ok(()),
        }
    }

    /// Makes all files of one input, or none when it has errors. `load` brings the list that the input names.
    pub(crate) fn make(&self, input: &Input, bytes: &[u8], load: Load<'_>) -> Result<Work, Failure> {
        let document = match input.parse(&self.profile, bytes, load) {
            Ok(document) => document,
            Err(findings) => {
                self.refuse_template()?;
                return Ok(Work { findings, products: None });
            }
        };
        let languages: Vec<Language> = match self.languages[..] {
            [] => document.languages().collect(),
            ref chosen => chosen.to_vec(),
        };
        let has_text = |language: &Language| document.languages().any(|known| known == *language);
        let textless: Vec<Language> =
            languages.iter().copied().filter(|language| !has_text(language)).collect();
        let check = || self.profile.check(&document, &languages);
        let (mut findings, made) = if self.spread {
            // What turns out to have errors was made in vain.
            std::thread::scope(|scope| {
                let check = scope.spawn(|| {
                    // Others wait for the renderer, and no one yet for the check.
                    self.pdf.as_ref().map(Begun::get);
                    check()
                });
                let made = self.made(&document, &languages);
                (joined(check), made)
            })
        } else {
            let findings = check();
            let wanted = if is_sound(&findings) { &languages } else { &textless };
            let made = self.made(&document, wanted);
            (findings, made)
        };
        self.refuse_template()?;
        let sound = is_sound(&findings);
        let mut products = Vec::new();
        for (language, made) in made {
            let rendered = match made {
                // What cannot be resolved was said by the check, but for a text that is not there.
                Err(faults) if sound || textless.contains(&language) => {
                    findings.extend(faults);
                    continue;
                }
                Ok(rendered) if sound => rendered,
                _ => continue,
            };
            match rendered.pdf {
                None => {}
                Some(Ok(pdf)) => {
                    findings.extend(document.check_pages(language, pdf.pages_of_body));
                    if self.print.is_some() {
                        print::look(&input.name(), language, &pdf.bytes)?;
                    }
                    let pages = Some(pdf.pages);
                    products.push(Product { language, format: Format::Pdf, bytes: pdf.bytes, pages });
                }
                Some(Err(error)) if !error.faults().is_empty() => {
                    findings.extend(content_faults(&error, &document))
                }
                Some(Err(error)) if !error.complaints().is_empty() => {
                    return Err(Failure::Profile(template_faults(&error, &self.profile)));
                }
                Some(Err(error)) => return Err(cannot_render(input, &error)),
            }
            match rendered.docx {
                None => {}
                Some(Ok(bytes)) => {
                    products.push(Product { language, format: Format::Docx, bytes, pages: None })
                }
                Some(Err(error)) => return Err(cannot_render(input, &error)),
            }
        }
        deny::weigh(&mut findings, &self.denied);
        findings.retain(report::before_it_goes_out);
        let sound = findings.severity() != Some(Severity::Error);
        Ok(Work { findings, products: sound.then_some(products) })
    }

    /// What is made of a document in each of the languages, or why it cannot be resolved.
    fn made(
        &self,
        document: &Document,
        languages: &[Language],
    ) -> Vec<(Language, Result<Rendered, Diagnostics>)> {
        let sheets = languages.iter().map(|&language| (language, self.profile.resolve(document, language)));
        if self.spread && self.pdf.is_some() {
            return self.made_at_once(sheets.collect());
        }
        let rendered = |sheet: Sheet| Rendered { pdf: self.pdf_of(&sheet), docx: self.docx_of(&sheet) };
        sheets.map(|(language, sheet)| (language, sheet.map(rendered))).collect()
    }

    /// The same of all languages at once: each PDF on a thread, the first on this one, and the Word files beside them. The
    /// cores are shared out among the PDFs, so that other threads take parts of them where there are more cores.
    fn made_at_once(&self, sheets: Vec<Resolved>) -> Vec<(Language, Result<Rendered, Diagnostics>)> {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let resolved = sheets.iter().filter(|(_, sheet)| sheet.is_ok()).count();
        let share = (cores / resolved.max(1)).max(1);
        let pdf = |(_, sheet): &Resolved| {
            let sheet = sheet.as_ref().ok()?;
            let _pool = parallel::pool(share);
            self.pdf_of(sheet)
        };
        let docx = |(_, sheet): &Resolved| self.docx_of(sheet.as_ref().ok()?);
        let (pdfs, docxs) = std::thread::scope(|scope| {
            // One thread makes all Word files: they take less time than a thread each.
            let docxs = self.docx.as_ref().map(|_| scope.spawn(|| sheets.iter().map(docx).collect()));
            let others: Vec<_> = sheets.iter().skip(1).map(|sheet| scope.spawn(|| pdf(sheet))).collect();
            let mut pdfs: Vec<_> = sheets.first().map(pdf).into_iter().collect();
            pdfs.extend(others.into_iter().map(joined));
            (pdfs, docxs.map_or_else(|| sheets.iter().map(|_| None).collect(), joined))
        });
        let made = sheets.into_iter().zip(pdfs.into_iter().zip::<Vec<_>>(docxs));
        made.map(|((language, sheet), (pdf, docx))| (language, sheet.map(|_| Rendered { pdf, docx })))
            .collect()
    }

    /// Without a renderer there is no PDF.
    fn pdf_of(&self, sheet: &Sheet) -> Option<Result<Pdf, undersigned_pdf::Error>> {
        Some(self.pdf.as_ref()?.get().as_ref().ok()?.set(sheet))
    }

    /// Without a renderer there is no Word file.
    fn docx_of(&self, sheet: &Sheet) -> Option<Result<Vec<u8>, undersigned_docx::Error>> {
        Some(self.docx.as_ref()?.render(sheet))
    }
}

/// What a thread made. A panic in it goes on here.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn is_sound(findings: &Diagnostics) -> bool {
    findings.severity() < Some(Severity::Error)
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

fn cannot_render(input: &Input, error: &dyn std::error::Error) -> Failure {
    Failure::Other(format!("{} cannot be rendered: {}", input.name(), with_causes(error)))
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
