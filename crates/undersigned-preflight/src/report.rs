//! What a look at a file found: one row for each matter.

use std::fmt;

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// One for each [`Matter`], in the order of [`Matter::ALL`].
    pub rows: Vec<Row>,
}

impl Report {
    /// The worst verdict of all rows.
    ///
    /// ```
    /// use undersigned_preflight::{Report, Verdict};
    ///
    /// assert_eq!(Report { rows: Vec::new() }.verdict(), Verdict::Passes);
    /// ```
    pub fn verdict(&self) -> Verdict {
        self.rows.iter().map(Row::verdict).max().unwrap_or(Verdict::Passes)
    }
}

/// What was found about one matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub matter: Matter,
    /// What was found, in one line of English.
    pub found: String,
    /// What there is to say of each part, such as a line for each face of a file. Lines of English.
    pub details: Vec<String>,
    /// What somebody should look at or mend. Without any the row passes.
    pub remarks: Vec<Remark>,
}

impl Row {
    pub(crate) fn new(matter: Matter, found: impl Into<String>) -> Row {
        Row { matter, found: found.into(), details: Vec::new(), remarks: Vec::new() }
    }

    pub(crate) fn note(&mut self, message: impl Into<String>) {
        self.remarks.push(Remark { verdict: Verdict::ToNote, message: message.into() });
    }

    pub(crate) fn fault(&mut self, message: impl Into<String>) {
        self.remarks.push(Remark { verdict: Verdict::Fault, message: message.into() });
    }

    /// The worst verdict of its remarks.
    ///
    /// ```
    /// use undersigned_preflight::{Matter, Remark, Row, Verdict};
    ///
    /// let odd = Remark { verdict: Verdict::ToNote, message: "the number of pages is odd".to_owned() };
    /// let (found, details) = ("3 pages".to_owned(), Vec::new());
    /// let row = Row { matter: Matter::Pages, found, details, remarks: vec![odd] };
    /// assert_eq!(row.verdict(), Verdict::ToNote);
    /// ```
    pub fn verdict(&self) -> Verdict {
        self.remarks.iter().map(|remark| remark.verdict).max().unwrap_or(Verdict::Passes)
    }
}

/// Something to look at or to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How much it weighs; never [`Verdict::Passes`].
    pub verdict: Verdict,
    /// What it is, in one line of English; pages are counted from 1.
    pub message: String,
}

/// How a matter stands, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing is in the way.
    Passes,
    /// It may be as it should be; somebody should know.
    ToNote,
    /// It should not go out like this.
    Fault,
}

impl Verdict {
    /// As it stands in a table: `passes`, `to note`, `fault`.
    ///
    /// ```
    /// assert_eq!(undersigned_preflight::Verdict::ToNote.name(), "to note");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Passes => "passes",
            Verdict::ToNote => "to note",
            Verdict::Fault => "fault",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Matter {
    /// How many, and of what size.
    Pages,
    /// Media, crop, bleed and trim box: where paper and print end.
    Boxes,
    /// In which colour spaces text, rules and images are painted; transparency and invisible text.
    Colours,
    /// The faces: embedded, as subsets, with the characters behind the glyphs.
    Fonts,
    /// The structure that is read out, and whether everything on the pages is part of it.
    Tags,
    /// What the file claims to conform to, and what those standards forbid and can be told at once.
    Standards,
    /// The title, in all places where it stands.
    Title,
    /// The language.
    Language,
    /// By which programs it was made, and when, by its own word.
    Origin,
    /// Links, above all those between marks and notes.
    Links,
}

impl Matter {
    /// All, in the order of a report.
    pub const ALL: &[Matter] = &[
        Matter::Pages,
        Matter::Boxes,
        Matter::Colours,
        Matter::Fonts,
        Matter::Tags,
        Matter::Standards,
        Matter::Title,
        Matter::Language,
        Matter::Origin,
        Matter::Links,
    ];

    /// As it stands in a table, in small letters.
    ///
    /// ```
    /// assert_eq!(undersigned_preflight::Matter::Fonts.name(), "fonts");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Matter::Pages => "pages",
            Matter::Boxes => "boxes",
            Matter::Colours => "colours",
            Matter::Fonts => "fonts",
            Matter::Tags => "tags",
            Matter::Standards => "standards",
            Matter::Title => "title",
            Matter::Language => "language",
            Matter::Origin => "origin",
            Matter::Links => "links",
        }
    }
}

impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
