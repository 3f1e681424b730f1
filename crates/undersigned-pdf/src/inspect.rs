//! Looks at the pages that were set, before they are written: is every character there, and on the sheet, each note on the
//! page of its mark, and nothing stranded?
//!
//! The engine prints a character that the face lacks as a box, or refuses it without saying where it came
//! from, and lets a word that is too long run off the page. The template puts an invisible mark at both ends
//! of every paragraph, `metadata` with the number of the field and `metadata` with `none`, which says whose
//! text this is.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::model::FootnoteElem;
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
    /// The fields of paragraphs that have a mark whose note stands on another page.
    pub(crate) parted: BTreeSet<usize>,
}

/// Looks at the pages. `margin` is the right margin.
pub(crate) fn pages(document: &PagedDocument, margin: Abs, known: &Fields<'_>) -> Pages {
    let mut walk = Walk::default();
    for (index, page) in document.pages().iter().enumerate() {
        walk.page = index + 1;
        walk.sheet = page.frame.size();
        walk.edge = walk.sheet.x - margin + Abs::pt(TOLERANCE);
        walk.frame(&page.frame, Transform::identity());
    }
    let body = known.signed_overleaf.and_then(|field| walk.first_page(field)).unwrap_or(1);
    let parted = walk.parted(known);
    let stranded = walk.stranded(known, body);
    let unprinted = walk.unprinted(known);
    let mut faults: Vec<_> = walk.findings.into_iter().collect();
    faults.sort_by_key(|(field, _)| field.map(|field| known.print_order(field)));
    let faults = faults.into_iter();
    let faults = faults.flat_map(|(field, findings)| findings.into_faults(origin(field, &known.origins)));
    Pages { faults: faults.chain(stranded).chain(unprinted).collect(), body, parted }
}

fn origin(field: Option<usize>, origins: &[&Origin]) -> Origin {
    match field.and_then(|field| origins.get(field)) {
        Some(&origin) => origin.clone(),
        None => Origin { field: "template".to_owned(), span: None },
    }
}

#[derive(Default)]
struct Walk {
    /// The page, counted from 1.
    page: usize,
    sheet: Size,
    /// Where a line must have ended.
    edge: Abs,
    /// The fields that are open: a head stands between the two parts of a paragraph that a page divides.
    fields: Vec<Option<usize>>,
    findings: BTreeMap<Option<usize>, Findings>,
    /// How many letters and figures of each field are printed.
    letters: BTreeMap<usize, usize>,
    /// Which field has text on which page.
    printed: BTreeSet<(usize, usize)>,
    /// The marks of notes in their order: the page and the field of each.
    marks: Vec<(usize, usize)>,
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
                        self.begin_or_end(&metadata.value);
                    } else if element.is::<FootnoteElem>()
                        && let Some(field) = self.field()
                    {
                        self.marks.push((self.page, field));
                    }
                }
                _ => {}
            }
        }
    }

    /// The text of a field begins, or ends.
    fn begin_or_end(&mut self, value: &Value) {
        match value {
            Value::Int(field) => self.fields.push(usize::try_from(*field).ok()),
            Value::None => drop(self.fields.pop()),
            // Some other mark, of a template's own.
            _ => {}
        }
    }

    /// The field whose text comes.
    fn field(&self) -> Option<usize> {
        self.fields.last().copied().flatten()
    }

    fn text(&mut self, run: &TextItem, start: Point) {
        if let Some(field) = self.field() {
            self.printed.insert((field, self.page));
            let letters = run.text.chars().filter(|c| c.is_alphanumeric()).count();
            *self.letters.entry(field).or_default() += letters;
        }
        let missing = run.glyphs.iter().any(|glyph| glyph.id == 0);
        let overlong = start.x + run.width() > self.edge;
        let outside = start.y < Abs::zero() || start.y > self.sheet.y;
        if !missing && !overlong && !outside {
            return;
        }
        let findings = self.findings.entry(self.field()).or_default();
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

impl Walk {
    /// The page on which the text of a field begins.
    fn first_page(&self, field: usize) -> Option<usize> {
        self.printed.range((field, 0)..).next().filter(|(known, _)| *known == field).map(|&(_, page)| page)
    }

    /// The engine may divide a paragraph and move a note of its last lines to the next page, without the mark.
    fn parted(&self, known: &Fields<'_>) -> BTreeSet<usize> {
        let marks = self.marks.iter().zip(&known.notes);
        marks
            .filter(|((page, _), note)| self.first_page(**note) != Some(*page))
            .map(|((_, field), _)| *field)
            .collect()
    }

    /// The faults of paragraphs that are not printed in full: a template that others wrote may leave something out.
    fn unprinted(&self, known: &Fields<'_>) -> Vec<Fault> {
        let printed = |field: usize| self.letters.get(&field).copied().unwrap_or_default();
        let missing = known.letters.iter().enumerate().filter(|&(field, &letters)| printed(field) < letters);
        let mut missing: Vec<_> = missing.collect();
        missing.sort_by_key(|(field, _)| known.print_order(*field));
        missing
            .into_iter()
            .map(|(field, letters)| Fault {
                message: format!("the template prints {} of {letters} letters of this", printed(field)),
                help: Some("see to it in the profile's document.typ".to_owned()),
                origin: origin(Some(field), &known.origins),
            })
            .collect()
    }

    /// The fault that the end of the body stands alone on its page: that of a last paragraph that is longer than a page,
    /// since any other moves along.
    fn stranded(&self, known: &Fields<'_>, body: usize) -> Option<Fault> {
        let signed = known.signed_overleaf?;
        let before = signed.checked_sub(1).filter(|field| known.blocks.contains(field))?;
        let company =
            known.blocks.clone().any(|field| field != signed && self.printed.contains(&(field, body)));
        (!company).then(|| Fault {
            message: format!(
                "the paragraph is longer than a page, and what follows it would stand alone on page {body}"
            ),
            help: Some("divide the paragraph".to_owned()),
            origin: origin(Some(before), &known.origins),
        })
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
