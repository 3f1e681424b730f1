//! Files that are damaged, or that nobody would send in good faith: each is a clear error, and soon.

use std::error::Error as _;

use undersigned_xliff::Version;

use crate::common::{Errand, draft_of, shapes, translated, v1, v2, written};

fn refused(file: &str) -> String {
    undersigned_xliff::read(file.as_bytes()).unwrap_err().to_string()
}

#[test]
fn what_is_no_xliff() {
    for no_xliff in [
        "",
        " ",
        "something else",
        "%PDF-1.7",
        "PK\u{3}\u{4}".trim_end(),
        "<html/>",
        "<xliff/>",
        "&amp;",
        "<xliff xmlns='urn:x' version='1.2'/>",
    ] {
        let message = refused(no_xliff);
        assert!(
            message == "it is no XLIFF, or it is damaged at its beginning" || message.contains("character"),
            "{no_xliff}: {message}"
        );
    }
    assert_eq!(refused("<xliff version=\"1.2\"/>"), "it is XLIFF, but there is no <file> in it");
}

#[test]
fn other_versions() {
    let of = |number: &str| format!("it is XLIFF {number}, and only 1.0 to 1.2 and 2.0 and 2.1 are read");
    let v2 = v2("");
    assert_eq!(refused(&v2.replace("document:2.0", "document:2.2").replace("\"2.1\"", "\"2.2\"")), of("2.2"));
    assert_eq!(refused(&v2.replace("\"2.1\"", "\"2.9\"")), of("2.9"));
    assert_eq!(refused(&v1("").replace("document:1.2", "document:2.0")), of("1.2"));
    assert_eq!(
        refused(&v1("").replace("\"1.2\"", &format!("\"{}\"", "9".repeat(9000)))),
        of(&"9".repeat(50))
    );
}

#[test]
fn several_documents() {
    let file = v1("<source>x</source>").replace("</file>", "</file>\n<file original=\"b\"/>");
    assert_eq!(
        refused(&file),
        "it holds several <file> elements, and is a translation of several documents (line 2)"
    );
}

#[test]
fn a_language_that_is_none() {
    let file = v1("").replace("\"fr\"", "\"French\"");
    assert_eq!(refused(&file), "it names the language `French`, which does not begin with the code of one");
}

#[test]
fn units_without_an_id_or_with_that_of_another() {
    assert_eq!(refused(&v1("").replace("id=\"body-1\"", "\nid=\"\"")), "a unit in it has no id (line 1)");
    let twice = v1("").replace("</body>", "\n<trans-unit id=\"body-1\"/></body>");
    assert_eq!(refused(&twice), "the unit `body-1` is in it twice (line 2)");
}

#[test]
fn a_later_version_of_the_program() {
    let file = written(&draft_of(&[]), Version::V2_1).replace("docket 1 ", "docket 7 ");
    assert_eq!(refused(&file), "it was made by a later version of this program (format 7)");
}

#[test]
fn a_document_type() {
    let file = v1("<source>&e;</source>");
    let bomb = format!("<!DOCTYPE xliff [<!ENTITY e \"{}\">]>\n{file}", "x".repeat(100));
    assert_eq!(refused(&bomb), "it defines a document type, which XLIFF does not have (line 1)");
    let inside = v1("<!DOCTYPE x>");
    assert!(refused(&inside).starts_with("it "), "{}", refused(&inside));
}

#[test]
fn entities() {
    let file = v1("<source>\n&eacute;</source>");
    assert_eq!(refused(&file), "it refers to the entity `&eacute;`, which XLIFF does not have (line 2)");
    let attribute = v1("").replace("id=\"body-1\"", "id=\"&x;\"");
    assert_eq!(refused(&attribute), "it refers to the entity `&x;`, which XLIFF does not have (line 1)");
    for reference in ["&#8;", "&#xFFFE;"] {
        assert!(refused(&v1(&format!("<source>{reference}</source>"))).contains("has no place in XML"));
    }
    for reference in ["&#0;", "&#xD800;", "&#x110000;", "&#99999999999;", "&#x;", "&#+65;", "& ", "&amp"] {
        let message = refused(&v1(&format!("<source>{reference}</source>")));
        assert!(message.starts_with("it "), "{reference}: {message}");
    }
}

#[test]
fn malformed_xml() {
    for inside in [
        "<source></target>",
        "</source>",
        "<a:source/>",
        "<source a=b/>",
        "<source <x>",
        "<source a='&#8;'/>",
        "<source a='1' a='1'/>",
    ] {
        let message = refused(&v1(inside));
        assert!(message.contains("(line 1)") || message.contains("in line 1"), "{inside}: {message}");
    }
    let file = v1("");
    for behind in ["<more/>", "more", "&amp;", "<![CDATA[more]]>", "</xliff>"] {
        assert_eq!(
            refused(&format!("{file}\n{behind}")).split(" (").next(),
            Some("it is no well-formed XML"),
            "{behind}"
        );
    }
    assert!(undersigned_xliff::read(format!("{file}\n<!-- more --><?more?>\n").as_bytes()).is_ok());
    let error = undersigned_xliff::read(v1("<source></target>").as_bytes()).unwrap_err();
    assert!(error.source().is_some(), "what is wrong with it is told");
}

