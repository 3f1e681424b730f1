//! A manifest that was written before: of unknown origin, and of any number of documents.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::de::{self, DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Entry, Head, Shared, VERSION};
use crate::Failure;

/// The most bytes of one entry, or of what stands before the first: far more than the findings of any document.
const MAX_ENTRY: u64 = 32 << 20;

/// Where an entry stands in its manifest: where its first byte is, and how many it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    start: u64,
    length: u64,
}

/// A manifest of which all entries were looked at. They stay in the file until they are asked for.
pub(crate) struct Stored {
    pub(crate) head: Head,
    file: Mutex<File>,
}

/// Why a manifest cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unusable {
    /// There is no such file.
    #[error("{0} is not there")]
    Missing(String),
    /// It is not readable, or no manifest, or one of another version.
    #[error("{0}")]
    Broken(String),
}

impl From<Unusable> for Failure {
    fn from(unusable: Unusable) -> Self {
        Failure::Other(unusable.to_string())
    }
}

impl Stored {
    /// Reads the manifest at a path from end to end; `each` is told of every entry, and where it stands.
    pub(crate) fn open(path: &Path, each: impl FnMut(&Entry, Place)) -> Result<Self, Unusable> {
        Stored::open_within(path, MAX_ENTRY, each)
    }

    fn open_within(
        path: &Path,
        max_entry: u64,
        mut each: impl FnMut(&Entry, Place),
    ) -> Result<Self, Unusable> {
        let name = path.display();
        let cannot = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => Unusable::Missing(name.to_string()),
            _ => Unusable::Broken(format!("cannot read {name}: {error}")),
        };
        // A pipe would be waited for without end.
        if !std::fs::metadata(path).map_err(cannot)?.is_file() {
            return Err(Unusable::Broken(format!("{name} is not a file")));
        }
        let mut file = File::open(path).map_err(cannot)?;
        let bounds = Bounds { max_entry, at: Cell::new(0), most: Cell::new(max_entry) };
        let counted = Counted { bytes: BufReader::new(&mut file), bounds: &bounds };
        let mut json = serde_json::Deserializer::from_reader(counted);
        let read = json.deserialize_map(Manifest { bounds: &bounds, each: &mut each });
        let head = read.and_then(|head| json.end().map(|()| head)).map_err(|error| {
            let reason = if bounds.reached() {
                format!("an entry of a manifest has no more than {max_entry} bytes")
            } else {
                without_place(&error)
            };
            Unusable::Broken(match (error.line(), error.column()) {
                (0, _) => format!("cannot read {name}: {reason}"),
                (line, column) => format!(
                    "{name}:{line}:{column}: {reason}; a manifest is a file that `render --manifest FILE.json` wrote"
                ),
            })
        })?;
        Ok(Stored { head, file: Mutex::new(file) })
    }

    /// The entry at a place.
    pub(crate) fn entry(&self, place: Place) -> Result<Entry, Failure> {
        let mut bytes = Vec::new();
        let read = {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.start))
                .and_then(|_| (&mut *file).take(place.length).read_to_end(&mut bytes))
        };
        let entry = read.and_then(|_| Ok(serde_json::from_slice(&bytes)?));
        entry.map_err(|source| Failure::File {
            what: "the manifest was changed while it was read".to_owned(),
            source,
        })
    }
}

