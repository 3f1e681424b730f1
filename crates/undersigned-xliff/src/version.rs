//! The versions of XLIFF.

use std::fmt;
use std::str::FromStr;

/// A version of XLIFF in which files are written.
///
/// ```
/// use undersigned_xliff::Version;
///
/// assert_eq!("1.2".parse(), Ok(Version::V1_2));
/// assert_eq!(Version::V2_1.to_string(), "2.1");
/// assert!("3".parse::<Version>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// XLIFF 1.2, of 2008, which every tool knows.
    V1_2,
    /// XLIFF 2.1, of 2018.
    V2_1,
}

impl Version {
    /// Every version.
    pub const ALL: &'static [Version] = &[Version::V1_2, Version::V2_1];

    /// The number of the version.
    const fn number(self) -> &'static str {
        match self {
            Version::V1_2 => "1.2",
            Version::V2_1 => "2.1",
        }
    }

    /// The namespace of the elements. That of 2.1 is the one of 2.0.
    pub(crate) const fn namespace(self) -> &'static str {
        match self {
            Version::V1_2 => "urn:oasis:names:tc:xliff:document:1.2",
            Version::V2_1 => "urn:oasis:names:tc:xliff:document:2.0",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.number())
    }
}

impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(number: &str) -> Result<Self, Self::Err> {
        Version::ALL.iter().copied().find(|version| version.number() == number).ok_or(UnknownVersion)
    }
}

/// The number is that of no version in which files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a version of XLIFF that is written: `1.2` or `2.1`")]
pub struct UnknownVersion;
