//! Two texts of a document side by side: which passages belong together, and what one says and the other does not.

use std::collections::BTreeSet;
use std::ops::Range;

use icu_properties::props::Script;

use super::mentions::{Mention, What};
use super::passage::{Part, Passage};
use super::spelling::{folded, folded_words, script_of};
use super::{Described, Subject, finding};
use crate::document::DocumentText;
use crate::facts::{Facts, LanguageTerms};
use crate::pairing;
use crate::{Diagnostic, Language, Span};

/// The text that was tabled and one of its translations.
pub(super) struct Pair<'a> {
    pub(super) tabled: Side<'a>,
    pub(super) translation: Side<'a>,
    /// For each passage of the text that was tabled that has a counterpart: both, by index.
    aligned: Vec<(usize, usize)>,
}

/// One of the two.
pub(super) struct Side<'a> {
    pub(super) text: &'a DocumentText,
    pub(super) passages: &'a [Passage<'a>],
}

/// Every translation beside the text that was tabled.
pub(super) fn pairs<'a>(subject: &'a Subject<'a>) -> Vec<Pair<'a>> {
    if !subject.texts_complete {
        return Vec::new();
    }
    let Some((tabled, own)) = subject.tabled() else { return Vec::new() };
    let others =
        subject.texts.iter().zip(&subject.passages).filter(|(text, _)| text.language != tabled.language);
    let pair = |(text, passages): (&'a DocumentText, &'a Vec<Passage<'a>>)| Pair {
        tabled: Side { text: tabled, passages: own },
        translation: Side { text, passages },
        aligned: align(own, passages),
    };
    others.map(pair).collect()
}

/// Which passages of two texts belong together, told by their lengths. Only passages of the same sort do.
fn align(own: &[Passage<'_>], other: &[Passage<'_>]) -> Vec<(usize, usize)> {
    let parts = |passages: &[Passage<'_>]| passages.iter().map(|passage| passage.part).collect::<Vec<_>>();
    if parts(own) == parts(other) {
        return (0..own.len()).map(|index| (index, index)).collect();
    }
    /// So many pairs are compared at most; texts with more passages are no declarations, and are taken in their order.
    const MOST_PAIRS: usize = 1_000_000;
    if own.len() * other.len() > MOST_PAIRS {
        let alike = |index: &usize| own[*index].part == other[*index].part;
        return (0..own.len().min(other.len())).filter(alike).map(|index| (index, index)).collect();
    }
    let lengths = |passages: &[Passage<'_>]| {
        let length = |passage: &Passage<'_>| passage.text.chars().count() as f64 + 10.0;
        passages.iter().map(length).collect::<Vec<_>>()
    };
    let (own_lengths, other_lengths) = (lengths(own), lengths(other));
    pairing::cheapest(own.len(), other.len(), |row, column| {
        let is_alike = own[row].part == other[column].part;
        is_alike.then(|| (own_lengths[row] / other_lengths[column]).ln().abs())
    })
}

impl Pair<'_> {
    /// The index of the passage's counterpart, in the text that was tabled or in the translation.
    fn counterpart(&self, index: usize, in_tabled: bool) -> Option<usize> {
        let found = match in_tabled {
            // Both sides rise.
            true => self.aligned.binary_search_by_key(&index, |&(own, _)| own),
            false => self.aligned.binary_search_by_key(&index, |&(_, other)| other),
        };
        let (own, other) = self.aligned[found.ok()?];
        Some(if in_tabled { other } else { own })
    }

    /// The place of the first passage of a sort that has no counterpart, in the text that was tabled or in the
    /// translation.
    pub(super) fn without_counterpart(&self, part: Part, in_tabled: bool) -> Option<Span> {
        let passages = if in_tabled { self.tabled.passages } else { self.translation.passages };
        let mut alone = passages
            .iter()
            .enumerate()
            .filter(|(index, passage)| passage.part == part && self.counterpart(*index, in_tabled).is_none());
        alone.next().map(|(_, passage)| passage.span)
    }

    /// Compares the mentions of passages that belong together.
    pub(super) fn compare(
        &self,
        facts: &Facts,
        is: impl Fn(What) -> bool,
        report: &mut dyn FnMut(Difference),
    ) {
        let (a, b) = (self.tabled.text.language, self.translation.text.language);
        for &(own, other) in &self.aligned {
            let (at_own, at_other) = (own, other);
            let (own, other) = (&self.tabled.passages[own], &self.translation.passages[other]);
            let only_own = only(own, other, facts.terms.of(b), &is);
            let only_other = only(other, own, facts.terms.of(a), &is);
            // What differs in both is most likely the same thing: one is shown beside the other, in their order.
            let mut ours = only_own.into_iter();
            for theirs in only_other {
                let counterpart = match ours.next() {
                    Some(ours) => {
                        let (place, text) = said(self.tabled.passages, at_own, ours);
                        (place, Some(text))
                    }
                    None => (own.span, None),
                };
                report(Difference {
                    found: said(self.translation.passages, at_other, theirs),
                    counterpart,
                    languages: (b, a),
                });
            }
            for ours in ours {
                report(Difference {
                    found: said(self.tabled.passages, at_own, ours),
                    counterpart: (other.span, None),
                    languages: (a, b),
                });
            }
        }
    }
}

