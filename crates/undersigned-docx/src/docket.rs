//! What a file for a translator says of itself: a part of its own, which translators' tools and LibreOffice carry along
//! without looking into it.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use undersigned::sheet::Inline;
use undersigned::translation::{DOCKET_VERSION, Docket};

use crate::error::Kind;
use crate::package::{Kinship, Package};
use crate::text::checked;

/// The namespace of the part. Readers of any version know it; the version stands in an attribute.
pub(crate) const NAMESPACE: &str = "urn:undersigned:docket";

const ITEM: &str = "customXml/item1.xml";

/// Adds the part, and the one that Word wants beside it.
pub(crate) fn add(docket: &Docket, package: &mut Package<'_>) -> Result<(), Kind> {
    package.add(Kinship::Docket, "word/document.xml", "rIdDocket", ITEM, &part(docket)?);
    let properties = format!(
        "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" \
         ds:itemID=\"{{7C3B2E0A-5D1F-4E7B-9C52-0D6A1B8F3E64}}\"><ds:schemaRefs>\
         <ds:schemaRef ds:uri=\"{NAMESPACE}\"/></ds:schemaRefs></ds:datastoreItem>"
    );
    package.add(Kinship::DocketProperties, ITEM, "rIdProperties", "customXml/itemProps1.xml", &properties);
    Ok(())
}

fn part(docket: &Docket) -> Result<String, Kind> {
    let (source, target) = (docket.source.code(), docket.target.code());
    let (reference, hash) = (escape(checked(&docket.reference, "reference")?), escape(docket.hash.as_str()));
    let mut xml = format!(
        "<docket xmlns=\"{NAMESPACE}\" version=\"{DOCKET_VERSION}\" reference=\"{reference}\" \
         source=\"{source}\" target=\"{target}\" hash=\"{hash}\">"
    );
    // Writing to a string cannot fail, here and below.
    for unit in &docket.units {
        let _ = write!(xml, "<unit key=\"{}\" role=\"{}\">", escape(unit.key.as_str()), unit.role.name());
        for inline in &unit.source {
            match inline {
                Inline::Text(text) => {
                    let form: String = [(text.emphasis, " emphasis=\"1\""), (text.strong, " strong=\"1\"")]
                        .iter()
                        .filter_map(|&(applies, attribute)| applies.then_some(attribute))
                        .collect();
                    let text = escape(checked(&text.text, &unit.key)?);
                    let _ = write!(xml, "<t{form}>{text}</t>");
                }
                Inline::NoteMark(number) => {
                    let _ = write!(xml, "<mark note=\"{number}\"/>");
                }
            }
        }
        xml.push_str("</unit>");
    }
    for locked in &docket.locked {
        let text = escape(checked(&locked.text, locked.role.name())?);
        let _ = write!(xml, "<locked role=\"{}\">{text}</locked>", locked.role.name());
    }
    xml.push_str("</docket>");
    Ok(xml)
}
