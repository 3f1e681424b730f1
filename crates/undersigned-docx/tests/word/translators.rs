//! What makes a Word file good for translators, one test for each property.

use std::collections::BTreeSet;

use crate::common::xml::Xml;
use crate::common::{
    self, block, emphasis, fixed, full, part, parts, plain, render, seed, sheet, styled, text_parts, typed,
};
use undersigned::sheet::{Block, Inline, Role, Text};
use undersigned::{Language, Profile};

/// Finished files and those that go to a translator.
fn files() -> [Vec<u8>; 4] {
    let [draft, bilingual] = common::drafts();
    [render(&seed()), render(&full()), draft, bilingual]
}

#[test]
fn a_paragraph_is_one_run_unless_the_form_changes() {
    let document = part(&render(&seed()), "word/document.xml");
    for paragraph in styled(&document, "Body") {
        assert_eq!(paragraph.all("w:r").len(), 1, "{}", paragraph.reading());
    }
    // Pieces that differ in nothing but where they were typed are one run.
    let pieces = vec![plain("We call "), plain("on "), emphasis("all"), emphasis(" States"), plain(".")];
    let file = render(&sheet(vec![block(typed(Role::Body, pieces))], &[], Vec::new()));
    let document = part(&file, "word/document.xml");
    let body = styled(&document, "BodyKept")[0];
    let runs: Vec<String> = body.all("w:r").iter().map(|run| run.reading()).collect();
    assert_eq!(runs, ["We call on ", "all States", "."]);
}

#[test]
fn neighbouring_runs_differ_in_form() {
    for file in files() {
        for paragraph in part(&file, "word/document.xml").all("w:p") {
            let runs = paragraph.all("w:r");
            for pair in runs.windows(2) {
                let form = |run: &Xml| run.val_at("w:rPr/w:rStyle").map(str::to_owned);
                assert_ne!(form(pair[0]), form(pair[1]), "{}", paragraph.reading());
            }
        }
    }
}

#[test]
fn the_body_has_no_breaks_tabs_or_soft_hyphens() {
    for file in files() {
        let document = part(&file, "word/document.xml");
        for name in ["w:br", "w:cr", "w:tab", "w:softHyphen", "w:noBreakHyphen", "w:lastRenderedPageBreak"] {
            assert!(document.all(name).is_empty(), "{name}");
        }
        assert!(!document.reading().contains(['\u{ad}', '\n', '\t']));
    }
}

#[test]
fn no_paragraph_is_empty() {
    for file in files() {
        for part in text_parts(&file) {
            for paragraph in part.all("w:p") {
                let separates = !paragraph.all("w:separator").is_empty()
                    || !paragraph.all("w:continuationSeparator").is_empty();
                assert!(separates || !paragraph.reading().trim().is_empty());
            }
        }
    }
}

#[test]
fn nothing_is_formatted_by_hand() {
    for file in files() {
        for part in text_parts(&file) {
            for properties in part.all("w:pPr") {
                let names = properties.names();
                assert!(matches!(names[..], ["w:pStyle"] | ["w:pStyle", "w:numPr"]), "{names:?}");
            }
            for properties in part.all("w:rPr") {
                assert_eq!(properties.names(), ["w:rStyle"]);
            }
        }
    }
}

#[test]
fn there_is_no_trace_of_editing() {
    for file in files() {
        for (path, bytes) in parts(&file) {
            let text = String::from_utf8(bytes).unwrap();
            for trace in ["rsid", "proofErr", "_GoBack", "paraId", "textId"] {
                assert!(!text.contains(trace), "{trace} in {path}");
            }
        }
    }
}

