//! Links and other annotations: where they lead, and whether marks and notes lead to one another.

use std::collections::{BTreeMap, BTreeSet};

use super::{count, on_pages};
use crate::document::{Document, Rect, dictionary_of, rect};
use crate::error::{Kind, Result};
use crate::report::{Matter, Row};
use crate::structure::Structure;
use crate::syntax::{Dictionary, File, Object};

/// Annotations on all pages, most of which would be links.
const MOST: usize = 4000;
/// Points between a link and the place that leads back to it, which is set a little above it.
const NEAR: f64 = 20.0;

/// The annotations of a document.
#[derive(Default)]
pub(super) struct Links {
    pub(super) links: Vec<Link>,
    /// Annotations that are no links, by kind.
    others: BTreeMap<String, BTreeSet<usize>>,
    /// What happens by itself or by a click and is more than going to a place, by kind.
    pub(super) actions: BTreeSet<String>,
}

pub(super) struct Link {
    /// Counted from 0.
    pub(super) page: usize,
    pub(super) object: Option<u32>,
    pub(super) has_parent: bool,
    pub(super) has_contents: bool,
    rect: Option<Rect>,
    target: Target,
}

enum Target {
    /// A page of the document, and a point on it if one is given.
    Place(usize, Option<(f64, f64)>),
    /// A place that the document does not have.
    Nowhere,
    Outside,
}

pub(super) fn read(document: &Document<'_>) -> Result<Links> {
    let file = &document.file;
    let numbers: BTreeMap<u32, usize> =
        document.pages.iter().enumerate().map(|(index, page)| (page.number, index)).collect();
    let names = Names::new(document)?;
    let mut links = Links::default();
    let mut all = 0;
    for (page, node) in document.pages.iter().enumerate() {
        automatic(file, node.dictionary(), &mut links)?;
        let annotations = file.get(node.dictionary(), "Annots")?;
        for item in annotations.array().unwrap_or_default() {
            all += 1;
            if all > MOST {
                return Err(Kind::TooMuch { what: "annotations", most: MOST });
            }
            let annotation = file.resolve(item)?;
            let entries = dictionary_of(&annotation);
            automatic(file, entries, &mut links)?;
            let action = file.get(entries, "A")?;
            act(file, &action, &mut links)?;
            let kind = file.get(entries, "Subtype")?.name().unwrap_or("without a kind").to_owned();
            if kind != "Link" {
                links.others.entry(kind).or_default().insert(page);
                continue;
            }
            let contents = file.get(entries, "Contents")?;
            links.links.push(Link {
                page,
                object: item.reference(),
                has_parent: file.get(entries, "StructParent")?.whole().is_some(),
                has_contents: contents.bytes().is_some_and(|text| !text.is_empty()),
                rect: rect(file, entries, "Rect")?,
                target: target(file, entries, dictionary_of(&action), &names, &numbers)?,
            });
        }
    }
    automatic(file, document.catalog(), &mut links)?;
    act(file, &*file.get(document.catalog(), "OpenAction")?, &mut links)?;
    Ok(links)
}

/// Actions that an event sets off.
fn automatic(file: &File<'_>, entries: &Dictionary, links: &mut Links) -> Result<()> {
    if file.get(entries, "AA")?.dictionary().is_some() {
        links.actions.insert("by itself".to_owned());
    }
    Ok(())
}

/// An action that does more than go to a place.
fn act(file: &File<'_>, action: &Object, links: &mut Links) -> Result<()> {
    if let Some(entries) = action.dictionary() {
        let kind = file.get(entries, "S")?;
        match kind.name() {
            Some("GoTo" | "GoToR" | "URI" | "Named" | "Thread") => {}
            kind => drop(links.actions.insert(kind.unwrap_or("without a kind").to_owned())),
        }
    }
    Ok(())
}

fn target(
    file: &File<'_>,
    entries: &Dictionary,
    action: &Dictionary,
    names: &Names,
    numbers: &BTreeMap<u32, usize>,
) -> Result<Target> {
    let inner = file.get(action, "S")?.name() == Some("GoTo");
    let place = match entries.get("Dest") {
        Some(place) => file.resolve(place)?,
        None if inner => file.get(action, "D")?,
        None if action.is_empty() => return Ok(Target::Nowhere),
        None => return Ok(Target::Outside),
    };
    let named = match &*place {
        Object::Name(name) => names.places.get(name.as_bytes()),
        Object::Text(name) => names.places.get(name),
        _ => None,
    };
    let place = match named {
        Some(place) => file.resolve(place)?,
        None => place,
    };
    // A name leads to a place, or to a dictionary that holds one.
    let inner;
    let place = match place.dictionary() {
        Some(entries) => {
            inner = file.get(entries, "D")?;
            &*inner
        }
        None => &*place,
    };
    let Some([page, rest @ ..]) = place.array() else { return Ok(Target::Nowhere) };
    let Some(&page) = page.reference().and_then(|page| numbers.get(&page)) else {
        return Ok(Target::Nowhere);
    };
    let point = match rest {
        [Object::Name(kind), Object::Number(left), Object::Number(top), ..] if kind == "XYZ" => {
            Some((*left, *top))
        }
        _ => None,
    };
    Ok(Target::Place(page, point))
}

