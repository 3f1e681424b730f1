//! The languages that documents are printed in.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// A language that documents are printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Language {
    /// English, as the Assembly writes it: `en`.
    #[serde(rename = "en")]
    English,
    /// French: `fr`.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Language] = &[Language::English, Language::French];

    /// The ISO 639-1 code, as in the input and in the names of files.
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
        }
    }

    /// What the language calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::French => "français",
        }
    }

    /// The language with its region (BCP 47), for spelling checkers and screen readers. The Assembly writes
    /// British English.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en-GB",
            Language::French => "fr-FR",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Language::ALL.iter().copied().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

/// The code is that of no language in which documents are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language of the Assembly's documents: `en` or `fr`")]
pub struct UnknownLanguage;
