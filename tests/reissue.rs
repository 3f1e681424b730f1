//! The next edition: the same file with a new date, a new number and more names, and nothing else changed.

use undersigned::{Document, Encoding, Format, NextEdition, Profile};
use undersigned_tests::data;

const MORE: &str = "surname,given,honorific,country,group\nAABY,Ole,,Norway,SOC\nDAEMS,Rik,,Belgium,ALDE\n\
                    O'NEILL,Ann,Ms,Ireland,EPP/CD\n";

fn read(profile: &Profile, name: &str, input: &[u8], list: Option<&[u8]>) -> Document {
    let format = Format::from_extension(name.rsplit('.').next().unwrap()).unwrap();
    let load = |_: &str| list.map(<[u8]>::to_vec).ok_or_else(|| "there is none".to_owned());
    profile.read_with_list(name, input, format, load).unwrap_or_else(|faults| panic!("{faults}"))
}

fn reissue(profile: &Profile, document: &Document, date: &str, more: &str) -> Result<NextEdition, String> {
    let date = date.parse().unwrap();
    let additions =
        profile.read_list("more.csv", more.as_bytes(), date).unwrap_or_else(|faults| panic!("{faults}"));
    profile.reissue(document, date, &additions).map_err(|faults| faults.to_string())
}

fn text(next: &NextEdition) -> String {
    String::from_utf8(next.input.clone()).unwrap()
}

#[test]
fn a_yaml_file_keeps_its_comments_and_its_form() {
    let profile = Profile::builtin();
    let input = data("broken/frame.yaml")
        .replace("date: 2025-08-19", "date: '2025-08-19'   # the day")
        .replace("  - ZORN Ute, Austria, NR\n", "  - ZORN Ute, Austria, NR  # the last one\n# the end");
    let document = read(&profile, "f.yaml", input.as_bytes(), None);
    let next = reissue(&profile, &document, "2025-10-03", MORE).unwrap();
    let expected = input
        .replace(
            "date: '2025-08-19'   # the day",
            "date: '2025-10-03'   # the day\nedition:\n  number: 2\n  originally-tabled: 2025-08-19",
        )
        .replace(
            "# the last one\n",
            "# the last one\n  - AABY Ole, Norway, SOC\n  - { surname: \"O'NEILL\", given: \"Ann\", honorific: \"Ms\", \
             country: \"Ireland\", group: \"EPP/CD\" }\n",
        );
    assert_eq!(text(&next), expected);
    assert_eq!(next.number, 2);
    assert_eq!(next.added, ["AABY Ole, Norway, SOC", "O'NEILL Ann, Ireland, EPP/CD"]);
    assert_eq!(next.already, ["DAEMS Rik, Belgium, ALDE"]);

    // And once more: the number rises, the first day stays.
    let document = read(&profile, "f.yaml", &next.input, None);
    let third =
        reissue(&profile, &document, "2025-11-03", "surname,country,group\nXENAKIS,Greece,SOC\n").unwrap();
    let third = text(&third);
    assert!(third.contains(
        "date: '2025-11-03'   # the day\nedition:\n  number: 3\n  originally-tabled: 2025-08-19\n"
    ));
    assert!(third.contains("group: \"EPP/CD\" }\n  - { surname: \"XENAKIS\", country: \"Greece\", group: \"SOC\" }\n# the end"), "{third}");
}

