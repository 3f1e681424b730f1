//! The ids of units and marks, and the roles of paragraphs, as attributes hold them.

use undersigned::sheet::Role;

use crate::version::Version;

/// What the key of a paragraph that is not translated begins with; its number follows.
const LOCKED: &str = "locked-";

/// What the id of a mark begins with; the number of the note follows.
const MARK: &str = "note-";

/// The key of a paragraph that is not translated; the first has the number 1.
pub(crate) fn locked(number: usize) -> String {
    format!("{LOCKED}{number}")
}

/// The number of a paragraph that is not translated.
pub(crate) fn locked_number(key: &str) -> Option<usize> {
    number(key.strip_prefix(LOCKED)?)
}

/// The id of the mark of a note.
pub(crate) fn mark(note: usize) -> String {
    format!("{MARK}{note}")
}

/// The number of the note whose mark has this id.
pub(crate) fn mark_number(id: &str) -> Option<usize> {
    number(id.strip_prefix(MARK)?)
}

/// What kind of placeholder a mark is: `ctype` in 1.2, `subType` in 2.1.
pub(crate) const fn mark_type(version: Version) -> &'static str {
    match version {
        Version::V1_2 => "x-note",
        Version::V2_1 => "us:note",
    }
}

/// Whether a placeholder of this kind is a mark, in whichever version.
pub(crate) fn is_mark_type(kind: &str) -> bool {
    Version::ALL.iter().any(|&version| mark_type(version) == kind)
}

/// The number of a note as the placeholder for its mark is shown: `[1]`.
pub(crate) fn shown_number(shown: &str) -> Option<usize> {
    number(shown.strip_prefix('[')?.strip_suffix(']')?)
}

fn number(figures: &str) -> Option<usize> {
    figures.parse().ok().filter(|&number| number > 0)
}

/// The role as the type of a unit: `x-body` in 1.2, where own values begin so, `us:body` in 2.1, where they
/// have an authority in front.
pub(crate) fn type_of(role: Role, version: Version) -> String {
    format!("{}{}", type_prefix(version), role.name())
}

/// The role that the type of a unit names, in whichever version.
pub(crate) fn role_of_type(kind: &str) -> Option<Role> {
    Version::ALL.iter().find_map(|&version| Role::find(kind.strip_prefix(type_prefix(version))?))
}

const fn type_prefix(version: Version) -> &'static str {
    match version {
        Version::V1_2 => "x-",
        Version::V2_1 => "us:",
    }
}

/// The role of a unit by its key alone, for tools that drop the type. An item of a list cannot be told from
/// another paragraph of the body.
pub(crate) fn role_of_key(key: &str) -> Role {
    match key {
        "title" => Role::Title,
        "disclaimer" => Role::Disclaimer,
        "lead-in" => Role::LeadIn,
        _ if key.starts_with("note-") => Role::Note,
        // Of what is not translated, the signatories are the most by far.
        _ if locked_number(key).is_some() => Role::Signatory,
        _ => Role::Body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_back() {
        for &role in Role::ALL {
            for &version in Version::ALL {
                assert_eq!(role_of_type(&type_of(role, version)), Some(role));
            }
        }
        assert_eq!(role_of_type("x-button"), None);
        assert_eq!(role_of_type("body"), None);
    }

    #[test]
    fn numbers_are_read_back() {
        assert_eq!(locked_number(&locked(12)), Some(12));
        assert_eq!(mark_number(&mark(3)), Some(3));
        assert_eq!(shown_number("[3]"), Some(3));
        for no_number in ["", "locked-", "locked-0", "locked-x", "locked-99999999999999999999999"] {
            assert_eq!(locked_number(no_number), None);
        }
    }
}
