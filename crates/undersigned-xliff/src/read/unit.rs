//! A unit: a paragraph with its translation.

use undersigned::sheet::{Inline, Role};

use super::content::{self, Budget, Piece};
use super::inline::{Known, inlines};
use super::xml::{Element, Event, Xml};
use crate::error::Kind;
use crate::key;

/// A unit as it stands in the file.
#[derive(Debug)]
pub(super) struct ReadUnit {
    pub(super) id: String,
    pub(super) role: Role,
    pub(super) source: Vec<Inline>,
    /// The translation, if there is all of it.
    pub(super) target: Option<Vec<Inline>>,
}

/// A part of a unit: the one that it has in 1.2, and a segment or what stands between two of them in 2.1.
#[derive(Debug, Default)]
struct Part {
    source: Vec<Piece>,
    target: Option<Vec<Piece>>,
    /// The place of its translation among those of the unit, counted from 1, where that is another one than
    /// its own.
    order: Option<usize>,
    /// Whether it says that nothing was done to it.
    is_initial: bool,
    /// Whether it stands between segments. What stands there mostly is a space, and need not be translated.
    is_between: bool,
}

/// Reads a `<trans-unit>` or a `<unit>` that was opened.
pub(super) fn read(id: String, element: &Element, xml: &mut Xml<'_>) -> Result<ReadUnit, Kind> {
    let kind = element.attribute("restype").or(element.attribute("type"));
    let role = kind.and_then(key::role_of_type).unwrap_or_else(|| key::role_of_key(&id));
    let mut budget = Budget::default();
    let parts = match element.name() {
        "trans-unit" => vec![part(Part::default(), xml, &mut budget)?],
        _ => segments(xml, &mut budget)?,
    };
    let sources = || parts.iter().flat_map(|part| &part.source);
    let known = Known::of(sources());
    let source = inlines(sources(), &known);
    let target = target(&parts).filter(|pieces| !is_blank(pieces.iter().copied()));
    let target = target.map(|pieces| inlines(pieces.into_iter(), &known));
    Ok(ReadUnit { id, role, source, target })
}

/// The parts of a unit of 2.1.
fn segments(xml: &mut Xml<'_>, budget: &mut Budget) -> Result<Vec<Part>, Kind> {
    let mut parts = Vec::new();
    while let Some(event) = xml.child()? {
        let Event::Open(element) = event else { continue };
        match element.name() {
            "segment" => {
                budget.code(xml)?;
                let is_initial = element.attribute("state").is_none_or(|state| state == "initial");
                parts.push(part(Part { is_initial, ..Part::default() }, xml, budget)?);
            }
            "ignorable" => {
                budget.code(xml)?;
                parts.push(part(Part { is_between: true, ..Part::default() }, xml, budget)?);
            }
            _ => xml.skip()?,
        }
    }
    Ok(parts)
}

/// Reads the text and the translation in an element that was opened. Other elements, such as proposals of
/// other translations, which have a text and a translation of their own, are passed over.
fn part(mut part: Part, xml: &mut Xml<'_>, budget: &mut Budget) -> Result<Part, Kind> {
    while let Some(event) = xml.child()? {
        let Event::Open(element) = event else { continue };
        match element.name() {
            "source" => part.source = content::read(xml, budget)?,
            "target" => {
                part.order = element.attribute("order").and_then(|order| order.parse().ok());
                part.target = Some(content::read(xml, budget)?);
            }
            _ => xml.skip()?,
        }
    }
    Ok(part)
}

/// The translation of a unit, joined from those of its parts; `None` where one of them is not translated.
fn target(parts: &[Part]) -> Option<Vec<&Piece>> {
    let mut targets: Vec<(usize, &[Piece])> = Vec::with_capacity(parts.len());
    for (part, place) in parts.iter().zip(1..) {
        let own = match &part.target {
            // Who translates two sentences by one leaves the second one empty, and says that it is done.
            Some(target) if part.is_initial && is_blank(target.iter()) => None,
            own => own.as_ref(),
        };
        let target = match own {
            None if part.is_between || is_blank(part.source.iter()) => &part.source,
            own => own?,
        };
        targets.push((part.order.unwrap_or(place), target));
    }
    targets.sort_by_key(|(place, _)| *place);
    Some(targets.into_iter().flat_map(|(_, pieces)| pieces).collect())
}

/// Whether content has neither words nor marks.
fn is_blank<'p>(mut pieces: impl Iterator<Item = &'p Piece>) -> bool {
    pieces.all(|piece| match piece {
        Piece::Text(text) => text.trim().is_empty(),
        Piece::Mark(_) => false,
        Piece::Begin(_) | Piece::End(_) => true,
    })
}
