//! TOML, through the `toml` crate's parser with places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Key, Node, SyntaxFault, Value};
use crate::Span;

/// Reads a TOML file.
pub(super) fn parse(text: &str) -> Result<Node, SyntaxFault> {
    let (table, errors) = DeTable::parse_recoverable(text);
    // What comes behind the first fault comes of it.
    let Some(error) = errors.first() else {
        let whole = table.span();
        return Ok(mapping(table.into_inner(), Span::input(whole)));
    };
    let at = error.span().map_or(0, |span| span.start);
    Err(SyntaxFault::new(format!("this is not TOML: {}", error.message()), at))
}

fn mapping(table: DeTable<'_>, span: Span) -> Node {
    let mut entries: Vec<(Key, Node)> = table
        .into_iter()
        .map(|(key, value)| {
            let key = Key { span: Span::input(key.span()), name: key.into_inner().into_owned() };
            (key, node(value))
        })
        .collect();
    // The table hands its entries over by name; the order of the file says which language comes first.
    entries.sort_by_key(|(key, _)| key.span.start);
    Node { value: Value::Mapping(entries), span }
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = Span::input(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Scalar(text.into_owned()),
        DeValue::Integer(number) => Value::Scalar(number.to_string()),
        DeValue::Float(number) => Value::Scalar(number.to_string()),
        DeValue::Boolean(truth) => Value::Scalar(truth.to_string()),
        DeValue::Datetime(date) => Value::Scalar(date.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(node).collect()),
        DeValue::Table(table) => return mapping(table, span),
    };
    Node { value, span }
}
