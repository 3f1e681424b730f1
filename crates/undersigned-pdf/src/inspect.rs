//! Looks at the pages that were set, before they are written: is every character there, and on the sheet?
//!
//! The engine prints a character that the face lacks as a box, or refuses it without saying where it came
//! from, and lets a word that is too long run off the page. The template puts an invisible mark at both ends
//! of every paragraph, `metadata` with the number of the field and `metadata` with `none`, which says whose
//! text this is.

use std::collections::BTreeMap;

use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;
use undersigned::sheet::Origin;

use crate::check::{breaks, name, too_long};
use crate::error::Fault;
use crate::view::Fields;

/// How far a line may run past the margin, in points. What rounding and hanging punctuation make is less.
const TOLERANCE: f64 = 2.2;

/// What the pages show.
pub(crate) struct Pages {
    /// Every fault, in print order.
    pub(crate) faults: Vec<Fault>,
    /// The page on which the body ends, counted from 1.
    pub(crate) body: usize,
}

/// Looks at the pages. `margin` is the right margin.
pub(crate) fn pages(document: &PagedDocument, margin: Abs, known: &Fields<'_>) -> Pages {
    let mut findings = BTreeMap::new();
    let mut fields = Vec::new();
    let mut body = 1;
    for (index, page) in document.pages().iter().enumerate() {
        let sheet = page.frame.size();
        let edge = sheet.x - margin + Abs::pt(TOLERANCE);
        let mut walk = Walk { sheet, edge, fields, findings, sought: known.signed_overleaf, met: false };
        walk.frame(&page.frame, Transform::identity());
        if walk.met {
            body = index + 1;
        }
        Walk { fields, findings, .. } = walk;
    }
    let faults = findings.into_iter();
    let faults = faults.flat_map(|(field, findings)| findings.into_faults(origin(field, &known.origins)));
    Pages { faults: faults.collect(), body }
}

fn origin(field: Option<usize>, origins: &[&Origin]) -> Origin {
    match field.and_then(|field| origins.get(field)) {
        Some(&origin) => origin.clone(),
        None => Origin { field: "template".to_owned(), span: None },
    }
}

struct Walk {
    sheet: Size,
    /// Where a line must have ended.
    edge: Abs,
    /// The fields that are open: a head stands between the two parts of a paragraph that a page divides.
    fields: Vec<Option<usize>>,
    findings: BTreeMap<Option<usize>, Findings>,
    /// The field that is looked for, and whether the page has it.
    sought: Option<usize>,
    met: bool,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, transform: Transform) {
        for (position, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let moved = transform.pre_concat(Transform::translate(position.x, position.y));
                    self.frame(&group.frame, moved.pre_concat(group.transform));
                }
                FrameItem::Text(text) => self.text(text, position.transform(transform)),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(metadata) = element.to_packed::<MetadataElem>() {
                        self.mark(&metadata.value);
                    }
                }
                _ => {}
            }
        }
    }

    fn mark(&mut self, value: &Value) {
        match value {
            Value::Int(field) => {
                let field = usize::try_from(*field).ok();
                self.met |= field.is_some() && field == self.sought;
                self.fields.push(field);
            }
            Value::None => drop(self.fields.pop()),
            // Some other mark, of a template's own.
            _ => {}
        }
    }

    fn text(&mut self, run: &TextItem, start: Point) {
        let missing = run.glyphs.iter().any(|glyph| glyph.id == 0);
        let overlong = start.x + run.width() > self.edge;
        let outside = start.y < Abs::zero() || start.y > self.sheet.y;
        if !missing && !overlong && !outside {
            return;
        }
        let field = self.fields.last().copied().flatten();
        let findings = self.findings.entry(field).or_default();
        findings.outside |= outside;
        let mut end = start.x;
        for glyph in &run.glyphs {
            let text = run.text.get(glyph.range()).unwrap_or_default();
            if glyph.id == 0 {
                text.chars().for_each(|c| push_new(&mut findings.missing, c));
            }
            end += glyph.x_advance.at(run.size);
            if end > self.edge && overlong {
                push_new(&mut findings.overlong, word(&run.text, glyph.range().start).to_owned());
                break;
            }
        }
    }
}

/// The word of a text that holds the byte.
fn word(text: &str, byte: usize) -> &str {
    let (before, after) = text.split_at_checked(byte).unwrap_or((text, ""));
    let start =
        before.rfind(breaks).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let end = after.find(breaks).map_or(text.len(), |at| byte + at);
    text.get(start..end).unwrap_or(text)
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// What was found in one field.
#[derive(Default)]
struct Findings {
    missing: Vec<char>,
    overlong: Vec<String>,
    outside: bool,
}

impl Findings {
    fn into_faults(self, origin: Origin) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !self.missing.is_empty() {
            let names: Vec<String> = self.missing.iter().map(|&c| name(c)).collect();
            faults.push(Fault {
                message: format!("the typeface has no {}", names.join(", ")),
                help: Some("write it with other characters, or add a font that has it".to_owned()),
                origin: origin.clone(),
            });
        }
        faults.extend(self.overlong.iter().map(|word| too_long(word, origin.clone())));
        if self.outside {
            faults.push(Fault {
                message: "the text does not fit on the sheet".to_owned(),
                help: None,
                origin,
            });
        }
        faults
    }
}
