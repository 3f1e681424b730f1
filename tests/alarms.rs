//! No false alarm: published lists and the examples give no error, and warnings only where the Rules of Procedure are
//! not kept.

use undersigned::{Area, Diagnostics, Profile, Severity};
use undersigned_tests::{LISTS, check, data, example, example_files, published};

/// The warnings by code; an error fails the test.
fn warnings(found: &Diagnostics) -> Vec<&'static str> {
    assert!(found.severity() < Some(Severity::Error), "{found}");
    let warnings = found.list().iter().filter(|finding| finding.severity == Severity::Warning);
    warnings.map(|finding| finding.rule.code).collect()
}

#[test]
fn nine_published_lists_give_no_error_and_no_warning() {
    let profile = Profile::builtin();
    for name in LISTS {
        let list = published(name);
        let input = list.input(&list.rows.iter().collect::<Vec<_>>());
        let found = check(&profile, "list.json", input.as_bytes());
        // The thresholds of these years are not known, but for the twenty signatures from 2009 on.
        let expected: &[&str] = &[];
        assert_eq!(warnings(&found), expected, "{name}: {found}");
        let by_itself = profile.read_list(
            name,
            data(&format!("lists/{name}.tsv")).as_bytes(),
            list.date.parse().unwrap(),
        );
        let printed =
            profile.print_list(&by_itself.unwrap_or_else(|f| panic!("{f}")), list.language).unwrap();
        assert_eq!(printed.entries.len(), list.rows.len(), "{name}");
    }
}

#[test]
fn the_seed_is_warned_of_its_221_words_and_of_nothing_else() {
    let profile = Profile::builtin();
    let found = profile.check(&example(&profile, "doc-16229.yaml"), &[]);
    assert_eq!(warnings(&found), ["U502"], "{found}");
    let words = found.list().iter().find(|finding| finding.rule.code == "U502").unwrap();
    assert!(
        words.message.starts_with("the text has 221 words, 215 without its lead-in; "),
        "{}",
        words.message
    );
    // The counts are always shown: signatures, delegations and groups as they stand in the published document.
    let counts = found.list().iter().find(|finding| finding.rule.code == "U501").unwrap();
    assert_eq!(
        counts.message,
        "221 words (at most 200), 20 signatures (at least 20), 14 national delegations (at least 4), \
         3 political groups (at least 2)"
    );
}

#[test]
fn the_examples_give_no_error_and_warnings_of_procedure_alone() {
    let profile = Profile::builtin();
    for name in example_files() {
        let found = profile.check(&example(&profile, &name), &[]);
        warnings(&found);
        for finding in found.list().iter().filter(|finding| finding.severity > Severity::Info) {
            assert_eq!(finding.rule.area, Area::Procedure, "{name}: {finding:?}");
        }
    }
}

#[test]
fn where_no_threshold_is_known_that_is_said() {
    let list = published("12232-EN");
    let few: Vec<&Vec<String>> = list.rows.iter().take(1).collect();
    let found = check(&Profile::builtin(), "list.json", list.input(&few).replace("2010", "2005").as_bytes());
    assert!(warnings(&found).is_empty(), "{found}");
    let counts = found.list().iter().find(|finding| finding.rule.code == "U501").unwrap();
    assert!(counts.message.contains("1 signature (threshold unknown)"), "{}", counts.message);
    assert!(counts.help.as_ref().unwrap().contains("no threshold of 2005-04-29 is known"), "{counts:?}");
}

#[test]
fn observers_and_members_of_no_group_are_counted_as_the_rules_say() {
    let entries = |lines: &[&str]| {
        let list: String = lines.iter().map(|line| format!("  - {line}\n")).collect();
        format!(
            "kind: written-declaration\ndoc: 1\nnumber: 1\ndate: 2025-01-10\ntext:\n  en: {{title: T, body: B}}\n\
             signatories:\n{list}"
        )
    };
    // NR is no political group; Canada sends observers, who count for nothing.
    let input =
        entries(&["A-A Ann, Spain, NR", "B-B Ben, France, SOC", "C-C Cy, Canada", "D-D Di, Spain, SOC"]);
    let found = check(&Profile::builtin(), "f.yaml", input.as_bytes());
    let counts = found.list().iter().find(|finding| finding.rule.code == "U501").unwrap();
    assert!(
        counts.message.ends_with(
            "3 signatures (at least 20), 2 national delegations (at least 4), 1 political group (at least 2)"
        ),
        "{}",
        counts.message
    );
    assert_eq!(warnings(&found), ["U503", "U504", "U505"]);
}
