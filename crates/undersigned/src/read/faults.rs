//! Reading the tree's values one by one, and collecting what is wrong with them.

use super::characters::bad_characters;
use super::locate::Places;
use super::node::{Key, Node, Value};
use crate::bounds::MAX_FAULTS;
use crate::document::Located;
use crate::facts::nearest;
use crate::rules::file::CutShort;
use crate::rules::keys::{
    EmptyValue, MissingKey, NotANumber, RepeatedKey, TooLong, UnknownKey, UnprintableCharacter, WrongShape,
};
use crate::rules::{Described, finding};
use crate::{Diagnostic, Source, Span};

/// The texts that are read, and what was found wrong with them so far.
pub(crate) struct Faults {
    pub(crate) sources: Vec<Source>,
    pub(crate) list: Vec<Diagnostic>,
    /// Whether they became so many that the rest is not read: whatever is found from there on is not pushed.
    pub(crate) cut_short: bool,
}

/// The entries of a mapping, by key.
pub(crate) struct Entries<'n> {
    /// Each by the key that it is read as. What stands under a misspelt key is read all the same where the key is certain,
    /// or where there is more to find in the value than that it is the wrong one.
    entries: Vec<(&'n str, &'n Key, &'n Node)>,
    /// The keys that misspelt ones most likely mean: they are not missing besides.
    meant: Vec<String>,
    /// Where the mapping begins: the place to show when a key is missing.
    pub(crate) start: Span,
}

impl<'n> Entries<'n> {
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(known, ..)| *known == key).map(|(_, _, node)| *node)
    }

    /// Whether the key is neither there nor there with a slip of the pen.
    pub(crate) fn lacks(&self, key: &str) -> bool {
        self.get(key).is_none() && !self.meant.iter().any(|meant| meant == key)
    }

    pub(crate) fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(known, ..)| *known == key).map(|(_, key, _)| key.span)
    }

    /// Each entry by the key that it is read as.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'n str, &'n Key, &'n Node)> + '_ {
        self.entries.iter().copied()
    }
}

impl Faults {
    pub(crate) fn new(source: Source) -> Self {
        Faults { sources: vec![source], list: Vec::new(), cut_short: false }
    }

    /// Adds a fault. In the place of the first that is one too many it is said that the rest is not read; what seems to
    /// be missing then may only be unread.
    pub(crate) fn push(&mut self, fault: Diagnostic) {
        if self.cut_short {
            return;
        }
        if self.list.len() < MAX_FAULTS {
            self.list.push(fault);
            return;
        }
        self.cut_short = true;
        let message = format!("more than {MAX_FAULTS} faults: what comes from here on is not read");
        let place = fault.labels.first().map(|(span, _)| *span);
        let help = "is this the file that you meant? If so, mend the others first";
        self.list.push(finding(CutShort, message).at(place, "").help(help));
    }

    pub(crate) fn error<R: Described>(
        &mut self,
        rule: R,
        message: impl Into<String>,
        at: Span,
        help: impl Into<String>,
    ) {
        self.push(finding(rule, message).at(at, "").help(help));
    }

    /// The places of the characters of a text that was read from `span`.
    pub(crate) fn places(&self, span: Span, text: &str) -> Places {
        Places::of(&self.sources, span, text)
    }

