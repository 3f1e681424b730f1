//! How many pages there are, and of what size.

use std::collections::BTreeSet;

use super::{POINTS, count, on_pages};
use crate::document::{Document, Page};
use crate::report::{Matter, Row};

/// Widths and heights in millimetres (ISO 216).
const SIZES: [(&str, f64, f64); 5] = [
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("B4", 250.0, 353.0),
    ("B5", 176.0, 250.0),
];
/// Sizes in points are rounded; ISO 216 itself allows 1.5 mm.
const CLOSE: f64 = 0.5;

pub(super) fn row(document: &Document<'_>) -> Row {
    let pages = &document.pages;
    let mut sizes: Vec<(String, BTreeSet<usize>)> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let size = size(page);
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, pages)) => drop(pages.insert(index)),
            None => sizes.push((size, BTreeSet::from([index]))),
        }
    }
    let number = count(pages.len(), "page", "pages");
    let mut row = match sizes.as_slice() {
        [(size, _)] => Row::new(Matter::Pages, format!("{number} of {size}")),
        _ => Row::new(Matter::Pages, format!("{number} of {} sizes", sizes.len())),
    };
    if sizes.len() > 1 {
        row.details = sizes.iter().map(|(size, pages)| format!("{}: {size}", on_pages(pages))).collect();
        row.fault("the pages have different sizes");
    }
    if pages.len() % 2 == 1 {
        row.note("the number of pages is odd: printed on both sides, the last one stays empty");
    }
    row
}

/// What is seen of a page, in millimetres, with its name if it has one.
fn size(page: &Page) -> String {
    let seen = page.boxes.trim.or(page.boxes.crop).unwrap_or(page.boxes.media);
    let (mut width, mut height) = (seen.width() / POINTS, seen.height() / POINTS);
    if page.turned.rem_euclid(180) == 90 {
        std::mem::swap(&mut width, &mut height);
    }
    let is = |a: f64, b: f64| (width - a).abs() <= CLOSE && (height - b).abs() <= CLOSE;
    let name = SIZES.iter().find_map(|&(name, short, long)| match (is(short, long), is(long, short)) {
        (true, _) => Some(format!(" ({name})")),
        (_, true) => Some(format!(" ({name} landscape)")),
        _ => None,
    });
    format!("{width:.1} × {height:.1} mm{}", name.unwrap_or_default())
}
