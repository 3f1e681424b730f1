//! `undersigned verify`: what a manifest records is made again, and compared.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use undersigned::Severity;

use crate::input::Input;
use crate::manifest::{Entry, Folder, Head, Output, Place, Sha256, Shared, Source, State, Stored};
use crate::profile::LookOptions;
use crate::progress::Progress;
use crate::workshop::{self, Product, Work, Workshop};
use crate::{Failure, Outcome, interrupt, parallel, report};

/// Makes again, in memory, the files that a manifest records, and compares them; findings are not compared.
///
/// It says of each document what differs: the input or its list have changed, a file that was made has changed or is not
/// there, or another file would be made now, and why: another version of the program, profile, fonts or input. Nothing is
/// written.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned render archive -o out --manifest out/manifest.json
  undersigned verify out/manifest.json

Exit codes: 0 all is the same, 1 something differs, 2 could not run.")]
pub(crate) struct Arguments {
    /// A manifest, made by `undersigned render --manifest`.
    #[arg(value_name = "FILE.json")]
    manifest: PathBuf,

    /// How many documents are made at a time. Default: as many as there are cores.
    #[arg(short, long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,
}

/// What the documents of a manifest share.
struct Verification {
    stored: Stored,
    folder: Folder,
    workshop: Workshop,
    /// Why files may come out otherwise, besides their inputs.
    changes: Vec<String>,
}

/// What was found out about a document.
struct Verified {
    /// The input, as it is shown.
    name: String,
    differences: Vec<String>,
    /// Why not all could be compared.
    failure: Option<Failure>,
    /// Whether the manifest records files of it; one that had errors has none.
    has_files: bool,
}

/// Why a file comes out otherwise if it is not known: another build of the program, or a manifest that was changed.
const UNKNOWN: &str = "neither version, profile, fonts nor input have changed";

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut places = Vec::new();
    let stored = Stored::open(&arguments.manifest, |_, place| places.push(place))?;
    interrupt::watch();
    let cores = parallel::cores();
    let jobs = arguments.jobs.unwrap_or(cores);
    let threads = workshop::begin_threads(places.len(), jobs, cores, &stored.head.shared.options);
    let verification = Verification::new(stored, Folder::of(&arguments.manifest)?, threads)?;
    interrupt::finish_documents();
    let progress = Progress::new(places.len());
    let mut summary = Summary::default();
    let mut printed = Ok(());
    parallel::in_order(
        &places,
        jobs,
        |&place| verification.verify(place),
        |verified| {
            progress.pause(|| {
                let lines = verified.differences.iter().map(|what| format!("{}: {what}\n", verified.name));
                if printed.is_ok() {
                    printed = report::print(&lines.collect::<String>());
                }
                verified.failure.iter().for_each(report::failure);
            });
            progress.advance();
            summary.add(&verified);
            !interrupt::came()
        },
    );
    progress.finish();
    printed?;
    report::print(&summary.text())?;
    if !verification.stored.head.complete {
        report::note("the manifest is not complete: the run that it records was interrupted", &[]);
    }
    if summary.done < places.len() {
        let all = places.len();
        let message = format!("interrupted: {} of {all} documents not verified", all - summary.done);
        return Err(Failure::Other(message));
    }
    Ok(match (summary.differing, summary.failed) {
        (0, 0) => Outcome::Done,
        (_, 0) => Outcome::Faulty,
        _ => Outcome::Failed,
    })
}

/// How many documents were verified, and with what result.
#[derive(Default)]
struct Summary {
    done: usize,
    without_files: usize,
    differing: usize,
    failed: usize,
}

impl Summary {
    fn add(&mut self, verified: &Verified) {
        self.done += 1;
        self.without_files += usize::from(!verified.has_files);
        self.differing += usize::from(!verified.differences.is_empty());
        self.failed += usize::from(verified.failure.is_some());
    }

    fn text(&self) -> String {
        let Summary { done, without_files, differing, failed } = *self;
        let mut text = format!("{} verified: ", report::count(done - without_files, "document"));
        match differing {
            0 if failed == 0 && done == without_files => text.push_str("nothing to compare"),
            0 if failed == 0 => text.push_str("all the same"),
            0 => text.push_str("nothing differs"),
            1 => text.push_str("1 differs"),
            _ => text.push_str(&format!("{differing} differ")),
        }
        if failed > 0 {
            text.push_str(&format!(", {failed} could not be compared"));
        }
        if without_files > 0 {
            text.push_str(&format!("; {without_files} not made, without files in the manifest"));
        }
        text + "\n"
    }
}

