//! A file in XLIFF 1.2.

use undersigned::translation::Draft;

use super::xml::{Xml, text};
use super::{Entry, State};
use crate::docket;
use crate::error::Kind;
use crate::version::Version;

pub(super) fn file(draft: &Draft, entries: &[Entry]) -> Result<String, Kind> {
    let Draft { docket, languages: (source, target), .. } = draft;
    text(&docket.reference, "reference")?;
    let version = Version::V1_2;
    let mut xml = Xml::new();
    xml.open("xliff", &[("xmlns", version.namespace()), ("version", &version.to_string())]);
    xml.open(
        "file",
        &[
            ("original", &docket.reference),
            ("source-language", source.tag.as_str()),
            ("target-language", target.tag.as_str()),
            ("datatype", "plaintext"),
        ],
    );
    xml.open("header", &[]);
    xml.line("note", &[("from", docket::AUTHOR)], &text(&docket::note(docket), "hash")?);
    xml.close();
    xml.open("body", &[]);
    for entry in entries {
        unit(entry, &mut xml)?;
    }
    Ok(xml.finish())
}

fn unit(entry: &Entry, xml: &mut Xml) -> Result<(), Kind> {
    let mut attributes = vec![("id", entry.key.as_str()), ("restype", &entry.kind)];
    if entry.is_locked {
        attributes.push(("translate", "no"));
    }
    if entry.state == State::Final {
        // Some tools count what is not approved as work to do, whatever its state.
        attributes.push(("approved", "yes"));
    }
    attributes.push(("xml:space", "preserve"));
    xml.open("trans-unit", &attributes);
    xml.line("source", &[], &entry.text.source);
    let state = match entry.state {
        State::Untranslated => "needs-translation",
        State::Translated => "translated",
        State::Final => "final",
    };
    // Where there is no translation yet, the text that was tabled stands in its place. OmegaT 3.6 shows what
    // stands in the targets, translates that, and passes over a unit without one; other tools tell by the
    // state that nothing is done yet.
    let target = entry.text.target.as_ref().unwrap_or(&entry.text.source);
    xml.line("target", &[("state", state)], target);
    if let Some(note) = &entry.note {
        xml.line("note", &[], &text(note, &entry.key)?);
    }
    xml.close();
    Ok(())
}
