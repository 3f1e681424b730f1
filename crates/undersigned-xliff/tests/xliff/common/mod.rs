//! Drafts to send, and a translator who works on them.

use std::path::{Path, PathBuf};

use undersigned::sheet::{Inline, Role, Text};
use undersigned::translation::{Draft, Locked, Returned, ReturnedParagraph, Unit};
use undersigned::{Document, Format, Language, Profile};
use undersigned_xliff::Version;

/// An example on its way to a translator.
pub(crate) struct Errand {
    pub(crate) name: String,
    pub(crate) profile: Profile,
    pub(crate) document: Document,
    pub(crate) draft: Draft,
}

impl Errand {
    /// All examples.
    pub(crate) fn all() -> Vec<Errand> {
        let mut names: Vec<String> = std::fs::read_dir(examples())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "Cargo.toml" && Format::from_extension(extension(name)).is_some())
            .collect();
        names.sort();
        assert!(names.len() > 4, "the examples are there: {names:?}");
        names.iter().map(|name| Errand::of(name)).collect()
    }

    fn of(name: &str) -> Errand {
        let profile = Profile::builtin();
        let input = std::fs::read(examples().join(name)).unwrap();
        let load = |list: &str| std::fs::read(examples().join(list)).map_err(|error| error.to_string());
        let format = Format::from_extension(extension(name)).unwrap();
        let document = profile.read_with_list(name, &input, format, load).unwrap();
        let draft = profile.draft(&document, Language::FRENCH).unwrap();
        Errand { name: name.to_owned(), profile, document, draft }
    }
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn extension(name: &str) -> &str {
    name.rsplit('.').next().unwrap()
}

/// A draft of one unit for each of these texts: `body-1`, `body-2` and so on. All else about it is that of an
/// example.
pub(crate) fn draft_of(sources: &[Vec<Inline>]) -> Draft {
    let mut draft = Errand::of("doc-16229.yaml").draft;
    let unit = |(source, number): (&Vec<Inline>, usize)| Unit {
        key: format!("body-{number}"),
        role: Role::Body,
        source: source.clone(),
        target: None,
        note: None,
    };
    draft.docket.units = sources.iter().zip(1..).map(unit).collect();
    draft.docket.locked = vec![
        Locked { role: Role::Date, text: "19 août 2025".to_owned(), unconfirmed: false },
        Locked { role: Role::Total, text: "Total = 20".to_owned(), unconfirmed: true },
    ];
    draft
}

pub(crate) fn plain(text: &str) -> Inline {
    formed(text, false, false)
}

pub(crate) fn emphasis(text: &str) -> Inline {
    formed(text, true, false)
}

pub(crate) fn strong(text: &str) -> Inline {
    formed(text, false, true)
}

pub(crate) fn formed(text: &str, emphasis: bool, strong: bool) -> Inline {
    Inline::Text(Text { text: text.to_owned(), emphasis, strong, ..Text::default() })
}

/// Texts of every shape that a paragraph can have.
pub(crate) fn shapes() -> Vec<Vec<Inline>> {
    vec![
        vec![plain("As it is.")],
        vec![plain("With "), emphasis("emphasis"), plain(", "), strong("strength"), plain(" and more.")],
        vec![emphasis("All of it.")],
        vec![emphasis("Out "), formed("and in", true, true), emphasis(" and out")],
        vec![formed("Both", true, true), strong(" and one"), emphasis(" and the other")],
        vec![plain("Marked"), Inline::NoteMark(1), plain(" twice."), Inline::NoteMark(2)],
        vec![emphasis("Marked"), Inline::NoteMark(3), emphasis(" in italics"), Inline::NoteMark(4)],
        vec![
            Inline::NoteMark(5),
            plain("  Two  spaces, No.\u{a0}5, 5\u{202f}%, a < b && c > d, \"q\" ]]> ’"),
        ],
        vec![plain(
            "\u{1f1ea}\u{1f1fa} e\u{301} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{200f}\u{2066}x\u{2069} \u{10ffff}",
        )],
    ]
}

/// A draft as the file of a version.
pub(crate) fn written(draft: &Draft, version: Version) -> String {
    String::from_utf8(undersigned_xliff::write(draft, version).unwrap()).unwrap()
}

