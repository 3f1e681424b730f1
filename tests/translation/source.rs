//! A file of another document, or of another text than the document has now.

use undersigned::translation::ImportOptions;
use undersigned::{Diagnostic, Document, Format, Language};
use undersigned_tests::{check, example_files};

use crate::errand::{Errand, assert_refused, codes, translated};

#[test]
fn a_file_of_another_document_is_refused() {
    let (errand, other) = (Errand::of("doc-16229.yaml"), Errand::of("long-list.yaml"));
    assert_refused(&errand, &other.file, "another document", &["U703"]);
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let options = ImportOptions { language: Some(Language::ENGLISH), ..ImportOptions::default() };
    let faults = errand.profile.import(&errand.document, "back.docx", &returned, options).unwrap_err();
    assert_eq!(codes(&faults), ["U703"]);
}

/// The example in the file, changed after the draft was made.
fn later(errand: &Errand, change: impl Fn(String) -> String) -> Document {
    let input = std::fs::read_to_string(undersigned_tests::examples().join(&errand.name)).unwrap();
    errand.profile.read(&errand.name, change(input).as_bytes(), Format::Yaml).unwrap()
}

#[test]
fn a_file_of_an_older_source_names_what_was_changed() {
    let errand = Errand::of("doc-16229.yaml");
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let changed = later(&errand, |text| text.replace("no improvements", "few improvements"));
    let import = errand.profile.import(&changed, "back.docx", &returned, ImportOptions::default()).unwrap();
    assert_eq!(codes(&import.findings), ["U705", "U719"], "{}", import.findings);
    assert!(
        import.findings.to_string().contains("paragraph 2 of the body was changed"),
        "{}",
        import.findings
    );
    // The check remembers it, from the very paragraph on.
    let found = check(&errand.profile, &errand.name, &import.input);
    let out_of_date = found.list().iter().find(|finding| finding.rule.code == "U719").unwrap();
    assert!(
        out_of_date.message.ends_with("the first change is in paragraph 2 of the body"),
        "{}",
        out_of_date.message
    );
    let (span, _) = out_of_date.labels[0];
    assert!(found.sources()[0].text[span.range()].starts_with("However,"));

    let longer = later(&errand, |text| text.replace("      However,", "      More.\n\n      However,"));
    let faults =
        errand.profile.import(&longer, "back.docx", &returned, ImportOptions::default()).unwrap_err();
    assert_eq!(codes(&faults), ["U706"], "{faults}");
}

#[test]
fn a_file_that_does_not_say_what_it_is_is_held_against_the_text_as_it_is() {
    for errand in Errand::all() {
        let import = errand.import(&errand.file.without_docket()).unwrap();
        errand.assert_right(&import, "without a docket");
        assert_eq!(codes(&import.findings), ["U704"], "{}", import.findings);
    }
}

#[test]
fn side_by_side_nothing_is_missed_that_was_not_sent() {
    for name in example_files() {
        let errand = Errand::bilingual(&name);
        let import = errand.import(&errand.file.without_docket()).unwrap();
        let found: Vec<_> = codes(&import.findings).into_iter().filter(|code| *code != "U715").collect();
        assert_eq!(found, ["U704"], "{name}: {}", import.findings);
    }
}

#[test]
fn a_translation_goes_along_only_where_it_is_up_to_date() {
    let errand = Errand::of("doc-16229.yaml");
    let import = errand.import(&errand.file).unwrap();
    let text = String::from_utf8(import.input).unwrap().replace("no improvements", "few improvements");
    let document = errand.profile.read("d.yaml", text.as_bytes(), Format::Yaml).unwrap();
    let draft = errand.profile.draft(&document, Language::FRENCH).unwrap();
    for unit in &draft.docket.units {
        assert_eq!(unit.target.is_none(), unit.key == "body-2", "{}", unit.key);
    }
    // Written by hand, it is taken for one of the text that is there.
    let by_hand: String = text
        .lines()
        .filter(|line| !line.contains("translated-from"))
        .map(|line| format!("{line}\n"))
        .collect();
    let document = errand.profile.read("d.yaml", by_hand.as_bytes(), Format::Yaml).unwrap();
    let draft = errand.profile.draft(&document, Language::FRENCH).unwrap();
    assert!(draft.docket.units.iter().all(|unit| unit.target.is_some()));
}

#[test]
fn units_in_another_order_keep_their_texts() {
    let errand = Errand::of("doc-16229.yaml");
    let mut returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    returned.docket.as_mut().unwrap().units.swap(3, 4);
    let import = errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap();
    errand.assert_right(&import, "the units of the docket swapped");
    assert!(codes(&import.findings).is_empty(), "{}", import.findings);
    // What the file says was sent must be what its hash says.
    returned.docket.as_mut().unwrap().hash = "0".repeat(64);
    let faults =
        errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap_err();
    assert_eq!(codes(&faults), ["U703"]);
}

