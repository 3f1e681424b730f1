//! The faces in use, and what they lack.

#[path = "../../../../tests/faces/cut.rs"]
mod cut;

use std::fs;
use std::path::Path;

use crate::process::{run, stderr, stdout};

use undersigned::Profile;

const MOTION: &str = "\
kind: motion-for-resolution
doc: 1
date: 2025-09-30
text:
  en:
    title: Libraries of Київ
    body: A *town* without a library is a poor town.
signatories: ['EXAMPLE Ann, Spain, SOC']
";

/// Two inputs, and two folders of faces.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("m.yaml"), MOTION).unwrap();
    fs::write(at.join("broken.yaml"), MOTION.replace("Spain", "Spian")).unwrap();
    for (name, face) in [("cut", cut::bold_without_cyrillic()), ("other", cut::bold_of_another_family())] {
        fs::create_dir(at.join(name)).unwrap();
        fs::write(at.join(name).join("face.ttf"), face).unwrap();
    }
    folder
}

#[test]
fn the_built_in_faces_are_listed_with_what_is_set_in_them() {
    let folder = folder();
    let output = run(folder.path(), &["fonts", "m.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let shown = stdout(&output);
    for expected in [
        "Liberation Sans in the PDF, Arial in the Word file\n",
        "  bold         built in, version 2.1.5, 2327 characters\n               for masthead, doc-reference, title, type-line\n",
        "  italic       built in, version 2.1.5, 2327 characters\n               for disclaimer, signed-overleaf\n",
        "               for emphasis alone\n",
        "m.yaml\n  en  regular, bold, italic: every character is there\n",
    ] {
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }
    assert!(!shown.contains("not in use"), "{shown}");
}

#[test]
fn what_a_face_lacks_is_listed_with_its_first_place() {
    let folder = folder();
    let output = run(folder.path(), &["fonts", "m.yaml", "--font-dir", "cut"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = stdout(&output);
    let file = Path::new("cut").join("face.ttf");
    // U+03D0 to U+0512 of the built-in face are 323 characters.
    assert!(
        shown.contains(&format!("  bold         {}, version 2.1.5, 2004 characters\n", file.display())),
        "{shown}"
    );
    assert!(shown.contains("m.yaml\n  en  regular, bold, italic\n      bold lacks “К” (U+041A): m.yaml:6:25 (text.en.title)\n"), "{shown}");
    assert_eq!(shown.matches("lacks").count(), 4, "{shown}");

    let output = run(folder.path(), &["render", "m.yaml", "--font-dir", "cut"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("error[U602]: the bold face has no “К” (U+041A)"),
        "{}",
        stderr(&output)
    );
    assert!(!folder.path().join("m.en.docx").exists());
}

#[test]
fn a_program_reads_the_same_as_json() {
    let folder = folder();
    let output = run(folder.path(), &["fonts", "m.yaml", "--font-dir", "cut", "--output", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(shown["version"], 1);
    assert_eq!(shown["family"], "Liberation Sans");
    assert_eq!(shown["faces"][0]["face"]["file"], serde_json::Value::Null);
    assert_eq!(shown["faces"][1]["style"], "bold");
    assert_eq!(shown["faces"][1]["face"]["characters"], 2004);
    assert_eq!(shown["faces"][1]["roles"][2], "title");
    let lacking = &shown["documents"][0]["languages"][0]["faces"][1]["lacking"];
    assert_eq!(lacking.as_array().unwrap().len(), 4);
    assert_eq!(
        lacking[0],
        serde_json::json!({
            "character": "К", "codePoint": "U+041A", "field": "text.en.title",
            "place": { "file": "m.yaml", "line": 6, "column": 25 },
        })
    );
}

#[test]
fn a_family_that_is_not_whole_is_lacking_and_makes_no_pdf() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("look")).unwrap();
    let theme = Profile::builtin_files().find(|(name, _)| *name == "theme.toml").unwrap().1;
    fs::write(
        at.join("look/theme.toml"),
        theme.replace("pdf = \"Liberation Sans\"", "pdf = \"Liberation Sanz\""),
    )
    .unwrap();
    let output = run(at, &["fonts", "--profile", "look", "--font-dir", "other"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = stdout(&output);
    assert!(shown.contains("  regular      missing: add it with --font-dir\n"), "{shown}");
    assert!(shown.contains("not in use\n  Liberation Sans regular: built in, version 2.1.5"), "{shown}");

    let output = run(at, &["render", "m.yaml", "--profile", "look", "--font-dir", "other"]);
    assert_eq!(output.status.code(), Some(2));
    let shown = stderr(&output);
    assert!(
        shown.contains("the family `Liberation Sanz` has no regular and no italic and no bold italic face"),
        "{shown}"
    );
    assert!(shown.contains("| pdf = \"Liberation Sanz\"\n"), "{shown}");
}

#[test]
fn inputs_that_cannot_be_read_end_as_in_other_commands() {
    let folder = folder();
    let output = run(folder.path(), &["fonts", "broken.yaml", "m.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no country is called `Spian`"));
    assert!(stdout(&output).contains("m.yaml\n  en"));
    assert_eq!(run(folder.path(), &["fonts", "nowhere.yaml"]).status.code(), Some(2));
}
