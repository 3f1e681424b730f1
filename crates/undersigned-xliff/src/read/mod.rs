//! Reads XLIFF that came back from a translator, whatever program saved it last.
//!
//! The file comes from strangers: everything that could grow is bounded, and no part of it leads anywhere.

mod bytes;
mod content;
mod inline;
pub(crate) mod limits;
mod unit;
mod xml;

use std::collections::BTreeSet;

use undersigned::Language;
use undersigned::sheet::Inline;
use undersigned::translation::{Docket, Locked, Returned, ReturnedParagraph, Unit};

use self::limits::MAX_UNITS;
use self::unit::ReadUnit;
use self::xml::{Element, Event, MAX_SHOWN, Xml};
use crate::docket;
use crate::error::Kind;
use crate::key;
use crate::version::Version;

/// What came back in a file.
pub(crate) fn file(bytes: &[u8]) -> Result<Returned, Kind> {
    let text = bytes::text(bytes)?;
    let mut xml = Xml::new(&text);
    let root = root(&mut xml)?;
    let version = version(&root)?;
    let mut read = None;
    while let Some(event) = xml.child()? {
        let Event::Open(element) = event else { continue };
        match element.name() {
            "file" if read.is_some() => return Err(Kind::SeveralFiles { line: xml.line() }),
            "file" => read = Some(File::read(&root, &element, version, &mut xml)?),
            _ => xml.skip()?,
        }
    }
    // Whatever follows must be XML too.
    while xml.next()?.is_some() {}
    Ok(read.ok_or(Kind::NoFile)?.returned())
}

/// The root element. What is damaged before it may be anything.
fn root(xml: &mut Xml<'_>) -> Result<Element, Kind> {
    match xml.next() {
        Ok(Some(Event::Open(element))) if element.name() == "xliff" => Ok(element),
        Ok(_) | Err(Kind::Xml { .. } | Kind::Truncated { .. }) => Err(Kind::NoXliff),
        Err(fault) => Err(fault),
    }
}

/// As which version a file is read.
fn version(root: &Element) -> Result<Version, Kind> {
    let number = root.attribute("version").unwrap_or_default();
    match (root.namespace.strip_prefix(NAMESPACES), number) {
        (Some("1.1" | "1.2"), "1.1" | "1.2") => Ok(Version::V1_2),
        // Version 1.0 had no namespace, and some tools write none.
        (None, "1.0" | "1.1" | "1.2") if root.namespace.is_empty() => Ok(Version::V1_2),
        (Some("2.0"), "2.0" | "2.1") => Ok(Version::V2_1),
        (None, _) => Err(Kind::NoXliff),
        (Some(_), _) => Err(Kind::OtherVersion { version: shown(number) }),
    }
}

/// What the namespaces of all versions begin with.
const NAMESPACES: &str = "urn:oasis:names:tc:xliff:document:";

/// The one document of a file.
#[derive(Debug, Default)]
struct File {
    reference: Option<String>,
    source: Option<Language>,
    target: Option<Language>,
    hash: Option<String>,
    units: Vec<ReadUnit>,
    ids: BTreeSet<String>,
}

impl File {
    fn read(root: &Element, element: &Element, version: Version, xml: &mut Xml<'_>) -> Result<File, Kind> {
        let (source, target) = match version {
            Version::V1_2 => (element.attribute("source-language"), element.attribute("target-language")),
            Version::V2_1 => (root.attribute("srcLang"), root.attribute("trgLang")),
        };
        let mut file = File {
            reference: element.attribute("original").map(str::to_owned),
            source: source.map(language).transpose()?,
            target: target.map(language).transpose()?,
            ..File::default()
        };
        file.children(xml)?;
        Ok(file)
    }

    /// Reads what stands in an element that holds units, or notes on the file. What is in one another is
    /// bounded by the reader.
    fn children(&mut self, xml: &mut Xml<'_>) -> Result<(), Kind> {
        while let Some(event) = xml.child()? {
            let Event::Open(element) = event else { continue };
            match element.name() {
                "header" | "body" | "group" | "notes" => self.children(xml)?,
                "note" => {
                    let hash = docket::hash(&xml.text()?)?;
                    self.hash = self.hash.take().or(hash);
                }
                "trans-unit" | "unit" => self.unit(&element, xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn unit(&mut self, element: &Element, xml: &mut Xml<'_>) -> Result<(), Kind> {
        if self.units.len() >= MAX_UNITS {
            return Err(Kind::ManyUnits);
        }
        let id = element.attribute("id").filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| Kind::NoId { line: xml.line() })?.to_owned();
        if !self.ids.insert(id.clone()) {
            return Err(Kind::Twice { id: shown(&id), line: xml.line() });
        }
        let unit = unit::read(id, element, xml)?;
        self.units.push(unit);
        Ok(())
    }

    fn returned(self) -> Returned {
        let mut docket = match (self.reference, self.source, self.target) {
            (Some(reference), Some(source), Some(target)) => Some(Docket {
                reference,
                source,
                target,
                hash: self.hash.unwrap_or_default(),
                units: Vec::new(),
                locked: Vec::new(),
            }),
            _ => None,
        };
        let mut locked = Vec::new();
        let mut paragraphs = Vec::with_capacity(self.units.len());
        for unit in self.units {
            let ReadUnit { id, role, source, target } = unit;
            let number = key::locked_number(&id);
            // Some tools drop the translation of what is not to be translated: nothing was done to it.
            let inlines = target.or_else(|| number.map(|_| source.clone()));
            // A unit that is not translated, or not to its end, is a paragraph without text.
            paragraphs.push(ReturnedParagraph {
                begins: vec![id.clone()],
                role: Some(role),
                inlines: inlines.unwrap_or_default(),
                ..Default::default()
            });
            match (number, &mut docket) {
                (Some(number), _) => {
                    locked.push((number, Locked { role, text: plain(&source), unconfirmed: false }));
                }
                (None, Some(docket)) => {
                    docket.units.push(Unit { key: id, role, source, target: None, note: None });
                }
                (None, None) => {}
            }
        }
        if let Some(docket) = &mut docket {
            docket.locked = in_order(locked);
        }
        Returned { docket, paragraphs, ..Returned::default() }
    }
}

/// What is not translated, each at the place that its number says. Where one is missing, what comes after it
/// would stand at the place of another.
fn in_order(mut locked: Vec<(usize, Locked)>) -> Vec<Locked> {
    locked.sort_by_key(|(number, _)| *number);
    let numbered = locked.into_iter().zip(1..);
    numbered.take_while(|((number, _), place)| number == place).map(|((_, locked), _)| locked).collect()
}

/// The language of a tag, by its first part: tools change the region, its case, or the sign before it.
fn language(tag: &str) -> Result<Language, Kind> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
    primary.parse().map_err(|_| Kind::Language { tag: shown(tag) })
}

fn plain(inlines: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text(text) => Some(text.text.clone()),
        Inline::NoteMark(_) => None,
    };
    inlines.iter().filter_map(text).collect()
}

/// What a file holds, as an error shows it.
fn shown(text: &str) -> String {
    text.chars().take(MAX_SHOWN).collect()
}
