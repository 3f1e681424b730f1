//! Sets a resolved document as a Word file that looks like its PDF, and that a translator can work on.
//!
//! [`Renderer::new`] takes what documents share, [`Renderer::render`] one document. Bytes in, bytes out: no
//! files, no clock, no environment; the same document makes the same file, byte for byte.
//!
//! The text goes through docx-rs. What that cannot write, or writes in an order that the schema refuses, is
//! put right in a finishing pass; the parts that hold no text are written here.

mod bilingual;
mod body;
mod docket;
mod error;
mod finish;
mod furniture;
mod measure;
mod notes;
mod numbering;
mod package;
mod packed;
mod parts;
mod read;
mod styles;
mod stylesheet;
mod text;

use undersigned::translation::Draft;
use undersigned::{Profile, Sheet, Theme};

pub use error::Error;
pub use read::{MAX_FILE, ReadError, read};

use error::{Kind, caught};
use package::{Kinship, Package};

/// Makes Word files in the look of one profile.
///
/// It can be shared between threads, and kept for as many documents as there are.
///
/// ```
/// let renderer = undersigned_docx::Renderer::new(&undersigned::Profile::builtin())?;
/// # let _ = renderer;
/// # Ok::<(), undersigned_docx::Error>(())
/// ```
#[derive(Debug)]
pub struct Renderer {
    theme: Theme,
    stylesheet: stylesheet::Stylesheet,
    font_table: String,
    /// The image that stands in the place of the masthead's words, and its format.
    image: Option<(Kinship, Vec<u8>)>,
    packed: packed::Packed,
}

impl Renderer {
    /// Prepares what all documents of a profile have in common.
    ///
    /// ```
    /// let profile = undersigned::Profile::builtin();
    /// assert!(undersigned_docx::Renderer::new(&profile).is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// The profile's image is neither PNG nor JPEG.
    pub fn new(profile: &Profile) -> Result<Renderer, Error> {
        Renderer::of(profile.theme(), profile.masthead_image())
    }

    fn of(theme: &Theme, image: Option<&[u8]>) -> Result<Renderer, Error> {
        caught(|| {
            let image = match image {
                Some(bytes) => Some((image_format(bytes)?, bytes.to_vec())),
                None => None,
            };
            Ok(Renderer {
                theme: theme.clone(),
                stylesheet: stylesheet::Stylesheet::new(theme)?,
                font_table: parts::font_table(theme),
                image,
                packed: packed::Packed::default(),
            })
        })
    }

    /// Sets a document as a Word file (Office Open XML, transitional) and gives its bytes.
    ///
    /// ```
    /// use undersigned::sheet::{Block, Inline, Origin, Paragraph, Role, Sheet, Text};
    ///
    /// let set = |role, text: &str| Paragraph {
    ///     role,
    ///     inlines: vec![Inline::Text(Text { text: text.to_owned(), ..Text::default() })],
    ///     origin: Origin::default(),
    ///     unit: None,
    ///     fit: Default::default(),
    ///     lines: Vec::new(),
    /// };
    /// let sheet = Sheet {
    ///     language: undersigned::Language::ENGLISH,
    ///     language_tag: "en-GB".to_owned(),
    ///     title: "Stand up for human rights".to_owned(),
    ///     reference: "Doc.\u{a0}16229".to_owned(),
    ///     subject: "Written declaration No.\u{a0}818".to_owned(),
    ///     date: "2025-08-19".parse()?,
    ///     masthead: vec![set(Role::Masthead, "Parliamentary Assembly")],
    ///     running_head: set(Role::RunningHead, "Doc.\u{a0}16229"),
    ///     contact_line: None,
    ///     blocks: vec![Block::Paragraph(set(Role::Title, "Stand up for human rights"))],
    ///     notes: Vec::new(),
    /// };
    /// let renderer = undersigned_docx::Renderer::new(&undersigned::Profile::builtin())?;
    /// let file = renderer.render(&sheet)?;
    /// assert!(file.starts_with(b"PK"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The text holds a character that has no place in a line, a note is not marked exactly once and in
    /// order, or a list goes beyond what Word can number. A fault of the engine below is an error too, never
    /// a panic.
    pub fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, Error> {
        caught(|| self.package(sheet, None, false)?.pack())
    }

