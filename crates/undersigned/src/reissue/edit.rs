//! Changes an input file in place: everything that is not changed stays as it was, byte for byte.

use std::ops::Range;

use super::entry::{Entry, quoted};
use crate::facts::Facts;
use crate::read::{Key, Node, Value, parse};
use crate::{Date, Format, Span};

/// The text of an input file and what is to be changed in it.
pub(super) struct Editor<'a> {
    text: &'a str,
    format: Format,
    root: Node,
    edits: Vec<(Range<usize>, String)>,
}

impl<'a> Editor<'a> {
    pub(super) fn new(text: &'a str, format: Format) -> Result<Self, String> {
        let root = parse(text, format).map_err(|_| "it cannot be read")?;
        Ok(Editor { text, format, root, edits: Vec::new() })
    }

    /// The text with all changes made.
    pub(super) fn finish(mut self) -> String {
        let mut text = self.text.to_owned();
        self.edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, replacement) in self.edits {
            text.replace_range(range, &replacement);
        }
        text
    }

    pub(super) fn replace_date(&mut self, date: Date) -> Result<(), String> {
        let (_, node) = entry(&self.root, "date")?;
        let Value::Scalar(old) = &node.value else { return Err("`date` is no text".to_owned()) };
        self.replace_within(node.span, &old.clone(), &date.to_string())
    }

    pub(super) fn replace_edition_number(&mut self, number: u32) -> Result<(), String> {
        let (_, edition) = entry(&self.root, "edition")?;
        let (_, node) = entry(edition, "number")?;
        let Value::Scalar(old) = &node.value else {
            return Err("the number of the edition is no text".to_owned());
        };
        self.replace_within(node.span, &old.clone(), &number.to_string())
    }

    /// Puts the key `edition` behind the date.
    pub(super) fn insert_edition(&mut self, number: u32, tabled: Date) -> Result<(), String> {
        let (key, node) = entry(&self.root, "date")?;
        let flow = self.format == Format::Json || self.text[self.root.span.start..].starts_with('{');
        let (at, new) = match self.format {
            Format::Json => {
                let space = self.space_before(key.span.start);
                let value = format!("{{ \"number\": {number}, \"originally-tabled\": \"{tabled}\" }}");
                (node.span.end, format!(",{space}\"edition\": {value}"))
            }
            Format::Yaml if flow => {
                let space = self.space_before(key.span.start);
                (node.span.end, format!(",{space}edition: {{number: {number}, originally-tabled: {tabled}}}"))
            }
            Format::Yaml => {
                let (break_, indent) = (self.line_break(), self.indent(key.span.start)?);
                let lines = [
                    "edition:".to_owned(),
                    format!("  number: {number}"),
                    format!("  originally-tabled: {tabled}"),
                ];
                let lines = lines.map(|line| format!("{break_}{indent}{line}"));
                (self.line_end(node.span.end), lines.concat())
            }
            Format::Toml => {
                let value = format!("{{ number = {number}, originally-tabled = {tabled} }}");
                (self.line_end(node.span.end), format!("{}edition = {value}", self.line_break()))
            }
        };
        self.edits.push((at..at, new));
        Ok(())
    }

    /// The name of the file that the signatories stand in, where that is one of its own.
    pub(super) fn list_file(&self) -> Option<String> {
        match entry(&self.root, "signatories") {
            Ok((_, Node { value: Value::Scalar(name), .. })) => Some(name.clone()),
            _ => None,
        }
    }

    pub(super) fn replace_list_file(&mut self, name: &str) -> Result<(), String> {
        let (_, node) = entry(&self.root, "signatories")?;
        let Value::Scalar(old) = &node.value else {
            return Err("`signatories` is no name of a file".to_owned());
        };
        self.replace_within(node.span, &old.clone(), name)
    }

    /// Puts entries behind the last one of the list.
    pub(super) fn append_signatories(&mut self, entries: &[Entry], facts: &Facts) -> Result<(), String> {
        let (_, list) = entry(&self.root, "signatories")?;
        let Value::List(items) = &list.value else { return Err("`signatories` is no list".to_owned()) };
        let last = items.last().ok_or("the list is empty")?;
        let end = end_of(last, self.text);
        let head = self.line_start(last.span.start);
        let break_ = self.line_break();
        let (at, new) = if self.text[list.span.start..].starts_with('[') && !self.is_table(items) {
            let before_last = match items.len() {
                1 => list.span.start + 1,
                count => end_of(&items[count - 2], self.text),
            };
            // The white space between the last two entries, without the comma and what is said behind it.
            let between = &self.text[before_last..last.span.start];
            let space = &between[between.trim_end().len()..];
            let space = if items.len() == 1 && space.is_empty() { " " } else { space };
            let new: Result<String, String> = entries
                .iter()
                .map(|entry| {
                    // A mapping within brackets is written in quotation marks too, so that its commas are its own.
                    let entry = entry.write(self.format, facts)?;
                    let entry = match entry.starts_with(['{', '"']) {
                        true => entry,
                        false => quoted(&entry)?,
                    };
                    Ok(format!(",{space}{entry}"))
                })
                .collect();
            (end, new?)
        } else if self.format == Format::Toml {
            let table = |entry: &Entry| {
                let line = |(key, value): &(&str, String)| Ok(format!("{key} = {}{break_}", quoted(value)?));
                let lines: Result<String, String> = entry.parts.iter().map(line).collect();
                Ok(format!("{break_}[[signatories]]{break_}{}", lines?))
            };
            let new: Result<String, String> = entries.iter().map(table).collect();
            let at = self.line_end(end);
            (at, format!("{break_}{}", new?.trim_end_matches(['\r', '\n'])))
        } else {
            let prefix = &self.text[head..last.span.start];
            if !(prefix.trim_start().starts_with('-') && prefix.trim() == "-") {
                return Err("its list is written in a form that is not known".to_owned());
            }
            let line = |entry: &Entry| Ok(format!("{break_}{prefix}{}", entry.write(self.format, facts)?));
            let new: Result<String, String> = entries.iter().map(line).collect();
            (self.line_end(end), new?)
        };
        self.edits.push((at..at, new));
        Ok(())
    }

    /// Whether the entries are TOML's tables under headers of their own.
    fn is_table(&self, items: &[Node]) -> bool {
        let first = items.first().map_or(0, |item| item.span.start);
        self.format == Format::Toml && self.text[self.line_start(first)..].trim_start().starts_with("[[")
    }

    /// Changes a part of a value, which may stand between quotation marks.
    fn replace_within(&mut self, span: Span, old: &str, new: &str) -> Result<(), String> {
        let at = self.text.get(span.range()).and_then(|typed| typed.find(old));
        let start = span.start + at.ok_or_else(|| format!("`{old}` is not where it should be"))?;
        self.edits.push((start..start + old.len(), new.to_owned()));
        Ok(())
    }

    fn space_before(&self, at: usize) -> &'a str {
        let before = &self.text[..at];
        let space = &before[before.trim_end().len()..];
        if space.is_empty() { " " } else { space }
    }

    /// The white space in front of a key; something else there is no block of keys.
    fn indent(&self, at: usize) -> Result<&'a str, String> {
        let indent = &self.text[self.line_start(at)..at];
        match indent.trim().is_empty() {
            true => Ok(indent),
            false => Err("its keys are written in a form that is not known".to_owned()),
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
        at + line.trim_end_matches('\r').len()
    }

    fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

