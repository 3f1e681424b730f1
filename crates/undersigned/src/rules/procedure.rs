//! Rules of Procedure. The thresholds are facts with dates (`facts/procedure.toml`); where none is known, nothing is
//! checked, and that is said.

use std::collections::BTreeSet;

use super::passage::Part;
use super::{Check, Described, Subject, finding, rule};
use crate::document::{DocumentText, Signatory};
use crate::facts::{Bound, Facts, Measure, Threshold};
use crate::{Date, Diagnostic, Kind, Rule};

rule! {
    /// How many words, signatures, delegations and political groups a document has, and what the Rules of Procedure ask.
    ///
    /// Always shown, so that nobody has to count. Words are counted by white space in the language in which the document
    /// was tabled, the lead-in with them; notes are not counted, nor are title and disclaimer. The way in which the
    /// Assembly counts is not known.
    /// Observers are neither representatives nor substitutes and count for nothing; members of no group count as
    /// signatures and delegations, and are no political group. Where no threshold of the date is known, that is said.
    Counts: "U501" "counts" Procedure Info,
    source: "Rules of Procedure of the Assembly, Rules 25 and 56",
    since: "documents of the dates of each threshold"
}

rule! {
    /// The text has more words than the Rules of Procedure allow.
    ///
    /// The limit holds for the language in which the document was tabled; a translation may be longer. This is advice:
    /// the President decides, and texts of 206 to 267 words were published.
    TooManyWords: "U502" "too-many-words" Procedure Warning,
    source: "Rules of Procedure of the Assembly, Rules 25 and 56",
    since: "documents of the dates of each threshold"
}

rule! {
    /// Fewer members have signed than the Rules of Procedure ask.
    ///
    /// Representatives and substitutes count, observers do not. A motion that a committee has adopted needs no
    /// signatures. This is advice: the President decides.
    TooFewSignatures: "U503" "too-few-signatures" Procedure Warning,
    source: "Rules of Procedure of the Assembly, Rules 25 and 56",
    since: "documents of the dates of each threshold"
}

rule! {
    /// The signatories come from fewer national delegations than the Rules of Procedure ask.
    ///
    /// Observers belong to no national delegation. This is advice: the President decides.
    TooFewDelegations: "U504" "too-few-delegations" Procedure Warning,
    source: "Rules of Procedure of the Assembly, Rules 25 and 56",
    since: "documents of the dates of each threshold"
}

rule! {
    /// The signatories belong to fewer political groups than the Rules of Procedure ask.
    ///
    /// Members of no group (NR, NI in French) are not a political group. This is advice: the President decides.
    TooFewGroups: "U505" "too-few-groups" Procedure Warning,
    source: "Rules of Procedure of the Assembly, Rule 56",
    since: "documents of the dates of each threshold"
}

/// How many words a text has by white space, with its lead-in and without.
fn words(subject: &Subject<'_>, kind: Kind, date: Date) -> Option<(usize, usize)> {
    let (text, passages) = subject.tabled().filter(|_| subject.texts_complete)?;
    let body = passages.iter().filter(|passage| matches!(passage.part, Part::Paragraph | Part::Item));
    let body: usize = body.map(|passage| passage.text.split_whitespace().count()).sum();
    Some((body + lead_in(subject.facts, text, kind, date), body))
}

fn lead_in(facts: &Facts, text: &DocumentText, kind: Kind, date: Date) -> usize {
    let words = |text: &str| text.split_whitespace().count();
    match &text.lead_in {
        Some(own) => words(&own.value),
        None => facts.wording("lead-in", kind, text.language, date).map_or(0, |entry| words(&entry.text)),
    }
}

/// Those who count: observers do not.
fn members<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = &'a Signatory> {
    subject.signatories.iter().filter(|signatory| !subject.facts.is_observer(&signatory.country.value))
}

/// How much of something a document has; `None` where not everything could be read.
fn found(subject: &Subject<'_>, measure: Measure, kind: Kind, date: Date) -> Option<usize> {
    if measure == Measure::Words {
        return words(subject, kind, date).map(|(all, _)| all);
    }
    if !subject.list_complete {
        return None;
    }
    Some(match measure {
        Measure::Words | Measure::Signatures => members(subject).count(),
        Measure::Delegations => {
            members(subject).map(|signatory| signatory.country.value.as_str()).collect::<BTreeSet<_>>().len()
        }
        Measure::Groups => {
            let counts = |key: &&str| subject.facts.group(key, date).is_some_and(|group| group.counts);
            let groups = members(subject).filter_map(|signatory| signatory.group.as_ref());
            groups.map(|group| group.value.as_str()).filter(counts).collect::<BTreeSet<_>>().len()
        }
    })
}

