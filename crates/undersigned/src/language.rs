//! The languages that documents are printed in. Which they are is a fact of the profile (`facts/languages.toml`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};

/// A language, by its code of two or three letters (ISO 639), as in the input and in the names of files. Which
/// languages documents are printed in, [`Profile::languages`](crate::Profile::languages) tells.
///
/// ```
/// use undersigned::Language;
///
/// let greek: Language = "el".parse()?;
/// assert_eq!(greek.code(), "el");
/// assert_eq!("fr".parse(), Ok(Language::FRENCH));
/// assert!("Greek".parse::<Language>().is_err());
/// # Ok::<(), undersigned::InvalidLanguage>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    /// The letters, and a zero behind a code of two.
    letters: [u8; 3],
}

impl Language {
    /// English: `en`.
    pub const ENGLISH: Language = Language { letters: *b"en\0" };
    /// French: `fr`.
    pub const FRENCH: Language = Language { letters: *b"fr\0" };

    /// The code, in small letters.
    pub fn code(&self) -> &str {
        let length = if self.letters[2] == 0 { 2 } else { 3 };
        // Nothing but ASCII is ever put in.
        std::str::from_utf8(&self.letters[..length]).unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.code()).finish()
    }
}

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match *code.as_bytes() {
            [a, b] if [a, b].iter().all(u8::is_ascii_lowercase) => Ok(Language { letters: [a, b, 0] }),
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_lowercase) => Ok(Language { letters: [a, b, c] }),
            _ => Err(InvalidLanguage),
        }
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let told = |error: InvalidLanguage| de::Error::custom(format!("`{code}` is {error}"));
        code.parse().map_err(told)
    }
}

/// The text is no code of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a language: two or three small letters (ISO 639), such as `en` or `fr`")]
pub struct InvalidLanguage;

/// Documents are not printed in the language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{language}` is not a language of the Assembly's documents: {known}")]
pub struct UnknownLanguage {
    pub(crate) language: Language,
    /// The languages that they are printed in, in words.
    pub(crate) known: String,
}

/// A language that the documents of a profile are printed in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PrintLanguage {
    /// The language.
    #[serde(rename = "code")]
    pub language: Language,
    /// The language with its region (BCP 47), such as `en-GB`, for spelling checkers and screen readers.
    pub tag: String,
    /// What the language calls itself, such as `français`: the head of its column where two stand side by side.
    pub own_name: String,
    /// What messages call it, such as `French`.
    pub english_name: String,
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_code_is_two_or_three_small_letters_and_nothing_else() {
        for code in ["en", "fr", "el", "gsw", "zza"] {
            assert_eq!(code.parse::<Language>().unwrap().code(), code);
        }
        for other in ["", "e", "EN", "En", "e1", "e\0", "en\0", "engl", "en-GB", "é", "ελ", "en "] {
            assert!(other.parse::<Language>().is_err(), "{other:?}");
        }
    }
}
