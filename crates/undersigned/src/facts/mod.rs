//! The dated facts of an institution: countries, political groups, names and fixed wording.

mod dates;
mod languages;
mod names;
mod procedure;
mod spelling;
mod terms;
mod together;
mod worded;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use undersigned_templates as builtin;

pub(crate) use self::languages::{Languages, parse_languages};
pub(crate) use self::procedure::{Bound, Measure, Procedure, Threshold, parse_procedure};
use self::spelling::fold;
pub(crate) use self::spelling::nearest;
pub(crate) use self::terms::{Cites, DecimalSign, LanguageTerms, Terms, parse_terms};
use self::together::Together;
pub(crate) use self::together::WordKind;
use crate::profile::TomlFile;
use crate::{Date, Diagnostic, Kind, Language};

/// Everything that is known of an institution, read from the files under `facts/`.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) languages: Languages,
    pub(crate) countries: Vec<Country>,
    pub(crate) groups: Vec<Group>,
    pub(crate) names: Names,
    pub(crate) procedure: Procedure,
    pub(crate) terms: Terms,
    pub(crate) wording: Wording,
    /// The words of the countries' names by language, folded and in order; made when they are first asked for.
    pub(crate) country_words: OnceLock<BTreeMap<Language, Vec<String>>>,
    /// Made when a country or a group is first asked for: folding all names anew for everybody on a list took longer than
    /// all else that is looked at in a signatory.
    pub(crate) known: OnceLock<Known>,
}

impl Facts {
    /// The built-in facts. They are read from the values that the build has taken out of their files, which takes a seventh of
    /// the instructions; a test reads the files.
    pub(crate) fn builtin() -> serde_json::Result<Self> {
        let countries: CountryFile = serde_json::from_str(builtin::COUNTRIES.values)?;
        let groups: GroupFile = serde_json::from_str(builtin::GROUPS.values)?;
        let names: Names = serde_json::from_str(builtin::NAMES.values)?;
        let terms: Terms = serde_json::from_str(builtin::TERMS.values)?;
        Ok(Facts {
            languages: serde_json::from_str(builtin::LANGUAGES.values)?,
            countries: countries.country,
            groups: groups.group,
            names: names.in_lower_case(),
            procedure: serde_json::from_str(builtin::PROCEDURE.values)?,
            terms: terms.in_order(),
            wording: serde_json::from_str(builtin::WORDING.values)?,
            country_words: OnceLock::new(),
            known: OnceLock::new(),
        })
    }
}

/// The names of the countries and the codes of the groups, folded, with the first entry that has each, and all entries of
/// a country by its code.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    countries: BTreeMap<String, usize>,
    entries: BTreeMap<String, Vec<usize>>,
    groups: BTreeMap<String, usize>,
}

impl Known {
    fn of(facts: &Facts) -> Self {
        let mut known = Known::default();
        for (index, country) in facts.countries.iter().enumerate() {
            known.entries.entry(country.code.clone()).or_default().push(index);
            for name in country.all_names() {
                known.countries.entry(fold(name)).or_insert(index);
            }
        }
        for (index, group) in facts.groups.iter().enumerate() {
            for code in group.all_codes() {
                known.groups.entry(fold(code)).or_insert(index);
            }
        }
        known
    }
}

/// What is known of names of persons, in lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    /// Words that open a surname without being in capitals.
    pub(crate) particles: Vec<String>,
    /// Forms of address, which no list prints, without the full stop at their end.
    pub(crate) honorifics: Vec<String>,
}

impl Names {
    fn in_lower_case(mut self) -> Self {
        for word in self.particles.iter_mut().chain(&mut self.honorifics) {
            *word = word.to_lowercase();
        }
        self
    }
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Certainty {
    /// Read in published documents.
    #[default]
    Seen,
    /// From general knowledge or by analogy: to be confirmed.
    Assumed,
}

/// The name of a delegation between two dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Country {
    pub(crate) code: String,
    status: Status,
    pub(crate) name: BTreeMap<Language, String>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    #[serde(default)]
    aliases: Vec<String>,
    certainty: BTreeMap<Language, Certainty>,
}

/// What a delegation is to the Assembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Member,
    Observer,
    Former,
}

/// The code and the name of a political group between two dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Group {
    pub(crate) key: String,
    pub(crate) code: BTreeMap<Language, String>,
    pub(crate) name: BTreeMap<Language, String>,
    /// False for the label of members of no group.
    #[serde(default = "yes")]
    pub(crate) counts: bool,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    #[serde(default)]
    aliases: Vec<String>,
    certainty: BTreeMap<Language, Certainty>,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

fn yes() -> bool {
    true
}

