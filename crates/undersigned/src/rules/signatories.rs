//! Rules for those who signed.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::spelling::{folded, folded_words};
use super::{Check, Subject, finding, rule};
use crate::document::Signatory;
use crate::facts::nearest;
use crate::resolve::print_order;
use crate::{Date, Diagnostic, Span};

rule! {
    /// No country has this name or code.
    ///
    /// A country is named in English or French, as documents of any time named it, or by its ISO code of two letters.
    UnknownCountry: "U201" "unknown-country" Signatories Error
}

rule! {
    /// No political group has this code.
    ///
    /// A group is named by its code in English or French, as documents of any time printed it. A member of no group is
    /// `NR` (`NI` in French); an observer has no group at all.
    UnknownGroup: "U202" "unknown-group" Signatories Error
}

rule! {
    /// No document of this date prints the country.
    ///
    /// The facts know from which documents on, and until which, a country sends members.
    CountryNotInUse: "U203" "country-not-in-use" Signatories Error
}

rule! {
    /// No document of this date prints the political group.
    ///
    /// Groups come, go and change their codes: FDG was UEL's French code until 2017, LDR came before ALDE. What counts
    /// is the group on the day of signing.
    GroupNotInUse: "U204" "group-not-in-use" Signatories Error
}

rule! {
    /// Surname and given name cannot be told apart.
    ///
    /// In a line the surname comes first and in capitals: `van de VEN Mart`. Where that is not so, the parts are given
    /// apart: `{ surname: …, given: …, country: …, group: … }`.
    NameNotUnderstood: "U205" "name-not-understood" Signatories Error
}

rule! {
    /// An entry lacks a part, or has one too many.
    ///
    /// A line is `SURNAME Given, Country, GROUP`; an observer's ends with the country. In a mapping `surname` and
    /// `country` must be there.
    Incomplete: "U206" "incomplete-entry" Signatories Error
}

rule! {
    /// The list of signatories is empty.
    ///
    /// A document of this sort is signed; the initiator stands first.
    NobodySigned: "U207" "nobody-signed" Signatories Error
}

rule! {
    /// The same member is listed twice.
    ///
    /// The total would be wrong. Two entries are the same when surname, given name and country agree, accents, capitals,
    /// hyphens and apostrophes aside. Two members of the same name are told apart as the printed lists do: by a further
    /// initial.
    SignedTwice: "U208" "signed-twice" Signatories Error
}

rule! {
    /// An observer has a political group.
    ///
    /// Observers (Canada, Israel, Mexico) belong to no political group of the Assembly, and print without one.
    ObserverWithGroup: "U209" "observer-with-group" Signatories Error
}

rule! {
    /// The first row of a list does not name its columns.
    ///
    /// A CSV or TSV list begins with the names of its columns: `surname`, `given`, `honorific`, `country`, `group`, in any
    /// order; `surname` and `country` must be there.
    ListColumns: "U210" "list-columns" Signatories Error
}

rule! {
    /// A row of a list has too many cells or too few, or cannot be read.
    ///
    /// A cell that holds the sign between the cells stands between quotation marks.
    ListRow: "U211" "list-row" Signatories Error
}

rule! {
    /// Two entries are the same but for the order of the names.
    ///
    /// `MARTIN Paul` and `PAUL Martin` of one country may be one member whose names were exchanged once. They may also be
    /// two; so this is a warning.
    PerhapsSignedTwice: "U212" "perhaps-signed-twice" Signatories Warning
}

rule! {
    /// The code of a group belongs to a language in which the document has no text.
    ///
    /// The code is understood, and prints in the document's own language; but a list with the codes of another language
    /// was often made for another document.
    GroupOfAnotherLanguage: "U213" "group-of-another-language" Signatories Warning
}

rule! {
    /// A name is typed all in lower case.
    ///
    /// Names print as they are typed: a program that writes capitals spoils İ and ß. In a line such a name is
    /// not understood at all (U205).
    LowerCaseName: "U214" "lower-case-name" Signatories Warning
}

