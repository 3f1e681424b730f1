//! Broken inputs: each gives its finding at its place, and none a panic.

use undersigned::sheet::Block;
use undersigned::{Diagnostics, Format, Language, Profile, Severity};
use undersigned_tests::{paragraphs, part};

/// A sound document with one line replaced.
fn with(line: &str, replacement: &str) -> String {
    let sound = "\
kind: written-declaration
doc: 16229
number: 818
date: 2025-08-19
text:
  en:
    title: A title
    body: |
      One paragraph.

      Another one.
signatories:
  - CASTEL Laura, Spain, UEL
  - HUNKO Andrej, Germany, UEL
";
    assert!(sound.contains(line), "{line}");
    sound.replacen(line, replacement, 1)
}

fn faults(input: &str, format: Format) -> Diagnostics {
    Profile::builtin().read("f", input.as_bytes(), format).expect_err("the input is broken")
}

/// The errors, a line each, without their codes: the corpus has those.
fn errors(faults: &Diagnostics) -> String {
    let mut errors = faults.clone();
    errors.retain(|finding| finding.severity == Severity::Error);
    let shown = errors.to_string();
    let mut plain = String::new();
    for line in shown.lines() {
        let (place, message) = line.split_once("error[U").unwrap();
        plain.push_str(&format!("{place}error{}\n", &message["001]".len()..]));
    }
    plain
}

/// The input gives exactly these findings; each is `line:column: ` and the beginning of the message.
fn assert_findings(input: &str, format: Format, expected: &[&str]) {
    assert_eq!(difference(input, format, expected), "");
}

/// What the input gives otherwise than expected; nothing when it gives just that.
fn difference(input: &str, format: Format, expected: &[&str]) -> String {
    let faults = match Profile::builtin().read("f", input.as_bytes(), format) {
        Ok(_) => return format!("no finding, expected {expected:?}\n"),
        Err(faults) => faults,
    };
    let shown = errors(&faults);
    let agrees = |(line, expected): (&str, &&str)| {
        let (place, message) = expected.split_once(": ").unwrap();
        line.starts_with(&format!("f:{place}: error: {message}"))
    };
    let same = shown.lines().count() == expected.len() && shown.lines().zip(expected).all(agrees);
    if !same {
        return format!("found {shown}\nexpected {expected:?}\n");
    }
    match faults.list().iter().find(|fault| fault.severity == Severity::Error && fault.help.is_none()) {
        Some(fault) => format!("a finding without help: {fault:?}\n"),
        None => String::new(),
    }
}

#[test]
fn the_frame_itself_is_sound() {
    let profile = Profile::builtin();
    let document = profile.read("f", with("kind", "kind").as_bytes(), Format::Yaml).unwrap();
    profile.resolve(&document, Language::ENGLISH).unwrap();
}

#[test]
fn all_faults_of_a_file_come_at_once_in_the_order_of_the_text() {
    let input = with("doc: 16229", "doc: x")
        .replace("Another one.", "See `code`.")
        .replace("Germany", "Germanny")
        .replace("title: A title", "title: A title\n    tilte: B");
    let expected = [
        "2:6: `doc` is a whole number",
        "8:5: there is no key `tilte`",
        "12:11: code has no place",
        "15:19: no country is called",
    ];
    assert_findings(&input, Format::Yaml, &expected);
}

#[test]
fn a_missing_disclaimer_is_said_with_the_other_faults() {
    let french = "  fr:\n    title: Un titre\n    body: Un texte.\nsignatories:";
    let input = with("signatories:", french).replace("doc: 16229", "doc: x");
    let expected =
        ["2:6: `doc` is a whole number", "12:3: no disclaimer is known for a written-declaration in `fr`"];
    assert_findings(&input, Format::Yaml, &expected);
}

#[test]
fn a_french_text_of_2025_needs_its_own_disclaimer() {
    let profile = Profile::builtin();
    let french = "  fr:\n    title: Un titre\n    body: Un texte.\nsignatories:";
    let document = profile.read("f", with("signatories:", french).as_bytes(), Format::Yaml).unwrap();
    let faults = profile.resolve(&document, Language::FRENCH).unwrap_err();
    assert!(errors(&faults).starts_with("f:12:3: error: no disclaimer is known"), "{faults}");
    // The English text of the same file renders all the same.
    profile.resolve(&document, Language::ENGLISH).unwrap();

    let own = french.replace("    body", "    disclaimer: Le sien.\n    body");
    let document = profile.read("f", with("signatories:", &own).as_bytes(), Format::Yaml).unwrap();
    profile.resolve(&document, Language::FRENCH).unwrap();
}

