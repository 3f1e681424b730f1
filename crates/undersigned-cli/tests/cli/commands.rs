//! The commands that help a writer: check, explain, schema, new, signatories, reissue, announce, profile init.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::process::{run, stderr, stdout, undersigned};

pub(crate) const DECLARATION: &str = "\
kind: written-declaration
doc: 16229
number: 818
date: 2024-08-19
text:
  en:
    title: Libraries in small towns
    body: A town without a library is a poor town.
signatories: # the initiator first
  - EXAMPLE Ann, Spain, SOC
";

/// A folder with these files in it.
pub(crate) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

pub(crate) fn code(folder: &Path, arguments: &[&str]) -> Option<i32> {
    run(folder, arguments).status.code()
}

#[test]
fn the_exit_code_of_a_check_is_that_of_what_is_denied() {
    let folder = folder(&[("d.yaml", DECLARATION), ("broken.yaml", &DECLARATION.replace("Spain", "Spian"))]);
    let at = folder.path();
    // One signature of twenty is advice, an unknown country an error.
    assert_eq!(code(at, &["check", "d.yaml"]), Some(0));
    assert_eq!(code(at, &["check", "broken.yaml"]), Some(1));
    assert_eq!(code(at, &["check", "d.yaml", "broken.yaml"]), Some(1));
    for denied in ["warnings", "info", "procedure", "U503", "too-few-signatures", "text,procedure"] {
        assert_eq!(code(at, &["check", "d.yaml", "--deny", denied]), Some(1), "{denied}");
    }
    for denied in ["errors", "text", "U301"] {
        assert_eq!(code(at, &["check", "d.yaml", "--deny", denied]), Some(0), "{denied}");
    }
    // A piece of information is no reason to refuse unless it is asked for.
    assert_eq!(code(at, &["check", "d.yaml", "--deny", "counts"]), Some(1));
    for arguments in [
        &["check", "nowhere.yaml"][..],
        &["check", "d.yaml", "--deny", "U999"],
        &["check"],
        &["check", "-", "--fix"],
    ] {
        assert_eq!(code(at, arguments), Some(2), "{arguments:?}");
    }
    // What cannot be read keeps no other file from being checked.
    let output = run(at, &["check", "nowhere.yaml", "broken.yaml", "--output", "short"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("broken.yaml:10:18: error[U201]"), "{}", stdout(&output));
    // A folder stands for what is in it.
    let output = run(at, &["check", ".", "--output", "short"]);
    assert_eq!(output.status.code(), Some(1));
    let (broken, sound) =
        (stdout(&output).find("./broken.yaml:10:18: error"), stdout(&output).find("./d.yaml:"));
    assert!(broken.is_some() && broken < sound, "{}", stdout(&output));
    // One that holds none is said, and the others are checked.
    fs::create_dir(at.join("empty")).unwrap();
    for command in ["check", "status"] {
        let output = run(at, &[command, "empty", "e*.yaml", "d.yaml"]);
        assert_eq!(output.status.code(), Some(2));
        let said = stderr(&output);
        assert!(said.contains("no input file") && said.contains(" in empty"), "{said}");
        assert!(said.contains("no input file matches `e*.yaml`"), "{said}");
        assert!(stdout(&output).contains("d.yaml"), "{}", stdout(&output));
    }
}

#[test]
fn a_check_writes_nothing_and_a_fix_only_what_is_certain() {
    let broken = DECLARATION.replace("small towns", "small  towns.").replace("kind:", "Kind:");
    let folder = folder(&[("d.yaml", &broken)]);
    let read = || fs::read_to_string(folder.path().join("d.yaml")).unwrap();
    run(folder.path(), &["check", "d.yaml"]);
    assert_eq!(read(), broken);
    let output = run(folder.path(), &["check", "d.yaml", "--fix", "--output", "short"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(read(), DECLARATION);
    assert!(stderr(&output).contains("mended d.yaml: write `kind`"), "{}", stderr(&output));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // There is nothing more to mend.
    assert!(stderr(&run(folder.path(), &["check", "d.yaml", "--fix"])).is_empty());
}

#[cfg(unix)]
#[test]
fn a_mended_file_keeps_its_rights_and_the_link_that_leads_to_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("real.yaml", &DECLARATION.replace("kind:", "Kind:"))]);
    let real = folder.path().join("real.yaml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&real, folder.path().join("link.yaml")).unwrap();
    assert_eq!(code(folder.path(), &["check", "link.yaml", "--fix"]), Some(0));
    assert_eq!(fs::read_to_string(&real).unwrap(), DECLARATION);
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(folder.path().join("link.yaml")).unwrap().is_symlink());
}

