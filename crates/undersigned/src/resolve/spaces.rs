//! Spaces: one where several were typed, and non-breaking ones where two words stay on one line.

use crate::Language;
use crate::facts::Facts;
use crate::sheet::Inline;

const NON_BREAKING: char = '\u{a0}';

/// Settles the spaces of a paragraph.
pub(super) fn settle(inlines: &mut Vec<Inline>, facts: &Facts, language: Language) {
    collapse(inlines);
    join(inlines, facts, language);
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.text.is_empty()));
}

/// The other way round: plain spaces where settling would make non-breaking ones of them.
pub(super) fn unsettle(inlines: &[Inline], facts: &Facts, language: Language) -> Vec<Inline> {
    let plain: Vec<Inline> = each_text(inlines, |text| text.replace(NON_BREAKING, " "));
    let mut settled = plain.clone();
    join(&mut settled, facts, language);
    let texts = |inlines: &[Inline]| -> Vec<String> {
        let text = |inline: &Inline| match inline {
            Inline::Text(text) => Some(text.text.clone()),
            Inline::NoteMark(_) => None,
        };
        inlines.iter().filter_map(text).collect()
    };
    let mut settled = texts(&settled).into_iter();
    each_text(inlines, |typed| {
        let settled = settled.next().unwrap_or_default();
        typed
            .chars()
            .zip(settled.chars())
            .map(
                |(typed, settled)| if typed == NON_BREAKING && settled == NON_BREAKING { ' ' } else { typed },
            )
            .collect()
    })
}

fn each_text(inlines: &[Inline], mut change: impl FnMut(&str) -> String) -> Vec<Inline> {
    let mut changed = inlines.to_vec();
    for inline in &mut changed {
        if let Inline::Text(text) = inline {
            text.text = change(&text.text);
        }
    }
    changed
}

/// Leaves one space of several, and none at either end of the paragraph.
fn collapse(inlines: &mut [Inline]) {
    let mut after_space = true;
    for inline in inlines.iter_mut() {
        match inline {
            Inline::Text(text) => text.text.retain(|c| {
                let keep = c != ' ' || !after_space;
                after_space = c == ' ';
                keep
            }),
            Inline::NoteMark(_) => after_space = false,
        }
    }
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
}

/// Makes a space non-breaking where the words on its two sides belong together, whatever their form.
fn join(inlines: &mut [Inline], facts: &Facts, language: Language) {
    let mut flat: Vec<char> = Vec::new();
    for inline in inlines.iter() {
        match inline {
            Inline::Text(text) => flat.extend(text.text.chars()),
            // A mark ends a word as a full stop does.
            Inline::NoteMark(_) => {}
        }
    }
    let words: Vec<(usize, usize)> = word_bounds(&flat);
    let mut joined = vec![false; flat.len()];
    for pair in words.windows(2) {
        let [(left_start, left_end), (right_start, right_end)] = *pair else { continue };
        if right_start != left_end + 1 || flat[left_end] != ' ' {
            continue;
        }
        let left: String = flat[left_start..left_end].iter().collect();
        let right: String = flat[right_start..right_end].iter().collect();
        joined[left_end] = belong_together(&left, &right, facts, language);
    }
    let mut index = 0;
    for inline in inlines.iter_mut() {
        let Inline::Text(text) = inline else { continue };
        text.text = text
            .text
            .chars()
            .map(|c| {
                let c = if joined[index] { NON_BREAKING } else { c };
                index += 1;
                c
            })
            .collect();
    }
}

fn word_bounds(flat: &[char]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (index, character) in flat.iter().enumerate() {
        match (character.is_whitespace(), start) {
            (false, None) => start = Some(index),
            (true, Some(from)) => {
                words.push((from, index));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, flat.len())));
    words
}

fn belong_together(left: &str, right: &str, facts: &Facts, language: Language) -> bool {
    let left = left.trim_start_matches(['(', '[', '«', '"', '“', '‘', '\'']);
    let months = facts.wording.date(language).map(|form| form.months.as_slice()).unwrap_or_default();
    facts
        .wording
        .together(language)
        .iter()
        .any(|(first, second)| is_kind(left, first, months, true) && is_kind(right, second, months, false))
}

/// Whether a word is what a pair asks for. Behind the right one there may be marks of punctuation; behind the left
/// one they would end the clause.
fn is_kind(word: &str, kind: &str, months: &[String], left: bool) -> bool {
    let bare = if left {
        word
    } else {
        word.trim_end_matches([',', '.', ';', ':', '!', '?', ')', ']', '»', '"', '”', '’', '\''])
    };
    let figures = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    match kind {
        "<number>" => {
            bare.starts_with(|c: char| c.is_ascii_digit()) && !(left && word.ends_with([',', '.', ';']))
        }
        "<figures>" => figures(bare) && bare.len() <= 3,
        "<three-figures>" => figures(bare) && bare.len() == 3,
        "<name>" => bare.starts_with(char::is_uppercase),
        "<month>" => months.iter().any(|month| month == bare),
        exact => bare == exact || word == exact,
    }
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::sheet::{Inline, Text};
    use crate::{Language, Profile};

    fn settled(text: &str, language: Language) -> String {
        let mut inlines = vec![Inline::Text(Text { text: text.to_owned(), ..Text::default() })];
        settle(&mut inlines, Profile::builtin().facts(), language);
        inlines
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => text.text.replace('\u{a0}', "~"),
                Inline::NoteMark(_) => String::new(),
            })
            .collect()
    }

    #[test]
    fn what_belongs_together_stays_on_one_line() {
        for (typed, printed) in [
            ("declaration No. 638, which", "declaration No.~638, which"),
            ("(Doc. 16229)", "(Doc.~16229)"),
            ("under Rule 9.1.a of", "under Rule~9.1.a of"),
            ("on 19 August 2025", "on 19~August 2025"),
            ("some 20 % of", "some 20~% of"),
            ("50 000 people", "50~000 people"),
            ("1 250 000.", "1~250~000."),
            ("Mr Tokmadi", "Mr~Tokmadi"),
            ("Total = 20", "Total~=~20"),
        ] {
            assert_eq!(settled(typed, Language::ENGLISH), printed);
        }
        assert_eq!(
            settled("la déclaration n° 638 du 1 août", Language::FRENCH),
            "la déclaration n°~638 du 1~août"
        );
    }

    #[test]
    fn other_spaces_stay_as_they_are() {
        for text in ["in 2025 300 people came", "to say No. However", "It cost 20. August came", "(No) 5"] {
            assert_eq!(settled(text, Language::ENGLISH), text);
        }
        assert_eq!(settled("  two  spaces \u{a0}here ", Language::ENGLISH), "two spaces ~here");
    }
}
