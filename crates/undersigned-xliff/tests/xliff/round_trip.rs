//! What is sent comes back.

use undersigned::bounds::MAX_PARAGRAPH;
use undersigned::translation::{Docket, ImportOptions, Locked, Unit};
use undersigned::{Language, Severity};
use undersigned_xliff::Version;

use crate::common::{
    Errand, as_read, draft_of, formed, paragraph, read, shapes, translated, translated_inlines, written,
};

/// A docket as it is read back.
fn docket_as_read(docket: &Docket) -> Docket {
    let unit = |unit: &Unit| Unit { source: as_read(&unit.source), target: None, note: None, ..unit.clone() };
    let locked = |locked: &Locked| Locked { unconfirmed: false, ..locked.clone() };
    Docket {
        units: docket.units.iter().map(unit).collect(),
        locked: docket.locked.iter().map(locked).collect(),
        ..docket.clone()
    }
}

#[test]
fn every_example_comes_back() {
    for errand in Errand::all() {
        for &version in Version::ALL {
            let docket = &errand.draft.docket;
            let returned = read(&translated(&written(&errand.draft, version)));
            let what = format!("{} in {version}", errand.name);
            assert_eq!(returned.docket.as_ref(), Some(&docket_as_read(docket)), "{what}");
            assert_eq!(returned.tracked_changes, 0);
            assert_eq!(returned.paragraphs.len(), docket.units.len() + docket.locked.len(), "{what}");
            for unit in &docket.units {
                let paragraph = paragraph(&returned, &unit.key).unwrap();
                assert_eq!(paragraph.inlines, translated_inlines(&unit.source), "{what}: {}", unit.key);
                assert_eq!(paragraph.role, Some(unit.role), "{what}: {}", unit.key);
                assert!(paragraph.continues.is_empty());
            }
            for (locked, number) in docket.locked.iter().zip(1..) {
                let paragraph = paragraph(&returned, &format!("locked-{number}")).unwrap();
                assert_eq!(paragraph.role, Some(locked.role), "{what}");
            }
        }
    }
}

#[test]
fn every_example_is_imported() {
    for errand in Errand::all() {
        for &version in Version::ALL {
            let returned = read(&translated(&written(&errand.draft, version)));
            let options = ImportOptions::default();
            let import = errand.profile.import(&errand.document, "back.xlf", &returned, options);
            let import = import.unwrap_or_else(|faults| panic!("{} in {version}: {faults}", errand.name));
            assert_eq!(import.language, Language::FRENCH);
            assert_eq!(import.units, errand.draft.docket.units.len());
            assert_ne!(import.findings.severity(), Some(Severity::Error), "{}", import.findings);
        }
    }
}

#[test]
fn every_shape_of_text_comes_back() {
    let mut draft = draft_of(&shapes());
    for &version in Version::ALL {
        let returned = read(&translated(&written(&draft, version)));
        assert_eq!(returned.docket, Some(docket_as_read(&draft.docket)), "{version}");
        for unit in &draft.docket.units {
            let paragraph = paragraph(&returned, &unit.key).unwrap();
            assert_eq!(paragraph.inlines, translated_inlines(&unit.source), "{version}: {}", unit.key);
        }
    }
    // A translation that the document has already is sent along.
    for unit in &mut draft.docket.units {
        unit.target = Some(translated_inlines(&unit.source));
    }
    for &version in Version::ALL {
        let file = written(&draft, version);
        assert!(!file.contains("initial") && !file.contains("needs-translation"), "{file}");
        assert_eq!(read(&file), read(&translated(&file)), "{version}");
    }
}

#[test]
fn the_longest_paragraph_comes_back_in_whatever_form() {
    // Each letter is emphasised or strong, and none is as the one before it.
    let letters: Vec<_> =
        (0..MAX_PARAGRAPH).map(|place| formed("a", place % 2 == 0, place % 2 == 1)).collect();
    let draft = draft_of(&[letters]);
    let source = &draft.docket.units[0].source;
    for &version in Version::ALL {
        let returned = read(&translated(&written(&draft, version)));
        let paragraph = paragraph(&returned, "body-1").unwrap();
        assert!(paragraph.inlines == translated_inlines(source), "{version}");
    }
}

#[test]
fn the_bytes_are_the_same_every_time() {
    for (one, other) in Errand::all().into_iter().zip(Errand::all()) {
        for &version in Version::ALL {
            assert_eq!(written(&one.draft, version), written(&other.draft, version));
        }
    }
}

#[test]
fn nothing_is_a_translation_before_it_is_one() {
    let draft = draft_of(&shapes());
    let returned = read(&written(&draft, Version::V2_1));
    let with_text = returned.paragraphs.iter().filter(|paragraph| !paragraph.inlines.is_empty());
    let keys: Vec<&str> = with_text.flat_map(|p| &p.begins).map(String::as_str).collect();
    assert_eq!(keys, ["locked-1", "locked-2"]);
    // In 1.2 the text stands in the place of its translation, and comes back as a Word file does that nobody
    // worked on.
    let returned = read(&written(&draft, Version::V1_2));
    for unit in &draft.docket.units {
        assert_eq!(paragraph(&returned, &unit.key).unwrap().inlines, as_read(&unit.source));
    }
}