/// The fixed wording and the forms of dates and numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Wording {
    #[serde(rename = "wording")]
    entries: Vec<WordingEntry>,
    date: BTreeMap<Language, DateForm>,
    edition: BTreeMap<Language, EditionForm>,
    together: BTreeMap<Language, Together>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct WordingEntry {
    part: String,
    kinds: Option<Vec<Kind>>,
    from: Option<Date>,
    to: Option<Date>,
    pub(crate) text: String,
    languages: Vec<Language>,
    /// The language of the words, where documents in every language print the same.
    pub(crate) words_in: Option<Language>,
    pub(crate) certainty: Certainty,
    #[serde(default, rename = "source")]
    _source: Option<String>,
}

/// How a date is written in words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DateForm {
    pub(crate) text: String,
    /// The first of a month, where it is written otherwise.
    pub(crate) first: Option<String>,
    pub(crate) months: [String; 12],
}

/// How the edition of a re-issue is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct EditionForm {
    pub(crate) text: String,
    /// What is raised behind a number that ends in these figures; the first that fits counts.
    pub(crate) endings: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryFile {
    country: Vec<Country>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile {
    group: Vec<Group>,
}

/// What a file holds, nothing where it cannot be used, and what was found in it.
pub(crate) type Parsed<T> = (Option<T>, Vec<Diagnostic>);

/// `languages` are those that the names should be in; none where they are not known.
pub(crate) fn parse_countries(text: &str, languages: Option<&Languages>) -> Parsed<Vec<Country>> {
    let file = TomlFile::parse(text);
    let countries = file.read_soundly().map(|read: CountryFile| read.country);
    if let Some(countries) = &countries {
        names::check_countries(&file, countries, languages);
    }
    file.finish(countries)
}

pub(crate) fn parse_groups(text: &str) -> Parsed<Vec<Group>> {
    let file = TomlFile::parse(text);
    let groups = file.read_soundly().map(|read: GroupFile| read.group);
    if let Some(groups) = &groups {
        names::check_groups(&file, groups);
    }
    file.finish(groups)
}

pub(crate) fn parse_names(text: &str) -> Parsed<Names> {
    let file = TomlFile::parse(text);
    let names = file.read().map(Names::in_lower_case);
    file.finish(names)
}

/// `languages` are those that must have their forms; none where they are not known.
pub(crate) fn parse_wording(text: &str, languages: Option<&Languages>) -> Parsed<Wording> {
    let file = TomlFile::parse(text);
    let wording: Option<Wording> = file.read_soundly();
    if let Some(wording) = &wording {
        worded::check(&file, text, wording);
        if let Some(languages) = languages {
            languages.check_tables(&file, "date", |language| wording.date.contains_key(&language));
            languages.check_tables(&file, "edition", |language| wording.edition.contains_key(&language));
            languages.check_tables(&file, "together", |language| wording.together.contains_key(&language));
        }
    }
    file.finish(wording)
}

impl Wording {
    /// The form of dates in a language; none where documents are not printed in it.
    pub(crate) fn date(&self, language: Language) -> Option<&DateForm> {
        self.date.get(&language)
    }

    /// The forms of dates in all languages.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &DateForm> {
        self.date.values()
    }

    /// The form of editions in a language; none where documents are not printed in it.
    pub(crate) fn edition(&self, language: Language) -> Option<&EditionForm> {
        self.edition.get(&language)
    }

    /// What stays on one line in a language; nothing where documents are not printed in it.
    pub(crate) fn together(&self, language: Language) -> &[(WordKind, WordKind)] {
        self.together.get(&language).map(|together| together.pairs.as_slice()).unwrap_or_default()
    }
}

/// Whether a fact with these bounds, both inclusive, holds on a date.
fn in_force(from: Option<Date>, to: Option<Date>, date: Date) -> bool {
    from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to)
}

impl Facts {
    fn known(&self) -> &Known {
        self.known.get_or_init(|| Known::of(self))
    }

    /// The code of the country that is called so in any language, at any time.
    pub(crate) fn find_country(&self, name: &str) -> Option<&str> {
        let index = *self.known().countries.get(&fold(name))?;
        self.countries.get(index).map(|country| country.code.as_str())
    }

    /// The country's entry on a date.
    pub(crate) fn country(&self, code: &str, date: Date) -> Option<&Country> {
        self.entries(code).find(|country| in_force(country.from, country.to, date))
    }

    /// The countries that documents of a date print.
    pub(crate) fn countries_on(&self, date: Date) -> impl Iterator<Item = &Country> {
        self.countries.iter().filter(move |c| in_force(c.from, c.to, date))
    }

