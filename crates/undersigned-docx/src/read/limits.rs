//! The bounds of a file that comes back. Each is over every real one by far; together they keep a hostile file from
//! taking more than a moment and some megabytes.

use undersigned::bounds;

/// A file of more bytes than this is refused unread: a declaration has 20 kilobytes, and an image in the masthead may have
/// some megabytes.
pub const MAX_FILE: usize = 32 << 20;
/// Files in the package; Word writes about fifteen.
pub(super) const MAX_ENTRIES: usize = 2_000;
/// In bytes, unpacked: twenty thousand signatories take six megabytes.
pub(super) const MAX_PART: u64 = 12 << 20;
/// In bytes: all parts that are read, unpacked.
pub(super) const MAX_PARTS: u64 = 24 << 20;
/// Elements in one another; the deepest text of Word has about thirty.
pub(super) const MAX_DEPTH: usize = 128;
/// All signatories that a document may have, and half as much again.
pub(super) const MAX_PARAGRAPHS: usize = 30_000;
/// One for each paragraph that is translated, and what a user adds.
pub(super) const MAX_BOOKMARKS: usize = 5_000;
/// In characters: more than twice the longest paragraph that a document may have.
pub(super) const MAX_PARAGRAPH: usize = 50_000;
/// In characters: what Word allows.
pub(super) const MAX_STYLE_NAME: usize = 253;
/// Fields in one another.
pub(super) const MAX_FIELDS: usize = 64;
/// Attributes of one element; the root of a text has about forty.
pub(super) const MAX_ATTRIBUTES: usize = 256;
/// Names of vocabularies that hold at one place; the root of a text declares about forty.
pub(super) const MAX_NAMESPACES: usize = 512;
/// One for each paragraph that was sent.
pub(super) const MAX_UNITS: usize = 5_000;
/// Steps from a style to the ones that it builds on.
pub(super) const MAX_STYLE_CHAIN: usize = 16;

// Every document that can be written can come back.
const _: () = {
    assert!(MAX_PARAGRAPHS > bounds::MAX_SIGNATORIES + bounds::MAX_UNITS);
    assert!(MAX_BOOKMARKS > bounds::MAX_UNITS && MAX_UNITS > bounds::MAX_UNITS);
    assert!(MAX_PARAGRAPH > 2 * bounds::MAX_PARAGRAPH);
};
