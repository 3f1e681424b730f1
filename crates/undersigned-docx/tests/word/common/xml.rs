//! A tree of XML to ask questions of, made without the code that is tested.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Xml {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Xml>,
    /// The text directly in the element, without that of its children.
    pub(crate) text: String,
}

impl Xml {
    pub(crate) fn parse(bytes: &[u8]) -> Xml {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Xml::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => open.push(Xml::from_tag(&tag)),
                Event::Empty(tag) => open.last_mut().unwrap().children.push(Xml::from_tag(&tag)),
                Event::End(_) => {
                    let element = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(element);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.decode().unwrap()),
                Event::GeneralRef(name) => {
                    let escaped = format!("&{};", name.decode().unwrap());
                    let text = quick_xml::escape::unescape(&escaped).unwrap().into_owned();
                    open.last_mut().unwrap().text.push_str(&text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "every element is closed");
        open.remove(0).children.remove(0)
    }

    fn from_tag(tag: &BytesStart) -> Xml {
        let attributes = tag
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                let value = String::from_utf8(attribute.value.to_vec()).unwrap();
                (key, quick_xml::escape::unescape(&value).unwrap().into_owned())
            })
            .collect();
        let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
        Xml { name, attributes, ..Xml::default() }
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The attribute `w:val`.
    pub(crate) fn val(&self) -> &str {
        self.attribute("w:val").unwrap_or_else(|| panic!("{} has no w:val", self.name))
    }

    /// Every element of this name inside, in the order of the text.
    pub(crate) fn all<'x>(&'x self, name: &str) -> Vec<&'x Xml> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    fn collect<'x>(&'x self, name: &str, found: &mut Vec<&'x Xml>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            child.collect(name, found);
        }
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Xml> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The `w:val` of the element at the end of a path, as in `w:pPr/w:pStyle`.
    pub(crate) fn val_at(&self, path: &str) -> Option<&str> {
        path.split('/').try_fold(self, |element, name| element.child(name)).map(Xml::val)
    }

    /// The names of the children.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.children.iter().map(|child| child.name.as_str()).collect()
    }

    /// What is read in it: its text, with a tab as a tab and marks of notes as `[1]`.
    pub(crate) fn reading(&self) -> String {
        match self.name.as_str() {
            "w:t" => self.text.clone(),
            "w:tab" => "\t".to_owned(),
            "w:footnoteReference" => format!("[{}]", self.attribute("w:id").unwrap()),
            "w:footnoteRef" => "#".to_owned(),
            "w:pPr" | "w:instrText" => String::new(),
            _ => self.children.iter().map(Xml::reading).collect(),
        }
    }
}
