//! How wide text is in the faces of the theme.

use undersigned_fonts::{Advances, Catalogue};

use crate::Theme;
use crate::sheet::Text;
use crate::theme::{RoleStyle, Slant, Weight};

/// The faces that documents are set in, by weight and slant.
#[derive(Debug, Clone)]
pub(crate) struct Faces {
    /// Upright, bold, italic, bold italic; a face that is not there has no widths.
    faces: [Option<Advances>; 4],
    /// The size of raised type, in points.
    raised: f64,
}

impl Faces {
    pub(crate) fn new(fonts: &Catalogue, theme: &Theme) -> Self {
        let face = |bold, italic| fonts.find(&theme.fonts.pdf, bold, italic).map(Advances::new);
        Faces {
            faces: [face(false, false), face(true, false), face(false, true), face(true, true)],
            raised: theme.note_mark.size,
        }
    }

    /// The advance in points of each character of a text that stands in a paragraph of this style.
    pub(super) fn text<'a>(
        &'a self,
        text: &'a Text,
        style: &RoleStyle,
    ) -> impl Iterator<Item = (char, f64)> + 'a {
        let bold = text.strong || style.weight == Weight::Bold;
        // Emphasis in italics is upright.
        let italic = text.emphasis != (style.slant == Slant::Italic);
        let size = if text.raised { self.raised } else { style.size };
        self.characters(&text.text, bold, italic, size)
    }

    /// The advances of the figures of a note's mark, which is upright, regular and raised in any text.
    pub(super) fn mark<'a>(&'a self, figures: &'a str) -> impl Iterator<Item = (char, f64)> + 'a {
        self.characters(figures, false, false, self.raised)
    }

    fn characters<'a>(
        &'a self,
        text: &'a str,
        bold: bool,
        italic: bool,
        size: f64,
    ) -> impl Iterator<Item = (char, f64)> + 'a {
        let face = self.faces[usize::from(bold) + 2 * usize::from(italic)].as_ref();
        text.chars().map(move |character| (character, face.map_or(0.0, |face| face.of(character)) * size))
    }
}
