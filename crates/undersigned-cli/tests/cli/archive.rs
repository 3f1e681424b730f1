//! An archive of three documents, and what tests of batches do with it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::inputs::MOTION;
use crate::process::{run, stderr, stdout};

const LIST: &str = "surname,given,country,group\nEXAMPLE,Ann,Spain,SOC\n";

/// An archive: a sound motion, one with a list beside it, and one with an error.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir_all(at.join("archive/2024")).unwrap();
    fs::write(at.join("archive/a.yaml"), MOTION).unwrap();
    let listed = MOTION.replace("signatories:\n  - EXAMPLE Ann, Spain, SOC", "signatories: names.csv");
    fs::write(at.join("archive/2024/b.yaml"), listed).unwrap();
    fs::write(at.join("archive/2024/names.csv"), LIST).unwrap();
    fs::write(at.join("archive/c.yaml"), MOTION.replace("Spain", "Spian")).unwrap();
    folder
}

/// Only Word files: they take a fraction of the time.
pub(crate) const WORD: [&str; 8] =
    ["render", "archive", "-o", "out", "--format", "docx", "--manifest", "out/manifest.json"];

/// Renders the archive again, what has changed; gives what was written, and what was said besides.
pub(crate) fn again(at: &Path, more: &[&str]) -> (String, String) {
    let output = run(at, &[&WORD[..], &["--if-changed"], more].concat());
    (stdout(&output), stderr(&output))
}

pub(crate) fn json(path: impl AsRef<Path>) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

pub(crate) fn edit(path: impl AsRef<Path>, from: &str, to: &str) {
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

pub(crate) fn sha256(path: impl AsRef<Path>) -> String {
    Sha256::digest(fs::read(path).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect()
}
