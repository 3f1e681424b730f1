//! How one document becomes the bytes of its files. Nothing is written here.

use std::num::NonZeroUsize;
use std::sync::OnceLock;

use undersigned::{Diagnostic, Diagnostics, Document, Language, Profile, Rule, Severity, Sheet, Span};
use undersigned_pdf::{Pdf, Print};

use crate::deny::{self, Denied};
use crate::input::{Input, Load, Notation};
use crate::options::{Format, Options};
use crate::{Failure, parallel, print, report};

/// What the documents of a run share; a renderer that is not asked for is not made.
pub(crate) struct Workshop {
    profile: Profile,
    pdf: Option<OnceLock<Result<undersigned_pdf::Renderer, undersigned_pdf::Error>>>,
    docx: Option<undersigned_docx::Renderer>,
    /// What the print shop asks for, if the PDFs go to one.
    pub(crate) print: Option<Print>,
    /// The languages to make; all of the document where there are none.
    languages: Vec<Language>,
    denied: Vec<Denied>,
    /// What standard input is written in.
    pub(crate) stdin: Notation,
    /// The threads over which the work on one document is laid, this one included; none where there are several documents.
    threads: Option<rayon::ThreadPool>,
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

/// What was made of a document in a language, or why it cannot be resolved.
type Made = (Language, Result<Rendered, Diagnostics>);

/// What the renderers made of one language; `None` for a format that is not asked for.
struct Rendered {
    pdf: Option<Result<Pdf, undersigned_pdf::Error>>,
    docx: Option<Result<Vec<u8>, undersigned_docx::Error>>,
}

impl Workshop {
    /// Makes what the documents share. With `threads` it is the work on one document that is laid over the cores: the
    /// renderer of its PDFs is made while it is read.
    pub(crate) fn new(
        profile: Profile,
        options: Options,
        threads: Option<rayon::ThreadPool>,
    ) -> Result<Self, Failure> {
        let print = options.print.map(Print::from);
        let missing = profile.missing_faces();
        let (mut pdf, mut docx) = (None, None);
        if options.formats.contains(&Format::Pdf) {
            if !missing.is_empty() {
                return Err(Failure::Profile(missing));
            }
            pdf = Some(OnceLock::new());
        }
        if options.formats.contains(&Format::Docx) {
            let renderer = undersigned_docx::Renderer::new(&profile);
            docx = Some(renderer.map_err(|error| Failure::Other(with_causes(&error)))?);
        }
        let Options { languages, deny: denied, stdin, .. } = options;
        let workshop = Workshop { profile, pdf, docx, print, languages, denied, stdin, threads };
        if workshop.threads.is_none() {
            workshop.refuse_template()?;
        }
        Ok(workshop)
    }

    /// The renderer of the PDFs, which is made when it is first asked for.
    fn renderer(&self) -> Option<&Result<undersigned_pdf::Renderer, undersigned_pdf::Error>> {
        let options = undersigned_pdf::Options { print: self.print, ..Default::default() };
        let make = || undersigned_pdf::Renderer::with_options(&self.profile, options);
        self.pdf.as_ref().map(|made| made.get_or_init(make))
    }

    /// Says why the renderer of the PDFs cannot be made.
    pub(crate) fn refuse_template(&self) -> Result<(), Failure> {
        match self.renderer() {
            Some(Err(error)) if error.complaints().is_empty() => Err(Failure::Other(with_causes(error))),
            Some(Err(error)) => Err(Failure::Profile(template_faults(error, &self.profile))),
            Some(Ok(_)) | None => Ok(()),
        }
    }

