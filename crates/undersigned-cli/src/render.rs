//! `undersigned render`: input files become PDF and Word files.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use undersigned::{Language, Profile};

use crate::deny::Denied;
use crate::gather::{Gathered, gather};
use crate::input::StdinOption;
use crate::print::PrintOptions;
use crate::profile::{LookOptions, refuse_unknown};
use crate::progress::Progress;
use crate::workshop::{Job, Made, Workshop, with_causes};
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
  undersigned render doc-16229.yaml --print --crop-marks  for the print shop: doc-16229.en.print.pdf, …
  undersigned render - < doc-16229.yaml                   from standard input: document.en.pdf, …

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
    format: Vec<Output>,

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

    #[command(flatten)]
    print: PrintOptions,

    #[command(flatten)]
    stdin: StdinOption,

    #[command(flatten)]
    look: LookOptions,
}

/// A format that documents are made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Output {
    Pdf,
    Docx,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let stdin = Path::new("-");
    if arguments.list.as_deref() == Some(stdin) && arguments.inputs.iter().any(|input| input == stdin) {
        return Err(Failure::Other(
            "standard input cannot be both a document and the list of documents".to_owned(),
        ));
    }
    let jobs: Vec<Job> = gather(&arguments.inputs, arguments.list.as_deref())?
        .into_iter()
        .map(|input| job(input, arguments.output.as_deref()))
        .collect();
    refuse_clashes(&jobs)?;
    let workers = match arguments.jobs {
        Some(jobs) => jobs,
        None => std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
    };
    let workshop = workshop(arguments, jobs.len() == 1 && workers.get() > 1)?;
    // A document that is begun is finished: what is not begun is left.
    interrupt::watch();
    let mut told = Told {
        progress: Progress::new(jobs.len()),
        outcome: Outcome::Done,
        undone: Vec::new(),
        done: 0,
        files: 0,
    };
    parallel::in_order(
        &jobs,
        workers,
        |job: &Job| (job, workshop.make(job)),
        |(job, made)| {
            told.tell(job, made);
            !interrupt::came()
        },
    );
    told.finish(jobs.len())
}

/// An input with the path of its files.
fn job(input: Gathered, output: Option<&Path>) -> Job {
    let folder = output.map(|folder| folder.join(&input.below));
    Job { stem: files::stem(&input.path, folder.as_deref()), input: input.path }
}

fn workshop(arguments: &Arguments, spread: bool) -> Result<Workshop<'_>, Failure> {
    let profile: Profile = arguments.look.load()?;
    refuse_unknown(&profile, "--lang", &arguments.lang)?;
    let cannot = |error: &dyn std::error::Error| Failure::Other(with_causes(error));
    let print = arguments.print.print();
    let wanted = |output| match print {
        Some(_) => output == Output::Pdf,
        None => arguments.format.contains(&output),
    };
    let missing = profile.missing_faces();
    if wanted(Output::Pdf) && !missing.is_empty() {
        return Err(Failure::Profile(missing));
    }
    Ok(Workshop {
        pdf: match wanted(Output::Pdf) {
            true => {
                let options = undersigned_pdf::Options { print, ..Default::default() };
                let renderer = undersigned_pdf::Renderer::with_options(&profile, options);
                Some(renderer.map_err(|error| cannot(&error))?)
            }
            false => None,
        },
        docx: match wanted(Output::Docx) {
            true => Some(undersigned_docx::Renderer::new(&profile).map_err(|error| cannot(&error))?),
            false => None,
        },
        profile,
        for_print: print.is_some(),
        languages: &arguments.lang,
        denied: &arguments.deny,
        stdin: arguments.stdin.notation,
        spread,
    })
}

/// What has been told of a run.
struct Told {
    progress: Progress,
    outcome: Outcome,
    /// The inputs of which nothing was written.
    undone: Vec<PathBuf>,
    done: usize,
    files: usize,
}

impl Told {
    fn tell(&mut self, job: &Job, made: Made) {
        self.outcome = self.outcome.max(made.outcome);
        self.progress.pause(|| {
            made.findings.iter().for_each(report::diagnostics);
            made.failure.iter().for_each(report::failure);
            if !self.progress.instead_of_list {
                made.written.iter().for_each(|path| report::written(path));
            }
        });
        self.done += 1;
        self.files += made.written.len();
        if made.outcome != Outcome::Done {
            self.undone.push(job.input.clone());
        }
        self.progress.advance();
    }

    /// Says of a batch what was not made: its errors may have been shown long ago.
    fn finish(self, all: usize) -> Result<Outcome, Failure> {
        if self.progress.instead_of_list {
            report::note(
                &format!("{} files of {} documents were written", self.files, self.done - self.undone.len()),
                &[],
            );
        }
        self.progress.finish();
        if all > 1 && !self.undone.is_empty() {
            let names: Vec<String> = self.undone.iter().map(|path| path.display().to_string()).collect();
            report::note(&format!("{} of {all} documents were not made", names.len()), &names);
        }
        if interrupt::came() && self.done < all {
            let message = format!("interrupted: {} of {all} documents were not begun", all - self.done);
            return Err(Failure::Other(message));
        }
        Ok(self.outcome)
    }
}

/// Two inputs with the same stem would write over one another's files.
fn refuse_clashes(jobs: &[Job]) -> Result<(), Failure> {
    let mut stems = BTreeSet::new();
    for job in jobs {
        if !stems.insert(canonical(&job.stem)) {
            let message = format!(
                "two inputs would write the same files, {}.*: render them apart, or into different folders",
                job.stem.display()
            );
            return Err(Failure::Other(message));
        }
    }
    Ok(())
}

/// The same path for the same file, however its folder is named.
fn canonical(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        // A folder that is not there yet has one name.
        _ => path.to_owned(),
    }
}
