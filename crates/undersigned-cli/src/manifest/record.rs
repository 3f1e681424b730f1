//! What is recorded of each document while it is made, and whether the last run made it just so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use undersigned::{Diagnostic, Diagnostics};

use super::{Entry, Finding, Folder, Head, Output, Place, Sha256, Source, State, Stored, Unusable};
use crate::batch::Job;
use crate::workshop::Product;
use crate::{Failure, Outcome, report};

/// Keeps the record of a run.
pub(crate) struct Recorder {
    /// The folder of the manifest.
    pub(crate) folder: Folder,
    /// The manifest of the last run, with the places of its entries by the paths of their inputs.
    last: Option<(Stored, BTreeMap<String, Place>)>,
    /// Whether what all documents share is still the same.
    same: bool,
}

impl Recorder {
    /// Begins the record of a run, whose manifest goes into this folder.
    pub(crate) fn new(folder: Folder) -> Self {
        Recorder { folder, last: None, same: false }
    }

    /// Looks up documents in the manifest of the last run; gives the reasons why all of them are to be made anew, if there
    /// are any.
    pub(crate) fn look_up(&mut self, manifest: &Path, now: &Head) -> Vec<String> {
        let mut places = BTreeMap::new();
        let opened = Stored::open(manifest, |entry, place| {
            places.insert(entry.input.path.clone(), place);
        });
        match opened {
            Ok(stored) => {
                let changes = stored.head.changes(now);
                self.last = Some((stored, places));
                self.same = changes.is_empty();
                changes
            }
            // This is the first run.
            Err(Unusable::Missing(_)) => Vec::new(),
            Err(Unusable::Broken(reason)) => vec![reason],
        }
    }

    /// The files of the last run that are still there, and are none of these. A folder may be a link now, and have been
    /// none then: what counts is where a file is today.
    pub(crate) fn left_alone(&self, files: &BTreeSet<String>) -> Vec<PathBuf> {
        let Some((stored, places)) = &self.last else { return Vec::new() };
        let entries = places.values().filter_map(|place| stored.entry(*place).ok());
        let paths = entries.flat_map(|entry| entry.outputs).map(|output| self.folder.path(&output.path));
        let is_other = |path: &PathBuf| {
            path.is_file() && self.folder.record(path).is_ok_and(|today| !files.contains(&today))
        };
        paths.filter(is_other).collect()
    }

    /// What the last run recorded of an input.
    pub(crate) fn last(&self, input: &Path) -> Option<Entry> {
        self.recorded(&self.folder.record(input).ok()?)
    }

    /// The same by the path as it is recorded.
    fn recorded(&self, input: &str) -> Option<Entry> {
        let (stored, places) = self.last.as_ref().filter(|_| self.same)?;
        stored.entry(*places.get(input)?).ok()
    }
}

/// The record of one document.
pub(crate) struct Record<'r> {
    recorder: &'r Recorder,
    entry: Entry,
}

impl<'r> Record<'r> {
    /// Begins the record of a document.
    pub(crate) fn new(recorder: &'r Recorder, job: &Job) -> Self {
        let input = Source { path: job.input.to_string_lossy().into_owned(), sha256: None };
        let entry = Entry {
            input,
            list: None,
            state: State::Made,
            failure: None,
            outputs: Vec::new(),
            findings: Vec::new(),
        };
        Record { recorder, entry }
    }

    /// Records where the input is, which may be nowhere.
    pub(crate) fn input(&mut self, path: &Path) -> Result<(), Failure> {
        self.entry.input.path = self.recorder.folder.record(path)?;
        Ok(())
    }

    /// Records the bytes of the input.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.entry.input.sha256 = hash_of_whole(bytes);
    }

    /// Records the list, and its bytes if it could be read.
    pub(crate) fn list(&mut self, path: &Path, sha256: Option<Sha256>) -> Result<(), Failure> {
        self.entry.list = Some(Source { path: self.recorder.folder.record(path)?, sha256 });
        Ok(())
    }

    /// Records a file that is about to be written.
    pub(crate) fn output(&mut self, path: &Path, product: &Product) -> Result<(), Failure> {
        self.entry.outputs.push(Output {
            path: self.recorder.folder.record(path)?,
            language: product.language,
            format: product.format,
            sha256: Sha256::of(&product.bytes),
            bytes: product.bytes.len() as u64,
            pages: product.pages.map(|pages| pages as u64),
        });
        Ok(())
    }

    /// What the last run recorded of the document, if nothing has changed since: neither what it is made of, nor what
    /// was made.
    pub(crate) fn up_to_date(&self, job: &Job, for_print: bool) -> Option<Entry> {
        let entry = self.recorder.recorded(&self.entry.input.path)?;
        let folder = &self.recorder.folder;
        let list_is_same = || match &entry.list {
            None => true,
            Some(list) => list.sha256.is_some_and(|hash| folder.difference(&list.path, hash, None).is_none()),
        };
        // With another --output the files of the last run are not those of this one.
        let is_there = |output: &Output| {
            let path = job.output(output.language, output.format, for_print);
            folder.record(&path).is_ok_and(|path| path == output.path)
                && folder.difference(&output.path, output.sha256, Some(output.bytes)).is_none()
        };
        let same = entry.state == State::Made
            && entry.input.sha256.is_some()
            && entry.input == self.entry.input
            && list_is_same()
            // A document that was made has files.
            && !entry.outputs.is_empty()
            && entry.outputs.iter().all(is_there);
        same.then_some(entry)
    }

    /// The entry of a document with which everything was tried. `written` is how many of its files were.
    pub(crate) fn finish(
        mut self,
        outcome: Outcome,
        findings: Option<&Diagnostics>,
        failure: Option<&Failure>,
        written: usize,
    ) -> Entry {
        self.entry.state = match outcome {
            Outcome::Done => State::Made,
            Outcome::Faulty => State::Faulty,
            Outcome::Failed => State::Failed,
        };
        self.entry.failure = failure.map(report::whole_reason);
        self.entry.outputs.truncate(written);
        if let Some(all) = findings {
            self.entry.findings = all.list().iter().map(|one| self.finding(one, all)).collect();
        }
        self.entry
    }

    fn finding(&self, found: &Diagnostic, all: &Diagnostics) -> Finding {
        let place = found.labels.first().map(|(span, _)| *span);
        let (line, column) = place.map(|span| all.position(span.source, span.start)).unzip();
        let list = self.entry.list.as_ref().filter(|_| place.is_some_and(|span| span.source > 0));
        Finding {
            code: found.rule.code.to_owned(),
            severity: found.severity,
            message: found.message.clone(),
            file: list.unwrap_or(&self.entry.input).path.clone(),
            line: line.map(|line| line as u64),
            column: column.map(|column| column as u64),
            help: report::help(found),
        }
    }
}

/// The hash of a file of which so much was read, unless there is more of it.
pub(crate) fn hash_of_whole(bytes: &[u8]) -> Option<Sha256> {
    (bytes.len() <= undersigned::bounds::MAX_BYTES).then(|| Sha256::of(bytes))
}
