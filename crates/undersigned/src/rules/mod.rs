//! The rules. Each is a type whose doc comment is its documentation; those that look at a whole document implement
//! [`Check`], the others are found while the input is read.

pub(crate) mod body;
pub(crate) mod file;
pub(crate) mod keys;
pub(crate) mod languages;
pub(crate) mod pages;
pub(crate) mod procedure;
pub(crate) mod profile;
pub(crate) mod signatories;
pub(crate) mod text;
pub(crate) mod translation;

mod comparison;
mod mentions;
mod passage;
mod spelling;
mod subject;

pub(crate) use self::passage::Passage;
pub(crate) use self::signatories::identity;
pub(crate) use self::subject::{Subject, all_passages};
use crate::{Diagnostic, Rule};

/// What is known of a rule: the macro [`rule!`] writes it from the type's doc comment.
pub(crate) trait Described {
    /// The rule as data.
    const RULE: Rule;
}

/// The data of a rule, for good.
pub(crate) const fn rule_of<R: Described>() -> Rule {
    R::RULE
}

/// A finding of a rule.
pub(crate) fn finding<R: Described>(_: R, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(const { &R::RULE }, message)
}

/// A rule that looks at a document as a whole.
pub(crate) trait Check: Sync {
    /// Adds what it finds.
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>);
}

/// What makes a document unfit to be printed, whatever its language. The readers run these.
const SOUNDNESS: &[&dyn Check] = &[
    &signatories::CountryNotInUse,
    &signatories::GroupNotInUse,
    &signatories::SignedTwice,
    &signatories::ObserverWithGroup,
];

/// What a document may be printed with. What one language lacks is found while it is resolved.
const ADVICE: &[&dyn Check] = &[
    &signatories::PerhapsSignedTwice,
    &signatories::GroupOfAnotherLanguage,
    &signatories::LowerCaseName,
    &signatories::OtherOrder,
    &signatories::WithoutGroup,
    &text::TitleFullStop,
    &text::CommentBehindTitle,
    &text::MarkInTitle,
    &text::LooksLikeList,
    &text::MixedQuotationMarks,
    &text::DoubleSpace,
    &text::NumberParted,
    &text::LaterDeclaration,
    &text::FutureDate,
    &languages::PartsDiffer,
    &languages::NumberDiffers,
    &languages::ReferenceDiffers,
    &languages::DateDiffers,
    &languages::NameDiffers,
    &procedure::Counts,
    &procedure::TooManyWords,
    &procedure::TooFewSignatures,
    &procedure::TooFewDelegations,
    &procedure::TooFewGroups,
    &pages::MissingLetter,
];

/// What makes a document unfit to be printed.
pub(crate) fn soundness(subject: &Subject<'_>) -> Vec<Diagnostic> {
    run(SOUNDNESS, subject)
}

/// What should be looked at.
pub(crate) fn advice(subject: &Subject<'_>) -> Vec<Diagnostic> {
    run(ADVICE, subject)
}

fn run(rules: &[&dyn Check], subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in rules {
        rule.check(subject, &mut findings);
    }
    findings
}