#[test]
fn syntax_faults_have_their_place_in_every_notation() {
    assert_findings("kind: a: b\n", Format::Yaml, &["1:8: this is not YAML"]);
    assert_findings("kind: [a\ndoc: 1\n", Format::Yaml, &["2:4: this is not YAML"]);
    assert_findings("kind = \ndoc = 1\n", Format::Toml, &["1:8: this is not TOML"]);
    assert!(errors(&faults("{\"kind\": }", Format::Json)).starts_with("f:1:10: error: this is not JSON"));
    assert!(errors(&faults("", Format::Yaml)).contains("the file is empty"));
    assert!(errors(&faults("", Format::Json)).contains("this is not JSON"));
    assert!(errors(&faults("--- a\n--- b\n", Format::Yaml)).contains("a second document begins here"));
}

#[test]
fn a_truncated_file_never_panics_and_never_passes() {
    let sound = with("kind", "kind");
    let end = sound.rfind("\n  - HUNKO").unwrap();
    for length in (0..end).filter(|&length| sound.is_char_boundary(length)) {
        // Cut inside the first signatory's line it may be sound again: `Spain` needs no group.
        if Profile::builtin().read("f", &sound.as_bytes()[..length], Format::Yaml).is_ok() {
            let kept = &sound[..length];
            assert!(kept.contains("- CASTEL Laura, Spain"), "{kept}");
        }
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let profile = Profile::builtin();
    let read = |bytes: &[u8]| errors(&profile.read("f", bytes, Format::Yaml).unwrap_err());
    assert!(read(b"\x7fELF\x02\x01\x01\0\xff\0").contains("the file is not text"));
    assert!(read(b"kind: x\0y\n").starts_with("f:1:8: error: here is a NUL"));
    assert!(read(b"kind: caf\xe9\n").starts_with("f:1:10: error: here the file is not UTF-8"));
    assert!(read(b"\xff\xfek\0i\0\0\xd8").starts_with("f:1:3: error: here the file is not UTF-16"));
    assert!(read(b"\xff\xfek\0i\0n").starts_with("f:1:3: error: here the file is not UTF-16"));
    assert!(read(&vec![b'x'; 5 << 20]).contains("more than any document"));
}

#[test]
fn attacks_on_the_parser_end_in_an_error() {
    let deep = "[".repeat(100_000);
    assert!(errors(&faults(&deep, Format::Yaml)).contains("error:"));
    assert!(errors(&faults(&deep, Format::Json)).contains("error:"));
    assert!(errors(&faults(&format!("{deep}{}", "]".repeat(100_000)), Format::Json)).contains("nested"));
    assert!(errors(&faults(&format!("a = {deep}"), Format::Toml)).contains("error:"));
    assert!(errors(&faults(&"{\"a\":".repeat(100_000), Format::Json)).contains("error:"));
    assert!(errors(&faults(&"- ".repeat(100_000), Format::Yaml)).contains("error:"));
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d"), ("f", "e"), ("g", "f")] {
        let aliases = vec![format!("*{before}"); 10].join(", ");
        bomb.push_str(&format!("{name}: &{name} [{aliases}]\n"));
    }
    let found = errors(&faults(&bomb, Format::Yaml));
    assert!(found.contains("too large or too deep"), "{found}");
}

#[test]
fn an_empty_list_and_an_endless_word_are_errors() {
    let nobody = with(
        "signatories:\n  - CASTEL Laura, Spain, UEL\n  - HUNKO Andrej, Germany, UEL\n",
        "signatories: []\n",
    );
    assert_findings(&nobody, Format::Yaml, &["12:14: nobody has signed"]);
    let word = "x".repeat(100_000);
    let input = with("Another one.", &word);
    assert!(errors(&faults(&input, Format::Yaml)).contains("a word of more than 1000 characters"));
    let input = with("HUNKO", &word.to_uppercase());
    assert!(errors(&faults(&input, Format::Yaml)).contains("a word of more than 1000 characters"));
}

