//! Drafts as XLIFF, as tools send them back.
#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use undersigned::sheet::Inline;
use undersigned::translation::{Draft, Import, ImportOptions};
use undersigned::{Diagnostics, Document, Format, Language, Profile};
use undersigned_xliff::{Version, read, write};

const MOTION: &str = "
kind: written-declaration
doc: 16300
number: 820
date: 2025-10-02
text:
  en:
    title: Libraries & books
    body: |
      A town **without** a library is a poor *and **very** sad* town.[^1]

      We recall Doc. 14025:

      - one;
        - two.

      [^1]: See \\<the> debate.
signatories:
  - EXAMPLE Ann, Hungary, SOC
";

const VERSIONS: [Version; 2] = [Version::V1_2, Version::V2_1];

fn document() -> (Profile, Document) {
    let profile = Profile::builtin();
    let document =
        profile.read("d.yaml", MOTION.as_bytes(), Format::Yaml).unwrap_or_else(|faults| panic!("{faults}"));
    (profile, document)
}

fn draft() -> Draft {
    let (profile, document) = document();
    profile.draft(&document, Language::French).unwrap()
}

fn file(version: Version) -> String {
    String::from_utf8(write(&draft(), version)).unwrap()
}

fn import(file: &str) -> Result<Import, Diagnostics> {
    let (profile, document) = document();
    let returned = read(file.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    profile.import(&document, "d.fr.xlf", &returned, ImportOptions::default())
}

/// A file in which every unit has a target: the source in capitals.
fn translated(version: Version) -> String {
    let mut out = String::new();
    for line in file(version).lines() {
        let (source_start, source_end) =
            (line.find("<source").unwrap_or(0), line.find("</source>").unwrap_or(0));
        if source_end == 0 || line.contains("translate=\"no\"") {
            out.push_str(line);
        } else {
            let content = &line[source_start + line[source_start..].find('>').unwrap() + 1..source_end];
            let rest = &line[source_end + "</source>".len()..];
            let rest = rest.find("</target>").map_or(rest, |end| &rest[end + "</target>".len()..]);
            let target = in_capitals(content);
            out.push_str(&format!("{}</source><target>{target}</target>{rest}", &line[..source_end]));
        }
        out.push('\n');
    }
    out
}

/// The text between tags and entities in capitals.
fn in_capitals(content: &str) -> String {
    let mut capitals = String::new();
    let mut is_text = true;
    for character in content.chars() {
        is_text = if matches!(character, '<' | '&') { false } else { is_text };
        match is_text {
            true => capitals.extend(character.to_uppercase()),
            false => capitals.push(character),
        }
        is_text |= matches!(character, '>' | ';');
    }
    capitals
}

fn french(import: &Import) -> String {
    let text = String::from_utf8(import.input.clone()).unwrap();
    text[text.find("  fr:").unwrap()..text.find("signatories:").unwrap()].to_owned()
}

#[test]
fn every_unit_comes_back_from_either_version() {
    for version in VERSIONS {
        let import = import(&translated(version)).unwrap_or_else(|faults| panic!("{version}: {faults}"));
        let found = french(&import);
        assert!(found.contains("TOWN.[^1]"), "{found}");
        assert!(found.starts_with("  fr:\n    title: LIBRARIES & BOOKS\n    body: |\n"), "{found}");
        assert!(
            found.contains("      - ONE;\n        - TWO.\n\n      [^1]: SEE \\<THE> DEBATE.\n"),
            "{found}"
        );
        let codes: Vec<&str> = import.findings.list().iter().map(|finding| finding.rule.code).collect();
        assert!(!codes.iter().any(|code| code.starts_with("U7")), "{}", import.findings);
    }
}

#[test]
fn forms_and_marks_are_elements_and_come_back() {
    for version in VERSIONS {
        let returned = read(translated(version).as_bytes()).unwrap();
        let body = returned.paragraphs.iter().find(|paragraph| paragraph.begins == ["body-1"]).unwrap();
        let pieces: Vec<(String, bool, bool)> = body
            .inlines
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => (text.text.clone(), text.emphasis, text.strong),
                Inline::NoteMark(number) => (format!("[{number}]"), false, false),
            })
            .collect();
        let expected = [
            ("A TOWN ", false, false),
            ("WITHOUT", false, true),
            (" A LIBRARY IS A POOR ", false, false),
            ("AND ", true, false),
            ("VERY", true, true),
            (" SAD", true, false),
            (" TOWN.", false, false),
            ("[1]", false, false),
        ];
        let expected: Vec<(String, bool, bool)> = expected
            .into_iter()
            .map(|(text, emphasis, strong)| (text.to_owned(), emphasis, strong))
            .collect();
        assert_eq!(pieces, expected, "{version}");
    }
}

