//! Rules for the texts in two languages against one another, and for the fixed wording of each.

use super::comparison::{COMPARE, Side, pairs};
use super::mentions::What;
use super::passage::{Part, Passage};
use super::{Check, Subject, finding, rule};
use crate::document::{BodyBlock, DocumentText, Kind, Signatory};
use crate::facts::Facts;
use crate::{Date, Diagnostic, Language};

rule! {
    /// No fixed wording is known for this kind of document in this language on this date.
    ///
    /// Wording that was never seen is not invented. The French disclaimer of written declarations from 2025 on is such
    /// a one: the text brings its own, `disclaimer: …`, or leaves it out with an empty one.
    MissingWording: "U401" "missing-wording" Languages Error
}

rule! {
    /// A country or a political group has no name in the language that is known.
    ///
    /// A profile of your own (`--profile`) can add it to the facts.
    NoNameInLanguage: "U402" "no-name-in-language" Languages Error
}

rule! {
    /// The document has no text in the language that is asked for.
    ///
    /// `--lang` chooses among the languages under `text`.
    NoSuchText: "U403" "no-such-text" Languages Error
}

rule! {
    /// The texts in two languages have not the same number of paragraphs, lists, items or notes.
    ///
    /// A translation keeps the paragraphs of the text that was tabled. The place shown is the passage that most likely has
    /// no counterpart, told by its length.
    PartsDiffer: "U404" "parts-differ" Languages Warning
}

rule! {
    /// A number stands in one language and not in the other.
    ///
    /// Figures are compared passage by passage, however their thousands and decimals are parted; a number up to twenty may
    /// also be written in words.
    NumberDiffers: "U405" "number-differs" Languages Warning
}

rule! {
    /// A document of the Assembly is cited in one language and not in the other.
    ///
    /// Declarations (`No. 638`), documents (`Doc. 16229`), resolutions and recommendations are compared by number.
    ReferenceDiffers: "U406" "reference-differs" Languages Warning
}

rule! {
    /// A date stands in one language and not in the other.
    ///
    /// Dates in words are compared: `1 January 2026` and `1er janvier 2026` are the same.
    DateDiffers: "U407" "date-differs" Languages Warning
}

rule! {
    /// A name stands in one language and not in the other, or is spelt otherwise there.
    ///
    /// Names of persons and places are told by their capital. Names of countries, institutions and nationalities are
    /// translated and not compared; nor are names that are known to be written otherwise, such as Geneva and Genève.
    NameDiffers: "U408" "name-differs" Languages Warning
}

rule! {
    /// The document relies on a wording or a name that was not seen in a published document.
    ///
    /// The facts mark such an entry as assumed. It prints; somebody should confirm it before the document goes out.
    UnconfirmedWording: "U409" "unconfirmed-wording" Languages Info
}

/// What one language needs and the facts do not hold: its fixed wording, and the names of those who signed.
pub(crate) fn missing(
    facts: &Facts,
    kind: Kind,
    date: Date,
    text: &DocumentText,
    signatories: &[Signatory],
) -> Vec<Diagnostic> {
    let language = text.language;
    let mut findings = Vec::new();
    for (part, own) in [("disclaimer", &text.disclaimer), ("lead-in", &text.lead_in)] {
        let unknown =
            facts.wording(part, kind, language, date).is_none() && facts.is_worded(part, kind, date);
        if own.is_none() && unknown {
            let message = format!("no {part} is known for a {} in `{language}` of {date}", kind.name());
            let help = format!(
                "write the wording as `{part}: …` under `{language}:`; `{part}: \"\"` leaves it out; `--lang` makes the \
                 other languages alone"
            );
            findings.push(finding(MissingWording, message).at(text.span, "").help(help));
        }
    }
    findings.extend(nameless(facts, date, language, signatories));
    findings
}

