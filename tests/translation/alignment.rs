//! Which paragraph that comes back is which of those that were sent: each is told, or the right fault is said.

use crate::errand::{
    DOCUMENT, Errand, NOTES, assert_refused, codes, divided, in_text, joined, parts, retyped, translated,
};

#[test]
fn a_paragraph_typed_anew_is_told_by_its_place() {
    for errand in Errand::all() {
        for unit in &errand.draft.docket.units {
            let mut file = errand.file.clone();
            file.change_unit(&unit.key, retyped);
            let import = errand.import(&file).unwrap_or_else(|faults| panic!("{}: {faults}", unit.key));
            errand.assert_right(&import, &unit.key);
            assert_eq!(codes(&import.findings), ["U713"], "{}: {}", unit.key, import.findings);
        }
    }
}

#[test]
fn all_paragraphs_typed_anew_are_told_by_their_places() {
    for errand in Errand::all() {
        let mut file = errand.file.clone();
        for part in [DOCUMENT, NOTES] {
            file.change(part, retyped);
        }
        let import = errand.import(&file).unwrap_or_else(|faults| panic!("{}: {faults}", errand.name));
        errand.assert_right(&import, "without any bookmark");
    }
}

#[test]
fn a_deleted_paragraph_is_missing() {
    for errand in Errand::all() {
        for unit in &errand.draft.docket.units {
            // With the mark of a note goes its place in the text, and nothing else is to be said of it.
            assert_refused(&errand, &errand.file.without(&unit.key), &unit.key, &["U707"]);
            let mut file = errand.file.clone();
            file.change_unit(&unit.key, |paragraph| in_text(paragraph, |_| String::new()));
            assert_refused(&errand, &file, &format!("{} emptied", unit.key), &["U707"]);
        }
    }
}

#[test]
fn a_divided_paragraph_is_no_two() {
    for errand in Errand::all() {
        for unit in &errand.draft.docket.units {
            for spanning in [true, false] {
                let mut file = errand.file.clone();
                file.change_unit(&unit.key, |paragraph| {
                    let (first, second) = divided(paragraph, spanning);
                    first + &second
                });
                let what = format!("{}, bookmark over both: {spanning}", unit.key);
                assert_refused(&errand, &file, &what, &["U708"]);
            }
        }
    }
}

/// The units that follow one another in the same part of the file.
fn neighbours(errand: &Errand) -> Vec<(String, String)> {
    let keys: Vec<&str> = errand.draft.docket.units.iter().map(|unit| unit.key.as_str()).collect();
    let in_note = |key: &str| key.starts_with("note-");
    let pairs = keys.windows(2).filter(|pair| in_note(pair[0]) == in_note(pair[1]));
    pairs.map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
}

#[test]
fn joined_paragraphs_are_no_one() {
    for errand in Errand::all() {
        for (key, next) in neighbours(&errand) {
            let other = errand.file.unit(&next);
            for (other, what) in
                [(other.clone(), "with both bookmarks"), (retyped(&other), "with one bookmark")]
            {
                let mut file = errand.file.without(&next);
                file.change_unit(&key, |paragraph| joined(paragraph, &other));
                assert_refused(&errand, &file, &format!("{key} and {next}, {what}"), &["U709"]);
            }
        }
    }
}

#[test]
fn a_copied_paragraph_is_there_twice() {
    for errand in Errand::all() {
        for unit in &errand.draft.docket.units {
            let copies: [fn(&str) -> String; 3] = [
                |paragraph| format!("{paragraph}{}", retyped(paragraph)),
                |paragraph| format!("{}{paragraph}", retyped(paragraph)),
                |paragraph| format!("{paragraph}{paragraph}"),
            ];
            for copy in copies {
                let mut file = errand.file.clone();
                file.change_unit(&unit.key, copy);
                assert_refused(&errand, &file, &unit.key, &["U711"]);
            }
        }
    }
}

#[test]
fn an_added_paragraph_is_refused() {
    for errand in Errand::all() {
        for unit in &errand.draft.docket.units {
            let mut file = errand.file.clone();
            file.change_unit(&unit.key, |paragraph| {
                let remark =
                    "Rémàrqùé dù tràdùctéùr: cé pàssàgé ést à révôir àvéc l'àùtéùr, s'il vôùs plàît.";
                let (properties, _) = parts(paragraph);
                format!("{paragraph}{properties}<w:r><w:t>{remark}</w:t></w:r></w:p>")
            });
            assert_refused(&errand, &file, &unit.key, &["U710"]);
        }
    }
}