#[test]
fn advice_never_refuses_a_rendering_unless_it_is_denied() {
    let folder = folder(&[("d.yaml", DECLARATION)]);
    let output = run(folder.path(), &["render", "d.yaml", "--deny", "procedure"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error[U503]: 1 signature counts; Rule 56 asks for at least 20"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let output = run(folder.path(), &["render", "d.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("warning[U503]"), "{}", stderr(&output));
}

#[test]
fn a_body_of_more_than_one_page_is_told_from_the_rendering() {
    let long = "A town without a library is a poor town, and a town with one is a rich one. ".repeat(60);
    let folder =
        folder(&[("d.yaml", &DECLARATION.replace("A town without a library is a poor town.", &long))]);
    let output = run(folder.path(), &["render", "d.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("info[U601]: the body takes 2 pages in `en`"), "{}", stderr(&output));
    let output = run(folder.path(), &["render", "d.yaml", "--deny", "body-beyond-one-page"]);
    assert_eq!(output.status.code(), Some(1));
    let short = run(folder.path(), &["check", "d.yaml"]);
    assert!(!stdout(&short).contains("U601"), "a check renders nothing");
}

#[test]
fn a_rule_is_explained_by_code_or_name() {
    let folder = folder(&[]);
    let text = stdout(&run(folder.path(), &["explain", "u503"]));
    assert!(text.starts_with("U503 too-few-signatures\n"), "{text}");
    for part in
        ["Source: Rules of Procedure", "from 2023-01-01: at least 20 signatures", "edition of January 2023"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(stdout(&run(folder.path(), &["explain", "too-few-signatures"])), text);
    assert_eq!(code(folder.path(), &["explain", "U999"]), Some(2));
    assert!(stdout(&run(folder.path(), &["explain"])).lines().count() > 60);
}

#[test]
fn the_stored_documentation_of_the_rules_is_up_to_date() {
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let made = stdout(&run(Path::new("."), &["explain", "--all"]));
    assert!(
        fs::read_to_string(stored).unwrap() == made,
        "write it anew: undersigned explain --all > docs/rules.md"
    );
}

#[test]
fn the_schema_is_printed() {
    let text = stdout(&run(Path::new("."), &["schema"]));
    let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn a_new_file_says_by_its_findings_what_is_still_to_be_filled_in() {
    let folder = folder(&[]);
    let at = folder.path();
    for (kind, number) in [("written-declaration", Some("819")), ("motion-for-recommendation", None)] {
        for lang in ["en", "fr", "en,fr"] {
            let mut arguments = vec![
                "new",
                "--force",
                "--kind",
                kind,
                "--lang",
                lang,
                "--doc",
                "16230",
                "--date",
                "2025-10-02",
            ];
            arguments.extend(number.map(|number| ["--number", number]).into_iter().flatten());
            let output = run(at, &arguments);
            assert_eq!(stdout(&output), "doc-16230.yaml\n", "{}", stderr(&output));
            let found = stdout(&run(at, &["check", "doc-16230.yaml", "--output", "short"]));
            for line in found.lines().filter(|line| line.contains("error[")) {
                let expected =
                    ["the title is empty", "`body` is empty", "`disclaimer` is empty", "nobody has signed"];
                assert!(expected.iter().any(|message| line.contains(message)), "{line}");
            }
            // Filled in, it is sound.
            let text = fs::read_to_string(at.join("doc-16230.yaml")).unwrap();
            let filled = text
                .replace("title:\n", "title: A title\n")
                .replace("body: |\n", "body: |\n      A body.\n")
                .replace("disclaimer:\n", "disclaimer: \"\"\n")
                .replace("signatories:\n", "signatories:\n  - EXAMPLE Ann, Spain, SOC\n");
            fs::write(at.join("doc-16230.yaml"), filled).unwrap();
            let output = run(at, &["check", "doc-16230.yaml"]);
            assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
        }
    }
    let motion =
        ["new", "--kind", "motion-for-resolution", "--lang", "en", "--doc", "16230", "--date", "2025-10-02"];
    let there = run(at, &motion);
    assert_eq!(there.status.code(), Some(2));
    assert!(stderr(&there).contains("is there already"), "{}", stderr(&there));
    let numbered = run(at, &[&motion[..], &["--number", "5", "--force"]].concat());
    assert!(stderr(&numbered).contains("a motion has no number"), "{}", stderr(&numbered));
    // Without a terminal nothing is asked.
    let missing = run(at, &["new", "--kind", "motion-for-resolution"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("--lang is missing"), "{}", stderr(&missing));
    assert!(stdout(&run(at, &[&motion[..], &["-"]].concat())).contains("kind: motion-for-resolution\n"));
}

#[test]
fn a_list_is_printed_as_it_would_be_typeset_and_as_the_website_has_it() {
    let list = "surname;given;honorific;country;group\nZORN;Ute;Ms;Autriche;NI\nŠEPIĆ;Ana;;Croatia;SOC\nDe BRUYN;Piet;Mr;BE;NI\n";
    let folder =
        folder(&[("n.csv", list), ("d.yaml", DECLARATION), ("broken.csv", "surname,country\nA,Nowhere\n")]);
    let at = folder.path();
    assert_eq!(
        stdout(&run(at, &["signatories", "n.csv"])),
        "ZORN Ute, Austria, NR\nDe BRUYN Piet, Belgium, NR\nŠEPIĆ Ana, Croatia, SOC\n\nTotal = 3\n\n\
         NR: not registered in a group\nSOC: Socialists, Democrats and Greens Group\n"
    );
    assert_eq!(
        stdout(&run(at, &["signatories", "n.csv", "--form", "web", "--lang", "fr"])),
        "Ms Ute ZORN, Autriche, NI ; Mr Piet De BRUYN, Belgique, NI ; Ana ŠEPIĆ, Croatie, SOC\n"
    );
    assert!(
        stdout(&run(at, &["signatories", "n.csv", "--date", "2010-01-01"]))
            .contains("SOC: Socialist Group\n")
    );
    assert!(
        stdout(&run(at, &["signatories", "d.yaml"])).starts_with("EXAMPLE Ann, Spain, SOC\n\nTotal = 1\n")
    );
    let output = run(at, &["signatories", "broken.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("broken.csv:2:3"), "{}", stderr(&output));
    assert!(stderr(&output).contains("row 2, column B (country)"), "{}", stderr(&output));
    assert_eq!(code(at, &["signatories", "d.yaml", "--date", "2010-01-01"]), Some(2));
}

#[test]
fn the_next_edition_is_written_beside_the_last_and_what_changed_is_said() {
    let more = "surname,given,country,group\nAABY,Ole,Norway,SOC\nEXAMPLE,Ann,Spain,SOC\n";
    let folder = folder(&[
        ("d.yaml", DECLARATION),
        ("more.csv", more),
        (
            "m.yaml",
            &DECLARATION.replace("written-declaration", "motion-for-resolution").replace("number: 818\n", ""),
        ),
    ]);
    let at = folder.path();
    let output = run(at, &["reissue", "d.yaml", "--date", "2024-10-01", "--add", "more.csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "d-edition-2.yaml\n");
    for part in [
        "added: AABY Ole, Norway, SOC",
        "had signed already, unchanged: EXAMPLE Ann",
        "edition 2, dated 2024-10-01; the last one 2024-08-19",
        "the end of the next part-session",
    ] {
        assert!(stderr(&output).contains(part), "{part} is not in\n{}", stderr(&output));
    }
    let expected = DECLARATION
        .replace("2024-08-19", "2024-10-01\nedition:\n  number: 2\n  originally-tabled: 2024-08-19")
        + "  - AABY Ole, Norway, SOC\n";
    assert_eq!(fs::read_to_string(at.join("d-edition-2.yaml")).unwrap(), expected);
    assert_eq!(fs::read_to_string(at.join("d.yaml")).unwrap(), DECLARATION);
    assert_eq!(code(at, &["render", "d-edition-2.yaml", "-o", "out"]), Some(0));
    // A file that is there is not replaced unasked; a motion is never re-issued.
    assert_eq!(code(at, &["reissue", "d.yaml", "--date", "2024-10-01", "--add", "more.csv"]), Some(2));
    let output = run(at, &["reissue", "m.yaml", "--date", "2024-10-01", "--add", "more.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("no signature may be added to a motion-for-resolution"),
        "{}",
        stderr(&output)
    );
    assert!(!at.join("m-edition-2.yaml").exists());
}

#[test]
fn the_president_announces_a_declaration() {
    let motion =
        DECLARATION.replace("written-declaration", "motion-for-resolution").replace("number: 818\n", "");
    let two = format!("{DECLARATION}  - SECOND Ben, France, UEL\n");
    let folder = folder(&[("d.yaml", &two), ("m.yaml", &motion)]);
    assert_eq!(
        stdout(&run(folder.path(), &["announce", "d.yaml"])),
        "A written declaration, No. 818, has been tabled, on Libraries in small towns, which has been signed by 2 members \
         (Doc. 16229).\n"
    );
    let output = run(folder.path(), &["announce", "m.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no announcement is known"), "{}", stderr(&output));
    assert_eq!(code(folder.path(), &["announce", "d.yaml", "--lang", "fr"]), Some(1));
}

#[test]
fn a_reader_who_leaves_is_no_error_for_any_form() {
    let folder = folder(&[("d.yaml", DECLARATION)]);
    for form in ["human", "json"] {
        let mut child = undersigned(folder.path())
            .args(["check", "-", "--output", form])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        child.stdin.take().unwrap().write_all(DECLARATION.as_bytes()).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{form}");
    }
}

#[test]
fn a_language_that_the_profile_does_not_have_is_no_language_of_a_command() {
    let folder = folder(&[("d.yaml", DECLARATION), ("n.csv", "surname,country\nCASTEL,Spain\n")]);
    let at = folder.path();
    let new = ["new", "e.yaml", "--kind", "written-declaration", "--doc", "1", "--number", "1", "--date"];
    for (arguments, option) in [
        (vec!["render", "d.yaml", "--lang", "en,de"], "--lang"),
        (vec!["translate", "d.yaml", "--to", "de"], "--to"),
        (vec!["import", "d.de.xlf", "--into", "d.yaml", "--lang", "de"], "--lang"),
        (vec!["signatories", "n.csv", "--lang", "de"], "--lang"),
        (vec!["announce", "d.yaml", "--lang", "de"], "--lang"),
        ([new.as_slice(), &["2025-10-02", "--lang", "de"]].concat(), "--lang"),
    ] {
        let output = run(at, &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = format!("{option}: `de` is not a language of the Assembly's documents: `en` or `fr`");
        assert!(stderr(&output).contains(&said), "{arguments:?}: {}", stderr(&output));
    }
    assert_eq!(code(at, &["render", "d.yaml", "--lang", "English"]), Some(2));
    assert_eq!(fs::read_dir(at).unwrap().count(), 2);
}

#[test]
fn a_profile_begins_as_the_built_in_one() {
    let folder = folder(&[("d.yaml", DECLARATION)]);
    let at = folder.path();
    let output = run(at, &["profile", "init", "look"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for file in
        ["theme.toml", "document.typ", "facts/languages.toml", "facts/wording.toml", "facts/countries.toml"]
    {
        assert!(at.join("look").join(file).exists(), "{file}");
        assert!(stdout(&output).contains(&format!("look/{file}\n")), "{}", stdout(&output));
    }
    assert_eq!(code(at, &["render", "d.yaml", "-o", "built-in"]), Some(0));
    assert_eq!(code(at, &["render", "d.yaml", "-o", "own", "--profile", "look"]), Some(0));
    for file in ["d.en.pdf", "d.en.docx"] {
        let bytes = |folder: &str| fs::read(at.join(folder).join(file)).unwrap();
        assert_eq!(bytes("built-in"), bytes("own"), "{file}");
    }
    // Nothing that is there is written over.
    fs::remove_file(at.join("look/document.typ")).unwrap();
    let again = run(at, &["profile", "init", "look"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("is there already"), "{}", stderr(&again));
    assert!(!at.join("look/document.typ").exists());
}