/// What a passage mentions and its counterpart does not, each once. `terms` are those of the counterpart's language.
fn only<'p>(
    passage: &'p Passage<'_>,
    counterpart: &Passage<'_>,
    terms: &LanguageTerms,
    is: &impl Fn(What) -> bool,
) -> Vec<&'p Mention> {
    let there = counterpart.mentions.iter().filter(|mention| is(mention.what));
    let mut there: BTreeSet<&str> = there.map(|mention| mention.key.as_str()).collect();
    let mut words: Option<BTreeSet<String>> = None;
    let mut in_words = |key: &str| {
        let word = key.parse().ok().and_then(|number: usize| terms.counted.get(number));
        word.is_some_and(|word| {
            let lower = || counterpart.text.to_lowercase();
            let split = |text: String| {
                text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_owned).collect()
            };
            words.get_or_insert_with(|| split(lower())).contains(word)
        })
    };
    let mut found = Vec::new();
    for mention in passage.mentions.iter().filter(|mention| is(mention.what)) {
        if !there.contains(mention.key.as_str()) && !in_words(&mention.key) {
            there.insert(&mention.key);
            found.push(mention);
        }
    }
    found
}

/// Something that one text says and the other does not.
pub(super) struct Difference {
    /// Where it stands, and as what.
    found: (Span, String),
    /// Where the other text should say it, and what it says instead.
    counterpart: (Span, Option<String>),
    /// The language that says it, and the other.
    languages: (Language, Language),
}

impl Difference {
    pub(super) fn finding(self, rule: impl Described, help: &str) -> Diagnostic {
        let (found, other) = self.languages;
        let (place, text) = self.found;
        let (counterpart, instead) = self.counterpart;
        let (message, label) = match &instead {
            Some(instead) => (
                format!("`{text}` in `{found}` is `{instead}` in `{other}`"),
                format!("`{other}`: `{instead}`"),
            ),
            None => (
                format!("`{text}` stands in `{found}` and not in `{other}`"),
                format!("`{other}`: not in this passage"),
            ),
        };
        finding(rule, message).at(place, format!("`{found}`")).at(counterpart, label).help(help.to_owned())
    }
}

/// The help of every comparison.
pub(super) const COMPARE: &str = "compare both texts with the one that was signed";

/// The names of a text, and all its words, to look others up in.
struct Names<'p> {
    /// Each with the index of its passage.
    names: Vec<(usize, &'p Mention)>,
    words: BTreeSet<String>,
    /// The script that the text is written in.
    script: Option<Script>,
}