/// Whether a file is a manifest, as far as its beginning shows; it may be of another version, or cut short.
pub(crate) fn is_manifest(path: &Path) -> io::Result<bool> {
    const BEGINNING: u64 = 64;
    let may_be = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    // A pipe would be waited for without end.
    if !may_be || !path.is_file() {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(BEGINNING).read_to_end(&mut bytes)?;
    bytes.retain(|byte| !byte.is_ascii_whitespace());
    let version = bytes.strip_prefix(br#"{"version":"#).unwrap_or_default();
    let digits = version.iter().take_while(|byte| byte.is_ascii_digit()).count();
    Ok(digits > 0 && version[digits..].starts_with(br#","program":""#))
}

/// The message of an error, of which serde_json puts the place at the end.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

/// How far a reader is, and how far it may go.
struct Bounds {
    max_entry: u64,
    at: Cell<u64>,
    most: Cell<u64>,
}

impl Bounds {
    fn reached(&self) -> bool {
        self.at.get() >= self.most.get()
    }

    /// From here on another entry may follow.
    fn go_on(&self) {
        self.most.set(self.at.get().saturating_add(self.max_entry));
    }
}

/// A reader that counts its bytes, and ends where it may not go on.
struct Counted<'b, R> {
    bytes: R,
    bounds: &'b Bounds,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Bounds { at, most, .. } = self.bounds;
        let left = usize::try_from(most.get().saturating_sub(at.get())).unwrap_or(usize::MAX);
        let room = buffer.len().min(left);
        let read = self.bytes.read(&mut buffer[..room])?;
        at.set(at.get() + read as u64);
        Ok(read)
    }
}

/// The whole manifest: its head is kept, its documents are only told of.
struct Manifest<'b, F> {
    bounds: &'b Bounds,
    each: &'b mut F,
}

impl<'de, F: FnMut(&Entry, Place)> Visitor<'de> for Manifest<'_, F> {
    type Value = Head;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a manifest")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Head, A::Error> {
        // What the other keys mean depends on it.
        match map.next_key::<String>()? {
            Some(key) if key == "version" => match map.next_value::<u32>()? {
                VERSION => {}
                other => {
                    let message = format!("the manifest has version {other}, this program knows {VERSION}");
                    return Err(de::Error::custom(message));
                }
            },
            _ => return Err(de::Error::custom("no manifest: it begins with its `version`")),
        }
        let (mut program, mut complete, mut shared, mut documents) = (None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "program" => set(&mut program, "program", map.next_value()?)?,
                "complete" => set(&mut complete, "complete", map.next_value()?)?,
                "shared" => set(&mut shared, "shared", map.next_value::<Shared>()?)?,
                "documents" => set(&mut documents, "documents", map.next_value_seed(Documents(&mut self))?)?,
                // A later program of this version may know more.
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        documents.ok_or_else(|| de::Error::missing_field("documents"))?;
        Ok(Head {
            program: program.ok_or_else(|| de::Error::missing_field("program"))?,
            complete: complete.ok_or_else(|| de::Error::missing_field("complete"))?,
            shared: shared.ok_or_else(|| de::Error::missing_field("shared"))?,
        })
    }
}

fn set<T, E: de::Error>(place: &mut Option<T>, key: &'static str, value: T) -> Result<(), E> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(key)),
    }
}

struct Documents<'m, 'b, F>(&'m mut Manifest<'b, F>);

impl<'de, F: FnMut(&Entry, Place)> DeserializeSeed<'de> for Documents<'_, '_, F> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(&Entry, Place)> Visitor<'de> for Documents<'_, '_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of documents")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some((entry, place)) = seq.next_element_seed(Placed(self.0.bounds))? {
            (self.0.each)(&entry, place);
            self.0.bounds.go_on();
        }
        Ok(())
    }
}

/// An entry with its place.
struct Placed<'b>(&'b Bounds);

