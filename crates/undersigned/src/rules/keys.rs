//! Rules for the keys of the input format and the form of their values.

use super::rule;

rule! {
    /// The file holds nothing.
    ///
    /// `undersigned new` writes a file to start from.
    EmptyFile: "U010" "empty-file" Keys Error
}

rule! {
    /// The input format has no such key here.
    ///
    /// A misspelt key would otherwise be passed over in silence, and what it holds would be missing in print. Where the
    /// key differs from a known one in capitals, hyphens or spaces alone, the mend is certain.
    UnknownKey: "U011" "unknown-key" Keys Error
}

rule! {
    /// A key is missing without which there is no document.
    ///
    /// Every document has `kind`, `doc`, `date`, `text` and `signatories`; a written declaration has its `number`
    /// besides, a text its `title` and `body`, an edition its `number` and the date `originally-tabled`.
    MissingKey: "U012" "missing-key" Keys Error
}

rule! {
    /// The same key stands twice in one place.
    ///
    /// Which of the two was meant cannot be known.
    RepeatedKey: "U013" "repeated-key" Keys Error
}

rule! {
    /// A value has the wrong form, such as a list where a text belongs.
    ///
    /// `undersigned schema` prints the form of every value; an editor that knows it completes and checks while you type.
    WrongShape: "U014" "wrong-shape" Keys Error
}

rule! {
    /// A key has no value.
    ///
    /// Write its value. Only `disclaimer` and `lead-in` may be empty: that leaves the wording out.
    EmptyValue: "U015" "empty-value" Keys Error
}

rule! {
    /// A number is no whole number, or lies outside its bounds.
    ///
    /// Numbers are written in figures alone: `doc: 16229`, `number: 818`.
    NotANumber: "U016" "not-a-number" Keys Error
}

rule! {
    /// A date is not written as year, month and day, or the calendar has no such day.
    ///
    /// A date is written as `2025-08-19`. Where it is written otherwise and means one day only, such as `19 August
    /// 2025` or `2025-8-19`, the mend is certain; `08/09/2025` may be two days.
    NotADate: "U017" "not-a-date" Keys Error
}

rule! {
    /// There is no such kind of document.
    ///
    /// The kinds are `written-declaration`, `motion-for-resolution` and `motion-for-recommendation`.
    UnknownKind: "U018" "unknown-kind" Keys Error
}

rule! {
    /// The language is none in which documents are printed, or the document has no text in it.
    ///
    /// Documents are printed in English (`en`) and French (`fr`), or in the languages of a profile of one's own.
    /// `tabled-in` is one of the languages under `text`.
    UnknownLanguage: "U019" "unknown-language" Keys Error
}

rule! {
    /// A motion has a `number`.
    ///
    /// Only written declarations are numbered; a motion is cited by the number of its document.
    NumberOfAMotion: "U020" "number-of-a-motion" Keys Error
}

rule! {
    /// A new edition is not later than the day on which the document was first tabled.
    ///
    /// `date` is the day of the new edition, `originally-tabled` that of the first one. `undersigned reissue` writes
    /// both.
    EditionNotLater: "U021" "edition-not-later" Keys Error
}

rule! {
    /// A value is longer than any that can be printed well.
    ///
    /// The bounds are far over every real document; a value beyond them is most often a wrong file or two texts run
    /// together.
    TooLong: "U022" "too-long" Keys Error
}

rule! {
    /// A character cannot be printed: it is invisible, turns the direction of the text, or stands for nothing.
    ///
    /// Such characters come with a copy from a web page or a PDF. Soft hyphens, zero-width spaces and control
    /// characters are removed by hand, because somebody must see what belongs there.
    UnprintableCharacter: "U023" "unprintable-character" Keys Error
}

rule! {
    /// There are more signatories, paragraphs, notes or words than in any document.
    ///
    /// The bounds are far over every real document: 20,000 signatories, and a body of 30,000 words, 4,000 paragraphs, 500
    /// items in a list and 500 notes. What is beyond them is not looked at, so that a wrong file takes no minutes.
    TooMany: "U024" "too-many" Keys Error
}
