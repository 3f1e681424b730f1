//! What of a paragraph is taken, and what is said about it.

use undersigned::sheet::Inline;
use undersigned::translation::{ImportOptions, Returned, ReturnedParagraph, Unit};
use undersigned::{Format, Language, Profile};

use crate::errand::{DOCUMENT, Errand, assert_refused, codes, parts, said_in, words};

#[test]
fn every_unit_comes_back_into_its_place() {
    for errand in Errand::all() {
        let import = errand.import(&errand.file).unwrap_or_else(|faults| panic!("{faults}"));
        errand.assert_right(&import, "as it was sent");
        assert!(codes(&import.findings).is_empty(), "{}", import.findings);
        assert_eq!(import.units, errand.draft.docket.units.len());
        // What is in the file now is what was sent: importing once more changes nothing.
        let again = errand.read(&import);
        let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
        let options = ImportOptions::default();
        let second = errand.profile.import(&again, "back.docx", &returned, options).unwrap();
        assert_eq!(second.input, import.input, "{}", errand.name);
    }
}

#[test]
fn emphasis_lists_notes_and_marks_come_back() {
    let errand = Errand::of("motion-for-resolution.toml");
    let import = errand.import(&errand.file).unwrap();
    let text = String::from_utf8(import.input).unwrap();
    let body = &text[text.find("[text.fr]").unwrap()..];
    for line in [
        "**withôùt hàving tô pày**",
        "hàvé clôséd in thé mémbér Stàtés.[^1]",
        "*fréé éléctiôns*",
        "\n- whàt kééps smàll brànchés àlivé, in pàrticùlàr\n  - vôlùntéérs ànd théir légàl prôtéctiôn;\n",
        "\n[^1]: Figùré invéntéd fôr this éxàmplé.\n",
    ] {
        assert!(body.contains(line), "{line}: {body}");
    }
}

#[test]
fn what_is_not_translated_is_not_taken() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    file.change(DOCUMENT, |paragraph| paragraph.replace("CASTEL Laura", "CASTEL Laure"));
    let import = errand.import(&file).unwrap();
    assert_eq!(codes(&import.findings), ["U714"]);
    assert!(
        import.findings.to_string().contains("“CASTEL Laura, Espagne, GUE” was changed to “CASTEL Laure,")
    );
    let plain = errand.import(&errand.file).unwrap();
    assert_eq!(import.input, plain.input);
}

#[test]
fn numbers_references_and_dates_are_held_against_the_original() {
    for (name, from, to, code) in [
        ("doc-16229.yaml", "Nô. 638", "Nô. 683", "U406"),
        ("bilingual.yaml", "300", "500", "U405"),
        ("long-list.yaml", "160", "180", "U405"),
    ] {
        let errand = Errand::of(name);
        let mut file = errand.file.clone();
        let from = from.replace(' ', "\u{a0}");
        file.change(DOCUMENT, |paragraph| match paragraph.contains("\"_us_") {
            true => paragraph.replace(&from, &to.replace(' ', "\u{a0}")),
            false => paragraph.to_owned(),
        });
        let import = errand.import(&file).unwrap();
        let found: Vec<&str> = import.findings.list().iter().map(|finding| finding.rule.code).collect();
        assert!(found.contains(&code), "{name}: {}", import.findings);
    }
}

#[test]
fn what_came_back_as_it_was_sent_is_named() {
    let errand = Errand::of("bilingual.yaml");
    let mut file = errand.file.clone();
    let original = errand.draft.docket.units[2].plain_source();
    file.change_unit("body-2", |paragraph| {
        let (properties, content) = parts(paragraph);
        let start = content.find("<w:t").unwrap();
        let start = start + content[start..].find('>').unwrap() + 1;
        let end = content.find("</w:t>").unwrap();
        format!("{properties}{}{original}{}", &content[..start], &content[end..])
    });
    let import = errand.import(&file).unwrap();
    let named: Vec<String> = import
        .findings
        .list()
        .iter()
        .filter(|finding| finding.rule.code == "U715")
        .map(|finding| finding.message.clone())
        .collect();
    assert_eq!(named, ["paragraph 2 of the body is not translated: it is as it was sent, in `en`"]);
}

