//! The bounds of an input: what is at a bound is read, what is beyond it is refused by a finding that names the bound.

use undersigned::bounds::*;
use undersigned::{Date, Diagnostics, Document, Format, Profile, Severity};

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

/// Reads a document in which the first of these texts is replaced by the second.
fn changed(part: &str, by: &str) -> Result<Document, Diagnostics> {
    let input = input("A text.", &["EXAMPLE Ann, Spain, SOC".to_owned()]);
    assert!(input.contains(part), "{input}");
    read(&input.replacen(part, by, 1))
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

/// All errors that there are, each by its code and with what it says.
fn errors<T>(result: Result<T, Diagnostics>) -> Vec<(&'static str, String)> {
    let Err(faults) = result else { return Vec::new() };
    let errors = faults.list().iter().filter(|fault| fault.severity == Severity::Error);
    errors.map(|fault| (fault.rule.code, fault.message.clone())).collect()
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

/// What is at a bound is read, and what is one beyond is refused.
fn bound(most: usize, code: &str, refusal: &str, read: impl Fn(usize) -> Result<Document, Diagnostics>) {
    assert!(read(most).is_ok(), "{refusal}: {most}");
    assert_eq!(refused(read(most + 1), code).1, refusal);
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
    assert!(read(&format!("{},Ann,Spain,SOC\n", "A".repeat(MAX_NAME))).is_ok());
}

#[test]
fn a_file_has_so_many_bytes() {
    let input = input("A text.", &signatories(1));
    bound(MAX_BYTES, "U003", "the file has 4194305 bytes, more than any document (4194304)", |bytes| {
        read(&format!("{input}{}", " ".repeat(bytes - input.len())))
    });
}

#[test]
fn a_number_has_so_many_figures() {
    let kind = "\"kind\":\"motion-for-resolution\"";
    let declaration = "\"kind\":\"written-declaration\",\"number\":";
    bound(MAX_DOC as usize, "U016", "`doc` is a whole number from 1 to 999999, not `1000000`", |number| {
        changed("\"doc\":1", &format!("\"doc\":{number}"))
    });
    bound(
        MAX_DECLARATION as usize,
        "U016",
        "`number` is a whole number from 1 to 99999, not `100000`",
        |number| changed(kind, &format!("{declaration}{number}")),
    );
    bound(MAX_EDITION as usize, "U016", "`number` is a whole number from 2 to 99, not `100`", |number| {
        let edition = format!("\"edition\":{{\"number\":{number},\"originally-tabled\":\"2024-06-24\"}}");
        changed(kind, &format!("{declaration}1,{edition}"))
    });
}

#[test]
fn a_line_a_title_and_a_wording_have_so_many_characters() {
    bound(2 * MAX_NAME, "U022", "`signatories` has 301 characters; the most is 300", |length| {
        changed("Ann", &"n".repeat(length - "EXAMPLE , Spain, SOC".len()))
    });
    let words =
        |length: usize| "some words".chars().cycle().take(length - 1).chain(['.']).collect::<String>();
    bound(MAX_TITLE, "U022", "`title` has 501 characters; the most is 500", |length| {
        changed("A title", &words(length))
    });
    let disclaimer = |text: &str| changed("\"title\":", &format!("\"disclaimer\":\"{text}\",\"title\":"));
    let refusal = "`disclaimer` has 2001 characters; the most is 2000";
    bound(MAX_WORDING, "U022", refusal, |length| disclaimer(&words(length)));
    // What is beyond a bound is not looked at: no face has this letter.
    let lacking = "\u{0f40}".repeat(MAX_WORDING + 1);
    assert_eq!(errors(disclaimer(&lacking)), [("U022", refusal.to_owned())]);
}

#[test]
fn a_word_has_so_many_characters() {
    let refusal = "there is a word of more than 1000 characters, which fits no line";
    bound(MAX_WORD, "U023", refusal, |length| with_body(&format!("A {} text.", "x".repeat(length))));
}

#[test]
fn a_translation_is_one_of_so_many_units() {
    bound(MAX_UNITS, "U024", "`translated-from` has 4004 words; the most is 4003", |units| {
        let from = "0123abcd ".repeat(units);
        changed("\"title\":", &format!("\"translated-from\":\"{from}\",\"title\":"))
    });
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
    let whole = format!("{}\n\n", "x".repeat(498)).repeat(MAX_BODY / 500);
    assert!(with_body(&whole).is_ok());
    let (_, message) = refused(with_body(&format!("{whole}x")), "U022");
    assert_eq!(message, "`body` has 250001 characters; the most is 250000");
}

#[test]
fn a_paragraph_has_so_many_characters_without_the_ends_of_its_lines() {
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
fn what_is_no_paragraph_is_not_measured_as_one() {
    let sentence = "Twenty characters.  ";
    let row = format!("| {} | {sentence} |\n", sentence.repeat(2));
    let long = sentence.repeat(2 * MAX_PARAGRAPH / sentence.len());
    for (body, refusal) in [
        (format!("| a | b |\n| - | - |\n{}", row.repeat(600)), "a table has no place in the body"),
        (format!("# {long}"), "a heading has no place in the body"),
        (format!("```\n{long}\n```"), "a block of code has no place in the body"),
    ] {
        let errors = errors(with_body(&format!("Before.\n\n{body}\n\nBehind.")));
        assert_eq!(errors, [("U101", refusal.to_owned())]);
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
    // The list is a value itself; in TOML a key stands before it, and a table holds both.
    let values = |number: usize| format!("[{}1]", "1,".repeat(number - 2));
    let levels = |number: usize| format!("{}1{}", "[".repeat(number), "]".repeat(number));
    let in_toml = |list: String| format!("kind = {list}");
    let most = "the file has 330001 keys and values; the most is 330000";
    let in_yaml = "the file has more than 330000 keys and values";
    let deep = "values are nested more than 32 deep";
    let read = |input: &str, format| errors(Profile::builtin().read("f", input.as_bytes(), format));
    for (format, at_bound, beyond, refusal) in [
        (Format::Json, values(MAX_VALUES), values(MAX_VALUES + 1), most),
        (Format::Toml, in_toml(values(MAX_VALUES - 2)), in_toml(values(MAX_VALUES - 1)), most),
        (Format::Yaml, values(MAX_VALUES), values(MAX_VALUES + 1), in_yaml),
        (Format::Json, levels(MAX_DEPTH), levels(MAX_DEPTH + 1), deep),
        (Format::Toml, in_toml(levels(MAX_DEPTH - 1)), in_toml(levels(MAX_DEPTH)), deep),
        (Format::Yaml, levels(MAX_DEPTH), levels(MAX_DEPTH + 1), deep),
    ] {
        assert!(read(&at_bound, format).iter().all(|(code, _)| *code != "U003"), "{format:?}: {refusal}");
        assert_eq!(read(&beyond, format), [("U003", refusal.to_owned())], "{format:?}");
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
    let keys = format!("{keys}kind: motion-for-resolution\n");
    let code = "`code` ".repeat(many);
    let french = "\"A title\"},\"fr\":{\"title\":\"Un titre\",\"body\":\"Un texte.\"";
    let bilingual = input(&code, &signatories(1)).replace("\"A title\"", french);
    for (errors, rule) in [
        (errors(read(&input("A text.", &misspelt))), "U201"),
        (errors(Profile::builtin().read_list("l.csv", list.as_bytes(), date)), "U201"),
        (errors(Profile::builtin().read("f", keys.as_bytes(), Format::Yaml)), "U011"),
        (errors(with_body(&code)), "U101"),
        (errors(with_body(&"[^x] ".repeat(many))), "U105"),
        // What stands behind the cut is not missing: a note's mark, the texts, who signed.
        (errors(with_body(&format!("{code}word[^1].\n\n[^1]: A note."))), "U101"),
        (errors(read(&bilingual)), "U101"),
    ] {
        let count = |wanted: &str| errors.iter().filter(|(code, _)| *code == wanted).count();
        assert_eq!((count(rule), count("U006")), (MAX_FAULTS, 1), "{rule}");
        assert_eq!(errors.len(), MAX_FAULTS + 1, "{rule}: what is not read is not missing: {errors:?}");
        assert_eq!(errors.last().map(|(code, _)| *code), Some("U006"), "{rule}: the place of the next one");
    }
    // What is left unread is no reason to take the rest for sound.
    let faults = read(&input("A text.", &misspelt)).unwrap_err().to_string();
    assert!(faults.contains("more than 1000 faults: what comes from here on is not read"));
}

#[test]
fn a_thousand_faults_are_all_shown() {
    let misspelt = (0..MAX_FAULTS).map(|number| format!("{} Ann, Spian, SOC", surname(number)));
    let sound = (MAX_FAULTS..2 * MAX_FAULTS).map(|number| format!("{} Ann, Spain, SOC", surname(number)));
    let errors = errors(read(&input("A text.", &misspelt.chain(sound).collect::<Vec<_>>())));
    assert!(errors.iter().all(|(code, _)| *code == "U201"));
    assert_eq!(errors.len(), MAX_FAULTS);
}