/// Places of the document that have names.
struct Names {
    places: BTreeMap<Vec<u8>, Object>,
}

impl Names {
    fn new(document: &Document<'_>) -> Result<Names> {
        let file = &document.file;
        let mut places = BTreeMap::new();
        // By names, as old files have them, and by texts in a tree.
        let old = file.get(document.catalog(), "Dests")?;
        places.extend(
            dictionary_of(&old).iter().map(|(name, place)| (name.as_bytes().to_vec(), place.clone())),
        );
        let all = file.get(document.catalog(), "Names")?;
        let mut waiting: Vec<Object> = dictionary_of(&all).get("Dests").cloned().into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = waiting.pop() {
            if node.reference().is_some_and(|number| !seen.insert(number)) {
                return Err(Kind::broken("the tree of named places leads in a circle"));
            }
            let node = file.resolve(&node)?;
            let entries = dictionary_of(&node);
            waiting.extend(file.get(entries, "Kids")?.array().unwrap_or_default().iter().cloned());
            let names = file.get(entries, "Names")?;
            for pair in names.array().unwrap_or_default().chunks_exact(2) {
                if let Some(name) = pair[0].bytes() {
                    places.insert(name.to_vec(), pair[1].clone());
                }
            }
        }
        Ok(Names { places })
    }
}

/// Whether the second link leads to the first.
fn leads_to(from: &Link, to: &Link) -> bool {
    let (Target::Place(page, point), Some(rect)) = (&from.target, to.rect) else { return false };
    *page == to.page
        && point.is_none_or(|(left, top)| {
            (rect.left - NEAR..=rect.right + NEAR).contains(&left)
                && (rect.bottom - NEAR..=rect.top + NEAR).contains(&top)
        })
}

pub(super) fn row(links: &Links, structure: Option<&Structure>, pages: usize) -> Row {
    let all = &links.links;
    let mut by_page: Vec<Vec<&Link>> = vec![Vec::new(); pages];
    for link in all {
        by_page[link.page].push(link);
    }
    let answered = |link: &Link| match link.target {
        Target::Place(page, _) => {
            by_page[page].iter().any(|other| leads_to(link, other) && leads_to(other, link))
        }
        _ => false,
    };
    let inner: Vec<(&Link, bool)> = all
        .iter()
        .filter(|link| matches!(link.target, Target::Place(..)))
        .map(|link| (link, answered(link)))
        .collect();
    let one_way: BTreeSet<usize> =
        inner.iter().filter(|(_, answered)| !answered).map(|(link, _)| link.page).collect();
    let pairs = inner.iter().filter(|(_, answered)| *answered).count() / 2;
    let notes = structure.map_or(0, |structure| structure.notes);
    let outside: BTreeSet<usize> =
        all.iter().filter(|link| matches!(link.target, Target::Outside)).map(|link| link.page).collect();
    let nowhere: BTreeSet<usize> =
        all.iter().filter(|link| matches!(link.target, Target::Nowhere)).map(|link| link.page).collect();
    let mut row = Row::new(
        Matter::Links,
        format!(
            "{} within the file, {} both ways; {}",
            count(inner.len(), "link", "links"),
            count(pairs, "pair", "pairs"),
            count(notes, "note", "notes")
        ),
    );
    if pairs < notes {
        row.note(format!(
            "{} of {}",
            pairs,
            count(
                notes,
                "note is linked with its mark both ways",
                "notes are linked with their marks both ways"
            )
        ));
    }
    if !one_way.is_empty() {
        row.note(format!("links to places that do not lead back on {}", on_pages(&one_way)));
    }
    if !nowhere.is_empty() {
        row.fault(format!("links that lead nowhere on {}", on_pages(&nowhere)));
    }
    if !outside.is_empty() {
        row.note(format!("links out of the file on {}", on_pages(&outside)));
    }
    for (kind, pages) in &links.others {
        row.note(format!("annotations of the kind {kind} on {}: they may be printed", on_pages(pages)));
    }
    row
}