impl Verification {
    fn new(stored: Stored, folder: Folder, threads: Option<rayon::ThreadPool>) -> Result<Self, Failure> {
        let recorded = &stored.head.shared;
        let path = |named: &Option<String>| named.as_ref().map(|named| folder.path(named));
        let look = LookOptions::at(path(&recorded.profile.folder), path(&recorded.fonts.folder));
        let loaded = look.load_files()?;
        let (profile, fonts) = look.content(&loaded, &folder)?;
        let options = recorded.options.clone();
        let changes = stored.head.changes(&Head::of(Shared { profile, fonts, options: options.clone() }));
        let workshop = Workshop::new(loaded.profile, options, threads)?;
        workshop.refuse_template()?;
        Ok(Verification { stored, folder, workshop, changes })
    }

    fn verify(&self, place: Place) -> Verified {
        let mut verified =
            Verified { name: String::new(), differences: Vec::new(), failure: None, has_files: true };
        let compared = self.stored.entry(place).and_then(|entry| {
            verified.name = self.shown(&entry.input.path);
            verified.has_files = !entry.outputs.is_empty();
            self.compare(&entry, &mut verified.differences)
        });
        verified.failure = compared.err();
        verified
    }

    fn compare(&self, entry: &Entry, differences: &mut Vec<String>) -> Result<(), Failure> {
        for output in &entry.outputs {
            if let Some(what) = self.folder.difference(&output.path, output.sha256, Some(output.bytes)) {
                differences.push(format!("{} {what}", self.shown(&output.path)));
            }
        }
        if entry.input.path == "-" {
            let message = "a document from standard input cannot be made again; only its files were compared";
            return Err(Failure::Other(message.to_owned()));
        }
        let mut causes = self.changes.clone();
        if let Some(what) = self.source_difference(&entry.input) {
            causes.push(format!("the input {what}"));
        }
        if let Some(list) = &entry.list
            && let Some(what) = self.source_difference(list)
        {
            causes.push(format!("the list {} {what}", self.shown(&list.path)));
        }
        differences.extend_from_slice(&causes[self.changes.len()..]);
        // A document that failed has nothing to be compared with.
        if entry.state == State::Failed {
            return Ok(());
        }
        let path = self.folder.path(&entry.input.path);
        let input = Input::at(&path, self.workshop.stdin)?;
        // What keeps an input from being read was said above; a pipe would be waited for without end.
        if path.is_file()
            && let Ok(bytes) = input.bytes()
        {
            let work = self.workshop.make(&input, &bytes, &|list| input.load(list));
            let others = self.rendering_differences(entry, work);
            let because = if causes.is_empty() { UNKNOWN.to_owned() } else { causes.join(", ") };
            differences.extend(others.into_iter().map(|other| format!("{other}: {because}")));
        }
        Ok(())
    }

    /// How a file that was read differs from what is recorded of it.
    fn source_difference(&self, source: &Source) -> Option<String> {
        match source.sha256 {
            Some(hash) => self.folder.difference(&source.path, hash, None),
            None => {
                let path = self.folder.path(&source.path);
                let readable = std::fs::metadata(path).is_ok_and(|found| {
                    found.is_file() && found.len() <= undersigned::bounds::MAX_BYTES as u64
                });
                readable.then(|| "can be read now, and could not be read then".to_owned())
            }
        }
    }

    /// How what is made now differs from what is recorded.
    fn rendering_differences(&self, entry: &Entry, work: Result<Work, Failure>) -> Vec<String> {
        let (products, reason) = match work {
            Ok(Work { products: Some(products), .. }) => (products, String::new()),
            Ok(Work { findings, .. }) => {
                let error = findings.list().iter().find(|finding| finding.severity == Severity::Error);
                (Vec::new(), error.map_or_else(String::new, |error| error.message.clone()))
            }
            Err(failure) => (Vec::new(), report::whole_reason(&failure)),
        };
        match (entry.state, products.is_empty()) {
            (State::Made, true) => return vec![format!("it can no longer be made ({reason})")],
            (State::Faulty, false) => return vec!["it can be made now, and had errors then".to_owned()],
            _ => {}
        }
        let same = |output: &Output, product: &&Product| {
            (output.language, output.format) == (product.language, product.format)
        };
        let mut differences = Vec::new();
        for output in &entry.outputs {
            let path = self.shown(&output.path);
            match products.iter().find(|product| same(output, product)) {
                None => differences.push(format!("{path} would not be made now")),
                Some(product) if Sha256::of(&product.bytes) == output.sha256 => {}
                Some(_) => differences.push(format!("{path} comes out otherwise now")),
            }
        }
        let is_new = |product: &&Product| !entry.outputs.iter().any(|output| same(output, product));
        let new = products.iter().filter(is_new);
        differences.extend(new.map(|product| {
            format!("a {} in `{}` would be made too", product.format.name(), product.language)
        }));
        differences
    }

    /// A recorded path, for people.
    fn shown(&self, recorded: &str) -> String {
        self.folder.path(recorded).display().to_string()
    }
}
