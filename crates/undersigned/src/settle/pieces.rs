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
    let mut handlings = handlings.iter().copied().peekable();
    let mut handling = Handling::USUAL;
    // Whether the next piece is the first that is treated so.
    let mut begins = false;
    let mut singled_out = Vec::with_capacity(inlines.len());
    let mut place = 0;
    for mut inline in inlines.drain(..) {
        let end = place + length(&inline);
        loop {
            while let Some((_, next)) = handlings.next_if(|&(start, _)| start <= place) {
                (handling, begins) = (next, true);
            }
            // Where the next begins within this piece, it is cut there.
            let cut = handlings.peek().map(|&(start, _)| start).filter(|&start| start < end);
            let rest = match (&mut inline, cut) {
                (Inline::Text(text), Some(start)) => Some((split_off(text, start - place), start)),
                _ => None,
            };
            if let Inline::Text(text) = &mut inline
                && handling != Handling::USUAL
            {
                text.unbroken = handling.unbroken;
                text.begins_line = begins && handling.behind_hyphen;
            }
            begins = false;
            singled_out.push(inline);
            let Some((text, start)) = rest else { break };
            (inline, place) = (Inline::Text(text), start);
        }
        place = end;
    }
    *inlines = singled_out;
}

/// Cuts a text in two behind so many characters; gives the second part.
fn split_off(text: &mut Text, characters: usize) -> Text {
    let at = text.text.char_indices().nth(characters).map_or(text.text.len(), |(at, _)| at);
    Text { text: text.text.split_off(at), ..text.clone() }
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
            let rest = split_off(text, place - before);
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
