//! JSON, through serde_json. Its raw values are slices of the input, and so tell their places.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Key, Node, SyntaxFault, Value};
use crate::Span;
use crate::bounds::MAX_DEPTH;

/// Reads one JSON value.
pub(super) fn parse(text: &str) -> Result<Node, SyntaxFault> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| fault(&error, text))?;
    node(raw, text, 0)
}

fn fault(error: &serde_json::Error, text: &str) -> SyntaxFault {
    // serde_json counts columns in bytes, and lines from 1.
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    SyntaxFault::new(message(error), at)
}

/// What serde_json says, without the place, which is shown apart.
fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    format!("this is not JSON: {}", message.split(" at line ").next().unwrap_or(&message))
}

/// The entries of an object, in order, doubles included.
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}

fn node(raw: &RawValue, text: &str, depth: usize) -> Result<Node, SyntaxFault> {
    let span = span(raw, text);
    if depth > MAX_DEPTH {
        return Err(SyntaxFault::too_deep(span.start));
    }
    let inner = |error: serde_json::Error| SyntaxFault::new(message(&error), span.start);
    let value = match raw.get().as_bytes().first() {
        Some(b'{') => {
            let Entries(entries) = serde_json::from_str(raw.get()).map_err(inner)?;
            let mut mapping = Vec::with_capacity(entries.len());
            for (key, value) in entries {
                let name = serde_json::from_str(key.get()).map_err(inner)?;
                mapping.push((Key { name, span: self::span(key, text) }, node(value, text, depth + 1)?));
            }
            Value::Mapping(mapping)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(inner)?;
            Value::List(items.into_iter().map(|item| node(item, text, depth + 1)).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Scalar(serde_json::from_str(raw.get()).map_err(inner)?),
        Some(b'n') => Value::Null,
        _ => Value::Scalar(raw.get().to_owned()),
    };
    Ok(Node { value, span })
}

/// A raw value is a slice of the text: where it begins in memory tells where it stands.
fn span(raw: &RawValue, text: &str) -> Span {
    let start = raw.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
    Span::input(start..start + raw.get().len())
}
