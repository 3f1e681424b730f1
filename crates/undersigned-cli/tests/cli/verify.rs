//! What is made again, and compared with what a manifest records.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::archive::{WORD, again, edit, folder, json, sha256};
use crate::inputs::MOTION;
use crate::process::{run, stderr, stdout, undersigned};

#[test]
fn what_has_not_changed_is_verified() {
    let folder = folder();
    let at = folder.path();
    run(at, &["render", "archive", "-o", "out", "--manifest", "out/manifest.json"]);
    let before = fs::read(at.join("out/manifest.json")).unwrap();
    let output = run(at, &["verify", "out/manifest.json"]);
    let said = "2 documents verified: all the same; 1 not made, without files in the manifest\n";
    assert_eq!(stdout(&output), said);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // The whole folder can be moved, and looked at from anywhere.
    let elsewhere = tempfile::tempdir().unwrap();
    for part in ["archive", "out"] {
        fs::rename(at.join(part), elsewhere.path().join(part)).unwrap();
    }
    let manifest = elsewhere.path().join("out/manifest.json");
    let output = run(at, &["verify", manifest.to_str().unwrap(), "--jobs", "1"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(fs::read(manifest).unwrap(), before);
    assert_eq!(fs::read_dir(at).unwrap().count(), 0, "nothing is written");
}

#[test]
fn every_difference_is_said_with_its_cause() {
    let folder = folder();
    let at = folder.path();
    let profile = at.join("profile");
    fs::create_dir_all(&profile).unwrap();
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/theme.toml");
    fs::copy(theme, profile.join("theme.toml")).unwrap();
    let render = || {
        run(at, &[&WORD[..], &["--profile", "profile"]].concat());
        assert_eq!(run(at, &["verify", "out/manifest.json"]).status.code(), Some(0));
    };
    let differs = |expected: &[&str]| {
        let output = run(at, &["verify", "out/manifest.json"]);
        let said = stdout(&output);
        let mut lines: Vec<&str> = said.lines().collect();
        lines.pop();
        assert_eq!(lines, expected, "{}", stderr(&output));
        assert_eq!(output.status.code(), Some(1));
    };
    render();
    fs::write(at.join("out/a.en.docx"), "other").unwrap();
    fs::remove_file(at.join("out/2024/b.en.docx")).unwrap();
    differs(&[
        "archive/2024/b.yaml: out/2024/b.en.docx is not there",
        "archive/a.yaml: out/a.en.docx has changed",
    ]);
    render();
    // A comment changes the input and not what is made of it.
    edit(at.join("archive/a.yaml"), "date:", "# when\ndate:");
    differs(&["archive/a.yaml: the input has changed"]);
    edit(at.join("archive/a.yaml"), "poor", "sad");
    edit(at.join("archive/2024/names.csv"), "Ann", "Eve");
    differs(&[
        "archive/2024/b.yaml: the list archive/2024/names.csv has changed",
        "archive/2024/b.yaml: out/2024/b.en.docx comes out otherwise now: the list archive/2024/names.csv has changed",
        "archive/a.yaml: the input has changed",
        "archive/a.yaml: out/a.en.docx comes out otherwise now: the input has changed",
    ]);
    render();
    edit(at.join("archive/a.yaml"), "Spain", "Spian");
    edit(at.join("archive/c.yaml"), "Spian", "Spain");
    fs::remove_file(at.join("archive/2024/b.yaml")).unwrap();
    differs(&[
        "archive/2024/b.yaml: the input is not there",
        "archive/a.yaml: the input has changed",
        "archive/a.yaml: it can no longer be made (no country is called `Spian`): the input has changed",
        "archive/c.yaml: the input has changed",
        "archive/c.yaml: it can be made now, and had errors then: the input has changed",
    ]);
    edit(at.join("archive/a.yaml"), "Spian", "Spain");
    fs::remove_file(at.join("archive/c.yaml")).unwrap();
    render();
    edit(profile.join("theme.toml"), "size = 12", "size = 13");
    differs(&["archive/a.yaml: out/a.en.docx comes out otherwise now: the profile has changed"]);
    let version = format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION"));
    edit(at.join("out/manifest.json"), &version, "\"program\": \"0.0.1\"");
    let cause = format!("the program is of version {}, and was of 0.0.1", env!("CARGO_PKG_VERSION"));
    differs(&[&format!(
        "archive/a.yaml: out/a.en.docx comes out otherwise now: {cause}, the profile has changed"
    )]);
    edit(profile.join("theme.toml"), "size = 13", "size = 12");
    // Another version that makes the same is no difference.
    assert_eq!(run(at, &["verify", "out/manifest.json"]).status.code(), Some(0));
    render();
    let hash = sha256(at.join("out/a.en.docx"));
    edit(at.join("out/manifest.json"), &hash, &"0".repeat(64));
    differs(&[
        "archive/a.yaml: out/a.en.docx has changed",
        "archive/a.yaml: out/a.en.docx comes out otherwise now: \
         neither version, profile, fonts nor input have changed",
    ]);
    edit(at.join("out/manifest.json"), "\"language\":\"en\"", "\"language\":\"fr\"");
    let output = stdout(&run(at, &["verify", "out/manifest.json"]));
    for part in ["out/a.en.docx would not be made now", "a Word file in `en` would be made too", "1 differs"]
    {
        assert!(output.contains(part), "{part} is not in {output}");
    }
}

#[test]
fn the_fault_of_a_template_that_has_changed_is_said() {
    let folder = folder();
    let at = folder.path();
    let template = at.join("profile/document.typ");
    fs::create_dir_all(at.join("profile")).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/document.typ"), &template).unwrap();
    let arguments = ["render", "archive/a.yaml", "--format", "pdf", "--profile", "profile"];
    let output = run(at, &[&arguments[..], &["--manifest", "m.json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    fs::write(template, "#let document(data) = [@nothing @never]\n").unwrap();
    let output = run(at, &["verify", "m.json"]);
    let said = stdout(&output);
    let line = said.lines().next().unwrap();
    assert!(line.contains("(the profile cannot be used: document.typ:1:"), "{said}");
    assert!(line.contains("`<nothing>`") && line.contains("`<never>`"), "{said}");
    assert!(line.ends_with(": the profile has changed"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_cannot_be_verified_ends_in_2() {
    let folder = folder();
    let at = folder.path();
    again(at, &[]);
    let path = at.join("out/manifest.json");
    let sound = fs::read_to_string(&path).unwrap();
    let refused = |text: &str, said: &str| {
        fs::write(&path, text).unwrap();
        let output = run(at, &["verify", "out/manifest.json"]);
        assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
        assert!(stderr(&output).contains(said), "{said} is not in\n{}", stderr(&output));
    };
    refused("", "out/manifest.json:1:0: EOF");
    refused(&sound[..sound.len() - 20], "out/manifest.json:");
    refused(&sound.replace("\"state\":\"made\"", "\"state\":7"), "out/manifest.json:6:");
    refused(&"[".repeat(1 << 20), "invalid type: sequence");
    refused(&sound.replace("\"folder\":null", "\"folder\":\"../no/where\""), "cannot read");
    refused(&sound.replace("a.yaml", "a.exe"), "there is no file or folder");
    let output = run(at, &["verify", "nowhere.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("nowhere.json is not there"), "{}", stderr(&output));
    // What was read from standard input is gone.
    let mut child = undersigned(at)
        .args(["render", "-", "--format", "docx", "--manifest", "m.json"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(MOTION.as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(json(at.join("m.json"))["documents"][0]["input"]["path"], "-");
    let output = run(at, &["verify", "m.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("standard input"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_manifest_cannot_make_the_program_wait_or_read_without_end() {
    let folder = folder();
    let at = folder.path();
    again(at, &[]);
    let pipe = at.join("archive/pipe.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    edit(at.join("out/manifest.json"), "archive/a.yaml", "archive/pipe.yaml");
    edit(at.join("out/manifest.json"), "\"a.en.docx\"", "\"/dev/zero\"");
    let output = run(at, &["verify", "out/manifest.json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("pipe.yaml: the input has changed"), "{}", stdout(&output));
    assert!(stdout(&output).contains("/dev/zero has changed"), "{}", stdout(&output));
    edit(at.join("out/manifest.json"), "archive/pipe.yaml", "archive/\\u0000.yaml");
    let output = run(at, &["verify", "out/manifest.json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("the input cannot be read"), "{}", stdout(&output));
}
