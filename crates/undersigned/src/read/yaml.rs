//! YAML, through serde-saphyr.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use serde_saphyr::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};

use super::node::{Key, Node, SyntaxFault, Value, offset_of};
use crate::Span;
use crate::bounds::{MAX_DEPTH, MAX_VALUES};

/// Reads one YAML document.
pub(super) fn parse(text: &str) -> Result<Node, SyntaxFault> {
    let options = serde_saphyr::options! {
        // Duplicates are reported with all other faults, so the parser lets them through.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        // `no` is a name in Norway's list before it is a truth value.
        strict_booleans: true,
        // `.INF` may be a title; its spelling is taken from the source.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_nodes: MAX_VALUES,
            max_depth: MAX_DEPTH,
        },
        // An anchor may serve a second language; a thousandfold repetition is an attack.
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 10_000,
            max_replay_stack_depth: 8,
        },
    };
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => Ok(node(raw, text)),
        Err(error) => Err(fault(&error, text)),
    }
}

fn fault(error: &serde_saphyr::Error, text: &str) -> SyntaxFault {
    let error = error.without_snippet();
    let at = error.location().map_or(text.len(), |location| {
        let (line, column) = (location.line(), location.column());
        offset_of(text, usize::try_from(line).unwrap_or(1), usize::try_from(column).unwrap_or(1))
    });
    let message = error.to_string();
    // The parser ends its messages with the place, which is shown apart.
    let message = message.split(" at line ").next().unwrap_or(&message);
    match error {
        serde_saphyr::Error::MultipleDocuments { .. } => SyntaxFault {
            message: "a second document begins here".to_owned(),
            at,
            help: Some("one file holds one document: put the other into a file of its own".to_owned()),
            too_large: false,
        },
        // A limit that an alias breaks is wrapped so that only its message tells what it is.
        _ if message.contains("budget breached: Depth") => SyntaxFault::too_deep(at),
        _ if message.contains("budget breached: Nodes") => {
            SyntaxFault::too_large(format!("the file has more than {MAX_VALUES} keys and values"), at)
        }
        _ if message.contains("limit exceeded") || message.contains("budget breached") => SyntaxFault {
            message: format!("the file is too large or too deep for a document ({message})"),
            at,
            help: Some("is this the file that you meant? A document repeats little by aliases".to_owned()),
            too_large: true,
        },
        _ => SyntaxFault {
            message: format!("this is not YAML: {message}"),
            at,
            help: Some(syntax_help(message).to_owned()),
            too_large: false,
        },
    }
}

/// What most likely led to a complaint of the parser.
fn syntax_help(message: &str) -> &'static str {
    if message.contains("tab") {
        "indent lines by spaces, not by tabs"
    } else if message.contains("simple key") || message.contains("block") || message.contains("indent") {
        "the keys of one mapping begin in the same column, and a space stands behind `:` and `-`"
    } else {
        "a text with `: ` or ` #` in it, or one that begins with a special character, stands between \
         quotation marks"
    }
}

/// A value as serde hands it over.
enum Raw {
    Null,
    Text(String),
    /// A number or a truth value: its spelling is taken from the source.
    Plain,
    List(Vec<Spanned<Raw>>),
    Mapping(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RawVisitor;

        impl<'de> Visitor<'de> for RawVisitor {
            type Value = Raw;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }

            fn visit_none<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }

            fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }

            fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
                Ok(Raw::Plain)
            }

            fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
                Ok(Raw::Text(text.to_owned()))
            }

            fn visit_string<E>(self, text: String) -> Result<Raw, E> {
                Ok(Raw::Text(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = access.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_entry()? {
                    entries.push(entry);
                }
                Ok(Raw::Mapping(entries))
            }
        }

        deserializer.deserialize_any(RawVisitor)
    }
}

fn node(raw: Spanned<Raw>, text: &str) -> Node {
    // Where an alias stands for a value, the value's own place is the one to mend.
    let span = span(raw.defined, text);
    let value = match raw.value {
        // `Null` is a surname; only where nothing is written, or YAML's sign for it, there is nothing.
        Raw::Null => match text.get(span.range()).unwrap_or_default().trim() {
            "" | "~" => Value::Null,
            word => Value::Scalar(word.to_owned()),
        },
        Raw::Text(scalar) => Value::Scalar(scalar),
        Raw::Plain => Value::Scalar(text.get(span.range()).unwrap_or_default().trim().to_owned()),
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(item, text)).collect()),
        Raw::Mapping(entries) => Value::Mapping(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let key = Key { span: self::span(key.defined, text), name: key.value };
                    (key, node(value, text))
                })
                .collect(),
        ),
    };
    Node { value, span }
}

/// The bytes of a location, without the white space that the parser counts to the end of a block scalar.
fn span(location: serde_saphyr::Location, text: &str) -> Span {
    let span = location.span();
    let start = span
        .byte_offset()
        .and_then(|at| usize::try_from(at).ok())
        .unwrap_or_else(|| {
            let line = usize::try_from(location.line()).unwrap_or(1);
            let column = usize::try_from(location.column()).unwrap_or(1);
            offset_of(text, line, column)
        })
        .min(text.len());
    let length = span.byte_len().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
    let covered = text.get(start..start.saturating_add(length).min(text.len())).unwrap_or_default();
    Span { source: 0, start, end: start + covered.trim_end().len() }
}
