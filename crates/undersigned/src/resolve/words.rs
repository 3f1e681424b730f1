//! Fixed wording, dates and numbers in words.

use std::collections::BTreeMap;

use crate::facts::Facts;
use crate::sheet::{Inline, Text};
use crate::{Date, Language};

/// What stands for the names in braces of a wording.
pub(super) type Values<'a> = BTreeMap<&'a str, Vec<Inline>>;

/// The pieces of a wording: `*…*` is emphasis, `^…^` is raised, `{name}` is a value. An error names the value that
/// is not there.
pub(super) fn expand(wording: &str, values: &Values<'_>) -> Result<Vec<Inline>, String> {
    let mut inlines = Vec::new();
    let mut form = Text { fixed: true, ..Text::default() };
    let mut rest = wording;
    while let Some(at) = rest.find(['*', '^', '{']) {
        push(&mut inlines, &form, &rest[..at]);
        let sign = &rest[at..=at];
        rest = &rest[at + 1..];
        match sign {
            "*" => form.emphasis = !form.emphasis,
            "^" => form.raised = !form.raised,
            _ => {
                let end = rest.find('}').ok_or("a brace is not closed")?;
                let name = &rest[..end];
                let value = values.get(name).ok_or_else(|| format!("there is no value `{{{name}}}`"))?;
                for inline in value {
                    match inline {
                        Inline::Text(text) => {
                            let mut form = form.clone();
                            form.raised |= text.raised;
                            form.emphasis |= text.emphasis;
                            push(&mut inlines, &form, &text.text);
                        }
                        mark @ Inline::NoteMark(_) => inlines.push(mark.clone()),
                    }
                }
                rest = &rest[end + 1..];
            }
        }
    }
    push(&mut inlines, &form, rest);
    Ok(inlines)
}

fn push(inlines: &mut Vec<Inline>, form: &Text, more: &str) {
    if more.is_empty() {
        return;
    }
    if let Some(Inline::Text(last)) = inlines.last_mut()
        && (last.emphasis, last.strong, last.raised) == (form.emphasis, form.strong, form.raised)
    {
        last.text.push_str(more);
    } else {
        inlines.push(Inline::Text(Text { text: more.to_owned(), ..form.clone() }));
    }
}

/// A value that is plain text.
pub(super) fn plain(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(Text { text: text.into(), fixed: true, ..Text::default() })]
}

/// A date in words: `19 August 2025`, `1er août 2014` with the `er` raised.
pub(super) fn date(facts: &Facts, language: Language, date: Date) -> Result<Vec<Inline>, String> {
    let form = facts.wording.date(language);
    let form = form.ok_or_else(|| format!("no form of dates is known in `{language}`"))?;
    let month = &form.months[usize::from(date.month()) - 1];
    let values = Values::from([
        ("day", plain(date.day().to_string())),
        ("month", plain(month.as_str())),
        ("year", plain(date.year().to_string())),
    ]);
    let first = form.first.as_ref().filter(|_| date.day() == 1);
    expand(first.unwrap_or(&form.text), &values)
}

/// The edition of a re-issue in words: `2nd edition` with the `nd` raised.
pub(super) fn edition(facts: &Facts, language: Language, number: u32) -> Result<Vec<Inline>, String> {
    let form = facts.wording.edition(language);
    let form = form.ok_or_else(|| format!("no form of editions is known in `{language}`"))?;
    let figures = number.to_string();
    let ending = form.endings.iter().find(|(last, _)| figures.ends_with(last.as_str()));
    let ending = ending.map_or("", |(_, ending)| ending.as_str());
    let values = Values::from([("number", plain(figures.as_str())), ("ending", plain(ending))]);
    expand(&form.text, &values)
}
