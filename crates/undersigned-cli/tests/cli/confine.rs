//! Documents of strangers: each in a process of its own, with limits on time and memory.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};

#[cfg(target_os = "linux")]
use crate::process::send;
use crate::process::{run, stderr, stdout, undersigned};

/// A motion that so many have signed.
fn motion(signatories: usize) -> String {
    let letter = |number: usize, place: u32| char::from(b'A' + (number / 26_usize.pow(place) % 26) as u8);
    let line = |number| {
        let surname: String = (0..4).map(|place| letter(number, place)).collect();
        format!("  - {surname} Ann, Spain, SOC\n")
    };
    let lines: String = (0..signatories).map(line).collect();
    format!(
        "kind: motion-for-resolution\ndoc: 16230\ndate: 2024-09-30\ntext:\n  en:\n    title: Libraries\n    \
         body: A poor town.\nsignatories:\n{lines}"
    )
}

/// The names of the files in a folder, hidden ones too.
fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn what_is_made_and_said_is_the_same_in_a_process_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("-first.yaml"), motion(2)).unwrap();
    fs::write(at("broken.yaml"), motion(2).replacen("Spain", "Spian", 1)).unwrap();
    fs::write(at("last.yaml"), motion(1)).unwrap();
    let inputs = ["--", "-first.yaml", "broken.yaml", "nowhere.yaml", "last.yaml"];
    let plain = run(folder.path(), &[&["render", "--output", "a/new/one"][..], &inputs].concat());
    let limited =
        run(folder.path(), &[&["render", "--output", "a/new/two", "--timeout", "900"][..], &inputs].concat());
    assert_eq!(limited.status.code(), plain.status.code());
    assert_eq!(limited.status.code(), Some(2));
    assert_eq!(stdout(&limited), stdout(&plain).replace("/one/", "/two/"));
    assert_eq!(stderr(&limited), stderr(&plain));
    assert_eq!(files(&at("a/new")), ["one", "two"], "no temporary folder is left");
    for name in ["-first.en.docx", "-first.en.pdf", "last.en.docx", "last.en.pdf"] {
        assert_eq!(
            fs::read(at("a/new/one").join(name)).unwrap(),
            fs::read(at("a/new/two").join(name)).unwrap()
        );
    }
    assert_eq!(files(&at("a/new/two")).len(), 4);
}

#[test]
fn what_is_said_of_a_profile_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one.yaml", "two.yaml"] {
        fs::write(folder.path().join(name), motion(1)).unwrap();
    }
    fs::create_dir(folder.path().join("profile")).unwrap();
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/theme.toml");
    fs::copy(theme, folder.path().join("profile/theme.toml")).unwrap();
    fs::write(folder.path().join("profile/themes.toml"), "").unwrap();
    let output =
        run(folder.path(), &["render", "one.yaml", "two.yaml", "--profile", "profile", "--timeout", "900"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("[U905]").count(), 1, "{}", stderr(&output));
}

#[test]
fn a_document_that_takes_too_long_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    // The end of standard input never comes.
    let mut child = undersigned(folder.path())
        .args(["render", "-", "--timeout", "0.5", "-o", "out"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdin = child.stdin.take();
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("error: - took more than 0.5 s and was stopped (--timeout)"), "{said}");
    assert!(files(folder.path()).is_empty(), "nothing is left, not even the folder to write into");
}