#[test]
fn the_defaults_are_in_the_language_of_the_text() {
    let mut french = seed();
    french.language = Language::FRENCH;
    french.language_tag = "fr-FR".to_owned();
    for (sheet, tag) in [(seed(), "en-GB"), (french, "fr-FR")] {
        let file = render(&sheet);
        let styles = part(&file, "word/styles.xml");
        let defaults = styles.child("w:docDefaults").unwrap();
        assert_eq!(defaults.all("w:lang").iter().map(|lang| lang.val()).collect::<Vec<_>>(), [tag]);
        assert_eq!(part(&file, "word/settings.xml").val_at("w:themeFontLang"), Some(tag));
    }
}

#[test]
fn what_is_fixed_is_marked_as_not_to_be_translated() {
    let file = render(&seed());
    let document = part(&file, "word/document.xml");
    let marked: Vec<String> = document
        .all("w:r")
        .iter()
        .filter(|run| run.val_at("w:rPr/w:rStyle") == Some("DoNotTranslate"))
        .map(|run| run.reading())
        .collect();
    let mut expected = vec!["Doc.\u{a0}16229", "19\u{a0}August 2025", "No.\u{a0}818"];
    expected.extend(common::SIGNATORIES);
    expected.push("\u{a0}=\u{a0}20");
    assert_eq!(marked, expected);

    let style = common::style(&part(&file, "word/styles.xml"), "DoNotTranslate");
    assert_eq!(style.val_at("w:name"), Some("Do Not Translate"));
    assert_eq!(style.child("w:rPr").unwrap().names(), ["w:noProof", "w:lang"]);
    // A screen reader reads it in this language.
    assert_eq!(style.val_at("w:rPr/w:lang"), Some("en-GB"));
}

#[test]
fn words_in_another_language_say_so() {
    let mut document = seed();
    let name = Text { text: "Assemblée".to_owned(), fixed: true, ..Text::default() };
    let french = Profile::builtin().language(Language::FRENCH).unwrap().clone();
    document.masthead[1].inlines = vec![Inline::Text(Text { language: Some(french), ..name })];
    let styles = part(&render(&document), "word/styles.xml");
    let style = common::style(&styles, "DoNotTranslateInFrench");
    assert_eq!(style.val_at("w:name"), Some("Do Not Translate In French"));
    assert_eq!(style.val_at("w:rPr/w:lang"), Some("fr-FR"));
    assert!(style.child("w:rPr").unwrap().names().contains(&"w:noProof"));
}

#[test]
fn no_form_that_is_fixed_lacks_the_mark() {
    for bits in 0..8u8 {
        let text = Text {
            text: "818".to_owned(),
            emphasis: bits & 1 != 0,
            strong: bits & 2 != 0,
            raised: bits & 4 != 0,
            fixed: true,
            ..Text::default()
        };
        let body = vec![block(typed(Role::Body, vec![plain("No. "), Inline::Text(text)]))];
        let file = render(&sheet(body, &[], Vec::new()));
        let document = part(&file, "word/document.xml");
        let run = styled(&document, "BodyKept")[0].all("w:r")[1].clone();
        let style = common::style(&part(&file, "word/styles.xml"), run.val_at("w:rPr/w:rStyle").unwrap());
        let names = style.child("w:rPr").unwrap().names();
        assert!(names.contains(&"w:noProof"));
        assert_eq!(names.contains(&"w:i"), bits & 1 != 0);
        assert_eq!(names.contains(&"w:b"), bits & 2 != 0);
        assert_eq!(names.contains(&"w:vertAlign"), bits & 4 != 0);
    }
}

#[test]
fn nothing_is_hidden_or_commented() {
    for file in files() {
        for (path, bytes) in parts(&file) {
            assert!(!path.contains("comment"), "{path}");
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains("anish/>") && !text.contains("w:webHidden"), "{path}");
            assert!(!text.contains("comment"), "{path}");
        }
    }
}

