//! How wide the characters of a face are.

use std::sync::OnceLock;

use crate::Face;

/// Latin letters and their neighbours, of which nearly all text is; they are looked up once.
const COMMON: usize = 0x250;

/// The advances of a face's characters, without kerning and ligatures.
#[derive(Debug, Clone)]
pub struct Advances {
    face: Face,
    common: OnceLock<Box<[f64; COMMON]>>,
}

impl Advances {
    /// The advances of a face.
    pub fn new(face: Face) -> Self {
        Advances { face, common: OnceLock::new() }
    }

    /// The advance of a character in em; 0 for one that the face lacks. A non-breaking space is as wide as a space.
    ///
    /// ```
    /// use undersigned_fonts::{Advances, Catalogue, Style};
    ///
    /// let regular = Catalogue::builtin().find("Liberation Sans", Style::default()).map(Advances::new);
    /// let width = regular.map(|advances| advances.of('n'));
    /// assert!(width.is_some_and(|width| (width - 0.556).abs() < 0.001));
    /// ```
    pub fn of(&self, character: char) -> f64 {
        let character = if character == '\u{a0}' { ' ' } else { character };
        let common = self.common.get_or_init(|| self.read_common());
        match common.get(character as usize) {
            Some(&advance) => advance,
            None => self.read([character]).next().unwrap_or(0.0),
        }
    }

    fn read_common(&self) -> Box<[f64; COMMON]> {
        let mut advances = Box::new([0.0; COMMON]);
        let characters = (0..COMMON as u32).map(|code| char::from_u32(code).unwrap_or_default());
        for (advance, read) in advances.iter_mut().zip(self.read(characters)) {
            *advance = read;
        }
        advances
    }

    fn read(&self, characters: impl IntoIterator<Item = char>) -> impl Iterator<Item = f64> {
        let face = ttf_parser::Face::parse(self.face.data.as_ref(), self.face.index).ok();
        characters
            .into_iter()
            .map(move |character| {
                let face = face.as_ref()?;
                let advance = face.glyph_hor_advance(face.glyph_index(character)?)?;
                Some(f64::from(advance) / f64::from(face.units_per_em()))
            })
            .map(Option::unwrap_or_default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;

    #[test]
    fn every_script_of_the_face_has_its_widths() {
        let regular = Catalogue::builtin().faces().next().map(Advances::new).expect("a face");
        assert_eq!(regular.of('\u{a0}'), regular.of(' '));
        // In units of the face, of which 2048 are an em.
        for (character, units) in [(' ', 569.0), ('é', 1139.0), ('Ω', 1531.0), ('Ж', 1891.0), ('…', 2048.0)]
        {
            assert_eq!(regular.of(character) * 2048.0, units, "{character}");
        }
        assert_eq!(regular.of('中'), 0.0);
    }
}