#[test]
fn an_empty_line_before_a_list_is_one_however_lines_end() {
    let read = |body: &str| {
        let input = format!(
            "{{\"kind\":\"motion-for-resolution\",\"doc\":1,\"date\":\"2025-09-30\",\"text\":{{\"en\":{{\"title\":\"T\",\
             \"body\":\"{body}\"}}}},\"signatories\":[\"A-B Ann, Spain, SOC\"]}}"
        );
        Profile::builtin().read("f", input.as_bytes(), Format::Json)
    };
    for body in ["a\\n\\n- x", "a\\r\\n\\r\\n- x", "a\\n  \\n- x", "- x", "1. x\\n1. y\\n1. z", "3. x\\n4. y"]
    {
        read(body).unwrap_or_else(|faults| panic!("{body}: {faults}"));
    }
    for body in ["a\\n- x", "a\\r\\n- x", "a  \\r\\n * x"] {
        let faults = errors(&read(body).expect_err(body));
        assert!(faults.contains("a list begins in the middle of a paragraph"), "{body}: {faults}");
    }
}

#[test]
fn names_that_look_like_values_are_names() {
    let profile = Profile::builtin();
    let input = with(
        "  - HUNKO Andrej, Germany, UEL",
        "  - {surname: NULL, given: Null, country: NO, group: NR}\n  - {surname: TRUE, given: No, country: DE}\n  \
         - {surname: .INF, given: 1E5, country: DE}",
    )
    .replace("title: A title", "title: .inf");
    let document =
        profile.read("f", input.as_bytes(), Format::Yaml).unwrap_or_else(|faults| panic!("{faults}"));
    let sheet = profile.resolve(&document, Language::ENGLISH).unwrap();
    let entries = sheet.blocks.iter().find_map(|block| match block {
        Block::Signatories(entries) => Some(entries),
        _ => None,
    });
    let entries: Vec<String> = entries.unwrap().iter().map(|entry| entry.plain_text()).collect();
    let expected =
        ["CASTEL Laura, Spain, UEL", ".INF 1E5, Germany", "NULL Null, Norway, NR", "TRUE No, Germany"];
    assert_eq!(entries, expected);
    assert_eq!(sheet.title, ".inf");
}

#[test]
fn every_character_that_is_typed_is_printed_or_refused() {
    let typed = [
        ("snake_case and 2 * 3 * 4 stay", "snake_case and 2 * 3 * 4 stay"),
        ("\\*not emphasis\\* \\[x\\] \\- 1986\\. A year", "*not emphasis* [x] - 1986. A year"),
        ("Q&A, R&amp;D, 5 < 6 > 4", "Q&A, R&D, 5 < 6 > 4"),
        ("«texte» “quoted” ‘x’ 'y' \"z\" – — … n° 5", "«texte» “quoted” ‘x’ 'y' \"z\" – — … n°\u{a0}5"),
        ("a\u{a0}b c\u{202f}d 50\u{2009}%", "a\u{a0}b c\u{202f}d 50\u{2009}%"),
        ("a *b **c** d* e", "a b c d e"),
        ("Ș Ț Ş Ţ İ ı ß ŉ Æ Œ Ĳ e\u{301} Ω Ж", "Ș Ț Ş Ţ İ ı ß ŉ Æ Œ Ĳ \u{e9} Ω Ж"),
        ("$x$ ~~y~~ {z} | # @ ^ = + %", "$x$ ~~y~~ {z} | # @ ^ = + %"),
        ("http://example.org/a_b_c and a@b.org", "http://example.org/a_b_c and a@b.org"),
    ];
    let profile = Profile::builtin();
    let docx = undersigned_docx::Renderer::new(&profile).unwrap();
    for (text, expected) in typed {
        let input = with("Another one.", text);
        let document =
            profile.read("f", input.as_bytes(), Format::Yaml).unwrap_or_else(|faults| panic!("{faults}"));
        let sheet = profile.resolve(&document, Language::ENGLISH).unwrap();
        let printed = paragraphs(&part(&docx.render(&sheet).unwrap(), "word/document.xml"));
        assert!(printed.iter().any(|paragraph| paragraph == expected), "{expected}\n{printed:#?}");
    }
}

