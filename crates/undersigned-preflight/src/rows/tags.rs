//! Whether everything on the pages is part of the structure, and what the structure has.

use std::collections::{BTreeMap, BTreeSet};

use super::links::Links;
use super::{count, on_pages};
use crate::content::Usage;
use crate::document::{Document, dictionary_of};
use crate::error::Result;
use crate::report::{Matter, Row};
use crate::structure::Structure;

pub(super) fn row(
    document: &Document<'_>,
    usage: &Usage,
    structure: Option<&Structure>,
    links: &Links,
) -> Result<Row> {
    let file = &document.file;
    let Some(structure) = structure else {
        let mut row = Row::new(Matter::Tags, "not tagged");
        row.fault("the file has no structure (no StructTreeRoot): it cannot be read out in order");
        return Ok(row);
    };
    let found = [
        count(structure.elements, "element", "elements"),
        format!("{} H1", structure.first_headings),
        count(structure.figures, "figure", "figures"),
        count(links.links.len(), "link", "links"),
    ];
    let mut row = Row::new(Matter::Tags, found.join(", "));
    let info = file.get(document.catalog(), "MarkInfo")?;
    if file.get(dictionary_of(&info), "Marked")?.boolean() != Some(true) {
        row.fault("the file does not say that it is tagged (no /Marked true)");
    }
    if file.get(dictionary_of(&info), "Suspects")?.boolean() == Some(true) {
        row.fault("the file says itself that its tags may be wrong (/Suspects true)");
    }
    content(document, usage, structure, &mut row);
    if structure.first_headings != 1 {
        row.fault(format!(
            "there should be one heading of the first level (H1), not {}",
            structure.first_headings
        ));
    }
    if structure.figures_without_text > 0 {
        row.fault(format!(
            "{} without a text to be read out (Alt)",
            count(structure.figures_without_text, "figure", "figures")
        ));
    }
    of_links(structure, links, &mut row);
    Ok(row)
}

/// What is on the pages belongs to an element or is an artifact.
fn content(document: &Document<'_>, usage: &Usage, structure: &Structure, row: &mut Row) {
    let unmarked = [(&usage.unmarked_texts, "text"), (&usage.unmarked_drawings, "rules or images")];
    for (by_page, what) in unmarked {
        if by_page.is_empty() {
            continue;
        }
        let times: usize = by_page.values().sum();
        let pages: BTreeSet<usize> = by_page.keys().copied().collect();
        row.fault(format!(
            "{what} outside of all tags, {} on {}",
            count(times, "time", "times"),
            on_pages(&pages)
        ));
    }
    if !usage.unbalanced.is_empty() {
        row.fault(format!("marks that do not open and close in pairs on {}", on_pages(&usage.unbalanced)));
    }
    let places: BTreeMap<u32, usize> =
        document.pages.iter().enumerate().map(|(index, page)| (page.number, index)).collect();
    let known: BTreeSet<(usize, usize)> =
        structure.marks.iter().filter_map(|&(page, mark)| Some((*places.get(&page)?, mark))).collect();
    let lost: Vec<&(usize, usize)> = usage.marks.difference(&known).collect();
    if !lost.is_empty() {
        let pages: BTreeSet<usize> = lost.iter().map(|(page, _)| *page).collect();
        row.fault(format!(
            "{} that no element of the structure has on {}",
            count(lost.len(), "piece of text", "pieces of text"),
            on_pages(&pages)
        ));
    }
}

fn of_links(structure: &Structure, links: &Links, row: &mut Row) {
    let mut untagged = BTreeSet::new();
    let mut silent = BTreeSet::new();
    for link in &links.links {
        let text = link.object.and_then(|object| structure.annotations.get(&object));
        if !link.has_parent || text.is_none() {
            untagged.insert(link.page);
        }
        if !link.has_contents && text != Some(&true) {
            silent.insert(link.page);
        }
    }
    if !untagged.is_empty() {
        row.fault(format!("links outside of the structure on {}", on_pages(&untagged)));
    }
    if !silent.is_empty() {
        row.fault(format!("links without a text to be read out (Contents) on {}", on_pages(&silent)));
    }
}
