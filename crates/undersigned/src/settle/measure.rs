//! How wide text is in the faces of the theme.

use undersigned_fonts::{Advances, Catalogue};

use crate::sheet::Text;
use crate::theme::RoleStyle;
use crate::{Style, Theme};

/// The faces that documents are set in, by weight and slant.
#[derive(Debug, Clone)]
pub(crate) struct Faces {
    /// In the order of [`Style::ALL`]; a face that is not there has no widths.
    faces: [Option<Advances>; 4],
    /// The size of raised type, in points.
    raised: f64,
}

impl Faces {
    pub(crate) fn new(fonts: &Catalogue, theme: &Theme) -> Self {
        let face = |style| fonts.find(&theme.fonts.pdf, style).map(Advances::new);
        Faces { faces: Style::ALL.map(face), raised: theme.note_mark.size }
    }

    /// The advance in points of each character of a text that stands in a paragraph of this style.
    pub(super) fn text<'a>(
        &'a self,
        text: &'a Text,
        style: &RoleStyle,
    ) -> impl Iterator<Item = (char, f64)> + 'a {
        let size = if text.raised { self.raised } else { style.size };
        self.characters(&text.text, style.face_of(text), size)
    }

    /// The advances of the figures of a note's mark, which is upright, regular and raised in any text.
    pub(super) fn mark<'a>(&'a self, figures: &'a str) -> impl Iterator<Item = (char, f64)> + 'a {
        self.characters(figures, Style::default(), self.raised)
    }

    fn characters<'a>(
        &'a self,
        text: &'a str,
        style: Style,
        size: f64,
    ) -> impl Iterator<Item = (char, f64)> + 'a {
        let face = Style::ALL
            .iter()
            .zip(&self.faces)
            .find(|(known, _)| **known == style)
            .and_then(|(_, face)| face.as_ref());
        text.chars().map(move |character| (character, face.map_or(0.0, |face| face.of(character)) * size))
    }
}