#[test]
fn a_list_in_a_file_of_its_own_is_read_and_its_faults_have_their_places() {
    let profile = Profile::builtin();
    let input = with(
        "signatories:\n  - CASTEL Laura, Spain, UEL\n  - HUNKO Andrej, Germany, UEL\n",
        "signatories: names.csv\n",
    );
    let read = |list: &'static str| {
        profile.read_with_list("f", input.as_bytes(), Format::Yaml, move |path| {
            assert_eq!(path, "names.csv");
            Ok(list.as_bytes().to_vec())
        })
    };
    for list in [
        "surname,given,country,group\nCASTEL,Laura,Spain,UEL\nDUNDEE,\"Alexander, Earl\",GB,\n",
        "\u{feff}surname\tcountry\tgiven\nCASTEL\tSpain\tLaura\n",
        "Surname;Given;Country;Group\r\nCASTEL;Laura;Espagne;GUE\r\n;;;\r\n\r\n",
    ] {
        read(list).unwrap_or_else(|faults| panic!("{faults}"));
    }
    for (list, expected) in [
        (
            "surname,given,country,group\nCASTEL,Laura,Spian,UEL\n",
            "names.csv:2:14: error: no country is called",
        ),
        (
            "surname,given,country,group\n\nA,B,Spain,UEL\nC,D,Spain,XX\n",
            "names.csv:4:11: error: no political group",
        ),
        ("surname,given,country,group\nCASTEL,Laura,Spain\n", "names.csv:2:1: error: the row has 3 cells"),
        ("surname,name,country\nCASTEL,Laura,Spain\n", "names.csv:1:9: error: there is no column `name`"),
        ("a,b\nCASTEL,Laura\n", "names.csv:1:1: error: the first row does not name the columns"),
        ("surname,given\nCASTEL,Laura\n", "names.csv:1:1: error: the list lacks the column `country`"),
        ("surname,country\nCASTEL,Spain\n,Spain\n", "names.csv:3:1: error: a signatory lacks the surname"),
        ("surname,country\n", "f:12:14: error: nobody has signed"),
    ] {
        let faults = errors(&read(list).unwrap_err());
        assert!(faults.starts_with(expected), "{faults}\nexpected {expected}");
    }
    let missing = profile
        .read_with_list("f", input.as_bytes(), Format::Yaml, |_| Err("no such file".to_owned()))
        .unwrap_err();
    assert!(
        errors(&missing).starts_with("f:12:14: error: the list `names.csv` cannot be read: no such file")
    );
}

#[test]
fn a_letter_that_the_typeface_lacks_is_an_error_that_names_text_and_field() {
    let profile = Profile::builtin();
    let input = with("HUNKO Andrej", "HUNKO ሀ").replace("Another one.", "Another 中 one.");
    let document = profile.read("f", input.as_bytes(), Format::Yaml).unwrap();
    // For both formats: Word would take the letter from whatever typeface it finds.
    let faults = errors(&profile.resolve(&document, Language::ENGLISH).unwrap_err());
    let lines: Vec<&str> = faults.lines().collect();
    assert_eq!(lines.len(), 2, "{faults}");
    assert!(
        lines[0]
            .starts_with("f:11:7: error: the typeface has no “中” (U+4E2D), which stands in text.en.body")
    );
    assert!(
        lines[1].starts_with("f:14:5: error: the typeface has no “ሀ” (U+1200), which stands in signatories")
    );
}

#[test]
fn a_letter_and_its_mark_are_printed_as_one_character() {
    let profile = Profile::builtin();
    let document = profile.read("f", with("CASTEL", "GARCI\u{301}A").as_bytes(), Format::Yaml).unwrap();
    let sheet = profile.resolve(&document, Language::ENGLISH).unwrap();
    assert!(sheet.blocks.iter().any(|block| match block {
        Block::Signatories(entries) => entries[0].plain_text() == "GARC\u{cd}A Laura, Spain, UEL",
        _ => false,
    }));
}

#[test]
fn a_word_that_runs_off_the_page_is_an_error_that_names_text_and_field() {
    let profile = Profile::builtin();
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(5);
    let document = profile.read("f", with("Another one.", &word).as_bytes(), Format::Yaml).unwrap();
    let sheet = profile.resolve(&document, Language::ENGLISH).unwrap();
    let error = undersigned_pdf::Renderer::new(&profile).unwrap().render(&sheet).unwrap_err();
    let [fault] = error.faults() else { panic!("{error:?}") };
    assert!(fault.message.contains("Donaudampf"), "{}", fault.message);
    assert_eq!(fault.origin.field, "text.en.body");
}