impl<'p> Names<'p> {
    fn of(side: &Side<'p>) -> Self {
        let is_name = |mention: &&Mention| matches!(mention.what, What::Name { .. });
        let mut names = Vec::new();
        let mut words = BTreeSet::new();
        for (index, passage) in side.passages.iter().enumerate() {
            names.extend(passage.mentions.iter().filter(is_name).map(|mention| (index, mention)));
            for word in passage.text.split_whitespace() {
                // `d'Ablyazov` and `Ablyazov's` hold the name beside the whole word.
                let parts: Vec<String> =
                    word.split(['\'', '’', '-', '–', '/']).flat_map(folded_words).collect();
                words.extend(parts.iter().map(|part| transliterated(part)));
                words.extend(parts);
                words.extend(folded_words(word));
                let whole = folded(word);
                words.insert(transliterated(&whole));
                words.insert(whole);
            }
        }
        let texts: String = side.passages.iter().map(|passage| passage.text.as_str()).collect();
        Names { names, words, script: script_of(&texts) }
    }
}

/// The mark of a spelling that is the same in both languages, so that it is no word of a text.
const SAME: char = '~';

/// A name from another script as it would be written in either language: French writes `Martouni` and `Latchine` for the
/// English `Martuni` and `Lachin`.
fn transliterated(folded: &str) -> String {
    let plain = folded.replace("ou", "u").replace("tch", "ch").replace("dj", "j");
    format!("{SAME}{}", plain.strip_suffix('e').unwrap_or(&plain))
}

/// Whether two words are the same but for a slip of the pen.
fn nearly(one: &Mention, other: &Mention) -> bool {
    let institution = |mention: &Mention| matches!(mention.what, What::Name { in_institution: true, .. });
    // Words of one origin are alike in both languages; in the name of an institution only one letter counts.
    let (a, b) = (one.key.as_str(), other.key.as_str());
    let longest = a.chars().count().max(b.chars().count());
    let allowed = if institution(one) || institution(other) { 1 } else { 1 + longest / 5 };
    longest >= 4 && strsim::damerau_levenshtein(a, b) <= allowed
}

/// Whether a name is none but for being at the head of a sentence.
fn is_sure(mention: &Mention) -> bool {
    matches!(mention.what, What::Name { heads_sentence: false, .. })
}

/// Whether a name that the other text has not is worth a word: it is one, and is not translated.
fn stands_alone(mention: &Mention) -> bool {
    matches!(mention.what, What::Name { heads_sentence: false, in_institution: false, .. })
}

fn is_likely(mention: &Mention) -> bool {
    matches!(mention.what, What::Name { before_name: true, .. })
}

/// More names than this that one text alone has are two texts that have nothing to do with one another.
const MOST_NAMES: usize = 100;

impl<'a> Pair<'a> {
    pub(super) fn compare_names(&self, facts: &Facts, report: &mut dyn FnMut(Difference, &str)) {
        let (own, other) = (Names::of(&self.tabled), Names::of(&self.translation));
        let only_own = self.lacking(&own, &other, true, facts);
        let mut only_other = self.lacking(&other, &own, false, facts);
        let (a, b) = (self.tabled.text.language, self.translation.text.language);
        for (index, ours) in only_own {
            let near = only_other.iter().position(|(_, theirs)| {
                let one_sure = is_sure(theirs) || is_sure(ours) || is_likely(theirs) && is_likely(ours);
                one_sure && nearly(theirs, ours)
            });
            if let Some(at) = near {
                let (there, theirs) = only_other.remove(at);
                let (place, text) = said(self.tabled.passages, index, ours);
                let found = said(self.translation.passages, there, theirs);
                let difference = Difference { found, counterpart: (place, Some(text)), languages: (b, a) };
                report(difference, "spell the name alike, if it is the same");
            } else if stands_alone(ours) {
                report(self.alone(index, ours, true), COMPARE);
            }
        }
        for (index, theirs) in only_other.into_iter().filter(|(_, mention)| stands_alone(mention)) {
            report(self.alone(index, theirs, false), COMPARE);
        }
        self.compare_countries(facts, report);
    }

