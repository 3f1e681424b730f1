//! The faces of the typeface, once for each document that is set at a time.
//!
//! For each glyph krilla counts the users of its face up and down several times. Two threads with one face wait for one
//! another's counter: that was 5 % of a batch on two cores. So each document has faces of its own. Typst and krilla know
//! a face again by its bytes, so that those of one face differ by zeros at the end, which no table of it reaches.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use undersigned::{Profile, Style};

use crate::ahead::hashed;
use crate::error::Kind;

/// How many zeros a face can have at its end. More documents at a time than that share faces.
const ZEROS: usize = 255;

/// The four faces of the theme's family, and no others: nothing is ever taken from another family.
pub(crate) struct Faces {
    files: Vec<File>,
    sets: Mutex<Sets>,
}

/// The file of a face.
struct File {
    face: Font,
    /// The same file with all zeros, of which each set but the first sees a part.
    lengthened: OnceLock<Arc<[u8]>>,
}

#[derive(Default)]
struct Sets {
    idle: Vec<Set>,
    /// How many there are, with those that are lent.
    made: usize,
}

/// Faces with the same number of zeros; those that were asked for.
#[derive(Default)]
struct Set {
    zeros: usize,
    faces: [OnceLock<Font>; Style::ALL.len()],
}

/// The faces of one document.
pub(crate) struct Lent<'f> {
    faces: &'f Faces,
    /// Goes back when this is dropped.
    set: Set,
}

impl Faces {
    pub(crate) fn new(profile: &Profile) -> Result<Faces, Kind> {
        let family = &profile.theme().fonts.pdf;
        let file = |style: &Style| {
            let name = style.name();
            let face = profile.fonts().find(family, *style);
            let face = face.ok_or_else(|| Kind::Face { family: family.clone(), face: name })?;
            let face = Font::new(Bytes::new(face.data), face.index)
                .ok_or_else(|| Kind::UnreadableFace { family: family.clone(), face: name })?;
            Ok(File { face: hashed(face), lengthened: OnceLock::new() })
        };
        let files = Style::ALL.iter().map(file).collect::<Result<_, Kind>>()?;
        Ok(Faces { files, sets: Mutex::default() })
    }

    /// The list of the faces, under the name that the theme has for them: Typst and the catalogue do not always
    /// read the same name out of a file.
    pub(crate) fn book(&self, family: &str) -> FontBook {
        let named = |file: &File| FontInfo { family: family.to_owned(), ..file.face.info().clone() };
        FontBook::from_infos(self.files.iter().map(named))
    }

    /// Faces that no other document has, as long as there are enough.
    pub(crate) fn lend(&self) -> Lent<'_> {
        let mut sets = self.sets();
        let set = sets.idle.pop().unwrap_or_else(|| {
            sets.made += 1;
            Set { zeros: (sets.made - 1) % (ZEROS + 1), ..Set::default() }
        });
        Lent { faces: self, set }
    }

    fn sets(&self) -> MutexGuard<'_, Sets> {
        self.sets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lent<'_> {
    pub(crate) fn get(&self, index: usize) -> Option<Font> {
        let file = self.faces.files.get(index)?;
        Some(self.set.faces.get(index)?.get_or_init(|| file.with_zeros(self.set.zeros)).clone())
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.faces.sets().idle.push(std::mem::take(&mut self.set));
    }
}

impl File {
    fn with_zeros(&self, zeros: usize) -> Font {
        if zeros == 0 {
            return self.face.clone();
        }
        let bytes = self.face.data();
        let whole = self.lengthened.get_or_init(|| [&bytes[..], &[0; ZEROS]].concat().into());
        let part = Part { whole: whole.clone(), length: bytes.len() + zeros };
        // What could be read without zeros can be read with them; the price of the other way would be time alone.
        Font::new(Bytes::new(part), self.face.index()).unwrap_or_else(|| self.face.clone())
    }
}

/// The first bytes of a file.
struct Part {
    whole: Arc<[u8]>,
    length: usize,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        &self.whole[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_documents_have_the_same_faces() {
        let faces = Faces::new(&Profile::builtin()).unwrap();
        let all = |lent: &Lent<'_>| (0..Style::ALL.len()).map(|index| lent.get(index).unwrap()).collect();
        let one = faces.lend();
        let two = faces.lend();
        let (of_one, of_two): (Vec<Font>, Vec<Font>) = (all(&one), all(&two));
        assert!(of_one.iter().all(|face| !of_two.contains(face)));
        assert!(of_one.iter().zip(&of_two).all(|(a, b)| a.info() == b.info()));
        drop(one);
        assert_eq!(all(&faces.lend()), of_one, "the next document has those that are free");
        assert!(two.get(Style::ALL.len()).is_none());
    }
}
