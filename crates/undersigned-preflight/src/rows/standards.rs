//! What the file claims to conform to, and what can be told at once of whether it does.

use super::count;
use super::links::Links;
use crate::document::{Document, dictionary_of};
use crate::error::Result;
use crate::report::{Matter, Row};
use crate::syntax::Object;

pub(super) fn row(document: &Document<'_>, links: &Links) -> Result<Row> {
    let file = &document.file;
    let xmp = document.xmp.as_ref();
    let archive = xmp.and_then(|xmp| xmp.archive());
    let accessible = xmp.and_then(|xmp| xmp.accessible());
    let mut claims = vec![format!("PDF {}", file.version())];
    claims.extend(archive.map(|(part, level)| format!("PDF/A-{part}{}", level.to_ascii_lowercase())));
    claims.extend(accessible.map(|part| format!("PDF/UA-{part}")));
    let intents = intents(document)?;
    let intent = if intents > 0 { "an output intent" } else { "no output intent" };
    let mut row = Row::new(Matter::Standards, format!("claims {}; {intent}", claims.join(", ")));
    match xmp {
        None => row.fault("the file has no metadata (XMP), so it claims nothing"),
        Some(xmp) => {
            if let Some(fault) = &xmp.fault {
                row.fault(format!("the metadata (XMP) cannot be read: {fault}"));
            }
        }
    }
    match archive {
        Some(("2", "A" | "a")) => {}
        Some(_) => row.fault("the file claims another part or level of PDF/A than 2a"),
        None => row.fault("the file does not claim PDF/A-2a"),
    }
    match accessible {
        Some("1") => {}
        Some(_) => row.fault("the file claims another part of PDF/UA than 1"),
        None => row.fault("the file does not claim PDF/UA-1"),
    }
    if intents == 0 {
        row.fault("no output intent of PDF/A with a profile: the printed colours are not defined");
    }
    if !matches!(file.trailer.get("ID"), Some(Object::Array(_))) {
        row.fault("the file has no identifier (ID)");
    }
    forbidden(document, links, &mut row)?;
    Ok(row)
}

/// How many output intents of PDF/A have a profile.
fn intents(document: &Document<'_>) -> Result<usize> {
    let file = &document.file;
    let all = file.get(document.catalog(), "OutputIntents")?;
    let mut sound = 0;
    for intent in all.array().unwrap_or_default() {
        let intent = file.resolve(intent)?;
        let entries = dictionary_of(&intent);
        let for_archive = file.get(entries, "S")?.name() == Some("GTS_PDFA1");
        sound += usize::from(for_archive && file.get(entries, "DestOutputProfile")?.stream().is_some());
    }
    Ok(sound)
}

/// What no file of ours has, and PDF/A-2a does not allow.
fn forbidden(document: &Document<'_>, links: &Links, row: &mut Row) -> Result<()> {
    let file = &document.file;
    let catalog = document.catalog();
    let names = file.get(catalog, "Names")?;
    let names = dictionary_of(&names);
    let scripts = file.get(names, "JavaScript")?.dictionary().is_some();
    if scripts {
        row.fault("the file has scripts (JavaScript)");
    }
    let actions: Vec<&str> = links.actions.iter().map(String::as_str).collect();
    if !actions.is_empty() {
        row.fault(format!(
            "the file acts ({}): {} that is more than going to a place",
            actions.join(", "),
            count(actions.len(), "kind of action", "kinds of actions")
        ));
    }
    let attached = file.get(names, "EmbeddedFiles")?.dictionary().is_some()
        || file.get(catalog, "AF")?.array().is_some_and(|files| !files.is_empty());
    if attached {
        row.fault("the file has other files in it");
    }
    let form = file.get(catalog, "AcroForm")?;
    let fields = file.get(dictionary_of(&form), "Fields")?;
    if fields.array().is_some_and(|fields| !fields.is_empty()) {
        row.fault("the file has fields to be filled in");
    }
    Ok(())
}
