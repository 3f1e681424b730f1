//! The languages that documents are printed in.

use serde::Deserialize;

use super::Parsed;
use crate::profile::TomlFile;
use crate::{Language, PrintLanguage};

/// The languages of a profile, in its order; there is one at least.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "File")]
pub(crate) struct Languages {
    first: Language,
    all: Vec<PrintLanguage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Vec<PrintLanguage>,
}

impl TryFrom<File> for Languages {
    type Error = &'static str;

    fn try_from(File { language: all }: File) -> Result<Self, Self::Error> {
        let first = all.first().ok_or("there is no language")?.language;
        Ok(Languages { first, all })
    }
}

impl Languages {
    pub(crate) fn all(&self) -> &[PrintLanguage] {
        &self.all
    }

    /// The one that serves where none is asked for.
    pub(crate) fn first(&self) -> Language {
        self.first
    }

    pub(crate) fn find(&self, language: Language) -> Option<&PrintLanguage> {
        self.all.iter().find(|known| known.language == language)
    }

    /// What is known of a language; one that documents are not printed in is known by its code alone.
    pub(crate) fn described(&self, language: Language) -> PrintLanguage {
        let code = || language.to_string();
        let bare = || PrintLanguage { language, tag: code(), own_name: code(), english_name: code() };
        self.find(language).cloned().unwrap_or_else(bare)
    }

    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|known| known.language.code())
    }

    /// The codes as a message lists them: `` `en` or `fr` ``.
    pub(crate) fn codes_in_words(&self) -> String {
        in_words(self.codes().map(|code| format!("`{code}`")))
    }

    /// The keys of the languages in an input: `` `en:` or `fr:` ``.
    pub(crate) fn keys_in_words(&self) -> String {
        in_words(self.codes().map(|code| format!("`{code}:`")))
    }

    /// The names as a message lists them: `English or French`.
    pub(crate) fn names_in_words(&self) -> String {
        in_words(self.all.iter().map(|known| known.english_name.clone()))
    }

    /// Tells which tables of languages a file lacks.
    pub(super) fn check_tables(&self, file: &TomlFile<'_>, table: &str, has: impl Fn(Language) -> bool) {
        for code in self.all.iter().map(|known| known.language).filter(|&language| !has(language)) {
            let message = format!("the table `{table}.{code}` is missing");
            let help =
                format!("add the table `[{table}.{code}]`: facts/languages.toml has the language `{code}`");
            file.fault(file.root().at(table).span(), message, help);
        }
    }
}

fn in_words(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
    }
}

pub(crate) fn parse_languages(text: &str) -> Parsed<Languages> {
    let file = TomlFile::parse(text);
    let read: Option<File> = file.read_soundly();
    let Some(File { language: all }) = read else { return file.finish(None) };
    let list = file.root().at("language");
    for (index, known) in all.iter().enumerate() {
        let (code, place) = (known.language, list.nth(index));
        if all[..index].iter().any(|earlier| earlier.language == code) {
            let help = "keep one of the two";
            file.fault(place.at("code").span(), format!("the language `{code}` is there twice"), help);
        }
        if !is_tag_of(&known.tag, code) {
            let message = format!("`{}` is no tag of the language `{code}`", known.tag);
            file.fault(
                place.at("tag").span(),
                message,
                format!("write it with a region, such as `{code}-XX`"),
            );
        }
        for (key, name) in [("own-name", &known.own_name), ("english-name", &known.english_name)] {
            if name.trim().is_empty() {
                file.fault(place.at(key).span(), format!("`{key}` is empty"), "write the name");
            }
        }
    }
    match Languages::try_from(File { language: all }) {
        Ok(languages) => file.finish(Some(languages)),
        Err(message) => {
            file.fault(list.span(), message, "add a table `[[language]]`");
            file.finish(None)
        }
    }
}

/// Whether a tag has the form of BCP 47 and begins with the code.
fn is_tag_of(tag: &str, code: Language) -> bool {
    let mut parts = tag.split('-');
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    parts.next() == Some(code.code()) && parts.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{Languages, parse_languages};

    fn entry(code: &str, tag: &str) -> String {
        format!(
            "[[language]]\ncode = \"{code}\"\ntag = \"{tag}\"\nown-name = \"{code}\"\nenglish-name = \"{code}\"\n"
        )
    }

    fn read(text: &str) -> Languages {
        let (languages, findings) = parse_languages(text);
        languages.unwrap_or_else(|| panic!("{findings:?}"))
    }

    #[test]
    fn languages_keep_their_order_and_are_listed_in_words() {
        assert_eq!(read(&entry("el", "el-GR")).codes_in_words(), "`el`");
        let three = read(&["it", "el", "gsw"].map(|code| entry(code, code)).concat());
        assert_eq!(three.codes_in_words(), "`it`, `el` or `gsw`");
        assert_eq!(three.first().code(), "it");
    }

    #[test]
    fn what_is_wrong_with_a_language_has_its_place() {
        for (second, message, place) in [
            (entry("it", "it-CH"), "the language `it` is there twice", "\"it\""),
            (entry("el", "it-GR"), "`it-GR` is no tag of the language `el`", "\"it-GR\""),
            (entry("el", "el_GR"), "`el_GR` is no tag of the language `el`", "\"el_GR\""),
            (
                entry("el", "el").replace("own-name = \"el\"", "own-name = \" \""),
                "`own-name` is empty",
                "\" \"",
            ),
        ] {
            let text = format!("{}\n{second}", entry("it", "it-IT"));
            let (languages, findings) = parse_languages(&text);
            assert!(languages.is_none());
            let [only] = findings.as_slice() else { panic!("{findings:?}") };
            assert_eq!(only.message, message);
            let at = only.labels[0].0;
            assert_eq!(&text[at.range()], place);
            assert!(at.start > entry("it", "it-IT").len());
        }
        let (_, findings) = parse_languages(&entry("Greek", "el"));
        assert!(findings[0].message.contains("not the code of a language"), "{findings:?}");
        assert_eq!(parse_languages("language = []").1[0].message, "there is no language");
    }
}
