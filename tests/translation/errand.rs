//! A draft that goes out, and comes back as people and programs send it back.

use std::io::{Cursor, Read, Write};

use undersigned::sheet::{Inline, Text};
use undersigned::translation::{Draft, Import, ImportOptions, Unit};
use undersigned::{Diagnostic, Diagnostics, Document, Format, Language, Profile, Severity};
use undersigned_tests::{example, example_files};

pub(crate) const DOCUMENT: &str = "word/document.xml";
pub(crate) const NOTES: &str = "word/footnotes.xml";

/// An example on its way to a translator.
pub(crate) struct Errand {
    pub(crate) name: String,
    pub(crate) profile: Profile,
    pub(crate) document: Document,
    pub(crate) draft: Draft,
    /// The file with every unit translated.
    pub(crate) file: Package,
}

impl Errand {
    pub(crate) fn of(name: &str) -> Self {
        let profile = Profile::builtin();
        let document = example(&profile, name);
        let draft = profile.draft(&document, Language::FRENCH).unwrap();
        let bytes = undersigned_docx::Renderer::new(&profile).unwrap().render_draft(&draft).unwrap();
        let mut file = Package::open(&bytes);
        for part in [DOCUMENT, NOTES] {
            file.change(part, |paragraph| match paragraph.contains("\"_us_") {
                true => in_text(paragraph, translated),
                false => paragraph.to_owned(),
            });
        }
        Errand { name: name.to_owned(), profile, document, draft, file }
    }

    /// The same with both languages side by side, as it is sent.
    pub(crate) fn bilingual(name: &str) -> Self {
        let mut errand = Errand::of(name);
        let renderer = undersigned_docx::Renderer::new(&errand.profile).unwrap();
        errand.file = Package::open(&renderer.render_bilingual(&errand.draft).unwrap());
        errand
    }

    pub(crate) fn all() -> Vec<Errand> {
        example_files().iter().map(|name| Errand::of(name)).collect()
    }

    pub(crate) fn import(&self, file: &Package) -> Result<Import, Diagnostics> {
        let returned = undersigned_docx::read(&file.pack()).unwrap();
        self.profile.import(&self.document, "back.docx", &returned, ImportOptions::default())
    }

    /// The units of the text that an import has written.
    pub(crate) fn written(&self, import: &Import) -> Vec<Unit> {
        let document = self.read(import);
        // The other way round the translation is what is sent.
        let mut draft = self.profile.draft(&document, Language::FRENCH).unwrap();
        draft.docket.units.retain(|unit| unit.target.is_some());
        draft.docket.units
    }

    pub(crate) fn read(&self, import: &Import) -> Document {
        let format = Format::from_extension(self.name.rsplit('.').next().unwrap()).unwrap();
        let load = |list: &str| {
            std::fs::read(undersigned_tests::examples().join(list)).map_err(|error| error.to_string())
        };
        self.profile.read_with_list(&self.name, &import.input, format, load).unwrap()
    }

    /// Every unit must have its own translation.
    pub(crate) fn assert_right(&self, import: &Import, what: &str) {
        let written = self.written(import);
        assert_eq!(written.len(), self.draft.docket.units.len(), "{}: {what}", self.name);
        for (unit, sent) in written.iter().zip(&self.draft.docket.units) {
            let target = undersigned_tests::plain(unit.target.as_deref().unwrap());
            assert_eq!(
                target.replace('\u{a0}', " "),
                translated(&sent.plain_source()).replace('\u{a0}', " "),
                "{}: {what}: {}",
                self.name,
                sent.key
            );
        }
    }
}

/// A translation that is none, and of which every character tells where it came from.
pub(crate) fn translated(text: &str) -> String {
    let letter = |c| match c {
        'a' => 'à',
        'e' => 'é',
        'o' => 'ô',
        'u' => 'ù',
        c => c,
    };
    text.chars().map(letter).collect()
}

/// A Word file, unpacked.
#[derive(Clone)]
pub(crate) struct Package {
    pub(crate) parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            parts.push((entry.name().to_owned(), content));
        }
        Package { parts }
    }

    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (path, content) in &self.parts {
            archive.start_file(path.as_str(), options).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    pub(crate) fn part(&self, path: &str) -> String {
        let found = self.parts.iter().find(|(known, _)| known == path);
        String::from_utf8(found.unwrap_or_else(|| panic!("{path}")).1.clone()).unwrap()
    }

    pub(crate) fn set(&mut self, path: &str, text: String) {
        self.parts.iter_mut().find(|(known, _)| known == path).unwrap().1 = text.into_bytes();
    }

    /// Changes every paragraph of a part.
    pub(crate) fn change(&mut self, path: &str, mut change: impl FnMut(&str) -> String) {
        let text = self.part(path);
        let (mut out, mut rest) = (String::new(), text.as_str());
        while let Some(start) = rest.find("<w:p>") {
            let end = start + rest[start..].find("</w:p>").unwrap() + "</w:p>".len();
            out.push_str(&rest[..start]);
            out.push_str(&change(&rest[start..end]));
            rest = &rest[end..];
        }
        out.push_str(rest);
        self.set(path, out);
    }

    /// Changes the paragraph of one unit.
    pub(crate) fn change_unit(&mut self, key: &str, change: impl Fn(&str) -> String) {
        let bookmark = format!("\"_us_{}\"", key.replace('-', "_"));
        let mut changed = 0;
        for part in [DOCUMENT, NOTES] {
            self.change(part, |paragraph| match paragraph.contains(&bookmark) {
                true => {
                    changed += 1;
                    change(paragraph)
                }
                false => paragraph.to_owned(),
            });
        }
        assert_eq!(changed, 1, "{key}");
    }

    pub(crate) fn unit(&self, key: &str) -> String {
        let found = std::cell::RefCell::new(String::new());
        self.clone().change_unit(key, |paragraph| {
            *found.borrow_mut() = paragraph.to_owned();
            paragraph.to_owned()
        });
        found.into_inner()
    }

    /// Changes the paragraph of each unit in turn and hands over both: the key and the file.
    pub(crate) fn without(&self, key: &str) -> Package {
        let mut file = self.clone();
        file.change_unit(key, |_| String::new());
        file
    }

    /// The file as a program leaves it that drops what the file says of itself.
    pub(crate) fn without_docket(&self) -> Package {
        let mut file = self.clone();
        file.parts.retain(|(path, _)| !path.starts_with("customXml/"));
        let links = file.part("word/_rels/document.xml.rels");
        let at = links.find("<Relationship Id=\"rIdDocket\"").unwrap();
        let end = at + links[at..].find("/>").unwrap() + 2;
        file.set("word/_rels/document.xml.rels", format!("{}{}", &links[..at], &links[end..]));
        file
    }
}

