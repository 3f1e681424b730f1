//! Everything that belongs to an institution: look, template, facts and typeface.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use undersigned_fonts::{Catalogue, Characters};
use undersigned_templates as builtin;

use crate::facts::{self, Facts, FileFault};
use crate::rules::finding;
use crate::rules::profile::{UnusableFile, UnusableImage};
use crate::settle::Faces;
use crate::{Diagnostic, Diagnostics, Encoding, Source, Span, Theme};

/// Everything that belongs to an institution: style tokens, Typst template, dated facts, typeface, and the image of
/// the masthead where there is one. Made once, then shared: reading, resolving and both renderers ask it.
///
/// ```
/// let profile = undersigned::Profile::builtin();
/// assert_eq!(profile.theme().fonts.pdf, "Liberation Sans");
/// ```
#[derive(Debug, Clone)]
pub struct Profile {
    theme: Theme,
    template: Arc<str>,
    facts: Facts,
    fonts: Catalogue,
    masthead_image: Option<Arc<[u8]>>,
    /// Made when lines are first measured.
    faces: OnceLock<Faces>,
}

impl Profile {
    /// The names of the files that a profile can bring; `theme.toml` may name an image besides.
    pub fn file_names() -> impl Iterator<Item = &'static str> {
        builtin::FILES.iter().map(|file| file.name)
    }

    /// The built-in files by name, to begin a profile from.
    ///
    /// ```
    /// let mut files = undersigned::Profile::builtin_files();
    /// assert!(files.any(|(name, text)| name == "theme.toml" && !text.is_empty()));
    /// ```
    pub fn builtin_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        builtin::FILES.iter().map(|file| (file.name, file.text))
    }

    /// The Parliamentary Assembly of the Council of Europe, as built in.
    ///
    /// # Panics
    /// Never in a build that passed its tests: the built-in files are read by one.
    #[expect(
        clippy::expect_used,
        reason = "the built-in files are part of the program, and a test reads them"
    )]
    pub fn builtin() -> Self {
        Profile::with_files(|_| None).expect("the built-in profile is sound")
    }

    /// The built-in profile with some of its files replaced. `file` is asked for each of
    /// [`file_names`](Self::file_names), with `/` between the parts of a name, and for the image that the theme
    /// names; `None` keeps the built-in file.
    ///
    /// # Errors
    /// When a file is no UTF-8 text or cannot be understood; the places are in the files. When the theme names an
    /// image that is not there, or that is no PNG or JPEG.
    pub fn with_files(file: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self, Diagnostics> {
        let mut reader = FileReader { file, faults: Vec::new(), sources: Vec::new() };
        let theme = reader.read(builtin::THEME, Theme::parse);
        let template = reader.read(builtin::DOCUMENT, |text| Ok(Arc::from(text)));
        let countries = reader.read(builtin::COUNTRIES, facts::parse_countries);
        let groups = reader.read(builtin::GROUPS, facts::parse_groups);
        let particles = reader.read(builtin::NAMES, facts::parse_particles);
        let procedure = reader.read(builtin::PROCEDURE, facts::parse_procedure);
        let terms = reader.read(builtin::TERMS, facts::parse_terms);
        let wording = reader.read(builtin::WORDING, facts::parse_wording);
        let masthead_image = theme.as_ref().and_then(|theme| reader.read_image(theme));
        // A file that could not be read has left a fault.
        let read = || {
            Some(Profile {
                theme: theme?,
                template: template?,
                facts: Facts {
                    countries: countries?,
                    groups: groups?,
                    particles: particles?,
                    procedure: procedure?,
                    terms: terms?,
                    wording: wording?,
                    country_words: Default::default(),
                },
                fonts: Catalogue::builtin(),
                masthead_image,
                faces: OnceLock::new(),
            })
        };
        match read() {
            Some(profile) if reader.faults.is_empty() => Ok(profile),
            _ => Err(Diagnostics::new(reader.faults, reader.sources.into())),
        }
    }

    /// The profile with other faces to set documents in.
    #[must_use]
    pub fn with_fonts(mut self, fonts: Catalogue) -> Self {
        self.fonts = fonts;
        self.faces = OnceLock::new();
        self
    }

    /// How every role looks.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The Typst template of the PDF.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The faces that documents are set in.
    pub fn fonts(&self) -> &Catalogue {
        &self.fonts
    }

    /// The image that stands in the place of the masthead's words, a PNG or a JPEG file, where the theme names one.
    pub fn masthead_image(&self) -> Option<&[u8]> {
        self.masthead_image.as_deref()
    }

    /// The characters of the face that documents are set in.
    pub(crate) fn typeface(&self) -> Characters {
        self.fonts.characters(&self.theme.fonts.pdf)
    }

    /// The widths of the characters that documents are set in.
    pub(crate) fn faces(&self) -> &Faces {
        self.faces.get_or_init(|| Faces::new(&self.fonts, &self.theme))
    }

    pub(crate) fn facts(&self) -> &Facts {
        &self.facts
    }
}

impl Default for Profile {
    fn default() -> Self {
        Profile::builtin()
    }
}

/// Reads the files of a profile and collects what is wrong with them.
struct FileReader<F> {
    file: F,
    faults: Vec<Diagnostic>,
    sources: Vec<Source>,
}

impl<F: Fn(&str) -> Option<Vec<u8>>> FileReader<F> {
    fn read<T>(
        &mut self,
        builtin: builtin::File,
        parse: impl FnOnce(&str) -> Result<T, FileFault>,
    ) -> Option<T> {
        let text = match (self.file)(builtin.name).map(String::from_utf8) {
            None => builtin.text.to_owned(),
            Some(Ok(text)) => text,
            Some(Err(error)) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                self.fault(builtin.name, text, "the file is not UTF-8 text".to_owned(), Some(at..at));
                return None;
            }
        };
        match parse(&text) {
            Ok(value) => Some(value),
            Err((message, range)) => {
                self.fault(builtin.name, text, message, range);
                None
            }
        }
    }

    fn read_image(&mut self, theme: &Theme) -> Option<Arc<[u8]>> {
        let name = theme.masthead_image.as_ref()?.file.as_str();
        match (self.file)(name) {
            Some(bytes) if bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(b"\xff\xd8\xff") => {
                Some(bytes.into())
            }
            Some(_) => {
                let message = format!("the image `{name}` is no PNG or JPEG file");
                self.faults.push(finding(UnusableImage, message));
                None
            }
            None => {
                let help = "put the image beside theme.toml, in the profile's folder";
                let message = format!("the image `{name}` that theme.toml names is not there");
                self.faults.push(finding(UnusableImage, message).help(help));
                None
            }
        }
    }

    fn fault(&mut self, name: &str, text: String, message: String, range: Option<Range<usize>>) {
        let source = self.sources.len();
        self.sources.push(Source::new(name, text, Encoding::Utf8));
        let range = range.unwrap_or(0..0);
        let span = Span { source, start: range.start, end: range.end };
        self.faults.push(finding(UnusableFile, message).at(span, ""));
    }
}
