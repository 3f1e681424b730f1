//! The manifest of a run: what was made of what, by which program, with which settings. This file is its shape, which
//! `docs/manifest.md` explains to those who read it.

mod folder;
mod read;
mod record;
mod sha256;
mod write;

use std::fmt::Display;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use undersigned::{Language, Severity};

use crate::options::{Format, Options};

pub(crate) use folder::Folder;
pub(crate) use read::{Place, Stored, Unusable, is_manifest};
pub(crate) use record::{Record, Recorder, hash_of_whole};
pub(crate) use sha256::Sha256;
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

fn as_text<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
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
