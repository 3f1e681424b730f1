//! What the end-to-end suites share: the folders of the repository, and the text of a Word file.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use quick_xml::events::Event;
use undersigned::{Document, Format, Profile};

/// The folder `examples/` of the repository.
pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

/// The text of a file in the folder `tests/` of the repository.
pub fn data(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("test data")
}

/// Every example input, by file name.
pub fn example_files() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(examples())
        .expect("the examples")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"))
        .filter(|name| name != "Cargo.toml" && [".yaml", ".toml", ".json"].iter().any(|e| name.ends_with(e)))
        .collect();
    names.sort();
    names
}

/// An example, read.
pub fn example(profile: &Profile, name: &str) -> Document {
    let folder = examples();
    let input = std::fs::read(folder.join(name)).expect("the example");
    let format = Format::from_extension(name.rsplit('.').next().expect("an extension")).expect("a notation");
    let load = |list: &str| std::fs::read(folder.join(list)).map_err(|error| error.to_string());
    profile.read_with_list(name, &input, format, load).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A part of a Word file, as text.
pub fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// The text of a part's paragraphs, in order; the mark of a note stands as `[n]`, its own number in the note as `n`.
pub fn paragraphs(part: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(part);
    let mut paragraphs = Vec::new();
    let (mut in_text, mut note) = (false, String::new());
    loop {
        let event = reader.read_event().expect("well-formed XML");
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                b"w:p" => paragraphs.push(String::new()),
                b"w:t" => in_text = true,
                b"w:footnote" => {
                    let id = tag.try_get_attribute("w:id").expect("an attribute").expect("an id");
                    note = String::from_utf8(id.value.to_vec()).expect("UTF-8");
                }
                b"w:footnoteReference" => {
                    let id = tag.try_get_attribute("w:id").expect("an attribute").expect("an id");
                    let id = String::from_utf8(id.value.to_vec()).expect("UTF-8");
                    paragraphs.last_mut().expect("a paragraph").push_str(&format!("[{id}]"));
                }
                b"w:footnoteRef" => paragraphs.last_mut().expect("a paragraph").push_str(&note),
                b"w:tab" if !paragraphs.is_empty() => paragraphs.last_mut().expect("a paragraph").push(' '),
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == b"w:t" => in_text = false,
            Event::Text(text) if in_text => {
                let text = text.decode().expect("UTF-8");
                paragraphs.last_mut().expect("a paragraph").push_str(&text);
            }
            Event::GeneralRef(reference) if in_text => {
                let name = reference.decode().expect("UTF-8");
                let character = match name.as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "apos" => "'",
                    "quot" => "\"",
                    other => panic!("an entity `{other}`"),
                };
                paragraphs.last_mut().expect("a paragraph").push_str(character);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    paragraphs.retain(|text| !text.trim().is_empty());
    paragraphs
}

/// The words of texts; a non-breaking space parts words as any other.
pub fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    texts.into_iter().flat_map(str::split_whitespace).collect()
}