/// The countries and groups of a list that have no name in a language.
pub(crate) fn nameless(
    facts: &Facts,
    date: Date,
    language: Language,
    signatories: &[Signatory],
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut nameless: Vec<&str> = Vec::new();
    for signatory in signatories {
        let country = &signatory.country;
        if facts.country(&country.value, date).is_some_and(|entry| !entry.name.contains_key(&language))
            && !nameless.contains(&country.value.as_str())
        {
            // Once for the country, not for each of its members.
            nameless.push(&country.value);
            let message =
                format!("the country `{}` has no name in `{language}` that is known", country.value);
            let help = "add it to facts/countries.toml in a profile of your own (`--profile`)";
            findings.push(finding(NoNameInLanguage, message).at(country.span, "").help(help));
        }
        let Some(group) = &signatory.group else { continue };
        if let Some(entry) = facts.group(&group.value, date)
            && !(entry.code.contains_key(&language) && entry.name.contains_key(&language))
            && !nameless.contains(&group.value.as_str())
        {
            nameless.push(&group.value);
            let code = entry.code.values().next().map_or("", String::as_str);
            let message = format!("the group `{code}` has no code and name in `{language}` that is known");
            let help = "add them to facts/groups.toml in a profile of your own (`--profile`)";
            findings.push(finding(NoNameInLanguage, message).at(group.span, "").help(help));
        }
    }
    findings
}

/// How many parts of a sort a text has.
type CountOf = fn(&Side<'_>) -> usize;

impl Check for PartsDiffer {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for pair in pairs(subject) {
            let counts: [(&str, Part, CountOf); 4] = [
                ("paragraphs", Part::Paragraph, |side| count(side.passages, Part::Paragraph)),
                ("lists", Part::Item, |side| lists(&side.text.body.blocks)),
                ("items in its lists", Part::Item, |side| count(side.passages, Part::Item)),
                ("notes", Part::Note, |side| side.text.body.notes.len()),
            ];
            for (what, part, count) in counts {
                let (own, other) = (count(&pair.tabled), count(&pair.translation));
                if own == other {
                    continue;
                }
                let (tabled, translation) = (pair.tabled.text.language, pair.translation.text.language);
                let message = format!("the text in `{translation}` has {other} {what}, in `{tabled}` {own}");
                let alone = pair.without_counterpart(part, own > other);
                let (longer, shorter) = match own > other {
                    true => (&pair.tabled, &pair.translation),
                    false => (&pair.translation, &pair.tabled),
                };
                findings.push(
                    finding(*self, message)
                        .at(alone.unwrap_or(longer.text.body.span), "this seems to have no counterpart")
                        .at(shorter.text.span, format!("the text in `{}`", shorter.text.language))
                        .help("a translation keeps the paragraphs of the text that was tabled"),
                );
                // A list more has items more; once is enough.
                if what == "lists" {
                    break;
                }
            }
        }
    }
}

fn count(passages: &[Passage<'_>], part: Part) -> usize {
    passages.iter().filter(|passage| passage.part == part).count()
}

fn lists(blocks: &[BodyBlock]) -> usize {
    let of_block = |block: &BodyBlock| match block {
        BodyBlock::Paragraph(_) => 0,
        BodyBlock::List { items, .. } => 1 + items.iter().map(|item| lists(item)).sum::<usize>(),
    };
    blocks.iter().map(of_block).sum()
}

impl Check for NumberDiffers {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for pair in pairs(subject) {
            pair.compare(subject.facts, |what| what == What::Number, &mut |difference| {
                findings.push(difference.finding(*self, COMPARE));
            });
        }
    }
}

impl Check for ReferenceDiffers {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for pair in pairs(subject) {
            pair.compare(subject.facts, |what| matches!(what, What::Reference(..)), &mut |difference| {
                findings.push(difference.finding(*self, COMPARE));
            });
        }
    }
}

impl Check for DateDiffers {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for pair in pairs(subject) {
            pair.compare(subject.facts, |what| matches!(what, What::Date { .. }), &mut |difference| {
                findings.push(difference.finding(*self, COMPARE));
            });
        }
    }
}

impl Check for NameDiffers {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for pair in pairs(subject) {
            pair.compare_names(subject.facts, &mut |difference, help| {
                findings.push(difference.finding(*self, help))
            });
        }
    }
}
