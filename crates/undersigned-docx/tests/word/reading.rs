//! What the reader makes of the things that programs write into a paragraph.

use std::io::{Cursor, Write};

use undersigned::sheet::{Inline, Role};
use undersigned::translation::{Returned, ReturnedParagraph};
use zip::write::SimpleFileOptions;

use crate::common::{drafts, parts};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Reads a draft with another text.
fn read(inside: &str) -> Returned {
    read_as(inside, WORD)
}

fn read_as(inside: &str, namespace: &str) -> Returned {
    let [draft, _] = drafts();
    let document = format!("<w:document xmlns:w=\"{namespace}\"><w:body>{inside}</w:body></w:document>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts(&draft) {
        archive.start_file(path.as_str(), SimpleFileOptions::default()).unwrap();
        let bytes = if path == "word/document.xml" { document.as_bytes().to_vec() } else { bytes };
        archive.write_all(&bytes).unwrap();
    }
    undersigned_docx::read(&archive.finish().unwrap().into_inner()).unwrap()
}

/// The paragraphs of the text: what stands before those of the notes.
fn paragraphs(returned: &Returned) -> Vec<&ReturnedParagraph> {
    let in_text = |paragraph: &&ReturnedParagraph| {
        !matches!(paragraph.role, Some(Role::Note | Role::Legend | Role::Masthead | Role::MastheadSecond))
            && !matches!(paragraph.role, Some(Role::RunningHead | Role::ContactLine))
    };
    returned.paragraphs.iter().filter(in_text).collect()
}

/// The text with its forms as Markdown has them.
fn marked(paragraph: &ReturnedParagraph) -> String {
    let mut text = String::new();
    for inline in &paragraph.inlines {
        match inline {
            Inline::NoteMark(number) => text.push_str(&format!("[^{number}]")),
            Inline::Text(piece) => {
                let sign =
                    format!("{}{}", "*".repeat(piece.emphasis.into()), "**".repeat(piece.strong.into()));
                text.push_str(&format!("{sign}{}{sign}", piece.text));
            }
        }
    }
    text
}

/// The texts of what is read.
fn texts(inside: &str) -> Vec<String> {
    paragraphs(&read(inside)).into_iter().map(marked).collect()
}

fn body(inside: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"Body\"/></w:pPr>{inside}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn runs_that_word_has_divided_are_one_text() {
    let inside = "<w:r w:rsidR=\"00A1\"><w:t>Une vil</w:t></w:r><w:proofErr w:type=\"spellStart\"/>\
                  <w:r><w:rPr><w:lang w:val=\"fr-FR\"/></w:rPr><w:t>le</w:t></w:r><w:r><w:lastRenderedPageBreak/>\
                  <w:t xml:space=\"preserve\"> pauvre.</w:t></w:r>";
    assert_eq!(texts(&body(inside)), ["Une ville pauvre."]);
}

#[test]
fn breaks_tabs_and_hyphens_are_characters() {
    let inside = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>\
                  <w:softHyphen/><w:t>e</w:t></w:r>";
    assert_eq!(texts(&body(inside)), ["a b c-de"]);
    // A tab among the properties of a paragraph is a place.
    let inside = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"9\"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    assert_eq!(texts(inside), ["a"]);
}

#[test]
fn links_controls_and_fields_hold_text_and_page_numbers_none() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> {instruction} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            run(result)
        )
    };
    let inside = format!(
        "{}<w:hyperlink>{}</w:hyperlink><w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         {}{}<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>{}",
        run("Voir "),
        run("coe.int"),
        run(", ici"),
        field("HYPERLINK \"x\"", ", là"),
        field("PAGE", "7"),
        run("8"),
        run(".")
    );
    assert_eq!(texts(&body(&inside)), ["Voir coe.int, ici, là."]);
}

#[test]
fn emphasis_by_style_and_by_hand() {
    let with = |properties: &str| {
        body(&format!("{}<w:r><w:rPr>{properties}</w:rPr><w:t>b</w:t></w:r>{}", run("a"), run("c")))
    };
    for (properties, expected) in [
        ("<w:rStyle w:val=\"Emphasis\"/>", "a*b*c"),
        ("<w:i/>", "a*b*c"),
        ("<w:i w:val=\"1\"/><w:iCs/>", "a*b*c"),
        ("<w:i w:val=\"0\"/>", "abc"),
        ("<w:iCs/>", "abc"),
        ("<w:b/>", "a**b**c"),
        ("<w:rStyle w:val=\"Strong\"/><w:i/>", "a***b***c"),
        // Switched off by hand.
        ("<w:rStyle w:val=\"Emphasis\"/><w:i w:val=\"false\"/>", "abc"),
        // What it was before a change that is tracked.
        ("<w:rPrChange w:id=\"1\"><w:rPr><w:i/></w:rPr></w:rPrChange>", "abc"),
    ] {
        assert_eq!(texts(&with(properties)), [expected], "{properties}");
    }
    // In a paragraph that is in italics or bold these are no emphasis.
    let title = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r></w:p>";
    assert_eq!(texts(title), ["a"]);
}

