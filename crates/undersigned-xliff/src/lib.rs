//! Writes a draft for translators as XLIFF 1.2 or 2.1, and reads what comes back.
//!
//! Each paragraph is a unit under the key that the draft gives it; what is not translated stands in the file too, locked.
//! Bytes in, bytes out: no files, no clock, no network; the same draft makes the same file, byte for byte.
//!
//! ```
//! use undersigned::{Format, Language, Profile};
//! use undersigned_xliff::Version;
//!
//! # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
//! #   text: {en: {title: Libraries, body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
//! # let profile = Profile::builtin();
//! # let document = profile.read("motion.yaml", input, Format::Yaml)?;
//! let draft = profile.draft(&document, Language::French)?;
//! let file = undersigned_xliff::write(&draft, Version::V2_1);
//! let returned = undersigned_xliff::read(&file)?;
//! assert_eq!(returned.docket.unwrap().reference, draft.docket.reference);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod read;
mod tree;
mod write;

use std::fmt;
use std::str::FromStr;

pub use self::error::Error;
pub use self::read::read;
pub use self::tree::MAX_FILE;
pub use self::write::write;

/// A version of XLIFF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// XLIFF 1.2, which most translation tools know.
    V1_2,
    /// XLIFF 2.1.
    V2_1,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Version::V1_2 => "1.2",
            Version::V2_1 => "2.1",
        })
    }
}

impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(version: &str) -> Result<Self, Self::Err> {
        match version {
            "1.2" => Ok(Version::V1_2),
            "2.1" => Ok(Version::V2_1),
            _ => Err(UnknownVersion),
        }
    }
}

/// The version is none that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a version of XLIFF that is written: `1.2` or `2.1`")]
pub struct UnknownVersion;

/// What the notes of a file are said to be from.
const PROGRAM: &str = "undersigned";

/// What the ids of units begin with that are not translated.
const LOCKED: &str = "locked-";

/// What the ids of the marks of notes begin with.
const MARK: &str = "note-";