#[test]
fn side_by_side_too_a_paragraph_with_a_mark_is_known_as_it_was_sent() {
    let errand = Errand::bilingual("motion-for-resolution.toml");
    let import = errand.import(&errand.file).unwrap();
    assert_eq!(codes(&import.findings), ["U715"]);
    assert!(import.findings.to_string().contains("nothing is translated"), "{}", import.findings);
}

#[test]
fn lost_emphasis_is_named_and_a_lost_mark_refused() {
    let errand = Errand::of("motion-for-resolution.toml");
    let mut file = errand.file.clone();
    file.change_unit("body-1", |paragraph| paragraph.replace("<w:rStyle w:val=\"Strong\"/>", ""));
    let import = errand.import(&file).unwrap();
    assert_eq!(codes(&import.findings), ["U716"], "{}", import.findings);

    let mut file = errand.file.clone();
    file.change_unit("body-1", |paragraph| {
        let at = paragraph.find("<w:footnoteReference").unwrap();
        let end = at + paragraph[at..].find("/>").unwrap() + 2;
        format!("{}{}", &paragraph[..at], &paragraph[end..])
    });
    assert_refused(&errand, &file, "no mark", &["U717"]);

    // The mark of another paragraph.
    let mark = errand.file.unit("body-1");
    let at = mark.find("<w:footnoteReference").unwrap();
    let run = format!("<w:r>{}/></w:r>", &mark[at..at + mark[at..].find("/>").unwrap()]);
    file.change_unit("body-2", |paragraph| paragraph.replace("</w:p>", &format!("{run}</w:p>")));
    assert_refused(&errand, &file, "the mark elsewhere", &["U717"]);
    let mut file = errand.file.clone();
    file.change_unit("body-2", |paragraph| paragraph.replace("</w:p>", &format!("{run}</w:p>")));
    assert_refused(&errand, &file, "a second mark", &["U717"]);
}

#[test]
fn tracked_changes_are_refused_unless_they_are_accepted() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    file.change_unit("title", |paragraph| {
        let (properties, content) = parts(paragraph);
        let text = &content[content.find("<w:r>").unwrap()..content.find("<w:bookmarkEnd").unwrap()];
        let deleted = text
            .replace("<w:t ", "<w:delText ")
            .replace("<w:t>", "<w:delText>")
            .replace("</w:t>", "</w:delText>");
        let content = content.replace(
            text,
            &format!(
                "<w:del w:id=\"90\" w:author=\"A\">{deleted}</w:del>\
                 <w:ins w:id=\"91\" w:author=\"A\"><w:r><w:t>Un titre</w:t></w:r></w:ins>"
            ),
        );
        format!("{properties}{content}")
    });
    assert_refused(&errand, &file, "tracked", &["U718"]);
    let returned = undersigned_docx::read(&file.pack()).unwrap();
    assert_eq!(returned.tracked_changes, 2);
    let options = ImportOptions { accept_changes: true, ..ImportOptions::default() };
    let import = errand.profile.import(&errand.document, "back.docx", &returned, options).unwrap();
    assert_eq!(errand.read(&import).title(Language::FRENCH), Some("Un titre"));
}

#[test]
fn spaces_that_come_by_themselves_are_written_plain() {
    let errand = Errand::of("doc-16229.yaml");
    let text = "La déclaration n°\u{a0}638 du 1er\u{a0}janvier a été «\u{a0}rappelée\u{a0}» par 12\u{a0}% des membres.";
    let import = said_in(&errand, "body-4", vec![words(text, false)]).unwrap();
    let input = String::from_utf8(import.input).unwrap();
    let written = "La déclaration n° 638 du 1er janvier a été «\u{a0}rappelée\u{a0}» par 12 % des membres.";
    assert!(input.contains(written), "{input}");
}

