//! What a next edition changes in the file.

use super::entry::Entry;
use crate::edit::{Editor, end_of, entry, quoted};
use crate::facts::Facts;
use crate::read::{Node, Value};
use crate::{Date, Format};

impl Editor<'_> {
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
}
