//! Whether the family that the theme names is there.

use undersigned_templates as builtin;

use super::TomlFile;
use crate::facts::nearest;
use crate::rules::finding;
use crate::rules::profile::UnusableFile;
use crate::{Diagnostics, Encoding, Profile, Source, Style};

impl Profile {
    /// The faces that the theme's family lacks, at the place where the theme names it: without them no PDF can be made. To
    /// be asked behind [`with_fonts`](Self::with_fonts).
    ///
    /// ```
    /// assert!(undersigned::Profile::builtin().missing_faces().is_empty());
    /// ```
    pub fn missing_faces(&self) -> Diagnostics {
        let family = self.theme().fonts.pdf.as_str();
        let typeface = self.typeface();
        let missing: Vec<&str> = Style::ALL
            .iter()
            .filter(|style| typeface.face(**style).is_none())
            .map(|style| style.name())
            .collect();
        let families: Vec<String> = self.fonts().faces().map(|face| face.family).collect();
        let found = match missing.as_slice() {
            [] => None,
            _ if !families.iter().any(|known| known == family) => Some((
                format!("there is no family `{family}`"),
                match nearest(family, families.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "add its font files (`--font-dir`), or name another family".to_owned(),
                },
            )),
            _ => Some((
                format!("the family `{family}` has no {} face", missing.join(" and no ")),
                "add its font file (`--font-dir`); `undersigned fonts` shows what there is".to_owned(),
            )),
        };
        let place = TomlFile::parse(&self.theme_text).root().at("fonts").at("pdf").span();
        let list = found.map(|(message, help)| finding(UnusableFile, message).at(place, "").help(help));
        let source = Source::new(builtin::THEME.name, self.theme_text.to_string(), Encoding::Utf8);
        Diagnostics::new(list.into_iter().collect(), vec![source].into())
    }
}
