//! Files that nobody would send in good faith: each is a clear error, and soon.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::common::{drafts, parts};

/// The parts of a package as a file.
fn pack<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        archive.start_file(path, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A draft with another text in one of its parts.
fn with(path: &str, text: &str) -> Vec<u8> {
    let [draft, _] = drafts();
    let parts = parts(&draft);
    let mut all: Vec<(String, Vec<u8>)> = parts
        .into_iter()
        .map(|(known, bytes)| if known == path { (known, text.into()) } else { (known, bytes) })
        .collect();
    if !all.iter().any(|(known, _)| known == path) {
        all.push((path.to_owned(), text.into()));
    }
    pack(all.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
}

/// A text with this inside.
fn document(inside: &str) -> String {
    format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{inside}</w:body></w:document>"
    )
}

fn refused(file: &[u8]) -> String {
    undersigned_docx::read(file).unwrap_err().to_string()
}

#[test]
fn what_is_no_word_file() {
    assert_eq!(refused(b""), "it is no Word file (.docx), or it is damaged");
    assert_eq!(refused(b"%PDF-1.7"), "it is no Word file (.docx), or it is damaged");
    assert!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).contains("before 2007"));
    assert!(refused(&pack([("mimetype", b"application/epub+zip".as_slice())])).contains("no Word file"));
}

#[test]
fn every_truncated_file_is_refused() {
    let [draft, _] = drafts();
    for length in (0..draft.len()).step_by(61) {
        refused(&draft[..length]);
    }
}

#[test]
fn a_part_that_was_cut_off() {
    assert!(
        refused(&with("word/document.xml", &document("<w:p><w:r>")[..120])).contains("no well-formed XML")
    );
    assert!(refused(&with("word/document.xml", "")).contains("no well-formed XML"));
}

#[test]
fn parts_that_unpack_to_gigabytes() {
    let blanks = " ".repeat(13 << 20);
    let file = with("word/document.xml", &document(&blanks));
    assert!(file.len() < 100_000);
    assert_eq!(refused(&file), "the part `word/document.xml` has more than 12 megabytes");
    // Each part is small enough, and all are too much.
    let blanks = " ".repeat(9 << 20);
    let [draft, _] = drafts();
    let mut all = parts(&draft);
    for path in ["word/document.xml", "word/styles.xml", "word/footnotes.xml"] {
        all.insert(path.to_owned(), document(&blanks).into_bytes());
    }
    let file = pack(all.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    assert_eq!(refused(&file), "its parts have more than 24 megabytes together");
}

#[test]
fn packages_of_thousands_of_files() {
    let names: Vec<String> = (0..2_001).map(|number| format!("{number}.xml")).collect();
    let file = pack(names.iter().map(|name| (name.as_str(), b"".as_slice())));
    assert_eq!(refused(&file), "it is a package of more than 2000 files");
}

#[test]
fn entities_in_entities() {
    let bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
    let text = format!("{bomb}{}", document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"));
    assert_eq!(
        refused(&with("word/document.xml", &text)),
        "it defines a document type, which no Word file does"
    );
    let text = document("<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>");
    assert!(refused(&with("word/document.xml", &text)).contains("the entity `&nbsp;`"));
    // In an attribute too.
    let text = document("<w:p><w:bookmarkStart w:id=\"1\" w:name=\"&b;\"/></w:p>");
    refused(&with("word/document.xml", &text));
}

#[test]
fn ten_thousand_bookmarks() {
    let bookmarks: String =
        (0..10_000).map(|id| format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"_us_body_{id}\"/>")).collect();
    let text = document(&format!("<w:p>{bookmarks}</w:p>"));
    assert_eq!(refused(&with("word/document.xml", &text)), "it has more than 5000 bookmarks");
}

#[test]
fn a_paragraph_of_a_million_characters() {
    let text = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "é".repeat(1_000_000)));
    assert_eq!(
        refused(&with("word/document.xml", &text)),
        "a paragraph in it has more than 50000 characters"
    );
    let text = document(&format!("<w:p>{}</w:p>", "<w:r><w:t>é</w:t></w:r>".repeat(100_000)));
    assert_eq!(
        refused(&with("word/document.xml", &text)),
        "a paragraph in it has more than 50000 characters"
    );
}

#[test]
fn a_million_paragraphs() {
    let text = document(&"<w:p/>".repeat(1_000_000));
    assert_eq!(refused(&with("word/document.xml", &text)), "it has more than 30000 paragraphs");
}

#[test]
fn elements_in_elements() {
    let deep = |count: usize| format!("{}{}", "<w:sdt>".repeat(count), "</w:sdt>".repeat(count));
    let text = document(&deep(100_000));
    assert_eq!(refused(&with("word/document.xml", &text)), "its elements are nested more than 128 deep");
    // In what is passed over too.
    let text = document(&format!("<w:sectPr>{}</w:sectPr>", deep(1_000)));
    assert_eq!(refused(&with("word/document.xml", &text)), "its elements are nested more than 128 deep");
}

#[test]
fn styles_that_build_on_one_another_in_a_ring() {
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
                  <w:style w:styleId=\"A\"><w:name w:val=\"A\"/><w:basedOn w:val=\"B\"/></w:style>\
                  <w:style w:styleId=\"B\"><w:name w:val=\"B\"/><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let file = with("word/styles.xml", styles);
    assert!(undersigned_docx::read(&file).is_ok());
}

#[test]
fn references_that_lead_out_of_the_package() {
    let links = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"../../../etc/passwd\"/></Relationships>";
    assert!(refused(&with("_rels/.rels", links)).contains("leads out of the file"));
    let links = links.replace("../../../etc/passwd", "word/nowhere.xml");
    assert_eq!(refused(&with("_rels/.rels", &links)), "the part `word/nowhere.xml` is missing");
    let links = links.replace(" Target=", " TargetMode=\"External\" Target=");
    assert!(refused(&with("_rels/.rels", &links)).contains("no text in it"));
}

#[test]
fn a_file_of_a_later_version() {
    let docket = "<docket xmlns=\"urn:undersigned:docket\" version=\"2\" reference=\"\" source=\"en\" target=\"fr\" hash=\"\"/>";
    assert!(refused(&with("customXml/item1.xml", docket)).contains("a later version of this program"));
    let docket = docket.replace("\"2\"", "\"x\"");
    assert!(refused(&with("customXml/item1.xml", &docket)).contains("its version is no number"));
    let docket = docket.replace("\"x\"", "\"1\"").replace("\"fr\"", "\"French\"");
    assert!(refused(&with("customXml/item1.xml", &docket)).contains("no language"));
}