impl Check for Counts {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let (Some(kind), Some(date)) = (subject.kind, subject.date) else { return };
        let mut parts = Vec::new();
        let mut unknown = false;
        for measure in Measure::ALL {
            let Some(number) = found(subject, measure, kind, date) else { continue };
            let threshold = subject.facts.procedure.threshold(measure, kind, date);
            unknown |= threshold.is_none();
            let bound =
                threshold.map_or("threshold unknown".to_owned(), |threshold| threshold.bound().words());
            parts.push(format!("{number} {} ({bound})", measure.words(number)));
        }
        if parts.is_empty() {
            return;
        }
        let place = match subject.tabled() {
            Some((text, _)) => Some(text.span),
            None => subject.list,
        };
        let mut finding = finding(*self, parts.join(", ")).at(place, "");
        if unknown {
            finding = finding.help(format!(
                "no threshold of {date} is known where none is shown: nothing was checked there"
            ));
        }
        findings.push(finding);
    }
}

/// Reports a number that does not keep to the threshold of the date.
fn check_bound(
    subject: &Subject<'_>,
    rule: impl Described,
    measure: Measure,
    findings: &mut Vec<Diagnostic>,
) {
    let (Some(kind), Some(date)) = (subject.kind, subject.date) else { return };
    let Some(number) = found(subject, measure, kind, date) else { return };
    let Some(threshold) = subject.facts.procedure.threshold(measure, kind, date) else { return };
    if threshold.bound().holds(number) {
        return;
    }
    let (what, bound) = (measure.words(number), threshold.bound().words());
    let message = match (measure, words(subject, kind, date)) {
        (Measure::Words, Some((all, body))) if body < all => {
            format!("the text has {all} words, {body} without its lead-in; {} allows {bound}", threshold.rule)
        }
        (Measure::Words, _) => format!("the text has {number} {what}; {} allows {bound}", threshold.rule),
        (Measure::Signatures, _) => {
            let count = if number == 1 { "counts" } else { "count" };
            format!("{number} {what} {count}; {} asks for {bound}", threshold.rule)
        }
        _ => format!("the signatures come from {number} {what}; {} asks for {bound}", threshold.rule),
    };
    let place = match measure {
        Measure::Words => subject.tabled().map(|(text, _)| text.span),
        _ => subject.list,
    };
    findings.push(finding(rule, message).at(place, "").help(help(threshold)));
}

fn help(threshold: &Threshold) -> String {
    let unless = threshold.unless.as_ref().map(|unless| format!(", unless {unless}")).unwrap_or_default();
    let counted = match (threshold.measure, threshold.bound()) {
        (Measure::Words, Bound::AtMost(_)) => ", and how the Assembly counts words is not known",
        _ => "",
    };
    format!("advice{unless}: the President decides{counted} ({})", threshold.source)
}

impl Check for TooManyWords {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        check_bound(subject, *self, Measure::Words, findings);
    }
}

impl Check for TooFewSignatures {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        check_bound(subject, *self, Measure::Signatures, findings);
    }
}

impl Check for TooFewDelegations {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        check_bound(subject, *self, Measure::Delegations, findings);
    }
}

impl Check for TooFewGroups {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        check_bound(subject, *self, Measure::Groups, findings);
    }
}

rule! {
    /// No signature may be added to this kind of document.
    ///
    /// A written declaration is published again with all names when signatures are added until the end of the next
    /// part-session; a motion never is. Nor may a signature be withdrawn from either.
    NoAdditions: "U506" "no-additions" Procedure Error,
    source: "Rules of Procedure of the Assembly, edition of January 2023, Rules 25 and 56",
    since: "2023-01-01"
}

rule! {
    /// A new edition would be the same as the last one.
    ///
    /// A document is published again when signatures were added; everybody who is to be added has signed already.
    NothingToAdd: "U507" "nothing-to-add" Procedure Error,
    source: "Rules of Procedure of the Assembly, edition of January 2023, Rule 56",
    since: "2023-01-01"
}

/// The thresholds that a rule compares with, in words.
pub(crate) fn thresholds(rule: &Rule, facts: &Facts) -> Vec<String> {
    let of = |described: &Rule| rule.code == described.code;
    let measures: &[Measure] = match () {
        () if of(&Counts::RULE) => &Measure::ALL,
        () if of(&TooManyWords::RULE) => &[Measure::Words],
        () if of(&TooFewSignatures::RULE) => &[Measure::Signatures],
        () if of(&TooFewDelegations::RULE) => &[Measure::Delegations],
        () if of(&TooFewGroups::RULE) => &[Measure::Groups],
        () => &[],
    };
    let known = facts.procedure.thresholds.iter().filter(|threshold| measures.contains(&threshold.measure));
    let words = |threshold: &Threshold| {
        let kinds: Vec<&str> = threshold.kinds.iter().map(|kind| kind.name()).collect();
        let period = match (threshold.from, threshold.to) {
            (Some(from), Some(to)) => format!("from {from} to {to}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("until {to}"),
            (None, None) => "at any time".to_owned(),
        };
        let unless = threshold.unless.as_ref().map(|unless| format!(", unless {unless}")).unwrap_or_default();
        let bound = match threshold.bound() {
            Bound::AtLeast(0) => format!("no number of {} asked for", threshold.measure.words(0)),
            bound @ (Bound::AtMost(number) | Bound::AtLeast(number)) => {
                format!("{} {}", bound.words(), threshold.measure.words(number))
            }
        };
        format!("{}, {period}: {bound}{unless} ({}; {})", kinds.join(", "), threshold.rule, threshold.source)
    };
    known.map(words).collect()
}
