//! `undersigned render`: input files become PDF and Word files.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use undersigned::Language;

use crate::batch::{Batch, Job, Made};
use crate::confine::LimitOptions;
use crate::deny::Denied;
use crate::gather::{Gathered, gather};
use crate::input::StdinOption;
use crate::manifest::{Folder, Head, Recorder, Shared, Writer, is_manifest};
use crate::options::{Format, Options};
use crate::print::PrintOptions;
use crate::profile::{LookOptions, refuse_unknown};
use crate::progress::Progress;
use crate::report::count;
use crate::workshop::{self, Workshop};
use crate::{Failure, Outcome, files, interrupt, parallel, report};

/// Makes a PDF and a Word file of each language of each input file.
///
/// The files are named STEM.LANG.pdf and STEM.LANG.docx, beside the input or in the folder of --output. A file that is
/// there already is replaced. When an input has errors, all of them are shown and nothing is written for it; the others
/// are made all the same.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned render doc-16229.yaml                       both formats, every language of the file
  undersigned render doc-16229.yaml --format pdf -o out   the PDF alone, into the folder out
  undersigned render *.yaml --lang fr                     the French version of many documents
  undersigned render archive -o out                       all documents of a folder and of those in it
  find . -name '*.yaml' | undersigned render --list -     those of a list
  undersigned render archive -o out --manifest out/manifest.json --if-changed
                                                          those that have changed since the last run; and what was made
                                                          of what, for `undersigned verify`
  undersigned render doc-16229.yaml --print --crop-marks  for the print shop: doc-16229.en.print.pdf, …
  undersigned render - < doc-16229.yaml                   from standard input: document.en.pdf, …
  undersigned render inbox --timeout 10 --memory 500      documents of strangers, each in a process of its own

Exit codes: 0 done, 1 an input has errors, 2 could not run.")]
pub(crate) struct Arguments {
    /// The input files: YAML, TOML or JSON by their extension; `-` reads standard input. A folder stands for all input
    /// files in it and in its folders, a pattern such as '2024/*.yaml' for those that match.
    #[arg(value_name = "FILE", required_unless_present = "list")]
    inputs: Vec<PathBuf>,

    /// A file with the paths of more input files, one on each line; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,

    /// The folder to write into; it is made if it is not there, and the folders of an input folder are made in it. Default:
    /// the folder of each input.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// The formats to make, with commas between them.
    #[arg(long, value_delimiter = ',', default_value = "pdf,docx")]
    format: Vec<Format>,

    /// The languages to make, with commas between them. Default: every language in the file.
    #[arg(long, value_delimiter = ',')]
    lang: Vec<Language>,

    /// How many documents are made at a time. Default: as many as there are cores.
    #[arg(short, long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,

    /// What is an error besides errors, with commas between them: warnings, an area such as procedure, or a rule by its
    /// code or name.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    deny: Vec<Denied>,

    /// Records what was made of what: inputs and files with their SHA-256, pages, findings, and what all documents share.
    /// A file that is no manifest is not replaced; in a folder, a pattern or a list of inputs a manifest is passed over. Its
    /// form is described in docs/manifest.md. A run with limits has none.
    #[arg(long, value_name = "FILE.json", value_parser = manifest_path)]
    manifest: Option<PathBuf>,

    /// Skips the documents of which the manifest says that nothing has changed since the last run: neither input, list,
    /// profile, fonts, options and program, nor the files that were made. Contents are compared, never times.
    #[arg(long, requires = "manifest", conflicts_with_all = ["timeout", "memory"])]
    if_changed: bool,

    #[command(flatten)]
    stdin: StdinOption,

    #[command(flatten)]
    look: LookOptions,

    // Last, as all that comes after them would stand under their headings.
    #[command(flatten)]
    print: PrintOptions,

    #[command(flatten)]
    limits: LimitOptions,
}