#[test]
fn what_cannot_be_typed_is_refused() {
    let errand = Errand::of("doc-16229.yaml");
    // Between a letter and a quotation mark no sign of emphasis is one.
    let inlines =
        vec![words("Le mot", false), words("«ceci»", true), words("suit, et la phrase continue.", false)];
    let faults = said_in(&errand, "body-4", inlines).unwrap_err();
    assert_eq!(codes(&faults), ["U720"], "{faults}");
    let inlines = vec![words("Un caractère\u{202e} qui ne s'imprime pas.", false)];
    let faults = said_in(&errand, "body-4", inlines).unwrap_err();
    assert_eq!(codes(&faults), ["U720"], "{faults}");
}

#[test]
fn signs_that_mean_something_in_a_body_are_written_as_text() {
    let errand = Errand::of("doc-16229.yaml");
    for text in [
        "*étoiles* et **deux**",
        "_trait_ et snake_case_ici",
        "[lien](adresse) et [sic]",
        "[^1] note",
        "- tiret",
        "+ plus",
        "1. premier",
        "12) douzième",
        "# dièse",
        "> citation",
        "&amp; et &shy; et AT&T",
        "<b>gras</b> et 1 < 2",
        "`code`",
        "barre \\ oblique \\* étoile",
        "~~barré~~",
        "| a | b |",
        "a\\",
        "http://coe.int/<x>",
        "![image](x)",
        "a * b * c",
        "1.5 million",
        "fin *",
        "* début",
        "{accolades} $x$ ^haut^",
    ] {
        let import = said_in(&errand, "body-2", vec![words(text, false)])
            .unwrap_or_else(|faults| panic!("{text}: {faults}"));
        let units = errand.written(&import);
        let unit = units.iter().find(|unit| unit.key == "body-2").unwrap();
        assert_eq!(undersigned_tests::plain(unit.target.as_deref().unwrap()), text);
    }
}

#[test]
fn text_that_is_struck_through_is_refused() {
    let errand = Errand::of("doc-16229.yaml");
    for property in ["<w:strike/>", "<w:vanish/>"] {
        let mut file = errand.file.clone();
        file.change_unit("body-2", |paragraph| {
            paragraph.replace("<w:r><w:t", &format!("<w:r><w:rPr>{property}</w:rPr><w:t"))
        });
        assert_refused(&errand, &file, property, &["U721"]);
    }
}

#[test]
fn a_mark_as_text_is_refused() {
    let errand = Errand::of("motion-for-resolution.toml");
    let faults =
        said_in(&errand, "body-2", vec![words("Un mot[1] et la suite de la phrase, plus longue.", false)]);
    assert!(codes(&faults.unwrap_err()).contains(&"U717"));
}

#[test]
fn comments_are_named() {
    let errand = Errand::of("doc-16229.yaml");
    let mut returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    returned.comments = 2;
    let import = errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap();
    assert!(
        import.findings.to_string().contains("info[U723]: the file holds 2 comments"),
        "{}",
        import.findings
    );
}

#[test]
fn marks_that_changed_places_are_refused() {
    let input = "{kind: motion-for-resolution, doc: 1, date: 2025-09-30, text: {en: {title: Libraries, body: \"One[^1] and two[^2].\\n\\n[^1]: The first.\\n\\n[^2]: The second.\"}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
    let profile = Profile::builtin();
    let document = profile.read("d.yaml", input.as_bytes(), Format::Yaml).unwrap();
    let mut docket = profile.draft(&document, Language::FRENCH).unwrap().docket;
    docket.locked.clear();
    let paragraph = |unit: &Unit| ReturnedParagraph {
        begins: vec![unit.key.clone()],
        role: Some(unit.role),
        inlines: match unit.key.as_str() {
            "body-1" => {
                let text = |text: &str| words(text, false);
                vec![text("Deux"), Inline::NoteMark(2), text(" et un"), Inline::NoteMark(1), text(".")]
            }
            _ => vec![words(&format!("Traduit: {}", unit.key), false)],
        },
        ..ReturnedParagraph::default()
    };
    let paragraphs = docket.units.iter().map(paragraph).collect();
    let returned = Returned { docket: Some(docket), paragraphs, ..Returned::default() };
    let faults = profile.import(&document, "b", &returned, ImportOptions::default()).unwrap_err();
    assert_eq!(codes(&faults), ["U717"], "{faults}");
}