    /// Sets a draft for a translator: the document as it will print in the other language, with the text that is to be
    /// translated in the language in which it was tabled.
    ///
    /// ```
    /// # use undersigned::{Format, Language, Profile};
    /// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
    /// #   text: {en: {title: Libraries, body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
    /// # let profile = Profile::builtin();
    /// # let document = profile.read("motion.yaml", input, Format::Yaml)?;
    /// let draft = profile.draft(&document, Language::FRENCH)?;
    /// let file = undersigned_docx::Renderer::new(&profile)?.render_draft(&draft)?;
    /// # assert!(file.starts_with(b"PK"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub fn render_draft(&self, draft: &Draft) -> Result<Vec<u8>, Error> {
        caught(|| {
            let mut package = self.package(&draft.sheet, Some(draft), false)?;
            docket::add(&draft.docket, &mut package)?;
            package.pack()
        })
    }

    /// Sets a draft as a table of two columns, the text that was tabled beside the translation; where there is none yet,
    /// the same text stands in its place.
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub fn render_bilingual(&self, draft: &Draft) -> Result<Vec<u8>, Error> {
        caught(|| {
            let (sheet, docket) = bilingual::sheet(draft);
            let mut package = self.package(&sheet, Some(draft), true)?;
            docket::add(&docket, &mut package)?;
            package.pack()
        })
    }

    /// The parts of a file: of a document, of a draft, or, where it is `bilingual`, of the head of a document and a table
    /// with the draft's units.
    fn package(&self, sheet: &Sheet, draft: Option<&Draft>, bilingual: bool) -> Result<Package<'_>, Kind> {
        const DOCUMENT: &str = "word/document.xml";
        const FIRST_HEADER: &str = "word/header1.xml";

        let theme = &self.theme;
        let mut package = Package::new(&self.packed);
        let mut compositor = text::Compositor::new(theme, sheet.notes.len());
        let mut lists = numbering::Lists::default();

        let image = theme.masthead_image.as_ref().zip(self.image.as_ref());
        let has_masthead = image.is_some() || !sheet.masthead.is_empty();
        let section = furniture::section(theme, has_masthead, sheet.contact_line.is_some());
        let body = match draft.filter(|_| bilingual) {
            None => body::part(sheet, theme, section, &mut compositor, &mut lists)?,
            Some(draft) => bilingual::part(sheet, draft, theme, section, &mut compositor)?,
        };
        package.add(Kinship::Document, "", "rIdDocument", DOCUMENT, &body);
        let notes = notes::part(&sheet.notes, theme, &mut compositor)?;
        package.add(Kinship::Footnotes, DOCUMENT, "rIdFootnotes", "word/footnotes.xml", &notes);
        if let Some(numbering) = lists.part(theme)? {
            package.add(Kinship::Numbering, DOCUMENT, "rIdNumbering", "word/numbering.xml", &numbering);
        }

        if has_masthead {
            let header = match image {
                Some((image, (format, bytes))) => {
                    let path = match format {
                        Kinship::Png => "word/media/masthead.png",
                        _ => "word/media/masthead.jpeg",
                    };
                    package.add_image(*format, FIRST_HEADER, furniture::IMAGE, path, bytes);
                    furniture::masthead_image(image, sheet)?
                }
                None => furniture::masthead(&sheet.masthead, &mut compositor)?,
            };
            package.add(Kinship::Header, DOCUMENT, furniture::FIRST_HEADER, FIRST_HEADER, &header);
        }
        let running_head = furniture::running_head(&sheet.running_head, &mut compositor)?;
        package.add(Kinship::Header, DOCUMENT, furniture::HEADER, "word/header2.xml", &running_head);
        if let Some(line) = &sheet.contact_line {
            let footer = furniture::contact_line(line, &mut compositor)?;
            package.add(Kinship::Footer, DOCUMENT, furniture::FIRST_FOOTER, "word/footer1.xml", &footer);
        }

        // Last, because only now is it known which styles the text uses.
        let styles = self.stylesheet.part(sheet, &compositor.used, draft, bilingual)?;
        package.add(Kinship::Styles, DOCUMENT, "rIdStyles", package::STYLES, &styles);
        let settings = parts::settings(&sheet.language_tag);
        package.add(Kinship::Settings, DOCUMENT, "rIdSettings", "word/settings.xml", &settings);
        package.add(Kinship::FontTable, DOCUMENT, "rIdFontTable", "word/fontTable.xml", &self.font_table);
        let core = parts::core_properties(sheet)?;
        package.add(Kinship::CoreProperties, "", "rIdCore", "docProps/core.xml", &core);
        package.add(Kinship::AppProperties, "", "rIdApp", "docProps/app.xml", parts::APP_PROPERTIES);
        Ok(package)
    }
}

