//! A batch as a clerk meets it: what is recorded, and what is up to date.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::archive::{WORD, again, edit, folder, json, sha256};
use crate::inputs::MOTION;
use crate::process::{run, stderr, stdout};

#[test]
fn a_manifest_records_what_was_made_of_what() {
    let folder = folder();
    let at = folder.path();
    let arguments = ["render", "archive", "nowhere.yaml", "-o", "out", "--manifest", "out/manifest.json"];
    let output = run(at, &[&arguments[..], &["--deny", "text,U302"]].concat());
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let manifest = json(at.join("out/manifest.json"));
    assert_eq!(manifest["version"], 1);
    assert_eq!(manifest["program"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["complete"], true);
    let options = &manifest["shared"]["options"];
    assert_eq!(options["formats"], serde_json::json!(["pdf", "docx"]));
    assert_eq!(options["deny"], serde_json::json!(["text", "U302"]));
    assert_eq!(manifest["shared"]["profile"]["folder"], Value::Null);

    let documents = manifest["documents"].as_array().unwrap();
    let of = |key: &str| documents.iter().map(|entry| entry[key].clone()).collect::<Vec<_>>();
    let inputs: Vec<_> = of("input").iter().map(|input| input["path"].clone()).collect();
    assert_eq!(
        inputs,
        ["../archive/2024/b.yaml", "../archive/a.yaml", "../archive/c.yaml", "../nowhere.yaml"]
    );
    assert_eq!(of("state"), ["made", "made", "faulty", "failed"]);
    let [b, a, c, nowhere] = &documents[..] else { panic!("{documents:?}") };
    assert_eq!(b["input"]["sha256"], sha256(at.join("archive/2024/b.yaml")));
    assert_eq!(b["list"]["path"], "../archive/2024/names.csv");
    assert_eq!(b["list"]["sha256"], sha256(at.join("archive/2024/names.csv")));
    assert_eq!(a["list"], Value::Null);
    assert_eq!(a["outputs"].as_array().unwrap().len(), 2);
    for (index, name, format, pages) in
        [(0, "a.en.pdf", "pdf", Value::from(2)), (1, "a.en.docx", "docx", Value::Null)]
    {
        let output = &a["outputs"][index];
        assert_eq!(output["path"], name);
        assert_eq!(output["language"], "en");
        assert_eq!(output["format"], format);
        assert_eq!(output["sha256"], sha256(at.join("out").join(name)));
        assert_eq!(output["bytes"], fs::metadata(at.join("out").join(name)).unwrap().len());
        assert_eq!(output["pages"], pages);
    }
    assert_eq!(b["outputs"][0]["path"], "2024/b.en.pdf");
    let country = serde_json::json!({
        "code": "U201",
        "severity": "error",
        "message": "no country is called `Spian`",
        "file": "../archive/c.yaml",
        "line": 9,
        "column": 18,
        "help": "did you mean `Spain`?"
    });
    assert!(c["findings"].as_array().unwrap().contains(&country), "{c}");
    assert_eq!(c["outputs"], serde_json::json!([]));
    assert_eq!(a["findings"][0]["severity"], "warning", "one signature is too few");
    let failure = nowhere["failure"].as_str().unwrap();
    assert!(failure.contains("cannot read nowhere.yaml"), "{failure}");
    assert_eq!(nowhere["input"]["sha256"], Value::Null);
}

#[test]
fn a_manifest_has_the_same_bytes_however_the_work_is_done_and_wherever_it_lies() {
    let mut versions = Vec::new();
    for (jobs, archive) in [("1", "archive"), ("4", "./archive")] {
        let folder = folder();
        let at = folder.path();
        for number in 0..20 {
            fs::write(
                at.join(format!("archive/{number}.yaml")),
                MOTION.replace("16230", &number.to_string()),
            )
            .unwrap();
        }
        let absolute = at.join(archive).display().to_string();
        for inputs in [archive, &absolute] {
            let output = run(at, &[&["render", inputs], &WORD[2..], &["--jobs", jobs]].concat());
            assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
            versions.push(fs::read_to_string(at.join("out/manifest.json")).unwrap());
        }
        let name = at.file_name().unwrap().to_str().unwrap();
        let last = versions.last().unwrap();
        assert!(!last.contains(name), "{last}");
    }
    assert!(versions.iter().all(|version| *version == versions[0]));
}

#[test]
fn what_is_up_to_date_is_not_made_again() {
    let folder = folder();
    let at = folder.path();
    // Without a manifest this is the first run.
    let (written, said) = again(at, &[]);
    assert_eq!(written, "out/2024/b.en.docx\nout/a.en.docx\n");
    assert!(!said.contains("anew") && !said.contains("up to date"), "{said}");
    let first = fs::read(at.join("out/manifest.json")).unwrap();
    // Times tell nothing.
    fs::write(at.join("archive/a.yaml"), MOTION).unwrap();
    let before = fs::metadata(at.join("out/a.en.docx")).unwrap().modified().unwrap();
    let output = run(at, &[&WORD[..], &["--if-changed"]].concat());
    assert_eq!(stdout(&output), "");
    let said = stderr(&output);
    for part in [
        "archive/a.yaml is up to date",
        "archive/2024/b.yaml is up to date",
        // What was found then is shown, and what has errors counts as before.
        "warning[U503]",
        "--> archive/a.yaml:8:1",
        "archive/c.yaml:9:18",
        "1 of 3 documents not made",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::metadata(at.join("out/a.en.docx")).unwrap().modified().unwrap(), before);
    assert!(fs::read(at.join("out/manifest.json")).unwrap() == first, "the record stays the same");
}

#[test]
fn a_document_of_which_no_file_is_recorded_is_made() {
    let folder = folder();
    let at = folder.path();
    again(at, &[]);
    let manifest = at.join("out/manifest.json");
    let output = &json(&manifest)["documents"][1]["outputs"][0];
    let recorded = format!(
        "{{\"path\":\"a.en.docx\",\"language\":\"en\",\"format\":\"docx\",\"sha256\":{},\"bytes\":{},\"pages\":null}}",
        output["sha256"], output["bytes"]
    );
    edit(manifest, &recorded, "");
    fs::remove_file(at.join("out/a.en.docx")).unwrap();
    assert_eq!(again(at, &[]).0, "out/a.en.docx\n");
}

#[test]
fn what_was_found_is_shown_again_in_the_same_words() {
    let folder = folder();
    let at = folder.path();
    let paragraphs = "      A town  without a library.\n\n".repeat(60);
    let body = "body: A town without a library is a poor town.\n";
    edit(at.join("archive/a.yaml"), body, &format!("body: |\n{paragraphs}"));
    let shown = |said: &str| -> Vec<String> {
        let shown = |line: &&str| ["warning[", "= help:", "… and"].iter().any(|part| line.contains(part));
        let of_a = said.split("\n\n").filter(|part| part.contains("archive/a.yaml") || part.contains("…"));
        of_a.flat_map(str::lines).filter(shown).map(|line| line.trim().to_owned()).collect()
    };
    let first = shown(&again(at, &[]).1);
    assert!(first.contains(&"= help: write one space (`check --fix` does it)".to_owned()), "{first:?}");
    assert_eq!(first.last().unwrap(), "… and 12 more");
    assert_eq!(shown(&again(at, &[]).1), first);
}

#[test]
fn each_thing_that_a_document_is_made_of_makes_it_out_of_date() {
    let folder = folder();
    let at = folder.path();
    again(at, &[]);
    let (a, b) = ("out/a.en.docx\n", "out/2024/b.en.docx\n");
    let both = format!("{b}{a}");
    let rewritten = |said: &str, more: &[&str], expected: &str| {
        let (written, told) = again(at, more);
        assert_eq!(written, expected, "{told}");
        assert!(told.contains(said), "{said} is not in\n{told}");
        assert_eq!(again(at, more).0, "", "once is enough");
    };
    edit(at.join("archive/a.yaml"), "poor town", "sad town");
    rewritten("2024/b.yaml is up to date", &[], a);
    edit(at.join("archive/2024/names.csv"), "Ann", "Eve");
    rewritten("a.yaml is up to date", &[], b);
    fs::remove_file(at.join("out/a.en.docx")).unwrap();
    rewritten("", &[], a);
    let mut bytes = fs::read(at.join("out/a.en.docx")).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(at.join("out/a.en.docx"), bytes).unwrap();
    rewritten("", &[], a);
    rewritten("everything is made anew", &["--deny", "text"], &both);
    rewritten("the options are others", &[], &both);
    // The files of another folder are others, though they have the same bytes.
    rewritten("", &["-o", "out"], "");
    let profile = at.join("profile");
    fs::create_dir_all(&profile).unwrap();
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/theme.toml");
    fs::copy(theme, profile.join("theme.toml")).unwrap();
    rewritten("is up to date", &["--profile", "profile"], "");
    edit(profile.join("theme.toml"), "size = 12", "size = 13");
    rewritten("the profile has changed", &["--profile", "profile"], &both);
    rewritten("the profile has changed", &[], &both);
    let version = format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION"));
    edit(at.join("out/manifest.json"), &version, "\"program\": \"0.0.1\"");
    rewritten("and was of 0.0.1", &[], &both);
}

#[test]
fn a_file_in_another_folder_is_another_file() {
    let folder = folder();
    let at = folder.path();
    let to = |out: &str| {
        let arguments =
            ["render", "archive/a.yaml", "--format", "docx", "--manifest", "m.json", "--if-changed", "-o"];
        stdout(&run(at, &[&arguments[..], &[out]].concat()))
    };
    assert_eq!(to("one"), "one/a.en.docx\n");
    assert_eq!(to("two"), "two/a.en.docx\n");
    assert_eq!(to("./two"), "");
}

#[test]
fn a_manifest_that_is_of_no_use_is_said_and_replaced() {
    let folder = folder();
    let at = folder.path();
    again(at, &[]);
    let path = at.join("out/manifest.json");
    let first = fs::read_to_string(&path).unwrap();
    for (broken, said) in [
        (first[..first.len() / 2].to_owned(), "manifest.json:"),
        (String::new(), "manifest.json:1:0"),
        (first.replacen("\"version\": 1", "\"version\": 2", 1), "has version 2"),
    ] {
        fs::write(&path, broken).unwrap();
        let (written, told) = again(at, &[]);
        assert_eq!(written.lines().count(), 2);
        assert!(told.contains("everything is made anew") && told.contains(said), "{said}: {told}");
        assert_eq!(fs::read_to_string(&path).unwrap(), first);
    }
}

#[test]
fn files_that_are_no_longer_made_are_named() {
    let folder = folder();
    let at = folder.path();
    let (_, said) = again(at, &[]);
    assert!(said.contains("2 files of 2 documents written"), "{said}");
    fs::remove_file(at.join("archive/a.yaml")).unwrap();
    let (written, said) = again(at, &[]);
    assert_eq!(written, "");
    assert!(said.contains("nothing written, 1 document up to date"), "{said}");
    let alone = said.split_once("did not make").expect(&said).1;
    assert!(alone.contains("out/a.en.docx") && !alone.contains("b.en.docx"), "{said}");
    assert!(at.join("out/a.en.docx").exists());
    let (_, said) = again(at, &[]);
    assert!(!said.contains("did not make"), "the manifest has forgotten it: {said}");
    // The same file, made of another input.
    fs::rename(at.join("archive/2024/b.yaml"), at.join("archive/2024/b.yml")).unwrap();
    let (written, said) = again(at, &[]);
    assert_eq!(written, "out/2024/b.en.docx\n");
    assert!(!said.contains("did not make"), "{said}");
    // What has errors now is not made, and its file is there from before.
    edit(at.join("archive/2024/b.yml"), "kind: ", "kind: un");
    let (_, said) = again(at, &[]);
    assert!(said.split_once("did not make").expect(&said).1.contains("out/2024/b.en.docx"), "{said}");
    // Nor what other options leave out.
    fs::write(at.join("archive/a.yaml"), MOTION).unwrap();
    again(at, &[]);
    let manifest = ["--manifest", "out/manifest.json", "--if-changed"];
    let said =
        stderr(&run(at, &[&["render", "archive", "-o", "out", "--format", "pdf"], &manifest[..]].concat()));
    assert!(
        said.split_once("did not make").is_some_and(|(_, alone)| alone.contains("out/a.en.docx")),
        "{said}"
    );
}

/// The folder of the files goes to another disk, and a link stays.
#[cfg(unix)]
#[test]
fn a_file_that_is_made_is_not_named_as_left_where_its_folder_is_a_link() {
    let folder = folder();
    let at = folder.path();
    let render = || {
        let arguments = ["render", "archive/a.yaml", "-o", "out", "--format", "docx"];
        run(at, &[&arguments[..], &["--manifest", "m.json", "--if-changed"]].concat())
    };
    render();
    fs::rename(at.join("out"), at.join("disk")).unwrap();
    std::os::unix::fs::symlink("disk", at.join("out")).unwrap();
    let output = render();
    assert_eq!(stdout(&output), "out/a.en.docx\n");
    assert!(!stderr(&output).contains("did not make"), "{}", stderr(&output));
}

#[test]
fn a_manifest_is_never_taken_for_an_input() {
    let folder = folder();
    let at = folder.path();
    let documents = |manifest: &str| json(at.join(manifest))["documents"].as_array().unwrap().len();
    let arguments = ["render", "archive", "--format", "docx", "--manifest"];
    for manifest in ["archive/manifest.json", "archive/manifest.json", "archive/2024/another.JSON"] {
        let output = run(at, &[&arguments[..], &[manifest]].concat());
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).contains("1 of 3 documents not made"), "{}", stderr(&output));
        assert_eq!(documents(manifest), 3);
    }
    // Nor without a manifest of its own, nor from a pattern or a list.
    fs::write(at.join("list"), "archive/manifest.json\narchive/a.yaml\narchive/2024/another.JSON\n").unwrap();
    for inputs in [&["archive"][..], &["archive/*.*[ln]"], &["--list", "list"]] {
        let output = run(at, &[&["render", "-o", "out"], inputs].concat());
        assert!(!stderr(&output).contains("manifest"), "{}", stderr(&output));
        assert!(at.join("out/a.en.docx").is_file());
        fs::remove_dir_all(at.join("out")).unwrap();
    }
    // One that is named is what somebody meant.
    let output = run(at, &["render", "archive/a.yaml", "archive/manifest.json", "-o", "out"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("archive/manifest.json:1:"), "{}", stderr(&output));
}

