//! The command as a clerk meets it: files, exit codes and messages.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;

use crate::inputs::MOTION;
use crate::process::{run, stderr, stdout, undersigned};

/// The motion in both languages.
static SOUND: LazyLock<String> = LazyLock::new(|| {
    let french = "  fr:
    title: Les bibliothèques des petites villes
    body: Une ville sans bibliothèque est une ville pauvre.
";
    MOTION.replace("signatories:", &format!("{french}signatories:"))
});

/// A folder with one sound input, `motion.yaml`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("motion.yaml"), &*SOUND).unwrap();
    folder
}

/// The names of the files in a folder, hidden ones too.
fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn every_language_and_both_formats_are_written_beside_the_input() {
    let folder = folder();
    let output = run(folder.path(), &["render", "motion.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let written = ["motion.en.docx", "motion.en.pdf", "motion.fr.docx", "motion.fr.pdf"];
    assert_eq!(files(folder.path()), [&written[..], &["motion.yaml"]].concat());
    assert_eq!(stdout(&output), "motion.en.pdf\nmotion.en.docx\nmotion.fr.pdf\nmotion.fr.docx\n");
}

#[test]
fn the_same_is_said_of_a_document_alone_and_among_others() {
    let folder = folder();
    // The check finds an error in the French text; the English one would not fit on the page.
    let faulty = SOUND.replace("A town", &"n".repeat(120)).replace("pauvre.", "中.");
    fs::write(folder.path().join("faulty.yaml"), faulty).unwrap();
    let said = |inputs: &[&str]| {
        let output = run(folder.path(), &[&["render"], inputs].concat());
        assert_eq!(output.status.code(), Some(1));
        let found = stderr(&output);
        found.lines().filter(|line| line.starts_with("error[")).map(str::to_owned).collect::<Vec<_>>()
    };
    let alone = said(&["faulty.yaml"]);
    assert_eq!(alone, ["error[U602]: the typeface has no “中” (U+4E2D)"]);
    assert_eq!(said(&["faulty.yaml", "motion.yaml"]), alone);
}

#[test]
fn format_language_and_folder_are_chosen() {
    let folder = folder();
    let output = run(
        folder.path(),
        &["render", "motion.yaml", "--format", "docx", "--lang", "fr", "-o", "a/new/folder"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(files(&folder.path().join("a/new/folder")), ["motion.fr.docx"]);
    assert_eq!(files(folder.path()), ["a", "motion.yaml"]);
}

#[test]
fn standard_input_is_read() {
    let folder = folder();
    let mut child = undersigned(folder.path())
        .args(["render", "-", "--lang", "en", "--format", "pdf"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(SOUND.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(files(folder.path()), ["document.en.pdf", "motion.yaml"]);
}

#[test]
fn an_input_with_errors_ends_in_1_shows_them_all_and_writes_nothing() {
    let folder = folder();
    let broken = SOUND.replace("Spain", "Spian").replace("doc: 16230", "doc: x");
    fs::write(folder.path().join("broken.yaml"), broken).unwrap();
    let output = run(folder.path(), &["render", "broken.yaml", "-o", "out"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(folder.path()), ["broken.yaml", "motion.yaml"]);
    let message = stderr(&output);
    for part in
        ["broken.yaml:2:6", "doc: x", "broken.yaml:12:18", "EXAMPLE Ann, Spian, SOC", "did you mean `Spain`?"]
    {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
}

#[test]
fn faults_of_one_language_keep_the_other_unwritten_too() {
    let folder = folder();
    let declaration = SOUND
        .replace("kind: motion-for-resolution", "kind: written-declaration\nnumber: 5")
        .replace("2024-09-30", "2025-09-30");
    fs::write(folder.path().join("d.yaml"), declaration).unwrap();
    let output = run(folder.path(), &["render", "d.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(folder.path()), ["d.yaml", "motion.yaml"]);
    assert!(stderr(&output).contains("no disclaimer is known"), "{}", stderr(&output));
    // The English text alone can be rendered.
    assert_eq!(run(folder.path(), &["render", "d.yaml", "--lang", "en"]).status.code(), Some(0));
}

#[test]
fn a_letter_without_a_glyph_is_shown_in_the_input() {
    let folder = folder();
    fs::write(folder.path().join("g.yaml"), SOUND.replace("Ann", "Anሀn")).unwrap();
    let output = run(folder.path(), &["render", "g.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(folder.path()), ["g.yaml", "motion.yaml"]);
    assert!(stderr(&output).contains("g.yaml:12:5"), "{}", stderr(&output));
    assert!(stderr(&output).contains("U+1200"), "{}", stderr(&output));
}

#[test]
fn one_broken_input_does_not_stop_the_others() {
    let folder = folder();
    fs::write(folder.path().join("a.yaml"), "kind: nothing").unwrap();
    let pdf = ["--lang", "en", "--format", "pdf"];
    let output = run(folder.path(), &[&["render", "a.yaml", "motion.yaml"][..], &pdf].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(folder.path()), ["a.yaml", "motion.en.pdf", "motion.yaml"]);
    fs::remove_file(folder.path().join("motion.en.pdf")).unwrap();
    let output =
        run(folder.path(), &[&["render", "nowhere.yaml", "a.yaml", "motion.yaml"][..], &pdf].concat());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(files(folder.path()), ["a.yaml", "motion.en.pdf", "motion.yaml"]);
}

#[test]
fn what_cannot_run_ends_in_2() {
    let folder = folder();
    fs::write(folder.path().join("motion.toml"), "").unwrap();
    fs::write(folder.path().join("motion.txt"), &*SOUND).unwrap();
    for (arguments, message) in [
        (&["render", "nowhere.yaml"][..], "cannot read nowhere.yaml"),
        (&["render", "motion.txt"], "an input file ends in .yaml, .toml or .json"),
        (&["render", "motion.yaml", "motion.toml"], "two inputs would write the same files"),
        (&["render", "motion.yaml", "./motion.toml"], "motion.*: motion.yaml and ./motion.toml"),
        (&["render", "motion.yaml", "./motion.yaml"], "it is the same file, named twice"),
        (&["render", "a.yaml", "b.yaml", "b.json", "a.json"], "b.*: b.yaml and b.json"),
        (&["render", "motion.yaml", "--profile", "nowhere"], "cannot read nowhere"),
        (&["render", "motion.yaml", "--profile", "."], "holds no file of a profile"),
        (&["render", "motion.yaml", "--font-dir", "."], "there is no font file"),
        (
            &["render", "motion.yaml", "-o", "motion.txt"],
            "motion.txt is a file: nothing can be written into it",
        ),
        (&["translate", ".", "--to", "fr"], "is a folder: name the files in it"),
        (&["check", "m*.yml"], "no input file matches `m*.yml`"),
        (&["check", "motoin"], "there is no file or folder motoin"),
        (&["verify", "motion.yaml"], "a manifest is a file that `render --manifest FILE.json` wrote"),
        (&["check", "motion.txt"], "an input file ends in .yaml, .toml or .json"),
        (&["import", "motion.yaml", "--into", "draft.docx"], "the file that came back is named first"),
        (&["render", "motion.yaml", "--lang", "de"], "de"),
        (&["render"], "FILE"),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
    }
    assert_eq!(files(folder.path()), ["motion.toml", "motion.txt", "motion.yaml"]);
}

/// The second would take the place of the files of the first.
#[cfg(unix)]
#[test]
fn two_inputs_with_the_same_files_are_refused_however_they_are_named() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("inner")).unwrap();
    fs::write(at.join("inner/motion.yaml"), &*SOUND).unwrap();
    fs::write(at.join("inner/motion.json"), "{}").unwrap();
    std::os::unix::fs::symlink("inner", at.join("link")).unwrap();
    let absolute = at.join("inner/motion.json");
    let absolute = absolute.to_str().unwrap();
    for arguments in [
        &["inner"][..],
        &["inner/motion.yaml", absolute],
        &["inner/motion.yaml", "link/motion.json"],
        &["inner/motion.yaml", "link/motion.yaml", "-o", "inner"],
        &["motion.yaml", "inner/motion.json", "-o", "out"],
        &["-", "document.yaml"],
        &["document.yaml", "motion.yaml", "-"],
    ] {
        let output = run(at, &[&["render"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let message = "two inputs would write the same files";
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
    }
    // The same name in two folders is no clash.
    let output = run(at, &["render", "motion.yaml", "link/motion.yaml", "--format", "docx", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(at.join("inner/motion.en.docx").exists() && at.join("motion.en.docx").exists());
}

#[test]
fn a_list_beside_the_input_is_found_from_any_folder() {
    let folder = folder();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let input = SOUND.replace("signatories:\n  - EXAMPLE Ann, Spain, SOC", "signatories: names.csv");
    fs::write(inner.join("m.yaml"), input).unwrap();
    fs::write(inner.join("names.csv"), "surname,given,country,group\nEXAMPLE,Ann,Spain,SOC\n").unwrap();
    let output = run(folder.path(), &["render", "inner/m.yaml", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));

    fs::write(inner.join("names.csv"), "surname,given,country,group\nEXAMPLE,Ann,Spian,SOC\n").unwrap();
    let output = run(folder.path(), &["render", "inner/m.yaml", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("names.csv:2:13"), "{}", stderr(&output));
}

#[test]
fn a_profile_replaces_files_one_by_one_and_its_faults_have_their_places() {
    let folder = folder();
    let profile = folder.path().join("profile");
    fs::create_dir_all(profile.join("facts")).unwrap();
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/theme.toml");
    let theme = fs::read_to_string(theme).unwrap();
    fs::write(profile.join("theme.toml"), theme.replacen("size = 12", "size = 14", 1)).unwrap();
    let arguments = ["render", "motion.yaml", "--lang", "en", "--profile", "profile", "-o", "out"];
    assert_eq!(run(folder.path(), &arguments).status.code(), Some(0));
    run(folder.path(), &["render", "motion.yaml", "--lang", "en"]);
    let read = |path: PathBuf| fs::read(folder.path().join(path)).unwrap();
    assert_ne!(read("out/motion.en.pdf".into()), read("motion.en.pdf".into()));
    assert_ne!(read("out/motion.en.docx".into()), read("motion.en.docx".into()));

    fs::write(profile.join("facts/groups.toml"), "[[group]]\nkey = 5\n").unwrap();
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("facts/groups.toml:2:7"), "{}", stderr(&output));
}

#[test]
fn the_same_bytes_in_every_process_time_zone_and_locale() {
    let folder = folder();
    let mut versions = Vec::new();
    for (name, zone, locale) in [("a", "UTC", "C"), ("b", "Pacific/Kiritimati", "fr_FR.UTF-8")] {
        let output = undersigned(folder.path())
            .args(["render", "motion.yaml", "-o", name])
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        let read = |file: &String| fs::read(folder.path().join(name).join(file)).unwrap();
        versions.push(files(&folder.path().join(name)).iter().map(read).collect::<Vec<_>>());
    }
    assert_eq!(versions[0].len(), 4);
    assert!(versions[0] == versions[1]);
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let folder = folder();
    let mut child =
        undersigned(folder.path()).args(["render", "motion.yaml"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(files(folder.path()).len(), 5);
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_could_not_be_named_are_written_and_it_is_said() {
    let folder = folder();
    for arguments in [
        &["render", "motion.yaml"][..],
        &["translate", "motion.yaml", "--to", "fr"],
        &["profile", "init", "profile"],
    ] {
        // Every byte that is written to it finds no room.
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = undersigned(folder.path()).args(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("cannot write to standard output"), "{}", stderr(&output));
    }
    let written = files(folder.path());
    for name in ["motion.en.docx", "motion.fr.draft.docx", "motion.en.pdf", "motion.fr.docx", "motion.fr.pdf"]
    {
        assert!(written.iter().any(|file| file == name), "{name} in {written:?}");
    }
    assert!(folder.path().join("profile/theme.toml").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_reads_the_name_of_a_file_as_it_is() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder();
    let name = std::ffi::OsStr::from_bytes(b"m\xff.yaml");
    fs::rename(folder.path().join("motion.yaml"), folder.path().join(name)).unwrap();
    let output =
        undersigned(folder.path()).args(["render", "--format", "docx", "--lang", "en"]).arg(name).output();
    assert_eq!(output.unwrap().stdout, b"m\xff.en.docx\n");
}

#[cfg(unix)]
#[test]
fn a_document_has_the_rights_that_the_umask_gives() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    run(folder.path(), &["render", "motion.yaml"]);
    let rights = |file: &str| fs::metadata(folder.path().join(file)).unwrap().permissions().mode() & 0o777;
    assert_eq!(rights("motion.en.pdf"), rights("motion.yaml"));
}

#[test]
fn a_file_for_print_stands_beside_the_one_to_be_read() {
    let folder = folder();
    let output = run(folder.path(), &["render", "motion.yaml", "--print", "--crop-marks", "--even-pages"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(files(folder.path()), ["motion.en.print.pdf", "motion.fr.print.pdf", "motion.yaml"]);
    for (arguments, said) in [
        (&["--print", "--format", "docx"][..], "cannot be used with"),
        (&["--crop-marks"], "--print"),
        (&["--print", "--bleed", "26"], "from 0 to 25.4"),
        (&["--print", "--bleed", "nan"], "from 0 to 25.4"),
    ] {
        let output = run(folder.path(), &[&["render", "motion.yaml"], arguments].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
}