#[test]
fn standard_input_is_read_by_the_process_that_makes_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = undersigned(folder.path())
        .args(["render", "-", "--format", "docx", "--timeout", "900"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(motion(1).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(stdout(&output), "document.en.docx\n");
    assert_eq!(files(folder.path()), ["document.en.docx"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_that_needs_too_much_memory_is_stopped_and_the_others_are_made() {
    let folder = tempfile::tempdir().unwrap();
    // Memory can end in many places: some are met in the engine, some in its packer.
    let big: Vec<String> = (0..6).map(|number| format!("big-{number}.yaml")).collect();
    for (number, name) in big.iter().enumerate() {
        fs::write(folder.path().join(name), motion(7_000 + 700 * number)).unwrap();
    }
    fs::write(folder.path().join("small.yaml"), motion(1)).unwrap();
    // Neither whether backtraces are asked for nor how many cores there are must matter.
    let output = undersigned(folder.path())
        .arg("render")
        .args(&big)
        .args(["small.yaml", "--format", "pdf", "--memory", "64", "--timeout", "120", "-o", "out"])
        .env("RUST_BACKTRACE", "1")
        .env("RAYON_NUM_THREADS", "64")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    for name in &big {
        let stopped = format!("error: {name} needed more than 64 MiB and was stopped (--memory)");
        assert!(said.contains(&stopped), "{said}");
    }
    assert!(!said.contains("memory allocation") && !said.contains("MemError"), "{said}");
    assert_eq!(files(&folder.path().join("out")), ["small.en.pdf"]);
    assert_eq!(files(folder.path()).len(), big.len() + 2, "no temporary folder is left");
}

/// A run that waits for the end of its standard input, and the process that is to make the document.
#[cfg(target_os = "linux")]
fn waiting(folder: &Path, limits: &[&str]) -> (Child, ChildStdin, String) {
    use std::os::unix::process::CommandExt;

    use crate::process::heeding_signals;

    let mut parent = heeding_signals(folder)
        .args(["render", "-"])
        .args(limits)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap();
    let stdin = parent.stdin.take().unwrap();
    let tasks = format!("/proc/{0}/task", parent.id());
    let child = std::iter::repeat_with(|| {
        std::thread::sleep(std::time::Duration::from_millis(1));
        let tasks = fs::read_dir(&tasks).into_iter().flatten().flatten();
        let children = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
        children.collect::<String>().trim().to_owned()
    })
    .take(100_000)
    .find(|child| !child.is_empty())
    .expect("a process of its own");
    (parent, stdin, child)
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_run_leaves_neither_a_process_nor_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    // Ctrl-C on a terminal goes to the whole group.
    for (signal, to) in [("INT", ""), ("TERM", ""), ("INT", "-")] {
        let (parent, stdin, child) = waiting(folder.path(), &["--timeout", "60"]);
        assert_eq!(files(folder.path()).len(), 1, "the cell");
        send(signal, &format!("{to}{}", parent.id()));
        let output = parent.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stderr(&output), "error: - was interrupted\n");
        assert!(!Path::new("/proc").join(&child).exists(), "the child is gone");
        assert!(files(folder.path()).is_empty());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_that_ends_itself_for_another_reason_does_not_lack_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (parent, stdin, child) = waiting(folder.path(), &["--memory", "64"]);
    // An overflow of the stack ends like this.
    let said = "thread 'main' has overflowed its stack\n";
    let [cell] = &files(folder.path())[..] else { panic!("the cell alone") };
    fs::write(folder.path().join(cell).join("said"), said).unwrap();
    send("ABRT", &child);
    let output = parent.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!(output.status.code(), Some(2));
    let ended = "error: - could not be made: its process ended with signal: 6 (SIGABRT)";
    assert!(stderr(&output).starts_with(&format!("{said}{ended}")), "{}", stderr(&output));
}

#[test]
fn limits_are_numbers_that_can_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("m.yaml"), motion(1)).unwrap();
    for (option, value, said) in [
        ("--timeout", "0", "a number of seconds over 0"),
        ("--timeout", "nan", "a number of seconds over 0"),
        ("--timeout", "soon", "a number of seconds over 0"),
        ("--memory", "63", "a number of mebibytes, 64 at least"),
        ("--memory", "1e3", "a number of mebibytes, 64 at least"),
    ] {
        let output = run(folder.path(), &["render", "m.yaml", option, value]);
        assert_eq!(output.status.code(), Some(2), "{option} {value}");
        assert!(stderr(&output).contains(said), "{option} {value}: {}", stderr(&output));
    }
    let output = run(folder.path(), &["render", "m.yaml", "--timeout", "900", "--manifest", "m.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot be used with"), "{}", stderr(&output));
    let output = run(folder.path(), &["render", "m.yaml", "--memory", "900", "--if-changed"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot be used with"), "{}", stderr(&output));
    assert_eq!(files(folder.path()), ["m.yaml"]);
}
