//! What the end-to-end suites share: the folders of the repository, and the text of a Word file.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use quick_xml::events::Event;
use serde_json::{Value, json};
use undersigned::sheet::Inline;
use undersigned::{Diagnostics, Document, Format, Language, Profile};

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

/// Everything that is found in an input whose signatories stand in the file itself.
pub fn check(profile: &Profile, name: &str, input: &[u8]) -> Diagnostics {
    let format = Format::from_extension(name.rsplit('.').next().expect("an extension")).expect("a notation");
    match profile.read(name, input, format) {
        Ok(document) => profile.check(&document, &[]),
        Err(faults) => faults,
    }
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

/// The text of a paragraph without its forms and marks.
pub fn plain(inlines: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text(text) => text.text.clone(),
        Inline::NoteMark(_) => String::new(),
    };
    inlines.iter().map(text).collect()
}

/// The words of texts; a non-breaking space parts words as any other.
pub fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    texts.into_iter().flat_map(str::split_whitespace).collect()
}

/// The lists under `lists/`, by name.
pub const LISTS: [&str; 9] = [
    "9773-EN", "12232-EN", "12257-EN", "13553-EN", "14030-EN", "14030-FR", "14416-EN", "14416-FR", "15060-EN",
];

/// A published list of signatories.
pub struct Published {
    /// The number of the document.
    pub doc: u32,
    /// The kind, as in an input file.
    pub kind: &'static str,
    /// The date, as in an input file.
    pub date: String,
    /// The language.
    pub language: Language,
    /// The rows: honorific, surname, given name, country, group.
    pub rows: Vec<Vec<String>>,
}

/// Reads a list with its first line: `# Doc. 12232 · written declaration · 2010-04-29 · en · …`.
pub fn published(name: &str) -> Published {
    let text = data(&format!("lists/{name}.tsv"));
    let head: Vec<&str> = text.lines().next().expect("a line").split(" · ").collect();
    Published {
        doc: head[0].trim_start_matches("# Doc. ").parse().expect("a value"),
        kind: match head[1] {
            "written declaration" => "written-declaration",
            "motion for resolution" => "motion-for-resolution",
            "motion for recommendation" => "motion-for-recommendation",
            other => panic!("{other}"),
        },
        date: head[2].to_owned(),
        language: head[3].parse().expect("a value"),
        rows: text.lines().skip(2).map(|row| row.split('\t').map(str::to_owned).collect()).collect(),
    }
}

impl Published {
    /// An input file in JSON that rows of the list have signed.
    pub fn input(&self, rows: &[&Vec<String>]) -> String {
        let signatories: Vec<Value> = rows
            .iter()
            .map(|row| {
                let keys = ["honorific", "surname", "given", "country", "group"];
                let entries = keys.iter().zip(row.iter()).filter(|(_, value)| !value.is_empty());
                Value::Object(entries.map(|(key, value)| (key.to_string(), json!(value))).collect())
            })
            .collect();
        let mut document = json!({
            "kind": self.kind,
            "doc": self.doc,
            "date": self.date,
            // The wording of every date is not the matter here.
            "text": { self.language.code(): { "title": "T", "body": "B", "disclaimer": "", "lead-in": "" } },
            "signatories": signatories,
        });
        if self.kind == "written-declaration" {
            document["number"] = json!(1);
        }
        document.to_string()
    }
}
