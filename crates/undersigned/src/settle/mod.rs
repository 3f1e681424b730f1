//! Settles where lines break, so that every program that sets the paragraph breaks them at the same words.
//!
//! Two programs agree on the width of a line to about half a point. Where a word fits, or does not, by less, they break
//! the line at different words. Such a paragraph is set a little otherwise than its role says, by what nobody sees, until
//! every line is decided by more: justified text gets its characters some thousandths of an em wider or closer, text with
//! a ragged right edge a little less room. The same room balances the lines of a title.
//!
//! The lines are worked out here from the advances of the faces; the pages are made by the renderers.

mod lines;
mod measure;
mod pieces;
mod segments;
#[cfg(test)]
mod tests;

use self::lines::{Lines, Measured, Room};
pub(crate) use self::measure::Faces;
use crate::Theme;
use crate::sheet::{Block, Fit, Inline, List, Paragraph, Sheet, Text};
use crate::theme::{Align, RoleStyle};

/// By how much a line must be decided, in points. LibreOffice was found to take a line for up to 0.4 pt wider than it is,
/// and for up to 0.1 pt narrower.
const CLEAR: f64 = 0.5;

/// By how much more for each raised character, in points: programs differ in how small they make them.
const RAISED: f64 = 0.3;

/// The trackings that are tried, in twips (1/20 pt) a character, the unit of Word. At 10 pt one of them is 5 thousandths of
/// an em, less than what the spaces of justified lines differ by.
const TRACKINGS: [i32; 7] = [0, 1, -1, 2, -2, 3, -3];

/// The most by which a ragged paragraph is made narrower to settle its lines, in steps of half a point.
const NARROWEST: u32 = 40;

/// A paragraph of so many lines cannot be divided: two at least stand together on either page.
const FEW_LINES: usize = 3;

/// What stands before the items of lists without numbers, and of those in others.
const BULLETS: [&str; 2] = ["•", "–"];

/// Twips in half a point.
const STEP: u32 = 10;

/// Gives every paragraph the fit in which its lines break alike everywhere.
pub(crate) fn settle(sheet: &mut Sheet, theme: &Theme, faces: &Faces) {
    let settler = Settler { theme, faces };
    settler.blocks(&mut sheet.blocks, 0);
    for (index, note) in sheet.notes.iter_mut().enumerate() {
        for (place, paragraph) in note.paragraphs.iter_mut().enumerate() {
            let label = (place == 0).then(|| format!("{}.", index + 1));
            settler.paragraph(paragraph, Margin::Label(label), &[]);
        }
    }
}

struct Settler<'a> {
    theme: &'a Theme,
    faces: &'a Faces,
}

/// What stands in the margin that a hanging indent leaves.
enum Margin {
    /// The first words of the first line.
    Text,
    /// The number of an item or note, or nothing.
    Label(Option<String>),
}

