//! What a file says of itself beyond what XLIFF has attributes for: the version and the hash of the docket.
//!
//! They stand in a note on the whole file, in both versions. A note is the one place that is valid by every
//! schema (in 1.2, strict and transitional; `<prop-group>`, made for this, is not in the strict one) and that
//! tools keep: what they do not know of other namespaces some drop, and `<tool>` many put their own name
//! into. If it is lost all the same, nothing is but the certainty that the text is still the one that was
//! sent; it is then compared paragraph by paragraph.

use undersigned::translation::{DOCKET_VERSION, Docket};

use crate::error::Kind;

/// From whom the note is.
pub(crate) const AUTHOR: &str = "undersigned";

const FIRST_WORD: &str = "docket";

/// More than any hash has.
const MAX_HASH: usize = 128;

/// The note.
pub(crate) fn note(docket: &Docket) -> String {
    format!("{FIRST_WORD} {DOCKET_VERSION} {}", docket.hash)
}

/// The hash that a note on the file holds, if it is ours.
pub(crate) fn hash(note: &str) -> Result<Option<String>, Kind> {
    let mut words = note.split_whitespace();
    let (Some(FIRST_WORD), Some(version), Some(hash), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Ok(None);
    };
    match version.parse::<u32>() {
        Ok(known) if known <= DOCKET_VERSION => {}
        Ok(later) => return Err(Kind::LaterVersion { version: later }),
        Err(_) => return Ok(None),
    }
    let is_hash = hash.len() <= MAX_HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    Ok(is_hash.then(|| hash.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn other_notes_are_passed_over() {
        assert_eq!(hash(" docket 1\n 0aF9 ").unwrap().as_deref(), Some("0aF9"));
        for other in ["", "docket", "docket 1", "docket one 0af9", "docket 1 0af9 more", "docket 1 zzz"] {
            assert_eq!(hash(other).unwrap(), None, "{other}");
        }
    }

    #[test]
    fn a_later_version_is_refused() {
        let error = hash("docket 2 0af9").unwrap_err();
        assert_eq!(error.to_string(), "it was made by a later version of this program (format 2)");
    }
}
