//! The built-in typeface, and the catalogue of faces that a document can be set in.
//!
//! The faces of the system are never looked at: a document must come out the same on every machine. Whoever wants
//! another typeface adds its files to the [`Catalogue`].

mod advances;
mod face;
mod typeface;

use std::sync::Arc;

pub use advances::Advances;
pub use face::{Face, FaceData, Style};
pub use typeface::Typeface;

/// The four faces of Liberation Sans 2; `faces/ORIGIN.md` says where they come from, `faces/LICENSE` what allows
/// their use.
const BUILTIN: [&[u8]; 4] = [
    include_bytes!("../faces/LiberationSans-Regular.ttf"),
    include_bytes!("../faces/LiberationSans-Bold.ttf"),
    include_bytes!("../faces/LiberationSans-Italic.ttf"),
    include_bytes!("../faces/LiberationSans-BoldItalic.ttf"),
];

/// The faces that a document can be set in.
///
/// ```
/// use undersigned_fonts::{Catalogue, Style};
///
/// let catalogue = Catalogue::builtin();
/// assert_eq!(catalogue.faces().count(), 4);
/// let bold = Style { bold: true, italic: false };
/// assert!(catalogue.find("Liberation Sans", bold).is_some());
/// ```
#[derive(Debug, Clone)]
pub struct Catalogue {
    faces: fontdb::Database,
    /// Where the faces that were added come from.
    origins: Vec<(fontdb::ID, Arc<str>)>,
}

impl Catalogue {
    /// The built-in faces alone.
    pub fn builtin() -> Self {
        let mut faces = fontdb::Database::new();
        for data in BUILTIN {
            faces.load_font_source(fontdb::Source::Binary(Arc::new(data)));
        }
        Catalogue { faces, origins: Vec::new() }
    }

    /// Adds every face of a TrueType or OpenType file or collection. A face of the same family, weight and slant as
    /// one that is there already takes its place. `origin` says to people where the file comes from, such as its path.
    ///
    /// # Errors
    /// When the bytes hold no face.
    pub fn add(&mut self, data: Vec<u8>, origin: &str) -> Result<(), NotAFont> {
        let origin: Arc<str> = origin.into();
        let before: Vec<_> = self.faces.faces().cloned().collect();
        let added = self.faces.load_font_source(fontdb::Source::Binary(Arc::new(data)));
        if added.is_empty() {
            return Err(NotAFont);
        }
        for id in added {
            let Some(new) = self.faces.face(id).cloned() else { continue };
            self.origins.push((id, Arc::clone(&origin)));
            for old in &before {
                let same = old.weight == new.weight
                    && old.style == new.style
                    && old.stretch == new.stretch
                    && family(old) == family(&new);
                if same {
                    self.faces.remove_face(old.id);
                }
            }
        }
        Ok(())
    }

    /// Every face, in the order in which they were added.
    pub fn faces(&self) -> impl Iterator<Item = Face> + '_ {
        self.faces.faces().filter_map(|info| self.face(info))
    }

    /// The face of a family with just this weight and slant; one that is merely sloped serves for an italic one.
    pub fn find(&self, family_name: &str, style: Style) -> Option<Face> {
        let weight = if style.bold { fontdb::Weight::BOLD } else { fontdb::Weight::NORMAL };
        let with_slant = |slant: fontdb::Style| {
            let fits = move |info: &&fontdb::FaceInfo| info.weight == weight && info.style == slant;
            self.faces.faces().filter(fits).find(|info| family(info) == family_name)
        };
        let info = match style.italic {
            false => with_slant(fontdb::Style::Normal),
            true => with_slant(fontdb::Style::Italic).or_else(|| with_slant(fontdb::Style::Oblique)),
        };
        info.and_then(|info| self.face(info))
    }

    /// The faces of a family, for text of which every character must be there.
    pub fn typeface(&self, family_name: &str) -> Typeface {
        Typeface::new(Style::ALL.map(|style| self.find(family_name, style)))
    }

    fn face(&self, info: &fontdb::FaceInfo) -> Option<Face> {
        // Without its `fs` feature, which another crate of a build may turn on, fontdb has no other source.
        #[allow(irrefutable_let_patterns)]
        let fontdb::Source::Binary(data) = &info.source else { return None };
        let origin = self.origins.iter().find(|(id, _)| *id == info.id);
        Some(Face {
            family: family(info).to_owned(),
            style: Style {
                bold: info.weight >= fontdb::Weight::SEMIBOLD,
                italic: info.style != fontdb::Style::Normal,
            },
            origin: origin.map(|(_, origin)| Arc::clone(origin)),
            data: FaceData::new(data),
            index: info.index,
        })
    }
}

impl Default for Catalogue {
    fn default() -> Self {
        Catalogue::builtin()
    }
}

/// The family's English name, which fontdb lists first.
fn family(info: &fontdb::FaceInfo) -> &str {
    info.families.first().map_or("", |(name, _)| name.as_str())
}

/// The bytes are those of no TrueType or OpenType font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a TrueType or OpenType font")]
pub struct NotAFont;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_family_has_its_four_faces() {
        let catalogue = Catalogue::builtin();
        for style in Style::ALL {
            let face = catalogue.find("Liberation Sans", style).expect("a built-in face");
            assert_eq!(face.style, style);
            assert_eq!(face.origin, None);
            assert_eq!(face.version().as_deref(), Some("2.1.5"));
            // As `fc-query` counts them.
            assert_eq!(face.characters(), 2327);
        }
        assert!(catalogue.find("Arial", Style::default()).is_none());
    }

    #[test]
    fn a_face_of_the_same_kind_takes_the_place_of_the_builtin_one() {
        let mut catalogue = Catalogue::builtin();
        catalogue.add(BUILTIN[1].to_vec(), "fonts/Bold.ttf").expect("a font");
        assert_eq!(catalogue.faces().count(), 4);
        let origin = |bold| {
            let style = Style { bold, italic: false };
            catalogue.find("Liberation Sans", style).and_then(|face| face.origin)
        };
        assert_eq!(origin(true).as_deref(), Some("fonts/Bold.ttf"));
        assert_eq!(origin(false), None);
    }

    #[test]
    fn the_builtin_family_has_the_letters_of_europe_and_not_those_of_all_the_world() {
        let typeface = Catalogue::builtin().typeface("Liberation Sans");
        for style in Style::ALL {
            assert_eq!(typeface.missing("Ő Ș Ť Ł Ø Æ þ ß ŉ Ω Ж « – … ° \u{a0} \u{301}", style), []);
            assert_eq!(typeface.missing("ሀ 中 😀 ሀ", style), ['ሀ', '中', '😀']);
        }
    }

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        assert_eq!(Catalogue::builtin().add(b"no font".to_vec(), "x"), Err(NotAFont));
    }
}
