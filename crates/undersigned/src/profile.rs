//! Everything that belongs to an institution: look, template, facts and typeface.

mod faces;
mod image;
mod shape;
mod toml_file;
mod unread;

use std::sync::{Arc, OnceLock};

use undersigned_fonts::{Catalogue, Typeface};
use undersigned_templates as builtin;

pub(crate) use self::toml_file::{Place, TomlFile, known_words};
use crate::facts::{self, Facts};
use crate::rules::finding;
use crate::rules::profile::{DistortedImage, UnusableFile, UnusableImage};
use crate::settle::Faces;
use crate::{
    Diagnostic, Diagnostics, Encoding, Language, PrintLanguage, Severity, Source, Span, Theme,
    UnknownLanguage,
};

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
    /// The file of the theme, to show places in.
    theme_text: Arc<str>,
    template: Arc<str>,
    facts: Facts,
    fonts: Catalogue,
    masthead_image: Option<Arc<[u8]>>,
    /// Made when lines are first measured.
    faces: OnceLock<Faces>,
    warnings: Diagnostics,
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
    /// Never in a build that passed its tests: one reads what is built in, as this does and from its files.
    #[expect(
        clippy::expect_used,
        reason = "the built-in files are part of the program, and a test reads them"
    )]
    pub fn builtin() -> Self {
        let theme = serde_json::from_str(builtin::THEME.values).expect("the built-in theme is sound");
        Profile {
            theme,
            theme_text: builtin::THEME.text.into(),
            template: builtin::DOCUMENT.text.into(),
            facts: Facts::builtin().expect("the built-in facts are sound"),
            fonts: Catalogue::builtin(),
            masthead_image: None,
            faces: OnceLock::new(),
            warnings: Diagnostics::new(Vec::new(), Arc::new([])),
        }
    }

    /// The built-in profile with some of its files replaced. `file` is asked for each of
    /// [`file_names`](Self::file_names), with `/` between the parts of a name, and for the image that the theme
    /// names; `None` keeps the built-in file.
    ///
    /// # Errors
    /// When a file is no UTF-8 text, cannot be understood or contradicts itself; all that is wrong is in the findings, with
    /// its place in the file. When the theme names an image that is not there, or that is no sound PNG or JPEG file.
    pub fn with_files(file: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self, Diagnostics> {
        let mut reader = FileReader { file, findings: Vec::new(), sources: Vec::new() };
        let theme = reader.read(builtin::THEME, Theme::parse);
        let template = reader.read(builtin::DOCUMENT, |text| (Some(Arc::from(text)), Vec::new()));
        let languages = reader.read(builtin::LANGUAGES, facts::parse_languages);
        let countries =
            reader.read(builtin::COUNTRIES, |text| facts::parse_countries(text, languages.as_ref()));
        let groups = reader.read(builtin::GROUPS, facts::parse_groups);
        let names = reader.read(builtin::NAMES, facts::parse_names);
        let procedure = reader.read(builtin::PROCEDURE, facts::parse_procedure);
        let terms = reader.read(builtin::TERMS, |text| facts::parse_terms(text, languages.as_ref()));
        let wording = reader.read(builtin::WORDING, |text| facts::parse_wording(text, languages.as_ref()));
        let theme_text = reader.text(builtin::THEME);
        let masthead_image = theme.as_ref().and_then(|theme| reader.read_image(theme, &theme_text));
        let found = Diagnostics::new(reader.findings, reader.sources.into());
        // A file that could not be read has left an error.
        let read = || {
            Some(Profile {
                theme: theme?,
                theme_text: theme_text.into(),
                template: template?,
                facts: Facts {
                    languages: languages?,
                    countries: countries?,
                    groups: groups?,
                    names: names?,
                    procedure: procedure?,
                    terms: terms?,
                    wording: wording?,
                    country_words: Default::default(),
                    known: Default::default(),
                },
                fonts: Catalogue::builtin(),
                masthead_image,
                faces: OnceLock::new(),
                warnings: found.clone(),
            })
        };
        match read() {
            Some(profile) if found.severity() != Some(Severity::Error) => Ok(profile),
            _ => Err(found),
        }
    }

    /// The profile with other faces to set documents in.
    #[must_use]
    pub fn with_fonts(mut self, fonts: Catalogue) -> Self {
        self.fonts = fonts;
        self.faces = OnceLock::new();
        self
    }

    /// What is no error in the files of the profile and yet worth a look, such as an image that would be distorted.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// Findings about the template, such as those of a renderer, together with the text that their places point into: it
    /// is their only source.
    pub fn template_diagnostics(&self, list: Vec<Diagnostic>) -> Diagnostics {
        let source = Source::new(builtin::DOCUMENT.name, self.template.to_string(), Encoding::Utf8);
        Diagnostics::new(list, vec![source].into())
    }

    /// How every role looks.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The Typst template of the PDF.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The languages that documents are printed in, in the order of `facts/languages.toml`; there is one at least.
    ///
    /// ```
    /// let profile = undersigned::Profile::builtin();
    /// let tags: Vec<&str> = profile.languages().iter().map(|known| known.tag.as_str()).collect();
    /// assert_eq!(tags, ["en-GB", "fr-FR"]);
    /// ```
    pub fn languages(&self) -> &[PrintLanguage] {
        self.facts.languages.all()
    }

    /// What is known of a language that documents are printed in.
    ///
    /// ```
    /// use undersigned::{Language, Profile};
    ///
    /// let profile = Profile::builtin();
    /// assert_eq!(profile.language(Language::FRENCH)?.own_name, "français");
    /// let error = profile.language("el".parse()?).unwrap_err();
    /// assert_eq!(error.to_string(), "`el` is not a language of the Assembly's documents: `en` or `fr`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When documents are not printed in it.
    pub fn language(&self, language: Language) -> Result<&PrintLanguage, UnknownLanguage> {
        let languages = &self.facts.languages;
        languages
            .find(language)
            .ok_or_else(|| UnknownLanguage { language, known: languages.codes_in_words() })
    }

    /// The faces that documents are set in.
    pub fn fonts(&self) -> &Catalogue {
        &self.fonts
    }

    /// The image that stands in the place of the masthead's words, a PNG or a JPEG file, where the theme names one.
    pub fn masthead_image(&self) -> Option<&[u8]> {
        self.masthead_image.as_deref()
    }

    /// The faces of the family that the theme names, those that there are.
    pub fn typeface(&self) -> Typeface {
        self.fonts.typeface(&self.theme.fonts.pdf)
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

fn parsed<T>(
    text: String,
    parse: impl FnOnce(&str) -> (Option<T>, Vec<Diagnostic>),
) -> (String, Option<T>, Vec<Diagnostic>) {
    let (value, findings) = parse(&text);
    (text, value, findings)
}

/// Reads the files of a profile and collects what is wrong with them.
struct FileReader<F> {
    file: F,
    findings: Vec<Diagnostic>,
    sources: Vec<Source>,
}

impl<F: Fn(&str) -> Option<Vec<u8>>> FileReader<F> {
    fn read<T>(
        &mut self,
        builtin: builtin::File,
        parse: impl FnOnce(&str) -> (Option<T>, Vec<Diagnostic>),
    ) -> Option<T> {
        let (text, value, findings) = match (self.file)(builtin.name).map(String::from_utf8) {
            None => parsed(builtin.text.to_owned(), parse),
            Some(Ok(text)) => parsed(text, parse),
            Some(Err(error)) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let fault = finding(UnusableFile, "the file is not UTF-8 text").at(Span::input(at..at), "");
                (text, None, vec![fault.help("save it as UTF-8")])
            }
        };
        let is_builtin = (self.file)(builtin.name).is_none();
        let mut findings = findings;
        for finding in findings.iter_mut().filter(|_| is_builtin) {
            // It is sound by itself, and does not fit to what the profile replaces.
            finding.help = Some(format!(
                "the profile has no {} of its own, and the built-in one does not fit",
                builtin.name
            ));
        }
        self.add(builtin.name, text, findings);
        value
    }

    /// The text of a file, whatever is wrong with it.
    fn text(&self, builtin: builtin::File) -> String {
        match (self.file)(builtin.name) {
            None => builtin.text.to_owned(),
            Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Adds what was found in a file, whose places have been in it alone so far.
    fn add(&mut self, name: &str, text: String, findings: Vec<Diagnostic>) {
        if findings.is_empty() {
            return;
        }
        let source = self.sources.len();
        self.sources.push(Source::new(name, text, Encoding::Utf8));
        self.findings.extend(findings.into_iter().map(|mut finding| {
            finding.labels.iter_mut().for_each(|(span, _)| span.source = source);
            finding
        }));
    }

    fn read_image(&mut self, theme: &Theme, text: &str) -> Option<Arc<[u8]>> {
        let image = theme.masthead_image.as_ref()?;
        let name = image.file.as_str();
        let bytes = (self.file)(name);
        let read = match &bytes {
            None => Err("that theme.toml names is not there".to_owned()),
            Some(bytes) => image::size(bytes),
        };
        let (key, found) = match read {
            Err(reason) => {
                let help = "put a PNG or JPEG file of this name beside theme.toml, in the profile's folder";
                ("file", finding(UnusableImage, format!("the image `{name}` {reason}")).help(help))
            }
            Ok((width, height)) => {
                let fitting = image.width * f64::from(height) / f64::from(width);
                // A pixel more or less, and measures in whole points, distort nothing that an eye sees.
                if (image.height / fitting - 1.0).abs() <= 0.02 {
                    return bytes.map(Arc::from);
                }
                let message =
                    format!("the image `{name}` would be distorted: it has {width} × {height} pixels");
                let fitting = (fitting * 20.0).round() / 20.0;
                let help = format!("with a width of {} its height is {fitting}", image.width);
                ("height", finding(DistortedImage, message).help(help))
            }
        };
        let place = TomlFile::parse(text).root().at("masthead-image").at(key).span();
        self.add(builtin::THEME.name, text.to_owned(), vec![found.at(place, "")]);
        bytes.map(Arc::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;

    #[test]
    fn what_is_built_in_is_what_its_files_say() {
        let of_files = Profile::with_files(|_| None).expect("sound files");
        assert_eq!(format!("{:#?}", Profile::builtin()), format!("{of_files:#?}"));
    }
}
