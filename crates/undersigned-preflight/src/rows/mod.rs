//! The rows of a report, one matter to a file.

mod boxes;
mod colours;
mod fonts;
mod identity;
mod links;
mod pages;
mod standards;
mod tags;

use std::collections::BTreeSet;

use crate::content;
use crate::document::Document;
use crate::error::Result;
use crate::report::Report;
use crate::structure;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

pub(crate) fn report(document: &Document<'_>) -> Result<Report> {
    let usage = content::usage(document)?;
    let structure = structure::read(document)?;
    let links = links::read(document)?;
    let rows = vec![
        pages::row(document),
        boxes::row(document),
        colours::row(&usage),
        fonts::row(&usage),
        tags::row(document, &usage, structure.as_ref(), &links)?,
        standards::row(document, &links)?,
        identity::title(document)?,
        identity::language(document)?,
        identity::origin(document)?,
        links::row(&links, structure.as_ref(), document.pages.len()),
    ];
    Ok(Report { rows })
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Pages counted from 0, for people: `page 2`, `pages 1–3, 5`.
fn on_pages(pages: &BTreeSet<usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let run = |&(first, last): &(usize, usize)| match first == last {
        true => format!("{}", first + 1),
        false => format!("{}–{}", first + 1, last + 1),
    };
    let runs: Vec<String> = runs.iter().map(run).collect();
    format!("{} {}", if pages.len() == 1 { "page" } else { "pages" }, runs.join(", "))
}
