//! What a passage mentions that is the same in every language: numbers, references, dates and names.

mod institutions;

use std::ops::Range;

use self::institutions::InInstitution;
use super::spelling::folded;
use crate::facts::{Cites, DecimalSign, Facts, LanguageTerms};
use crate::{Date, Language};

/// Something that a passage mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) what: What,
    /// What it is, the same in every language.
    pub(crate) key: String,
    /// Its bytes in the passage.
    pub(crate) range: Range<usize>,
}

/// A sort of mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Number,
    /// A document of the Assembly, by its number.
    Reference(Cites, u32),
    /// A date in words; its day or its year may not be said.
    Date {
        year: Option<i16>,
        month: usize,
        day: Option<u8>,
    },
    /// A name. At the head of a sentence every word has a capital, so that one there may be no name; it most likely is
    /// one if another name follows.
    Name {
        heads_sentence: bool,
        before_name: bool,
        /// Whether it stands in the name of an institution, which is translated.
        in_institution: bool,
    },
}

impl What {
    /// The day, where it is said in full and the calendar has it.
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            What::Date { year: Some(year), month, day: Some(day) } => {
                format!("{year:04}-{month:02}-{day:02}").parse().ok()
            }
            _ => None,
        }
    }
}

/// What a text in a language mentions, in its order.
pub(crate) fn mentions(text: &str, language: Language, facts: &Facts) -> Vec<Mention> {
    Scanner::new(text, language, facts).scan()
}

/// The words of the countries' names, which are translated.
fn country_words(facts: &Facts, language: Language) -> &[String] {
    let words_in = |language: Language| {
        let names = facts.countries.iter().filter_map(|country| country.name.get(&language));
        let words = names.flat_map(|name| name.split([' ', '-', '\''])).map(folded);
        let mut words: Vec<String> = words.filter(|word| word.len() > 2).collect();
        words.sort();
        words.dedup();
        (language, words)
    };
    let all = || facts.languages.all().iter().map(|known| words_in(known.language)).collect();
    facts.country_words.get_or_init(all).get(&language).map(Vec::as_slice).unwrap_or_default()
}

/// Words, and the parts of ranges such as `2019–2021` or `12-19`.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut previous = ' ';
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next().unwrap_or(' ');
        let between_figures = previous.is_ascii_digit() && next.is_ascii_digit();
        let parts = character.is_whitespace()
            || matches!(character, '–' | '—')
            || (character == '-' && next.is_ascii_digit())
            || (character == '/' && between_figures);
        if parts {
            tokens.extend(start.take().map(|start| start..at));
        } else {
            start.get_or_insert(at);
        }
        previous = character;
    }
    tokens.extend(start.map(|start| start..text.len()));
    tokens
}

