//! The bounds of an input, each over any real document by far.
//!
//! A layout engine cannot be stopped half-way, so what it is given has an end; and a file from a stranger must not cost
//! more than its size says. What is beyond a bound is refused when it is read, before anything is compared or set, by a
//! finding that names the bound, and where it is counted what was found (U003, U006, U016, U022, U023, U024). Pages need no
//! bound of their own: how many there can be follows from these.
//!
//! What the formats themselves ask for, such as two levels of lists, is no bound and stands with its reader. Files that
//! come back from a translator have bounds of their own, over these, in the crates that read them.

/// A file of more bytes than this is refused unread: the longest list of signatories fits twice.
pub const MAX_BYTES: usize = 4 << 20;

/// Keys and values of an input: those of [`MAX_SIGNATORIES`] mappings of five keys, eleven of each, and half as many
/// again.
pub const MAX_VALUES: usize = MAX_SIGNATORIES * 11 / 2 * 3;

/// Lists and mappings in one another; a document has three.
pub const MAX_DEPTH: usize = 32;

/// Faults of one input. Nobody mends more of them one by one, and each may be looked at for what was meant; the rest of
/// the file is not read then.
pub const MAX_FAULTS: usize = 1_000;

/// The number of a document; the Assembly's have five figures.
pub const MAX_DOC: u32 = 999_999;

/// The number of a written declaration; they have three or four figures.
pub const MAX_DECLARATION: u32 = 99_999;

/// The number of an edition; no document was re-issued more than a few times.
pub const MAX_EDITION: u32 = 99;

/// Signatories, and rows of a list. The Assembly has 612 seats, half of them for substitutes; the longest list that was
/// seen has 171 names.
pub const MAX_SIGNATORIES: usize = 20_000;

/// Characters of each part of an entry (of a whole line twice as many); the longest line that was seen in print has 76.
pub const MAX_NAME: usize = 150;

/// Characters of a title; those of the Assembly have two or three lines.
pub const MAX_TITLE: usize = 500;

/// Characters of a wording that a text brings itself; the longest disclaimer that was seen has 160.
pub const MAX_WORDING: usize = 2_000;

/// Words of a body. A motion has 300, the longest report of the Assembly some 10,000.
pub const MAX_WORDS: usize = 30_000;

/// Characters of a body, with the signs of its notation: more than so many words have.
pub const MAX_BODY: usize = 250_000;

/// Paragraphs of a body, items and those of notes among them: a long report has 300. A text with fewer than eight words
/// to a paragraph reaches this bound first.
pub const MAX_PARAGRAPHS: usize = 4_000;

/// Items of one list, those of the second level among them; a report has 200 numbered paragraphs.
pub const MAX_ITEMS: usize = 500;

/// Characters of one paragraph: six pages without a break. PDF/A-2a refuses strings of over 32,767 characters, of which
/// a paragraph is one.
pub const MAX_PARAGRAPH: usize = 20_000;

/// Characters of one word. No line holds so many, and a layout engine takes long to find out.
pub const MAX_WORD: usize = 1_000;

/// Notes of a body; the longest report has some 150. A page is set again for a note that would come to stand on another
/// page than its mark.
pub const MAX_NOTES: usize = 500;

/// Units of translation: the paragraphs of the body, title, disclaimer and lead-in.
pub const MAX_UNITS: usize = MAX_PARAGRAPHS + 3;