    /// Countries in the place of one another. One that a text alone names may stand in the other as an adjective.
    fn compare_countries(&self, facts: &Facts, report: &mut dyn FnMut(Difference, &str)) {
        let (a, b) = (self.tabled.text.language, self.translation.text.language);
        for &(own, other) in &self.aligned {
            let (own, other) = (&self.tabled.passages[own], &self.translation.passages[other]);
            let (ours, theirs) = (countries(own, a, facts), countries(other, b, facts));
            let only = |one: &[(&str, Range<usize>)], other: &[(&str, Range<usize>)]| -> Vec<Range<usize>> {
                let alone = one.iter().filter(|(code, _)| !other.iter().any(|(known, _)| known == code));
                alone.map(|(_, range)| range.clone()).collect()
            };
            for (ours, theirs) in only(&ours, &theirs).into_iter().zip(only(&theirs, &ours)) {
                let counterpart = (own.place(ours.clone()), Some(own.text[ours].to_owned()));
                let found = (other.place(theirs.clone()), other.text[theirs].to_owned());
                report(Difference { found, counterpart, languages: (b, a) }, COMPARE);
            }
        }
    }

    /// The names that the other text has nowhere, each once. Passages without a counterpart have a finding already.
    fn lacking(
        &self,
        names: &Names<'a>,
        there: &Names<'a>,
        in_tabled: bool,
        facts: &Facts,
    ) -> Vec<(usize, &'a Mention)> {
        let (from, to) = match in_tabled {
            true => (self.tabled.text.language, self.translation.text.language),
            false => (self.translation.text.language, self.tabled.text.language),
        };
        // Whether the other text has a name as it is known to be written there. Where the languages have not the same
        // script, nothing else can be looked for.
        let known_otherwise = |key: &str| {
            let is = |word: &String| folded(word) == key;
            let known = facts.terms.names.iter().filter(|names| names.get(&from).is_some_and(is));
            let mut known = known.filter_map(|names| names.get(&to)).peekable();
            let other_script = there.script.is_some() && script_of(key) != there.script;
            (other_script && known.peek().is_none()) || known.any(|name| there.words.contains(&folded(name)))
        };
        let mut seen = BTreeSet::new();
        let lacking = names.names.iter().copied().filter(|(index, mention)| {
            !there.words.contains(&mention.key)
                && !there.words.contains(&transliterated(&mention.key))
                && self.counterpart(*index, in_tabled).is_some()
                && seen.insert(&mention.key)
                && !known_otherwise(&mention.key)
        });
        lacking.take(MOST_NAMES).collect()
    }

    /// A name that one text alone has.
    fn alone(&self, index: usize, mention: &Mention, in_tabled: bool) -> Difference {
        let (here, there) = match in_tabled {
            true => (&self.tabled, &self.translation),
            false => (&self.translation, &self.tabled),
        };
        let place = match self.counterpart(index, in_tabled) {
            Some(counterpart) => there.passages[counterpart].span,
            None => there.text.span,
        };
        Difference {
            found: said(here.passages, index, mention),
            counterpart: (place, None),
            languages: (here.text.language, there.text.language),
        }
    }
}

/// The countries that a passage names, each once, in its order.
fn countries<'f>(
    passage: &Passage<'_>,
    language: Language,
    facts: &'f Facts,
) -> Vec<(&'f str, Range<usize>)> {
    let text = passage.text.as_str();
    let mut found: Vec<(&str, Range<usize>)> = Vec::new();
    for country in &facts.countries {
        let Some(name) = country.name.get(&language) else { continue };
        let whole = |&(at, _): &(usize, &str)| {
            !text[..at].ends_with(char::is_alphanumeric)
                && !text[at + name.len()..].starts_with(char::is_alphanumeric)
        };
        let first = text.match_indices(name.as_str()).find(whole);
        if let Some((at, _)) = first
            && !found.iter().any(|(code, _)| *code == country.code)
        {
            found.push((&country.code, at..at + name.len()));
        }
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// Where a mention stands, and as what.
fn said(passages: &[Passage<'_>], index: usize, mention: &Mention) -> (Span, String) {
    let passage = &passages[index];
    (passage.place(mention.range.clone()), passage.text[mention.range.clone()].to_owned())
}
