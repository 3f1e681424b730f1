//! Rules for the forms of the body.

use super::rule;

rule! {
    /// The body holds a form that it does not know, such as a heading, a link or a table.
    ///
    /// The body knows paragraphs, `*emphasis*`, `**strong**`, lists of two levels and notes. Anything else is refused,
    /// so that nothing vanishes and no sign of a notation is printed. A sign that is to be printed stands behind a
    /// backslash: `\#`.
    NotInTheBody: "U101" "not-in-the-body" Body Error
}

rule! {
    /// A line within a paragraph begins like an item of a list.
    ///
    /// A dash or a number at the head of a line would become an item, and lose its sign. A list has an empty line
    /// before it; a sign to be printed stands behind a backslash: `\-`, `1\.`.
    ListInParagraph: "U102" "list-in-paragraph" Body Error
}

rule! {
    /// The number of an item is not the one that would be printed.
    ///
    /// Items are counted on from the first number. Numbers that leave the order would change in print without a word.
    ItemNumber: "U103" "item-number" Body Error
}

rule! {
    /// An item of a list has no text, or several paragraphs, or is indented without belonging to the item above it.
    ///
    /// An item is one paragraph, with a list of the second level under it at most. That list stands as far right as the text
    /// of the item: 4 spaces under `10. `, 3 under `9. `, 2 under `- `.
    ItemShape: "U104" "item-shape" Body Error
}

rule! {
    /// A note and its mark do not fit together.
    ///
    /// Each note has one mark in the text, `[^1]`, and one text below it, `[^1]: …`; a note holds neither notes nor
    /// lists.
    NoteAndMark: "U105" "note-and-mark" Body Error
}
