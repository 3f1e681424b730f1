//! One document of a run: its files are written, all or none, and what was done is recorded.

use std::cell::OnceCell;
use std::path::PathBuf;

use undersigned::{Diagnostics, Language};

use crate::files::{self, Staged};
use crate::input::Input;
use crate::manifest::{Entry, Record, Recorder, hash_of_whole};
use crate::options::Format;
use crate::workshop::{Product, Work, Workshop};
use crate::{Failure, Outcome};

/// What the documents of a run share.
pub(crate) struct Batch {
    pub(crate) workshop: Workshop,
    /// Keeps the record, if there is to be a manifest.
    pub(crate) recorder: Option<Recorder>,
}

/// An input, and the path of its files without language and extension.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) input: PathBuf,
    pub(crate) stem: PathBuf,
}

impl Job {
    /// The path of one of its files.
    pub(crate) fn output(&self, language: Language, format: Format, for_print: bool) -> PathBuf {
        let extension = match format {
            Format::Pdf if for_print => "print.pdf",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
        };
        let mut path = self.stem.clone().into_os_string();
        path.push(format!(".{language}.{extension}"));
        PathBuf::from(path)
    }
}

/// What came of a job.
#[derive(Default)]
pub(crate) struct Made {
    pub(crate) outcome: Outcome,
    /// What is wrong with the document, or worth a look.
    pub(crate) findings: Option<Diagnostics>,
    /// What the process said that made the document, where that was another one.
    pub(crate) said: String,
    /// Why it could not be made.
    pub(crate) failure: Option<Failure>,
    pub(crate) written: Vec<PathBuf>,
    /// Whether everything was there already; what was found then stands in the entry.
    pub(crate) up_to_date: bool,
    /// What goes into the manifest, if there is to be one.
    pub(crate) entry: Option<Entry>,
}

impl Batch {
    /// Writes all files of one input, or none.
    pub(crate) fn make(&self, job: &Job) -> Made {
        let mut made = Made::default();
        let mut record = self.recorder.as_ref().map(|recorder| Record::new(recorder, job));
        if let Err(failure) = self.try_make(job, &mut made, record.as_mut()) {
            made.outcome = Outcome::Failed;
            // What is wrong with the template is said before anything of the document, as with many documents.
            made.failure = Some(self.workshop.refuse_template().err().unwrap_or(failure));
        }
        if let (Some(record), false) = (record, made.up_to_date) {
            let Made { outcome, findings, failure, written, .. } = &made;
            made.entry = Some(record.finish(*outcome, findings.as_ref(), failure.as_ref(), written.len()));
        }
        made
    }

    fn try_make(
        &self,
        job: &Job,
        made: &mut Made,
        mut record: Option<&mut Record<'_>>,
    ) -> Result<(), Failure> {
        let for_print = self.workshop.print.is_some();
        if let Some(record) = &mut record {
            record.input(&job.input)?;
        }
        let input = Input::at(&job.input, self.workshop.stdin)?;
        let bytes = input.bytes()?;
        if let Some(record) = &mut record {
            record.bytes(&bytes);
            // What a list counts from is not known of standard input.
            if !input.is_stdin()
                && let Some(entry) = record.up_to_date(job, for_print)
            {
                made.up_to_date = true;
                made.entry = Some(entry);
                return Ok(());
            }
        }
        let list = OnceCell::new();
        let load = |name: &str| {
            let read = input.load(name);
            if self.recorder.is_some() {
                let hash = read.as_ref().ok().and_then(|bytes| hash_of_whole(bytes));
                // There is only one list.
                let _ = list.set((input.beside(name), hash));
            }
            read
        };
        let work = self.workshop.make(&input, &bytes, &load);
        if let (Some(record), Some((path, hash))) = (&mut record, list.into_inner()) {
            record.list(&path, hash)?;
        }
        let Work { findings, products } = work?;
        made.findings = Some(findings);
        match products {
            Some(products) => self.write(job, products, made, record),
            None => {
                made.outcome = Outcome::Faulty;
                Ok(())
            }
        }
    }

    /// Writes the files of an input.
    fn write(
        &self,
        job: &Job,
        products: Vec<Product>,
        made: &mut Made,
        mut record: Option<&mut Record<'_>>,
    ) -> Result<(), Failure> {
        files::make_folder(Some(files::folder_of(&job.stem)))?;
        // All are written before the first takes its place: an input gives all its files or none.
        let mut staged = Vec::new();
        for product in products {
            let path = job.output(product.language, product.format, self.workshop.print.is_some());
            if let Some(record) = &mut record {
                record.output(&path, &product)?;
            }
            staged.push(Staged::write(path, &product.bytes[..])?);
        }
        for file in staged {
            made.written.push(file.publish()?);
        }
        Ok(())
    }
}
