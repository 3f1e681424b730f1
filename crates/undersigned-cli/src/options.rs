//! The options that decide what is made of an input, as they are chosen and as a manifest records them.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use undersigned::Language;
use undersigned_pdf::Print;

use crate::deny::Denied;
use crate::input::Notation;

/// The options that decide what is made of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Options {
    pub(crate) formats: Vec<Format>,
    /// Those asked for; all of each document where there are none.
    #[serde(with = "typed")]
    pub(crate) languages: Vec<Language>,
    /// What the print shop asks for; none for pages to be read.
    pub(crate) print: Option<ForPrint>,
    #[serde(with = "typed")]
    pub(crate) deny: Vec<Denied>,
    /// What standard input is written in.
    pub(crate) stdin: Notation,
}

/// A format that documents are made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    Pdf,
    Docx,
}

impl Format {
    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Pdf => "PDF",
            Format::Docx => "Word file",
        }
    }
}

/// [`Print`], as it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ForPrint {
    /// In twips.
    bleed: u32,
    crop_marks: bool,
    even_pages: bool,
}

impl From<Print> for ForPrint {
    fn from(Print { bleed, crop_marks, even_pages }: Print) -> Self {
        ForPrint { bleed, crop_marks, even_pages }
    }
}

impl From<ForPrint> for Print {
    fn from(ForPrint { bleed, crop_marks, even_pages }: ForPrint) -> Self {
        Print { bleed, crop_marks, even_pages }
    }
}

/// Values as they are typed on the command line.
mod typed {
    use super::*;

    pub(super) fn serialize<T: Display, S: Serializer>(values: &[T], s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(values.iter().map(ToString::to_string))
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let words = Vec::<String>::deserialize(deserializer)?;
        words
            .iter()
            .map(|word| word.parse().map_err(|error| de::Error::custom(format!("`{word}`: {error}"))))
            .collect()
    }
}