/// The format of an image, by its first bytes.
fn image_format(bytes: &[u8]) -> Result<Kinship, Kind> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Ok(Kinship::Png),
        [0xff, 0xd8, 0xff, ..] => Ok(Kinship::Jpeg),
        _ => Err(Kind::Image),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};
    use undersigned::sheet::{Origin, Paragraph, Role};
    use undersigned::theme::MastheadImage;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

    fn themed(bytes: &[u8]) -> Result<Renderer, Error> {
        let mut theme = Profile::builtin().theme().clone();
        theme.masthead_image = Some(MastheadImage {
            file: "emblem.png".to_owned(),
            alt: Some("The \"emblem\" & no more".to_owned()),
            width: 120.0,
            height: 40.5,
        });
        Renderer::of(&theme, Some(bytes))
    }

    fn sheet() -> Sheet {
        let paragraph = |role| Paragraph {
            role,
            inlines: Vec::new(),
            origin: Origin::default(),
            unit: None,
            fit: Default::default(),
            lines: Vec::new(),
        };
        Sheet {
            language: undersigned::Language::FRENCH,
            language_tag: "fr-FR".to_owned(),
            title: String::new(),
            reference: String::new(),
            subject: String::new(),
            date: "2025-08-19".parse().unwrap(),
            masthead: vec![paragraph(Role::Masthead)],
            running_head: paragraph(Role::RunningHead),
            contact_line: None,
            blocks: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn read(file: &[u8], path: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        archive.by_name(path).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn an_image_takes_the_place_of_the_masthead() {
        let file = themed(PNG).unwrap().render(&sheet()).unwrap();
        assert_eq!(read(&file, "word/media/masthead.png"), PNG);
        let header = String::from_utf8(read(&file, "word/header1.xml")).unwrap();
        assert!(header.contains("descr=\"The &quot;emblem&quot; &amp; no more\""), "{header}");
        // 12,700 units to the point.
        assert!(header.contains("<wp:extent cx=\"1524000\" cy=\"514350\"/>"), "{header}");
        assert!(header.contains("<a:ext cx=\"1524000\" cy=\"514350\"/>"), "{header}");
        assert!(header.contains("r:embed=\"rIdImage\""), "{header}");
        assert!(!header.contains("w:val=\"Masthead\""), "the words are gone: {header}");
        let relationships = String::from_utf8(read(&file, "word/_rels/header1.xml.rels")).unwrap();
        assert!(relationships.contains("Id=\"rIdImage\""), "{relationships}");
        assert!(relationships.contains("Target=\"media/masthead.png\""), "{relationships}");
        let types = String::from_utf8(read(&file, "[Content_Types].xml")).unwrap();
        assert!(types.contains("PartName=\"/word/media/masthead.png\" ContentType=\"image/png\""));
    }

    #[test]
    fn a_photograph_keeps_its_format() {
        let jpeg = b"\xff\xd8\xff\xe0 and so on";
        let file = themed(jpeg).unwrap().render(&sheet()).unwrap();
        assert_eq!(read(&file, "word/media/masthead.jpeg"), jpeg);
    }

    #[test]
    fn other_images_are_refused() {
        let error = themed(b"GIF89a").unwrap_err();
        assert_eq!(error.to_string(), "the image of the masthead is neither PNG nor JPEG");
    }
}
