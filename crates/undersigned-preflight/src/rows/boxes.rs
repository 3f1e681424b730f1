//! Where paper and print end.

use std::collections::BTreeSet;

use super::{POINTS, on_pages};
use crate::document::{Boxes, Document, Rect};
use crate::report::{Matter, Row};

/// Points by which a box may stand out of another through rounding.
const CLOSE: f64 = 0.01;

pub(super) fn row(document: &Document<'_>) -> Row {
    let mut kinds: Vec<(Boxes, BTreeSet<usize>)> = Vec::new();
    for (index, page) in document.pages.iter().enumerate() {
        match kinds.iter_mut().find(|(known, _)| *known == page.boxes) {
            Some((_, pages)) => drop(pages.insert(index)),
            None => kinds.push((page.boxes, BTreeSet::from([index]))),
        }
    }
    let bleeds: BTreeSet<String> =
        kinds.iter().map(|(boxes, _)| format!("{:.1}", bleed(boxes) / POINTS)).collect();
    let bleeds: Vec<String> = bleeds.into_iter().collect();
    let same = if kinds.len() == 1 { "the same on all pages" } else { "not the same on all pages" };
    let mut row = Row::new(Matter::Boxes, format!("{same}; bleed {} mm", bleeds.join(" and ")));
    for (boxes, pages) in &kinds {
        let place = if kinds.len() > 1 { format!("{}: ", on_pages(pages)) } else { String::new() };
        row.details.extend(lines(boxes).into_iter().map(|line| format!("{place}{line}")));
        judge(boxes, &on_pages(pages), &mut row);
    }
    if kinds.len() > 1 {
        row.fault("the boxes are not the same on all pages");
    }
    row
}

fn judge(boxes: &Boxes, pages: &str, row: &mut Row) {
    let bleed = boxes.bleed.unwrap_or_else(|| all(boxes));
    if boxes.media.width() <= 0.0 || boxes.media.height() <= 0.0 {
        row.fault(format!("the MediaBox has no surface on {pages}"));
    }
    match boxes.trim {
        None => row.note(format!("no TrimBox on {pages}: the whole page is taken for the format")),
        Some(trim) if !within(&trim, &bleed) => {
            row.fault(format!("the TrimBox stands out of the BleedBox on {pages}"));
        }
        Some(_) => {}
    }
    if !within(&bleed, &boxes.media) {
        row.fault(format!("the BleedBox stands out of the MediaBox on {pages}"));
    }
    if boxes.crop.is_some_and(|crop| !within(&crop, &boxes.media)) {
        row.fault(format!("the CropBox stands out of the MediaBox on {pages}"));
    }
}

/// What a box that is not given is (ISO 32000-1, table 30).
fn all(boxes: &Boxes) -> Rect {
    boxes.crop.unwrap_or(boxes.media)
}

/// The smallest distance from the edge of the trimmed page to the edge of the bleed, in points.
fn bleed(boxes: &Boxes) -> f64 {
    let outer = boxes.bleed.unwrap_or_else(|| all(boxes));
    let inner = boxes.trim.unwrap_or_else(|| all(boxes));
    let sides = [
        inner.left - outer.left,
        inner.bottom - outer.bottom,
        outer.right - inner.right,
        outer.top - inner.top,
    ];
    sides.into_iter().fold(f64::INFINITY, f64::min).max(0.0)
}

fn within(inner: &Rect, outer: &Rect) -> bool {
    inner.left >= outer.left - CLOSE
        && inner.bottom >= outer.bottom - CLOSE
        && inner.right <= outer.right + CLOSE
        && inner.top <= outer.top + CLOSE
}

fn lines(boxes: &Boxes) -> Vec<String> {
    let given = [
        ("MediaBox", Some(boxes.media)),
        ("CropBox", boxes.crop),
        ("BleedBox", boxes.bleed),
        ("TrimBox", boxes.trim),
    ];
    let line = |(name, rect): (&str, Option<Rect>)| {
        let Rect { left, bottom, right, top } = rect?;
        Some(format!("{name} {left:.2} {bottom:.2} {right:.2} {top:.2} pt"))
    };
    given.into_iter().filter_map(line).collect()
}