    /// The groups that documents of a date print.
    pub(crate) fn groups_on(&self, date: Date) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(move |g| in_force(g.from, g.to, date))
    }

    /// What the country was last called before it had no entry any more, or is called now.
    pub(crate) fn any_country(&self, code: &str) -> Option<&Country> {
        self.entries(code).next_back()
    }

    /// The entries of a country, in the order of the file.
    fn entries(&self, code: &str) -> impl DoubleEndedIterator<Item = &Country> {
        let indices = self.known().entries.get(code).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|&index| self.countries.get(index))
    }

    /// Whether the country sends observers, who belong to no political group.
    pub(crate) fn is_observer(&self, code: &str) -> bool {
        self.any_country(code).is_some_and(|country| country.status == Status::Observer)
    }

    /// The key of the group that has this code in any language, at any time.
    pub(crate) fn find_group(&self, code: &str) -> Option<&str> {
        let index = *self.known().groups.get(&fold(code))?;
        self.groups.get(index).map(|group| group.key.as_str())
    }

    /// The group's entry on a date.
    pub(crate) fn group(&self, key: &str, date: Date) -> Option<&Group> {
        self.groups.iter().find(|g| g.key == key && in_force(g.from, g.to, date))
    }

    /// The group's latest entry.
    pub(crate) fn any_group(&self, key: &str) -> Option<&Group> {
        self.groups.iter().rev().find(|g| g.key == key)
    }

    /// The code of the first group in the first language, or of the label of members of no group.
    pub(crate) fn first_code(&self, counts: bool) -> Option<&str> {
        let group = self.groups.iter().find(|group| group.counts == counts)?;
        group.code.get(&self.languages.first()).map(String::as_str)
    }

    /// How the label of members of no group is written, where there is one: `` `NR`, in French `NI` ``.
    pub(crate) fn label_of_no_group(&self) -> Option<String> {
        let label = self.groups.iter().find(|group| !group.counts)?;
        let mut codes =
            self.languages.all().iter().filter_map(|known| Some((known, label.code.get(&known.language)?)));
        let (_, first) = codes.next()?;
        let others = codes.filter(|(_, code)| *code != first);
        let others: String =
            others.map(|(known, code)| format!(", in {} `{code}`", known.english_name)).collect();
        Some(format!("`{first}`{others}"))
    }

    /// The known name nearest to a misspelt one.
    pub(crate) fn nearest_country(&self, name: &str) -> Option<&str> {
        nearest(name, self.countries.iter().flat_map(|country| country.all_names()))
    }

    /// The known code of a group nearest to a misspelt one.
    pub(crate) fn nearest_group(&self, code: &str) -> Option<&str> {
        nearest(code, self.groups.iter().flat_map(|group| group.all_codes()))
    }

    /// The fixed wording of a part for a kind of document, in a language, on a date.
    pub(crate) fn wording(
        &self,
        part: &str,
        kind: Kind,
        language: Language,
        date: Date,
    ) -> Option<&WordingEntry> {
        self.wording.entries.iter().find(|entry| {
            entry.part == part
                && entry.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
                && entry.languages.contains(&language)
                && in_force(entry.from, entry.to, date)
        })
    }

    /// Whether a part belongs to a kind of document on a date: whether it is worded in any language.
    pub(crate) fn is_worded(&self, part: &str, kind: Kind, date: Date) -> bool {
        self.languages.all().iter().any(|known| self.wording(part, kind, known.language, date).is_some())
    }
}

impl Country {
    /// How sure the name in a language is.
    pub(crate) fn certainty(&self, language: Language) -> Certainty {
        self.certainty.get(&language).copied().unwrap_or_default()
    }

    fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.code.as_str())
            .chain(self.name.values().map(String::as_str))
            .chain(self.aliases.iter().map(String::as_str))
    }
}

impl Group {
    /// How sure code and name in a language are.
    pub(crate) fn certainty(&self, language: Language) -> Certainty {
        self.certainty.get(&language).copied().unwrap_or_default()
    }

    /// The language in which the group has this code.
    pub(crate) fn language_of(&self, code: &str) -> Option<Language> {
        let wanted = fold(code);
        self.code.iter().find(|(_, known)| fold(known) == wanted).map(|(language, _)| *language)
    }

    /// Whether the group has this code in a language.
    pub(crate) fn is_called(&self, code: &str, language: Language) -> bool {
        self.code.get(&language).is_some_and(|known| fold(known) == fold(code))
    }

    fn all_codes(&self) -> impl Iterator<Item = &str> {
        self.code.values().map(String::as_str).chain(self.aliases.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::Facts;
    use crate::Language;

    #[test]
    fn a_country_is_called_as_it_was_on_the_date_and_last_where_there_is_none() {
        let facts = Facts::builtin().unwrap();
        let on = |date: &str| {
            facts.country("MK", date.parse().unwrap()).unwrap().name[&Language::ENGLISH].as_str()
        };
        assert_eq!(on("2019-02-11"), "“The former Yugoslav Republic of Macedonia”");
        assert_eq!(on("2019-02-12"), "North Macedonia");
        assert_eq!(facts.any_country("MK").unwrap().name[&Language::ENGLISH], "North Macedonia");
        assert!(facts.any_country("ZZ").is_none());
    }
}
