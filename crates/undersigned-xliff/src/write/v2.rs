//! A file in XLIFF 2.1.

use undersigned::translation::Draft;

use super::xml::{Xml, text};
use super::{Entry, State};
use crate::docket;
use crate::error::Kind;
use crate::version::Version;

pub(super) fn file(draft: &Draft, entries: &[Entry]) -> Result<String, Kind> {
    let Draft { docket, languages: (source, target), .. } = draft;
    text(&docket.reference, "reference")?;
    let version = Version::V2_1;
    let mut xml = Xml::new();
    xml.open(
        "xliff",
        &[
            ("xmlns", version.namespace()),
            ("version", &version.to_string()),
            ("srcLang", source.tag.as_str()),
            ("trgLang", target.tag.as_str()),
        ],
    );
    xml.open("file", &[("id", "f1"), ("original", &docket.reference)]);
    notes(&[("category", docket::AUTHOR)], &text(&docket::note(docket), "hash")?, &mut xml);
    for entry in entries {
        unit(entry, &mut xml)?;
    }
    Ok(xml.finish())
}

fn unit(entry: &Entry, xml: &mut Xml) -> Result<(), Kind> {
    let mut attributes = vec![("id", entry.key.as_str()), ("type", &entry.kind)];
    if entry.is_locked {
        attributes.push(("translate", "no"));
    }
    // On the unit, so that it holds for the segments that a tool makes of this one.
    attributes.push(("xml:space", "preserve"));
    xml.open("unit", &attributes);
    if let Some(note) = &entry.note {
        notes(&[], &text(note, &entry.key)?, xml);
    }
    let state = match entry.state {
        State::Untranslated => "initial",
        State::Translated => "translated",
        State::Final => "final",
    };
    xml.open("segment", &[("state", state)]);
    xml.line("source", &[], &entry.text.source);
    if let Some(target) = &entry.text.target {
        xml.line("target", &[], target);
    }
    xml.close();
    xml.close();
    Ok(())
}

fn notes(attributes: &[(&'static str, &str)], content: &str, xml: &mut Xml) {
    xml.open("notes", &[]);
    xml.line("note", attributes, content);
    xml.close();
}
