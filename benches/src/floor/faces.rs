//! The faces, whole as they are before and in parts as files hold them.

use std::collections::BTreeMap;

use hayro_syntax::object::{Array, Dict, Name, Stream};
use krilla::Data;
use krilla::text::Font;
use ttf_parser::name_id::POST_SCRIPT_NAME;
use undersigned::{Profile, Style};

use super::read::utf16;

/// The faces of a profile, each read once, as Typst reads them.
pub struct Faces(Vec<Face>);

struct Face {
    /// The PostScript name, by which files know it.
    name: String,
    data: Vec<u8>,
    index: u32,
    font: Font,
}

impl Faces {
    /// The four faces of the family that a profile sets PDFs in.
    ///
    /// # Panics
    /// When one is not there.
    pub fn of(profile: &Profile) -> Faces {
        let family = &profile.theme().fonts.pdf;
        let face = |style| {
            let face = profile.fonts().find(family, style).expect("the face");
            let data = face.data.as_ref().to_vec();
            let names = ttf_parser::Face::parse(&data, face.index).expect("a font").names();
            let mut names = names.into_iter().filter(|name| name.name_id == POST_SCRIPT_NAME);
            let name = names.find_map(|name| name.to_string()).expect("a name");
            let font = Font::new(Data::from(data.clone()), face.index).expect("a font");
            Face { name, data, index: face.index, font }
        };
        Faces(Style::ALL.into_iter().map(face).collect())
    }

    pub(super) fn font(&self, index: usize) -> Font {
        self.0[index].font.clone()
    }
}

/// The parts of the faces that a file holds.
pub(super) struct Subsets<'f> {
    faces: &'f Faces,
    subsets: BTreeMap<String, Subset>,
}

/// The glyphs of one face that a file holds, under numbers of its own.
pub(super) struct Subset {
    /// The index of the face.
    pub(super) face: usize,
    glyphs: BTreeMap<u16, SubsetGlyph>,
    file: Vec<u8>,
}

#[derive(Clone)]
pub(super) struct SubsetGlyph {
    /// Its number in the whole face.
    pub(super) id: u32,
    /// In ems.
    pub(super) advance: f32,
    pub(super) text: String,
}

impl<'f> Subsets<'f> {
    pub(super) fn of(faces: &'f Faces) -> Subsets<'f> {
        Subsets { faces, subsets: BTreeMap::new() }
    }

    /// The part that a font of the file is.
    pub(super) fn get(&mut self, font: &Dict<'_>) -> &Subset {
        let base: Name<'_> = font.get("BaseFont").expect("a name");
        let faces = self.faces;
        self.subsets
            .entry(base.as_str().to_owned())
            .or_insert_with(|| Subset::read(font, base.as_str(), faces))
    }

    pub(super) fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.subsets.into_iter().map(|(name, subset)| (name, subset.file)).collect()
    }
}

impl Subset {
    fn read(font: &Dict<'_>, base: &str, faces: &Faces) -> Subset {
        // `FGVKCX+LiberationSans-Identity-H` or without the encoding.
        let name = base.split_once('+').expect("a subset").1.trim_end_matches("-Identity-H");
        let face = faces.0.iter().position(|face| face.name == name).expect("one of the faces");
        let whole = ttf_parser::Face::parse(&faces.0[face].data, faces.0[face].index).expect("a font");
        let descendants: Array<'_> = font.get("DescendantFonts").expect("a font");
        let descendant: Dict<'_> = descendants.iter().next().expect("a font");
        let descriptor: Dict<'_> = descendant.get("FontDescriptor").expect("a descriptor");
        let file: Stream<'_> = descriptor.get("FontFile2").expect("a TrueType file");
        let map: Stream<'_> = font.get("ToUnicode").expect("texts");
        let map = map.decoded().expect("a stream");
        // Our faces have no ligatures, so that the first character of a glyph's text tells the glyph.
        let glyph = |text: String| {
            let id = whole.glyph_index(text.chars().next().expect("a character")).expect("a glyph");
            let advance = f32::from(whole.glyph_hor_advance(id).expect("an advance"));
            SubsetGlyph { id: u32::from(id.0), advance: advance / f32::from(whole.units_per_em()), text }
        };
        Subset {
            face,
            glyphs: texts(&map).into_iter().map(|(number, text)| (number, glyph(text))).collect(),
            file: file.decoded().expect("a stream").into_owned(),
        }
    }

    /// The glyphs of a string that is shown, of two bytes each.
    pub(super) fn glyphs<'a>(&'a self, shown: &'a [u8]) -> impl Iterator<Item = &'a SubsetGlyph> {
        shown.chunks_exact(2).map(|pair| &self.glyphs[&u16::from_be_bytes([pair[0], pair[1]])])
    }
}

/// The numbers of glyphs and their texts, as a ToUnicode map has them: `<0003> <00A0>`.
fn texts(map: &[u8]) -> BTreeMap<u16, String> {
    let map = String::from_utf8_lossy(map);
    let bytes = |hexadecimal: &str| -> Vec<u8> {
        let digits = hexadecimal.trim_matches(['<', '>']);
        let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("a byte");
        (0..digits.len()).step_by(2).map(byte).collect()
    };
    let mut texts = BTreeMap::new();
    for section in map.split("beginbfchar").skip(1) {
        let (entries, _) = section.split_once("endbfchar").expect("an end");
        let entries: Vec<&str> = entries.split_whitespace().collect();
        for entry in entries.chunks_exact(2) {
            let number = bytes(entry[0]);
            texts.insert(u16::from_be_bytes([number[0], number[1]]), utf16(&bytes(entry[1])));
        }
    }
    texts
}
