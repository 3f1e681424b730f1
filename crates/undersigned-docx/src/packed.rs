//! Packed parts, kept for the next file: the styles are the same in most, and to pack them takes a tenth of a file's time.

use std::io::{Cursor, Seek, Write};
use std::sync::{Arc, Mutex};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// As many as there are languages at work in most services, and some for what their documents hold.
const MOST: usize = 8;

/// An archive with one part and nothing else.
type Archive = ZipArchive<Cursor<Arc<[u8]>>>;

/// The parts that were packed last, each as it was and as it is packed.
#[derive(Debug, Default)]
pub(crate) struct Packed(Mutex<Vec<(Vec<u8>, Archive)>>);

impl Packed {
    /// Adds a part to an archive, as it was packed before if it was.
    pub(crate) fn add<W: Write + Seek>(
        &self,
        archive: &mut ZipWriter<W>,
        path: &str,
        options: SimpleFileOptions,
        bytes: &[u8],
    ) -> ZipResult<()> {
        // Who would have to wait packs it anew.
        let known = self.0.try_lock().ok().and_then(|known| {
            let same = known.iter().find(|(part, _)| part == bytes);
            same.map(|(_, packed)| packed.clone())
        });
        let packed = match known {
            Some(packed) => packed,
            None => self.pack(path, options, bytes)?,
        };
        archive.merge_archive(packed)
    }

    fn pack(&self, path: &str, options: SimpleFileOptions, bytes: &[u8]) -> ZipResult<Archive> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(path, options)?;
        archive.write_all(bytes)?;
        let packed = ZipArchive::new(Cursor::new(archive.finish()?.into_inner().into()))?;
        if let Ok(mut known) = self.0.try_lock() {
            known.truncate(MOST - 1);
            known.insert(0, (bytes.to_vec(), packed.clone()));
        }
        Ok(packed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zip::{DateTime, System};

    /// An archive with a part between two others; packed as it was before, or as archives are.
    fn archive(packed: Option<&Packed>, part: &[u8]) -> Vec<u8> {
        let options =
            SimpleFileOptions::default().last_modified_time(DateTime::default()).system(System::Dos);
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("before.xml", options).unwrap();
        archive.write_all(b"one part").unwrap();
        if let Some(packed) = packed {
            packed.add(&mut archive, "part.xml", options, part).unwrap();
        } else {
            archive.start_file("part.xml", options).unwrap();
            archive.write_all(part).unwrap();
        }
        archive.start_file("behind.xml", options).unwrap();
        archive.write_all(b"another one").unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_is_the_same_whatever_was_packed_before() {
        let packed = Packed::default();
        for part in ["some styles", "other styles", "some styles", "some styles", "other styles"] {
            assert_eq!(archive(Some(&packed), part.as_bytes()), archive(None, part.as_bytes()));
        }
        assert_eq!(packed.0.lock().unwrap().len(), 2);
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let packed = Packed::default();
        for part in 0..=u8::try_from(2 * MOST).unwrap() {
            archive(Some(&packed), &[part]);
        }
        assert_eq!(packed.0.lock().unwrap().len(), MOST);
    }
}
