//! Input files: where they are, what notation they are in, and the documents that are read from them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};
use undersigned::{Diagnostics, Document, Format, Profile};

use crate::{Failure, files};

/// A notation of input files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Notation {
    Yaml,
    Toml,
    Json,
}

/// The option that says what standard input is.
#[derive(Debug, Args)]
pub(crate) struct StdinOption {
    /// The notation of standard input.
    #[arg(long = "stdin", value_name = "NOTATION", default_value = "yaml")]
    pub(crate) notation: Notation,
}

/// Brings the bytes of a list of signatories by the name that the input gives it, or says why there are none.
pub(crate) type Load<'l> = &'l dyn Fn(&str) -> Result<Vec<u8>, String>;

/// An input file that was named.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    format: Format,
}

impl Input {
    /// The input at a path: its notation is that of its extension, or for `-` the one that was given.
    pub(crate) fn at(path: &Path, stdin: Notation) -> Result<Self, Failure> {
        let format = match (files::notation(path), stdin) {
            (Some(format), _) => format,
            (None, Notation::Yaml) if is_stdin(path) => Format::Yaml,
            (None, Notation::Toml) if is_stdin(path) => Format::Toml,
            (None, Notation::Json) if is_stdin(path) => Format::Json,
            (None, _) => {
                let name = path.display();
                // The name of a folder or of a file may be misspelt, or the extension be missing.
                let message = match std::fs::symlink_metadata(path) {
                    _ if path.is_dir() => format!("{name} is a folder: name the files in it"),
                    Err(error) if error.kind() == ErrorKind::NotFound => {
                        format!("there is no file or folder {name}")
                    }
                    _ => format!("{name}: an input file ends in .yaml, .toml or .json"),
                };
                return Err(Failure::Other(message));
            }
        };
        Ok(Input { path: path.to_owned(), format })
    }

    pub(crate) fn is_stdin(&self) -> bool {
        is_stdin(&self.path)
    }

    /// What the input is called in messages.
    pub(crate) fn name(&self) -> String {
        if self.is_stdin() { "<stdin>".to_owned() } else { self.path.display().to_string() }
    }

    /// Reads the document, and the list of signatories beside it where it names one.
    pub(crate) fn read(&self, profile: &Profile) -> Result<Result<Document, Diagnostics>, Failure> {
        self.read_as(profile, &[])
    }

    /// The same with some files as they would be, by path.
    pub(crate) fn read_as(
        &self,
        profile: &Profile,
        changed: &[(PathBuf, Vec<u8>)],
    ) -> Result<Result<Document, Diagnostics>, Failure> {
        let as_changed =
            |path: &Path| changed.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes.clone());
        let bytes = match as_changed(&self.path) {
            Some(bytes) => bytes,
            None => self.bytes()?,
        };
        let load = |list: &str| as_changed(&self.beside(list)).map_or_else(|| self.load(list), Ok);
        Ok(self.parse(profile, &bytes, &load))
    }

    /// The bytes of the input.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        files::read(&self.path)
    }

    /// The bytes of the list that the input names, or why there are none.
    pub(crate) fn load(&self, list: &str) -> Result<Vec<u8>, String> {
        files::read_file(&self.beside(list)).map_err(|error| error.to_string())
    }

    /// The document that the bytes of the input are; `load` brings the list that it names.
    pub(crate) fn parse(
        &self,
        profile: &Profile,
        bytes: &[u8],
        load: Load<'_>,
    ) -> Result<Document, Diagnostics> {
        profile.read_with_list(&self.name(), bytes, self.format, load)
    }

    /// The path of a file that the input names.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        if self.is_stdin() { PathBuf::from(name) } else { self.path.with_file_name(name) }
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}
