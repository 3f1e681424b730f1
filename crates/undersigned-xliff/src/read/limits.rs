//! The bounds of a file that comes back. Each is over every real one by far; together they keep a hostile
//! file from taking more than a moment and some megabytes.

use undersigned::bounds;

/// A file of more bytes than this is refused unread: a declaration has 30 kilobytes, to which tools add what
/// they know.
pub const MAX_FILE: usize = 16 << 20;
/// Elements in one another; XLIFF has about ten.
pub(crate) const MAX_DEPTH: usize = 64;
/// Namespaces that one element declares; tools declare five or six, at the root.
pub(super) const MAX_NAMESPACES: usize = 16;
/// Attributes of one element; XLIFF has about twenty for some.
pub(crate) const MAX_ATTRIBUTES: usize = 64;
/// Each signatory is one, and each paragraph.
pub(crate) const MAX_UNITS: usize = 30_000;
/// In characters: what stands in one unit, in both languages together.
pub(crate) const MAX_CHARACTERS: usize = 1_000_000;
/// Inline elements and segments in one unit, in both languages together.
pub(crate) const MAX_CODES: usize = 100_000;

// Every document that can be written can come back.
const _: () = {
    assert!(MAX_UNITS > bounds::MAX_SIGNATORIES + bounds::MAX_UNITS);
    assert!(MAX_CHARACTERS > 4 * bounds::MAX_PARAGRAPH);
    // Each letter may be emphasised and strong, in both languages.
    assert!(MAX_CODES > 4 * bounds::MAX_PARAGRAPH);
};
