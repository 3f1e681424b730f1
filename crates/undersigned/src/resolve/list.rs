//! The list of signatories by itself: its lines, its groups, and the run-on form of the Assembly's website.

use std::sync::Arc;

use super::announce::text_of;
use super::order::print_order;
use super::words::{self, Values, plain};
use crate::document::Signatory;
use crate::facts::{Country, Facts, Group};
use crate::rules::languages::NoSuchText;
use crate::rules::profile::UnusableWording;
use crate::rules::{self, finding};
use crate::{Date, Diagnostics, Document, Kind, Language, Profile, Source, Span};

/// Who signed, in the order of the input. Made by [`Profile::read_list`], or taken from a document.
#[derive(Debug, Clone)]
pub struct SignatoryList {
    pub(crate) signatories: Vec<Signatory>,
    pub(crate) date: Date,
    pub(crate) sources: Arc<[Source]>,
}

/// A list of signatories as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedList {
    /// A line for each signatory, in print order, such as `CASTEL Laura, Spain, UEL`.
    pub entries: Vec<String>,
    /// The line below them, such as `Total = 20`.
    pub total: String,
    /// A line for each political group that signed, in the order of the codes, such as
    /// `UEL: Group of the Unified European Left`.
    pub legend: Vec<String>,
    /// All of them in one line as the Assembly's website has it, `Ms Laura CASTEL, Spain, UEL ; …`, with the honorifics
    /// that the input has.
    pub run_on: String,
}

impl Document {
    /// Who signed the document.
    pub fn signatories(&self) -> SignatoryList {
        SignatoryList {
            signatories: self.signatories.clone(),
            date: self.date.value,
            sources: Arc::clone(&self.sources),
        }
    }
}

impl SignatoryList {
    /// How many signed.
    pub fn len(&self) -> usize {
        self.signatories.len()
    }

    /// Whether nobody signed.
    pub fn is_empty(&self) -> bool {
        self.signatories.is_empty()
    }
}

impl Profile {
    /// Looks at a list that was read: what is no error and yet worth a look, such as a member without a group.
    pub fn check_list(&self, list: &SignatoryList) -> Diagnostics {
        let subject = rules::Subject::list(self, &list.signatories, list.date, &list.sources);
        Diagnostics::new(rules::advice(&subject), Arc::clone(&list.sources))
    }

    /// A list of signatories as it is printed in a language.
    ///
    /// ```
    /// use undersigned::{Language, Profile};
    ///
    /// let profile = Profile::builtin();
    /// let csv = b"surname,given,honorific,country,group\nCASTEL,Laura,Ms,Spain,UEL\n";
    /// let list = profile.read_list("names.csv", csv, "2025-08-19".parse()?)?;
    /// let printed = profile.print_list(&list, Language::ENGLISH)?;
    /// assert_eq!(printed.entries, ["CASTEL Laura, Spain, UEL"]);
    /// assert_eq!(printed.run_on, "Ms Laura CASTEL, Spain, UEL");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When documents are not printed in the language, or a country or a group has no name in it that is known.
    pub fn print_list(&self, list: &SignatoryList, language: Language) -> Result<PrintedList, Diagnostics> {
        let (facts, date) = (self.facts(), list.date);
        let report = |found| Diagnostics::new(found, Arc::clone(&list.sources));
        if let Err(error) = self.language(language) {
            return Err(report(vec![finding(NoSuchText, error.to_string())]));
        }
        let nameless = rules::languages::nameless(facts, date, language, &list.signatories);
        if !nameless.is_empty() {
            return Err(report(nameless));
        }
        let total = total(facts, language, date, list.len()).map_err(|reason| {
            report(vec![finding(UnusableWording, reason).help("mend facts/wording.toml")])
        })?;
        let in_order: Vec<&Signatory> =
            print_order(&list.signatories, facts).into_iter().map(|index| &list.signatories[index]).collect();
        let run_on = |signatory: &&Signatory| {
            let honorific = signatory.honorific.as_deref();
            let name = [honorific, Some(&signatory.given), Some(&signatory.surname)];
            let name: Vec<&str> = name.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            with_country_and_group(name.join(" "), signatory, facts, language, date)
        };
        Ok(PrintedList {
            entries: in_order.iter().map(|signatory| line(signatory, facts, language, date)).collect(),
            total,
            legend: legend(&list.signatories, facts, language, date)
                .into_iter()
                .map(|entry| entry.text())
                .collect(),
            run_on: in_order.iter().map(run_on).collect::<Vec<_>>().join(" ; "),
        })
    }
}

/// The total in words; the wording of any kind of document serves.
fn total(facts: &Facts, language: Language, date: Date, count: usize) -> Result<String, String> {
    let entry = Kind::ALL.iter().find_map(|&kind| facts.wording("total", kind, language, date));
    let entry = entry.ok_or_else(|| format!("no wording `total` is known in `{language}` on {date}"))?;
    let inlines = words::expand(&entry.text, &Values::from([("count", plain(count.to_string()))]))?;
    Ok(inlines.iter().map(text_of).collect())
}

/// The line of a signatory as it is printed.
pub(crate) fn line(signatory: &Signatory, facts: &Facts, language: Language, date: Date) -> String {
    with_country_and_group(signatory.name(), signatory, facts, language, date)
}

fn with_country_and_group(
    mut line: String,
    signatory: &Signatory,
    facts: &Facts,
    language: Language,
    date: Date,
) -> String {
    let country = facts.country(&signatory.country.value, date);
    let country = country.and_then(|country| country.name.get(&language));
    let group = signatory.group.as_ref().and_then(|group| facts.group(&group.value, date));
    let group = group.and_then(|group| group.code.get(&language));
    for part in [country, group].into_iter().flatten() {
        line.push_str(", ");
        line.push_str(part);
    }
    line
}

/// The countries of those who signed, once each, with the place where the first is named.
pub(super) fn countries<'f>(
    signatories: &[Signatory],
    facts: &'f Facts,
    date: Date,
) -> Vec<(&'f Country, Span)> {
    let mut codes: Vec<(&str, Span)> = signatories
        .iter()
        .map(|signatory| (signatory.country.value.as_str(), signatory.country.span))
        .collect();
    codes.sort();
    codes.dedup_by_key(|(code, _)| *code);
    codes.into_iter().filter_map(|(code, span)| Some((facts.country(code, date)?, span))).collect()
}

/// A political group in the legend.
pub(super) struct LegendEntry<'f> {
    pub(super) group: &'f Group,
    code: &'f str,
    name: &'f str,
    /// The place where the first of its members names it.
    pub(super) span: Span,
}

impl LegendEntry<'_> {
    pub(super) fn text(&self) -> String {
        format!("{}: {}", self.code, self.name)
    }
}

/// The groups that signed, in the order of their codes.
pub(super) fn legend<'f>(
    signatories: &[Signatory],
    facts: &'f Facts,
    language: Language,
    date: Date,
) -> Vec<LegendEntry<'f>> {
    let mut keys: Vec<(&str, Span)> = signatories
        .iter()
        .filter_map(|signatory| signatory.group.as_ref())
        .map(|group| (group.value.as_str(), group.span))
        .collect();
    keys.sort();
    keys.dedup_by_key(|(key, _)| *key);
    let entry = |(key, span): (&str, Span)| {
        let group = facts.group(key, date)?;
        Some(LegendEntry { group, code: group.code.get(&language)?, name: group.name.get(&language)?, span })
    };
    let mut entries: Vec<LegendEntry<'f>> = keys.into_iter().filter_map(entry).collect();
    entries.sort_by_key(|entry| (entry.code, entry.name));
    entries
}
