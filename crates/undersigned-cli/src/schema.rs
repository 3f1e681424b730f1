//! `undersigned schema`: the JSON Schema of the input format.

use clap::Args;

use crate::{Failure, Outcome, report};

/// Prints the JSON Schema of the input format, for editors that complete and check while you type.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  undersigned schema > undersigned.schema.json

An editor with a YAML language server uses it for a file that has this as its first line:
  # yaml-language-server: $schema=undersigned.schema.json")]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<Outcome, Failure> {
    report::print(&undersigned::schema())?;
    Ok(Outcome::Done)
}