    /// The entries of a mapping with these keys; `what` names the mapping in a message.
    pub(crate) fn mapping<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        known: &[&'n str],
    ) -> Option<Entries<'n>> {
        let Value::Mapping(all) = &node.value else {
            let message = format!("{what} is a mapping of keys to values, not {}", node.value.noun());
            let help = format!("the keys are {}", quoted_list(known));
            self.error(WrongShape, message, node.span, help);
            return None;
        };
        let start = all.first().map_or(node.span, |(key, _)| key.span);
        let mut entries: Vec<(&str, &Key, &Node)> = Vec::new();
        let mut meant: Vec<String> = Vec::new();
        let there: Vec<&str> =
            known.iter().copied().filter(|known| all.iter().any(|(key, _)| key.name == *known)).collect();
        for (key, value) in all {
            if self.cut_short {
                break;
            }
            if let Some((_, first, _)) = entries.iter().find(|(_, k, _)| k.name == key.name) {
                let message = format!("the key `{}` stands here a second time", shorten(&key.name));
                let fault = finding(RepeatedKey, message)
                    .at(key.span, "again")
                    .at(first.span, "first")
                    .help("keep one of the two");
                self.push(fault);
            } else if known.contains(&key.name.as_str()) {
                entries.push((&key.name, key, value));
            } else {
                let message = format!("there is no key `{}` in {what}", shorten(&key.name));
                let near = nearest(&key.name, known.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys are {}", quoted_list(known)),
                };
                let mut fault = finding(UnknownKey, message).at(key.span, "").help(help);
                if let Some(near) = near {
                    let taken = there.contains(&near) || meant.iter().any(|meant| meant == near);
                    let holds_more = matches!(value.value, Value::List(_) | Value::Mapping(_));
                    let certain = same_but_for_signs(&key.name, near);
                    if let Some(&known) = known.iter().find(|known| **known == near)
                        && (holds_more || certain)
                        && !taken
                    {
                        entries.push((known, key, value));
                    }
                    // TOML may write a table in several places, of which only the first is at hand.
                    if certain && !taken && !holds_more {
                        fault = self.replace_word(fault, &key.name, near);
                    }
                    if !meant.iter().any(|meant| meant == near) {
                        meant.push(near.to_owned());
                    }
                }
                self.push(fault);
            }
        }
        Some(Entries { entries, meant, start })
    }

    /// The value of a key that must be there.
    pub(crate) fn required<'n>(
        &mut self,
        entries: &Entries<'n>,
        key: &str,
        what: &str,
        help: &str,
    ) -> Option<&'n Node> {
        if entries.lacks(key) {
            self.error(MissingKey, format!("{what} lacks the key `{key}`"), entries.start, help);
        }
        entries.get(key)
    }

    /// A value as written, which must be there and be no list or mapping.
    pub(crate) fn scalar<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n str> {
        match &node.value {
            Value::Scalar(text) => Some(text),
            Value::Null => {
                self.error(
                    EmptyValue,
                    format!("`{key}` is empty"),
                    node.span,
                    "write its value, or remove the key",
                );
                None
            }
            other => {
                let message = format!("`{key}` is a text or a number, not {}", other.noun());
                self.error(WrongShape, message, node.span, "write the value on the key's line");
                None
            }
        }
    }

    /// A text on one line, with at least one character and at most `most`.
    pub(crate) fn line(&mut self, node: &Node, key: &str, most: usize) -> Option<Located<String>> {
        let text = self.scalar(node, key)?;
        self.line_text(text, node.span, key, most)
    }

    /// The same for a text that is no node, as a cell of a list.
    pub(crate) fn line_text(
        &mut self,
        text: &str,
        span: Span,
        key: &str,
        most: usize,
    ) -> Option<Located<String>> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.error(EmptyValue, format!("`{key}` is empty"), span, "write its text");
            return None;
        }
        if !self.printable(text.trim_end(), span, false) || !self.short_enough(trimmed, span, key, most) {
            return None;
        }
        Some(Located { value: trimmed.to_owned(), span })
    }

    /// Reports a text of more than `most` characters.
    pub(crate) fn short_enough(&mut self, text: &str, span: Span, key: &str, most: usize) -> bool {
        let length = text.chars().count();
        if length > most {
            let message = format!("`{key}` has {length} characters; the most is {most}");
            self.error(TooLong, message, span, "shorten it");
        }
        length <= most
    }

    /// Reports every character that cannot be printed. `lines` allows the breaks between lines.
    pub(crate) fn printable(&mut self, text: &str, span: Span, lines: bool) -> bool {
        let bad = bad_characters(text, lines);
        if bad.is_empty() {
            return true;
        }
        let places = self.places(span, text);
        for found in bad {
            self.error(
                UnprintableCharacter,
                format!("there is {}", found.message),
                places.at(found.offset),
                found.help,
            );
        }
        false
    }

    /// Adds the mend that puts `right` in the place of `wrong`, at the finding's main place.
    pub(crate) fn replace_word(&self, fault: Diagnostic, wrong: &str, right: &str) -> Diagnostic {
        match fault.labels.first().cloned() {
            Some((span, _)) => fault.mend(format!("write `{right}`"), &self.sources, span, wrong, right),
            None => fault,
        }
    }

    /// A whole number between two bounds.
    pub(crate) fn number(&mut self, node: &Node, key: &str, least: u32, most: u32) -> Option<u32> {
        let text = self.scalar(node, key)?;
        let figures = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
        let number = text.parse().ok().filter(|_| figures).filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let message =
                format!("`{key}` is a whole number from {least} to {most}, not `{}`", shorten(text));
            let example = match (key, least) {
                ("doc", _) => 16229,
                (_, 1) => 818,
                _ => least,
            };
            self.error(NotANumber, message, node.span, format!("write figures alone, such as {example}"));
        }
        number
    }
}

/// Whether two words differ in capitals, hyphens, underscores and spaces alone.
pub(crate) fn same_but_for_signs(one: &str, other: &str) -> bool {
    let bare = |word: &str| {
        word.chars()
            .filter(|c| !matches!(c, '-' | '_' | ' '))
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    bare(one) == bare(other)
}

/// Names between back quotes, with commas.
pub(crate) fn quoted_list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A text of the input as it can stand in a message: one line, not too long, nothing that a terminal obeys.
pub(crate) fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String =
        text.chars().take(MOST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}
