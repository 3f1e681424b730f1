//! The words by which citations are known, and names told from other words with a capital.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Languages, Parsed};
use crate::Language;
use crate::profile::TomlFile;

/// What is known of the words of texts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Terms {
    #[serde(rename = "language")]
    languages: BTreeMap<Language, LanguageTerms>,
    /// Names that are written otherwise in another language.
    #[serde(default, rename = "name")]
    pub(crate) names: Vec<BTreeMap<Language, String>>,
    /// Stands for a language that documents are not printed in.
    #[serde(skip)]
    unknown: LanguageTerms,
}

/// The words of one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LanguageTerms {
    /// The signs before a number, as `No.`.
    pub(crate) number: Vec<String>,
    /// What may follow the figures of a number, as the `th` of `19th`.
    pub(crate) ordinal: Vec<String>,
    /// What stands before the decimals of a number; the other of the two parts its thousands.
    pub(crate) decimal: DecimalSign,
    /// The words behind a number that stand for so many zeros, in lower case.
    pub(crate) scale: BTreeMap<String, usize>,
    /// What a title may end in with its full stop, in lower case.
    pub(crate) abbreviation: Vec<String>,
    /// What loses its vowel before a name, without the apostrophe, in lower case: the `l` of `l'Europe`.
    pub(crate) elided: Vec<String>,
    /// The words that hold the name of an institution together, as `of`.
    pub(crate) link: Vec<String>,
    /// Those of the capitalised words that stand before the name of a person, as `president`.
    pub(crate) role: Vec<String>,
    /// The numbers from nought on, in words.
    pub(crate) counted: Vec<String>,
    pub(crate) cited: Cited,
    /// In lower case and without accents, words that are written with a capital and are no names. One of six letters
    /// or more stands for every word that begins so. In order.
    pub(crate) capitalised: Vec<String>,
}

/// The sign before the decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub(crate) enum DecimalSign {
    #[default]
    #[serde(rename = ",")]
    Comma,
    #[serde(rename = ".")]
    Point,
}

/// The words before the number of what is cited.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Cited {
    document: Vec<String>,
    declaration: Vec<String>,
    resolution: Vec<String>,
    recommendation: Vec<String>,
    /// What may stand between such a word and the number, as the `écrite` of `déclaration écrite n° 638`.
    pub(crate) adjective: Vec<String>,
}

/// What can be cited by a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cites {
    Document,
    Declaration,
    Resolution,
    Recommendation,
}

impl Cited {
    /// What a word before a number cites.
    pub(crate) fn by(&self, word: &str) -> Option<Cites> {
        let known = [
            (Cites::Document, &self.document),
            (Cites::Declaration, &self.declaration),
            (Cites::Resolution, &self.resolution),
            (Cites::Recommendation, &self.recommendation),
        ];
        known.into_iter().find(|(_, words)| words.iter().any(|known| known == word)).map(|(cites, _)| cites)
    }
}

impl Terms {
    /// The words of a language; none where documents are not printed in it.
    pub(crate) fn of(&self, language: Language) -> &LanguageTerms {
        self.languages.get(&language).unwrap_or(&self.unknown)
    }

    /// With the words in the order in which they are looked up.
    pub(super) fn in_order(mut self) -> Self {
        self.languages.values_mut().for_each(|terms| terms.capitalised.sort());
        self
    }

    /// Texts are looked at in lower case: a word with a capital would never be found.
    fn check_case(&self, file: &TomlFile<'_>) {
        for (language, terms) in &self.languages {
            let table = file.root().at("language").at(&language.to_string());
            for (key, words) in [
                ("abbreviation", &terms.abbreviation),
                ("role", &terms.role),
                ("capitalised", &terms.capitalised),
            ] {
                for (index, word) in
                    words.iter().enumerate().filter(|(_, word)| **word != word.to_lowercase())
                {
                    let message =
                        format!("`{word}` has a capital, so that it would never be found in a text");
                    let help = format!("write `{}`", word.to_lowercase());
                    file.fault(table.at(key).nth(index).span(), message, help);
                }
            }
        }
    }
}

impl LanguageTerms {
    /// Whether a word in lower case and without accents is written with a capital without being a name.
    pub(crate) fn is_capitalised(&self, folded: &str) -> bool {
        /// Longer words stand for all that begin with them; counted in characters.
        const STEM: usize = 6;
        let known = |word: &str| self.capitalised.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
        known(folded)
            || folded.strip_suffix('s').is_some_and(known)
            || folded.char_indices().skip(STEM).any(|(end, _)| known(&folded[..end]))
    }
}

/// `languages` are those that must have their words; none where they are not known.
pub(crate) fn parse_terms(text: &str, languages: Option<&Languages>) -> Parsed<Terms> {
    let file = TomlFile::parse(text);
    let terms: Option<Terms> = file.read_soundly();
    if let Some(terms) = &terms {
        if let Some(languages) = languages {
            languages.check_tables(&file, "language", |language| terms.languages.contains_key(&language));
        }
        terms.check_case(&file);
    }
    file.finish(terms.map(Terms::in_order))
}
