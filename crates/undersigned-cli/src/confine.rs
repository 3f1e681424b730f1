//! Documents of strangers, each made in a process of its own: one that takes too long is stopped, and none gets more
//! memory than it may.
//!
//! The parent starts this program anew with the same arguments, and `--inside` in front of them: a cell, which is a
//! folder beside the goal, and what is to be made in it. The child writes its files and what it says into the cell; the
//! parent waits, passes on what was said, and moves the files to their places. The cell goes away when the document is
//! done; a parent that is killed leaves it behind.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use clap::Args;

use crate::batch::{Batch, Job, Made};
use crate::files::Staged;
use crate::{Failure, Outcome, files, interrupt, parallel, report};

/// The options of `undersigned render` for documents of strangers.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitOptions {
    /// Stops a document that takes more seconds than this, its reading and the start of a process of its own included.
    /// A run with limits has no manifest.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, conflicts_with = "manifest")]
    timeout: Option<Duration>,

    /// Stops a document that needs more mebibytes of memory than this, 64 at least, beside the program itself (on Linux
    /// alone). A run with limits has no manifest.
    #[arg(
        long,
        value_name = "MIB",
        value_parser = mebibytes,
        conflicts_with = "manifest"
    )]
    memory: Option<u64>,

    /// What a process that makes one document is told: the cell and the input.
    #[arg(long, hide = true, num_args = 2, allow_hyphen_values = true, value_name = "PATH")]
    inside: Option<Vec<PathBuf>>,

    /// Whether the limit on memory is set already.
    #[arg(long, hide = true, requires = "inside")]
    limited: bool,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "a number of seconds over 0, such as 10 or 0.5".to_owned())
}

fn mebibytes(text: &str) -> Result<u64, String> {
    let mebibytes = text.parse().ok().filter(|&mebibytes| mebibytes >= LEAST_MEMORY);
    mebibytes.ok_or_else(|| format!("a number of mebibytes, {LEAST_MEMORY} at least"))
}

impl LimitOptions {
    /// The limits that documents are made under, if any are asked for.
    pub(crate) fn limits(&self) -> Result<Option<Limits>, Failure> {
        if self.memory.is_some() && !cfg!(target_os = "linux") {
            let message = "--memory works on Linux alone: no other system keeps a process from taking more memory \
                           whichever way it asks for it";
            return Err(Failure::Other(message.to_owned()));
        }
        let limits = Limits { timeout: self.timeout, memory: self.memory };
        Ok((self.timeout.is_some() || self.memory.is_some()).then_some(limits))
    }

    /// What this process is to make inside its cell, if it is such a one.
    pub(crate) fn inside(&self) -> Option<Inside<'_>> {
        let [cell, input] = self.inside.as_deref()? else { return None };
        Some(Inside { cell, input, memory: self.memory.filter(|_| !self.limited) })
    }
}

/// What a document must not go beyond.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    timeout: Option<Duration>,
    memory: Option<u64>,
}

/// The names of what a child leaves in its cell: what it says, the ends of its files, and the files with these ends.
const SAID: &str = "said";
const ENDS: &str = "ends";
const FILE: &str = "file";

/// What a program says that ends itself because it gets no more memory, and what its packer says that goes on, which the
/// engine does not.
const NO_MEMORY: &str = "memory allocation of";
const NO_MEMORY_TO_PACK: &str = "left: MemError";

/// More of what a child says is not passed on.
const MOST_SAID: u64 = 16 << 20;

/// The least that --memory takes: a document of one page needs some 50 MiB, whichever allocator there is.
const LEAST_MEMORY: u64 = 64;

impl Limits {
    /// Writes all files of one input, or none.
    pub(crate) fn make(&self, job: &Job) -> Made {
        let mut made = Made::default();
        if let Err(failure) = self.try_make(job, &mut made) {
            made.outcome = Outcome::Failed;
            made.failure = Some(failure);
        }
        made
    }

