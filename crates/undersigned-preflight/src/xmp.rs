//! What the metadata stream of a file says.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

const DC: &str = "http://purl.org/dc/elements/1.1/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";

/// Bytes of a packet; looking up its names takes longer than its size grows.
const MOST_BYTES: usize = 256 << 10;

/// The properties that are read, by namespace and name.
const PROPERTIES: [(&str, &str); 9] = [
    (DC, "title"),
    (DC, "language"),
    (XMP, "CreatorTool"),
    (XMP, "CreateDate"),
    (XMP, "ModifyDate"),
    (PDF, "Producer"),
    (PDFA, "part"),
    (PDFA, "conformance"),
    (PDFUA, "part"),
];

/// The properties that the report looks at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Xmp {
    values: [Option<String>; PROPERTIES.len()],
    /// What keeps it from being read to its end.
    pub(crate) fault: Option<String>,
}

impl Xmp {
    fn value(&self, namespace: &str, name: &str) -> Option<&str> {
        self.values[place(namespace.as_bytes(), name.as_bytes())?].as_deref()
    }

    pub(crate) fn title(&self) -> Option<&str> {
        self.value(DC, "title")
    }

    pub(crate) fn language(&self) -> Option<&str> {
        self.value(DC, "language")
    }

    pub(crate) fn creator_tool(&self) -> Option<&str> {
        self.value(XMP, "CreatorTool")
    }

    pub(crate) fn created(&self) -> Option<&str> {
        self.value(XMP, "CreateDate")
    }

    pub(crate) fn modified(&self) -> Option<&str> {
        self.value(XMP, "ModifyDate")
    }

    pub(crate) fn producer(&self) -> Option<&str> {
        self.value(PDF, "Producer")
    }

    /// The part of PDF/A and the level of conformance, such as `2` and `A`.
    pub(crate) fn archive(&self) -> Option<(&str, &str)> {
        Some((self.value(PDFA, "part")?, self.value(PDFA, "conformance").unwrap_or("")))
    }

    /// The part of PDF/UA, such as `1`.
    pub(crate) fn accessible(&self) -> Option<&str> {
        self.value(PDFUA, "part")
    }
}

fn place(namespace: &[u8], name: &[u8]) -> Option<usize> {
    PROPERTIES
        .iter()
        .position(|(known, property)| known.as_bytes() == namespace && property.as_bytes() == name)
}

/// Reads an XMP packet in UTF-8. A property is an element or an attribute; of several values the first counts.
pub(crate) fn read(bytes: &[u8]) -> Xmp {
    let mut xmp = Xmp::default();
    if let Err(fault) = collect(bytes, &mut xmp) {
        xmp.fault = Some(fault);
    }
    xmp
}

fn collect(bytes: &[u8], xmp: &mut Xmp) -> Result<(), String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("it is too large, more than {MOST_BYTES} bytes"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not in UTF-8".to_owned())?;
    let mut reader = NsReader::from_str(text);
    // The property that is open and how deep within it the reader is.
    let mut open: Option<(usize, usize)> = None;
    let mut value = String::new();
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|error| error.to_string())?;
        let bound = match namespace {
            ResolveResult::Bound(Namespace(name)) => name.to_vec(),
            _ => Vec::new(),
        };
        match event {
            Event::Start(tag) => match &mut open {
                Some((_, depth)) => *depth += 1,
                None => {
                    attributes(&reader, &tag, xmp)?;
                    open = place(&bound, tag.local_name().as_ref()).map(|place| (place, 0));
                    value.clear();
                }
            },
            Event::Empty(tag) => attributes(&reader, &tag, xmp)?,
            Event::Text(text) if open.is_some() => {
                value.push_str(&text.decode().map_err(|error| error.to_string())?);
            }
            Event::GeneralRef(reference) if open.is_some() => {
                let name = reference.decode().map_err(|error| error.to_string())?;
                match reference.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(character) => value.push(character),
                    None => value.push_str(
                        quick_xml::escape::resolve_predefined_entity(&name)
                            .ok_or_else(|| format!("it has an entity `{name}`"))?,
                    ),
                }
            }
            Event::End(_) => {
                if let Some((place, depth)) = open {
                    // The first item of a list that says something.
                    if !value.trim().is_empty() {
                        xmp.values[place].get_or_insert_with(|| value.trim().to_owned());
                    }
                    value.clear();
                    open = depth.checked_sub(1).map(|depth| (place, depth));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Properties may stand as attributes of their description.
fn attributes(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>, xmp: &mut Xmp) -> Result<(), String> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
        let ResolveResult::Bound(Namespace(namespace)) = namespace else { continue };
        if let Some(place) = place(namespace, name.as_ref()) {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| error.to_string())?;
            xmp.values[place].get_or_insert_with(|| value.trim().to_owned());
        }
    }
    Ok(())
}
