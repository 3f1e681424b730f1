//! `undersigned preflight` as somebody meets it who sends files to a print shop.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::process::{self, stdout};

/// A file that passes in every row.
const SOUND: &str = include_str!("../../../undersigned-preflight/src/tests/sound.pdf");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    process::run(folder, &[&["preflight"], arguments].concat())
}

/// A sound file, one with a fault, one with something to note, and one that is broken.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("sound.pdf", SOUND);
    write("faulty.pdf", &SOUND.replace("/Lang (en-GB)", "/Long (en-GB)"));
    write("noted.pdf", &SOUND.replace("/Lang (en-GB)", "/Lang (fr-FR)"));
    write("broken.pdf", &SOUND[..2000]);
    folder
}

#[test]
fn the_exit_code_tells_of_faults() {
    let folder = folder();
    let code = |arguments: &[&str]| run(folder.path(), arguments).status.code();
    assert_eq!(code(&["sound.pdf"]), Some(0));
    assert_eq!(code(&["noted.pdf"]), Some(0));
    assert_eq!(code(&["faulty.pdf"]), Some(1));
    assert_eq!(code(&["broken.pdf"]), Some(1));
    assert_eq!(code(&["missing.pdf"]), Some(2));
    // The worst counts, and no file keeps the others from being looked at.
    let output = run(folder.path(), &["missing.pdf", "faulty.pdf", "sound.pdf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("sound.pdf: passes"), "{}", stdout(&output));
    assert_eq!(code(&["faulty.pdf", "sound.pdf", "--output", "json"]), Some(1));
    assert_eq!(code(&[]), Some(2));
}

#[test]
fn the_table_has_a_row_for_each_matter_in_100_columns() {
    let folder = folder();
    let long = "word ".repeat(30).trim_end().to_owned();
    // The title stands in no table of the file, so that what is behind it moves; it is the last object.
    let moved = SOUND.replace("/Title (A title & more)", &format!("/Title ({long})"));
    let (before, start) = moved.rsplit_once("startxref\n").unwrap();
    assert!(start.ends_with("%%EOF\n"));
    let at = before.rfind("xref\n").unwrap();
    fs::write(folder.path().join("long.pdf"), format!("{before}startxref\n{at}\n%%EOF\n")).unwrap();
    let table = stdout(&run(folder.path(), &["long.pdf", "broken.pdf"]));
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
    let begins: Vec<&str> = table.lines().filter(|line| !line.starts_with(' ')).collect();
    let names: Vec<&str> = begins.iter().filter_map(|line| line.split([' ', ':']).next()).collect();
    assert_eq!(
        names,
        [
            "long.pdf",
            "pages",
            "boxes",
            "colours",
            "fonts",
            "tags",
            "standards",
            "title",
            "language",
            "origin",
            "links",
            "",
            "broken.pdf",
            "",
        ]
    );
    assert!(table.contains("\ntitle       fault    “A title & more”\n"), "{table}");
    assert!(
        table.contains("\n                     fault: the document information has another title"),
        "{table}"
    );
    assert!(table.contains("broken.pdf: fault\n  the file is broken: "), "{table}");
}

#[test]
fn programs_get_the_same() {
    let folder = folder();
    let output = run(folder.path(), &["faulty.pdf", "broken.pdf", "--output", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["version"], 1);
    let [faulty, broken] = document["files"].as_array().unwrap().as_slice() else { panic!("{document}") };
    assert_eq!((&faulty["file"], &faulty["verdict"]), (&"faulty.pdf".into(), &"fault".into()));
    assert!(faulty["error"].is_null());
    let language = faulty["rows"].as_array().unwrap().iter().find(|row| row["matter"] == "language").unwrap();
    assert_eq!(language["verdict"], "fault");
    assert_eq!(language["found"], "no language");
    assert_eq!(language["remarks"][0]["verdict"], "fault");
    assert!(broken["error"].as_str().unwrap().starts_with("the file is broken"));
    assert_eq!(broken["rows"].as_array().unwrap().len(), 0);
}