#[test]
fn a_moved_paragraph_goes_back_to_its_place() {
    for errand in Errand::all() {
        for (key, next) in neighbours(&errand) {
            let moved = errand.file.unit(&key);
            let mut file = errand.file.without(&key);
            file.change_unit(&next, |paragraph| format!("{paragraph}{moved}"));
            let import = errand.import(&file).unwrap_or_else(|faults| panic!("{key}: {faults}"));
            errand.assert_right(&import, &format!("{key} behind {next}"));
            assert_eq!(codes(&import.findings), ["U712"], "{key}: {}", import.findings);

            // Without its bookmark nobody knows which one it is.
            let mut file = errand.file.without(&key);
            file.change_unit(&next, |paragraph| format!("{paragraph}{}", retyped(&moved)));
            assert_refused(&errand, &file, &format!("{key} behind {next}, retyped"), &["U707", "U710"]);
        }
    }
}

#[test]
fn a_text_of_another_length_is_not_told_by_its_place() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    // In the place of a paragraph of 250 characters, in its style, stands a remark.
    file.change_unit("body-3", |paragraph| {
        let (properties, _) = parts(paragraph);
        format!("{properties}<w:r><w:t>À révôir àvéc l'àùtéùr.</w:t></w:r></w:p>")
    });
    assert_refused(&errand, &file, "a remark", &["U707", "U710"]);
}

#[test]
fn a_bookmark_over_two_paragraphs_tells_that_they_are_one() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    // The first part alone is as long as the whole was: only the bookmark tells that the second belongs to it.
    file.change_unit("body-2", |paragraph| {
        let (properties, content) = parts(paragraph);
        let (text, end) = content.split_at(content.find("<w:bookmarkEnd").unwrap());
        format!("{properties}{text}</w:p>{properties}<w:r><w:t>Ùné phràsé dé plùs.</w:t></w:r>{end}")
    });
    assert_refused(&errand, &file, "a sentence more", &["U708"]);
}

#[test]
fn heads_and_feet_of_pages_hold_no_unit() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.without("body-7");
    let header = file.part("word/header2.xml");
    let text = translated(&errand.draft.docket.units.last().unwrap().plain_source());
    file.set(
        "word/header2.xml",
        header.replace("</w:hdr>", &format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>")),
    );
    assert_refused(&errand, &file, "the text in a header", &["U707"]);
}

#[test]
fn two_mistakes_among_paragraphs_without_bookmarks_do_not_cancel_out() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    let next = errand.file.unit("body-6");
    file.change_unit("body-2", |paragraph| {
        let (first, second) = divided(paragraph, false);
        first + &second
    });
    file.change_unit("body-5", |paragraph| joined(paragraph, &next));
    let mut file = file.clone();
    file.change(DOCUMENT, |paragraph| if paragraph == next { String::new() } else { retyped(paragraph) });
    let faults = errand.import(&file).unwrap_err();
    assert!(!codes(&faults).is_empty());
}

#[test]
fn text_in_a_style_of_what_is_not_translated_is_not_lost() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    file.change_unit("body-2", |paragraph| {
        let (first, second) = divided(paragraph, false);
        first + &second.replace("w:val=\"Body\"", "w:val=\"LeadIn\"")
    });
    assert_refused(&errand, &file, "the second half in another style", &["U710"]);
    // One more signatory is no text of the translation.
    let mut file = errand.file.clone();
    file.change(DOCUMENT, |paragraph| match paragraph.contains("CASTEL Laura") {
        true => format!("{paragraph}{}", paragraph.replace("CASTEL Laura", "DUPONT Jean")),
        false => paragraph.to_owned(),
    });
    let import = errand.import(&file).unwrap();
    assert!(
        import.findings.to_string().contains("“DUPONT Jean, Espagne, GUE” was added"),
        "{}",
        import.findings
    );
}

#[test]
fn a_paragraph_that_was_divided_in_libreoffice_is_no_double() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    // Both halves have the bookmark of the whole.
    file.change_unit("body-2", |paragraph| {
        let (first, second) = divided(paragraph, false);
        let start = &first[first.find("<w:bookmarkStart").unwrap()..];
        let start = &start[..start.find("/>").unwrap() + 2];
        let (properties, content) = parts(&second);
        format!("{first}{properties}{start}{content}")
    });
    assert_refused(&errand, &file, "two bookmarks of a name", &["U708"]);
}
