//! A translation is written into the input file: the file before and after differs in the imported text only.

use undersigned::sheet::Inline;
use undersigned::translation::{Import, ImportOptions, Returned, ReturnedParagraph};
use undersigned::{Diagnostics, Format, Language, Profile};

/// Takes a translation of an input into it: every text in capitals, and with signs that a notation may trip over.
fn import(input: &[u8], format: Format) -> Result<Import, Diagnostics> {
    let profile = Profile::builtin();
    let document = profile.read("in", input, format).unwrap_or_else(|faults| panic!("{faults}"));
    let target = if document.tabled_in() == Language::FRENCH { Language::ENGLISH } else { Language::FRENCH };
    let mut docket = profile.draft(&document, target).unwrap_or_else(|faults| panic!("{faults}")).docket;
    docket.locked.clear();
    let translated = |inline: &Inline| match inline {
        Inline::Text(text) => {
            let mut text = text.clone();
            text.text = text.text.to_uppercase();
            Inline::Text(text)
        }
        mark => mark.clone(),
    };
    let paragraph = |unit: &undersigned::translation::Unit| {
        let mut inlines: Vec<Inline> = unit.source.iter().map(translated).collect();
        if let Some(Inline::Text(text)) = inlines.last_mut() {
            text.text.push_str(SIGNS);
        }
        ReturnedParagraph {
            begins: vec![unit.key.clone()],
            role: Some(unit.role),
            inlines,
            ..ReturnedParagraph::default()
        }
    };
    let paragraphs = docket.units.iter().map(paragraph).collect();
    let returned = Returned { paragraphs, docket: Some(docket), ..Returned::default() };
    let import = profile.import(&document, "back", &returned, ImportOptions::default())?;
    // What is in the file must be what came back: the import says so, and a second reader agrees.
    let read = profile.read("in", &import.input, format).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(read.title(target).unwrap().ends_with(SIGNS), "{:?}", read.title(target));
    Ok(import)
}

/// Signs that mean something in a notation or in the body.
const SIGNS: &str = " : # \"é\" 'x' \\ {y} [z] & * - 1. <b> _u_ `c` | $ % @ !";

/// The import must add one stretch of text and leave everything else; the stretch is handed back.
fn added(input: &[u8], format: Format) -> String {
    let import = import(input, format).unwrap_or_else(|faults| panic!("{faults}"));
    let new = &import.input;
    let length = new.len() - input.len();
    let fits = |&head: &usize| new[..head] == input[..head] && new[head + length..] == input[head..];
    let heads: Vec<usize> = (0..=input.len()).filter(fits).collect();
    // The same bytes may have been added at several places that touch.
    let opening = |head: &&usize| matches!(new[**head], b'\n' | b'\r' | b',');
    let head = heads.iter().find(opening).or(heads.first());
    let head = *head.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(new)));
    String::from_utf8_lossy(&new[head..head + length]).into_owned()
}

/// The import must change only what stands between these two, each of which the input has once.
fn changed(input: &str, format: Format, from: &str, to: &str) -> String {
    let import = import(input.as_bytes(), format).unwrap_or_else(|faults| panic!("{faults}"));
    let new = String::from_utf8(import.input).unwrap();
    let head = input.find(from).unwrap() + from.len();
    let tail = input.len() - (head + input[head..].find(to).unwrap());
    assert_eq!(&new[..head], &input[..head]);
    assert_eq!(&new[new.len() - tail..], &input[input.len() - tail..]);
    new[head..new.len() - tail].to_owned()
}

const HEAD: &str = "# A comment at the head.\nkind: motion-for-resolution   # behind a value\n\"doc\": 16400\ndate: '2025-09-30'\n";
const TAIL: &str = "signatories:   # the initiator first\n  - 'EXAMPLE Ann, Spain, SOC'\n  # - in a comment\n  - {surname: SAMPLE, given: Bea, country: FR, group: SOC}\n# The end.\n";

#[test]
fn into_yaml_with_comments_and_a_folded_text() {
    let text = "text:\n  # the original\n  en:\n    title: >-\n      Libraries in\n      small towns\n    # about the body\n    body: >\n      A poor town.\n\n\n      A rich\n      town *reads*.   \n  # behind the texts\n";
    let input = format!("{HEAD}{text}{TAIL}");
    let added = added(input.as_bytes(), Format::Yaml);
    assert!(added.contains("fr:\n    title: \"LIBRARIES IN SMALL TOWNS"), "{added}");
    assert!(added.contains("    body: |\n      A POOR TOWN."), "{added}");
}