#[test]
fn a_source_that_was_shifted_since_takes_no_text_into_another_place() {
    let errand = Errand::of("doc-16229.yaml");
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let input = std::fs::read_to_string(undersigned_tests::examples().join(&errand.name)).unwrap();
    let paragraphs: Vec<&str> =
        input.lines().filter(|line| line.starts_with("      ") && !line.trim().is_empty()).collect();
    let (first, second) = (paragraphs[0], paragraphs[1]);
    let swapped = input.replacen(first, "@", 1).replacen(second, first, 1).replacen('@', second, 1);
    let shifted = input.replacen(&format!("{first}\n\n"), "", 1).replacen(
        second,
        &format!("{second}\n\n      New."),
        1,
    );
    for text in [swapped, shifted] {
        let document = errand.profile.read(&errand.name, text.as_bytes(), Format::Yaml).unwrap();
        let faults = errand.profile.import(&document, "b", &returned, ImportOptions::default()).unwrap_err();
        assert_eq!(codes(&faults), ["U706"], "{faults}");
    }
    // Nor does a translation that is there go along with another paragraph than its own.
    let import = errand.import(&errand.file).unwrap();
    let text = String::from_utf8(import.input).unwrap();
    let swapped = text.replacen(first, "@", 1).replacen(second, first, 1).replacen('@', second, 1);
    let document = errand.profile.read(&errand.name, swapped.as_bytes(), Format::Yaml).unwrap();
    let draft = errand.profile.draft(&document, Language::FRENCH).unwrap();
    for unit in &draft.docket.units {
        assert_eq!(unit.target.is_none(), ["body-1", "body-2"].contains(&unit.key.as_str()), "{}", unit.key);
    }
}

#[test]
fn a_translation_that_is_replaced_is_named() {
    let errand = Errand::of("doc-16229.yaml");
    let import = errand.import(&errand.file).unwrap();
    let text = String::from_utf8(import.input).unwrap().replace("Thé Pàrliàméntàry", "L'Àssémbléé");
    let document = errand.profile.read(&errand.name, text.as_bytes(), Format::Yaml).unwrap();
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let import = errand.profile.import(&document, "b", &returned, ImportOptions::default()).unwrap();
    let said = import.findings.to_string();
    assert!(said.contains("info[U722]: paragraph 1 of the body had another translation"), "{said}");
}

/// The draft that was sent has the name of the file that comes back.
#[test]
fn a_translation_is_not_replaced_by_a_file_as_it_was_sent() {
    let errand = Errand::of("doc-16229.yaml");
    let sent = undersigned_docx::Renderer::new(&errand.profile).unwrap().render_draft(&errand.draft).unwrap();
    let returned = undersigned_docx::read(&sent).unwrap();
    let of = |input: &[u8]| errand.profile.read(&errand.name, input, Format::Yaml).unwrap();
    let import =
        |document: &Document| errand.profile.import(document, "b", &returned, ImportOptions::default());
    let translated = errand.import(&errand.file).unwrap().input;
    let faults = import(&of(&translated)).unwrap_err();
    assert_eq!(codes(&faults), ["U715", "U722"], "{faults}");
    assert!(faults.to_string().contains("error[U722]"), "{faults}");
    // Where there is no translation, or none but the same text, there is nothing to lose.
    let first = import(&errand.document).unwrap();
    assert_eq!(codes(&import(&of(&first.input)).unwrap().findings), ["U715"]);
}

#[test]
fn a_file_that_names_another_document_at_its_head_is_refused() {
    let (errand, other) = (Errand::of("doc-16229.yaml"), Errand::of("long-list.yaml"));
    let mut returned = undersigned_docx::read(&other.file.pack()).unwrap();
    returned.docket = None;
    let faults =
        errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap_err();
    assert_eq!(codes(&faults), ["U703"]);
}

#[test]
fn a_check_names_what_is_not_translated() {
    let errand = Errand::of("doc-16229.yaml");
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let import = errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap();
    let original = errand.draft.docket.units[2].plain_source();
    let text = String::from_utf8(import.input).unwrap().replace(&translated(&original), &original);
    let found = check(&errand.profile, &errand.name, text.as_bytes());
    let names = |finding: &Diagnostic| {
        finding.message.starts_with("paragraph 1 of the body in `fr` is not translated")
    };
    assert!(found.list().iter().any(names), "{found}");
}