/// Changes the text between the tags of a paragraph.
pub(crate) fn in_text(paragraph: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (index, piece) in paragraph.split('>').enumerate() {
        if index > 0 {
            out.push('>');
        }
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        // The names of entities are no text.
        for (index, words) in text.split('&').enumerate() {
            let (entity, words) = words.split_at(if index > 0 { words.find(';').unwrap() + 1 } else { 0 });
            if index > 0 {
                out.push('&');
            }
            out.push_str(entity);
            out.push_str(&change(words));
        }
        out.push_str(tag);
    }
    out
}

/// A paragraph that somebody typed anew: without its bookmark.
pub(crate) fn retyped(paragraph: &str) -> String {
    let (mut out, mut rest) = (String::new(), paragraph);
    while let Some(start) = rest.find("<w:bookmark") {
        let end = start + rest[start..].find("/>").unwrap() + 2;
        out.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The properties of a paragraph, and what follows them.
pub(crate) fn parts(paragraph: &str) -> (&str, &str) {
    let properties = paragraph.find("</w:pPr>").unwrap() + "</w:pPr>".len();
    paragraph.split_at(properties)
}

/// A paragraph divided in the middle of its longest run; the bookmark ends in the second half, as Word leaves it, or in
/// the first.
pub(crate) fn divided(paragraph: &str, spanning: bool) -> (String, String) {
    let (properties, content) = parts(paragraph);
    let texts: Vec<(usize, &str)> = content
        .match_indices("<w:t")
        .map(|(at, _)| at)
        .filter_map(|at| {
            let start = at + content[at..].find('>')? + 1;
            let end = start + content[start..].find("</w:t>")?;
            Some((start, &content[start..end]))
        })
        .collect();
    let (start, text) = *texts.iter().max_by_key(|(_, text)| text.len()).unwrap();
    let middle = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
    let middle = middle + text[middle..].find(' ').unwrap();
    let run = content[..start].rfind("<w:r>").unwrap();
    let opening = &content[run..start];
    let (first, second) = (&content[..start + middle], &content[start + middle..]);
    let first = format!("{properties}{first}</w:t></w:r></w:p>");
    let second = format!("{properties}{opening}{second}");
    if spanning {
        return (first, second);
    }
    let bookmark_end = &paragraph[paragraph.find("<w:bookmarkEnd").unwrap()..];
    let bookmark_end = &bookmark_end[..bookmark_end.find("/>").unwrap() + 2];
    (first.replace("</w:p>", &format!("{bookmark_end}</w:p>")), second.replace(bookmark_end, ""))
}

/// Two paragraphs as one.
pub(crate) fn joined(one: &str, other: &str) -> String {
    format!("{} {}", one.strip_suffix("</w:p>").unwrap(), parts(other).1)
}

pub(crate) fn codes(findings: &Diagnostics) -> Vec<&'static str> {
    let weighs = |finding: &&Diagnostic| finding.severity > Severity::Info;
    let codes = findings.list().iter().filter(weighs).map(|finding| finding.rule.code);
    let mut codes: Vec<&str> = codes.filter(|code| code.starts_with("U7")).collect();
    codes.dedup();
    codes
}

/// The import must refuse with these findings of translation and no others.
pub(crate) fn assert_refused(errand: &Errand, file: &Package, what: &str, expected: &[&str]) {
    let faults = match errand.import(file) {
        Ok(_) => panic!("{}: {what}: taken", errand.name),
        Err(faults) => faults,
    };
    let mut found = codes(&faults);
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, expected, "{}: {what}: {faults}", errand.name);
}

/// The text of one unit in the place of what came back.
pub(crate) fn said_in(errand: &Errand, key: &str, inlines: Vec<Inline>) -> Result<Import, Diagnostics> {
    let mut returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let paragraph = returned.paragraphs.iter_mut().find(|paragraph| paragraph.begins == [key]).unwrap();
    paragraph.inlines = inlines;
    errand.profile.import(&errand.document, "back.docx", &returned, ImportOptions::default())
}

pub(crate) fn words(text: &str, emphasis: bool) -> Inline {
    Inline::Text(Text { text: text.to_owned(), emphasis, ..Text::default() })
}
