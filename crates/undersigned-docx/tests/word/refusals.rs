//! What cannot become a Word file is an error, never a panic and never a broken file.

use std::error::Error as _;

use undersigned::sheet::{Block, Inline, List, Note, Role};
use undersigned::{Profile, Sheet};
use undersigned_docx::Renderer;

use crate::common::{block, emphasis, plain, seed, sheet, typed};

fn refusal(sheet: &Sheet) -> String {
    let error = Renderer::new(&Profile::builtin()).unwrap().render(sheet).unwrap_err();
    assert!(error.source().is_none());
    error.to_string()
}

#[test]
fn control_characters_are_refused_by_name_of_the_field() {
    for (character, shown) in [
        ('\n', "'\\n'"),
        ('\t', "'\\t'"),
        ('\r', "'\\r'"),
        ('\0', "'\\0'"),
        ('\u{8}', "'\\u{8}'"),
        ('\u{85}', "'\\u{85}'"),
        ('\u{2028}', "'\\u{2028}'"),
        ('\u{ffff}', "'\\u{ffff}'"),
    ] {
        let body = vec![block(typed(Role::Body, vec![plain(&format!("We{character}call"))]))];
        let message = refusal(&sheet(body, &[], Vec::new()));
        assert!(message.contains("`text.en.body`") && message.contains(shown), "{message}");
    }
}

#[test]
fn control_characters_are_refused_wherever_text_stands() {
    let bad = || plain("a\u{1}");
    let changes: [fn(&mut Sheet, Inline); 8] = [
        |sheet, _| sheet.title.push('\u{1}'),
        |sheet, _| sheet.subject.push('\u{1}'),
        |sheet, _| sheet.reference.push('\u{1}'),
        |sheet, bad| sheet.masthead[0].inlines.push(bad),
        |sheet, bad| sheet.running_head.inlines.push(bad),
        |sheet, bad| sheet.contact_line.as_mut().unwrap().inlines.push(bad),
        |sheet, bad| sheet.notes[0].paragraphs[1].inlines.push(bad),
        |sheet, bad| sheet.blocks.push(Block::Signatories(vec![typed(Role::Signatory, vec![bad])])),
    ];
    for change in changes {
        let mut document = seed();
        change(&mut document, bad());
        assert!(refusal(&document).contains("'\\u{1}'"));
    }
}

#[test]
fn a_mark_beyond_the_notes_is_refused() {
    for number in [0, 2, usize::MAX] {
        let mut document = seed();
        document.blocks.push(block(typed(Role::Body, vec![Inline::NoteMark(number)])));
        let message = refusal(&document);
        assert!(message.contains(&format!("note {number} is marked in `text.en.body`")), "{message}");
    }
}

#[test]
fn marks_out_of_order_are_refused() {
    // Word counts marks itself: the second would be printed as the first.
    let mut document = seed();
    let note = document.notes[0].clone();
    document.notes.push(note);
    document.blocks.insert(0, block(typed(Role::Body, vec![Inline::NoteMark(2)])));
    assert!(refusal(&document).contains("expects note 1"));
}

#[test]
fn a_mark_in_a_note_or_a_head_is_refused() {
    let mut document = seed();
    document.notes[0].paragraphs[0].inlines.push(Inline::NoteMark(1));
    assert!(refusal(&document).contains("note 1 is marked"));
    let mut document = seed();
    document.running_head.inlines.push(Inline::NoteMark(1));
    assert!(refusal(&document).contains("note 1 is marked"));
}

#[test]
fn notes_without_mark_or_text_are_refused() {
    let mut document = seed();
    let paragraphs = vec![typed(Role::Note, vec![plain("Lost.")])];
    document.notes.push(Note { paragraphs, back: "Back to the mark".to_owned() });
    assert_eq!(refusal(&document), "note 2 has no mark in the text");
    let mut document = seed();
    document.notes[0].paragraphs.clear();
    assert_eq!(refusal(&document), "note 1 is empty");
}

#[test]
fn lists_beyond_word_are_refused() {
    let list = |start, inner: Option<Block>| {
        let mut item = vec![block(typed(Role::ListItem, vec![plain("peace;")]))];
        item.extend(inner);
        Block::List(List { start, items: vec![item] })
    };
    let message = refusal(&sheet(vec![list(Some(32_768), None)], &[], Vec::new()));
    assert!(message.contains("32768"), "{message}");
    let deep = list(None, Some(list(None, Some(list(None, None)))));
    assert_eq!(refusal(&sheet(vec![deep], &[], Vec::new())), "a list stands in a list of the second level");
}

#[test]
fn odd_but_harmless_documents_are_set() {
    let renderer = Renderer::new(&Profile::builtin()).unwrap();
    let mut empty = seed();
    empty.blocks.clear();
    empty.notes.clear();
    empty.masthead.clear();
    renderer.render(&empty).unwrap();

    let markup = "]]> &amp; <w:t> \u{1f54a} \u{202e}left \u{fffd} ' \"";
    let body = vec![
        block(typed(Role::Body, vec![plain(markup), emphasis("")])),
        block(typed(Role::Body, Vec::new())),
        Block::List(List { start: None, items: vec![Vec::new()] }),
    ];
    let file = renderer.render(&sheet(body, &[], Vec::new())).unwrap();
    let document = crate::common::part(&file, "word/document.xml");
    assert_eq!(crate::common::styled(&document, "Body")[0].reading(), markup);
}
