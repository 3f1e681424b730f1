//! The tree that all three formats are read into: values as they were written, each with its place.

use std::collections::BTreeSet;

use crate::Span;
use crate::bounds::{MAX_DEPTH, MAX_VALUES};

/// A value of the input and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Span,
}

impl Node {
    /// What makes a tree larger or deeper than that of any document.
    pub(crate) fn excess(&self) -> Option<SyntaxFault> {
        let mut left = vec![(self, 0)];
        let (mut count, mut first_beyond) = (0, None);
        while let Some((node, depth)) = left.pop() {
            if depth > MAX_DEPTH {
                return Some(SyntaxFault::too_deep(node.span.start));
            }
            count += 1;
            match &node.value {
                Value::Null | Value::Scalar(_) => {}
                Value::List(items) => left.extend(items.iter().rev().map(|item| (item, depth + 1))),
                Value::Mapping(entries) => {
                    count += entries.len();
                    left.extend(entries.iter().rev().map(|(_, value)| (value, depth + 1)));
                }
            }
            if count > MAX_VALUES {
                first_beyond.get_or_insert(node.span.start);
            }
        }
        let message = format!("the file has {count} keys and values; the most is {MAX_VALUES}");
        first_beyond.map(|at| SyntaxFault::too_large(message, at))
    }

    /// Whether the tree has a place twice: an alias stands for what is written elsewhere.
    pub(crate) fn has_alias(&self, seen: &mut BTreeSet<Span>) -> bool {
        let inner = match &self.value {
            Value::Null => return false,
            Value::Scalar(_) => return self.span.start < self.span.end && !seen.insert(self.span),
            Value::List(items) => items.iter().collect::<Vec<_>>(),
            Value::Mapping(entries) => entries.iter().map(|(_, value)| value).collect(),
        };
        inner.into_iter().any(|node| node.has_alias(seen))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    /// Text, or a number, date or truth value as it was written.
    Scalar(String),
    List(Vec<Node>),
    /// The entries in the order of the input; a key that stands there twice is there twice.
    Mapping(Vec<(Key, Node)>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) span: Span,
}

impl Value {
    /// What the value is, for a message.
    pub(crate) fn noun(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Scalar(_) => "a text",
            Value::List(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }
}

/// What is wrong with the syntax of an input: the message, the first byte concerned, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxFault {
    pub(crate) message: String,
    pub(crate) at: usize,
    pub(crate) help: Option<String>,
    /// Whether the syntax is sound and only too much.
    pub(crate) too_large: bool,
}

impl SyntaxFault {
    pub(crate) fn new(message: impl Into<String>, at: usize) -> Self {
        SyntaxFault { message: message.into(), at, help: None, too_large: false }
    }

    pub(crate) fn too_deep(at: usize) -> Self {
        SyntaxFault::too_large(format!("values are nested more than {MAX_DEPTH} deep"), at)
    }

    pub(crate) fn too_large(message: String, at: usize) -> Self {
        let help = "is this the file that you meant?".to_owned();
        SyntaxFault { help: Some(help), too_large: true, ..SyntaxFault::new(message, at) }
    }
}

/// The byte at which a line and a column begin, both counted from 1, the column in characters.
pub(crate) fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => return text.len(),
        }
    }
    let rest = &text[start..];
    let end = rest.find('\n').unwrap_or(rest.len());
    rest[..end].char_indices().nth(column.saturating_sub(1)).map_or(start + end, |(at, _)| start + at)
}