rule! {
    /// The list prints in another order than it is typed in.
    ///
    /// The initiator prints first, the others by surname from its first word in capitals on, accents, hyphens and
    /// apostrophes aside. Nothing need be done; whoever compares the print with a list on paper should know.
    OtherOrder: "U215" "other-order" Signatories Info
}

rule! {
    /// A member is listed without a political group.
    ///
    /// Only observers have none; a member of no group is `NR` (`NI` in French). Published lists have such entries, so this
    /// is no error.
    WithoutGroup: "U216" "without-group" Signatories Info
}

/// The dates between which something is known, in words.
fn period(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!(": it is known from {from} to {to}"),
        (Some(from), None) => format!(": it is known from {from}"),
        (None, Some(to)) => format!(": it is known until {to}"),
        (None, None) => String::new(),
    }
}

/// The documents of a date; the latest of all stands for now.
fn documents_of(date: Date) -> String {
    if date == Date::LATEST { "documents of the present".to_owned() } else { format!("documents of {date}") }
}

impl Check for CountryNotInUse {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(date) = subject.date else { return };
        let facts = subject.facts;
        // What comes near to a name takes long to find, and a whole list may have the same.
        let mut helps: BTreeMap<&str, String> = BTreeMap::new();
        for signatory in subject.signatories {
            let country = &signatory.country;
            if facts.country(&country.value, date).is_some() {
                continue;
            }
            let Some(known) = facts.any_country(&country.value) else { continue };
            let name = known.name.values().next().map_or("", String::as_str);
            let message = format!("{} print no `{name}`{}", documents_of(date), period(known.from, known.to));
            let help = helps.entry(name).or_insert_with(|| {
                let others =
                    facts.countries_on(date).flat_map(|country| country.name.values().map(String::as_str));
                match nearest(name, others) {
                    Some(near) => format!("did you mean `{near}`? If not, check the date of the document"),
                    None => "check the date of the document and the country".to_owned(),
                }
            });
            findings.push(finding(*self, message).at(country.span, "").help(help.as_str()));
        }
    }
}

impl Check for GroupNotInUse {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(date) = subject.date else { return };
        let facts = subject.facts;
        let mut helps: BTreeMap<&str, String> = BTreeMap::new();
        for signatory in subject.signatories {
            let Some(group) = &signatory.group else { continue };
            if facts.group(&group.value, date).is_some() {
                continue;
            }
            let Some(known) = facts.any_group(&group.value) else { continue };
            let code = known.code.values().next().map_or("", String::as_str);
            let message =
                format!("{} print no group `{code}`{}", documents_of(date), period(known.from, known.to));
            let help = helps.entry(&signatory.group_typed).or_insert_with(|| {
                let others = facts.groups_on(date).flat_map(|group| group.code.values().map(String::as_str));
                match nearest(&signatory.group_typed, others) {
                    Some(near) => {
                        format!("did you mean `{near}`? What counts is the group on the day of signing")
                    }
                    None => "check the date of the document and the group on the day of signing".to_owned(),
                }
            });
            findings.push(finding(*self, message).at(group.span, "").help(help.as_str()));
        }
    }
}

impl Check for ObserverWithGroup {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for signatory in subject.signatories {
            let country = &signatory.country;
            if let (Some(group), true) = (&signatory.group, subject.facts.is_observer(&country.value)) {
                let finding = finding(*self, "an observer has no group").at(group.span, "");
                findings.push(finding.at(country.span, "an observer").help("remove the group"));
            }
        }
    }
}

/// Whoever is the same in all of these is the same member.
pub(crate) fn identity(signatory: &Signatory) -> (String, String, &str) {
    (folded(&signatory.surname), folded(&signatory.given), &signatory.country.value)
}

/// The same, with the order of the names aside.
fn identity_in_any_order(signatory: &Signatory) -> (String, &str) {
    let mut words = folded_words(&signatory.surname);
    words.extend(folded_words(&signatory.given));
    words.sort();
    (words.join(" "), &signatory.country.value)
}