#[test]
fn fields_hold_their_result_and_do_not_ask_to_be_updated() {
    let file = render(&seed());
    let head = part(&file, "word/header2.xml");
    assert_eq!(head.all("w:instrText")[0].text.trim(), "PAGE");
    let kinds: Vec<&str> =
        head.all("w:fldChar").iter().map(|c| c.attribute("w:fldCharType").unwrap()).collect();
    assert_eq!(kinds, ["begin", "separate", "end"]);
    assert_eq!(head.reading(), "Doc.\u{a0}16229\t2");
    for character in head.all("w:fldChar") {
        assert!(matches!(character.attribute("w:dirty"), None | Some("false")));
    }
    assert!(part(&file, "word/settings.xml").all("w:updateFields").is_empty());
}

#[test]
fn metadata_are_properties() {
    let core = part(&render(&seed()), "docProps/core.xml");
    let text = |name: &str| core.child(name).map(|element| element.text.as_str());
    assert_eq!(text("dc:title"), Some("Stand up for human rights in Kazakhstan"));
    assert_eq!(text("dc:subject"), Some("Written declaration No.\u{a0}818"));
    assert_eq!(text("dc:identifier"), Some("Doc.\u{a0}16229"));
    assert_eq!(text("dc:language"), Some("en-GB"));
    assert_eq!(text("dcterms:created"), Some("2025-08-19T00:00:00Z"));
    assert_eq!(text("dcterms:modified"), Some("2025-08-19T00:00:00Z"));
    assert_eq!(text("dc:creator"), None);
}

/// The bookmarks of all parts: name, and the text between start and end.
fn bookmarks(file: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in text_parts(file) {
        let starts = part.all("w:bookmarkStart").len();
        let mut closed = 0;
        for paragraph in part.all("w:p") {
            let mut open: Option<(String, String, String)> = None;
            for child in &paragraph.children {
                match child.name.as_str() {
                    "w:bookmarkStart" => {
                        assert!(open.is_none(), "one bookmark in a paragraph");
                        let of = |name| child.attribute(name).unwrap().to_owned();
                        open = Some((of("w:id"), of("w:name"), String::new()));
                    }
                    "w:bookmarkEnd" => {
                        let (id, name, text) = open.take().unwrap();
                        assert_eq!(child.attribute("w:id"), Some(id.as_str()));
                        found.push((name, text));
                        closed += 1;
                    }
                    _ => {
                        if let Some((_, _, text)) = &mut open {
                            text.push_str(&child.reading());
                        }
                    }
                }
            }
            assert!(open.is_none(), "a bookmark ends in its paragraph");
        }
        assert_eq!(starts, closed);
    }
    found
}

#[test]
fn each_translatable_paragraph_has_one_bookmark_round_its_content() {
    let mut expected = vec![("_us_title".to_owned(), common::TITLE.to_owned())];
    for (index, text) in common::BODY.iter().enumerate() {
        expected.push((format!("_us_body_{}", index + 1), (*text).to_owned()));
    }
    assert_eq!(bookmarks(&render(&seed())), expected);

    let names: Vec<String> = bookmarks(&render(&full())).into_iter().map(|(name, _)| name).collect();
    let expected = [
        "_us_title",
        "_us_body_1",
        "_us_body_2",
        "_us_body_3",
        "_us_body_4",
        "_us_body_5",
        "_us_body_6",
        "_us_body_7",
        "_us_body_8",
        "_us_body_9",
        "_us_body_10",
        "_us_body_11",
        "_us_body_12",
        "_us_note_1_1",
        "_us_note_2_1",
        "_us_note_2_2",
    ];
    assert_eq!(names, expected);
}

#[test]
fn the_number_of_a_note_is_outside_of_its_bookmark() {
    let marks = bookmarks(&render(&full()));
    assert!(marks.contains(&("_us_note_1_1".to_owned(), "The 46 of them.".to_owned())));
}

#[test]
fn lead_in_and_disclaimer_are_translatable_only_where_they_were_typed() {
    let mut document = seed();
    for item in &mut document.blocks {
        if let Block::Paragraph(paragraph) = item
            && matches!(paragraph.role, Role::LeadIn | Role::Disclaimer)
        {
            *paragraph = typed(paragraph.role, paragraph.inlines.clone());
        }
    }
    common::number_units(&mut document);
    let names: Vec<String> = bookmarks(&render(&document)).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[..3], ["_us_title", "_us_disclaimer", "_us_lead_in"]);
}