    /// Makes all files of one input, or none when it has errors. `load` brings the list that the input names.
    pub(crate) fn make(&self, input: &Input, bytes: &[u8], load: Load<'_>) -> Result<Work, Failure> {
        let read = match &self.threads {
            Some(threads) => threads.in_place_scope(|scope| {
                scope.spawn(|_| {
                    self.renderer();
                });
                self.read(input, bytes, load)
            }),
            None => self.read(input, bytes, load),
        };
        let (document, sheets) = match read {
            Ok(read) => read,
            Err(findings) => {
                self.refuse_template()?;
                return Ok(Work { findings, products: None });
            }
        };
        let languages: Vec<Language> = sheets.iter().map(|(language, _)| *language).collect();
        let has_text = |language: &Language| document.languages().any(|known| known == *language);
        let textless: Vec<Language> =
            languages.iter().copied().filter(|language| !has_text(language)).collect();
        let check = || self.profile.check(&document, &languages);
        let (mut findings, made) = match &self.threads {
            // What turns out to have errors was made in vain.
            Some(threads) => self.made_at_once(threads, sheets, check),
            None => {
                let findings = check();
                let is_wanted = |(language, _): &Resolved| is_sound(&findings) || textless.contains(language);
                let made = sheets.into_iter().filter(is_wanted).map(|(language, sheet)| {
                    let rendered =
                        |sheet: Sheet| Rendered { pdf: self.pdf_of(&sheet), docx: self.docx_of(&sheet) };
                    (language, sheet.map(rendered))
                });
                let made = made.collect();
                (findings, made)
            }
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

    /// Reads a document, and resolves it in each of the languages that are asked for.
    fn read(
        &self,
        input: &Input,
        bytes: &[u8],
        load: Load<'_>,
    ) -> Result<(Document, Vec<Resolved>), Diagnostics> {
        let document = input.parse(&self.profile, bytes, load)?;
        let languages: Vec<Language> = match self.languages[..] {
            [] => document.languages().collect(),
            ref chosen => chosen.to_vec(),
        };
        let resolved = |language| (language, self.profile.resolve(&document, language));
        let sheets = languages.into_iter().map(resolved).collect();
        Ok((document, sheets))
    }

    /// What is made of a document in each of the languages, and what the check says of it: the first PDF on this thread, all
    /// else wherever there is one. The check comes last: it takes the least memory, and what the others have left behind is
    /// given back meanwhile.
    fn made_at_once(
        &self,
        threads: &rayon::ThreadPool,
        sheets: Vec<Resolved>,
        check: impl FnOnce() -> Diagnostics + Send,
    ) -> (Diagnostics, Vec<Made>) {
        let nothing = || Rendered { pdf: None, docx: None };
        let mut made: Vec<Rendered> = sheets.iter().map(|_| nothing()).collect();
        let mut findings = None;
        threads.in_place_scope(|scope| {
            let mut first = None;
            for ((_, sheet), Rendered { pdf, docx }) in sheets.iter().zip(&mut made) {
                let Ok(sheet) = sheet else { continue };
                match first {
                    None => first = Some((sheet, pdf)),
                    Some(_) => scope.spawn(|_| *pdf = self.pdf_of(sheet)),
                }
                scope.spawn(|_| *docx = self.docx_of(sheet));
            }
            scope.spawn(|_| findings = Some(check()));
            if let Some((sheet, pdf)) = first {
                *pdf = self.pdf_of(sheet);
            }
        });
        let made = sheets.into_iter().zip(made);
        let made = made.map(|((language, sheet), rendered)| (language, sheet.map(|_| rendered)));
        (findings.unwrap_or_else(|| unreachable!("the scope waits for it")), made.collect())
    }

    /// Without a renderer there is no PDF.
    fn pdf_of(&self, sheet: &Sheet) -> Option<Result<Pdf, undersigned_pdf::Error>> {
        Some(self.renderer()?.as_ref().ok()?.set(sheet))
    }

    /// Without a renderer there is no Word file.
    fn docx_of(&self, sheet: &Sheet) -> Option<Result<Vec<u8>, undersigned_docx::Error>> {
        Some(self.docx.as_ref()?.render(sheet))
    }
}

/// Begins the threads that make a document which has all cores; meanwhile one of them makes what all renderers share. None
/// for a Word file alone, which takes less time than threads for it.
pub(crate) fn begin_threads(
    documents: usize,
    jobs: NonZeroUsize,
    cores: NonZeroUsize,
    options: &Options,
) -> Option<rayon::ThreadPool> {
    if !parallel::has_all_cores(documents, jobs) || !options.formats.contains(&Format::Pdf) {
        return None;
    }
    let threads = parallel::pool(cores.get())?;
    threads.spawn(undersigned_pdf::prepare);
    Some(threads)
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