impl Check for SignedTwice {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut seen: BTreeMap<_, &Signatory> = BTreeMap::new();
        for signatory in subject.signatories {
            match seen.entry(identity(signatory)) {
                Entry::Vacant(place) => {
                    place.insert(signatory);
                }
                Entry::Occupied(first) => {
                    let finding = finding(*self, format!("`{}` has signed twice", signatory.name()))
                        .at(signatory.span, "again")
                        .at(first.get().span, "first");
                    let help = "remove one of the two; two members of one name are told apart by an initial";
                    findings.push(finding.help(help));
                }
            }
        }
    }
}

impl Check for PerhapsSignedTwice {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let mut seen: BTreeMap<_, &Signatory> = BTreeMap::new();
        for signatory in subject.signatories {
            let first = match seen.entry(identity_in_any_order(signatory)) {
                Entry::Occupied(first) => *first.get(),
                Entry::Vacant(place) => {
                    place.insert(signatory);
                    continue;
                }
            };
            if identity(first) != identity(signatory) {
                let (name, other) = (signatory.name(), first.name());
                let finding = finding(*self, format!("`{name}` and `{other}` may be the same member"))
                    .at(signatory.span, "the same names")
                    .at(first.span, "in another order");
                findings.push(finding.help("remove one of the two if they are"));
            }
        }
    }
}

impl Check for GroupOfAnotherLanguage {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let (Some(date), false) = (subject.date, subject.texts.is_empty()) else { return };
        for signatory in subject.signatories {
            let Some(located) = &signatory.group else { continue };
            let Some(group) = subject.facts.group(&located.value, date) else { continue };
            let typed = signatory.group_typed.trim();
            let Some(language) = group.language_of(typed) else { continue };
            let texts = subject.texts.iter().map(|text| text.language);
            if texts.clone().any(|language| group.is_called(typed, language)) {
                continue;
            }
            let own = subject.tabled_in.into_iter().chain(texts).find_map(|own| group.code.get(&own));
            let Some(own) = own else { continue };
            let message = format!("`{typed}` is the code of the group in `{language}`");
            let help = format!("in the language of the document it is `{own}`");
            let finding = finding(*self, message).at(located.span, "").help(help);
            // A list in a file of its own may serve a document in another language too.
            if located.span.source > 0 {
                findings.push(finding);
                continue;
            }
            findings.push(finding.mend(
                format!("write `{own}`"),
                subject.sources,
                located.span,
                typed,
                own.as_str(),
            ));
        }
    }
}

impl Check for LowerCaseName {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let lower =
            |name: &str| name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_uppercase);
        for signatory in subject.signatories {
            for (part, name) in [("surname", &signatory.surname), ("given name", &signatory.given)] {
                if lower(name) {
                    let message = format!("the {part} `{name}` is typed all in lower case");
                    let help = "write it as it is to print: names are never changed";
                    findings.push(finding(*self, message).at(signatory.span, "").help(help));
                }
            }
        }
    }
}

impl Check for OtherOrder {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let order = print_order(subject.signatories, subject.facts);
        let Some((printed, &typed)) = order.iter().enumerate().find(|(printed, typed)| printed != *typed)
        else {
            return;
        };
        // The first line at which the two lists part: what is typed there, and what prints there.
        let (here, instead) = (&subject.signatories[printed], &subject.signatories[typed]);
        let message =
            format!("the list prints in another order: `{}` before `{}`", instead.name(), here.name());
        findings.push(
            finding(*self, message)
                .at(instead.span, format!("prints as number {}", printed + 1))
                .at(here.span, "prints after it")
                .help("nothing need be done: the list is put in order by surname, the initiator first"),
        );
    }
}

impl Check for WithoutGroup {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for signatory in subject.signatories {
            if signatory.group.is_none() && !subject.facts.is_observer(&signatory.country.value) {
                let message = format!("`{}` is no observer and has no group", signatory.name());
                let place: Span = signatory.country.span;
                let help = match subject.facts.label_of_no_group() {
                    Some(label) => format!("add the group; a member of no group is {label}"),
                    None => "add the group".to_owned(),
                };
                findings.push(finding(*self, message).at(place, "").help(help));
            }
        }
    }
}