fn entry<'n>(mapping: &'n Node, name: &str) -> Result<(&'n Key, &'n Node), String> {
    let Value::Mapping(entries) = &mapping.value else { return Err("it is no mapping".to_owned()) };
    let found = entries.iter().find(|(key, _)| key.name == name);
    found.map(|(key, node)| (key, node)).ok_or_else(|| format!("there is no `{name}`"))
}

/// Where a value ends, whatever it holds. The place of a mapping or a list in brackets is that of its opening one.
fn end_of(node: &Node, text: &str) -> usize {
    let inner = match &node.value {
        Value::List(items) => items.iter().map(|item| end_of(item, text)).max(),
        Value::Mapping(entries) => entries.iter().map(|(_, value)| end_of(value, text)).max(),
        Value::Null | Value::Scalar(_) => None,
    };
    let end = inner.unwrap_or(0).max(node.span.end);
    let closing = match (&node.value, text[node.span.start..].chars().next()) {
        (Value::Mapping(_), Some('{')) => '}',
        (Value::List(_), Some('[')) => ']',
        _ => return end,
    };
    // Behind the last value there are white space, a comma and comments at most.
    let closed = text[..end].ends_with(closing);
    if closed { end } else { text[end..].find(closing).map_or(end, |at| end + at + 1) }
}
