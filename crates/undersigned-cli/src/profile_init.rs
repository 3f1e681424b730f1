//! `undersigned profile`: a look and facts of one's own.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use undersigned::Profile;

use crate::{Failure, Outcome, files, report};

/// Begins a profile: a folder whose files take the place of the built-in ones.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(InitArguments),
}

/// Writes the built-in files into a folder, to begin a profile from.
///
/// A file that is taken away from the folder is the built-in one again: keep only those that differ.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  undersigned profile init look
  undersigned render doc-16229.yaml --profile look

Exit codes: 0 done, 2 could not run (nothing is written).")]
struct InitArguments {
    /// The folder; it is made if it is not there.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Command::Init(InitArguments { folder }) = &arguments.command;
    let paths: Vec<(PathBuf, &str)> =
        Profile::builtin_files().map(|(name, text)| (folder.join(name), text)).collect();
    // A profile that is there is somebody's work.
    if let Some((path, _)) = paths.iter().find(|(path, _)| path.exists()) {
        let message =
            format!("{} is there already: name another folder, or move the file away", path.display());
        return Err(Failure::Other(message));
    }
    for (path, _) in &paths {
        files::make_folder(path.parent())?;
    }
    report::written(&files::write_all(paths)?)?;
    Ok(Outcome::Done)
}
