//! A file that came back from a translator; its first byte says what the input is: one part of a sound package, a whole
//! package, or XLIFF.
#![no_main]

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use undersigned::translation::ImportOptions;
use undersigned::{Document, Format, Language};
use undersigned_fuzz::{PROFILE, examine_findings};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const INPUT: &[u8] = include_bytes!("../../../examples/motion-for-resolution.toml");

/// The parts that may be replaced.
const PARTS: [&str; 5] = [
    "word/document.xml",
    "word/footnotes.xml",
    "word/styles.xml",
    "customXml/item1.xml",
    "word/_rels/document.xml.rels",
];

static DOCUMENT: LazyLock<Document> =
    LazyLock::new(|| PROFILE.read("motion.toml", INPUT, Format::Toml).expect("the example"));

/// The parts of a sound draft.
static DRAFT: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let draft = PROFILE.draft(&DOCUMENT, Language::FRENCH).expect("a draft");
    let file = undersigned_docx::Renderer::new(&PROFILE).and_then(|renderer| renderer.render_draft(&draft));
    let mut archive = ZipArchive::new(Cursor::new(file.expect("a file"))).expect("a package");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        parts.push((entry.name().to_owned(), bytes));
    }
    parts
});

fn package(path: &str, content: &[u8]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (known, bytes) in DRAFT.iter() {
        archive.start_file(known.as_str(), options).expect("an entry");
        let bytes = if known == path { content } else { bytes };
        archive.write_all(bytes).expect("its bytes");
    }
    archive.finish().expect("a package").into_inner()
}

fuzz_target!(|data: &[u8]| {
    let Some((&first, input)) = data.split_first() else { return };
    let kind = usize::from(first) % (PARTS.len() + 2);
    let returned = match PARTS.get(kind) {
        Some(path) => undersigned_docx::read(&package(path, input)).ok(),
        None if kind == PARTS.len() => undersigned_docx::read(input).ok(),
        None => undersigned_xliff::read(input).ok(),
    };
    let Some(returned) = returned else { return };
    let options = ImportOptions { accept_changes: true, ..ImportOptions::default() };
    match PROFILE.import(&DOCUMENT, "back.docx", &returned, options) {
        Ok(import) => {
            examine_findings(&import.findings);
            PROFILE.read("motion.toml", &import.input, Format::Toml).expect("what is written is sound");
        }
        Err(faults) => examine_findings(&faults),
    }
});