#[test]
fn tracked_changes_are_as_if_they_had_been_accepted() {
    let inside = format!(
        "{}<w:del w:id=\"1\"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>\
         <w:moveFrom w:id=\"3\">{}</w:moveFrom><w:moveTo w:id=\"4\">{}</w:moveTo>",
        run("a "),
        run("new"),
        run(" away"),
        run(" here")
    );
    assert_eq!(texts(&body(&inside)), ["a new here"]);
    assert_eq!(read(&body(&inside)).tracked_changes, 4);

    // The end of a paragraph was deleted: it goes on in the next one.
    let ended = "<w:p><w:pPr><w:pStyle w:val=\"Body\"/><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>\
                 <w:bookmarkStart w:id=\"9\" w:name=\"_us_body_1\"/><w:r><w:t>a</w:t></w:r></w:p>";
    let two = format!("{ended}{}", body(&run(" b")));
    assert_eq!(texts(&two), ["a b"]);
    assert_eq!(paragraphs(&read(&two))[0].begins, ["body-1"]);
    // The whole of a paragraph was deleted.
    let gone = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:del w:id=\"2\"><w:r><w:delText>x</w:delText></w:r>\
                </w:del></w:p>";
    assert_eq!(texts(&format!("{gone}{}", body(&run("b")))), ["b"]);
}

#[test]
fn bookmarks_before_paragraphs_and_behind_them() {
    let start = "<w:bookmarkStart w:id=\"9\" w:name=\"_us_body_2\"/>";
    let end = "<w:bookmarkEnd w:id=\"9\"/>";
    let returned = read(&format!("{start}{}{}", body(&run("a")), body(&format!("{end}{}", run("b")))));
    let found = paragraphs(&returned);
    assert_eq!(found[0].begins, ["body-2"]);
    // Word ends a bookmark round a whole paragraph at the beginning of the next one: that is no part of it.
    assert!(found[1].begins.is_empty() && found[1].continues.is_empty());
    let returned = read(&format!("{start}{}{}", body(&run("a")), body(&format!("{}{end}", run("b")))));
    assert_eq!(paragraphs(&returned)[1].continues, ["body-2"]);
    // LibreOffice names the second bookmark of a name.
    let copy = start.replace("body_2", "note_1_1_Copy_1");
    assert_eq!(paragraphs(&read(&body(&format!("{copy}{}{end}", run("a")))))[0].begins, ["note-1-1"]);
    // Others are none of ours.
    let other = start.replace("_us_body_2", "_GoBack");
    assert!(paragraphs(&read(&body(&format!("{other}{}", run("a")))))[0].begins.is_empty());
}

#[test]
fn the_second_of_two_versions_is_passed_over() {
    let inside = format!(
        "{}<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">\
         <mc:Choice Requires=\"x\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        run("a"),
        run("b"),
        run("c")
    );
    assert_eq!(texts(&body(&inside)), ["ab"]);
}

#[test]
fn strict_files_are_read_as_well() {
    let returned = read_as(&body(&run("a")), "http://purl.oclc.org/ooxml/wordprocessingml/main");
    assert_eq!(marked(paragraphs(&returned)[0]), "a");
}

#[test]
fn what_is_no_text_of_the_document() {
    // The instruction of a field within the instruction of another.
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let separate = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let inner =
        format!("{begin}<w:r><w:instrText>DOCPROPERTY x</w:instrText></w:r>{separate}{}{end}", run("INNER"));
    let field =
        format!("{begin}<w:r><w:instrText>IF </w:instrText></w:r>{inner}{separate}{}{end}", run("yes"));
    assert_eq!(texts(&body(&format!("{}{field}", run("a ")))), ["a yes"]);
    // The mark of an endnote belongs to no note that was sent.
    let inside = format!("{}<w:r><w:endnoteReference w:id=\"3\"/></w:r>", run("a"));
    let returned = read(&body(&inside));
    assert!(matches!(paragraphs(&returned)[0].inlines[1], Inline::NoteMark(usize::MAX)));
}

#[test]
fn what_is_struck_through_or_hidden_is_marked() {
    for (property, struck) in [
        ("<w:strike/>", true),
        ("<w:dstrike/>", true),
        ("<w:vanish/>", true),
        ("<w:strike w:val=\"0\"/>", false),
        ("<w:vanish/><w:strike w:val=\"0\"/>", true),
    ] {
        let inside = format!("{}<w:r><w:rPr>{property}</w:rPr><w:t>b</w:t></w:r>{}", run("a"), run("c"));
        assert_eq!(paragraphs(&read(&body(&inside)))[0].struck, struck, "{property}");
    }
}

#[test]
fn a_change_of_form_is_a_tracked_change() {
    let inside = "<w:r><w:rPr><w:i/><w:rPrChange w:id=\"1\"><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r>";
    assert_eq!(read(&body(inside)).tracked_changes, 1);
}

#[test]
fn a_bookmark_that_begins_behind_the_last_character_belongs_to_the_next_paragraph() {
    let start = "<w:bookmarkStart w:id=\"9\" w:name=\"_us_body_2\"/>";
    let end = "<w:bookmarkEnd w:id=\"9\"/>";
    for first in [body(&format!("{}{start}", run("a"))), body(start)] {
        let returned = read(&format!("{first}{}", body(&format!("{}{end}", run("b")))));
        let found = paragraphs(&returned);
        let b = found.iter().find(|paragraph| marked(paragraph) == "b").unwrap();
        assert_eq!((b.begins.as_slice(), b.continues.len()), (["body-2".to_owned()].as_slice(), 0));
        assert!(
            found
                .iter()
                .filter(|paragraph| marked(paragraph) != "b")
                .all(|paragraph| paragraph.begins.is_empty())
        );
    }
}

#[test]
fn comments_and_images_are_counted() {
    let inside = format!("{}<w:r><w:commentReference w:id=\"1\"/></w:r><w:r><w:drawing/></w:r>", run("a"));
    let returned = read(&body(&inside));
    assert_eq!((returned.comments, returned.images), (1, 1));
    let [draft, _] = drafts();
    let returned = undersigned_docx::read(&draft).unwrap();
    assert_eq!((returned.comments, returned.images), (0, 0));
}
