//! Writes a document on its way to a translator as XLIFF, the format that translators' tools exchange, and
//! reads it when it comes back.
//!
//! [`write()`] takes a [`Draft`], [`read()`] gives [`Returned`]; what of that is taken into the input file is
//! decided by [`Profile::import`](undersigned::Profile::import). Bytes in, bytes out: no files, no clock, no
//! environment; the same draft makes the same file, byte for byte.
//!
//! Each paragraph of the document is a unit of the file, whose id is the paragraph's key. What is translated
//! comes first, in print order with the notes last; what is not comes after it, locked, so that no list of
//! signatories parts the text from its notes.

mod docket;
mod error;
mod forms;
mod key;
mod read;
mod version;
mod write;

use undersigned::translation::{Draft, Returned};

pub use error::Error;
pub use read::limits::MAX_FILE;
pub use version::{UnknownVersion, Version};

/// Writes a draft as XLIFF, in UTF-8.
///
/// ```
/// # use undersigned::{Format, Language, Profile};
/// use undersigned_xliff::Version;
///
/// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
/// #   text: {en: {title: Libraries, body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
/// # let profile = Profile::builtin();
/// # let document = profile.read("motion.yaml", input, Format::Yaml)?;
/// let draft = profile.draft(&document, Language::FRENCH)?;
/// let file = String::from_utf8(undersigned_xliff::write(&draft, Version::V2_1)?)?;
/// assert!(file.contains("<source>Libraries</source>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The text holds a character that has no place in a line of XML.
pub fn write(draft: &Draft, version: Version) -> Result<Vec<u8>, Error> {
    Ok(write::file(draft, version)?.into_bytes())
}

/// Reads what came back from a translator, in XLIFF 1.2 or 2.1, which also means 1.0, 1.1 and 2.0.
///
/// A paragraph is given for each unit. One that is not translated, or of which a part is not, has no text.
///
/// ```
/// # use undersigned::{Format, Language, Profile};
/// # use undersigned_xliff::Version;
/// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
/// #   text: {en: {title: Libraries, body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
/// # let profile = Profile::builtin();
/// # let document = profile.read("motion.yaml", input, Format::Yaml)?;
/// # let draft = profile.draft(&document, Language::FRENCH)?;
/// # let file = undersigned_xliff::write(&draft, Version::V1_2)?;
/// let returned = undersigned_xliff::read(&file)?;
/// assert_eq!(returned.docket.unwrap().target, Language::FRENCH);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The bytes are no XLIFF or one of another version, are damaged, or hold more than any document.
pub fn read(bytes: &[u8]) -> Result<Returned, Error> {
    Ok(read::file(bytes)?)
}