#[test]
fn what_is_no_manifest_is_never_replaced_by_one() {
    let folder = folder();
    let at = folder.path();
    let document = r#"{"version": 1, "kind": "motion-for-resolution"}"#;
    fs::write(at.join("archive/d.json"), document).unwrap();
    fs::write(at.join("tasks.json"), r#"{"version": "2.0.0", "program": "mine"}"#).unwrap();
    fs::write(at.join("list.json"), "archive/a.yaml\n").unwrap();
    fs::write(at.join("empty.json"), "").unwrap();
    fs::write(at.join("cut.json"), "{\n \"version\": 7, \"program\": \"9.").unwrap();
    fs::write(at.join("archive/2024/empty.json"), "").unwrap();
    let refused = |inputs: &[&str], manifest: &str, why: &str| {
        let output = run(at, &[&["render", "-o", "out", "--manifest", manifest], inputs].concat());
        assert_eq!(output.status.code(), Some(2), "{manifest}");
        assert!(stderr(&output).contains(why), "{manifest}: {}", stderr(&output));
    };
    refused(&["archive/a.yaml"], "archive/d.json", "archive/d.json is no manifest");
    refused(&["archive/a.yaml"], "tasks.json", "tasks.json is no manifest");
    refused(&["--list", "list.json"], "list.json", "list.json is no manifest");
    refused(&["archive/2024"], "archive/2024/empty.json", "archive/2024/empty.json is an input too");
    refused(&["archive/a.yaml"], "archive/manifest.txt", "ends in .json");
    refused(&["archive/a.yaml"], "archive/d.json/manifest.json", "archive/d.json is a file");
    #[cfg(unix)]
    {
        assert!(std::process::Command::new("mkfifo").arg(at.join("pipe.json")).status().unwrap().success());
        fs::create_dir(at.join("folder.json")).unwrap();
        refused(&["archive/a.yaml"], "pipe.json", "is no file");
        refused(&["archive/a.yaml"], "folder.json", "is no file");
        std::os::unix::fs::symlink("list.json", at.join("link.json")).unwrap();
        refused(&["--list", "list.json"], "link.json", "link.json is no manifest");
    }
    assert_eq!(fs::read_to_string(at.join("archive/d.json")).unwrap(), document);
    assert_eq!(fs::read_to_string(at.join("list.json")).unwrap(), "archive/a.yaml\n");
    assert!(!at.join("out").exists());
    // Nothing is lost with these.
    for manifest in ["empty.json", "cut.json"] {
        let output = run(at, &["render", "archive/a.yaml", "-o", "out", "--manifest", manifest]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    let output = run(at, &["render", "archive/a.yaml", "-o", "out", "--if-changed"]);
    assert!(stderr(&output).contains("--manifest"), "{}", stderr(&output));
}

#[test]
fn a_folder_with_nothing_but_a_manifest_has_no_input() {
    let folder = folder();
    let at = folder.path();
    again(at, &[]);
    let manifest = fs::read(at.join("out/manifest.json")).unwrap();
    for name in ["out/2024", "out/a.en.docx"] {
        let path = at.join(name);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }
    let output = run(at, &["render", "out", "--manifest", "out/manifest.json"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("there is no input file"), "{said}");
    assert!(fs::read(at.join("out/manifest.json")).unwrap() == manifest);
    // A list of none is one that was meant.
    fs::write(at.join("none"), "").unwrap();
    let output = run(at, &["render", "--list", "none", "--manifest", "out/manifest.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("the list names no document"), "{}", stderr(&output));
    assert_eq!(json(at.join("out/manifest.json"))["documents"], serde_json::json!([]));
}
