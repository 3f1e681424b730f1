//! What the facts say against a document: duplicates, names that were not in use on its date, wording that is missing.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::document::{DocumentText, Kind, Signatory};
use crate::facts::Facts;
use crate::{Date, Diagnostic};

/// Checks what does not depend on the language: whether every country and group was in use on the date.
pub(crate) fn check(
    facts: &Facts,
    kind: Kind,
    date: Date,
    texts: &[DocumentText],
    signatories: &[Signatory],
    faults: &mut Vec<Diagnostic>,
) {
    check_twice(signatories, faults);
    for signatory in signatories {
        let country = &signatory.country;
        if let (Some(group), true) = (&signatory.group, facts.is_observer(&country.value)) {
            let fault = Diagnostic::error("an observer has no group").at(group.span, "");
            faults.push(fault.at(country.span, "an observer").help("remove the group"));
        }
        if facts.country(&country.value, date).is_none()
            && let Some(known) = facts.any_country(&country.value)
        {
            let name = known.name.values().next().map_or("", String::as_str);
            let message = format!("documents of {date} print no `{name}`{}", period(known.from, known.to));
            let fault = Diagnostic::error(message).at(country.span, "");
            faults.push(fault.help("check the date of the document and the country"));
        }
        let Some(group) = &signatory.group else { continue };
        if facts.group(&group.value, date).is_none()
            && let Some(known) = facts.any_group(&group.value)
        {
            let code = known.code.values().next().map_or("", String::as_str);
            let message =
                format!("documents of {date} print no group `{code}`{}", period(known.from, known.to));
            let fault = Diagnostic::error(message).at(group.span, "");
            faults.push(fault.help("check the date of the document and the group on the day of signing"));
        }
    }
    // A file with other faults is not resolved; what would fail then is said with them.
    if !faults.is_empty() {
        for text in texts {
            check_language(facts, kind, date, text, signatories, faults);
        }
    }
}

/// Nobody signs twice: the total would be wrong.
fn check_twice(signatories: &[Signatory], faults: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for signatory in signatories {
        let fold = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let who = (fold(&signatory.surname), fold(&signatory.given), signatory.country.value.as_str());
        match seen.entry(who) {
            Entry::Vacant(entry) => drop(entry.insert(signatory.span)),
            Entry::Occupied(entry) => {
                let name = format!("{} {}", signatory.surname, signatory.given);
                let fault = Diagnostic::error(format!("`{}` has signed twice", name.trim()))
                    .at(signatory.span, "again")
                    .at(*entry.get(), "first");
                faults.push(fault.help("remove one of the two"));
            }
        }
    }
}

fn period(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!(": it is known from {from} to {to}"),
        (Some(from), None) => format!(": it is known from {from}"),
        (None, Some(to)) => format!(": it is known until {to}"),
        (None, None) => String::new(),
    }
}

/// Checks what one language needs: its fixed wording, and the codes of the groups.
pub(super) fn check_language(
    facts: &Facts,
    kind: Kind,
    date: Date,
    text: &DocumentText,
    signatories: &[Signatory],
    faults: &mut Vec<Diagnostic>,
) {
    let language = text.language;
    for (part, own, key) in
        [("disclaimer", &text.disclaimer, "disclaimer"), ("lead-in", &text.lead_in, "lead-in")]
    {
        let missing =
            facts.wording(part, kind, language, date).is_none() && facts.is_worded(part, kind, date);
        if own.is_none() && missing {
            let message = format!("no {part} is known for a {} in `{language}` of {date}", kind.name());
            let help =
                format!("write the wording as `{key}: …` under `{language}:`; `{key}: \"\"` leaves it out");
            faults.push(Diagnostic::error(message).at(text.span, "").help(help));
        }
    }
    for signatory in signatories {
        let country = &signatory.country;
        if facts.country(&country.value, date).is_some_and(|entry| !entry.name.contains_key(&language)) {
            let message =
                format!("the country `{}` has no name in `{language}` that is known", country.value);
            let help = "add it to facts/countries.toml in a profile of your own (`--profile`)";
            faults.push(Diagnostic::error(message).at(country.span, "").help(help));
        }
        let Some(group) = &signatory.group else { continue };
        if let Some(entry) = facts.group(&group.value, date)
            && !(entry.code.contains_key(&language) && entry.name.contains_key(&language))
        {
            let code = entry.code.values().next().map_or("", String::as_str);
            let message = format!("the group `{code}` has no code and name in `{language}` that is known");
            let help = "add them to facts/groups.toml in a profile of your own (`--profile`)";
            let fault = Diagnostic::error(message).at(group.span, "").help(help);
            // Once for the group, not for each of its members.
            if !faults.iter().any(|known| known.message == fault.message) {
                faults.push(fault);
            }
        }
    }
}