#[test]
fn bookmarks_are_unique_and_short_enough() {
    let mut long = seed();
    let many = (0..1200).map(|n| block(typed(Role::Body, vec![plain(&format!("Point {n}."))])));
    long.blocks.extend(many);
    common::number_units(&mut long);
    for file in [render(&full()), render(&long)] {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for part in text_parts(&file) {
            for start in part.all("w:bookmarkStart") {
                let name = start.attribute("w:name").unwrap().to_owned();
                assert!(name.len() <= 40 && name.starts_with('_'), "{name}");
                assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
                assert!(ids.insert(start.attribute("w:id").unwrap().to_owned()));
                assert!(names.insert(name));
            }
        }
    }
}

#[test]
fn every_style_that_is_used_exists_once() {
    for file in files() {
        let styles = part(&file, "word/styles.xml");
        let ids: Vec<&str> =
            styles.all("w:style").iter().map(|style| style.attribute("w:styleId").unwrap()).collect();
        let names: BTreeSet<&str> =
            styles.all("w:style").iter().map(|style| style.val_at("w:name").unwrap()).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "ids are unique");
        assert_eq!(names.len(), ids.len(), "names are unique");
        for part in text_parts(&file).iter().chain([&styles]) {
            for name in ["w:pStyle", "w:rStyle", "w:basedOn", "w:next", "w:link"] {
                for reference in part.all(name) {
                    assert!(known.contains(reference.val()), "{}", reference.val());
                }
            }
        }
        for part in text_parts(&file) {
            for paragraph in part.all("w:p") {
                assert!(paragraph.val_at("w:pPr/w:pStyle").is_some(), "{}", paragraph.reading());
            }
        }
    }
}

#[test]
fn the_names_of_styles_are_stable() {
    let styles = part(&render(&full()), "word/styles.xml");
    let names: Vec<&str> =
        styles.all("w:style").iter().map(|style| style.val_at("w:name").unwrap()).collect();
    let expected = [
        "Normal",
        "header",
        "footer",
        "footnote text",
        "Masthead",
        "Masthead Second",
        "Doc Reference",
        "Doc Date",
        "Edition",
        "heading 1",
        "Type Line",
        "Disclaimer",
        "Lead-in",
        "Body",
        "List Item",
        "List Item Second",
        "Signed Overleaf",
        "Signed Head",
        "Signatory",
        "Total",
        "Legend",
        "Note",
        "Running Head",
        "Contact Line",
        "footnote reference",
        "Emphasis",
        "Strong",
        "Raised",
        "Do Not Translate",
        "Emphasis Strong Do Not Translate",
        "Signatory Kept",
        "List Item Kept",
        "List Item Continued",
        "Note Continued",
        "Legend Continued",
    ];
    for name in expected {
        assert!(names.contains(&name), "{name} is missing from {names:?}");
    }
}

#[test]
fn heads_and_feet_hold_nothing_to_translate() {
    let file = render(&seed());
    assert_eq!(part(&file, "word/header1.xml").reading(), "Parliamentary AssemblyAssemblée parlementaire");
    assert_eq!(part(&file, "word/header2.xml").reading(), "Doc.\u{a0}16229\t2");
    for path in ["word/header1.xml", "word/header2.xml", "word/footer1.xml"] {
        assert!(part(&file, path).all("w:bookmarkStart").is_empty());
    }
}

#[test]
fn non_breaking_spaces_stay_characters() {
    let mut document = seed();
    document.blocks.push(block(typed(Role::Body, vec![fixed("20\u{a0}% of 50\u{202f}000")])));
    let text = part(&render(&document), "word/document.xml").reading();
    assert!(text.contains("declaration No.\u{a0}638, which"));
    assert!(text.contains("20\u{a0}% of 50\u{202f}000"));
}
