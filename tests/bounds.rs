//! The bounds of an input: what is at a bound is read, what is beyond it is refused at its place with both numbers.

use undersigned::bounds::*;
use undersigned::{Date, Diagnostics, Document, Format, Profile};

fn input(body: &str, signatories: &[String]) -> String {
    serde_json::json!({
        "kind": "motion-for-resolution", "doc": 1, "date": "2024-09-30",
        "text": { "en": { "title": "A title", "body": body } },
        "signatories": signatories,
    })
    .to_string()
}

fn read(input: &str) -> Result<Document, Diagnostics> {
    Profile::builtin().read("f.json", input.as_bytes(), Format::Json)
}

fn with_body(body: &str) -> Result<Document, Diagnostics> {
    read(&input(body, &["EXAMPLE Ann, Spain, SOC".to_owned()]))
}

/// A surname of its own for each number.
fn surname(number: usize) -> String {
    let letter = |place: u32| char::from(b'A' + u8::try_from(number / 26_usize.pow(place) % 26).unwrap());
    (0..4).map(letter).collect()
}

fn signatories(number: usize) -> Vec<String> {
    (0..number).map(|number| format!("{} Ann, Spain, SOC", surname(number))).collect()
}

/// The one error that there is, by its code: what stands at its place, and what it says.
fn refused(result: Result<Document, Diagnostics>, code: &str) -> (String, String) {
    let faults = result.expect_err("beyond a bound");
    let found: Vec<_> = faults.list().iter().filter(|fault| fault.rule.code == code).collect();
    let [only] = found.as_slice() else { panic!("{faults}") };
    let span = only.labels[0].0;
    let place = faults.sources()[span.source].text[span.range()].to_owned();
    (place, only.message.clone())
}

#[test]
fn twenty_thousand_may_sign_and_not_one_more() {
    assert!(read(&input("A text.", &signatories(MAX_SIGNATORIES))).is_ok());
    let (_, message) = refused(read(&input("A text.", &signatories(MAX_SIGNATORIES + 1))), "U024");
    assert_eq!(message, "the list has 20001 signatories; the most is 20000");
}

#[test]
fn a_list_in_a_file_has_the_same_bounds() {
    let row = |number| format!("{},Ann,Spain,SOC\n", surname(number));
    let list = |rows: usize| -> String { (0..rows).map(row).collect() };
    let read = |rows: &str| {
        let list = format!("surname,given,country,group\n{rows}");
        Profile::builtin().read_list("l.csv", list.as_bytes(), "2024-09-30".parse::<Date>().unwrap())
    };
    // Rows without anything in them are none.
    let empty = ",,,\n".repeat(MAX_SIGNATORIES);
    assert_eq!(read(&format!("{}{empty}{}", list(2), row(2))).unwrap().len(), 3);
    let faults = read(&list(MAX_SIGNATORIES + 7)).unwrap_err();
    assert_eq!(faults.list().len(), 1);
    assert!(
        faults
            .to_string()
            .starts_with("l.csv:20002:1: error[U024]: the list has 20007 signatories; the most is 20000"),
        "{faults}"
    );
    let faults = read(&format!("{},Ann,Spain,SOC\n", "A".repeat(MAX_NAME + 1))).unwrap_err();
    assert!(faults.to_string().contains("error[U022]: `surname` has 151 characters; the most is 150"));
}

#[test]
fn a_body_has_so_many_words_and_characters() {
    let paragraphs = |words: usize| -> String {
        (1..=words).map(|word| if word % 100 == 0 { "end.\n\n" } else { "word " }).collect()
    };
    assert!(with_body(&paragraphs(MAX_WORDS)).is_ok());
    let (place, message) = refused(with_body(&paragraphs(MAX_WORDS + 1)), "U024");
    assert_eq!(message, "`body` has 30001 words; the most is 30000");
    assert!(place.starts_with("\"word word"));
    let (_, message) = refused(with_body(&"longer-words ".repeat(20_000)), "U022");
    assert_eq!(message, "`body` has 260000 characters; the most is 250000");
}

#[test]
fn a_paragraph_is_as_long_as_it_prints() {
    let sentence = "Twenty characters.  ";
    let whole = sentence.repeat(MAX_PARAGRAPH / sentence.len());
    assert!(with_body(&format!("Short.\n\n{whole}\n\n{whole}")).is_ok());
    // Neither the ends of lines nor the items of a list make one paragraph of several.
    assert!(with_body(&format!("{whole}\r\n\r\n{whole}")).is_ok());
    assert!(with_body(&format!("- {whole}\n- {whole}")).is_ok());
    for before in ["", "- ", "1. x\n\n   - ", "A[^1].\n\n[^1]: "] {
        let (place, message) = refused(with_body(&format!("Short.\n\n{before}{whole}Beyond.")), "U022");
        assert_eq!(message, "a paragraph has 20007 characters; the most is 20000");
        assert!(place.contains("Twenty"), "{place}");
    }
}