/// Declares a rule: its type and its data, with the doc comment as documentation.
macro_rules! rule {
    (
        $(#[doc = $doc:literal])+
        $name:ident: $code:literal $slug:literal $area:ident $severity:ident
        $(, source: $source:literal)? $(, since: $since:literal)?
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct $name;

        impl $crate::rules::Described for $name {
            const RULE: $crate::Rule = $crate::Rule {
                code: $code,
                name: $slug,
                area: $crate::Area::$area,
                severity: $crate::Severity::$severity,
                documentation: concat!($($doc, "\n"),+),
                source: $crate::rules::optional(&[$($source)?]),
                since: $crate::rules::optional(&[$($since)?]),
            };
        }
    };
}
pub(crate) use rule;

const fn optional(given: &[&'static str]) -> Option<&'static str> {
    match given {
        [text] => Some(text),
        _ => None,
    }
}

macro_rules! all {
    ($($rule:path),+ $(,)?) => {
        /// Every rule, in the order of the codes.
        pub(crate) const ALL: &[&Rule] = &[$(&<$rule as Described>::RULE),+];
    };
}

all![
    file::NotText,
    file::Syntax,
    file::TooLarge,
    file::ListUnreadable,
    file::NotRewritable,
    file::CutShort,
    keys::EmptyFile,
    keys::UnknownKey,
    keys::MissingKey,
    keys::RepeatedKey,
    keys::WrongShape,
    keys::EmptyValue,
    keys::NotANumber,
    keys::NotADate,
    keys::UnknownKind,
    keys::UnknownLanguage,
    keys::NumberOfAMotion,
    keys::EditionNotLater,
    keys::TooLong,
    keys::UnprintableCharacter,
    keys::TooMany,
    body::NotInTheBody,
    body::ListInParagraph,
    body::ItemNumber,
    body::ItemShape,
    body::NoteAndMark,
    signatories::UnknownCountry,
    signatories::UnknownGroup,
    signatories::CountryNotInUse,
    signatories::GroupNotInUse,
    signatories::NameNotUnderstood,
    signatories::Incomplete,
    signatories::NobodySigned,
    signatories::SignedTwice,
    signatories::ObserverWithGroup,
    signatories::ListColumns,
    signatories::ListRow,
    signatories::PerhapsSignedTwice,
    signatories::GroupOfAnotherLanguage,
    signatories::LowerCaseName,
    signatories::OtherOrder,
    signatories::WithoutGroup,
    text::EmptyTitle,
    text::TitleFullStop,
    text::MixedQuotationMarks,
    text::DoubleSpace,
    text::NumberParted,
    text::LaterDeclaration,
    text::FutureDate,
    text::CommentBehindTitle,
    text::MarkInTitle,
    text::LooksLikeList,
    languages::MissingWording,
    languages::NoNameInLanguage,
    languages::NoSuchText,
    languages::PartsDiffer,
    languages::NumberDiffers,
    languages::ReferenceDiffers,
    languages::DateDiffers,
    languages::NameDiffers,
    languages::UnconfirmedWording,
    procedure::Counts,
    procedure::TooManyWords,
    procedure::TooFewSignatures,
    procedure::TooFewDelegations,
    procedure::TooFewGroups,
    procedure::NoAdditions,
    procedure::NothingToAdd,
    pages::BodyBeyondOnePage,
    pages::MissingLetter,
    pages::CannotBeSet,
    translation::NothingToTranslate,
    translation::NotReadable,
    translation::OtherDocument,
    translation::UnknownOrigin,
    translation::OlderSource,
    translation::SourceRestructured,
    translation::ParagraphMissing,
    translation::ParagraphSplit,
    translation::ParagraphsMerged,
    translation::ParagraphAdded,
    translation::ParagraphTwice,
    translation::ParagraphMoved,
    translation::ToldByPlace,
    translation::LockedChanged,
    translation::NotTranslated,
    translation::EmphasisLost,
    translation::MarkLost,
    translation::TrackedChanges,
    translation::OutOfDate,
    translation::NotWritable,
    translation::StruckText,
    translation::TranslationReplaced,
    translation::LeftOut,
    profile::UnusableFile,
    profile::UnusableImage,
    profile::UnusableWording,
    profile::UnusableTemplate,
    profile::UnreadFile,
    profile::DistortedImage,
    profile::NamelessCountry,
];

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::{Area, Severity};

    #[test]
    fn codes_and_names_are_unique_and_the_codes_stand_in_order() {
        for pair in ALL.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].code, pair[1].code);
            assert!(pair[0].area <= pair[1].area, "{}", pair[1].code);
        }
        for (index, rule) in ALL.iter().enumerate() {
            assert!(!ALL[..index].iter().any(|other| other.name == rule.name), "{}", rule.name);
            assert!(rule.code.len() == 4 && rule.code.starts_with('U'), "{}", rule.code);
        }
    }

    #[test]
    fn every_rule_says_what_it_finds_and_what_to_do() {
        for rule in ALL {
            assert!(
                rule.documentation.contains("\n \n") || rule.documentation.contains("\n\n"),
                "{}",
                rule.code
            );
            assert!(rule.summary().ends_with('.'), "{}: {}", rule.code, rule.summary());
        }
    }

    #[test]
    fn the_rules_of_procedure_are_advice_but_for_those_on_a_new_edition() {
        for rule in ALL.iter().filter(|rule| rule.area == Area::Procedure) {
            assert!(rule.severity < Severity::Error || rule.code > "U505", "{}", rule.code);
            assert!(rule.source.is_some() && rule.since.is_some(), "{}", rule.code);
        }
    }
}
