//! The resolved document: what both renderers walk.
//!
//! Everything about content is decided here: order, wording, names, dates, totals and non-breaking spaces.
//! A renderer looks up how a [`Role`] looks in the [`Theme`](crate::Theme) and sets the text as it stands.

use crate::{Date, Language, PrintLanguage, Span};

/// One document in one language, in print order, ready for a renderer.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The language that everything is printed in.
    pub language: Language,
    /// The language with its region (BCP 47), such as `en-GB`, for spelling checkers and screen readers.
    pub language_tag: String,
    /// The document's title as plain text, for the metadata of the file.
    pub title: String,
    /// The reference that identifies the document, such as `Doc. 16229` (with a non-breaking space).
    pub reference: String,
    /// What kind of document it is, in words, such as `Written declaration No. 818`: the subject in the
    /// metadata of the file.
    pub subject: String,
    /// The date that is printed; also the date in the metadata of the file.
    pub date: Date,
    /// The assembly's name at the head of page 1, a line each.
    pub masthead: Vec<Paragraph>,
    /// The left part of the head from page 2 on; the page number stands on its right.
    pub running_head: Paragraph,
    /// The line at the foot of page 1, where the wording of the date has one.
    pub contact_line: Option<Paragraph>,
    /// The text from the document's reference to the total.
    pub blocks: Vec<Block>,
    /// The notes at the foot of the pages, in the order of their marks; the first has the number 1.
    pub notes: Vec<Note>,
}

/// A block of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list inside the body.
    List(List),
    /// The list of signatories: one paragraph each, in print order.
    Signatories(Vec<Paragraph>),
}

/// A paragraph and the part that it plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// What the paragraph is; the theme says how that looks.
    pub role: Role,
    /// The text, in order.
    pub inlines: Vec<Inline>,
    /// Where the text comes from.
    pub origin: Origin,
    /// The key under which translators' files know the text, such as `title`, `body-3` or `note-1-2`; `None` for what
    /// is not translated with the text.
    pub unit: Option<String>,
    /// How it is set a little otherwise than its role says.
    pub fit: Fit,
    /// Where its lines begin, in bytes of its text, the first included; empty where that is not settled, and where there is
    /// more than one piece of text.
    pub lines: Vec<usize>,
}

/// How a paragraph is set a little otherwise than its role says, so that its lines break at the same words in every format,
/// and those of a title are about as long as one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fit {
    /// What is added to the advance of every character, in twips (1/20 pt).
    pub tracking: i32,
    /// By how much the lines are shorter on their right, in twips.
    pub narrowed: u32,
    /// What of it stands on one page for the sake of its notes.
    pub undivided: Undivided,
    /// Whether it stays on the page of the next paragraph, although its role need not: it introduces a list.
    pub kept: bool,
}

/// What of a paragraph with a note is not divided between two pages, so that the note stands on the page of its mark and no
/// line stands alone. Word sees to both by itself, the PDF engine must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Undivided {
    /// Nothing beyond the two lines that never part.
    #[default]
    Nothing,
    /// All of it: it has too few lines.
    Whole,
    /// Its last two lines, in which a mark stands: so many of its last pieces ([`Paragraph::inlines`]) are these lines.
    End(usize),
}

impl Paragraph {
    /// The text without its emphasis and note marks.
    pub fn plain_text(&self) -> String {
        let mut plain = String::new();
        for inline in &self.inlines {
            if let Inline::Text(text) = inline {
                plain.push_str(&text.text);
            }
        }
        plain
    }
}

/// A list inside the body; its paragraphs have the role [`Role::ListItem`].
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The number of the first item; `None` for a list with bullets.
    pub start: Option<u64>,
    /// The items. Each begins with its paragraph; a further list is the second level.
    pub items: Vec<Vec<Block>>,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text in one form throughout.
    Text(Text),
    /// The mark of a note; the number is that of the note in [`Sheet::notes`], counted from 1. Marks come in the order
    /// of their numbers, each once. It is printed upright and raised.
    NoteMark(usize),
}

