//! Elements, indented: a file that is read by people who look for a fault.

use std::borrow::Cow;

use quick_xml::escape::{escape, partial_escape};

use crate::error::Kind;

const INDENT: &str = "  ";

/// XML that is being written.
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

/// Attributes, each with its value.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Xml {
    pub(super) fn new() -> Self {
        Xml { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Opens an element that holds others.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.indent();
        tag(&mut self.text, name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            end(&mut self.text, name);
            self.text.push('\n');
        }
    }

    /// An element of one line, with content that is XML already.
    pub(super) fn line(&mut self, name: &'static str, attributes: Attributes<'_>, content: &str) {
        self.indent();
        tag(&mut self.text, name, attributes);
        self.text.push('>');
        self.text.push_str(content);
        end(&mut self.text, name);
        self.text.push('\n');
    }

    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn indent(&mut self) {
        self.text.extend(self.open.iter().map(|_| INDENT));
    }
}

/// A tag up to its closing bracket.
pub(super) fn tag(xml: &mut String, name: &str, attributes: Attributes<'_>) {
    xml.push('<');
    xml.push_str(name);
    for (name, value) in attributes {
        xml.push(' ');
        xml.push_str(name);
        xml.push_str("=\"");
        xml.push_str(&escape(*value));
        xml.push('"');
    }
}

/// The tag at the end of an element.
pub(super) fn end(xml: &mut String, name: &str) {
    xml.push_str("</");
    xml.push_str(name);
    xml.push('>');
}

/// Text as it stands in an element. What controls a terminal or breaks a line is no text: it is refused, as
/// it is in a Word file. `unit` is where it stands.
pub(super) fn text<'t>(text: &'t str, unit: &str) -> Result<Cow<'t, str>, Kind> {
    let refused = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}');
    match text.chars().find(|&c| refused(c)) {
        Some(character) => Err(Kind::Unwritable { unit: unit.to_owned(), character }),
        None => Ok(partial_escape(text)),
    }
}
