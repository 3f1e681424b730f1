//! The command `undersigned`: official documents that members of a parliamentary assembly sign together.
#![allow(clippy::disallowed_methods, reason = "files, terminal and environment are what the command is for")]

mod announce;
mod batch;
mod check;
mod confine;
mod deny;
mod explain;
mod files;
mod fonts;
mod gather;
mod import;
mod input;
mod interrupt;
mod manifest;
mod new;
mod options;
mod parallel;
mod preflight;
mod print;
mod profile;
mod profile_init;
mod progress;
mod reissue;
mod render;
mod report;
mod schema;
mod signatories;
mod status;
mod translate;
mod verify;
mod workshop;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The engine of the PDF asks for memory in small pieces, on all threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Typesets the documents that members of a parliamentary assembly sign together.
#[derive(Debug, Parser)]
#[command(
    name = "undersigned",
    version,
    arg_required_else_help = true,
    after_help = "\
Exit codes: 0 done, 1 an input has errors (nothing is written for it), 2 could not run."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Render(render::Arguments),
    Verify(verify::Arguments),
    Preflight(preflight::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    New(new::Arguments),
    Schema(schema::Arguments),
    Signatories(signatories::Arguments),
    Reissue(reissue::Arguments),
    Announce(announce::Arguments),
    Translate(translate::Arguments),
    Import(import::Arguments),
    Status(status::Arguments),
    Profile(profile_init::Arguments),
    Fonts(fonts::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Render(arguments) => render::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Preflight(arguments) => preflight::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Signatories(arguments) => signatories::run(&arguments),
        Command::Reissue(arguments) => reissue::run(&arguments),
        Command::Announce(arguments) => announce::run(&arguments),
        Command::Translate(arguments) => translate::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Status(arguments) => status::run(&arguments),
        Command::Profile(arguments) => profile_init::run(&arguments),
        Command::Fonts(arguments) => fonts::run(&arguments),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            report::failure(&failure);
            Outcome::Failed.into()
        }
    }
}

/// How a command ended, from the best to the worst.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    #[default]
    Done,
    /// An input has errors, which were shown.
    Faulty,
    /// Something could not be done, and why was shown.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Faulty => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// What was tried with which file, and why it did not work.
    #[error("{what}")]
    File { what: String, source: std::io::Error },
    /// The arguments do not fit together, or a part of the program failed.
    #[error("{0}")]
    Other(String),
    /// A profile cannot be used.
    #[error("the profile cannot be used")]
    Profile(undersigned::Diagnostics),
}
