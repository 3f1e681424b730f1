//! The structure of a file, which is what is read out.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::document::{Document, dictionary_of};
use crate::error::{Kind, Result};
use crate::syntax::{Dictionary, File, Object};

/// So many names of a role may each stand for the next.
const MOST_ROLES: usize = 16;

/// What is in the structure.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    pub(crate) elements: usize,
    pub(crate) first_headings: usize,
    pub(crate) figures: usize,
    pub(crate) figures_without_text: usize,
    pub(crate) notes: usize,
    /// Numbers of marked content, each with the object of its page.
    pub(crate) marks: BTreeSet<(u32, usize)>,
    /// Annotations by their objects, and whether their element has a text in their place.
    pub(crate) annotations: BTreeMap<u32, bool>,
}

/// What stands in the tree, with the page that the elements above it give it.
struct Waiting {
    kid: Kid,
    page: Option<u32>,
    /// Whether the element above has a text in the place of its content.
    has_text: bool,
}

enum Kid {
    Object(u32),
    Mark(usize),
    Inline(Dictionary),
}

/// The structure of a document, if it has one.
pub(crate) fn read(document: &Document<'_>) -> Result<Option<Structure>> {
    let file = &document.file;
    let root = file.get(document.catalog(), "StructTreeRoot")?;
    let Some(root) = root.dictionary() else { return Ok(None) };
    let roles = file.get(root, "RoleMap")?;
    let roles = dictionary_of(&roles);
    let mut structure = Structure::default();
    let mut seen = BTreeSet::new();
    let mut waiting = Vec::new();
    kids(file, root, None, false, &mut waiting)?;
    while let Some(Waiting { kid, page, has_text }) = waiting.pop() {
        let object = match kid {
            Kid::Mark(number) => {
                structure.marks.extend(page.map(|page| (page, number)));
                continue;
            }
            Kid::Object(number) if !seen.insert(number) => {
                return Err(Kind::broken(format!("object {number} is twice in the structure")));
            }
            Kid::Object(number) => file.object(number)?,
            Kid::Inline(entries) => Rc::new(Object::Dictionary(entries)),
        };
        let Some(entries) = object.dictionary() else { continue };
        let page = entries.get("Pg").and_then(Object::reference).or(page);
        match file.get(entries, "Type")?.name() {
            // Marked content on a page; that of a drawing (`Stm`) is counted for itself.
            Some("MCR") => {
                let number = file.get(entries, "MCID")?.whole();
                let own = number.filter(|_| !entries.contains_key("Stm"));
                structure.marks.extend(page.zip(own));
            }
            Some("OBJR") => {
                if let Some(number) = entries.get("Obj").and_then(Object::reference) {
                    structure.annotations.insert(number, has_text);
                }
            }
            _ => {
                let has_text = element(file, entries, roles, &mut structure)?;
                kids(file, entries, page, has_text, &mut waiting)?;
            }
        }
    }
    Ok(Some(structure))
}

/// Counts an element; says whether it has a text in the place of its content.
fn element(
    file: &File<'_>,
    entries: &Dictionary,
    roles: &Dictionary,
    structure: &mut Structure,
) -> Result<bool> {
    let says = |key| Ok(file.get(entries, key)?.bytes().is_some_and(|text| !text.is_empty()));
    let has_text = says("Alt")? || says("ActualText")?;
    structure.elements += 1;
    let name = file.get(entries, "S")?;
    match role(file, name.name().unwrap_or_default(), roles)?.as_str() {
        "H1" => structure.first_headings += 1,
        "Note" => structure.notes += 1,
        "Figure" => {
            structure.figures += 1;
            structure.figures_without_text += usize::from(!has_text);
        }
        _ => {}
    }
    Ok(has_text)
}

/// The role behind a name that the file made up.
fn role(file: &File<'_>, name: &str, roles: &Dictionary) -> Result<String> {
    let mut name = name.to_owned();
    for _ in 0..MOST_ROLES {
        match file.get(roles, &name)?.name() {
            Some(next) if next != name => name = next.to_owned(),
            _ => break,
        }
    }
    Ok(name)
}

fn kids(
    file: &File<'_>,
    entries: &Dictionary,
    page: Option<u32>,
    has_text: bool,
    waiting: &mut Vec<Waiting>,
) -> Result<()> {
    let mut add = |kid: &Object| {
        let kid = match kid {
            Object::Reference(number) => Kid::Object(*number),
            Object::Dictionary(entries) => Kid::Inline(entries.clone()),
            other => match other.whole() {
                Some(number) => Kid::Mark(number),
                None => return,
            },
        };
        waiting.push(Waiting { kid, page, has_text });
    };
    match entries.get("K") {
        // A reference may lead to an array, or to the one kid.
        Some(Object::Reference(number)) => match &*file.object(*number)? {
            Object::Array(items) => items.iter().for_each(add),
            _ => add(&Object::Reference(*number)),
        },
        Some(Object::Array(items)) => items.iter().for_each(add),
        Some(kid) => add(kid),
        None => {}
    }
    Ok(())
}