#[test]
fn what_is_locked_says_so_and_is_not_taken() {
    for version in VERSIONS {
        let file = file(version);
        let locked = file.lines().filter(|line| line.contains("translate=\"no\"")).count();
        assert_eq!(locked, draft().docket.locked.len());
        assert!(file.contains("EXAMPLE Ann, Hongrie, SOC"));
        let changed =
            translated(version).replace("EXAMPLE Ann, Hongrie, SOC</target>", "EXEMPLE Ann</target>");
        let import = import(&changed).unwrap();
        let codes: Vec<&str> = import.findings.list().iter().map(|finding| finding.rule.code).collect();
        assert!(codes.contains(&"U714"), "{}", import.findings);
    }
}

#[test]
fn what_is_not_confirmed_has_a_note() {
    for version in VERSIONS {
        let file = file(version);
        let line = file.lines().find(|line| line.contains(">Déclaration écrite n°")).unwrap();
        assert!(line.contains("somebody should confirm it"), "{line}");
    }
}

#[test]
fn a_unit_without_a_target_is_not_translated() {
    let faults = import(&file(Version::V2_1)).unwrap_err();
    assert!(faults.to_string().contains("error[U707]: the title is empty"), "{faults}");
    // In the other version the target holds the source.
    let import = import(&file(Version::V1_2)).unwrap();
    assert!(import.findings.to_string().contains("U715"), "{}", import.findings);
}

#[test]
fn a_translation_that_is_there_goes_out_with_it() {
    let import = import(&translated(Version::V2_1)).unwrap();
    let (profile, _) = document();
    let document = profile.read("d.yaml", &import.input, Format::Yaml).unwrap();
    let draft = profile.draft(&document, Language::French).unwrap();
    let file = String::from_utf8(write(&draft, Version::V2_1)).unwrap();
    assert!(file.contains("<segment state=\"translated\"><source>Libraries &amp; books</source><target>LIBRARIES &amp; BOOKS</target>"), "{file}");
    let file = String::from_utf8(write(&draft, Version::V1_2)).unwrap();
    assert!(file.contains("state=\"translated\">LIBRARIES &amp; BOOKS</target>"), "{file}");
}

fn assert_taken(file: &str, line: &str) {
    let french = french(&import(file).unwrap_or_else(|faults| panic!("{faults}")));
    assert!(french.contains(line), "{french}");
}

#[test]
fn segments_are_joined() {
    let file = translated(Version::V2_1).replace(
        "<segment state=\"initial\"><source>We recall Doc.\u{a0}14025:</source><target>WE RECALL DOC.\u{a0}14025:</target></segment>",
        "<segment><source>We recall </source><target>WE RECALL </target></segment>\
         <ignorable><source> </source></ignorable>\
         <segment><source>Doc.\u{a0}14025:</source><target>DOC. 14025:</target></segment>",
    );
    assert!(file.contains("<ignorable>"), "{file}");
    assert_taken(&file, "      WE RECALL DOC. 14025:\n");

    let file = translated(Version::V1_2)
        .replace("<target>WE RECALL DOC.\u{a0}14025:", "<seg-source/><target><mrk mid=\"1\" mtype=\"seg\">WE RECALL</mrk> <mrk mid=\"2\" mtype=\"seg\">DOC. 14025:</mrk>");
    assert!(file.contains("<mrk"), "{file}");
    assert_taken(&file, "      WE RECALL DOC. 14025:\n");
}

#[test]
fn tools_that_keep_only_ids_are_understood() {
    let file = translated(Version::V1_2);
    let (head, body) = file.split_once("id=\"body-1\"").unwrap();
    let (body, tail) = body.split_once("</trans-unit>").unwrap();
    let (source, target) = body.split_once("<target>").unwrap();
    let target = target
        .replace(" ctype=\"bold\"", "")
        .replace(" ctype=\"italic\"", "")
        .replace(" ctype=\"x-note\" equiv-text=\"[1]\"", "");
    let file = format!("{head}id=\"body-1\"{source}<target>{target}</trans-unit>{tail}");
    let import = import(&file).unwrap();
    assert!(french(&import).contains("**WITHOUT**"), "{}", french(&import));
    assert!(french(&import).contains("[^1]"));
}

