//! The lines of a paragraph, broken as both formats break them: each is filled until a word does not fit any more.

use super::segments::{Segment, segments};

/// A stretch of text between two places at which a line can end.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Without the spaces at its end, in points.
    width: f64,
    /// How many characters that is.
    characters: u32,
    /// The spaces at its end, in points.
    space: f64,
    spaces: u32,
}

/// How a stretch of text is to be treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Handling {
    /// No line ends in it.
    pub(super) unbroken: bool,
    /// A line may begin with it, behind a hyphen.
    pub(super) behind_hyphen: bool,
}

impl Handling {
    pub(super) const USUAL: Handling = Handling { unbroken: false, behind_hyphen: false };
}

/// The text of a paragraph, measured.
#[derive(Debug)]
pub(super) struct Measured {
    pieces: Vec<Piece>,
    /// The spaces at which no line may end, such as that inside a guillemet: their places among the characters.
    pub(super) firm_spaces: Vec<usize>,
    /// The places among the characters at which text begins that is to be treated in a way of its own, and its kind.
    pub(super) handlings: Vec<(usize, Handling)>,
}

/// The room for the lines of a paragraph, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// For the first line.
    pub(super) first: f64,
    /// For the others.
    pub(super) rest: f64,
    /// What is added to the advance of every character.
    pub(super) tracking: f64,
}

/// How the lines break.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lines {
    pub(super) count: usize,
    /// By how much the closest decision fell, in points: how much room the last word on a line left, or by how much the
    /// first word of the next line did not fit any more.
    pub(super) margin: f64,
}

impl Measured {
    /// Measures a text, given as its characters with their advances in points, for lines of at most `most` points.
    pub(super) fn new(characters: impl Iterator<Item = (char, f64)>, most: f64) -> Self {
        let (mut text, mut advances) = (String::new(), Vec::new());
        for (character, advance) in characters {
            text.push(character);
            advances.push(advance);
        }
        let (mut pieces, mut firm_spaces, mut handlings) = (Vec::new(), Vec::new(), Vec::new());
        let (mut start, mut index) = (0, 0);
        let mut usual = true;
        for Segment { end, fragile, behind_hyphen } in segments(&text) {
            let part = text.get(start..end).unwrap_or_default();
            let first = index;
            let mut piece = Piece { width: 0.0, characters: 0, space: 0.0, spaces: 0 };
            for character in part.chars() {
                let advance = advances.get(index).copied().unwrap_or_default();
                index += 1;
                if character == ' ' {
                    piece.space += advance;
                    piece.spaces += 1;
                } else {
                    // Spaces that are not at the end.
                    firm_spaces.extend(index - 1 - piece.spaces as usize..index - 1);
                    piece.width += piece.space + advance;
                    piece.characters += piece.spaces + 1;
                    (piece.space, piece.spaces) = (0.0, 0);
                }
            }
            // What fits on no line must be divided.
            let unbroken = fragile && piece.width < most;
            if unbroken || behind_hyphen || !usual {
                handlings.push((first, Handling { unbroken, behind_hyphen }));
            }
            usual = !unbroken && !behind_hyphen;
            if unbroken && piece.spaces > 0 {
                handlings.push((index - piece.spaces as usize, Handling::USUAL));
                usual = true;
            }
            pieces.push(piece);
            start = end;
        }
        Measured { pieces, firm_spaces, handlings }
    }

    /// Breaks the text into lines.
    pub(super) fn broken(&self, room: Room) -> Lines {
        self.walk(room, |_, _| {})
    }

    /// Breaks the text into lines, and tells of each piece whether it begins one.
    fn walk(&self, room: Room, mut tell: impl FnMut(&Piece, bool)) -> Lines {
        let mut lines = Lines { count: 1, margin: f64::INFINITY };
        let mut available = room.first;
        // The line so far, with the spaces at its end.
        let (mut filled, mut begun) = (0.0, false);
        for piece in &self.pieces {
            let width = piece.width + f64::from(piece.characters) * room.tracking;
            let left = available - filled - width;
            lines.margin = lines.margin.min(left.abs());
            let begins = left < 0.0 && begun;
            if begins {
                lines.count += 1;
                available = room.rest;
                filled = 0.0;
                lines.margin = lines.margin.min((available - width).abs());
            }
            tell(piece, begins);
            filled += width + piece.space + f64::from(piece.spaces) * room.tracking;
            begun = true;
        }
        lines
    }

    /// Where each line begins, counted in characters.
    pub(super) fn starts(&self, room: Room) -> Vec<usize> {
        let (mut starts, mut place) = (vec![0], 0);
        self.walk(room, |piece, begins| {
            if begins {
                starts.push(place);
            }
            place += (piece.characters + piece.spaces) as usize;
        });
        starts
    }

    /// The width of the widest piece: a line cannot be narrower.
    pub(super) fn widest(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.width).fold(0.0, f64::max)
    }
}
