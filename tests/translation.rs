//! The translator's round trip: a draft goes out, and comes back as people and programs send it back.

use std::io::{Cursor, Read, Write};

use undersigned::sheet::{Inline, Text};
use undersigned::translation::{Draft, Import, ImportOptions, Unit};
use undersigned::{Diagnostic, Diagnostics, Document, Format, Language, Profile, Severity};
use undersigned_tests::{check, example, example_files};

const DOCUMENT: &str = "word/document.xml";
const NOTES: &str = "word/footnotes.xml";

/// An example on its way to a translator.
struct Errand {
    name: String,
    profile: Profile,
    document: Document,
    draft: Draft,
    /// The file with every unit translated.
    file: Package,
}

impl Errand {
    fn of(name: &str) -> Self {
        let profile = Profile::builtin();
        let document = example(&profile, name);
        let draft = profile.draft(&document, Language::French).unwrap();
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
    fn bilingual(name: &str) -> Self {
        let mut errand = Errand::of(name);
        let renderer = undersigned_docx::Renderer::new(&errand.profile).unwrap();
        errand.file = Package::open(&renderer.render_bilingual(&errand.draft).unwrap());
        errand
    }

    fn all() -> Vec<Errand> {
        example_files().iter().map(|name| Errand::of(name)).collect()
    }

    fn import(&self, file: &Package) -> Result<Import, Diagnostics> {
        let returned = undersigned_docx::read(&file.pack()).unwrap();
        self.profile.import(&self.document, "back.docx", &returned, ImportOptions::default())
    }

    /// The units of the text that an import has written.
    fn written(&self, import: &Import) -> Vec<Unit> {
        let document = self.read(import);
        // The other way round the translation is what is sent.
        let mut draft = self.profile.draft(&document, Language::French).unwrap();
        draft.docket.units.retain(|unit| unit.target.is_some());
        draft.docket.units
    }

    fn read(&self, import: &Import) -> Document {
        let format = Format::from_extension(self.name.rsplit('.').next().unwrap()).unwrap();
        let load = |list: &str| {
            std::fs::read(undersigned_tests::examples().join(list)).map_err(|error| error.to_string())
        };
        self.profile.read_with_list(&self.name, &import.input, format, load).unwrap()
    }

    /// Every unit must have its own translation.
    fn assert_right(&self, import: &Import, what: &str) {
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
fn translated(text: &str) -> String {
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
struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    fn open(bytes: &[u8]) -> Self {
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

    fn pack(&self) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (path, content) in &self.parts {
            archive.start_file(path.as_str(), options).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn part(&self, path: &str) -> String {
        let found = self.parts.iter().find(|(known, _)| known == path);
        String::from_utf8(found.unwrap_or_else(|| panic!("{path}")).1.clone()).unwrap()
    }

    fn set(&mut self, path: &str, text: String) {
        self.parts.iter_mut().find(|(known, _)| known == path).unwrap().1 = text.into_bytes();
    }

    /// Changes every paragraph of a part.
    fn change(&mut self, path: &str, mut change: impl FnMut(&str) -> String) {
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
    fn change_unit(&mut self, key: &str, change: impl Fn(&str) -> String) {
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

    fn unit(&self, key: &str) -> String {
        let found = std::cell::RefCell::new(String::new());
        self.clone().change_unit(key, |paragraph| {
            *found.borrow_mut() = paragraph.to_owned();
            paragraph.to_owned()
        });
        found.into_inner()
    }

    /// Changes the paragraph of each unit in turn and hands over both: the key and the file.
    fn without(&self, key: &str) -> Package {
        let mut file = self.clone();
        file.change_unit(key, |_| String::new());
        file
    }

    /// The file as a program leaves it that drops what the file says of itself.
    fn without_docket(&self) -> Package {
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
fn in_text(paragraph: &str, change: impl Fn(&str) -> String) -> String {
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
fn retyped(paragraph: &str) -> String {
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
fn parts(paragraph: &str) -> (&str, &str) {
    let properties = paragraph.find("</w:pPr>").unwrap() + "</w:pPr>".len();
    paragraph.split_at(properties)
}

/// A paragraph divided in the middle of its longest run; the bookmark ends in the second half, as Word leaves it, or in
/// the first.
fn divided(paragraph: &str, spanning: bool) -> (String, String) {
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
fn joined(one: &str, other: &str) -> String {
    format!("{} {}", one.strip_suffix("</w:p>").unwrap(), parts(other).1)
}

fn codes(findings: &Diagnostics) -> Vec<&'static str> {
    let weighs = |finding: &&Diagnostic| finding.severity > Severity::Info;
    let codes = findings.list().iter().filter(weighs).map(|finding| finding.rule.code);
    let mut codes: Vec<&str> = codes.filter(|code| code.starts_with("U7")).collect();
    codes.dedup();
    codes
}

#[test]
fn every_unit_comes_back_into_its_place() {
    for errand in Errand::all() {
        let import = errand.import(&errand.file).unwrap_or_else(|faults| panic!("{faults}"));
        errand.assert_right(&import, "as it was sent");
        assert!(codes(&import.findings).is_empty(), "{}", import.findings);
        assert_eq!(import.units, errand.draft.docket.units.len());
        // What is in the file now is what was sent: importing once more changes nothing.
        let again = errand.read(&import);
        let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
        let options = ImportOptions::default();
        let second = errand.profile.import(&again, "back.docx", &returned, options).unwrap();
        assert_eq!(second.input, import.input, "{}", errand.name);
    }
}

#[test]
fn emphasis_lists_notes_and_marks_come_back() {
    let errand = Errand::of("motion-for-resolution.toml");
    let import = errand.import(&errand.file).unwrap();
    let text = String::from_utf8(import.input).unwrap();
    let body = &text[text.find("[text.fr]").unwrap()..];
    for line in [
        "**withôùt hàving tô pày**",
        "hàvé clôséd in thé mémbér Stàtés.[^1]",
        "*fréé éléctiôns*",
        "\n- whàt kééps smàll brànchés àlivé, in pàrticùlàr\n  - vôlùntéérs ànd théir légàl prôtéctiôn;\n",
        "\n[^1]: Figùré invéntéd fôr this éxàmplé.\n",
    ] {
        assert!(body.contains(line), "{line}: {body}");
    }
}

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

/// The import must refuse with these findings of translation and no others.
fn assert_refused(errand: &Errand, file: &Package, what: &str, expected: &[&str]) {
    let faults = match errand.import(file) {
        Ok(_) => panic!("{}: {what}: taken", errand.name),
        Err(faults) => faults,
    };
    let mut found = codes(&faults);
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, expected, "{}: {what}: {faults}", errand.name);
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
fn what_is_not_translated_is_not_taken() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    file.change(DOCUMENT, |paragraph| paragraph.replace("CASTEL Laura", "CASTEL Laure"));
    let import = errand.import(&file).unwrap();
    assert_eq!(codes(&import.findings), ["U714"]);
    assert!(
        import.findings.to_string().contains("“CASTEL Laura, Espagne, GUE” was changed to “CASTEL Laure,")
    );
    let plain = errand.import(&errand.file).unwrap();
    assert_eq!(import.input, plain.input);
}

#[test]
fn numbers_references_and_dates_are_held_against_the_original() {
    for (name, from, to, code) in [
        ("doc-16229.yaml", "Nô. 638", "Nô. 683", "U406"),
        ("bilingual.yaml", "300", "500", "U405"),
        ("long-list.yaml", "160", "180", "U405"),
    ] {
        let errand = Errand::of(name);
        let mut file = errand.file.clone();
        let from = from.replace(' ', "\u{a0}");
        file.change(DOCUMENT, |paragraph| match paragraph.contains("\"_us_") {
            true => paragraph.replace(&from, &to.replace(' ', "\u{a0}")),
            false => paragraph.to_owned(),
        });
        let import = errand.import(&file).unwrap();
        let found: Vec<&str> = import.findings.list().iter().map(|finding| finding.rule.code).collect();
        assert!(found.contains(&code), "{name}: {}", import.findings);
    }
}

#[test]
fn what_came_back_as_it_was_sent_is_named() {
    let errand = Errand::of("bilingual.yaml");
    let mut file = errand.file.clone();
    let original = errand.draft.docket.units[2].plain_source();
    file.change_unit("body-2", |paragraph| {
        let (properties, content) = parts(paragraph);
        let start = content.find("<w:t").unwrap();
        let start = start + content[start..].find('>').unwrap() + 1;
        let end = content.find("</w:t>").unwrap();
        format!("{properties}{}{original}{}", &content[..start], &content[end..])
    });
    let import = errand.import(&file).unwrap();
    let named: Vec<String> = import
        .findings
        .list()
        .iter()
        .filter(|finding| finding.rule.code == "U715")
        .map(|finding| finding.message.clone())
        .collect();
    assert_eq!(named, ["paragraph 2 of the body is not translated: it is as it was sent, in `en`"]);
}

#[test]
fn side_by_side_too_a_paragraph_with_a_mark_is_known_as_it_was_sent() {
    let errand = Errand::bilingual("motion-for-resolution.toml");
    let import = errand.import(&errand.file).unwrap();
    assert_eq!(codes(&import.findings), ["U715"]);
    assert!(import.findings.to_string().contains("nothing is translated"), "{}", import.findings);
}

#[test]
fn lost_emphasis_is_named_and_a_lost_mark_refused() {
    let errand = Errand::of("motion-for-resolution.toml");
    let mut file = errand.file.clone();
    file.change_unit("body-1", |paragraph| paragraph.replace("<w:rStyle w:val=\"Strong\"/>", ""));
    let import = errand.import(&file).unwrap();
    assert_eq!(codes(&import.findings), ["U716"], "{}", import.findings);

    let mut file = errand.file.clone();
    file.change_unit("body-1", |paragraph| {
        let at = paragraph.find("<w:footnoteReference").unwrap();
        let end = at + paragraph[at..].find("/>").unwrap() + 2;
        format!("{}{}", &paragraph[..at], &paragraph[end..])
    });
    assert_refused(&errand, &file, "no mark", &["U717"]);

    // The mark of another paragraph.
    let mark = errand.file.unit("body-1");
    let at = mark.find("<w:footnoteReference").unwrap();
    let run = format!("<w:r>{}/></w:r>", &mark[at..at + mark[at..].find("/>").unwrap()]);
    file.change_unit("body-2", |paragraph| paragraph.replace("</w:p>", &format!("{run}</w:p>")));
    assert_refused(&errand, &file, "the mark elsewhere", &["U717"]);
    let mut file = errand.file.clone();
    file.change_unit("body-2", |paragraph| paragraph.replace("</w:p>", &format!("{run}</w:p>")));
    assert_refused(&errand, &file, "a second mark", &["U717"]);
}

#[test]
fn tracked_changes_are_refused_unless_they_are_accepted() {
    let errand = Errand::of("doc-16229.yaml");
    let mut file = errand.file.clone();
    file.change_unit("title", |paragraph| {
        let (properties, content) = parts(paragraph);
        let text = &content[content.find("<w:r>").unwrap()..content.find("<w:bookmarkEnd").unwrap()];
        let deleted = text
            .replace("<w:t ", "<w:delText ")
            .replace("<w:t>", "<w:delText>")
            .replace("</w:t>", "</w:delText>");
        let content = content.replace(
            text,
            &format!(
                "<w:del w:id=\"90\" w:author=\"A\">{deleted}</w:del>\
                 <w:ins w:id=\"91\" w:author=\"A\"><w:r><w:t>Un titre</w:t></w:r></w:ins>"
            ),
        );
        format!("{properties}{content}")
    });
    assert_refused(&errand, &file, "tracked", &["U718"]);
    let returned = undersigned_docx::read(&file.pack()).unwrap();
    assert_eq!(returned.tracked_changes, 2);
    let options = ImportOptions { accept_changes: true, ..ImportOptions::default() };
    let import = errand.profile.import(&errand.document, "back.docx", &returned, options).unwrap();
    assert_eq!(errand.read(&import).title(Language::French), Some("Un titre"));
}

#[test]
fn a_file_of_another_document_is_refused() {
    let (errand, other) = (Errand::of("doc-16229.yaml"), Errand::of("long-list.yaml"));
    assert_refused(&errand, &other.file, "another document", &["U703"]);
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let options = ImportOptions { language: Some(Language::English), ..ImportOptions::default() };
    let faults = errand.profile.import(&errand.document, "back.docx", &returned, options).unwrap_err();
    assert_eq!(codes(&faults), ["U703"]);
}

/// The example in the file, changed after the draft was made.
fn later(errand: &Errand, change: impl Fn(String) -> String) -> Document {
    let input = std::fs::read_to_string(undersigned_tests::examples().join(&errand.name)).unwrap();
    errand.profile.read(&errand.name, change(input).as_bytes(), Format::Yaml).unwrap()
}

#[test]
fn a_file_of_an_older_source_names_what_was_changed() {
    let errand = Errand::of("doc-16229.yaml");
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let changed = later(&errand, |text| text.replace("no improvements", "few improvements"));
    let import = errand.profile.import(&changed, "back.docx", &returned, ImportOptions::default()).unwrap();
    assert_eq!(codes(&import.findings), ["U705", "U719"], "{}", import.findings);
    assert!(
        import.findings.to_string().contains("paragraph 2 of the body was changed"),
        "{}",
        import.findings
    );
    // The check remembers it, from the very paragraph on.
    let found = check(&errand.profile, &errand.name, &import.input);
    let out_of_date = found.list().iter().find(|finding| finding.rule.code == "U719").unwrap();
    assert!(
        out_of_date.message.ends_with("the first change is in paragraph 2 of the body"),
        "{}",
        out_of_date.message
    );
    let (span, _) = out_of_date.labels[0];
    assert!(found.sources()[0].text[span.range()].starts_with("However,"));

    let longer = later(&errand, |text| text.replace("      However,", "      More.\n\n      However,"));
    let faults =
        errand.profile.import(&longer, "back.docx", &returned, ImportOptions::default()).unwrap_err();
    assert_eq!(codes(&faults), ["U706"], "{faults}");
}

#[test]
fn a_file_that_does_not_say_what_it_is_is_held_against_the_text_as_it_is() {
    for errand in Errand::all() {
        let import = errand.import(&errand.file.without_docket()).unwrap();
        errand.assert_right(&import, "without a docket");
        assert_eq!(codes(&import.findings), ["U704"], "{}", import.findings);
    }
}

#[test]
fn side_by_side_nothing_is_missed_that_was_not_sent() {
    for name in example_files() {
        let errand = Errand::bilingual(&name);
        let import = errand.import(&errand.file.without_docket()).unwrap();
        let found: Vec<_> = codes(&import.findings).into_iter().filter(|code| *code != "U715").collect();
        assert_eq!(found, ["U704"], "{name}: {}", import.findings);
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

/// The text of one unit in the place of what came back.
fn said_in(errand: &Errand, key: &str, inlines: Vec<Inline>) -> Result<Import, Diagnostics> {
    let mut returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let paragraph = returned.paragraphs.iter_mut().find(|paragraph| paragraph.begins == [key]).unwrap();
    paragraph.inlines = inlines;
    errand.profile.import(&errand.document, "back.docx", &returned, ImportOptions::default())
}

fn words(text: &str, emphasis: bool) -> Inline {
    Inline::Text(Text { text: text.to_owned(), emphasis, ..Text::default() })
}

#[test]
fn spaces_that_come_by_themselves_are_written_plain() {
    let errand = Errand::of("doc-16229.yaml");
    let text = "La déclaration n°\u{a0}638 du 1er\u{a0}janvier a été «\u{a0}rappelée\u{a0}» par 12\u{a0}% des membres.";
    let import = said_in(&errand, "body-4", vec![words(text, false)]).unwrap();
    let input = String::from_utf8(import.input).unwrap();
    let written = "La déclaration n° 638 du 1er janvier a été «\u{a0}rappelée\u{a0}» par 12 % des membres.";
    assert!(input.contains(written), "{input}");
}

#[test]
fn what_cannot_be_typed_is_refused() {
    let errand = Errand::of("doc-16229.yaml");
    // Between a letter and a quotation mark no sign of emphasis is one.
    let inlines =
        vec![words("Le mot", false), words("«ceci»", true), words("suit, et la phrase continue.", false)];
    let faults = said_in(&errand, "body-4", inlines).unwrap_err();
    assert_eq!(codes(&faults), ["U720"], "{faults}");
    let inlines = vec![words("Un caractère\u{202e} qui ne s'imprime pas.", false)];
    let faults = said_in(&errand, "body-4", inlines).unwrap_err();
    assert_eq!(codes(&faults), ["U720"], "{faults}");
}

#[test]
fn a_translation_goes_along_only_where_it_is_up_to_date() {
    let errand = Errand::of("doc-16229.yaml");
    let import = errand.import(&errand.file).unwrap();
    let text = String::from_utf8(import.input).unwrap().replace("no improvements", "few improvements");
    let document = errand.profile.read("d.yaml", text.as_bytes(), Format::Yaml).unwrap();
    let draft = errand.profile.draft(&document, Language::French).unwrap();
    for unit in &draft.docket.units {
        assert_eq!(unit.target.is_none(), unit.key == "body-2", "{}", unit.key);
    }
    // Written by hand, it is taken for one of the text that is there.
    let by_hand: String = text
        .lines()
        .filter(|line| !line.contains("translated-from"))
        .map(|line| format!("{line}\n"))
        .collect();
    let document = errand.profile.read("d.yaml", by_hand.as_bytes(), Format::Yaml).unwrap();
    let draft = errand.profile.draft(&document, Language::French).unwrap();
    assert!(draft.docket.units.iter().all(|unit| unit.target.is_some()));
}

#[test]
fn signs_that_mean_something_in_a_body_are_written_as_text() {
    let errand = Errand::of("doc-16229.yaml");
    for text in [
        "*étoiles* et **deux**",
        "_trait_ et snake_case_ici",
        "[lien](adresse) et [sic]",
        "[^1] note",
        "- tiret",
        "+ plus",
        "1. premier",
        "12) douzième",
        "# dièse",
        "> citation",
        "&amp; et &shy; et AT&T",
        "<b>gras</b> et 1 < 2",
        "`code`",
        "barre \\ oblique \\* étoile",
        "~~barré~~",
        "| a | b |",
        "a\\",
        "http://coe.int/<x>",
        "![image](x)",
        "a * b * c",
        "1.5 million",
        "fin *",
        "* début",
        "{accolades} $x$ ^haut^",
    ] {
        let import = said_in(&errand, "body-2", vec![words(text, false)])
            .unwrap_or_else(|faults| panic!("{text}: {faults}"));
        let units = errand.written(&import);
        let unit = units.iter().find(|unit| unit.key == "body-2").unwrap();
        assert_eq!(undersigned_tests::plain(unit.target.as_deref().unwrap()), text);
    }
}

#[test]
fn units_in_another_order_keep_their_texts() {
    let errand = Errand::of("doc-16229.yaml");
    let mut returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    returned.docket.as_mut().unwrap().units.swap(3, 4);
    let import = errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap();
    errand.assert_right(&import, "the units of the docket swapped");
    assert!(codes(&import.findings).is_empty(), "{}", import.findings);
    // What the file says was sent must be what its hash says.
    returned.docket.as_mut().unwrap().hash = "0".repeat(64);
    let faults =
        errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap_err();
    assert_eq!(codes(&faults), ["U703"]);
}

#[test]
fn a_source_that_was_shifted_since_takes_no_text_into_another_place() {
    let errand = Errand::of("doc-16229.yaml");
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let input = std::fs::read_to_string(undersigned_tests::examples().join(&errand.name)).unwrap();
    let paragraphs: Vec<&str> =
        input.lines().filter(|line| line.starts_with("      ") && !line.trim().is_empty()).collect();
    let (first, second) = (paragraphs[0], paragraphs[1]);
    let swapped = input.replacen(first, "@", 1).replacen(second, first, 1).replacen('@', second, 1);
    let shifted = input.replacen(&format!("{first}\n\n"), "", 1).replacen(
        second,
        &format!("{second}\n\n      New."),
        1,
    );
    for text in [swapped, shifted] {
        let document = errand.profile.read(&errand.name, text.as_bytes(), Format::Yaml).unwrap();
        let faults = errand.profile.import(&document, "b", &returned, ImportOptions::default()).unwrap_err();
        assert_eq!(codes(&faults), ["U706"], "{faults}");
    }
    // Nor does a translation that is there go along with another paragraph than its own.
    let import = errand.import(&errand.file).unwrap();
    let text = String::from_utf8(import.input).unwrap();
    let swapped = text.replacen(first, "@", 1).replacen(second, first, 1).replacen('@', second, 1);
    let document = errand.profile.read(&errand.name, swapped.as_bytes(), Format::Yaml).unwrap();
    let draft = errand.profile.draft(&document, Language::French).unwrap();
    for unit in &draft.docket.units {
        assert_eq!(unit.target.is_none(), ["body-1", "body-2"].contains(&unit.key.as_str()), "{}", unit.key);
    }
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

#[test]
fn text_that_is_struck_through_is_refused() {
    let errand = Errand::of("doc-16229.yaml");
    for property in ["<w:strike/>", "<w:vanish/>"] {
        let mut file = errand.file.clone();
        file.change_unit("body-2", |paragraph| {
            paragraph.replace("<w:r><w:t", &format!("<w:r><w:rPr>{property}</w:rPr><w:t"))
        });
        assert_refused(&errand, &file, property, &["U721"]);
    }
}

#[test]
fn marks_as_text_and_marks_that_changed_places_are_refused() {
    let errand = Errand::of("motion-for-resolution.toml");
    let faults =
        said_in(&errand, "body-2", vec![words("Un mot[1] et la suite de la phrase, plus longue.", false)]);
    assert!(codes(&faults.unwrap_err()).contains(&"U717"));
}

#[test]
fn a_translation_that_is_replaced_is_named() {
    let errand = Errand::of("doc-16229.yaml");
    let import = errand.import(&errand.file).unwrap();
    let text = String::from_utf8(import.input).unwrap().replace("Thé Pàrliàméntàry", "L'Àssémbléé");
    let document = errand.profile.read(&errand.name, text.as_bytes(), Format::Yaml).unwrap();
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let import = errand.profile.import(&document, "b", &returned, ImportOptions::default()).unwrap();
    let said = import.findings.to_string();
    assert!(said.contains("info[U722]: paragraph 1 of the body had another translation"), "{said}");
}

#[test]
fn a_file_that_names_another_document_at_its_head_is_refused() {
    let (errand, other) = (Errand::of("doc-16229.yaml"), Errand::of("long-list.yaml"));
    let mut returned = undersigned_docx::read(&other.file.pack()).unwrap();
    returned.docket = None;
    let faults =
        errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap_err();
    assert_eq!(codes(&faults), ["U703"]);
}

#[test]
fn a_check_names_what_is_not_translated() {
    let errand = Errand::of("doc-16229.yaml");
    let returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    let import = errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap();
    let original = errand.draft.docket.units[2].plain_source();
    let text = String::from_utf8(import.input).unwrap().replace(&translated(&original), &original);
    let found = check(&errand.profile, &errand.name, text.as_bytes());
    let names = |finding: &Diagnostic| {
        finding.message.starts_with("paragraph 1 of the body in `fr` is not translated")
    };
    assert!(found.list().iter().any(names), "{found}");
}

#[test]
fn comments_are_named() {
    let errand = Errand::of("doc-16229.yaml");
    let mut returned = undersigned_docx::read(&errand.file.pack()).unwrap();
    returned.comments = 2;
    let import = errand.profile.import(&errand.document, "b", &returned, ImportOptions::default()).unwrap();
    assert!(
        import.findings.to_string().contains("info[U723]: the file holds 2 comments"),
        "{}",
        import.findings
    );
}
