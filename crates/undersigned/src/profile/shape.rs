//! From the tree of a TOML file to values of types. Serde stops at the first fault: so what is at fault is remembered, and
//! the file is read again without it, until nothing more is found.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::toml_file::{TomlFile, known_words};
use crate::Span;
use crate::facts::nearest;
use crate::rules::finding;
use crate::rules::profile::UnusableFile;

/// The values of a file in their types, without those at fault where the type can do without them. What is wrong is told
/// to the file.
pub(super) fn read<T: DeserializeOwned>(file: &TomlFile<'_>, root: &Spanned<DeValue<'_>>) -> Option<T> {
    let at_fault = RefCell::new(BTreeSet::new());
    loop {
        let known = at_fault.borrow().len();
        let reader = Reader { file, value: root, name: "the file".to_owned(), at_fault: &at_fault };
        match T::deserialize(&reader) {
            Ok(value) => return Some(value),
            Err(refusal) => reader.tell(refusal),
        }
        if at_fault.borrow().len() == known || known > MOST_FAULTS {
            return None;
        }
    }
}

/// A file with more faults than this is another file.
const MOST_FAULTS: usize = 200;

/// Why a value is none of its type. It is told where its place is known.
#[derive(Debug)]
enum Refusal {
    /// It was told of a value within.
    Told,
    /// It cannot do without what was told of before.
    Incomplete,
    /// A key is missing in a table.
    Missing(&'static str),
    /// The value is something else: what it should be, and what it is.
    Type(String, String),
    /// A list is too short or too long: what it should be, and how many there are.
    Length(String, usize),
    /// A word is none of those that are known.
    Word(String, &'static [&'static str]),
    /// What the type itself says.
    Other(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Refusal {}

impl de::Error for Refusal {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Refusal::Other(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Refusal::Type(noun(&expected.to_string()), shown(found))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Refusal::Type(noun(&expected.to_string()), shown(found))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Refusal::Length(expected.to_string(), length)
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Refusal::Word(word.to_owned(), known)
    }

    fn missing_field(key: &'static str) -> Self {
        Refusal::Missing(key)
    }
}

/// What a type expects, in the words of somebody who writes the file.
fn noun(expected: &str) -> String {
    match expected {
        "f64" => "a number",
        "u32" | "u64" | "usize" => "a whole number, 0 or more",
        "a string" => "a text",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "a map" => "a table",
        other if other.starts_with("struct ") => "a table",
        other if other.starts_with("enum ") => "a word",
        other => return other.to_owned(),
    }
    .to_owned()
}

fn shown(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("the text `{text}`"),
        Unexpected::Signed(number) => format!("`{number}`"),
        Unexpected::Float(number) => format!("`{number}`"),
        Unexpected::Bool(truth) => format!("`{truth}`"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        other => other.to_string(),
    }
}

/// Reads one value.
struct Reader<'f, 't> {
    file: &'f TomlFile<'t>,
    value: &'f Spanned<DeValue<'t>>,
    /// What the value is called in messages: its key, with those of the tables that it stands in.
    name: String,
    at_fault: &'f RefCell<BTreeSet<*const Spanned<DeValue<'t>>>>,
}

impl<'f, 't> Reader<'f, 't> {
    fn tell(&self, refusal: Refusal) {
        self.tell_at(Span::input(self.value.span()), refusal);
    }

    fn tell_at(&self, at: Span, refusal: Refusal) {
        let name = &self.name;
        let (message, help) = match refusal {
            Refusal::Told | Refusal::Incomplete => return,
            Refusal::Missing(key) => {
                let help = "add it; `undersigned profile init` writes the built-in files, to copy it from";
                (format!("{name} lacks `{key}`"), Some(help.to_owned()))
            }
            Refusal::Type(expected, found) => (format!("{name} is {expected}, not {found}"), None),
            Refusal::Length(expected, length) => {
                (format!("{name} has {length} entries"), Some(format!("write {expected}")))
            }
            Refusal::Word(word, known) => {
                (format!("{name}: there is no `{word}`"), Some(known_words(&word, known)))
            }
            Refusal::Other(message) => (format!("{name}: {message}"), None),
        };
        let mut fault = finding(UnusableFile, message).at(at, "");
        fault.help = help;
        self.file.push(fault);
    }

    /// Reads what stands in this value; without a key, as an entry of a list.
    fn inner<'de, S: DeserializeSeed<'de>>(
        &self,
        key: Option<&str>,
        value: &'f Spanned<DeValue<'t>>,
        seed: S,
    ) -> Result<S::Value, Refusal> {
        let name = match (key, self.name.strip_suffix('`')) {
            (None, _) => self.name.clone(),
            (Some(key), None) => format!("`{key}`"),
            (Some(key), Some(outer)) => format!("{outer}.{key}`"),
        };
        let reader = Reader { value, name, ..*self };
        seed.deserialize(&reader).map_err(|refusal| {
            // The next time the values round it may be sound without it.
            if !matches!(refusal, Refusal::Told) {
                reader.tell(refusal);
                self.at_fault.borrow_mut().insert(value);
            }
            Refusal::Told
        })
    }

    fn is_at_fault(&self, value: &'f Spanned<DeValue<'t>>) -> bool {
        self.at_fault.borrow().contains(&std::ptr::from_ref(value))
    }

    fn found(&self) -> Unexpected<'_> {
        match self.value.get_ref() {
            DeValue::String(text) => Unexpected::Str(text),
            DeValue::Integer(number) => {
                number.as_str().parse().map_or(Unexpected::Other("a number"), Unexpected::Signed)
            }
            DeValue::Float(number) => {
                number.as_str().parse().map_or(Unexpected::Other("a number"), Unexpected::Float)
            }
            DeValue::Boolean(truth) => Unexpected::Bool(*truth),
            DeValue::Datetime(_) => Unexpected::Other("a date"),
            DeValue::Array(_) => Unexpected::Seq,
            DeValue::Table(_) => Unexpected::Map,
        }
    }
}

impl<'de> Deserializer<'de> for &Reader<'_, '_> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.value.get_ref() {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => visitor.visit_i64(number),
                Err(_) => Err(Refusal::Other("the number is too large".to_owned())),
            },
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(Refusal::Other("this is no number".to_owned())),
            },
            DeValue::Boolean(truth) => visitor.visit_bool(*truth),
            // A date means the same with and without quotation marks.
            DeValue::Datetime(date) => visitor.visit_string(date.to_string()),
            DeValue::Array(_) => self.deserialize_seq(visitor),
            DeValue::Table(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let DeValue::Array(items) = self.value.get_ref() else {
            return Err(de::Error::invalid_type(self.found(), &visitor));
        };
        let sound: Vec<_> = items.iter().filter(|item| !self.is_at_fault(item)).collect();
        visitor.visit_seq(Items { of: self, items: sound.into_iter() })
    }

    /// A list in which each entry has its meaning by its place, so that none is left out.
    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Refusal> {
        match self.value.get_ref() {
            DeValue::Array(items) if items.len() != length => {
                Err(Refusal::Length(format!("{length} of them"), items.len()))
            }
            DeValue::Array(items) if items.iter().any(|item| self.is_at_fault(item)) => {
                Err(Refusal::Incomplete)
            }
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let DeValue::Table(table) = self.value.get_ref() else {
            return Err(de::Error::invalid_type(self.found(), &visitor));
        };
        let sound = table.iter().filter(|(_, value)| !self.is_at_fault(value));
        visitor.visit_map(Entries { of: self, entries: in_order(sound.collect()).into_iter(), value: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let DeValue::Table(table) = self.value.get_ref() else {
            return Err(de::Error::invalid_type(self.found(), &visitor));
        };
        // Keys whose value is at fault, and keys that misspelt ones most likely mean: they are not missing besides.
        let mut told: Vec<&str> = Vec::new();
        let mut entries = Vec::new();
        for (key, value) in in_order(table.iter().collect()) {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let message = format!("there is no key `{name}` in {}", self.name);
                self.file.fault(Span::input(key.span()), message, known_words(name, known));
                told.extend(nearest(name, known.iter().copied()));
            } else if self.is_at_fault(value) {
                told.push(name);
            } else {
                entries.push((key, value));
            }
        }
        match visitor.visit_map(Entries { of: self, entries: entries.into_iter(), value: None }) {
            Err(Refusal::Missing(key)) if told.contains(&key) => Err(Refusal::Incomplete),
            read => read,
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.value.get_ref() {
            DeValue::String(text) => {
                let text: StrDeserializer<'_, Refusal> = (**text).into_deserializer();
                visitor.visit_enum(text)
            }
            _ => Err(de::Error::invalid_type(self.found(), &visitor)),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        tuple_struct identifier ignored_any
    }
}

/// A key with its value.
type Entry<'f, 't> = (&'f Spanned<DeString<'t>>, &'f Spanned<DeValue<'t>>);

/// The entries as they stand in the file; a table hands them over by name.
fn in_order<'f, 't>(mut entries: Vec<Entry<'f, 't>>) -> Vec<Entry<'f, 't>> {
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// The entries of a list.
struct Items<'r, 'f, 't> {
    of: &'r Reader<'f, 't>,
    items: std::vec::IntoIter<&'f Spanned<DeValue<'t>>>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_, '_> {
    type Error = Refusal;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refusal> {
        self.items.next().map(|value| self.of.inner(None, value, seed)).transpose()
    }
}

/// The entries of a table.
struct Entries<'r, 'f, 't> {
    of: &'r Reader<'f, 't>,
    entries: std::vec::IntoIter<Entry<'f, 't>>,
    /// The entry whose key was read.
    value: Option<Entry<'f, 't>>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_, '_> {
    type Error = Refusal;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refusal> {
        self.value = self.entries.next();
        let Some((key, value)) = self.value else { return Ok(None) };
        let name: StrDeserializer<'_, Refusal> = (**key.get_ref()).into_deserializer();
        seed.deserialize(name).map(Some).map_err(|refusal| {
            self.of.tell_at(Span::input(key.span()), refusal);
            self.of.at_fault.borrow_mut().insert(value);
            Refusal::Told
        })
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refusal> {
        match self.value.take() {
            Some((key, value)) => self.of.inner(Some(key.get_ref()), value, seed),
            None => Err(Refusal::Other("a value without a key".to_owned())),
        }
    }
}
