//! The process of the command, and what it said.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The command in a folder, ready to be given more; nothing stands on its standard input.
pub(crate) fn undersigned(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// The same, heeding every signal where `env` can see to it: whoever runs the tests may have some ignored, as `nohup` and
/// scripts with `&` do.
#[cfg(unix)]
pub(crate) fn heeding_signals(folder: &Path) -> Command {
    let plain = undersigned(folder);
    let mut heeding = Command::new("env");
    heeding.arg("--default-signal=INT,TERM,HUP");
    if !heeding.output().is_ok_and(|output| output.status.success()) {
        return plain;
    }
    heeding.arg(plain.get_program()).current_dir(folder).stdin(Stdio::null());
    heeding
}

/// Sends a signal to a process, or with `-` in front of it to its group.
#[cfg(unix)]
pub(crate) fn send(signal: &str, to: &str) {
    assert!(Command::new("kill").args(["-s", signal, "--", to]).status().unwrap().success());
}

/// Runs the command in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    undersigned(folder).args(arguments).output().unwrap()
}

/// What it said on standard output.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it said on standard error.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
