//! Runs that a signal ends, or is to end: what is recorded of them.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::archive::{WORD, again, edit, folder, json};
use crate::inputs::MOTION;
use crate::process::{heeding_signals, run, send, stderr, stdout};

/// So many documents more, so that a run takes its time.
fn fill(archive: &Path, count: usize) {
    for number in 0..count {
        fs::write(archive.join(format!("{number}.yaml")), MOTION).unwrap();
    }
}

/// Renders the archive one document at a time and sends a signal when the first file is there; gives the exit code, and
/// how many files were written.
fn signalled(command: &mut Command, signal: &str) -> (Option<i32>, usize) {
    let mut child = command
        .args(WORD)
        .args(["--jobs", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    send(signal, &child.id().to_string());
    let written = 1 + lines.count();
    (child.wait().unwrap().code(), written)
}

#[test]
fn an_interrupted_run_records_what_was_done() {
    let folder = folder();
    let at = folder.path();
    fill(&at.join("archive"), 200);
    let (code, written) = signalled(&mut heeding_signals(at), "INT");
    assert_eq!(code, Some(2));
    let manifest = json(at.join("out/manifest.json"));
    assert_eq!(manifest["complete"], false);
    let documents = manifest["documents"].as_array().unwrap();
    let made = documents.iter().filter(|entry| entry["state"] == "made").count();
    assert_eq!(made, written);
    assert!(documents.len() < 203, "{}", documents.len());
    let hidden = fs::read_dir(at.join("out")).unwrap();
    assert!(hidden.into_iter().all(|entry| !entry.unwrap().file_name().to_str().unwrap().starts_with('.')));
    let output = run(at, &["verify", "out/manifest.json"]);
    assert!(stderr(&output).contains("not complete"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(0));
    // The next run goes on from there.
    assert_eq!(again(at, &[]).0.lines().count(), 202 - made);
}

/// A profile on a slow disk would be waited for otherwise, and the documents be made after all.
#[cfg(unix)]
#[test]
fn what_comes_before_the_documents_is_given_up_at_once() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("slow")).unwrap();
    let theme = at.join("slow/theme.toml");
    assert!(Command::new("mkfifo").arg(&theme).status().unwrap().success());
    for (signal, jobs) in [("INT", "1"), ("TERM", "2"), ("HUP", "2")] {
        let mut child = heeding_signals(at)
            .args(["render", "archive/a.yaml", "--profile", "slow", "--output", "made", "--jobs", jobs])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It is open as soon as the other side is: the profile is being read.
        let writer = fs::OpenOptions::new().write(true).open(&theme).unwrap();
        send(signal, &child.id().to_string());
        // A run that heeds nothing waits for the profile as long as the other side is open.
        let ended = (0..1000).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            child.try_wait().unwrap()
        });
        child.kill().unwrap();
        drop(writer);
        assert_eq!(ended.and_then(|ended| ended.code()), Some(130), "{signal}");
        assert!(!at.join("made").exists());
    }
}

/// They may be made in the next run, of an input that has another name now.
#[test]
fn an_interrupted_run_names_no_file_that_it_did_not_reach() {
    let folder = folder();
    let at = folder.path();
    fill(&at.join("archive"), 200);
    again(at, &[]);
    for number in 0..200 {
        let archive = at.join("archive");
        fs::rename(archive.join(format!("{number}.yaml")), archive.join(format!("{number}.yml"))).unwrap();
    }
    let mut command = heeding_signals(at);
    command.args(WORD).args(["--if-changed", "--jobs", "1"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    let mut written = BufReader::new(child.stdout.take().unwrap());
    written.read_line(&mut line).unwrap();
    send("INT", &child.id().to_string());
    std::io::copy(&mut written, &mut std::io::sink()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("not begun") && !said.contains("did not make"), "{said}");
}

#[test]
fn an_interrupted_run_keeps_what_it_did_not_reach() {
    let folder = folder();
    let at = folder.path();
    // The first document comes through a pipe, and waits for somebody to write it.
    let pipe = at.join("pipe.yaml");
    let inputs = ["render", "pipe.yaml", "archive"];
    let arguments = [&inputs[..], &WORD[2..], &["--jobs", "1"]].concat();
    let interrupted = |more: &[&str]| {
        fs::remove_file(&pipe).unwrap();
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut command = heeding_signals(at);
        command.args(&arguments).args(more).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut document = fs::OpenOptions::new().write(true).open(&pipe).unwrap();
        send("TERM", &child.id().to_string());
        document.write_all(MOTION.as_bytes()).unwrap();
        drop(document);
        assert_eq!(child.wait().unwrap().code(), Some(2));
        fs::remove_file(&pipe).unwrap();
        fs::write(&pipe, MOTION).unwrap();
        json(at.join("out/manifest.json"))
    };
    fs::write(&pipe, MOTION).unwrap();
    fill(&at.join("archive"), 100);
    assert_eq!(run(at, &arguments).status.code(), Some(1));
    let first = json(at.join("out/manifest.json"));
    let manifest = interrupted(&["--if-changed"]);
    assert_eq!(manifest["complete"], false);
    assert!(manifest["documents"] == first["documents"], "all stand as before");
    let output = run(at, &[&arguments[..], &["--if-changed"]].concat());
    assert_eq!(stdout(&output), "");
    assert!(json(at.join("out/manifest.json")) == first);
    // A run that was to make everything anew vouches for nothing that it did not make; and neither does one with other
    // options.
    edit(at.join("archive/99.yaml"), "poor", "sad");
    for more in [&["--if-changed", "--deny", "text"][..], &[]] {
        let documents = interrupted(more)["documents"].as_array().unwrap().len();
        assert!(documents < 104, "{more:?}: {documents}");
    }
}

#[test]
fn a_run_that_is_to_outlive_its_terminal_does() {
    let folder = folder();
    let at = folder.path();
    fill(&at.join("archive"), 100);
    // As `nohup` starts it.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' HUP; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_undersigned")]).current_dir(at);
    assert_eq!(signalled(&mut command, "HUP"), (Some(1), 102));
    assert_eq!(json(at.join("out/manifest.json"))["complete"], true);
}
