//! XML as a row of openings, texts and closings, with the names that the files of Word have and within bounds.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::error::Fault;
use super::limits::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_NAMESPACES};

/// What stands in a part.
#[derive(Debug, PartialEq)]
pub(super) enum Event<'a> {
    Open(Element),
    Close(Name),
    Text(Cow<'a, str>),
}

/// The opening of an element.
#[derive(Debug, PartialEq)]
pub(super) struct Element {
    pub(super) name: Name,
    attributes: Vec<(String, String)>,
}

/// A name: the vocabulary that it belongs to, and the name in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub(super) vocabulary: Vocabulary,
    pub(super) local: String,
}

/// The vocabularies that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// WordprocessingML, transitional or strict.
    Word,
    /// What this program writes of a file.
    Docket,
    Other,
}

impl Element {
    /// The value of an attribute by its local name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Name {
    /// The local name of an element of Word; empty for others, which is the name of none.
    pub(super) fn word(&self) -> &str {
        if self.vocabulary == Vocabulary::Word { &self.local } else { "" }
    }
}

/// A part that is read from its beginning to its end.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    depth: usize,
    /// How many vocabularies each open element declares, and how many all of them.
    declared: Vec<usize>,
    in_force: usize,
    /// Whether the root has been met.
    begun: bool,
    /// The name of an element that is empty: its closing comes after its opening.
    empty: Option<Name>,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Xml {
            reader: NsReader::from_str(text),
            depth: 0,
            declared: Vec::new(),
            in_force: 0,
            begun: false,
            empty: None,
        }
    }

    /// What comes next; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'a>>, Fault> {
        if let Some(name) = self.empty.take() {
            return Ok(Some(Event::Close(name)));
        }
        loop {
            let (namespace, raw) = self.reader.read_resolved_event()?;
            let vocabulary = vocabulary(&namespace);
            self.begun |= matches!(raw, Raw::Start(_) | Raw::Empty(_));
            match raw {
                Raw::Start(tag) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Fault::Deep);
                    }
                    let (element, declared) = element(&tag, vocabulary)?;
                    self.declared.push(declared);
                    self.in_force += declared;
                    if self.in_force > MAX_NAMESPACES {
                        return Err(Fault::ManyNamespaces);
                    }
                    return Ok(Some(Event::Open(element)));
                }
                Raw::Empty(tag) => {
                    let (element, _) = element(&tag, vocabulary)?;
                    self.empty = Some(element.name.clone());
                    return Ok(Some(Event::Open(element)));
                }
                Raw::End(tag) => {
                    self.depth = self.depth.checked_sub(1).ok_or(Fault::Xml(None))?;
                    self.in_force -= self.declared.pop().unwrap_or(0);
                    let local = text_of(tag.local_name().as_ref())?;
                    return Ok(Some(Event::Close(Name { vocabulary, local })));
                }
                Raw::Text(text) => {
                    let text = text.xml10_content().map_err(|_| Fault::NotUtf8)?;
                    return Ok(Some(Event::Text(text)));
                }
                Raw::CData(data) => {
                    let text = data.xml10_content().map_err(|_| Fault::NotUtf8)?;
                    return Ok(Some(Event::Text(text)));
                }
                Raw::GeneralRef(reference) => {
                    let name = text_of(&reference)?;
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(character)) => character.to_string(),
                        _ => predefined(&name).ok_or(Fault::Entity { name })?.to_owned(),
                    };
                    return Ok(Some(Event::Text(character.into())));
                }
                Raw::DocType(_) => return Err(Fault::DocumentType),
                // A part that ends in the middle of an element is a part that was cut off.
                Raw::Eof if self.depth > 0 || !self.begun => return Err(Fault::Xml(None)),
                Raw::Eof => return Ok(None),
                Raw::Decl(_) | Raw::PI(_) | Raw::Comment(_) => {}
            }
        }
    }

    /// The text up to the closing of an element that was opened.
    pub(super) fn text_to_close(&mut self) -> Result<String, Fault> {
        let mut text = String::new();
        loop {
            match self.next()?.ok_or(Fault::Xml(None))? {
                Event::Open(_) => self.skip()?,
                Event::Close(_) => return Ok(text),
                Event::Text(more) => text.push_str(&more),
            }
        }
    }

    /// Passes over the inside of an element that was opened, and its closing.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let mut open = 1;
        while open > 0 {
            match self.next()?.ok_or(Fault::Xml(None))? {
                Event::Open(_) => open += 1,
                Event::Close(_) => open -= 1,
                Event::Text(_) => {}
            }
        }
        Ok(())
    }
}

fn vocabulary(namespace: &ResolveResult<'_>) -> Vocabulary {
    let ResolveResult::Bound(namespace) = namespace else { return Vocabulary::Other };
    match namespace.as_ref() {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => Vocabulary::Word,
        name if name == super::super::docket::NAMESPACE.as_bytes() => Vocabulary::Docket,
        _ => Vocabulary::Other,
    }
}

/// The element of a tag, and how many vocabularies it declares.
fn element(tag: &BytesStart<'_>, vocabulary: Vocabulary) -> Result<(Element, usize), Fault> {
    let mut attributes = Vec::new();
    let mut declared = 0;
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Fault::Xml(Some(error.into())))?;
        if attributes.len() + declared >= MAX_ATTRIBUTES {
            return Err(Fault::ManyAttributes);
        }
        if attribute.key.as_namespace_binding().is_some() {
            declared += 1;
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        attributes.push((text_of(attribute.key.local_name().as_ref())?, value.into_owned()));
    }
    let name = Name { vocabulary, local: text_of(tag.local_name().as_ref())? };
    Ok((Element { name, attributes }, declared))
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

fn text_of(bytes: &[u8]) -> Result<String, Fault> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Fault::NotUtf8)
}