impl<'de> DeserializeSeed<'de> for Placed<'_> {
    type Value = (Entry, Place);

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // The bracket that opens the entry was read already, and nothing behind that which closes it.
        let start = self.0.at.get().saturating_sub(1);
        let entry = de::Deserialize::deserialize(deserializer)?;
        Ok((entry, Place { start, length: self.0.at.get() - start }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"{"version": 1, "program": "0.1.0", "complete": true, "later": [[{}]], "shared": {
        "profile": {"folder": null, "sha256": "HASH"}, "fonts": {"folder": "f", "sha256": "HASH"},
        "options": {"formats": ["pdf"], "languages": ["en"], "print": null, "deny": ["U503"], "stdin": "yaml"}
    }, "documents": ["#;
    const ENTRY: &str = r#"{"input": {"path": "PATH", "sha256": "HASH"}, "list": null, "state": "made",
        "outputs": [], "findings": [], "failure": null, "later": {}}"#;

    fn entry(path: &str) -> String {
        ENTRY.replace("PATH", path)
    }

    fn opened(text: &str) -> (Result<Stored, Unusable>, Vec<(String, Place)>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.json");
        std::fs::write(&path, text.replace("HASH", &"0f".repeat(32))).unwrap();
        let mut found = Vec::new();
        let each = |entry: &Entry, place| found.push((entry.input.path.clone(), place));
        let stored = Stored::open_within(&path, 10_000, each);
        (stored, found)
    }

    fn refused(text: &str) -> String {
        let message = opened(text).0.err().expect("a broken manifest").to_string();
        message.rsplit_once("m.json:").expect("a place").1.to_owned()
    }

    #[test]
    fn an_entry_is_found_again_however_the_file_is_laid_out() {
        for (between, end) in [(",", "]}"), (" ,\n\n\t", " ] , \"last\": 5 }\n ")] {
            let (stored, found) =
                opened(&format!("{HEAD} {}{between}{}{between}{}{end}", entry("a"), entry("é"), entry("")));
            let stored = stored.unwrap();
            assert_eq!(stored.head.program, "0.1.0");
            assert_eq!(found.len(), 3);
            for (path, place) in found {
                assert_eq!(stored.entry(place).unwrap().input.path, path);
            }
        }
        let (stored, found) = opened(&format!("{HEAD}]}}"));
        assert!(stored.is_ok() && found.is_empty());
    }

    #[test]
    fn what_is_no_manifest_is_refused_at_its_place() {
        let whole = format!("{HEAD}{}]}}", entry("a"));
        assert!(opened(&whole).0.is_ok());
        for (text, said) in [
            ("", "1:0: EOF"),
            ("kind: motion", "1:1: expected value"),
            ("[]", "1:1: invalid type: sequence, expected a manifest"),
            (r#"{"kind": "motion"}"#, "1:8: no manifest"),
            (r#"{"version": 2}"#, "the manifest has version 2, this program knows 1"),
            (r#"{"version": -1}"#, "1:15: invalid value"),
            (r#"{"version": 1}"#, "1:14: missing field `documents`"),
            (&whole[..whole.len() - 1], "5:69: EOF"),
            (&format!("{whole}{{}}"), "trailing characters"),
            (&whole.replace("\"made\"", "\"sold\""), "unknown variant `sold`"),
            (&whole.replace("\"outputs\": []", "\"outputs\": 5"), "expected a sequence"),
            (&whole.replace("HASH", "0F"), "a SHA-256 has 64"),
            (&whole.replace("[\"en\"]", "[\"../x\"]"), "`../x`: not the code of a language"),
            (&whole.replace("U503", "U999"), "there is no weight, area or rule `U999`"),
            (&whole.replace("\"list\": null", &format!("\"list\": {}", "[".repeat(5000))), "invalid type"),
            (&whole.replace("\"findings\": []", "\"findings\": [], \"findings\": []"), "duplicate field"),
            (&whole.replace("\"complete\": true", "\"program\": \"\""), "duplicate field `program`"),
        ] {
            let message = refused(text);
            assert!(message.contains(said), "{said} is not in {message}");
        }
        assert!(matches!(Stored::open(Path::new("nowhere.json"), |_, _| {}), Err(Unusable::Missing(_))));
        assert!(matches!(Stored::open(Path::new("."), |_, _| {}), Err(Unusable::Broken(_))));
    }

    #[test]
    fn an_entry_without_end_is_refused_and_many_short_ones_are_not() {
        let long = "x".repeat(10_000);
        assert!(refused(&format!("{HEAD}{}]}}", entry(&long))).contains("no more than 10000 bytes"));
        let many = vec![entry(&long[..5_000]); 5].join(",");
        assert_eq!(opened(&format!("{HEAD}{many}]}}")).1.len(), 5);
    }
}
