//! What the lists of countries and groups must be, so that every name means one of them.

use std::collections::BTreeMap;

use super::dates::{self, Held};
use super::{Certainty, Country, Group, Languages, fold};
use crate::Language;
use crate::profile::{Place, TomlFile};
use crate::rules::finding;
use crate::rules::profile::{NamelessCountry, UnusableFile};

pub(super) fn check_countries(file: &TomlFile<'_>, countries: &[Country], languages: Option<&Languages>) {
    let list = file.root().at("country");
    let held = |country: &Country| Held {
        what: vec![format!("the country `{}`", country.code)],
        from: country.from,
        to: country.to,
    };
    dates::check(file, list, &countries.iter().map(held).collect::<Vec<_>>());
    let mut meanings = Meanings::new(file, "country");
    for (index, country) in countries.iter().enumerate() {
        let place = list.nth(index);
        meanings.add(&country.code, &country.code, place.at("code"));
        for (language, name) in &country.name {
            meanings.add(name, &country.code, place.at("name").at(&language.to_string()));
        }
        for (alias, name) in country.aliases.iter().enumerate() {
            meanings.add(name, &country.code, place.at("aliases").nth(alias));
        }
        check_certainty(file, place, &country.name, &country.certainty);
    }
    for known in languages.into_iter().flat_map(Languages::all) {
        tell_nameless(file, list, countries, known.language);
    }
}

/// One warning for each language: where one is added, most names may have to wait.
fn tell_nameless(file: &TomlFile<'_>, list: Place<'_, '_>, countries: &[Country], language: Language) {
    let nameless = countries.iter().enumerate().filter(|(_, country)| !country.name.contains_key(&language));
    let nameless: Vec<(usize, &str)> =
        nameless.map(|(index, country)| (index, country.code.as_str())).collect();
    let Some(&(first, _)) = nameless.first() else { return };
    let codes: Vec<&str> = nameless.iter().map(|(_, code)| *code).collect();
    let message = format!("no name in `{language}` for {}", codes.join(", "));
    let help = "a document in the language that a member from there has signed is refused";
    file.push(finding(NamelessCountry, message).at(list.nth(first).at("name").span(), "").help(help));
}

pub(super) fn check_groups(file: &TomlFile<'_>, groups: &[Group]) {
    let list = file.root().at("group");
    let held = |group: &Group| Held {
        what: vec![format!("the group `{}`", group.key)],
        from: group.from,
        to: group.to,
    };
    dates::check(file, list, &groups.iter().map(held).collect::<Vec<_>>());
    let mut meanings = Meanings::new(file, "group");
    for (index, group) in groups.iter().enumerate() {
        let place = list.nth(index);
        for (language, code) in &group.code {
            meanings.add(code, &group.key, place.at("code").at(&language.to_string()));
        }
        for (alias, code) in group.aliases.iter().enumerate() {
            meanings.add(code, &group.key, place.at("aliases").nth(alias));
        }
        for (language, name) in &group.name {
            if name.trim().is_empty() {
                let at = place.at("name").at(&language.to_string()).span();
                file.fault(at, format!("`name.{language}` is empty"), "write the name, or remove the key");
            }
        }
        check_certainty(file, place, &group.name, &group.certainty);
    }
}

/// A name without a certainty would count as seen.
fn check_certainty(
    file: &TomlFile<'_>,
    place: Place<'_, '_>,
    names: &BTreeMap<Language, String>,
    certainty: &BTreeMap<Language, Certainty>,
) {
    for language in names.keys().filter(|language| !certainty.contains_key(language)) {
        let message = format!("`certainty` lacks `{language}`, in which there is a name");
        file.fault(
            place.at("certainty").span(),
            message,
            format!("write `{language} = \"assumed\"`, or \"seen\""),
        );
    }
    for language in certainty.keys().filter(|language| !names.contains_key(language)) {
        let at = place.at("certainty").at(&language.to_string()).key();
        file.fault(
            at,
            format!("there is no name in `{language}` to be certain of"),
            "add the name, or remove the key",
        );
    }
}

/// What each name means: input files name countries and groups by any of their names, of any time.
struct Meanings<'f, 't> {
    file: &'f TomlFile<'t>,
    what: &'static str,
    known: BTreeMap<String, (String, crate::Span)>,
}

impl<'f, 't> Meanings<'f, 't> {
    fn new(file: &'f TomlFile<'t>, what: &'static str) -> Self {
        Meanings { file, what, known: BTreeMap::new() }
    }

    fn add(&mut self, name: &str, means: &str, place: Place<'_, '_>) {
        if name.trim().is_empty() {
            let message = format!("a {} without a name", self.what);
            self.file.fault(place.span(), message, "write the name, or remove the key");
            return;
        }
        match self.known.get(&fold(name)) {
            None => {
                self.known.insert(fold(name), (means.to_owned(), place.span()));
            }
            Some((known, _)) if known == means => {}
            Some((known, first)) => self.file.push(
                finding(UnusableFile, format!("`{name}` means two of them: `{known}` and `{means}`"))
                    .at(place.span(), "would never be found")
                    .at(*first, "the first")
                    .help(format!("an input file names a {} by it: let it mean one", self.what)),
            ),
        }
    }
}