#[test]
fn a_body_has_so_many_paragraphs_items_and_notes() {
    let all = |number: usize| -> String { (1..=number).map(|number| format!("P{number}.\n\n")).collect() };
    assert!(with_body(&all(MAX_PARAGRAPHS)).is_ok());
    let (place, message) = refused(with_body(&all(MAX_PARAGRAPHS + 2)), "U024");
    assert_eq!(
        (place.as_str(), message.as_str()),
        ("P4001.", "`body` has 4002 paragraphs and items; the most is 4000")
    );
    let lists =
        format!("{}\ntext\n\n{}text\n\n", "- tight\n".repeat(400), "* loose\n\n".repeat(400)).repeat(5);
    let (_, message) = refused(with_body(&lists), "U024");
    assert_eq!(message, "`body` has 4010 paragraphs and items; the most is 4000");

    let items =
        |number: usize| -> String { (1..=number).map(|number| format!("{number}. item\n")).collect() };
    assert!(with_body(&format!("{}\ntext\n\n{}", items(MAX_ITEMS), items(MAX_ITEMS))).is_ok());
    let (place, message) = refused(with_body(&items(MAX_ITEMS + 2)), "U024");
    assert_eq!((place.as_str(), message.as_str()), ("501. item", "a list has 502 items; the most is 500"));
    let (_, message) = refused(with_body(&"- item\n  1. inner\n".repeat(251)), "U024");
    assert_eq!(message, "a list has 502 items; the most is 500");

    let notes = |number: usize| -> String {
        let marks: String = (1..=number).map(|note| format!("word[^{note}] ")).collect();
        let notes: String = (1..=number).map(|note| format!("[^{note}]: Note {note}.\n\n")).collect();
        format!("{marks}\n\n{notes}")
    };
    assert!(with_body(&notes(MAX_NOTES)).is_ok());
    let (place, message) = refused(with_body(&notes(MAX_NOTES + 1)), "U024");
    assert_eq!(
        (place.as_str(), message.as_str()),
        ("[^501]: Note 501.", "`body` has 501 notes; the most is 500")
    );
}

#[test]
fn every_notation_has_so_many_values_and_levels() {
    let values = "1,".repeat(MAX_VALUES) + "1";
    let deep = format!("{}{}", "[".repeat(MAX_DEPTH + 2), "]".repeat(MAX_DEPTH + 2));
    for (format, values, deep) in [
        (Format::Json, format!("[{values}]"), deep.clone()),
        (Format::Toml, format!("kind = [{values}]"), format!("kind = {deep}")),
        (Format::Yaml, format!("[{values}]"), deep.clone()),
    ] {
        for (input, said) in [(values, "330000"), (deep, "deep")] {
            let faults = Profile::builtin().read("f", input.as_bytes(), format).unwrap_err();
            assert_eq!(faults.list().len(), 1, "{faults}");
            let only = &faults.list()[0];
            assert_eq!(only.rule.code, "U003", "{format:?}: {}", only.message);
            assert!(only.message.contains(said) || format == Format::Yaml, "{format:?}: {}", only.message);
        }
    }
}

#[test]
fn after_a_thousand_faults_the_rest_is_not_read() {
    let many = MAX_FAULTS + 500;
    let misspelt: Vec<String> =
        (0..many).map(|number| format!("{} Ann, Spian, SOC", surname(number))).collect();
    let list: String = (0..many).map(|number| format!("{},Ann,Spian,SOC\n", surname(number))).collect();
    let list = format!("surname,given,country,group\n{list}");
    let date = "2024-09-30".parse::<Date>().unwrap();
    let keys: String = (0..many).map(|number| format!("{}: 1\n", surname(number))).collect();
    for (faults, rule) in [
        (read(&input("A text.", &misspelt)).unwrap_err(), "U201"),
        (Profile::builtin().read_list("l.csv", list.as_bytes(), date).unwrap_err(), "U201"),
        (Profile::builtin().read("f", keys.as_bytes(), Format::Yaml).unwrap_err(), "U011"),
        (with_body(&"`code` ".repeat(many)).unwrap_err(), "U101"),
        (with_body(&"[^x] ".repeat(many)).unwrap_err(), "U105"),
    ] {
        let count = |code: &str| faults.list().iter().filter(|fault| fault.rule.code == code).count();
        assert_eq!((count(rule), count("U006")), (MAX_FAULTS, 1), "{rule}");
    }
    // What is left unread is no reason to take the rest for sound.
    assert!(faults_of_all(&misspelt).contains("more than 1000 faults: what comes from here on is not read"));
}

fn faults_of_all(signatories: &[String]) -> String {
    read(&input("A text.", signatories)).unwrap_err().to_string()
}

#[test]
fn columns_are_counted_in_a_line_of_any_length() {
    // One line, with letters of one, two and three bytes before the place.
    for filler in ["x", "é", "€"] {
        let input = format!("{{\"$schema\": \"{}\", \"kind\": 5}}", filler.repeat(5_000));
        let faults = read(&input).unwrap_err();
        let (line, column) = faults.position(0, input.find('5').unwrap());
        assert_eq!((line, column), (1, 5_000 + "{\"$schema\": \"\", \"kind\": 5".len()));
    }
}