#[test]
fn parts_that_a_tool_adds_are_passed_over() {
    let file = translated(Version::V1_2).replace(
        "<target>WE RECALL",
        "<alt-trans><target>ANOTHER</target></alt-trans><x:target xmlns:x=\"urn:x\">NONE</x:target><target>WE <bpt id=\"9\">{\\b</bpt>RECALL<ept id=\"9\">}</ept>",
    );
    assert_taken(&file, "      WE RECALL DOC.\u{a0}14025:\n");
    let file = translated(Version::V2_1).replace(
        "<target>WE RECALL",
        "<target><sc id=\"9\" type=\"fmt\" subType=\"xlf:i\"/>WE<ec startRef=\"9\"/> <mrk id=\"m\" type=\"term\">RE<cp hex=\"0043\"/>ALL</mrk>",
    );
    assert_taken(&file, "      *WE* RECALL DOC.\u{a0}14025:\n");
    let prefixed = translated(Version::V1_2)
        .replace("xmlns=\"urn:oasis", "xmlns:f=\"urn:oasis")
        .replace("</", "</f:")
        .replace('<', "<f:")
        .replace("<f:/f:", "</f:")
        .replace("<f:?", "<?");
    assert!(import(&prefixed).is_ok());
}

#[test]
fn the_encodings_of_xml() {
    let file = translated(Version::V1_2);
    let with_mark = [b"\xef\xbb\xbf", file.as_bytes()].concat();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(file.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [with_mark, utf16] {
        assert_eq!(read(&bytes).unwrap(), read(file.as_bytes()).unwrap());
    }
}

#[test]
fn the_same_draft_makes_the_same_bytes() {
    for version in VERSIONS {
        assert_eq!(file(version), file(version));
    }
}

fn refused(file: &str) -> String {
    read(file.as_bytes()).unwrap_err().to_string()
}

#[test]
fn what_is_no_xliff_of_ours_is_refused() {
    assert_eq!(refused(""), "it is no well-formed XML (line 1)");
    assert_eq!(refused("<html/>"), "it is XML, but no XLIFF: its root is `html`");
    assert!(refused("<xliff version=\"3.0\"/>").contains("XLIFF 3.0, which is not read"));
    let two = file(Version::V1_2).replace("</xliff>", "<file/></xliff>");
    assert_eq!(refused(&two), "it holds 2 files; a translation of one document holds one");
    let german = file(Version::V1_2).replace("\"fr-FR\"", "\"de-DE\"");
    assert!(refused(&german).contains("`de-DE`"));
    let later = file(Version::V2_1).replace(">docket 1 ", ">docket 2 ");
    assert!(refused(&later).contains("a later version of this program"));
    let without_id = file(Version::V2_1).replace("<unit id=\"body-1\"", "<unit");
    assert_eq!(refused(&without_id), "a unit has no id (line 7)");
}

#[test]
fn hostile_files_are_refused() {
    for version in VERSIONS {
        let file = file(version);
        for length in (0..file.len() - 10).step_by(97) {
            let length = (length..).find(|&length| file.is_char_boundary(length)).unwrap();
            refused(&file[..length]);
        }
        let entities = file
            .replace("<xliff", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><xliff");
        assert!(refused(&entities).contains("a document type"));
        assert!(refused(&file.replace("Libraries &amp;", "&b;")).contains("the entity `&b;`"));
        let deep = format!("<xliff version=\"1.2\">{}", "<group>".repeat(100_000));
        assert_eq!(refused(&deep), "its elements are nested more than 64 deep");
        let many = file.replace("<source", &format!("{}<source", "<x/>".repeat(30_000)));
        assert!(refused(&many).contains("elements and texts"));
        let long = file.replace("Libraries", &"é".repeat(1_000_000));
        assert_eq!(refused(&long), "a text in it has more than 50000 characters");
    }
    let large = " ".repeat(17 << 20);
    assert_eq!(refused(&large), "it has more than 16 megabytes");
}
