//! Certain mends leave none of their findings, and all other bytes as they were.

use undersigned::{Diagnostics, Encoding, Format, Profile, Severity};
use undersigned_tests::{check, data};

/// Mends a file until nothing can be mended, as `check --fix` does.
fn mended(profile: &Profile, name: &str, input: &[u8]) -> (Vec<u8>, Diagnostics) {
    let mut bytes = input.to_vec();
    for _ in 0..10 {
        let found = check(profile, name, &bytes);
        match found.fixed().into_iter().next() {
            Some(fixed) => bytes = fixed.bytes,
            None => return (bytes, found),
        }
    }
    panic!("the mends do not end");
}

/// The frame with some of its text replaced, each old text there once.
fn frame(name: &str, changes: &[(&str, &str)]) -> String {
    let mut text = data(&format!("broken/{name}"));
    for (old, new) in changes {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    text
}

#[test]
fn everything_that_is_certain_is_mended_and_nothing_else_is_touched() {
    let profile = Profile::builtin();
    for (name, change) in [
        ("frame.yaml", ("kind: written-declaration", "Kind: Written_Declaration   # a comment")),
        ("frame.yaml", ("date: 2025-08-19", "DATE: '19 August 2025'")),
        ("frame.yaml", ("date: 2025-08-19", "date: 2025-8-19")),
        ("frame.yaml", ("date: 2025-08-19", "date: 19 août 2025")),
        ("frame.yaml", ("title: A title", "title: A title.")),
        ("frame.yaml", ("title: A title", "title: 'A  title.'  # as tabled")),
        ("frame.yaml", ("Another one.", "Another   *two* and  three.")),
        ("frame.yaml", ("Another one.", "Another declaration No.\n      638, and No.\r\n      639.")),
        ("frame.yaml", ("HUNKO Andrej, Germany, UEL", "HUNKO Andrej, Germany, GUE")),
        ("frame.json", ("\"title\": \"A title\"", "\"Title\": \"A  \\u0041 title.\"")),
        ("frame.toml", ("title = \"A title\"", "title = '''A  title.''' # so")),
    ] {
        let input = frame(name, &[change]);
        let (bytes, found) = mended(&profile, name, input.as_bytes());
        assert!(found.severity() < Some(Severity::Warning), "{input}\n{found}");
        let text = String::from_utf8(bytes).unwrap();
        // What is not mended stands there as before: the lines that were not changed, and the comments.
        let (before, _) = input.split_once(change.1).unwrap();
        assert!(text.starts_with(before), "{text}");
        let (_, after) = input.split_once(change.1).unwrap();
        assert!(text.ends_with(after), "{text}");
        for comment in ["# a comment", "  # as tabled", " # so"] {
            assert_eq!(change.1.contains(comment), text.contains(comment), "{text}");
        }
    }
}

#[test]
fn a_mend_writes_just_what_it_says() {
    let profile = Profile::builtin();
    let changes = [
        ("kind: written-declaration", "Kind: Written Declaration # k"),
        ("date: 2025-08-19", "date: \"1er août 2025\""),
        ("tabled", "tabled"),
        ("title: A title", "title: \"A  title.\""),
        ("Another one.", "See declaration No.\n      638,  and\u{a0} more."),
        ("HUNKO Andrej, Germany, UEL", "HUNKO Andrej, Germany, GUE"),
    ];
    let changes: Vec<_> = changes.into_iter().filter(|(old, _)| *old != "tabled").collect();
    let (bytes, found) = mended(&profile, "frame.yaml", frame("frame.yaml", &changes).as_bytes());
    let expected = frame(
        "frame.yaml",
        &[
            ("kind: written-declaration", "kind: written-declaration # k"),
            ("date: 2025-08-19", "date: \"2025-08-01\""),
            ("title: A title", "title: \"A title\""),
            ("Another one.", "See declaration No. 638, and\u{a0} more."),
        ],
    );
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    assert!(found.severity() < Some(Severity::Warning), "{found}");
}

#[test]
fn what_may_mean_two_things_is_left_to_the_writer() {
    let profile = Profile::builtin();
    for change in [
        ("date: 2025-08-19", "date: 08/09/2025"),
        ("kind: written-declaration", "kind: declaration"),
        ("title: A title", "tittle: A title"),
        ("title: A title", "title: Made in the U.S."),
        ("title: A title", "title: It's “quoted”"),
        ("Germany", "Germani"),
    ] {
        let input = frame("frame.yaml", &[change]);
        let (bytes, _) = mended(&profile, "frame.yaml", input.as_bytes());
        assert_eq!(String::from_utf8(bytes).unwrap(), input);
    }
}

#[test]
fn byte_order_mark_and_line_ends_stay() {
    let profile = Profile::builtin();
    let sound = data("broken/frame.yaml").replace('\n', "\r\n");
    for encoding in [Encoding::Utf8, Encoding::Utf8WithMark, Encoding::Utf16Le, Encoding::Utf16Be] {
        let broken = encoding.encode(&sound.replace("A title", "A  title."));
        let (bytes, _) = mended(&profile, "frame.yaml", &broken);
        assert!(bytes == encoding.encode(&sound), "{encoding:?}");
    }
}

/// What the frame with some of its text replaced becomes.
fn mended_frame(name: &str, change: (&str, &str)) -> (String, String) {
    let input = frame(name, &[change]);
    let (bytes, _) = mended(&Profile::builtin(), name, input.as_bytes());
    (input, String::from_utf8(bytes).unwrap())
}

#[test]
fn quotation_marks_stay_round_what_is_mended() {
    for (name, old, broken) in [
        (
            "frame.toml",
            "group = \"UEL\"\n\n[[signatories]]\nsurname = \"DAEMS\"",
            "group = \"GUE\"\n\n[[signatories]]\nsurname = \"DAEMS\"",
        ),
        ("frame.json", "HUNKO Andrej, Germany, UEL", "HUNKO Andrej, Germany, GUE"),
        (
            "frame.yaml",
            "- HUNKO Andrej, Germany, UEL",
            "- {surname: HUNKO, given: Andrej, country: DE, group: 'GUE'}",
        ),
    ] {
        let (input, text) = mended_frame(name, (old, broken));
        assert_eq!(text, input.replace("GUE", "UEL"), "{name}");
    }
}

#[test]
fn what_stands_among_escapes_marks_or_aliases_is_not_mended() {
    for (name, old, broken) in [
        ("frame.json", "One paragraph.", "La d\\u00e9claration n\\u00b0\\n638"),
        ("frame.json", "A title", "A title\\u002e"),
        ("frame.yaml", "A title", "\"A title\\x2e\""),
        ("frame.yaml", "Another one.", "See *No.*\n      638."),
        ("frame.yaml", "date: 2025-08-19", "x: &d 19 August 2025\ndate: *d"),
        ("frame.toml", "[text.en]", "[Text.en]"),
        ("frame.yaml", "date: 2025-08-19", "date: 2025/9/8"),
        ("frame.yaml", "date: 2025-08-19", "date: -2025-8-19"),
        ("frame.yaml", "A title", "Libraries, schools, etc."),
        ("frame.yaml", "A title", "."),
    ] {
        let (input, text) = mended_frame(name, (old, broken));
        assert_eq!(text, input, "{broken}");
    }
}

#[test]
fn a_body_that_begins_with_a_quotation_mark_is_mended_at_its_place() {
    let (input, text) = mended_frame("frame.yaml", ("One paragraph.", "\"One\"  paragraph \"here\""));
    assert_eq!(text, input.replace("\"  paragraph", "\" paragraph"));
}

#[test]
fn a_list_in_a_file_of_its_own_may_serve_other_documents_and_is_left_alone() {
    let profile = Profile::builtin();
    let list = data("broken/names.csv").replacen("UEL", "GUE", 1);
    let input = data("broken/listed.yaml");
    let document = profile
        .read_with_list("listed.yaml", input.as_bytes(), Format::Yaml, |_| Ok(list.clone().into_bytes()))
        .unwrap_or_else(|faults| panic!("{faults}"));
    let found = profile.check(&document, &[]);
    assert!(found.list().iter().any(|finding| finding.rule.code == "U213"), "{found}");
    assert!(found.fixed().is_empty());
}