#[test]
fn into_yaml_with_anchors() {
    let text = "text:\n  en:\n    title: &title Libraries in small towns\n    body: &body |-\n      A poor town.\n    lead-in: *title\n";
    let input = format!("{HEAD}{text}{TAIL}");
    added(input.as_bytes(), Format::Yaml);

    // A French text that stands behind an alias cannot be changed without the English one.
    let text =
        "text:\n  en: &text\n    title: Libraries in small towns\n    body: A poor town.\n  fr: *text\n";
    let faults = import(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml).unwrap_err();
    assert!(faults.list().iter().any(|fault| fault.rule.name == "not-rewritable"), "{faults}");
    let text = "text:\n  en:\n    title: &t Libraries\n    body: A poor town.\n  fr:\n    title: *t\n    body: Une ville.\n";
    let faults = import(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml).unwrap_err();
    assert!(faults.list().iter().any(|fault| fault.rule.name == "not-rewritable"), "{faults}");
    // One that another value refers to would change that too.
    let text = "text:\n  fr:\n    title: &t Bibliothèques\n    body: Une ville.\n  en:\n    title: *t\n    body: A poor town.\ntabled-in: en\n";
    let faults = import(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml).unwrap_err();
    assert!(faults.list().iter().any(|fault| fault.rule.name == "not-rewritable"), "{faults}");
}

#[test]
fn into_yaml_in_brackets() {
    let text = "text: {en: {title: \"Libraries\", body: \"A poor town.\\n\\nAnother.\"}}   # on one line\n";
    let added = added(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml);
    assert!(added.starts_with(", fr: {title: \"LIBRARIES"), "{added}");
    let text = "text: {\n  en: {\n    title: Libraries,\n    body: 'A poor town.'\n  }\n}\n";
    self::added(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml);
}

#[test]
fn into_yaml_with_texts_in_brackets() {
    let text = "text:\n  en: {title: Libraries, body: A poor town.}\n";
    let added = added(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml);
    assert!(added.starts_with("\n  fr: {title: \"LIBRARIES"), "{added}");
    let text =
        "text:\n  en: {title: Libraries, body: A poor town.}\n  fr: {title: Un titre, body: Une ville.}\n";
    let new = changed(&format!("{HEAD}{text}{TAIL}"), Format::Yaml, "fr: {", "}\nsignatories");
    assert!(new.starts_with("title: \"LIBRARIES"), "{new}");
}

#[test]
fn behind_a_text_that_keeps_its_empty_lines() {
    let text = "text:\n  en:\n    title: Libraries\n    body: |+\n      A poor town.\n\n\n";
    let added = added(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml);
    assert!(added.contains("fr:\n    title: "), "{added}");
}

#[test]
fn two_lists_stay_two() {
    let text = "text:\n  en:\n    title: Libraries\n    body: |\n      We ask:\n\n      - one;\n      - two;\n\n      * three;\n      * four.\n";
    let added = added(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml);
    assert!(added.contains("      - TWO;") && added.contains("      * THREE;"), "{added}");
}

#[test]
fn into_yaml_at_the_end_of_the_file() {
    let text = "text:\n    en:\n        title: Libraries\n        body: |\n            A poor town.";
    let input = format!("{HEAD}{TAIL}{text}");
    let added = added(input.as_bytes(), Format::Yaml);
    assert!(added.trim_start().starts_with("fr:\n        title: "), "{added}");
    self::added(format!("{input}\n\n\n").as_bytes(), Format::Yaml);
}