#[test]
fn flow_and_other_notations_are_changed_in_place_too() {
    let profile = Profile::builtin();
    let declaration = |text: String| {
        text.replace("motion-for-resolution", "written-declaration")
            .replace("\"doc\": 16230", "\"number\": 9, \"doc\": 16230")
            .replace("doc = 16230", "doc = 16230\nnumber = 9")
    };
    let flow = "{kind: written-declaration, doc: 1, number: 2, date: 2025-01-10, text: {en: {title: T, body: B}},\n \
                signatories: [\"A-A Ann, Spain, SOC\", 'B-B Ben, France, SOC']} # so\n";
    let ends_in_mapping =
        flow.replace("'B-B Ben, France, SOC'", "{surname: B-B, given: Ben, country: France, group: SOC}");
    let json = declaration(data("broken/frame.json"));
    let toml = declaration(data("broken/frame.toml"));
    let array = "kind = 'written-declaration'\ndoc = 1\nnumber = 2\ndate = 2025-01-10\nsignatories = [\n  'A-A Ann, Spain, SOC', \
                 # first\n  'B-B Ben, France, SOC',\n]\n[text.en]\ntitle = 'T'\nbody = 'B'\n";
    for (name, input) in [
        ("f.yaml", flow),
        ("h.yaml", &ends_in_mapping),
        ("f.json", &json),
        ("f.toml", &toml),
        ("g.toml", array),
    ] {
        let document = read(&profile, name, input.as_bytes(), None);
        let next = reissue(&profile, &document, "2025-10-03", MORE)
            .unwrap_or_else(|faults| panic!("{name}: {faults}"));
        let new = text(&next);
        let again = read(&profile, name, &next.input, None);
        assert_eq!(again.signatories().len(), document.signatories().len() + next.added.len(), "{name}");
        // Taking away what is new gives the old file.
        let mut lines: Vec<&str> = new.lines().collect();
        let old: Vec<&str> = input.lines().collect();
        lines.retain(|line| old.contains(line));
        assert!(lines.len() + 4 >= old.len(), "{new}");
    }
}

#[test]
fn line_ends_and_encoding_stay() {
    let profile = Profile::builtin();
    let input = Encoding::Utf8WithMark.encode(&data("broken/frame.yaml").replace('\n', "\r\n"));
    let document = read(&profile, "f.yaml", &input, None);
    let next = reissue(&profile, &document, "2025-10-03", MORE).unwrap();
    assert!(next.input.starts_with(b"\xef\xbb\xbfkind"));
    let text = text(&next);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains("\r\nedition:\r\n  number: 2\r\n"));
}

#[test]
fn a_list_in_a_file_of_its_own_gets_a_file_of_its_own() {
    let profile = Profile::builtin();
    let list = data("broken/names.csv").replace(',', ";").replace("surname;given", "surname;honorific;given");
    let mut rows = list.lines();
    let list: String = rows
        .next()
        .map(|head| format!("{head}\n"))
        .into_iter()
        .chain(rows.map(|row| format!("{}\n", row.replacen(';', ";;", 1))))
        .collect();
    let document = read(&profile, "f.yaml", data("broken/listed.yaml").as_bytes(), Some(list.as_bytes()));
    let next = reissue(&profile, &document, "2025-10-03", MORE).unwrap();
    let (name, bytes) = next.list.as_ref().unwrap();
    assert_eq!(name, "names-edition-2.csv");
    let expected = format!("{list}AABY;;Ole;Norway;SOC\nO'NEILL;Ms;Ann;Ireland;EPP/CD\n");
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), expected);
    assert!(text(&next).contains("signatories: names-edition-2.csv"));
}

#[test]
fn what_may_not_be_re_issued_is_refused_with_the_reason() {
    let profile = Profile::builtin();
    let motion = read(&profile, "f.json", data("broken/frame.json").as_bytes(), None);
    let refused = reissue(&profile, &motion, "2025-10-03", MORE).unwrap_err();
    assert!(refused.contains("no signature may be added to a motion-for-resolution"), "{refused}");
    assert!(refused.contains("Rule 25"), "{refused}");
    let declaration = read(&profile, "f.yaml", data("broken/frame.yaml").as_bytes(), None);
    let refused = reissue(&profile, &declaration, "2025-08-19", MORE).unwrap_err();
    assert!(refused.contains("is not later than the last one"), "{refused}");
    let refused =
        reissue(&profile, &declaration, "2025-08-20", "surname,given,country\nDAEMS,Rik,BE\n").unwrap_err();
    assert!(refused.contains("has signed already"), "{refused}");
}

#[test]
fn what_cannot_be_changed_in_place_is_left_alone() {
    let profile = Profile::builtin();
    // The date stands behind an alias: changed there, it would change elsewhere too.
    let input = "kind: written-declaration\ndoc: 1\nnumber: 2\ndate: &d 2025-01-10\nedition: {number: 2, \
                 originally-tabled: 2024-01-10}\ntext: {en: {title: *d, body: B}}\nsignatories: [\"A-A Ann, Spain, SOC\"]\n";
    let document = read(&profile, "f.yaml", input.as_bytes(), None);
    let refused = reissue(&profile, &document, "2025-10-03", MORE).unwrap_err();
    assert!(refused.contains("cannot be changed in place"), "{refused}");
}
