//! In which colours the pages are painted.

use std::collections::{BTreeMap, BTreeSet};

use super::on_pages;
use crate::colour::Tint;
use crate::content::{Pages, Usage, What};
use crate::report::{Matter, Row};

pub(super) fn row(usage: &Usage) -> Row {
    // By thing and tint, the spaces and the pages.
    let mut painted: BTreeMap<(What, Tint), (BTreeSet<&str>, Pages)> = BTreeMap::new();
    for ((what, tint, space), pages) in &usage.paints {
        let (spaces, all) = painted.entry((*what, *tint)).or_default();
        spaces.insert(&space.name);
        all.extend(pages);
    }
    let found: Vec<String> = painted
        .iter()
        .map(|(&(what, tint), (spaces, _))| {
            let spaces: Vec<&str> = spaces.iter().copied().collect();
            format!("{} {} ({})", name(what), tint_name(what, tint), spaces.join(", "))
        })
        .collect();
    let nothing = found.is_empty();
    let mut row =
        Row::new(Matter::Colours, if nothing { "nothing is painted".to_owned() } else { found.join("; ") });
    if nothing {
        row.note("the pages are empty");
    }
    for (&(what, tint), (spaces, pages)) in &painted {
        let pages = on_pages(pages);
        let spaces: Vec<&str> = spaces.iter().copied().collect();
        let spaces = spaces.join(", ");
        match (what, tint) {
            (What::Image, Tint::Colour) => row.note(format!("images in colour ({spaces}) on {pages}")),
            (_, Tint::Colour) => row.fault(format!(
                "{} in colour ({spaces}) on {pages}: black would be printed with more than one ink",
                name(what)
            )),
            (What::Image, _) | (_, Tint::Black) => {}
            (_, Tint::White) => row.note(format!("white {} on {pages}", name(what))),
            (_, Tint::Grey) => {
                row.note(format!("{} in a grey that is not black on {pages}: it is screened", name(what)));
            }
        }
    }
    if !usage.transparent.is_empty() {
        row.note(format!(
            "transparency on {}: the print shop has to flatten it",
            on_pages(&usage.transparent)
        ));
    }
    if !usage.invisible.is_empty() {
        row.note(format!("invisible text on {}", on_pages(&usage.invisible)));
    }
    row
}

fn name(what: What) -> &'static str {
    match what {
        What::Text => "text",
        What::Drawing => "rules",
        What::Image => "images",
    }
}

fn tint_name(what: What, tint: Tint) -> &'static str {
    match (what, tint) {
        (What::Image, Tint::Colour) | (_, Tint::Colour) => "in colour",
        (What::Image, _) => "in grey",
        (_, Tint::Black) => "black",
        (_, Tint::White) => "white",
        (_, Tint::Grey) => "grey",
    }
}
