//! Doc. 16229, the document that the project was begun for: its published words, in their order.

use undersigned::sheet::{Block, Inline, Role};
use undersigned::{Language, Profile, Sheet};
use undersigned_tests::{data, example, paragraphs, part, words};

/// The published text, with the mark of the note as the tests write it: `*Signed*¹:` stands there.
fn published() -> String {
    data("doc-16229.txt").replace("*Signed*¹:", "Signed[1]:")
}

fn sheet(profile: &Profile) -> Sheet {
    profile.resolve(&example(profile, "doc-16229.yaml"), Language::ENGLISH).expect("the seed resolves")
}

/// The text of the sheet in print order, notes at the end.
fn texts(sheet: &Sheet) -> Vec<String> {
    let text = |inlines: &[Inline]| -> String {
        inlines
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => text.text.clone(),
                Inline::NoteMark(number) => format!("[{number}]"),
            })
            .collect()
    };
    let mut texts = Vec::new();
    for block in &sheet.blocks {
        match block {
            Block::Paragraph(paragraph) => texts.push(text(&paragraph.inlines)),
            Block::Signatories(entries) => texts.extend(entries.iter().map(|entry| text(&entry.inlines))),
            Block::List(_) => panic!("the seed has no list in its body"),
        }
    }
    for (index, note) in sheet.notes.iter().enumerate() {
        texts.push(format!("{}.", index + 1));
        texts.extend(note.paragraphs.iter().map(|paragraph| text(&paragraph.inlines)));
    }
    texts
}

#[test]
fn the_sheet_has_the_published_words_in_their_order() {
    let texts = texts(&sheet(&Profile::builtin()));
    let published = published();
    assert_eq!(words(texts.iter().map(String::as_str)), words([published.as_str()]));
}

#[test]
fn the_word_file_has_the_published_words_in_their_order() {
    let profile = Profile::builtin();
    let docx = undersigned_docx::Renderer::new(&profile).unwrap().render(&sheet(&profile)).unwrap();
    let mut texts = paragraphs(&part(&docx, "word/document.xml"));
    texts.extend(paragraphs(&part(&docx, "word/footnotes.xml")));
    let published = published();
    assert_eq!(words(texts.iter().map(String::as_str)), words([published.as_str()]));
}

#[test]
fn signed_is_in_italics_and_its_mark_and_colon_are_not() {
    let sheet = sheet(&Profile::builtin());
    let head = sheet.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == Role::SignedHead => Some(paragraph),
        _ => None,
    });
    let [Inline::Text(signed), Inline::NoteMark(1), Inline::Text(colon)] = &head.expect("a head").inlines[..]
    else {
        panic!("{head:?}");
    };
    assert_eq!((signed.text.as_str(), signed.emphasis), ("Signed", true));
    assert_eq!((colon.text.as_str(), colon.emphasis), (":", false));
}

#[test]
fn what_belongs_together_is_kept_on_one_line() {
    let texts = texts(&sheet(&Profile::builtin())).join("\n");
    for together in
        ["Doc.~16229", "19~August 2025", "declaration No.~818", "declaration No.~638", "Total~=~20"]
    {
        assert!(texts.contains(&together.replace('~', "\u{a0}")), "{together}");
    }
}

#[test]
fn the_sheet_says_who_it_is_for_the_metadata() {
    let sheet = sheet(&Profile::builtin());
    assert_eq!(sheet.title, "Stand up for human rights in Kazakhstan");
    assert_eq!(sheet.reference, "Doc.\u{a0}16229");
    assert_eq!(sheet.subject, "Written declaration No.\u{a0}818");
    assert_eq!(sheet.date.to_string(), "2025-08-19");
}
