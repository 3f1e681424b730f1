//! Which faces a document is set in, and the characters that each of them lacks.

use crate::rules::Subject;
use std::collections::BTreeMap;

use crate::rules::pages::missing_letters;
use crate::sheet::Origin;
use crate::{Document, Language, Profile, Style};

/// A face that text of a document is set in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceUse {
    /// Weight and slant.
    pub style: Style,
    /// What the face lacks, each character once, in order of code points.
    pub lacking: Vec<Lacking>,
}

/// A character that a face lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// The character.
    pub character: char,
    /// Where it first stands in the input, or the fixed wording that it stands in.
    pub origin: Origin,
}

impl Profile {
    /// The faces that a document is set in, in one of its languages, in the order of [`Style::ALL`], and what each of them
    /// lacks. Without a text in the language there are none. A face that the family has not lacks nothing that is known.
    ///
    /// ```
    /// # use undersigned::{Format, Language, Profile};
    /// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
    /// #   text: {en: {title: Libraries, body: '*Every* town.'}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
    /// let profile = Profile::builtin();
    /// let document = profile.read("motion.yaml", input, Format::Yaml)?;
    /// let faces = profile.faces_used(&document, Language::ENGLISH);
    /// assert!(faces.iter().any(|face| face.style.name() == "italic" && face.lacking.is_empty()));
    /// # Ok::<(), undersigned::Diagnostics>(())
    /// ```
    pub fn faces_used(&self, document: &Document, language: Language) -> Vec<FaceUse> {
        let Some(text) = document.text(language) else { return Vec::new() };
        let mut resolver = self.resolver(document, text, language);
        resolver.sheet();
        // The sheet knows a paragraph, the input the very letter.
        let typed = missing_letters(&Subject::whole(self, document, &[language]));
        let face_use = |(style, lacking): (Style, Vec<(char, Origin)>)| {
            let mut first: BTreeMap<char, Origin> = BTreeMap::new();
            for (character, origin) in lacking {
                // What stands in the input comes before fixed wording, which has no place there.
                let place = |origin: &Origin| (origin.span.is_none(), origin.span);
                if first.get(&character).is_none_or(|known| place(&origin) < place(known)) {
                    first.insert(character, origin);
                }
            }
            let lacking = first.into_iter().map(|(character, mut origin)| {
                let same = typed.iter().filter(|(letter, face, _)| (*letter, *face) == (character, style));
                origin.span = same.map(|(.., span)| *span).min().or(origin.span);
                Lacking { character, origin }
            });
            FaceUse { style, lacking: lacking.collect() }
        };
        let mut uses: Vec<FaceUse> = resolver.lettering.into_iter().map(face_use).collect();
        uses.sort_by_key(|face| Style::ALL.iter().position(|style| *style == face.style));
        uses
    }
}