    fn try_make(&self, job: &Job, made: &mut Made) -> Result<(), Failure> {
        let name = job.input.display();
        let goal = files::folder_of(&job.stem);
        let cannot =
            |source| Failure::File { what: format!("{name} cannot be made in a process of its own"), source };
        // The folder itself is made for a document that is finished, and not for one that is not.
        let there = goal.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
        let cell = tempfile::Builder::new().prefix(".undersigned-").tempdir_in(there).map_err(cannot)?;
        let child = self.command(job, cell.path()).and_then(|mut command| command.spawn()).map_err(cannot)?;
        let end = self.wait(Running(child)).map_err(cannot)?;
        made.said = read(&cell.path().join(SAID)).map_err(cannot)?;
        let stopped = |why: &str| Err(Failure::Other(format!("{name} {why}")));
        match end {
            End::Came(status) => match (status.code(), self.memory) {
                (_, Some(memory)) if lacked_memory(status, &made.said) => {
                    // It is said here in other words.
                    made.said.clear();
                    return stopped(&format!("needed more than {memory} MiB and was stopped (--memory)"));
                }
                (Some(0), _) => {}
                (Some(1), _) => made.outcome = Outcome::Faulty,
                (Some(2), _) => made.outcome = Outcome::Failed,
                // Ctrl-C on a terminal reaches the child too, and here it may not have been noted yet.
                _ if interrupt::came() || signal(status).is_some_and(|signal| TO_END.contains(&signal)) => {
                    return stopped("was interrupted");
                }
                _ => return stopped(&format!("could not be made: its process ended with {status}")),
            },
            End::TookLong(limit) => {
                let seconds = limit.as_secs_f64();
                return stopped(&format!("took more than {seconds} s and was stopped (--timeout)"));
            }
            End::Interrupted => return stopped("was interrupted"),
        }
        if made.outcome != Outcome::Done {
            return Ok(());
        }
        files::make_folder(Some(goal))?;
        let staged: Vec<Staged> = read(&cell.path().join(ENDS))
            .map_err(cannot)?
            .lines()
            .map(|end| {
                Staged::finished(&cell.path().join(with_end(FILE, end)), with_end(&job.stem, end).into())
            })
            .collect::<Result<_, _>>()?;
        for file in staged {
            made.written.push(file.publish()?);
        }
        Ok(())
    }

    /// This program once more, for one document.
    fn command(&self, job: &Job, cell: &Path) -> std::io::Result<Command> {
        let mut arguments = std::env::args_os().skip(1);
        let mut command = Command::new(std::env::current_exe()?);
        command.args(arguments.next());
        command.arg("--inside").args([cell, &job.input]);
        command.args(arguments);
        if job.input != Path::new("-") {
            command.stdin(Stdio::null());
        }
        command.stdout(File::create(cell.join(ENDS))?).stderr(File::create(cell.join(SAID))?);
        // To look for what called whom takes memory, of which there may be no more: the process would wait for itself.
        command.env("RUST_BACKTRACE", "0");
        // What is said goes where this process says it.
        if report::in_colours() {
            command.env("CLICOLOR_FORCE", "1");
        }
        Ok(command)
    }

    /// Waits for a child to come to its end, and brings it about where it is late.
    fn wait(&self, mut child: Running) -> std::io::Result<End> {
        /// How often a child is looked for: it takes ten times as long at least.
        const PAUSE: Duration = Duration::from_millis(2);
        let begun = Instant::now();
        loop {
            if let Some(status) = child.0.try_wait()? {
                return Ok(End::Came(status));
            }
            if let Some(limit) = self.timeout.filter(|limit| begun.elapsed() >= *limit) {
                return Ok(End::TookLong(limit));
            }
            if interrupt::came() {
                return Ok(End::Interrupted);
            }
            std::thread::sleep(PAUSE);
        }
    }
}

/// How a child came to its end.
enum End {
    Came(ExitStatus),
    TookLong(Duration),
    Interrupted,
}

/// A child that does not outlive whoever waits for it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended already needs no more.
        let _ = self.0.kill().and_then(|()| self.0.wait());
    }
}

