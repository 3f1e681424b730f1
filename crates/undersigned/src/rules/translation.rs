//! Rules for what goes to a translator and comes back.

use super::rule;

rule! {
    /// There is nothing to translate into the language that is asked for.
    ///
    /// A translation is made from the text that was tabled, into another language.
    NothingToTranslate: "U701" "nothing-to-translate" Translation Error
}

rule! {
    /// The file that came back cannot be read.
    ///
    /// It is a Word file (.docx) or XLIFF (.xlf, .xliff), made by `undersigned translate` or saved anew by another
    /// program. A file beyond every real document's size, or one that defines entities, is refused unread.
    NotReadable: "U702" "not-readable" Translation Error
}

rule! {
    /// The file belongs to another document, or is a translation into another language.
    ///
    /// A translator's file knows the reference of its document, its two languages, and what was sent.
    OtherDocument: "U703" "other-document" Translation Error
}

rule! {
    /// The file does not say which document it was made from.
    ///
    /// A tool has dropped the part in which that stands. The reference at the head of the file is held against the
    /// document's, and the paragraphs against the text as it is now; somebody should make sure that it is the right file.
    UnknownOrigin: "U704" "unknown-origin" Translation Warning
}

rule! {
    /// A paragraph of the source was changed after the file was made.
    ///
    /// Its translation is taken, and is one of the earlier text: `undersigned status` names it until it is translated anew.
    OlderSource: "U705" "older-source" Translation Warning
}

rule! {
    /// The source has other paragraphs than when the file was made.
    ///
    /// What was added has no translation, what was removed has no place for one, and what changed places could come into
    /// another's. `undersigned translate` makes a file of the text as it is now.
    SourceRestructured: "U706" "source-restructured" Translation Error
}

rule! {
    /// A paragraph is missing in the file that came back, or is empty.
    ///
    /// A translation has every paragraph of the text that was sent.
    ParagraphMissing: "U707" "paragraph-missing" Translation Error
}

rule! {
    /// A paragraph came back as two.
    ///
    /// Each paragraph of a translation stands for one of the text that was sent. Join the two again.
    ParagraphSplit: "U708" "paragraph-split" Translation Error
}

rule! {
    /// Two paragraphs came back as one.
    ///
    /// Each paragraph of a translation stands for one of the text that was sent. Part the two again.
    ParagraphsMerged: "U709" "paragraphs-merged" Translation Error
}

rule! {
    /// A paragraph came back that was not sent.
    ///
    /// It may be a copy, a remark, or a part of its neighbour. Only paragraphs that were sent are taken.
    ParagraphAdded: "U710" "paragraph-added" Translation Error
}

rule! {
    /// A paragraph came back twice.
    ///
    /// It is not known which of the two is meant.
    ParagraphTwice: "U711" "paragraph-twice" Translation Error
}

rule! {
    /// A paragraph came back at another place.
    ///
    /// Its text is taken for the paragraph that it belongs to: the order is that of the text that was tabled.
    ParagraphMoved: "U712" "paragraph-moved" Translation Warning
}

rule! {
    /// A paragraph has lost its bookmark, and was told by its place and its style.
    ///
    /// Somebody typed it anew rather than into the paragraph that was there. Where several neighbours have lost theirs,
    /// they are told by their order, if their number, styles and lengths agree with what was sent, and their figures do;
    /// otherwise none is taken, and that is an error. Somebody should make sure that each is the right one.
    ToldByPlace: "U713" "told-by-place" Translation Warning
}

rule! {
    /// Something that is not translated was changed in the file, and is not taken.
    ///
    /// Names, numbers, dates and fixed wording come from the input file and the facts. Whoever finds a fault in them mends
    /// it there.
    LockedChanged: "U714" "locked-changed" Translation Warning
}

rule! {
    /// A paragraph came back as it was sent.
    ///
    /// It is taken, and stands in the language of the source. `undersigned check` says the same of a translation in the
    /// input file.
    NotTranslated: "U715" "not-translated" Translation Warning
}

rule! {
    /// A paragraph has lost emphasis.
    ///
    /// What is *emphasised* or **strong** in the text that was tabled should be so in the translation too.
    EmphasisLost: "U716" "emphasis-lost" Translation Warning
}

rule! {
    /// The mark of a note is missing, or stands in another paragraph than in the text that was tabled.
    ///
    /// Without it there would be no note. In a file without real notes, `[1]` stands for the mark of note 1. The notes of a
    /// paragraph keep their order, as they are numbered by it.
    MarkLost: "U717" "mark-lost" Translation Error
}

rule! {
    /// The file holds tracked changes.
    ///
    /// It is not known whether they are meant; changes of form count too. Accept or reject them in Word, or take all of them with
    /// `--accept-changes`.
    TrackedChanges: "U718" "tracked-changes" Translation Error
}

rule! {
    /// The text was changed since it was translated.
    ///
    /// `undersigned import` remembers under `translated-from` which text a translation was made from. Translate the
    /// paragraphs that changed, or remove the key once somebody has made sure that the translation is still right.
    OutOfDate: "U719" "out-of-date" Translation Warning
}

rule! {
    /// A translated text cannot be written into the input file.
    ///
    /// The body of a document knows paragraphs, emphasis, lists and notes, and few signs are none of its own; very rarely
    /// emphasis stands where it cannot be typed.
    NotWritable: "U720" "not-writable" Translation Error
}

rule! {
    /// Some of a paragraph is struck through or hidden.
    ///
    /// Whoever looks at the page takes it for gone, and it would print. Delete it, or take the strike away.
    StruckText: "U721" "struck-text" Translation Error
}

rule! {
    /// A paragraph had another translation, which this one replaces.
    ///
    /// Somebody may have mended it by hand since the last import. `--dry-run` shows both. Where the file is as it was sent,
    /// and nothing in it is translated, it is refused.
    TranslationReplaced: "U722" "translation-replaced" Translation Info
}

rule! {
    /// The file holds something that is not taken: comments or images.
    ///
    /// A comment may be a question of the translator that somebody should answer.
    LeftOut: "U723" "left-out" Translation Info
}
