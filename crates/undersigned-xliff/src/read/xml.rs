//! XML as a row of openings, texts and closings, within bounds and with the line where each stands.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::EscapeError;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::limits::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_NAMESPACES};
use crate::error::Kind;

/// What stands in a file.
#[derive(Debug)]
pub(super) enum Event<'a> {
    Open(Element),
    Close,
    Text(Cow<'a, str>),
}

/// The opening of an element.
#[derive(Debug)]
pub(super) struct Element {
    /// The namespace; empty where there is none.
    pub(super) namespace: String,
    name: String,
    /// Those without a prefix: the others are not of XLIFF.
    attributes: Vec<(String, String)>,
    /// Whether it is of the same namespace as the root.
    is_of_root: bool,
}

impl Element {
    /// The name, if the element is of XLIFF; the empty text, which is the name of none, for all others.
    pub(super) fn name(&self) -> &str {
        if self.is_of_root { &self.name } else { "" }
    }

    /// The value of an attribute of XLIFF.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A file that is read from its beginning to its end.
pub(super) struct Xml<'a> {
    text: &'a str,
    reader: NsReader<&'a [u8]>,
    /// The namespace of the root, once that has been met.
    root: Option<String>,
    depth: usize,
    /// Where the last event begins, in bytes.
    at: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = NsReader::from_str(text);
        // An empty element has a closing too.
        reader.config_mut().expand_empty_elements = true;
        reader.resolver_mut().set_max_declarations_per_element(MAX_NAMESPACES);
        Xml { text, reader, root: None, depth: 0, at: 0 }
    }

    /// The line in which the last event begins. It is counted each time: ask for it where there is a fault.
    pub(super) fn line(&self) -> usize {
        line_at(self.text, self.at)
    }

    /// What comes next; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'a>>, Kind> {
        loop {
            self.at = usize::try_from(self.reader.buffer_position()).unwrap_or_default();
            let raw = match self.reader.read_event() {
                Ok(raw) => raw,
                Err(error) => return Err(self.fault(error)),
            };
            match raw {
                Raw::Start(tag) => return self.open(&tag).map(|element| Some(Event::Open(element))),
                Raw::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or_else(|| self.malformed())?;
                    return Ok(Some(Event::Close));
                }
                Raw::Text(text) => {
                    let text = text.xml10_content().map_err(|error| self.fault(error.into()))?;
                    if self.depth > 0 {
                        return Ok(Some(Event::Text(text)));
                    }
                    if !text.trim().is_empty() {
                        return Err(self.malformed());
                    }
                }
                Raw::CData(text) if self.depth > 0 => {
                    let text = text.xml10_content().map_err(|error| self.fault(error.into()))?;
                    return Ok(Some(Event::Text(text)));
                }
                Raw::GeneralRef(reference) if self.depth > 0 => {
                    let name = String::from_utf8_lossy(&reference);
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(character)) => character,
                        Ok(None) => predefined(&name).ok_or_else(|| self.entity(&name))?,
                        Err(error) => return Err(self.fault(error)),
                    };
                    self.check(character)?;
                    return Ok(Some(Event::Text(String::from(character).into())));
                }
                Raw::CData(_) | Raw::GeneralRef(_) => return Err(self.malformed()),
                Raw::DocType(_) => return Err(Kind::DocumentType { line: self.line() }),
                Raw::Eof if self.depth > 0 => return Err(Kind::Truncated { line: self.line() }),
                Raw::Eof => return Ok(None),
                Raw::Empty(_) | Raw::Decl(_) | Raw::PI(_) | Raw::Comment(_) => {}
            }
        }
    }

    /// What stands next inside an element that was opened: `None` for its closing, which is passed.
    pub(super) fn child(&mut self) -> Result<Option<Event<'a>>, Kind> {
        match self.next()? {
            Some(Event::Close) => Ok(None),
            Some(event) => Ok(Some(event)),
            None => Err(self.malformed()),
        }
    }

    /// The text inside an element that was opened, without that of elements in it.
    pub(super) fn text(&mut self) -> Result<String, Kind> {
        let mut text = String::new();
        while let Some(event) = self.child()? {
            match event {
                Event::Open(_) => self.skip()?,
                Event::Text(more) => text.push_str(&more),
                Event::Close => {}
            }
        }
        Ok(text)
    }

    /// Passes over the inside of an element that was opened, and its closing.
    pub(super) fn skip(&mut self) -> Result<(), Kind> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The fault that the file is not well-formed.
    fn malformed(&self) -> Kind {
        Kind::Xml { line: self.line(), source: None }
    }

    fn fault(&self, error: quick_xml::Error) -> Kind {
        match error {
            quick_xml::Error::Escape(EscapeError::UnrecognizedEntity(_, name)) => self.entity(&name),
            quick_xml::Error::Syntax(_) if self.depth > 0 => Kind::Truncated { line: self.line() },
            error => Kind::Xml { line: self.line(), source: Some(error) },
        }
    }

    fn entity(&self, name: &str) -> Kind {
        Kind::Entity { name: name.chars().take(MAX_SHOWN).collect(), line: self.line() }
    }

    /// Refuses a character that no reference may make.
    fn check(&self, character: char) -> Result<(), Kind> {
        match is_in_xml(character) {
            true => Ok(()),
            false => Err(Kind::Character { character, line: self.line() }),
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<Element, Kind> {
        if self.depth == 0 && self.root.is_some() {
            return Err(self.malformed());
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Kind::Deep { line: self.line() });
        }
        let (namespace, name) = self.reader.resolver().resolve_element(tag.name());
        let namespace = match namespace {
            ResolveResult::Bound(namespace) => String::from_utf8_lossy(namespace.as_ref()).into_owned(),
            ResolveResult::Unbound => String::new(),
            // A prefix that nothing declares.
            ResolveResult::Unknown(_) => return Err(self.malformed()),
        };
        let name = String::from_utf8_lossy(name.as_ref()).into_owned();
        let mut attributes = Vec::new();
        for (attribute, number) in tag.attributes().zip(1..) {
            // Each is compared with all before it: an element may not have two of one name.
            if number > MAX_ATTRIBUTES {
                return Err(Kind::ManyAttributes { line: self.line() });
            }
            let attribute = attribute.map_err(|error| self.fault(error.into()))?;
            if attribute.key.prefix().is_some() || attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| self.fault(error))?;
            value.chars().try_for_each(|character| self.check(character))?;
            let name = String::from_utf8_lossy(attribute.key.as_ref());
            attributes.push((name.into_owned(), value.into_owned()));
        }
        let root = self.root.get_or_insert_with(|| namespace.clone());
        let is_of_root = *root == namespace;
        Ok(Element { namespace, name, attributes, is_of_root })
    }
}

/// How many characters of what a file holds are shown in an error.
pub(super) const MAX_SHOWN: usize = 50;

/// The line of a place in a text; the first has the number 1.
pub(super) fn line_at(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    before.iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// Whether XML 1.0 has the character.
pub(super) const fn is_in_xml(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
