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
    let mut rows = vec![
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
    for row in &mut rows {
        let remarks = row.remarks.iter_mut().map(|remark| &mut remark.message);
        for text in row.details.iter_mut().chain(remarks).chain([&mut row.found]) {
            *text = line(text, MOST_SHOWN);
        }
    }
    Ok(Report { rows })
}

/// Characters of a line of the report; what is in it comes from the file.
const MOST_SHOWN: usize = 400;

/// A text in one line of so many characters, without what a terminal obeys or what turns its direction.
fn line(text: &str, most: usize) -> String {
    let harmless = |c: char| match c {
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    let mut line: String = text.chars().take(most).map(harmless).collect();
    if text.chars().nth(most).is_some() {
        line.push('…');
    }
    line
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
