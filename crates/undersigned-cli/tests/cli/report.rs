//! Each form in which findings are shown, as it is stored under `snapshots/`. A new one fails the run until a person has
//! read and accepted it (`cargo insta review`, or the file `.snap.new` renamed).

use std::fs;

use crate::process::run;

/// Faults of every weight, with one place and with two, with mends and without, in the input and in a list.
const INPUT: &str = "\
kind: written-declaration
doc: 16229
number: 818
date: 2024-08-19
tabled-in: en
text:
  en:
    title: A title.
    body: |
      In 2023,  some 300 people met. They cited declaration No. 900.
  fr:
    title: Un titre
    body: |
      En 2023, quelque 400 personnes se sont réunies. Elles ont cité la déclaration n° 900.
signatories: names.csv
";

const LIST: &str = "surname,given,country,group\nCASTEL,Laura,Spian,UEL\nHUNKO,Andrej,Germany,GUE\n";

/// What `check` prints with these arguments, and its exit code.
fn check(arguments: &[&str], input: &str, list: &str) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("declaration.yaml"), input).unwrap();
    fs::write(folder.path().join("names.csv"), list).unwrap();
    let output = run(folder.path(), &[&["check", "declaration.yaml"], arguments].concat());
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn human() {
    let (shown, code) = check(&[], INPUT, LIST);
    insta::assert_snapshot!(shown);
    assert_eq!(code, Some(1));
}

#[test]
fn short() {
    insta::assert_snapshot!(check(&["--output", "short"], INPUT, LIST).0);
}

#[test]
fn json() {
    let (shown, _) = check(&["--output", "json"], INPUT, LIST);
    insta::assert_snapshot!(shown);
    let document: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(document["version"], 1);
}

#[test]
fn github() {
    insta::assert_snapshot!(check(&["--output", "github"], INPUT, LIST).0);
}

#[test]
fn sarif() {
    let (shown, _) = check(&["--output", "sarif"], INPUT, LIST);
    let mut document: serde_json::Value = serde_json::from_str(&shown).unwrap();
    // The rules are documented elsewhere, and would make the snapshot stale with every word.
    let rules = document["runs"][0]["tool"]["driver"]["rules"].take();
    assert!(rules.as_array().unwrap().len() > 60);
    for result in document["runs"][0]["results"].as_array_mut().unwrap() {
        let index = result.as_object_mut().unwrap().remove("ruleIndex").unwrap();
        let index = usize::try_from(index.as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).unwrap());
}

#[test]
fn nothing_found_is_said_to_people_alone() {
    let sound = "kind: motion-for-resolution\ndoc: 1\ndate: 1999-09-30\ntext: {en: {title: T, body: B, disclaimer: ''}}\n\
                 signatories: ['A-B Ann, Spain, SOC']\n";
    let (shown, code) = check(&["--output", "short", "--deny", "warnings"], sound, LIST);
    assert!(shown.lines().all(|line| line.contains("info[U501]")), "{shown}");
    assert_eq!(code, Some(0));
}
