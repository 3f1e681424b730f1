//! The faces in which text is shown.

use crate::document::dictionary_of;
use crate::error::Result;
use crate::syntax::{File, Object};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Face {
    /// With the mark of a subset, if it has one.
    pub(crate) name: String,
    pub(crate) embedded: bool,
    pub(crate) subset: bool,
    pub(crate) to_unicode: bool,
    /// Each glyph is a drawing of its own.
    pub(crate) drawn: bool,
}

impl Face {
    pub(crate) fn read(file: &File<'_>, font: &Object) -> Result<Face> {
        let font = dictionary_of(font);
        let base = file.get(font, "BaseFont")?.name().map(str::to_owned);
        let drawn = file.get(font, "Subtype")?.name() == Some("Type3");
        let own_name = file.get(font, "Name")?.name().map(str::to_owned);
        let name = base.or(own_name).unwrap_or_else(|| "without a name".to_owned());
        let parts = file.get(font, "DescendantFonts")?;
        let part = match parts.array().and_then(<[Object]>::first) {
            Some(part) => Some(file.resolve(part)?),
            None => None,
        };
        let descriptor = file.get(part.as_deref().map_or(font, dictionary_of), "FontDescriptor")?;
        let mut embedded = drawn;
        for key in ["FontFile", "FontFile2", "FontFile3"] {
            embedded |= file.get(dictionary_of(&descriptor), key)?.stream().is_some();
        }
        let to_unicode = file.get(font, "ToUnicode")?.stream().is_some();
        // The glyphs of a drawn face are its own, and the file has no others.
        Ok(Face { subset: drawn || is_subset(&name), name, embedded, to_unicode, drawn })
    }
}

/// Six capitals and a plus sign (ISO 32000-1, 9.6.4).
fn is_subset(name: &str) -> bool {
    name.split_once('+')
        .is_some_and(|(mark, _)| mark.len() == 6 && mark.bytes().all(|byte| byte.is_ascii_uppercase()))
}