#[test]
fn every_truncated_file_is_refused() {
    for &version in Version::ALL {
        let file = translated(&written(&draft_of(&shapes()), version));
        let whole = file.trim_end().len();
        for length in 0..whole {
            assert!(undersigned_xliff::read(&file.as_bytes()[..length]).is_err(), "{length} of {whole}");
        }
    }
    let file = v1("\n<source>One");
    let end = file.find("</trans-unit>").unwrap();
    assert_eq!(refused(&file[..end]), "it ends in the middle: an element is still open in line 2");
}

#[test]
fn every_other_byte_is_read_or_refused() {
    let mut shapes = shapes();
    shapes.truncate(4);
    for &version in Version::ALL {
        let file = translated(&written(&draft_of(&shapes), version)).into_bytes();
        for at in 0..file.len() {
            for byte in [b'<', b'>', b'"', b'&', b' ', 0xff] {
                let mut changed = file.clone();
                changed[at] = byte;
                let _ = undersigned_xliff::read(&changed);
            }
        }
    }
}

#[test]
fn deep_nesting() {
    let nested = |depth: usize| {
        let (open, close) = ("<g id=\"1\">".repeat(depth), "</g>".repeat(depth));
        v1(&format!("<source>x</source><target>{open}x{close}</target>"))
    };
    assert!(undersigned_xliff::read(nested(50).as_bytes()).is_ok());
    for depth in [64, 500_000] {
        assert_eq!(refused(&nested(depth)), "its elements are nested more than 64 deep (line 1)");
    }
    let groups = v1("").replace("<body>", &format!("<body>{}", "<group>".repeat(100_000)));
    assert_eq!(refused(&groups), "its elements are nested more than 64 deep (line 1)");
}

#[test]
fn large_files() {
    let file = " ".repeat((16 << 20) + 1);
    assert_eq!(refused(&file), "it has more than 16 megabytes");
    let units: String = (0..=30_000).map(|number| format!("<trans-unit id=\"u{number}\"/>")).collect();
    assert_eq!(refused(&v1("").replace("<body>", &format!("<body>{units}"))), "it has more than 30000 units");
    let long = "é".repeat(500_001);
    let file = v1(&format!("<source>{long}</source>\n<target>{long}</target>"));
    assert_eq!(refused(&file), "the text of a unit in it has more than 1000000 characters (line 2)");
    let codes = v1(&format!("<source>{}</source>", "<x/>".repeat(100_001)));
    assert_eq!(refused(&codes), "a unit in it has more than 100000 inline elements and segments (line 1)");
    let segments = v2(&"<segment/>".repeat(100_001));
    assert_eq!(refused(&segments), "a unit in it has more than 100000 inline elements and segments (line 1)");
    let attributes = v1(&format!("<source{}/>", (0..65).map(|n| format!(" a{n}=\"1\"")).collect::<String>()));
    assert_eq!(refused(&attributes), "an element in it has more than 64 attributes (line 1)");
    let namespaces: String = (0..1000).map(|number| format!(" xmlns:n{number}=\"urn:n\"")).collect();
    assert!(refused(&v1(&format!("<source{namespaces}/>"))).contains("no well-formed XML"));
}

#[test]
fn time_grows_with_the_size_only() {
    // With time that grows with the square of the size, each of these would take minutes.
    let many = |piece: &str| piece.repeat((2 << 20) / piece.len());
    let units: String = (0..9_000)
        .map(|number| {
            format!("<trans-unit id=\"u{number}\"><source>{}</source></trans-unit>\n", "a ".repeat(90))
        })
        .collect();
    for file in [
        v1("").replace("<body>", &format!("<body>{units}")),
        v1(&many("<x a=\"1\"/>")),
        v1(&format!("<note>{}</note>", many("&#65;"))),
        v1(&format!("<source>{}</source>", "<bx id=\"1\" ctype=\"bold\"/>a".repeat(90_000))),
    ] {
        assert!(undersigned_xliff::read(file.as_bytes()).is_ok());
    }
}

#[test]
fn utf_16() {
    for errand in Errand::all() {
        let file = translated(&written(&errand.draft, Version::V1_2));
        let units: Vec<u16> = file.encode_utf16().collect();
        let bytes: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(units.iter().flat_map(|u| u.to_le_bytes())).collect();
        let read = undersigned_xliff::read(&bytes).unwrap();
        assert_eq!(read, undersigned_xliff::read(file.as_bytes()).unwrap());
    }
}
