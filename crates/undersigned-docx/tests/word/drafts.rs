//! What goes to a translator, beyond what every Word file has.

use crate::common::{self, drafts, part, parts, styled, text_parts};

const KEYS: [&str; 10] = [
    "title",
    "disclaimer",
    "body-1",
    "body-2",
    "body-3",
    "body-4",
    "body-5",
    "body-6",
    "note-1-1",
    "note-1-2",
];

/// The keys of the bookmarks in the text, in the order of the file.
fn bookmarks(file: &[u8]) -> Vec<String> {
    let mut keys = Vec::new();
    for path in ["word/document.xml", "word/footnotes.xml"] {
        for start in part(file, path).all("w:bookmarkStart") {
            keys.push(start.attribute("w:name").unwrap().trim_start_matches("_us_").replace('_', "-"));
        }
    }
    keys
}

#[test]
fn each_unit_has_one_bookmark() {
    for file in drafts() {
        assert_eq!(bookmarks(&file), KEYS);
    }
}

#[test]
fn fixed_wording_names_and_dates_are_in_the_other_language() {
    let [draft, _] = drafts();
    let document = part(&draft, "word/document.xml");
    let reading = document.reading();
    for text in
        ["2\u{a0}octobre 2025", "Nous, soussignés,", "Signé (voir au verso)", "EXAMPLE Ann, Hongrie, SOC"]
    {
        assert!(reading.contains(text), "{text}: {reading}");
    }
    for text in ["Libraries in small towns", "A town ", "It will not be considered further"] {
        assert!(reading.contains(text), "{text}: {reading}");
    }
}

#[test]
fn everything_but_the_units_is_marked_as_not_to_be_translated() {
    for file in drafts() {
        for part in text_parts(&file) {
            for paragraph in part.all("w:p") {
                let translated = !paragraph.all("w:bookmarkStart").is_empty();
                for run in paragraph.all("w:r") {
                    let style = run.val_at("w:rPr/w:rStyle").unwrap_or_default();
                    let is_note_sign = style.starts_with("Footnote");
                    let fixed = style.contains("DoNotTranslate");
                    if !translated && !run.reading().trim().is_empty() && !is_note_sign {
                        assert!(fixed, "{}", paragraph.reading());
                    }
                    // In a unit only the marks of notes are fixed.
                    if translated && fixed {
                        let text = run.reading();
                        let sign =
                            text.starts_with('[') || text.trim_matches(['.', '\t', ' ', '\u{a0}']).is_empty();
                        assert!(sign, "{text}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_not_confirmed_is_marked_in_drafts_alone() {
    let [draft, _] = drafts();
    let document = part(&draft, "word/document.xml");
    let marked: Vec<String> = document
        .all("w:r")
        .into_iter()
        .filter(|run| run.val_at("w:rPr/w:rStyle").is_some_and(|style| style.contains("ToConfirm")))
        .map(|run| run.reading())
        .collect();
    assert!(marked.contains(&"Déclaration écrite n°\u{a0}820".to_owned()), "{marked:?}");
    assert!(marked.contains(&"EXAMPLE Ann, Hongrie, SOC".to_owned()), "{marked:?}");
    assert!(!marked.contains(&"SAMPLE Bea, France, NI".to_owned()), "{marked:?}");
    let style = common::style(&part(&draft, "word/styles.xml"), "DoNotTranslateToConfirm");
    assert!(style.child("w:rPr").unwrap().names().contains(&"w:shd"));
    let finished = common::render(&common::seed());
    assert!(!String::from_utf8_lossy(&parts(&finished)["word/document.xml"]).contains("ToConfirm"));
}

#[test]
fn the_spelling_checker_looks_at_the_language_of_what_is_written() {
    let [draft, bilingual] = drafts();
    for (file, tag, other) in [(draft, "en-GB", "fr-FR"), (bilingual, "fr-FR", "en-GB")] {
        let styles = part(&file, "word/styles.xml");
        let defaults = styles.all("w:docDefaults")[0].clone();
        assert_eq!(defaults.all("w:lang")[0].attribute("w:val"), Some(tag));
        // What is not to be translated is in the other language, and nobody checks its spelling.
        let fixed = common::style(&styles, "DoNotTranslate");
        assert_eq!(fixed.val_at("w:rPr/w:lang"), Some(other));
        assert!(fixed.child("w:rPr").unwrap().names().contains(&"w:noProof"));
    }
}

#[test]
fn properties_hold_no_text_to_translate() {
    for file in drafts() {
        let core = String::from_utf8_lossy(&parts(&file)["docProps/core.xml"]).into_owned();
        assert!(core.contains("<dc:title>Doc.\u{a0}16300</dc:title>"), "{core}");
        for (path, bytes) in parts(&file) {
            let text = String::from_utf8(bytes).unwrap();
            let holds_it = text.contains("Libraries in small towns");
            assert_eq!(
                holds_it,
                matches!(path.as_str(), "word/document.xml" | "customXml/item1.xml"),
                "{path}"
            );
        }
    }
}

#[test]
fn the_file_says_what_was_sent() {
    for file in drafts() {
        let returned = undersigned_docx::read(&file).unwrap();
        let docket = returned.docket.unwrap();
        assert_eq!(docket.reference, "Doc.\u{a0}16300");
        assert_eq!((docket.source.code(), docket.target.code()), ("en", "fr"));
        assert_eq!(docket.hash.len(), 64);
        let sent: Vec<&str> = docket.units.iter().map(|unit| unit.key.as_str()).collect();
        assert_eq!(sent, KEYS);
        assert_eq!(docket.units[2].plain_source(), "A town without a library is a poor and sad town.");
        let part = part(&file, "customXml/item1.xml");
        assert_eq!(part.attribute("version"), Some("1"));
    }
}

#[test]
fn both_languages_stand_side_by_side() {
    let [_, bilingual] = drafts();
    let document = part(&bilingual, "word/document.xml");
    let rows = document.all("w:tr");
    assert_eq!(rows.len(), 1 + KEYS.len());
    assert_eq!(rows[0].reading(), "Englishfrançais");
    assert!(!rows[0].all("w:tblHeader").is_empty());
    for row in &rows[1..] {
        let cells = row.all("w:tc");
        assert_eq!(cells.len(), 2);
        assert_eq!(styled(cells[0], "SourceText").len(), 1);
        assert_eq!(cells[0].all("w:bookmarkStart").len(), 0);
        assert_eq!(cells[1].all("w:bookmarkStart").len(), 1);
        assert_eq!(cells[0].reading(), cells[1].reading());
    }
    assert!(rows[3].reading().contains("town.[1]"), "{}", rows[3].reading());
}

#[test]
fn the_same_draft_makes_the_same_bytes() {
    assert_eq!(drafts(), drafts());
}
