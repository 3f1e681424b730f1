//! The built-in typeface, and the catalogue of faces that a document can be set in.
//!
//! The faces of the system are never looked at: a document must come out the same on every machine. Whoever wants
//! another typeface adds its files to the [`Catalogue`].

mod advances;

use std::fmt;
use std::sync::Arc;

pub use advances::Advances;

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
/// let catalogue = undersigned_fonts::Catalogue::builtin();
/// assert_eq!(catalogue.faces().count(), 4);
/// assert!(catalogue.find("Liberation Sans", true, false).is_some());
/// ```
#[derive(Debug, Clone)]
pub struct Catalogue {
    faces: fontdb::Database,
}

impl Catalogue {
    /// The built-in faces alone.
    pub fn builtin() -> Self {
        let mut faces = fontdb::Database::new();
        for data in BUILTIN {
            faces.load_font_source(fontdb::Source::Binary(Arc::new(data)));
        }
        Catalogue { faces }
    }

    /// Adds every face of a TrueType or OpenType file or collection. A face of the same family, weight and slant as
    /// one that is there already takes its place.
    ///
    /// # Errors
    /// When the bytes hold no face.
    pub fn add(&mut self, data: Vec<u8>) -> Result<(), NotAFont> {
        let before: Vec<_> = self.faces.faces().cloned().collect();
        let added = self.faces.load_font_source(fontdb::Source::Binary(Arc::new(data)));
        if added.is_empty() {
            return Err(NotAFont);
        }
        for id in added {
            let Some(new) = self.faces.face(id).cloned() else { continue };
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

    /// The face of a family with just this weight and slant.
    pub fn find(&self, family_name: &str, bold: bool, italic: bool) -> Option<Face> {
        let weight = if bold { fontdb::Weight::BOLD } else { fontdb::Weight::NORMAL };
        let style = if italic { fontdb::Style::Italic } else { fontdb::Style::Normal };
        self.faces
            .faces()
            .find(|info| family(info) == family_name && info.weight == weight && info.style == style)
            .and_then(|info| self.face(info))
    }

    /// The characters of a family's upright face, for text of which every character must be there.
    pub fn characters(&self, family_name: &str) -> Characters {
        Characters(self.find(family_name, false, false).or_else(|| self.find(family_name, true, false)))
    }

    fn face(&self, info: &fontdb::FaceInfo) -> Option<Face> {
        // Without its `fs` feature, which another crate of a build may turn on, fontdb has no other source.
        #[allow(irrefutable_let_patterns)]
        let fontdb::Source::Binary(data) = &info.source else { return None };
        Some(Face {
            family: family(info).to_owned(),
            bold: info.weight >= fontdb::Weight::SEMIBOLD,
            italic: info.style != fontdb::Style::Normal,
            data: FaceData(Arc::clone(data)),
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

/// One face of a typeface.
#[derive(Debug, Clone)]
pub struct Face {
    /// The name of the family, such as `Liberation Sans`.
    pub family: String,
    /// Whether the face is bold.
    pub bold: bool,
    /// Whether the face leans.
    pub italic: bool,
    /// The file that holds the face.
    pub data: FaceData,
    /// Which of the faces in the file it is.
    pub index: u32,
}

/// The characters that a face has.
#[derive(Debug, Clone)]
pub struct Characters(Option<Face>);

impl Characters {
    /// The characters of a text that the face lacks, each once, in order of code points. Marks that join the letter
    /// before them count as there, because a face may have both in one. Without a face nothing is known to be missing.
    pub fn missing(&self, text: &str) -> Vec<char> {
        // Every face of a text family has these, and they are most of every text.
        let mut missing: Vec<char> = text.chars().filter(|c| !c.is_ascii() && !is_mark(*c)).collect();
        let Some(face) = self.0.as_ref().filter(|_| !missing.is_empty()) else { return Vec::new() };
        let Ok(face) = ttf_parser::Face::parse(face.data.as_ref(), face.index) else { return Vec::new() };
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

/// The bytes of a font file, shared by its faces.
#[derive(Clone)]
pub struct FaceData(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl AsRef<[u8]> for FaceData {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

impl fmt::Debug for FaceData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FaceData({} bytes)", self.as_ref().len())
    }
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
        for (bold, italic) in [(false, false), (true, false), (false, true), (true, true)] {
            let face = catalogue.find("Liberation Sans", bold, italic).expect("a built-in face");
            assert_eq!((face.bold, face.italic), (bold, italic));
        }
        assert!(catalogue.find("Arial", false, false).is_none());
    }

    #[test]
    fn a_face_of_the_same_kind_takes_the_place_of_the_builtin_one() {
        let mut catalogue = Catalogue::builtin();
        catalogue.add(BUILTIN[1].to_vec()).expect("a font");
        assert_eq!(catalogue.faces().count(), 4);
    }

    #[test]
    fn the_builtin_family_has_the_letters_of_europe_and_not_those_of_all_the_world() {
        let characters = Catalogue::builtin().characters("Liberation Sans");
        assert_eq!(characters.missing("Ő Ș Ť Ł Ø Æ þ ß ŉ Ω Ж « – … ° \u{a0} \u{301}"), []);
        assert_eq!(characters.missing("ሀ 中 😀 ሀ"), ['ሀ', '中', '😀']);
    }

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        assert_eq!(Catalogue::builtin().add(b"no font".to_vec()), Err(NotAFont));
    }
}
