//! The manifest of a run: what was made of what, by which program, with which settings. This file is its shape, which
//! `docs/manifest.md` explains to those who read it.

mod folder;
mod read;
mod record;
mod write;

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::Digest as _;
use undersigned::{Language, Severity};
use undersigned_pdf::Print;

use crate::deny::Denied;
use crate::input::Notation;

pub(crate) use folder::Folder;
pub(crate) use read::{Place, Stored, Unusable};
pub(crate) use record::{Record, Recorder, hash_of_whole};
pub(crate) use write::Writer;

/// The version of this shape; it rises when a key comes to mean something else or goes.
const VERSION: u32 = 1;

/// What stands before the documents.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// The version of the program.
    pub(crate) program: String,
    /// Whether all documents of the run are there; they are not when it was interrupted.
    pub(crate) complete: bool,
    pub(crate) shared: Shared,
}

impl Head {
    /// The head of a run of this program.
    pub(crate) fn of(shared: Shared) -> Self {
        Head { program: env!("CARGO_PKG_VERSION").to_owned(), complete: true, shared }
    }

    /// In words, why the same inputs may come out otherwise in another run.
    pub(crate) fn changes(&self, now: &Head) -> Vec<String> {
        let mut changes = Vec::new();
        if self.program != now.program {
            changes.push(format!("the program is of version {}, and was of {}", now.program, self.program));
        }
        for (same, change) in [
            (self.shared.profile.sha256 == now.shared.profile.sha256, "the profile has changed"),
            (self.shared.fonts.sha256 == now.shared.fonts.sha256, "the fonts have changed"),
            (self.shared.options == now.shared.options, "the options are others"),
        ] {
            if !same {
                changes.push(change.to_owned());
            }
        }
        changes
    }
}

/// What the documents of a run have in common.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Shared {
    pub(crate) profile: Content,
    pub(crate) fonts: Content,
    pub(crate) options: Options,
}

/// What is built in, with what a folder of the user's puts in its place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Content {
    /// The folder, if one was named.
    pub(crate) folder: Option<String>,
    /// Of everything that is in use, built-in or not.
    pub(crate) sha256: Sha256,
}

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

/// One document of a run.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) input: Source,
    /// The file with the signatories, where the input names one.
    pub(crate) list: Option<Source>,
    pub(crate) state: State,
    /// Why it failed.
    pub(crate) failure: Option<String>,
    pub(crate) outputs: Vec<Output>,
    pub(crate) findings: Vec<Finding>,
}

/// How far a document came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// Its files are there.
    Made,
    /// It has errors.
    Faulty,
    /// Something else went wrong.
    Failed,
}

/// A file that was read.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Source {
    /// `-` for standard input.
    pub(crate) path: String,
    /// None for a file that could not be read, or that is too large to be read to its end.
    pub(crate) sha256: Option<Sha256>,
}

/// A file that was written.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Output {
    pub(crate) path: String,
    #[serde(serialize_with = "as_text")]
    pub(crate) language: Language,
    pub(crate) format: Format,
    pub(crate) sha256: Sha256,
    pub(crate) bytes: u64,
    /// Of a PDF.
    pub(crate) pages: Option<u64>,
}

/// What was found in a document.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Finding {
    pub(crate) code: String,
    #[serde(with = "weight")]
    pub(crate) severity: Severity,
    pub(crate) message: String,
    /// The input or its list.
    pub(crate) file: String,
    /// Counted from 1, like the column; none for a finding about the file as a whole.
    pub(crate) line: Option<u64>,
    pub(crate) column: Option<u64>,
    pub(crate) help: Option<String>,
}

/// A SHA-256, in hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sha256([u8; 32]);

impl Sha256 {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Sha256(sha2::Sha256::digest(bytes).into())
    }

    /// That of several parts; what belongs to which makes a difference.
    pub(crate) fn of_parts<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut hash = sha2::Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Sha256(hash.finalize().into())
    }

    /// That of all that comes from a reader.
    pub(crate) fn of_reader(mut reader: impl std::io::Read) -> std::io::Result<Self> {
        let mut hash = sha2::Sha256::new();
        let mut buffer = [0; 1 << 14];
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(Sha256(hash.finalize().into())),
                read => hash.update(&buffer[..read]),
            }
        }
    }
}

impl Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Sha256 {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        let digits = text.as_bytes().chunks_exact(2);
        let is_hash = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash {
            return Err("a SHA-256 has 64 hexadecimal digits, in small letters");
        }
        for (byte, pair) in bytes.iter_mut().zip(digits) {
            let value = |digit: u8| if digit.is_ascii_digit() { digit - b'0' } else { digit - b'a' + 10 };
            *byte = value(pair[0]) * 16 + value(pair[1]);
        }
        Ok(Sha256(bytes))
    }
}

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

fn as_text<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
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

/// The weight of a finding, by its name.
mod weight {
    use super::*;

    const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

    pub(super) fn serialize<S: Serializer>(severity: &Severity, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(severity.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Severity, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = ALL.into_iter().find(|severity| severity.name() == name);
        known.ok_or_else(|| de::Error::unknown_variant(&name, &["error", "warning", "info"]))
    }
}

#[cfg(test)]
mod tests {
    use super::Sha256;

    #[test]
    fn a_hash_is_written_and_read_as_others_do() {
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Sha256::of(b"abc").to_string(), text);
        assert_eq!(Sha256::of_reader(&b"abc"[..]).unwrap().to_string(), text);
        assert_eq!(text.parse(), Ok(Sha256::of(b"abc")));
        for other in [&text[1..], &text.to_uppercase(), "", &format!("{text}0"), &"é".repeat(32)] {
            assert!(other.parse::<Sha256>().is_err(), "{other}");
        }
        let parts = |parts: &[&'static str]| Sha256::of_parts(parts.iter().map(|part| part.as_bytes()));
        assert_ne!(parts(&["ab", "c"]), parts(&["a", "bc"]));
    }
}
