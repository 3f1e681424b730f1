//! Rules for the file as a text.

use super::rule;

rule! {
    /// The file is not text that can be read.
    ///
    /// An input file is UTF-8 or, with a byte order mark, UTF-16. The place shown is the first byte that does not fit.
    /// A spreadsheet saves such a list as “CSV UTF-8” or “Unicode text”; an older text is often Windows-1252, which the
    /// editor can save anew as UTF-8.
    NotText: "U001" "not-text" File Error
}

rule! {
    /// The notation is broken: the file is not YAML, TOML or JSON.
    ///
    /// Nothing can be read behind such a fault, so it is said alone. Most often a quotation mark is not closed, a line
    /// is indented by a tab or by another number of spaces than its neighbours, or a text with `: ` or ` #` in it stands
    /// without quotation marks.
    Syntax: "U002" "syntax" File Error
}

rule! {
    /// The file is larger or more deeply nested than any document.
    ///
    /// The bounds are far over every real document; they keep a wrong file from taking minutes and gigabytes.
    TooLarge: "U003" "too-large" File Error
}

rule! {
    /// The list of signatories that the input names cannot be read.
    ///
    /// `signatories: names.csv` names a CSV or TSV file by its path from the folder of the input file.
    ListUnreadable: "U004" "list-unreadable" File Error
}

rule! {
    /// The file is written so that it cannot be changed in place.
    ///
    /// `undersigned reissue` writes into a copy of the file and leaves everything else as it was. Where a value stands
    /// behind an alias, or in a form that is not known, it changes nothing.
    NotRewritable: "U005" "not-rewritable" File Error
}

rule! {
    /// So much is wrong with the file that it was not read to its end.
    ///
    /// After a thousand faults the rest is left unread: most often it is the wrong file, or one mistake runs through all of
    /// it, such as a column of a list that holds something else. What is not shown may have faults too.
    CutShort: "U006" "cut-short" File Error
}
