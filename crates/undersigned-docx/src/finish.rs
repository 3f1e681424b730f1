//! The finishing pass: what docx-rs wrote is read into a small tree, put into the order that the schema asks
//! for, rid of what nobody needs, and written out again.
//!
//! Text and attributes are carried through as they stand, escaped; nothing is decoded on the way.

use std::borrow::Cow;

use docx_rs::BuildXML;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::error::Kind;

/// An element, with everything in it in the order in which it will be written.
#[derive(Debug, Default)]
pub(crate) struct Element<'a> {
    pub(crate) name: &'a str,
    /// As written between the name and the end of the tag.
    pub(crate) attributes: Cow<'a, str>,
    pub(crate) children: Vec<Node<'a>>,
}

/// What stands in an element.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    Element(Element<'a>),
    /// Escaped text.
    Text(&'a str),
}

/// The XML that docx-rs makes of one of its values.
pub(crate) fn source(value: &impl BuildXML) -> Result<String, Kind> {
    Ok(String::from_utf8(value.build())?)
}

impl<'a> Element<'a> {
    /// An element without content.
    pub(crate) fn leaf(name: &'a str, attributes: impl Into<Cow<'a, str>>) -> Self {
        Element { name, attributes: attributes.into(), children: Vec::new() }
    }

    /// Reads the root of `xml` and tidies it.
    pub(crate) fn read(xml: &'a str) -> Result<Self, Kind> {
        let mut reader = Reader::from_str(xml);
        // The root's parent, which takes what stands outside the root and is thrown away.
        let mut open = vec![Element::default()];
        let mut from = 0;
        loop {
            let event = reader.read_event()?;
            let to = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
            let written = xml.get(from..to).unwrap_or_default();
            from = to;
            match event {
                Event::Start(_) => open.push(Element::from_tag(written)),
                Event::Empty(_) => close(&mut open, Element::from_tag(written))?,
                Event::End(_) => {
                    let element = open.pop().ok_or(Kind::Unbalanced)?;
                    close(&mut open, element)?;
                }
                Event::Text(_) | Event::GeneralRef(_) => {
                    let parent = open.last_mut().ok_or(Kind::Unbalanced)?;
                    parent.children.push(Node::Text(written));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let [outside] = &mut open[..] else { return Err(Kind::Unbalanced) };
        outside
            .children
            .drain(..)
            .find_map(|node| match node {
                Node::Element(root) => Some(root),
                Node::Text(_) => None,
            })
            .ok_or(Kind::Unbalanced)
    }

    fn from_tag(tag: &'a str) -> Self {
        let inside = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        // docx-rs counts paragraphs through for the whole process: the number differs from run to run, and no
        // part of ours refers to it.
        let attributes = if name == "w:p" { "" } else { attributes.trim() };
        Element { name, attributes: attributes.into(), children: Vec::new() }
    }

    /// Adds an element where the schema wants it.
    pub(crate) fn insert(&mut self, child: Element<'a>) {
        self.children.push(Node::Element(child));
        self.sort();
    }

    /// Puts an element at the end of the text, before the properties of its pages.
    pub(crate) fn insert_before_section(&mut self, element: Element<'a>) {
        let mut element = Some(element);
        self.each("w:body", &mut |body| {
            let is_section = |node: &Node| matches!(node, Node::Element(child) if child.name == "w:sectPr");
            let at = body.children.iter().position(is_section).unwrap_or(body.children.len());
            if let Some(element) = element.take() {
                body.children.insert(at, Node::Element(element));
            }
        });
    }

    /// Puts an element into the child of this name, which is made if there is none.
    pub(crate) fn insert_into(&mut self, name: &'a str, element: Element<'a>) {
        for node in &mut self.children {
            if let Node::Element(child) = node
                && child.name == name
            {
                return child.insert(element);
            }
        }
        let mut child = Element::leaf(name, "");
        child.insert(element);
        self.insert(child);
    }

    /// Calls `change` on every element of this name, from the outside to the inside.
    pub(crate) fn each(&mut self, name: &str, change: &mut impl FnMut(&mut Element<'a>)) {
        if self.name == name {
            change(self);
        }
        for node in &mut self.children {
            if let Node::Element(child) = node {
                child.each(name, change);
            }
        }
    }

    /// Puts the children into the order of the schema, where it has one.
    fn sort(&mut self) {
        if let Some(order) = order(self.name) {
            let rank = |node: &Node| match node {
                Node::Element(child) => {
                    order.iter().position(|name| *name == child.name).unwrap_or(order.len())
                }
                Node::Text(_) => order.len(),
            };
            self.children.sort_by_key(rank);
        }
    }

    /// Writes the element at the end of `out`.
    pub(crate) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        if !self.attributes.is_empty() {
            out.push(' ');
            out.push_str(&self.attributes);
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Element(child) => child.write(out),
                Node::Text(text) => out.push_str(text),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }

    /// The element as text.
    pub(crate) fn to_xml(&self) -> String {
        let mut xml = String::new();
        self.write(&mut xml);
        xml
    }
}

/// Takes an element that is complete into its parent.
fn close<'a>(open: &mut [Element<'a>], mut element: Element<'a>) -> Result<(), Kind> {
    let parent = open.last_mut().ok_or(Kind::Unbalanced)?;
    // docx-rs writes its properties whether there are any or not.
    if element.children.is_empty() && matches!(element.name, "w:rPr" | "w:pPr") {
        return Ok(());
    }
    element.sort();
    parent.children.push(Node::Element(element));
    Ok(())
}

/// The children of an element in the order of the schema (ECMA-376, part 1, annex A.1), as far as this crate
/// writes them; `None` where the order is that of the text.
fn order(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:style" => &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
        ],
        "w:pPr" => &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
        "w:rPr" => &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:noProof",
            "w:spacing",
            "w:sz",
            "w:szCs",
            "w:shd",
            "w:vertAlign",
            "w:lang",
        ],
        "w:sectPr" => &["w:headerReference", "w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:titlePg"],
        "w:numPr" => &["w:ilvl", "w:numId"],
        "w:pBdr" => &["w:top", "w:bottom"],
        "w:lvl" => &["w:start", "w:numFmt", "w:suff", "w:lvlText", "w:lvlJc", "w:pPr", "w:rPr"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(xml: &str) -> String {
        Element::read(xml).unwrap().to_xml()
    }

    #[test]
    fn properties_come_in_the_order_of_the_schema() {
        assert_eq!(
            tidied(
                "<w:pPr><w:rPr><w:sz w:val=\"2\" /><w:b /></w:rPr><w:jc w:val=\"both\" /><w:pStyle /></w:pPr>"
            ),
            "<w:pPr><w:pStyle/><w:jc w:val=\"both\"/><w:rPr><w:b/><w:sz w:val=\"2\"/></w:rPr></w:pPr>"
        );
    }

    #[test]
    fn text_keeps_its_order_and_its_escapes() {
        assert_eq!(
            tidied(
                "<?xml version=\"1.0\"?><w:p w14:paraId=\"00000001\"><w:pPr><w:rPr /></w:pPr><w:r><w:rPr />\
                    <w:t xml:space=\"preserve\"> a &amp; b&lt; </w:t></w:r><w:r /></w:p>"
            ),
            "<w:p><w:r><w:t xml:space=\"preserve\"> a &amp; b&lt; </w:t></w:r><w:r/></w:p>"
        );
    }

    #[test]
    fn an_open_element_is_an_error() {
        assert!(Element::read("<w:p><w:r>").is_err());
        assert!(Element::read("").is_err());
    }
}
