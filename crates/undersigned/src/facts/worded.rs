//! What the fixed wording must be, so that every document can be put together from it.

use super::dates::{self, Held};
use super::{WordKind, Wording, WordingEntry, nearest};
use crate::Kind;
use crate::profile::{Place, TomlFile, known_words};

/// A part of a document that is worded.
struct Part {
    name: &'static str,
    /// What its text may call for.
    values: &'static [&'static str],
    /// Whether every document has it.
    always: bool,
}

const fn part(name: &'static str, values: &'static [&'static str], always: bool) -> Part {
    Part { name, values, always }
}

/// What every part may call for.
const COMMON: &[&str] = &["doc", "number", "date", "count"];

/// The note with the legend comes behind the notes of the body, so that only what stands behind the body can mark it.
const WITH_NOTE: &[&str] = &["doc", "number", "date", "count", "note"];

const OF_EDITION: &[&str] = &["doc", "number", "date", "count", "edition", "originally-tabled"];

const PARTS: &[Part] = &[
    part("masthead", COMMON, true),
    part("masthead-second", COMMON, true),
    part("doc-reference", COMMON, true),
    part("doc-reference-edition", OF_EDITION, true),
    part("running-head", COMMON, true),
    part("contact-line", COMMON, false),
    part("edition", OF_EDITION, true),
    part("type-line", COMMON, true),
    part("disclaimer", COMMON, false),
    part("lead-in", COMMON, false),
    part("signed-overleaf", WITH_NOTE, true),
    part("signed-head", WITH_NOTE, true),
    // A list of signatories has a total without belonging to a document.
    part("total", &["count"], true),
    // The number is that of the note.
    part("note-back", &["number"], false),
    part("announcement", &["title", "count", "doc", "number"], false),
];

pub(super) fn check(file: &TomlFile<'_>, text: &str, wording: &Wording) {
    let list = file.root().at("wording");
    let known: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
    // The parts that misspelt ones most likely mean: they are not missing besides.
    let mut meant = Vec::new();
    for (index, entry) in wording.entries.iter().enumerate() {
        let place = list.nth(index);
        match PARTS.iter().find(|part| part.name == entry.part) {
            None => {
                let message = format!("no part of a document is called `{}`", entry.part);
                file.fault(place.at("part").span(), message, known_words(&entry.part, &known));
                meant.extend(nearest(&entry.part, known.iter().copied()));
            }
            Some(part) => check_text(file, text, place.at("text"), &entry.text, part.values),
        }
        // Beside that of the Assembly's document it is the number of the declaration.
        let of_document = |part: &Part| part.name == entry.part && part.values.contains(&"doc");
        if PARTS.iter().any(of_document) && number_is_missing(entry) {
            let message = "`{number}` stands in a wording for motions, which have no number";
            file.fault(
                place.at("text").span(),
                message,
                "set `kinds` to those that have one, or leave it out",
            );
        }
        for (key, empty) in [
            ("languages", entry.languages.is_empty()),
            ("kinds", entry.kinds.as_ref().is_some_and(Vec::is_empty)),
        ] {
            if empty {
                let message = format!("`{key}` is empty, so that the wording is never used");
                file.fault(place.at(key).span(), message, "name one, or remove the entry");
            }
        }
    }
    for part in PARTS.iter().filter(|part| part.always) {
        let is_there = wording.entries.iter().any(|entry| entry.part == part.name);
        if !is_there && !meant.contains(&part.name) {
            let help = format!("add a table `[[wording]]` with `part = \"{}\"`", part.name);
            file.fault(file.root().span(), format!("there is no wording `{}`", part.name), help);
        }
    }
    dates::check(file, list, &wording.entries.iter().map(held).collect::<Vec<_>>());
    check_forms(file, text, wording);
}

fn held(entry: &WordingEntry) -> Held {
    let kinds = entry.kinds.as_deref().unwrap_or(Kind::ALL);
    let of_kind = |kind: &Kind| {
        let kind = kind.name();
        entry
            .languages
            .iter()
            .map(move |language| format!("the `{}` of a {kind} in `{language}`", entry.part))
    };
    Held { what: kinds.iter().flat_map(of_kind).collect(), from: entry.from, to: entry.to }
}

/// Whether the wording calls for a number in documents that have none.
fn number_is_missing(entry: &WordingEntry) -> bool {
    let kinds = entry.kinds.as_deref().unwrap_or(Kind::ALL);
    entry.text.contains("{number}") && kinds.iter().any(|&kind| kind != Kind::WrittenDeclaration)
}

/// The forms of dates and editions, and the words that stay together.
fn check_forms(file: &TomlFile<'_>, text: &str, wording: &Wording) {
    for (language, form) in &wording.date {
        let place = file.root().at("date").at(&language.to_string());
        const VALUES: &[&str] = &["day", "month", "year"];
        check_text(file, text, place.at("text"), &form.text, VALUES);
        if let Some(first) = &form.first {
            check_text(file, text, place.at("first"), first, VALUES);
        }
        for (index, _) in form.months.iter().enumerate().filter(|(_, month)| month.trim().is_empty()) {
            file.fault(place.at("months").nth(index).span(), "a month without a name", "write its name");
        }
    }
    for (language, form) in &wording.edition {
        let place = file.root().at("edition").at(&language.to_string());
        check_text(file, text, place.at("text"), &form.text, &["number", "ending"]);
    }
    for (language, together) in &wording.together {
        let pairs = file.root().at("together").at(&language.to_string()).at("pairs");
        for (index, (first, second)) in together.pairs.iter().enumerate() {
            for (side, kind) in [first, second].into_iter().enumerate() {
                if let WordKind::Exactly(word) = kind
                    && word.starts_with('<')
                    && word.ends_with('>')
                {
                    let at = pairs.nth(index).nth(side).span();
                    let known = WordKind::NAMES.map(|(name, _)| name);
                    file.fault(at, format!("`{word}` stands for nothing"), known_words(word, &known));
                }
            }
        }
    }
}

/// The signs of a wording: what stands in braces is known, and every sign that opens is closed.
fn check_text(file: &TomlFile<'_>, source: &str, place: Place<'_, '_>, text: &str, values: &[&str]) {
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let Some(close) = text[open..].find('}').map(|close| open + close) else {
            file.fault(place.within(text, source, open..open + 1), "the brace is not closed", "write `}`");
            break;
        };
        let name = &text[open + 1..close];
        if !values.contains(&name) {
            let message = format!("nothing is known that stands for `{{{name}}}` here");
            file.fault(place.within(text, source, open..close + 1), message, known_words(name, values));
        }
        at = close + 1;
    }
    for (sign, what) in [('*', "emphasis"), ('^', "what is raised")] {
        if text.matches(sign).count() % 2 == 1 {
            let last = text.rfind(sign).unwrap_or(0);
            let message = format!("`{sign}` opens {what} that is not closed");
            file.fault(
                place.within(text, source, last..last + 1),
                message,
                format!("write a second `{sign}`"),
            );
        }
    }
}
