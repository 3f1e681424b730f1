//! A manifest on its way to its file.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::{Entry, Head, VERSION};
use crate::Failure;
use crate::files::{Staged, folder_of};

/// Takes the entries of a run as they come. They wait in a file without a name, so that a run that is killed leaves
/// nothing behind, and memory does not grow with them.
pub(crate) struct Writer {
    path: PathBuf,
    head: Head,
    entries: BufWriter<File>,
    /// Whether an entry stands before the next one.
    begun: bool,
    /// What went wrong first: it is no reason to leave documents unmade, and is said at the end.
    broken: Option<io::Error>,
}

impl Writer {
    /// Makes ready for a manifest at the path, in a folder that is there.
    pub(crate) fn new(path: &Path, head: Head) -> Result<Self, Failure> {
        let cannot = |source| Failure::File { what: format!("cannot write {}", path.display()), source };
        if path.is_dir() {
            return Err(cannot(io::ErrorKind::IsADirectory.into()));
        }
        let entries = tempfile::tempfile_in(folder_of(path)).map_err(|error| cannot(error.kind().into()))?;
        Ok(Writer {
            path: path.to_owned(),
            head,
            entries: BufWriter::new(entries),
            begun: false,
            broken: None,
        })
    }

    /// Adds what became of a document.
    pub(crate) fn add(&mut self, entry: &Entry) {
        if self.broken.is_none() {
            self.broken = self.try_add(entry).err();
        }
    }

    fn try_add(&mut self, entry: &Entry) -> io::Result<()> {
        self.entries.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        Ok(serde_json::to_writer(&mut self.entries, entry)?)
    }

    /// Moves the manifest to its path, in the place of the last one. `complete` says whether all documents are in it.
    pub(crate) fn publish(mut self, complete: bool) -> Result<PathBuf, Failure> {
        let path = self.path.clone();
        let cannot = |source| Failure::File { what: format!("cannot write {}", path.display()), source };
        if let Some(error) = self.broken.take() {
            return Err(cannot(error));
        }
        self.head.complete = complete;
        let mut entries = self.entries.into_inner().map_err(|error| cannot(error.into_error()))?;
        let head = head(&self.head).map_err(|error| cannot(error.into()))?;
        let end: &[u8] = if self.begun { b"\n]}\n" } else { b"]}\n" };
        entries.rewind().map_err(cannot)?;
        Staged::write(self.path, head.as_bytes().chain(&mut entries).chain(end))?.publish()
    }
}

/// The manifest up to its first document: a line for each key, for those who look into it.
fn head(head: &Head) -> serde_json::Result<String> {
    let shared = serde_json::to_string(&head.shared)?;
    let program = serde_json::to_string(&head.program)?;
    let complete = head.complete;
    Ok(format!(
        "{{\"version\": {VERSION},\n\"program\": {program},\n\"complete\": {complete},\n\"shared\": {shared},\n\"documents\": ["
    ))
}
