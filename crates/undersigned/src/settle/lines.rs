//! The lines of a paragraph, broken as both formats break them: each is filled until a word does not fit any more.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

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
    /// Whether every program ends a line here. All do at spaces and hyphens; at a slash or a dash only some do.
    certain: bool,
}

/// The text of a paragraph, measured.
#[derive(Debug)]
pub(super) struct Measured {
    pieces: Vec<Piece>,
    /// The spaces at which no line may end, such as that inside a guillemet: their places among the characters.
    pub(super) firm_spaces: Vec<usize>,
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
    /// first word of the next line did not fit any more. 0 where a line ends at a place at which not every program ends
    /// one.
    pub(super) margin: f64,
}

impl Measured {
    /// Measures a text, given as its characters with their advances in points.
    pub(super) fn new(characters: impl Iterator<Item = (char, f64)>) -> Self {
        let (mut text, mut advances) = (String::new(), Vec::new());
        for (character, advance) in characters {
            text.push(character);
            advances.push(advance);
        }
        let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        let (mut pieces, mut firm_spaces) = (Vec::new(), Vec::new());
        let (mut start, mut index) = (0, 0);
        for end in segmenter.segment_str(&text) {
            let part = text.get(start..end).unwrap_or_default();
            if part.is_empty() {
                continue;
            }
            let mut piece = Piece { width: 0.0, characters: 0, space: 0.0, spaces: 0, certain: false };
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
            piece.certain = piece.spaces > 0 || part.ends_with(['-', '\u{2010}']);
            pieces.push(piece);
            start = end;
        }
        Measured { pieces, firm_spaces }
    }

    /// Breaks the text into lines.
    pub(super) fn broken(&self, room: Room) -> Lines {
        self.walk(room, |_, _| {})
    }

    /// Breaks the text into lines, and tells of each piece whether it begins one.
    fn walk(&self, room: Room, mut tell: impl FnMut(&Piece, bool)) -> Lines {
        let mut lines = Lines { count: 1, margin: f64::INFINITY };
        let mut available = room.first;
        // The line so far: with the spaces at its end, and whether it could surely end there.
        let (mut filled, mut begun, mut certain) = (0.0, false, true);
        for piece in &self.pieces {
            let width = piece.width + f64::from(piece.characters) * room.tracking;
            let left = available - filled - width;
            lines.margin = lines.margin.min(left.abs());
            let begins = left < 0.0 && begun;
            if begins {
                if !certain {
                    lines.margin = 0.0;
                }
                lines.count += 1;
                available = room.rest;
                filled = 0.0;
                lines.margin = lines.margin.min((available - width).abs());
            }
            tell(piece, begins);
            filled += width + piece.space + f64::from(piece.spaces) * room.tracking;
            (begun, certain) = (true, piece.certain);
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