#[test]
fn the_line_ends_and_the_encoding_stay() {
    let text = "text:\n  en:\n    title: Libraries\n    body: |\n      A poor town.\n\n      - an item\n";
    let input = format!("{HEAD}{text}{TAIL}").replace('\n', "\r\n");
    let added = added(input.as_bytes(), Format::Yaml);
    assert!(added.contains("\r\n") && !added.replace("\r\n", "").contains('\n'), "{added:?}");
    let with_mark = [b"\xef\xbb\xbf", input.as_bytes()].concat();
    self::added(&with_mark, Format::Yaml);
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(input.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    self::added(&utf16, Format::Yaml);
}

#[test]
fn over_a_text_that_is_there_in_every_style_of_yaml() {
    for french in [
        "title: Bibliothèques   # provisoire\n    body: |\n      Une ville pauvre.\n\n      Deux.\n",
        "title: 'Bibliothèques'   # provisoire\n    body: >-   # pliée\n      Une ville pauvre,\n      pliée.\n",
        "title: \"Bibliothèques\"\n    body: \"Une ville pauvre.\\n\\nDeux.\"   # en une ligne\n",
        "title: Bibliothèques\n    body: Une ville pauvre.   # sur une ligne\n",
        "title: |\n      Bibliothèques\n    body: |+\n      Une ville pauvre.\n\n",
        "body: |2\n      Une ville pauvre.\n    title: Bibliothèques\n    disclaimer: ''\n",
        "title: &titre Bibliothèques\n    body: !!str |\n      Une ville.\n",
        "title: # a > b\n      Bibliothèques\n    body: |  # c > d\n      Une ville.\n",
        "title:  # a | b\n      \"Bibliothèques\"\n    body: >+ # e\n      Une ville.\n\n\n",
    ] {
        let text = format!(
            "text:\n  en:\n    title: Libraries\n    body: |\n      A poor town.\n\n      Two.\n  fr:\n    {french}"
        );
        let input = format!("{HEAD}{text}{TAIL}");
        println!("{french}");
        let new = changed(&input, Format::Yaml, "fr:\n", "signatories:");
        assert!(new.contains("LIBRARIES"), "{new}");
        for comment in [
            "# a > b",
            "# c > d",
            "# a | b",
            "# e",
            "# provisoire",
            "# pliée",
            "# en une ligne",
            "# sur une ligne",
        ] {
            assert_eq!(french.contains(comment), new.contains(comment), "{new}");
        }
        if french.contains("'Bib") {
            assert!(new.contains("title: 'LIBRARIES"), "{new}");
        }
    }
}

const TOML_HEAD: &str =
    "# A comment.\nkind = \"motion-for-resolution\"\ndoc = 16_400 # behind a value\ndate = 2025-09-30\n";
const TOML_TAIL: &str = "\n[[signatories]]\nsurname = \"EXAMPLE\"\ngiven = 'Ann'\ncountry = \"Spain\"\ngroup = \"SOC\" # the end\n";

#[test]
fn into_every_style_of_toml() {
    for (text, expected) in [
        (
            "[text.en]\ntitle = \"Libraries\"\nbody = \"\"\"\nA poor \\\n  town.\n\nTwo.\n\"\"\" # behind\n",
            "[text.fr]\ntitle = \"LIB",
        ),
        ("[text.en]\ntitle = 'Libraries'\nbody = '''A poor town.'''\n", "[text.fr]\n"),
        ("text.en.title = \"Libraries\"\ntext.en.body = \"A poor town.\"\n", "text.fr.title = \"LIB"),
        ("[text]\nen.title = \"Libraries\"\nen.body = \"A poor town.\"\n", "fr.title = \"LIB"),
        ("[text]\nen = { title = \"Libraries\", body = \"A poor town.\" }\n", "fr = { title = \"LIB"),
        ("text = { en = { title = \"Libraries\", body = \"A poor town.\" } }\n", ", fr = { title = \"LIB"),
    ] {
        let added = added(format!("{TOML_HEAD}{text}{TOML_TAIL}").as_bytes(), Format::Toml);
        assert!(added.trim_start().starts_with(expected), "{text}{added}");
    }
}

#[test]
fn over_a_text_that_is_there_in_toml() {
    for french in [
        "title = \"Bibliothèques\" # provisoire\nbody = \"\"\"\nUne ville.\n\"\"\"\n",
        "title = 'Bibliothèques'\nbody = '''Une ville.''' # provisoire\n",
        "title = \"Bibliothèques\"\nbody = \"Une ville.\"\ndisclaimer = \"\"\n",
    ] {
        let text =
            format!("[text.en]\ntitle = \"Libraries\"\nbody = \"A poor town.\"\n\n[text.fr]\n{french}");
        let new =
            changed(&format!("{TOML_HEAD}{text}{TOML_TAIL}"), Format::Toml, "[text.fr]\n", "\n[[signatories");
        assert_eq!(french.contains("# provisoire"), new.contains("# provisoire"), "{new}");
    }
}

#[test]
fn into_json() {
    let json = |text: &str| {
        format!(
            "{{\n\t\"kind\": \"motion-for-resolution\",\n\t\"doc\": 16400,\n\t\"date\": \"2025-09-30\",\n\t\"text\": {text},\n\t\"signatories\": [\"EXAMPLE Ann, Spain, SOC\"]\n}}\n"
        )
    };
    let added_to = |text: &str| added(json(text).as_bytes(), Format::Json);
    let added = added_to(
        "{\n\t\t\"en\": {\n\t\t\t\"title\": \"Libraries\",\n\t\t\t\"body\": \"A \\\"poor\\\" town.\\n\\nTwo.\"\n\t\t}\n\t}",
    );
    assert!(added.contains("\n\t\t\"fr\": {\n\t\t\t\"title\": \"LIB"), "{added}");
    let added = added_to("{\"en\":{\"title\":\"Libraries\",\"body\":\"A poor town.\"}}");
    assert!(added.contains("\"fr\":"), "{added}");
    let input = json(
        "{\"en\": {\"title\": \"L\", \"body\": \"T.\"}, \"fr\": {\"body\": \"Une ville.\",\n\"title\": \"B\"}}",
    );
    changed(&input, Format::Json, "\"fr\": {", ",\n\t\"signatories");
}

#[test]
fn a_text_that_was_tabled_in_french_comes_back_in_english() {
    let text = "text:\n  fr:\n    title: Bibliothèques\n    body: Une ville.\n";
    let added = added(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml);
    assert!(added.trim_start().starts_with("en:\n"), "{added}");
}

#[test]
fn what_the_original_leaves_out_the_translation_leaves_out() {
    let text = "text:\n  en:\n    title: Libraries\n    body: A poor town.\n    disclaimer: \"\"\n";
    let added = added(format!("{HEAD}{text}{TAIL}").as_bytes(), Format::Yaml);
    assert!(added.contains("\n    disclaimer: \"\"\n"), "{added}");
}