/// The signals that ask a process to end (SIGHUP, SIGINT, SIGTERM), and that with which it ends itself, as one does that
/// gets no more memory, and others do too (SIGABRT). They have these numbers on every Unix.
const TO_END: [i32; 3] = [1, 2, 15];
const ABORT: i32 = 6;

/// The signal that ended a process.
#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// Whether a process came to its end because it got no more memory.
fn lacked_memory(status: ExitStatus, said: &str) -> bool {
    let ended_itself = signal(status) == Some(ABORT) && said.contains(NO_MEMORY);
    ended_itself || status.code() == Some(2) && said.contains(NO_MEMORY_TO_PACK)
}

fn read(path: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_SAID).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn with_end(stem: impl AsRef<OsStr>, end: &str) -> OsString {
    let mut path = stem.as_ref().to_owned();
    path.push(end);
    path
}

/// The one document that this process makes.
pub(crate) struct Inside<'a> {
    cell: &'a Path,
    input: &'a Path,
    /// The limit on memory that is still to be set.
    memory: Option<u64>,
}

impl Inside<'_> {
    /// Makes the document. `batch` is called when the limits are set.
    pub(crate) fn make(&self, batch: impl FnOnce() -> Result<Batch, Failure>) -> Result<Outcome, Failure> {
        hold(self.memory)
            .map_err(|source| Failure::File { what: "the limits cannot be set".to_owned(), source })?;
        // The stack of every other thread would count as memory of the document.
        let _alone = parallel::pool(1);
        let made = batch()?.make(&Job { input: self.input.to_owned(), stem: self.cell.join(FILE) });
        made.findings.iter().for_each(report::diagnostics);
        made.failure.iter().for_each(report::failure);
        for path in made.written {
            let name = path.file_name().and_then(OsStr::to_str);
            let end = name.and_then(|name| name.strip_prefix(FILE)).unwrap_or_default();
            report::print(&format!("{end}\n"))?;
        }
        Ok(made.outcome)
    }
}

/// Sets the limits of this process. What the allocator reserved when the process began is not bounded by a limit that is
/// set later; so the process begins anew under the limit on memory.
#[cfg(target_os = "linux")]
fn hold(memory: Option<u64>) -> std::io::Result<()> {
    use std::os::unix::process::CommandExt;

    use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit};

    let most = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
    // Nobody waits any more.
    set_parent_process_death_signal(Some(Signal::KILL))?;
    // A process that is stopped leaves no image of its memory on the disk.
    setrlimit(Resource::Core, most(0))?;
    let Some(memory) = memory else { return Ok(()) };
    // All memory that can be written to, whichever way it was asked for; address space that is only reserved is free.
    setrlimit(Resource::Data, most(memory.saturating_mul(1 << 20)))?;
    let mut arguments = std::env::args_os().skip(1);
    let command = arguments.next();
    Err(Command::new(std::env::current_exe()?).args(command).arg("--limited").args(arguments).exec())
}

#[cfg(not(target_os = "linux"))]
fn hold(_: Option<u64>) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use super::{ABORT, lacked_memory};

    #[test]
    fn a_process_lacks_memory_if_it_says_so_and_ends_for_it() {
        let ended_with = |code: i32| ExitStatus::from_raw(code << 8);
        let aborted = ExitStatus::from_raw(ABORT);
        let no_memory = "memory allocation of 8 bytes failed\n";
        let nothing_to_pack_in = "assertion `left == right` failed\n  left: MemError\n right: Ok\n";
        assert!(lacked_memory(aborted, no_memory));
        assert!(lacked_memory(ended_with(2), nothing_to_pack_in));
        assert!(!lacked_memory(aborted, "thread 'main' has overflowed its stack\n"));
        assert!(!lacked_memory(ended_with(2), "error: the folder cannot be written\n"));
        assert!(!lacked_memory(ended_with(1), nothing_to_pack_in));
        assert!(!lacked_memory(ended_with(0), no_memory));
    }
}
