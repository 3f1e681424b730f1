//! The bounds of an input. Each is over any real document by far; a layout engine cannot be stopped half-way, so what
//! it is given has an end.

/// Documents of the Assembly have five figures.
pub(crate) const MAX_DOC: u32 = 999_999;
/// Written declarations have three figures.
pub(crate) const MAX_DECLARATION: u32 = 99_999;
/// No document was re-issued more than a few times.
pub(crate) const MAX_EDITION: u32 = 99;
/// In characters; titles have two or three lines.
pub(crate) const MAX_TITLE: usize = 500;
/// In characters: more than the longest report of the Assembly. A motion has 300 words.
pub(crate) const MAX_BODY: usize = 200_000;
/// In characters. PDF/A-2a refuses strings of over 32,767 characters; a paragraph's is one.
pub(crate) const MAX_PARAGRAPH: usize = 20_000;
/// In characters; the longest disclaimer that was seen has 160.
pub(crate) const MAX_WORDING: usize = 2_000;
/// The longest list that was seen has 171 names.
pub(crate) const MAX_SIGNATORIES: usize = 10_000;
/// In characters; the longest entry that was seen in print has 76.
pub(crate) const MAX_NAME: usize = 150;
