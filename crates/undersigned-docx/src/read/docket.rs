//! What a file says of itself, read back.

use undersigned::Language;
use undersigned::sheet::{Inline, Role, Text};
use undersigned::translation::{DOCKET_VERSION, Docket, Locked, Unit};

use super::error::Fault;
use super::limits::MAX_UNITS;
use super::xml::{Element, Event, Vocabulary, Xml};

/// The docket, if the part is one.
pub(super) fn read(part: &str) -> Result<Option<Docket>, Fault> {
    let mut xml = Xml::new(part);
    let root = loop {
        match xml.next()? {
            Some(Event::Open(element)) => break element,
            Some(_) => {}
            None => return Ok(None),
        }
    };
    if root.name.vocabulary != Vocabulary::Docket {
        return Ok(None);
    }
    let version = root.attribute("version").unwrap_or_default();
    match version.parse::<u32>() {
        Ok(known) if known <= DOCKET_VERSION => {}
        Ok(_) => return Err(Fault::LaterVersion { version: version.to_owned() }),
        Err(_) => return Err(Fault::Docket("its version is no number")),
    }
    let language = |name: &str| -> Result<Language, Fault> {
        let code = root.attribute(name).unwrap_or_default();
        code.parse().map_err(|_| Fault::Docket("it names no language by its code"))
    };
    let mut docket = Docket {
        reference: root.attribute("reference").unwrap_or_default().to_owned(),
        source: language("source")?,
        target: language("target")?,
        hash: root.attribute("hash").unwrap_or_default().to_owned(),
        units: Vec::new(),
        locked: Vec::new(),
    };
    while let Some(event) = xml.next()? {
        let Event::Open(element) = event else { continue };
        match element.name.local.as_str() {
            "unit" if docket.units.len() >= MAX_UNITS => {
                return Err(Fault::ManyUnits);
            }
            "unit" => docket.units.push(unit(&element, &mut xml)?),
            "locked" => {
                let locked = Locked { role: role(&element)?, text: xml.text_to_close()?, unconfirmed: false };
                docket.locked.push(locked);
            }
            _ => {}
        }
    }
    Ok(Some(docket))
}

fn unit(element: &Element, xml: &mut Xml<'_>) -> Result<Unit, Fault> {
    let key = element.attribute("key").filter(|key| !key.is_empty());
    let key = key.ok_or(Fault::Docket("a unit has no key"))?.to_owned();
    let mut source = Vec::new();
    loop {
        match xml.next()?.ok_or(Fault::Xml(None))? {
            Event::Open(element) if element.name.local == "t" => {
                let is_set = |name: &str| element.attribute(name) == Some("1");
                let (emphasis, strong) = (is_set("emphasis"), is_set("strong"));
                source.push(Inline::Text(Text {
                    text: xml.text_to_close()?,
                    emphasis,
                    strong,
                    ..Text::default()
                }));
            }
            Event::Open(element) if element.name.local == "mark" => {
                let number = element.attribute("note").and_then(|number| number.parse().ok());
                source.push(Inline::NoteMark(number.ok_or(Fault::Docket("a mark has no number"))?));
                xml.skip()?;
            }
            Event::Open(_) => xml.skip()?,
            Event::Close(_) => break,
            Event::Text(_) => {}
        }
    }
    Ok(Unit { key, role: role(element)?, source, target: None, note: None })
}

fn role(element: &Element) -> Result<Role, Fault> {
    let name = element.attribute("role").unwrap_or_default();
    Role::find(name).ok_or(Fault::Docket("a paragraph has no role that is known"))
}
