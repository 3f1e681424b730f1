//! Sets a resolved document as a PDF, through Typst.
//!
//! A [`Sheet`] goes in and the bytes of a file come out. What the document says is decided before; how it
//! looks is decided by the tokens of the theme and by the template, and both belong to the [`Profile`]. The
//! same document makes the same bytes on every machine, at every hour and from any number of threads.
//!
//! The file is tagged and holds its faces. By default it is PDF/A-2a, for the archive, and PDF/UA-1, for
//! screen readers. A page that lacks a character, or a word that does not fit on its line, is an [`Error`]
//! and never a file.

mod ahead;
mod check;
mod error;
mod faces;
mod inspect;
mod marker;
mod memory;
mod plain;
mod print;
mod template;
#[cfg(test)]
mod tests;
mod text;
mod view;
mod world;

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::foundations::{Datetime, Smart};
use typst::layout::Abs;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use undersigned::{Profile, Sheet, Theme};

pub use print::Print;
pub use world::prepare;

pub use error::{Complaint, Error, Fault};
use error::{Kind, Lines};
use memory::Memory;
use template::Template;
use view::Remedies;
use world::{Setting, Shared};

/// What the file is to conform to, and whether it goes to a print shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Leave it alone, unless something that reads the file cannot cope with it.
    pub standard: Standard,
    /// What a print shop asks for; `None` for pages to be read.
    pub print: Option<Print>,
}

/// The standards that a file conforms to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standard {
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), both in one file: to be kept for good, and to be
    /// read out.
    #[default]
    Archive,
    /// PDF 1.7 with tags, and a promise of nothing more.
    Tagged,
}

/// A document that was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The page on which the body ends, counted from 1. If it is not the first, “see overleaf” is not quite true:
    /// [`Document::check_pages`](undersigned::Document::check_pages) says so.
    pub pages_of_body: usize,
}

/// Sets documents. It holds what they share, so that the second one is cheaper than the first.
///
/// ```
/// # fn sheet() -> undersigned::Sheet {
/// #     let paragraph = |role, text: &str| undersigned::sheet::Paragraph {
/// #         role,
/// #         inlines: vec![undersigned::sheet::Inline::Text(undersigned::sheet::Text {
/// #             text: text.to_owned(),
/// #             ..Default::default()
/// #         })],
/// #         origin: Default::default(),
/// #         unit: None,
/// #         fit: Default::default(),
/// #         lines: Vec::new(),
/// #     };
/// #     undersigned::Sheet {
/// #         language: undersigned::Language::ENGLISH,
/// #         language_tag: "en-GB".to_owned(),
/// #         title: "Title".to_owned(),
/// #         reference: "Doc. 1".to_owned(),
/// #         subject: "Motion".to_owned(),
/// #         date: "2025-08-19".parse().unwrap(),
/// #         masthead: Vec::new(),
/// #         running_head: paragraph(undersigned::sheet::Role::RunningHead, "Doc. 1"),
/// #         contact_line: None,
/// #         blocks: vec![undersigned::sheet::Block::Paragraph(paragraph(
/// #             undersigned::sheet::Role::Title,
/// #             "Title",
/// #         ))],
/// #         notes: Vec::new(),
/// #     }
/// # }
/// let profile = undersigned::Profile::builtin();
/// let renderer = undersigned_pdf::Renderer::new(&profile)?;
/// let bytes = renderer.render(&sheet())?;
/// assert!(bytes.starts_with(b"%PDF-1.7"));
/// # Ok::<(), undersigned_pdf::Error>(())
/// ```
pub struct Renderer {
    template: Template,
    theme: Theme,
    standards: PdfStandards,
    even_pages: bool,
}

impl Renderer {
    /// A renderer for the profile, with the default options.
    ///
    /// # Errors
    /// When the family that the theme names lacks one of its four faces (regular, bold, italic, bold italic), or what
    /// the engine dislikes about the template, see [`Error::complaints`].
    pub fn new(profile: &Profile) -> Result<Renderer, Error> {
        Renderer::with_options(profile, Options::default())
    }

