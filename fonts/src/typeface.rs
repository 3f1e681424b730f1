//! The faces of a family, and the characters that they lack.

use crate::{Face, Style};

/// The faces of a family.
#[derive(Debug, Clone)]
pub struct Typeface {
    /// In the order of [`Style::ALL`].
    faces: [Option<Face>; 4],
}

impl Typeface {
    pub(crate) fn new(faces: [Option<Face>; 4]) -> Self {
        Typeface { faces }
    }

    /// The face in which a style is set.
    pub fn face(&self, style: Style) -> Option<&Face> {
        Style::ALL.iter().position(|known| *known == style).and_then(|index| self.faces[index].as_ref())
    }

    /// Whether the face of a style is there and has a character.
    pub fn has(&self, character: char, style: Style) -> bool {
        let face = self.face(style).and_then(Face::parsed);
        face.is_some_and(|face| face.glyph_index(character).is_some())
    }

    /// The characters of a text that the face of a style lacks, each once, in order of code points. Marks that join the
    /// letter before them count as there, because a face may have both in one. Without a face nothing is known to be
    /// missing.
    pub fn missing(&self, text: &str, style: Style) -> Vec<char> {
        // Every face of a text family has these, and they are most of every text.
        let mut missing: Vec<char> = text.chars().filter(|c| !c.is_ascii() && !is_mark(*c)).collect();
        if missing.is_empty() {
            return missing;
        }
        let Some(face) = self.face(style).and_then(Face::parsed) else { return Vec::new() };
        missing.sort_unstable();
        missing.dedup();
        missing.retain(|&c| face.glyph_index(c).is_none());
        missing
    }
}

/// Combining marks of the blocks that hold nothing else.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}
