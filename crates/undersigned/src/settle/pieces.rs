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
    for (index, &(start, handling)) in handlings.iter().enumerate() {
        if handling == Handling::USUAL {
            continue;
        }
        let first = cut(inlines, start);
        let end = handlings.get(index + 1).map_or(inlines.len(), |&(end, _)| cut(inlines, end));
        for inline in &mut inlines[first..end] {
            if let Inline::Text(text) = inline {
                text.unbroken = handling.unbroken;
            }
        }
        if let Some(Inline::Text(text)) = inlines.get_mut(first) {
            text.begins_line = handling.behind_hyphen;
        }
    }
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
            let at = text.text.char_indices().nth(place - before).map_or(text.text.len(), |(at, _)| at);
            let rest = Text { text: text.text.split_off(at), ..text.clone() };
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