/// Whatever else a run reads or writes ends otherwise, but for inputs in JSON and lists of paths.
fn manifest_path(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match path.extension() {
        Some(extension) if extension.eq_ignore_ascii_case("json") => Ok(path),
        _ => Err("the name of a manifest ends in .json".to_owned()),
    }
}

impl Arguments {
    /// What decides what is made of an input.
    fn options(&self) -> Options {
        let print = self.print.print();
        let mut formats = if print.is_some() { vec![Format::Pdf] } else { self.format.clone() };
        formats.sort();
        formats.dedup();
        Options {
            formats,
            languages: self.lang.clone(),
            print: print.map(Into::into),
            deny: self.deny.clone(),
            stdin: self.stdin.notation,
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(inside) = arguments.limits.inside() {
        // What there is to say of the profile was said once, by the process that waits.
        return inside.make(|| {
            let profile = arguments.look.load_silently()?;
            refuse_unknown(&profile, "--lang", &arguments.lang)?;
            Ok(Batch { workshop: Workshop::new(profile, arguments.options(), None)?, recorder: None })
        });
    }
    let limits = arguments.limits.limits()?;
    let stdin = Path::new("-");
    if arguments.list.as_deref() == Some(stdin) && arguments.inputs.iter().any(|input| input == stdin) {
        return Err(Failure::Other(
            "standard input cannot be both a document and the list of documents".to_owned(),
        ));
    }
    let inputs = gather(&arguments.inputs, arguments.list.as_deref())?;
    interrupt::watch();
    if inputs.is_empty() {
        report::note("the list names no document", &[]);
    }
    if let Some(manifest) = &arguments.manifest {
        refuse_manifest(manifest, &inputs)?;
    }
    let output = arguments.output.as_deref();
    refuse_clashes(&inputs, output)?;
    let options = arguments.options();
    let cores = parallel::cores();
    let jobs = arguments.jobs.unwrap_or(cores);
    // With limits it is another process that makes the document.
    let threads = match limits {
        None => workshop::begin_threads(inputs.len(), jobs, cores, &options),
        Some(_) => None,
    };
    let (batch, manifest) = batch(arguments, options, threads)?;
    // A document that is begun is finished: what is not begun is left.
    interrupt::finish_documents();
    let mut told = Told {
        progress: Progress::new(inputs.len()),
        outcome: Outcome::Done,
        undone: Vec::new(),
        done: 0,
        files: 0,
        up_to_date: 0,
        named: Ok(()),
        folder: batch.recorder.as_ref().map(|recorder| recorder.folder.clone()),
        manifest,
        recorded: arguments.if_changed.then(BTreeSet::new),
        left_alone: Vec::new(),
    };
    parallel::in_order(
        &inputs,
        jobs,
        |input| {
            let job = Job { stem: stem(input, output), input: input.path() };
            let made = limits.map_or_else(|| batch.make(&job), |limits| limits.make(&job));
            (job, made)
        },
        |(job, made)| {
            told.tell(job.input, made);
            !interrupt::came()
        },
    );
    // The next run is not to make again what this one did not come to.
    let left = &inputs[told.done..];
    if let (Some(recorder), Some(manifest)) = (&batch.recorder, &mut told.manifest) {
        for entry in left.iter().filter_map(|input| recorder.last(&input.path())) {
            manifest.add(&entry);
        }
        // What is not begun yet may be made in the next run.
        if let (Some(recorded), []) = (&told.recorded, left) {
            told.left_alone = recorder.left_alone(recorded);
        }
    }
    // The manifest of the last run is still open.
    let Batch { workshop, recorder } = batch;
    drop(recorder);
    // The process ends: the system takes its memory sooner than it could be given back.
    std::mem::forget(workshop);
    told.finish(inputs.len())
}

/// The path of an input's files without language and extension.
fn stem(input: &Gathered, output: Option<&Path>) -> PathBuf {
    let folder = output.map(|folder| folder.join(input.below()));
    files::stem(&input.path(), folder.as_deref())
}

/// What the documents share, and the manifest that is begun.
fn batch(
    arguments: &Arguments,
    options: Options,
    threads: Option<rayon::ThreadPool>,
) -> Result<(Batch, Option<Writer>), Failure> {
    let loaded = arguments.look.load_files()?;
    refuse_unknown(&loaded.profile, "--lang", &arguments.lang)?;
    let (mut recorder, mut writer) = (None, None);
    if let Some(path) = &arguments.manifest {
        files::make_folder(Some(files::folder_of(path)))?;
        let folder = Folder::of(path)?;
        let (profile, fonts) = arguments.look.content(&loaded, &folder)?;
        let head = Head::of(Shared { profile, fonts, options: options.clone() });
        let mut begun = Recorder::new(folder);
        if arguments.if_changed {
            let reasons = begun.look_up(path, &head);
            if !reasons.is_empty() {
                report::note("everything is made anew", &reasons);
            }
        }
        writer = Some(Writer::new(path, head)?);
        recorder = Some(begun);
    }
    let workshop = Workshop::new(loaded.profile, options, threads)?;
    if writer.is_some() {
        // A run that cannot make anything leaves the manifest as it is.
        workshop.refuse_template()?;
    }
    Ok((Batch { workshop, recorder }, writer))
}

/// What has been told of a run.
struct Told {
    progress: Progress,
    outcome: Outcome,
    /// The inputs of which nothing was written.
    undone: Vec<PathBuf>,
    done: usize,
    files: usize,
    up_to_date: usize,
    /// Whether all files that were written could be named on standard output.
    named: Result<(), Failure>,
    /// The folder of the manifest.
    folder: Option<Folder>,
    manifest: Option<Writer>,
    /// The files in it, if they are compared with those of a last run.
    recorded: Option<BTreeSet<String>>,
    /// The files of the last run that this one did not make.
    left_alone: Vec<PathBuf>,
}

impl Told {
    fn tell(&mut self, input: PathBuf, made: Made) {
        self.outcome = self.outcome.max(made.outcome);
        self.progress.pause(|| {
            report::passed_on(&made.said);
            made.findings.iter().for_each(report::diagnostics);
            made.failure.iter().for_each(report::failure);
            if let (true, Some(entry), Some(folder)) = (made.up_to_date, &made.entry, &self.folder) {
                report::recorded(&entry.findings, |finding| {
                    let is_input = finding.file == entry.input.path;
                    if is_input { input.clone() } else { folder.path(&finding.file) }
                });
            }
            if !self.progress.instead_of_list {
                // All files are written, whether or not they can be named.
                if self.named.is_ok() {
                    self.named = report::written(&made.written);
                }
                if made.up_to_date {
                    report::up_to_date(&input);
                }
            }
        });
        if let (Some(manifest), Some(entry)) = (&mut self.manifest, &made.entry) {
            manifest.add(entry);
            if let Some(recorded) = &mut self.recorded {
                recorded.extend(entry.outputs.iter().map(|output| output.path.clone()));
            }
        }
        self.done += 1;
        self.files += made.written.len();
        self.up_to_date += usize::from(made.up_to_date);
        if made.outcome != Outcome::Done {
            self.undone.push(input);
        }
        self.progress.advance();
    }

    /// Says of a batch what was not made: its errors may have been shown long ago.
    fn finish(self, all: usize) -> Result<Outcome, Failure> {
        self.progress.finish();
        let names = |paths: &[PathBuf]| -> Vec<String> {
            paths.iter().map(|path| path.display().to_string()).collect()
        };
        if all > 1 {
            let made = self.done - self.undone.len() - self.up_to_date;
            let mut message = match made {
                0 => "nothing written".to_owned(),
                _ => format!("{} of {} written", count(self.files, "file"), count(made, "document")),
            };
            if self.up_to_date > 0 {
                message.push_str(&format!(", {} up to date", count(self.up_to_date, "document")));
            }
            report::note(&message, &[]);
        }
        if !self.left_alone.is_empty() {
            let message = "files of the last run that this one did not make were left as they are";
            report::note(message, &names(&self.left_alone));
        }
        if all > 1 && !self.undone.is_empty() {
            let message = format!("{} of {all} documents not made", self.undone.len());
            report::note(&message, &names(&self.undone));
        }
        // Also of a run that was interrupted: the next one goes on from there.
        if let Some(manifest) = self.manifest {
            manifest.publish(self.done == all)?;
        }
        if interrupt::came() && self.done < all {
            let message = format!("interrupted: {} of {all} documents not begun", all - self.done);
            return Err(Failure::Other(message));
        }
        self.named?;
        Ok(self.outcome)
    }
}

/// What is no manifest of an earlier run would be lost if this one's took its place.
fn refuse_manifest(manifest: &Path, inputs: &[Gathered]) -> Result<(), Failure> {
    let refused = |why: &str| Err(Failure::Other(format!("{} {why}", manifest.display())));
    let cannot = |source| Failure::File { what: format!("cannot read {}", manifest.display()), source };
    match std::fs::metadata(manifest) {
        // A folder, a pipe or a device.
        Ok(found) if !found.is_file() => return refused("is no file: the manifest cannot take its place"),
        Ok(found) if found.len() > 0 && !is_manifest(manifest).map_err(cannot)? => {
            return refused("is no manifest, and one would take its place: name another file");
        }
        _ => {}
    }
    let canonical_manifest = canonical(manifest);
    let is_same =
        |path: &Path| path.file_name() == manifest.file_name() && canonical(path) == canonical_manifest;
    match inputs.iter().any(|input| is_same(&input.path())) {
        true => refused("is an input too: the manifest would take its place"),
        false => Ok(()),
    }
}

/// Two inputs with the same stem would write over one another's files.
fn refuse_clashes(inputs: &[Gathered], output: Option<&Path>) -> Result<(), Failure> {
    // Thousands of inputs lie in few folders: each is looked for once, and has a number, the same by whatever name.
    let mut by_name: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut by_place: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut number_of = |folder: &Path| {
        by_name.get(folder).copied().unwrap_or_else(|| {
            let next = by_place.len();
            let number = *by_place.entry(canonical_folder(folder)).or_insert(next);
            by_name.insert(folder.to_owned(), number);
            number
        })
    };
    let stem_name = |index: usize| files::stem_name(Path::new(inputs[index].name()));
    // Those that write the same files come to lie side by side. A map of all would stay in memory in pieces.
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(inputs.len());
    places.extend(inputs.iter().enumerate().map(|(index, input)| {
        let stem = stem(input, output);
        (number_of(files::folder_of(&stem)), index)
    }));
    places.sort_unstable_by(|&(folder, index), &(other_folder, other)| {
        (folder, stem_name(index), index).cmp(&(other_folder, stem_name(other), other))
    });
    let is_clash =
        |pair: &&[(usize, usize)]| pair[0].0 == pair[1].0 && stem_name(pair[0].1) == stem_name(pair[1].1);
    let clashes = places.windows(2).filter(is_clash);
    let Some(clash) = clashes.min_by_key(|pair| pair[1].1) else { return Ok(()) };
    let (first, second) = (&inputs[clash[0].1], &inputs[clash[1].1]);
    let stem = stem(second, output);
    let (first, second) = (first.path(), second.path());
    let advice = match canonical(&first) == canonical(&second) {
        true => "it is the same file, named twice",
        false => "render them apart, or into different folders",
    };
    Err(Failure::Other(format!(
        "two inputs would write the same files, {}.*: {} and {}; {advice}",
        stem.display(),
        first.display(),
        second.display()
    )))
}

/// The same path for the same folder, however it is named. One that is not there yet has one name.
fn canonical_folder(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

/// The same path for the same file, however its folder is named.
fn canonical(path: &Path) -> PathBuf {
    files::canonical(path).unwrap_or_else(|| path.to_owned())
}
