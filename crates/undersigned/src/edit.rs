//! Changes an input file in place: everything that is not changed stays as it was, byte for byte.

use std::ops::Range;

use crate::read::{Key, Node, Value, parse};
use crate::{Format, Span};

/// The text of an input file and what is to be changed in it.
pub(crate) struct Editor<'a> {
    pub(crate) text: &'a str,
    pub(crate) format: Format,
    pub(crate) root: Node,
    pub(crate) edits: Vec<(Range<usize>, String)>,
}

impl<'a> Editor<'a> {
    pub(crate) fn new(text: &'a str, format: Format) -> Result<Self, String> {
        let root = parse(text, format).map_err(|_| "it cannot be read")?;
        Ok(Editor { text, format, root, edits: Vec::new() })
    }

    /// The text with all changes made; what is added at one place stands in the order in which it was added.
    pub(crate) fn finish(mut self) -> String {
        let mut text = self.text.to_owned();
        self.edits.sort_by_key(|(range, _)| range.start);
        for (range, replacement) in self.edits.into_iter().rev() {
            text.replace_range(range, &replacement);
        }
        text
    }

    /// Changes a part of a value, which may stand between quotation marks.
    pub(crate) fn replace_within(&mut self, span: Span, old: &str, new: &str) -> Result<(), String> {
        let at = self.text.get(span.range()).and_then(|typed| typed.find(old));
        let start = span.start + at.ok_or_else(|| format!("`{old}` is not where it should be"))?;
        self.edits.push((start..start + old.len(), new.to_owned()));
        Ok(())
    }

    pub(crate) fn space_before(&self, at: usize) -> &'a str {
        let before = &self.text[..at];
        let space = &before[before.trim_end().len()..];
        if space.is_empty() { " " } else { space }
    }

    /// The white space in front of a key; something else there is no block of keys.
    pub(crate) fn indent(&self, at: usize) -> Result<&'a str, String> {
        let indent = &self.text[self.line_start(at)..at];
        match indent.trim().is_empty() {
            true => Ok(indent),
            false => Err("its keys are written in a form that is not known".to_owned()),
        }
    }

    pub(crate) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    pub(crate) fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
        at + line.trim_end_matches('\r').len()
    }

    pub(crate) fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

pub(crate) fn entry<'n>(mapping: &'n Node, name: &str) -> Result<(&'n Key, &'n Node), String> {
    let Value::Mapping(entries) = &mapping.value else { return Err("it is no mapping".to_owned()) };
    let found = entries.iter().find(|(key, _)| key.name == name);
    found.map(|(key, node)| (key, node)).ok_or_else(|| format!("there is no `{name}`"))
}

/// Where a value ends, whatever it holds. The place of a mapping or a list in brackets is that of its opening one.
pub(crate) fn end_of(node: &Node, text: &str) -> usize {
    let inner = match &node.value {
        Value::List(items) => items.iter().map(|item| end_of(item, text)).max(),
        // A value behind an alias has its place elsewhere.
        Value::Mapping(entries) => {
            entries.iter().map(|(key, value)| end_of(value, text).max(key.span.end)).max()
        }
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

/// A text in a notation; in YAML without quotation marks where that is safe.
pub(crate) fn scalar(text: &str, format: Format) -> Result<String, String> {
    let safe = text.starts_with(char::is_alphabetic)
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(['[', ']', '{', '}', '"', '\\']);
    if format == Format::Yaml && safe { Ok(text.to_owned()) } else { quoted(text) }
}

/// A text between quotation marks: what JSON writes is understood by YAML and TOML too.
pub(crate) fn quoted(text: &str) -> Result<String, String> {
    serde_json::to_string(text).map_err(|error| error.to_string())
}