    /// A renderer for the profile.
    ///
    /// ```
    /// use undersigned_pdf::{Options, Renderer, Standard};
    ///
    /// let profile = undersigned::Profile::builtin();
    /// let renderer = Renderer::with_options(&profile, Options { standard: Standard::Tagged, ..Options::default() });
    /// assert!(renderer.is_ok());
    /// ```
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_options(profile: &Profile, options: Options) -> Result<Renderer, Error> {
        let standards: &[PdfStandard] = match options.standard {
            Standard::Archive => &[PdfStandard::A_2a, PdfStandard::Ua_1],
            Standard::Tagged => &[PdfStandard::V_1_7],
        };
        let standards =
            PdfStandards::new(standards).map_err(|error| Kind::Engine(error.message().to_string()))?;
        Ok(Renderer {
            template: guarded(|| Template::new(Shared::new(profile, options.print)?))?,
            theme: profile.theme().clone(),
            standards,
            even_pages: options.print.is_some_and(|print| print.even_pages),
        })
    }

    /// Sets a document; gives the bytes of the PDF file.
    ///
    /// # Errors
    /// Faults of the content, see [`Error::faults`]: all that show before the document is set (marks without
    /// notes, characters that cannot be printed), or else all that show on the pages (characters that the
    /// typeface lacks, words that fit on no line). Otherwise what the engine dislikes about the template.
    pub fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        self.set(sheet).map(|pdf| pdf.bytes)
    }

    /// Sets a document, and tells of its pages.
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub fn set(&self, sheet: &Sheet) -> Result<Pdf, Error> {
        let faults = check::faults(sheet);
        if !faults.is_empty() {
            return Err(Kind::Content(Lines(faults)).into());
        }
        let _memory = Memory::begin();
        Ok(guarded(|| {
            let setting = self.template.setting();
            let Laid { document, pages } = self.lay(&setting, sheet)?;
            if !pages.faults.is_empty() {
                return Err(Kind::Content(Lines(pages.faults)));
            }
            let count = document.pages().len();
            Ok(Pdf { bytes: self.write(document, sheet)?, pages: count, pages_of_body: pages.body })
        })?)
    }

    /// Lays out a document, again as long as a look at its pages asks for something.
    fn lay(&self, setting: &Setting<'_>, sheet: &Sheet) -> Result<Laid, Kind> {
        let mut remedies = Remedies::default();
        loop {
            let (data, fields) = view::document(sheet, &self.theme, &remedies)?;
            let document = self.template.lay_out(setting, data)?;
            // Twips, of which 20 are a point.
            let margin = Abs::pt(f64::from(self.theme.page.margin_right) / 20.0);
            let pages = inspect::pages(&document, margin, &fields);
            // One at a time: all that comes after it stands otherwise then. Where moving does not help, the notes are
            // longer than a page.
            if let Some(&field) = pages.parted.difference(&remedies.moved).next() {
                remedies.moved.insert(field);
            } else if self.even_pages && document.pages().len() % 2 == 1 && !remedies.blank_page {
                remedies.blank_page = true;
            } else {
                return Ok(Laid { document, pages });
            }
        }
    }

    fn write(&self, mut document: PagedDocument, sheet: &Sheet) -> Result<Vec<u8>, Kind> {
        // Not said in our template: what is set there counts for all that comes after it, and the engine would know nothing
        // of the last document again. What another template says of itself counts.
        let (date, info) = (sheet.date, document.info_mut());
        info.title.get_or_insert_with(|| sheet.title.as_str().into());
        info.description.get_or_insert_with(|| sheet.subject.as_str().into());
        if info.date.is_auto() {
            info.date = Smart::Custom(Datetime::from_ymd(date.year().into(), date.month(), date.day()));
        }
        let identity = [&sheet.reference, sheet.language.code(), &sheet.subject].join("\n");
        let options = PdfOptions {
            ident: Smart::Custom(identity),
            creator: Smart::Custom(Some("undersigned".to_owned())),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|complaints| self.template.complaints(complaints))
    }
}

/// A document that was laid out, and what its pages show.
struct Laid {
    document: PagedDocument,
    pages: inspect::Pages,
}

impl fmt::Debug for Renderer {
    /// Leaves out what it holds: the faces and the whole template.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

/// Runs the engine; a panic in it is an error like any other.
fn guarded<T>(engine: impl FnOnce() -> Result<T, Kind>) -> Result<T, Kind> {
    // What the engine leaves half done is thrown away: the world of the document and the engine's memory.
    catch_unwind(AssertUnwindSafe(engine)).unwrap_or_else(|panic| Err(Kind::Engine(reason(&*panic))))
}

fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it gave no reason").to_owned()
}