struct Scanner<'a> {
    text: &'a str,
    tokens: Vec<Range<usize>>,
    terms: &'a LanguageTerms,
    months: &'a [String],
    countries: &'a [String],
    /// For each token, what it may be in the name of an institution.
    in_institutions: Vec<InInstitution>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, language: Language, facts: &'a Facts) -> Self {
        let mut scanner = Scanner {
            text,
            tokens: tokens(text),
            terms: facts.terms.of(language),
            months: facts.wording.date(language).map(|form| form.months.as_slice()).unwrap_or_default(),
            countries: country_words(facts, language),
            in_institutions: Vec::new(),
        };
        // Looked up once, since many others may stand beside each word.
        scanner.in_institutions = scanner.words_in_institutions();
        scanner
    }

    fn scan(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut index = 0;
        while index < self.tokens.len() {
            let mention = self.date(index).or_else(|| self.reference(index)).or_else(|| self.number(index));
            match mention {
                Some((mention, length)) => {
                    found.push(mention);
                    index += length;
                }
                None => {
                    self.names(index, &mut found);
                    index += 1;
                }
            }
        }
        for at in 1..found.len() {
            let (before, after) = found.split_at_mut(at);
            let (one, next) = (&mut before[at - 1], &after[0]);
            let adjacent = self.text[one.range.end..next.range.start].chars().eq([' ']);
            if let (What::Name { before_name, .. }, What::Name { .. }, true) =
                (&mut one.what, next.what, adjacent)
            {
                *before_name = true;
            }
        }
        found
    }

    /// A token without the marks round it; empty behind the last one.
    fn bare(&self, index: usize) -> (&'a str, Range<usize>) {
        let Some(token) = self.tokens.get(index) else { return ("", self.text.len()..self.text.len()) };
        let whole = &self.text[token.clone()];
        let start =
            token.start + (whole.len() - whole.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
        let bare = self.text[start..token.end].trim_end_matches(|c: char| !c.is_alphanumeric());
        (bare, start..start + bare.len())
    }

    /// Whether a clause ends behind a token.
    fn ends_clause(&self, index: usize) -> bool {
        self.tokens
            .get(index)
            .is_some_and(|token| self.text[token.clone()].ends_with(['.', ',', ';', ':', '!', '?']))
    }

    fn month(&self, index: usize) -> Option<usize> {
        let (word, _) = self.bare(index);
        let at = self.months.iter().position(|month| lower(month).eq(lower(word)))?;
        Some(at + 1)
    }

    fn year(&self, index: usize) -> Option<i16> {
        let (word, _) = self.bare(index);
        (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse().ok())?
    }

    fn day(&self, index: usize) -> Option<u8> {
        let (word, _) = self.bare(index);
        self.figures(word)?.parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// The figures of a number that may be an ordinal, as `19th`.
    fn figures<'w>(&self, word: &'w str) -> Option<&'w str> {
        let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let rest = &word[end..];
        (end > 0 && (rest.is_empty() || self.terms.ordinal.iter().any(|ending| ending == rest)))
            .then(|| &word[..end])
    }

    /// `19 August 2025`, `August 19, 2025`, `1er août`, `August 2025`.
    fn date(&self, index: usize) -> Option<(Mention, usize)> {
        let slashed = (0..2).all(|at| {
            let ends = self.tokens.get(index + at).zip(self.tokens.get(index + at + 1));
            ends.is_some_and(|(one, next)| &self.text[one.end..next.start] == "/")
        });
        let (numeric, length) = match slashed {
            true => ([index, index + 1, index + 2].map(|at| self.bare(at).0).to_vec(), 3),
            false => (self.bare(index).0.split('.').collect::<Vec<_>>(), 1),
        };
        if let [day, month, year] = numeric[..]
            && year.len() == 4
            && let (Ok(day), Ok(month), Ok(year)) =
                (day.parse::<u8>(), month.parse::<usize>(), year.parse::<i16>())
            && (1..=31).contains(&day)
            && (1..=12).contains(&month)
        {
            let what = What::Date { year: Some(year), month, day: Some(day) };
            let key = format!("{year:04}-{month:02}-{day:02}");
            let range = self.bare(index).1.start..self.bare(index + length - 1).1.end;
            return Some((Mention { what, key, range }, length));
        }
        let (month, day, year, length) = if let Some(day) = self.day(index)
            && let Some(month) = self.month(index + 1)
        {
            let year = if self.ends_clause(index + 1) { None } else { self.year(index + 2) };
            (month, Some(day), year, if year.is_some() { 3 } else { 2 })
        } else {
            let month = self.month(index)?;
            match (self.year(index + 1), self.day(index + 1)) {
                (Some(year), _) => (month, None, Some(year), 2),
                (None, Some(day)) => {
                    let year = self.year(index + 2)?;
                    (month, Some(day), Some(year), 3)
                }
                _ => return None,
            }
        };
        let part = |number: Option<String>| number.unwrap_or_else(|| "?".to_owned());
        let (y, d) = (part(year.map(|y| format!("{y:04}"))), part(day.map(|d| format!("{d:02}"))));
        let range = self.bare(index).1.start..self.bare(index + length - 1).1.end;
        Some((
            Mention { what: What::Date { year, month, day }, key: format!("{y}-{month:02}-{d}"), range },
            length,
        ))
    }

    /// `Doc. 16229`, `declaration No. 638`, `déclaration écrite n° 638`, `Resolution 2150`.
    fn reference(&self, index: usize) -> Option<(Mention, usize)> {
        let token = self.tokens.get(index)?.clone();
        let word = self.text[token.clone()].trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = token.end - word.len();
        let cites = self.terms.cited.by(word)?;
        let next = |index: usize| self.tokens.get(index).map_or("", |token| &self.text[token.clone()]);
        let adjective = self.terms.cited.adjective.iter().any(|adjective| adjective == next(index + 1));
        let behind = if adjective { index + 2 } else { index + 1 };
        let sign = self.terms.number.iter().any(|sign| sign == next(behind));
        let at = if sign { behind + 1 } else { behind };
        let (mut figures, mut range) = self.bare(at);
        // The sign may stand right before its number, as in `n°638`.
        if let Some(rest) = self.terms.number.iter().find_map(|sign| figures.strip_prefix(sign.as_str())) {
            range.start = range.end - rest.len();
            figures = rest;
        }
        let is_figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (next, place) = self.bare(at + 1);
        let parted = figures.len() <= 3 && next.len() == 3 && is_figures(next) && !self.ends_clause(at);
        let whole = if parted { format!("{figures}{next}") } else { figures.to_owned() };
        if parted {
            range.end = place.end;
        }
        let number: u32 = is_figures(&whole).then(|| whole.parse().ok())??;
        let what = What::Reference(cites, number);
        let mention = Mention { what, key: format!("{cites:?} {number}"), range: start..range.end };
        let length = at + 1 - index + usize::from(parted);
        Some((mention, length))
    }

    fn number(&self, index: usize) -> Option<(Mention, usize)> {
        let (word, mut range) = self.bare(index);
        let word = self.terms.number.iter().find_map(|sign| word.strip_prefix(sign.as_str())).unwrap_or(word);
        range.start = range.end - word.len();
        if let Some(value) = self.roman_ordinal(word) {
            return Some((Mention { what: What::Number, key: value.to_string(), range }, 1));
        }
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            // A sign such as `CM/Rec(2024)2` is the same in every language.
            let sign = word.contains(|c: char| c.is_ascii_digit()) && word.starts_with(char::is_uppercase);
            return sign.then(|| (Mention { what: What::Number, key: folded(word), range }, 1));
        }
        if let Some(time) = self.time(index) {
            return Some(time);
        }
        let figures = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let mut key = self.plain_number(word);
        let mut length = 1;
        // Thousands with spaces between them.
        while figures(&key)
            && !self.ends_clause(index + length - 1)
            && (length > 1 || word.len() <= 3)
            && let (next, place) = self.bare(index + length)
            && next.len() == 3
            && figures(next)
        {
            key.push_str(next);
            range.end = place.end;
            length += 1;
        }
        // The last thousand may have decimals, as in `1 250,50`.
        let (next, place) = self.bare(index + length);
        if figures(&key)
            && (length > 1 || word.len() <= 3)
            && !self.ends_clause(index + length - 1)
            && let Some((whole, part)) = next.split_once(['.', ','])
            && whole.len() == 3
            && figures(whole)
            && figures(part)
            && !part.is_empty()
        {
            (key, range.end, length) = (format!("{key}{whole}.{part}"), place.end, length + 1);
        }
        let (scale, place) = self.bare(index + length);
        if let Some(&zeros) = self.terms.scale.get(&scale.to_lowercase())
            && let Some(whole) = times_ten(&key, zeros)
        {
            (key, range.end, length) = (whole, place.end, length + 1);
        }
        Some((Mention { what: What::Number, key, range }, length))
    }

    /// `3.30 p.m.`, `15 h 30`, `15h30`. A full hour is its number alone: `22 heures` may last so long.
    fn time(&self, index: usize) -> Option<(Mention, usize)> {
        let (word, mut range) = self.bare(index);
        let next = self.bare(index + 1).0.to_lowercase();
        let (hour, minute, length) = match next.as_str() {
            "a.m" | "am" | "p.m" | "pm" => {
                let (hour, minute) = word.split_once(['.', ':']).unwrap_or((word, "0"));
                let hour: u32 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
                let hour = hour % 12 + if next.starts_with('p') { 12 } else { 0 };
                (hour, minute.parse().ok()?, 2)
            }
            "h" => {
                let minute = self.bare(index + 2).0;
                (word.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?, 3)
            }
            _ => {
                let (hour, minute) = word.split_once('h')?;
                (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?, 1)
            }
        };
        let minute: u32 = minute;
        if hour > 24 || minute > 59 {
            return None;
        }
        range.end = self.bare(index + length - 1).1.end;
        let key = if minute == 0 { hour.to_string() } else { format!("{hour}:{minute:02}") };
        Some((Mention { what: What::Number, key, range }, length))
    }

    /// A number as figures and a point, whatever stands between its thousands.
    fn plain_number(&self, word: &str) -> String {
        if let Some(figures) = self.figures(word) {
            return figures.to_owned();
        }
        // `12-year-old` has the number 12.
        if let Some((first, rest)) = word.split_once('-')
            && rest.starts_with(char::is_alphabetic)
            && let Some(figures) = self.figures(first)
        {
            return figures.to_owned();
        }
        // A unit right behind the figures, as in `5km` or `1.5°C`.
        let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(word.len());
        let (numeral, unit) = word.split_at(end);
        let is_unit =
            !numeral.ends_with('.') && (!unit.starts_with(char::is_alphabetic) || unit.chars().count() <= 3);
        let word = if is_unit { numeral } else { word };
        let (thousands, point) = match self.terms.decimal {
            DecimalSign::Point => (',', '.'),
            DecimalSign::Comma => ('.', ','),
        };
        let (whole, part) = word.split_once(point).unwrap_or((word, ""));
        let parts: Vec<&str> = whole.split(thousands).collect();
        let grouped = parts.len() > 1 && parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3);
        let whole = if grouped { parts.concat() } else { whole.to_owned() };
        if part.is_empty() {
            whole.to_lowercase()
        } else {
            format!("{whole}.{}", part.replace(point, ".")).to_lowercase()
        }
    }

    /// `XXIe`, as French writes centuries.
    fn roman_ordinal(&self, word: &str) -> Option<u32> {
        // Centuries and editions need no others, and `Le` and `Ce` are words.
        let end = word.find(|c| !matches!(c, 'I' | 'V' | 'X')).unwrap_or(word.len());
        let (roman, ending) = word.split_at(end);
        if roman.is_empty() || !self.terms.ordinal.iter().any(|known| known == ending) || ending == "s" {
            return None;
        }
        let value = |sign| match sign {
            'I' => 1,
            'V' => 5,
            _ => 10,
        };
        let values: Vec<u32> = roman.chars().map(value).collect();
        let signed = values.iter().enumerate().map(|(at, &value)| {
            let before_greater = values.get(at + 1).is_some_and(|&next| next > value);
            if before_greater { -i64::from(value) } else { i64::from(value) }
        });
        u32::try_from(signed.sum::<i64>()).ok()
    }

    /// The names in a token; the parts of one with hyphens are names of their own.
    fn names(&self, index: usize, found: &mut Vec<Mention>) {
        let (word, range) = self.bare(index);
        let heads_sentence = self.heads_sentence(index);
        let mut start = range.start;
        for part in word.split('-') {
            let from = start;
            start += part.len() + 1;
            let (name, skipped) = self.without_elision(part);
            let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
            let key = folded(name);
            let letters = name.chars().filter(|c| c.is_alphabetic()).count();
            let is_name = name.starts_with(char::is_uppercase)
                && !is_acronym(name)
                && letters >= 3
                && !self.terms.is_capitalised(&key)
                && self.countries.binary_search(&key).is_err()
                && !self.months.iter().any(|month| folded(month) == key);
            if is_name {
                let at = from + skipped;
                let heads_sentence = heads_sentence && at == range.start;
                found.push(Mention {
                    what: What::Name {
                        heads_sentence,
                        before_name: false,
                        in_institution: self.in_institution(index),
                    },
                    key,
                    range: at..at + name.len(),
                });
            }
        }
    }

    /// The word without an article or the like that lost its vowel before it, and the bytes of that.
    fn without_elision<'w>(&self, word: &'w str) -> (&'w str, usize) {
        let Some(at) = word.find(['\'', '’']) else { return (word, 0) };
        let rest = word[at..].trim_start_matches(['\'', '’']);
        let lost = &word[..at];
        let elided = (lost.chars().all(char::is_lowercase) || at == 1)
            && self.terms.elided.contains(&lost.to_lowercase());
        if elided && !rest.is_empty() { (rest, word.len() - rest.len()) } else { (word, 0) }
    }

    fn heads_sentence(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return true };
        let quoted = self.text[token.clone()].starts_with(['"', '“', '«', '‘', '\'']);
        let Some(previous) = index.checked_sub(1).and_then(|before| self.tokens.get(before)) else {
            return true;
        };
        let previous = self.text[previous.clone()].trim_end_matches(['"', '”', '»', '’', '\'', ')']);
        // `Mr.` and the initial of a name end no sentence.
        let short = previous.chars().count() <= 3 && previous.starts_with(char::is_uppercase);
        quoted || previous.ends_with(['!', '?', ':', '…']) || (previous.ends_with('.') && !short)
    }
}

/// The letters of a word in lower case, with one Greek sigma; most words differ in the first.
fn lower(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase).map(|letter| if letter == 'ς' { 'σ' } else { letter })
}

/// Whether a word is an abbreviation in capitals, as `NATO` or `NGOs`; a longer word in capitals is a surname.
fn is_acronym(word: &str) -> bool {
    let letters = word.strip_suffix('s').unwrap_or(word);
    letters.chars().count() <= 5 && !letters.chars().any(char::is_lowercase)
}

/// A number in figures with so many zeros more: 2.5 and six are 2500000.
fn times_ten(number: &str, zeros: usize) -> Option<String> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !figures(whole) || !figures(part) || part.len() > zeros {
        return None;
    }
    let all = format!("{whole}{part}{}", "0".repeat(zeros - part.len()));
    Some(all.trim_start_matches('0').to_owned())
}

#[cfg(test)]
mod tests;