/// Text in one form throughout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The characters, in Unicode, with non-breaking spaces as U+00A0. Never empty, never a line break.
    pub text: String,
    /// Emphasis: italic where the paragraph is upright, and the other way round.
    pub emphasis: bool,
    /// Strong: bold.
    pub strong: bool,
    /// Raised and small, as the `er` of `1er août`.
    pub raised: bool,
    /// Not to be translated: names, numbers, references and dates.
    pub fixed: bool,
    /// No line ends in it, because programs differ in where they would: a web address, words on both sides of a slash.
    pub unbroken: bool,
    /// A line may begin with it: it stands behind a hyphen, where not every program ends a line by itself.
    pub begins_line: bool,
    /// Not seen in a published document yet: somebody should confirm it. Marked in drafts for translators alone.
    pub unconfirmed: bool,
    /// The language of the words, where it is known to be another than that of the rest: the Assembly's name in French
    /// on a document in English. It is what a screen reader reads them in.
    pub language: Option<PrintLanguage>,
}

/// A note at the foot of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The paragraphs, all of one role: [`Role::Legend`] or [`Role::Note`]. The first opens with the note's
    /// number and a full stop, in the margin of the hanging indent.
    pub paragraphs: Vec<Paragraph>,
    /// What is read out for the link from the note's number back to its mark, such as `Back to the mark of note 1`.
    /// Never empty.
    pub back: String,
}

/// Where a text comes from, so that a fault found while rendering can be shown in the input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The key in the input, such as `text.en.title`, or the name of the fixed wording, such as
    /// `wording: disclaimer`.
    pub field: String,
    /// The place in the input; `None` for fixed wording.
    pub span: Option<Span>,
}

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The part that a paragraph plays. Each has an entry of the same name in the theme.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Role {
            /// Every role, in print order.
            pub const ALL: &'static [Role] = &[$(Role::$variant,)+];

            /// The role of this name.
            pub fn find(name: &str) -> Option<Role> {
                Role::ALL.iter().copied().find(|role| role.name() == name)
            }

            /// The name of the role, as in `theme.toml`: words in lower case, joined by hyphens.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Role::$variant => $name,)+
                }
            }
        }
    };
}

impl Role {
    /// What a paragraph of the body is, by the number of lists that it stands in.
    pub(crate) const fn in_body(lists: usize) -> Role {
        match lists {
            0 => Role::Body,
            1 => Role::ListItem,
            _ => Role::ListItemSecond,
        }
    }
}

impl Role {
    /// Whether it stands at the head or foot of a page, outside of the text.
    pub fn is_furniture(self) -> bool {
        matches!(self, Role::Masthead | Role::MastheadSecond | Role::RunningHead | Role::ContactLine)
    }
}

roles! {
    /// The assembly's name at the head of page 1, first line.
    Masthead = "masthead",
    /// The second line of the masthead.
    MastheadSecond = "masthead-second",
    /// `Doc. 16229`.
    DocReference = "doc-reference",
    /// `19 August 2025`.
    Date = "date",
    /// `2nd edition, originally tabled on 24 June 2025`; only on a re-issue.
    Edition = "edition",
    /// The title, the only heading.
    Title = "title",
    /// The kind of document and its number: `Written declaration No. 818`.
    TypeLine = "type-line",
    /// Whom the text commits.
    Disclaimer = "disclaimer",
    /// `We, the undersigned, declare the following:`.
    LeadIn = "lead-in",
    /// A paragraph of the body.
    Body = "body",
    /// A paragraph in a list inside the body, first level.
    ListItem = "list-item",
    /// A paragraph in a list inside a list of the body.
    ListItemSecond = "list-item-second",
    /// `Signed (see overleaf)`.
    SignedOverleaf = "signed-overleaf",
    /// `Signed¹:`, the head of the list of signatories; it starts a page.
    SignedHead = "signed-head",
    /// One entry of the list of signatories.
    Signatory = "signatory",
    /// `Total = 20`.
    Total = "total",
    /// One political group in the note on `Signed`.
    Legend = "legend",
    /// A note to the body.
    Note = "note",
    /// The document's reference at the head of the pages from 2 on.
    RunningHead = "running-head",
    /// Address, mail and telephone at the foot of page 1.
    ContactLine = "contact-line",
}
