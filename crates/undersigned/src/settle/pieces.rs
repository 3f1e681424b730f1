//! The pieces of a paragraph, cut and changed where its lines ask for it. Places are counted in characters, those of the marks
//! of notes among them.

use super::FEW_LINES;
use super::lines::{Handling, Measured, Room};
use crate::sheet::{Inline, Text, Undivided};

/// How many raised characters the pieces have.
pub(super) fn raised(inlines: &[Inline]) -> usize {
    let raised = |inline: &&Inline| !matches!(inline, Inline::Text(text) if !text.raised);
    inlines.iter().filter(raised).map(length).sum()
}

/// Makes spaces non-breaking at which no line may end, such as those inside guillemets: not every program knows of them.
pub(super) fn firm(inlines: &mut [Inline], places: &[usize]) {
    if places.is_empty() {
        return;
    }
    let mut index = 0;
    for inline in inlines {
        let length = length(inline);
        if let Inline::Text(text) = inline {
            let firm = |(offset, character)| match places.binary_search(&(index + offset)) {
                Ok(_) => '\u{a0}',
                Err(_) => character,
            };
            text.text = text.text.chars().enumerate().map(firm).collect();
        }
        index += length;
    }
}

/// Makes pieces of their own of the text that is to be treated in a way of its own.
pub(super) fn single_out(inlines: &mut Vec<Inline>, handlings: &[(usize, Handling)]) {
    if handlings.is_empty() {
        return;
    }
    let mut singled_out = Vec::with_capacity(inlines.len() + handlings.len());
    let mut handlings = handlings.iter().copied().peekable();
    let (mut begins, mut handling) = (0, Handling::USUAL);
    let mut place = 0;
    for inline in inlines.drain(..) {
        let end = place + length(&inline);
        let Inline::Text(mut form) = inline else {
            singled_out.push(inline);
            place = end;
            continue;
        };
        // Pieces are slices of the whole: to cut each off what is left would copy all of that once more.
        let whole = std::mem::take(&mut form.text);
        let mut left = whole.as_str();
        while place < end {
            while let Some(next) = handlings.next_if(|&(start, _)| start <= place) {
                (begins, handling) = next;
            }
            let next = handlings.peek().map_or(end, |&(start, _)| start.min(end));
            let (piece, behind) = left.split_at(offset(left, next - place));
            singled_out.push(Inline::Text(Text {
                text: piece.to_owned(),
                unbroken: handling.unbroken,
                begins_line: handling.behind_hyphen && begins == place,
                ..form.clone()
            }));
            (left, place) = (behind, next);
        }
    }
    *inlines = singled_out;
}

/// The byte of a text at which this character begins; its end behind the last one.
fn offset(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

/// What of a paragraph with these pieces is not divided for the sake of its notes. A piece that goes on in the last two lines
/// is cut where they begin.
pub(super) fn undivided(inlines: &mut Vec<Inline>, measured: &Measured, room: Room) -> Undivided {
    let is_mark = |inline: &Inline| matches!(inline, Inline::NoteMark(_));
    if !inlines.iter().any(is_mark) {
        return Undivided::Nothing;
    }
    let starts = measured.starts(room);
    if starts.len() <= FEW_LINES {
        return Undivided::Whole;
    }
    let end = cut(inlines, starts[starts.len() - 2]);
    if inlines[end..].iter().any(is_mark) { Undivided::End(inlines.len() - end) } else { Undivided::Nothing }
}

/// Cuts the piece in two that has this place, counted in characters, in its midst; gives the index of the piece that begins
/// there.
fn cut(inlines: &mut Vec<Inline>, place: usize) -> usize {
    let mut before = 0;
    for index in 0..inlines.len() {
        if before == place {
            return index;
        }
        let length = length(&inlines[index]);
        if let Inline::Text(text) = &mut inlines[index]
            && place < before + length
        {
            let rest = text.text.split_off(offset(&text.text, place - before));
            let rest = Text { text: rest, ..text.clone() };
            inlines.insert(index + 1, Inline::Text(rest));
            return index + 1;
        }
        before += length;
    }
    inlines.len()
}

/// How many characters a piece has; those of the number of a note for its mark.
fn length(inline: &Inline) -> usize {
    match inline {
        Inline::Text(text) => text.text.chars().count(),
        Inline::NoteMark(number) => number.to_string().len(),
    }
}