/// A file as a translator sends it back, who has put a translation into every unit that is not locked.
pub(crate) fn translated(file: &str) -> String {
    let name = if file.contains("<trans-unit") { "trans-unit" } else { "unit" };
    let (mut out, mut rest) = (String::new(), file);
    while let Some(start) = rest.find(&format!("<{name} ")) {
        let close = format!("</{name}>");
        let end = start + rest[start..].find(&close).unwrap() + close.len();
        out.push_str(&rest[..start]);
        let unit = &rest[start..end];
        match unit.contains("translate=\"no\"") {
            true => out.push_str(unit),
            false => out.push_str(&translated_unit(unit)),
        }
        rest = &rest[end..];
    }
    out + rest
}

fn translated_unit(unit: &str) -> String {
    let (head, rest) = unit.split_once("<source>").unwrap();
    let (source, tail) = rest.split_once("</source>").unwrap();
    let tail = match tail.split_once("</target>") {
        Some((_, tail)) => tail,
        None => tail,
    };
    let head = head.replace("\"initial\"", "\"translated\"");
    format!("{head}<source>{source}</source><target>{}</target>{tail}", translated_content(source))
}

/// Content of which everything is translated that is neither a tag nor a reference.
fn translated_content(content: &str) -> String {
    let mut until = None;
    let letter = |c| {
        until = until.or(match c {
            '<' => Some('>'),
            '&' => Some(';'),
            _ => None,
        });
        let is_text = until.is_none();
        until = until.filter(|&end| end != c);
        if is_text { translation(c) } else { c }
    };
    content.chars().map(letter).collect()
}

/// A translation that is none, and of which every character tells where it came from.
fn translation(c: char) -> char {
    match c {
        'a' => 'à',
        'e' => 'é',
        'o' => 'ô',
        'u' => 'ù',
        c => c,
    }
}

/// Inlines as they are translated.
pub(crate) fn translated_inlines(inlines: &[Inline]) -> Vec<Inline> {
    let mut inlines = as_read(inlines);
    for inline in &mut inlines {
        if let Inline::Text(text) = inline {
            text.text = text.text.chars().map(translation).collect();
        }
    }
    inlines
}

/// Inlines as they come back: pieces of one form joined, and nothing but emphasis and strong text told.
pub(crate) fn as_read(inlines: &[Inline]) -> Vec<Inline> {
    let mut read: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (inline, read.last_mut()) {
            (Inline::Text(text), Some(Inline::Text(last)))
                if (last.emphasis, last.strong) == (text.emphasis, text.strong) =>
            {
                last.text.push_str(&text.text);
            }
            (Inline::Text(text), _) => read.push(formed(&text.text, text.emphasis, text.strong)),
            (mark, _) => read.push(mark.clone()),
        }
    }
    read
}

pub(crate) fn read(file: &str) -> Returned {
    undersigned_xliff::read(file.as_bytes()).unwrap_or_else(|error| panic!("{error}: {file}"))
}

/// The paragraph in which a unit came back.
pub(crate) fn paragraph<'r>(returned: &'r Returned, key: &str) -> Option<&'r ReturnedParagraph> {
    returned.paragraphs.iter().find(|paragraph| paragraph.begins == [key])
}

/// The translation of the unit `body-1` of a file.
pub(crate) fn target(file: &str) -> Option<Vec<Inline>> {
    let inlines = paragraph(&read(file), "body-1").map(|paragraph| paragraph.inlines.clone());
    inlines.filter(|inlines| !inlines.is_empty())
}

/// A file of XLIFF 1.2 with one unit, `body-1`, of this inside.
pub(crate) fn v1(inside: &str) -> String {
    format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\
         <file original=\"Doc.\u{a0}1\" source-language=\"en\" target-language=\"fr\" datatype=\"plaintext\">\
         <body>\
         <trans-unit id=\"body-1\">{inside}</trans-unit></body></file></xliff>"
    )
}

/// A file of XLIFF 2.1 with one unit, `body-1`, of this inside.
pub(crate) fn v2(inside: &str) -> String {
    format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" \
         srcLang=\"en\" trgLang=\"fr\">\
         <file id=\"f1\" original=\"Doc.\u{a0}1\"><unit id=\"body-1\">{inside}</unit></file></xliff>"
    )
}
