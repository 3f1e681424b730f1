//! A file as a small tree, within bounds: it comes from strangers.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::error::Kind;

/// A file of more bytes than this is refused unread: the longest list of signatories takes two megabytes.
pub const MAX_FILE: usize = 16 << 20;
/// Elements in one another; groups and inline elements come to about ten.
pub(crate) const MAX_DEPTH: usize = 64;
/// Elements and texts: ten thousand signatories, each a unit of five, and as much again.
pub(crate) const MAX_NODES: usize = 200_000;
/// In characters: more than twice the longest paragraph that a document may have.
pub(crate) const MAX_TEXT: usize = 50_000;

/// An element and what stands in it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// The name without a prefix.
    pub(crate) name: String,
    /// The namespace; empty for none.
    namespace: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    /// The line of its opening, counted from 1.
    pub(crate) line: usize,
}

#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute by its local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether both are of one vocabulary.
    pub(crate) fn is_like(&self, other: &Element) -> bool {
        self.namespace == other.namespace
    }

    /// The elements in it of this name.
    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The elements in it, but those of another vocabulary, which a tool has put there for itself.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) if element.is_like(self) => Some(element),
            _ => None,
        })
    }

    /// The elements of this name in it, at any depth, in the order of the file; none within one another.
    pub(crate) fn descendants<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.descendants(name, found);
            }
        }
    }

    /// The text in it, whatever stands round it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for node in &self.children {
            match node {
                Node::Element(element) => text.push_str(&element.text()),
                Node::Text(more) => text.push_str(more),
            }
        }
        text
    }
}

/// Reads a file.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, Kind> {
    if bytes.len() > MAX_FILE {
        return Err(Kind::Large);
    }
    let text = decode(bytes)?;
    let mut reader = NsReader::from_str(&text);
    // The root's parent, which takes what stands outside the root.
    let mut open = vec![Element::default()];
    let mut nodes = 0;
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let line = lines.of(at);
        let broken = |source| Kind::Xml { line, source };
        let (namespace, event) = reader.read_resolved_event().map_err(|error| broken(Some(error)))?;
        nodes += 1;
        if nodes > MAX_NODES {
            return Err(Kind::Many);
        }
        let namespace = match namespace {
            ResolveResult::Bound(namespace) => String::from_utf8_lossy(namespace.as_ref()).into_owned(),
            _ => String::new(),
        };
        match event {
            Event::Start(tag) => {
                if open.len() > MAX_DEPTH {
                    return Err(Kind::Deep);
                }
                open.push(element(&tag, namespace, line)?);
            }
            Event::Empty(tag) => close(&mut open, element(&tag, namespace, line)?, line)?,
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| broken(None))?;
                close(&mut open, element, line)?;
            }
            Event::Text(content) => {
                add(&mut open, &content.xml10_content().map_err(|_| Kind::NotUtf8)?)?;
            }
            Event::CData(content) => add(&mut open, &content.xml10_content().map_err(|_| Kind::NotUtf8)?)?,
            Event::GeneralRef(reference) => {
                let name = String::from_utf8_lossy(&reference).into_owned();
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character.to_string(),
                    _ => predefined(&name).ok_or(Kind::Entity { name, line })?.to_owned(),
                };
                add(&mut open, &character)?;
            }
            Event::DocType(_) => return Err(Kind::DocumentType { line }),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    let [outside] = &mut open[..] else { return Err(Kind::Xml { line: lines.of(text.len()), source: None }) };
    let root = outside.children.drain(..).find_map(|node| match node {
        Node::Element(root) => Some(root),
        Node::Text(_) => None,
    });
    root.ok_or(Kind::Xml { line: 1, source: None })
}

/// The lines of a text, asked for from its beginning to its end.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        let passed = self.text.get(self.at..at).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.at = at.max(self.at);
        self.line
    }
}

/// UTF-8, or UTF-16 behind a byte order mark, in which some tools save.
fn decode(bytes: &[u8]) -> Result<String, Kind> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| Kind::NotUtf8)
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        bytes => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Kind> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Kind::NotUtf8)
}

fn element(tag: &BytesStart<'_>, namespace: String, line: usize) -> Result<Element, Kind> {
    let local = |bytes: &[u8]| utf8(bytes);
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Kind::Xml { line, source: Some(error.into()) })?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|source| Kind::Xml { line, source: Some(source) })?;
        attributes.push((local(attribute.key.local_name().as_ref())?, value.into_owned()));
    }
    let name = local(tag.local_name().as_ref())?;
    Ok(Element { name, namespace, attributes, children: Vec::new(), line })
}

fn close(open: &mut [Element], element: Element, line: usize) -> Result<(), Kind> {
    let parent = open.last_mut().ok_or(Kind::Xml { line, source: None })?;
    parent.children.push(Node::Element(element));
    Ok(())
}

fn add(open: &mut [Element], more: &str) -> Result<(), Kind> {
    let Some(parent) = open.last_mut() else { return Ok(()) };
    match parent.children.last_mut() {
        Some(Node::Text(text)) => text.push_str(more),
        _ => parent.children.push(Node::Text(more.to_owned())),
    }
    match parent.children.last() {
        Some(Node::Text(text)) if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT => Err(Kind::Long),
        _ => Ok(()),
    }
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
