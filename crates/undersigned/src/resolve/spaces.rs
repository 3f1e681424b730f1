//! Spaces: one where several were typed, and non-breaking ones where two words stay on one line.

use crate::Language;
use crate::facts::{Facts, WordKind};
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
    let mut settled = each_text(inlines, |text| text.replace(NON_BREAKING, " "));
    join(&mut settled, facts, language);
    let mut settled = settled.iter().filter_map(text);
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
    // A mark ends a word as a full stop does.
    let flat: String = inlines.iter().filter_map(text).collect();
    let months = facts.wording.date(language).map(|form| form.months.as_slice()).unwrap_or_default();
    let pairs = facts.wording.together(language);
    let mut joined = Vec::new();
    let mut start = 0;
    let mut before: Option<(usize, &str)> = None;
    for piece in flat.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if !word.is_empty() {
            if let Some((end, left)) = before
                && flat.get(end..start) == Some(" ")
                && belong_together(left, word, pairs, months)
            {
                joined.push(end);
            }
            before = Some((start + word.len(), word));
        }
        start += piece.len();
    }
    let mut joined = joined.into_iter().peekable();
    let mut from = 0;
    for inline in inlines.iter_mut() {
        let Inline::Text(text) = inline else { continue };
        let to = from + text.text.len();
        let mut added = 0;
        while let Some(space) = joined.next_if(|space| *space < to) {
            let at = space - from + added;
            text.text.replace_range(at..=at, NON_BREAKING.encode_utf8(&mut [0; 4]));
            added += NON_BREAKING.len_utf8() - 1;
        }
        from = to;
    }
}

fn text(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Text(text) => Some(&text.text),
        Inline::NoteMark(_) => None,
    }
}

fn belong_together(left: &str, right: &str, pairs: &[(WordKind, WordKind)], months: &[String]) -> bool {
    let left = left.trim_start_matches(['(', '[', '«', '"', '“', '‘', '\'']);
    pairs.iter().any(|(first, second)| {
        is_of_kind(left, first, months, true) && is_of_kind(right, second, months, false)
    })
}

/// Whether a word is of this kind. Behind the right one of a pair there may be marks of punctuation; behind the left one
/// they would end the clause.
fn is_of_kind(word: &str, kind: &WordKind, months: &[String], left: bool) -> bool {
    let bare = || match left {
        true => word,
        false => word.trim_end_matches([',', '.', ';', ':', '!', '?', ')', ']', '»', '"', '”', '’', '\'']),
    };
    let figures = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        WordKind::Number => {
            bare().starts_with(|c: char| c.is_ascii_digit()) && !(left && word.ends_with([',', '.', ';']))
        }
        WordKind::Figures => figures(bare()) && (1..=3).contains(&bare().len()),
        WordKind::ThreeFigures => figures(bare()) && bare().len() == 3,
        WordKind::Name => bare().starts_with(char::is_uppercase),
        WordKind::Month => months.iter().any(|month| month == bare()),
        WordKind::Exactly(exact) => word == exact || (!left && bare() == exact),
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