impl Settler<'_> {
    /// `level` is the number of lists around.
    fn blocks(&self, blocks: &mut [Block], level: usize) {
        for index in 0..blocks.len() {
            let (block, rest) = blocks[index..].split_at_mut(1);
            match &mut block[0] {
                Block::Paragraph(paragraph) => {
                    let margin = if level > 0 { Margin::Label(None) } else { Margin::Text };
                    self.paragraph(paragraph, margin, rest);
                }
                Block::Signatories(entries) => {
                    entries.iter_mut().for_each(|entry| self.paragraph(entry, Margin::Text, &[]));
                }
                Block::List(list) => self.list(list, level),
            }
        }
    }

    fn list(&self, list: &mut List, level: usize) {
        for (index, item) in list.items.iter_mut().enumerate() {
            let label = match list.start {
                Some(start) => format!("{}.", start.saturating_add(index as u64)),
                None => BULLETS[level.min(1)].to_owned(),
            };
            match item.as_mut_slice() {
                [Block::Paragraph(first), rest @ ..] => {
                    self.paragraph(first, Margin::Label(Some(label)), rest);
                    self.blocks(rest, level + 1);
                }
                blocks => self.blocks(blocks, level + 1),
            }
        }
    }

    /// Settles a paragraph, before `rest`.
    fn paragraph(&self, paragraph: &mut Paragraph, margin: Margin, rest: &[Block]) {
        let style = self.theme.role(paragraph.role);
        let room = self.room(style, margin);
        let measured = self.measured(paragraph, style, room.first.min(room.rest));
        let clear = CLEAR + RAISED * pieces::raised(&paragraph.inlines) as f64;
        let (mut fit, lines) = match style.align {
            Align::Left if style.balance => balanced(&measured, room, clear),
            Align::Left => ragged(&measured, room, clear),
            Align::Justify => tracked(&measured, room, clear),
        }
        .unwrap_or_else(|| (Fit::default(), measured.broken(room)));
        let is_clear = lines.margin >= clear;
        pieces::firm(&mut paragraph.inlines, &measured.firm_spaces);
        // What surely stands on one line is divided by no program.
        if !(is_clear && lines.count == 1) {
            pieces::single_out(&mut paragraph.inlines, &measured.handlings);
        }
        // A few words before a list are its heading. A longer paragraph would leave too much of a page empty.
        fit.kept = matches!(rest, [Block::List(_), ..]) && lines.count <= FEW_LINES;
        fit.undivided = pieces::undivided(&mut paragraph.inlines, &measured, fitted(room, fit));
        paragraph.fit = fit;
        if let ([Inline::Text(text)], true) = (&paragraph.inlines[..], is_clear) {
            let places: Vec<usize> = text.text.char_indices().map(|(place, _)| place).collect();
            let starts = measured.starts(fitted(room, fit));
            paragraph.lines = starts.iter().filter_map(|&start| places.get(start).copied()).collect();
        }
    }

    fn measured(&self, paragraph: &Paragraph, style: &RoleStyle, most: f64) -> Measured {
        let figures: Vec<String> = paragraph
            .inlines
            .iter()
            .map(|inline| match inline {
                Inline::NoteMark(number) => number.to_string(),
                Inline::Text(_) => String::new(),
            })
            .collect();
        let characters = paragraph.inlines.iter().zip(&figures).flat_map(|(inline, figures)| {
            let (text, mark) = match inline {
                Inline::Text(text) => (Some(self.faces.text(text, style)), None),
                Inline::NoteMark(_) => (None, Some(self.faces.mark(figures))),
            };
            text.into_iter().flatten().chain(mark.into_iter().flatten())
        });
        Measured::new(characters, most)
    }

    fn width(&self, label: String, style: &RoleStyle) -> f64 {
        let label = Text { text: label, ..Text::default() };
        self.faces.text(&label, style).map(|(_, advance)| advance).sum()
    }

    /// The room that the style leaves for the lines, in points.
    fn room(&self, style: &RoleStyle, margin: Margin) -> Room {
        let page = &self.theme.page;
        let width = f64::from(page.width - page.margin_left - page.margin_right) / 20.0;
        let rest = width - style.indent;
        let first = match margin {
            Margin::Text => rest + style.hanging,
            Margin::Label(None) => rest,
            // Without a margin the label stands in the line.
            Margin::Label(Some(label)) if style.hanging == 0.0 => rest - self.width(label + "\u{a0}", style),
            // One that is wider than the margin pushes the text aside, by halves of an em.
            Margin::Label(Some(label)) => {
                let half = style.size / 2.0;
                rest - ((self.width(label, style) - style.hanging) / half).ceil().max(0.0) * half
            }
        };
        Room { first, rest, tracking: 0.0 }
    }
}

/// Justified text: the smallest tracking with which every line is clear; the best where there is none.
fn tracked(measured: &Measured, room: Room, clear: f64) -> Option<(Fit, Lines)> {
    let candidates = TRACKINGS.iter().map(|&tracking| {
        let fit = Fit { tracking, ..Fit::default() };
        (fit, measured.broken(fitted(room, fit)))
    });
    clearest(candidates, clear)
}

/// Text with a ragged right edge: the least narrowing with which every line is clear.
fn ragged(measured: &Measured, room: Room, clear: f64) -> Option<(Fit, Lines)> {
    clearest((0..NARROWEST).map(|steps| narrowed(measured, room, steps * STEP)), clear)
}

/// A title: as narrow as it can be without a further line, so that all its lines are about as long.
fn balanced(measured: &Measured, room: Room, clear: f64) -> Option<(Fit, Lines)> {
    let count = measured.broken(room).count;
    if count == 1 {
        return ragged(measured, room, clear);
    }
    // The lines hold more with every step less, so that the narrowest is found by halves.
    let (mut enough, mut too_much) = (0, (room.rest.max(0.0) * 20.0) as u32 / STEP);
    while too_much - enough > 1 {
        let middle = enough.midpoint(too_much);
        let (_, lines) = narrowed(measured, room, middle * STEP);
        let holds = lines.count == count && room.rest - f64::from(middle * STEP) / 20.0 >= measured.widest();
        if holds { enough = middle } else { too_much = middle }
    }
    let widened = (0..NARROWEST).map(|steps| narrowed(measured, room, enough.saturating_sub(steps) * STEP));
    clearest(widened.filter(|(_, lines)| lines.count == count), clear)
}

/// The lines in a room that is narrower by some twips.
fn narrowed(measured: &Measured, room: Room, twips: u32) -> (Fit, Lines) {
    let fit = Fit { narrowed: twips, ..Fit::default() };
    (fit, measured.broken(fitted(room, fit)))
}

/// The room that a fit leaves.
fn fitted(room: Room, fit: Fit) -> Room {
    let less = f64::from(fit.narrowed) / 20.0;
    Room { first: room.first - less, rest: room.rest - less, tracking: f64::from(fit.tracking) / 20.0 }
}

/// The first fit with which every line is clear; the clearest where there is none.
fn clearest(candidates: impl Iterator<Item = (Fit, Lines)>, clear: f64) -> Option<(Fit, Lines)> {
    let mut best: Option<(Fit, Lines)> = None;
    for (fit, lines) in candidates {
        if lines.margin >= clear {
            return Some((fit, lines));
        }
        if best.is_none_or(|(_, best)| lines.margin > best.margin) {
            best = Some((fit, lines));
        }
    }
    best
}
