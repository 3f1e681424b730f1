//! What the command says about the files of a profile.

use std::fs;

use crate::process::{run, stderr};

use undersigned::Profile;

const MOTION: &str = "\
kind: motion-for-resolution
doc: 1
date: 2025-09-30
text:
  en:
    title: Libraries
    body: A town without a library is a poor town.
signatories: ['EXAMPLE Ann, Spain, SOC']
";

fn builtin(name: &str) -> String {
    Profile::builtin_files().find(|(known, _)| *known == name).unwrap().1.to_owned()
}

/// A motion, and a folder `look` with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("motion.yaml"), MOTION).unwrap();
    fs::create_dir_all(folder.path().join("look/facts")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("look").join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_fault_of_the_template_is_shown_in_its_lines_with_what_the_engine_advises() {
    let template = builtin("document.typ");
    let line = template[..template.find("#let black").unwrap()].matches('\n').count() + 1;
    let folder =
        folder(&[("document.typ", &template.replace("#let black = luma(0)", "#let black = lumma(0)"))]);
    let output = run(folder.path(), &["render", "motion.yaml", "--profile", "look"]);
    let shown = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{shown}");
    assert!(shown.contains("error[U904]: unknown variable: lumma"), "{shown}");
    assert!(shown.contains(&format!("--> document.typ:{line}:14\n")), "{shown}");
    assert!(shown.contains("| #let black = lumma(0)\n"), "{shown}");
    assert!(!folder.path().join("motion.en.pdf").exists());
    assert!(!folder.path().join("motion.en.docx").exists());

    // Nothing else is said, however the work is laid over the cores and whatever is wrong with the document.
    let as_it_was = "{\"version\": 1, \"program\": \"cut short";
    fs::write(folder.path().join("manifest.json"), as_it_was).unwrap();
    fs::write(folder.path().join("faulty.yaml"), MOTION.replace("kind:", "kin:")).unwrap();
    for input in ["motion.yaml", "faulty.yaml"] {
        for options in
            [&["--jobs", "1"][..], &["--jobs", "2"], &["--jobs", "2", "--manifest", "manifest.json"]]
        {
            let arguments = [&["render", input, "--profile", "look"], options].concat();
            let output = run(folder.path(), &arguments);
            assert_eq!((output.status.code(), stderr(&output)), (Some(2), shown.clone()), "{arguments:?}");
        }
    }
    assert_eq!(fs::read_to_string(folder.path().join("manifest.json")).unwrap(), as_it_was);

    // With a hint of the engine's.
    fs::write(folder.path().join("look/document.typ"), "#let x = 2\n#(x-y)\n").unwrap();
    let shown = stderr(&run(folder.path(), &["render", "motion.yaml", "--profile", "look"]));
    assert!(shown.contains("--> document.typ:2:3\n"), "{shown}");
    assert!(shown.contains("= help: if you meant to use subtraction"), "{shown}");
}

#[test]
fn faults_and_warnings_of_a_profile_are_shown_with_their_lines() {
    let theme = builtin("theme.toml").replacen("size = 12", "size = 12.3", 1);
    let folder = folder(&[("theme.toml", &theme)]);
    let output = run(folder.path(), &["check", "motion.yaml", "--profile", "look"]);
    let shown = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{shown}");
    assert!(
        shown.contains("error[U901]: `role.masthead.size` = 12.3 is not a multiple of 0.5 pt"),
        "{shown}"
    );
    assert!(shown.contains("| size = 12.3\n"), "{shown}");

    let theme = builtin("theme.toml");
    fs::write(folder.path().join("look/theme.toml"), theme).unwrap();
    fs::write(folder.path().join("look/facts/country.toml"), "").unwrap();
    let output = run(folder.path(), &["check", "motion.yaml", "--profile", "look"]);
    let shown = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    assert!(
        shown.contains("warning[U905]: nothing reads the profile's file `facts/country.toml`"),
        "{shown}"
    );
    assert!(shown.contains("did you mean `facts/countries.toml`?"), "{shown}");
}

#[test]
fn a_profile_whose_only_file_is_misnamed_says_so() {
    let folder = folder(&[("themes.toml", "")]);
    let output = run(folder.path(), &["check", "motion.yaml", "--profile", "look"]);
    let shown = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{shown}");
    assert!(shown.contains("nothing reads the profile's file `themes.toml`"), "{shown}");
    assert!(shown.contains("holds no file of a profile"), "{shown}");
}

#[test]
fn what_init_writes_is_a_profile_without_a_word_to_say() {
    let folder = folder(&[]);
    assert_eq!(run(folder.path(), &["profile", "init", "new"]).status.code(), Some(0));
    let output = run(folder.path(), &["announce", "motion.yaml", "--profile", "new"]);
    assert!(!stderr(&output).contains("U90"), "{}", stderr(&output));
}
