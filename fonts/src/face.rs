//! One face, and what its file says of it.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// One face of a typeface.
#[derive(Debug, Clone)]
pub struct Face {
    /// The name of the family, such as `Liberation Sans`.
    pub family: String,
    /// Weight and slant.
    pub style: Style,
    /// Where the face comes from, in the words of who added it; `None` for a built-in one.
    pub origin: Option<Arc<str>>,
    /// The file that holds the face.
    pub data: FaceData,
    /// Which of the faces in the file it is.
    pub index: u32,
}

impl Face {
    /// The version that the file names, such as `2.1.5`; `None` where it names none.
    pub fn version(&self) -> Option<String> {
        let face = self.parsed()?;
        let versions = face.names().into_iter().filter(|name| name.name_id == ttf_parser::name_id::VERSION);
        // A name in an encoding of old is ASCII in all that matters here.
        let text = |name: ttf_parser::name::Name<'_>| {
            name.to_string().unwrap_or_else(|| String::from_utf8_lossy(name.name).into_owned())
        };
        let version = versions.map(text).find(|version| !version.trim().is_empty())?;
        // The words behind a semicolon name tools.
        let version = version.split(';').next().unwrap_or_default().trim();
        let version = version.strip_prefix("Version").unwrap_or(version).trim();
        Some(version.to_owned())
    }

    /// How many characters the face has.
    pub fn characters(&self) -> usize {
        let Some(face) = self.parsed() else { return 0 };
        let mut characters = BTreeSet::new();
        for table in
            face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(|table| table.is_unicode())
        {
            table.codepoints(|code| {
                let there = table.glyph_index(code).is_some_and(|glyph| glyph.0 != 0);
                characters.extend(char::from_u32(code).filter(|_| there));
            });
        }
        characters.len()
    }

    /// Whether both are the same face of the same file.
    pub fn is_same(&self, other: &Face) -> bool {
        Arc::ptr_eq(&self.data.0, &other.data.0) && self.index == other.index
    }

    pub(crate) fn parsed(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(self.data.as_ref(), self.index).ok()
    }
}

/// The weight and the slant of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Style {
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it leans.
    pub italic: bool,
}

impl Style {
    /// The four styles of a family for text.
    pub const ALL: [Style; 4] = [
        Style { bold: false, italic: false },
        Style { bold: true, italic: false },
        Style { bold: false, italic: true },
        Style { bold: true, italic: true },
    ];

    /// The name: `regular`, `bold`, `italic` or `bold italic`.
    ///
    /// ```
    /// assert_eq!(undersigned_fonts::Style { bold: true, italic: true }.name(), "bold italic");
    /// ```
    pub const fn name(self) -> &'static str {
        match (self.bold, self.italic) {
            (false, false) => "regular",
            (true, false) => "bold",
            (false, true) => "italic",
            (true, true) => "bold italic",
        }
    }
}

/// The bytes of a font file, shared by its faces.
#[derive(Clone)]
pub struct FaceData(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl FaceData {
    pub(crate) fn new(data: &Arc<dyn AsRef<[u8]> + Send + Sync>) -> Self {
        FaceData(Arc::clone(data))
    }
}

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
