//! The archive: what is in it, that its lists agree with it, and that it is always the same.

use std::collections::BTreeSet;
use std::io::Cursor;

use undersigned::Profile;
use undersigned_docx::Renderer;

use crate::common::xml::Xml;
use crate::common::{full, part, parts, render, seed};

#[test]
fn nothing_is_in_it_that_the_document_does_not_need() {
    let paths: Vec<String> = parts(&render(&seed())).into_keys().collect();
    assert_eq!(
        paths,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/app.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footnotes.xml",
            "word/header1.xml",
            "word/header2.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]
    );
}

#[test]
fn parts_are_sorted_and_have_no_time() {
    let file = render(&full());
    let mut archive = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    let mut paths = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).unwrap();
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
        // A small part is not worth the packer.
        let packed = entry.compression() == zip::CompressionMethod::Deflated;
        assert_eq!(packed, entry.size() >= 2_048, "{}", entry.name());
        paths.push(entry.name().to_owned());
    }
    assert_eq!(paths[0], "[Content_Types].xml");
    assert!(paths.is_sorted());
}

#[test]
fn every_part_has_one_content_type() {
    let file = render(&full());
    let types = part(&file, "[Content_Types].xml");
    let named: Vec<&str> =
        types.all("Override").iter().map(|item| item.attribute("PartName").unwrap()).collect();
    let unique: BTreeSet<&str> = named.iter().copied().collect();
    assert_eq!(unique.len(), named.len());
    for path in parts(&file).keys() {
        let is_relationship = path.ends_with(".rels") || path == "[Content_Types].xml";
        assert_eq!(unique.contains(format!("/{path}").as_str()), !is_relationship, "{path}");
    }
    assert_eq!(unique.len(), parts(&file).len() - 3);
}

/// The parts that the relationships lead to, from the root of the package.
fn reached(file: &[u8]) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    for (path, bytes) in parts(file) {
        if let Some(owner) = path.strip_suffix(".rels") {
            let folder = owner.split("_rels/").next().unwrap();
            let mut ids = BTreeSet::new();
            for relationship in Xml::parse(&bytes).all("Relationship") {
                assert!(ids.insert(relationship.attribute("Id").unwrap().to_owned()), "{path}");
                reached.insert(format!("{folder}{}", relationship.attribute("Target").unwrap()));
            }
        }
    }
    reached
}

#[test]
fn every_part_is_reached_and_nothing_else_is() {
    let file = render(&full());
    let expected: BTreeSet<String> = parts(&file)
        .into_keys()
        .filter(|path| !path.ends_with(".rels") && path != "[Content_Types].xml")
        .collect();
    assert_eq!(reached(&file), expected);
}

#[test]
fn every_reference_in_the_text_is_a_relationship() {
    let file = render(&full());
    let document = part(&file, "word/document.xml");
    let relationships = part(&file, "word/_rels/document.xml.rels");
    let ids: BTreeSet<&str> =
        relationships.all("Relationship").iter().map(|r| r.attribute("Id").unwrap()).collect();
    let references = [document.all("w:headerReference"), document.all("w:footerReference")].concat();
    assert_eq!(references.len(), 3);
    for reference in references {
        assert!(ids.contains(reference.attribute("r:id").unwrap()));
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    let renderer = Renderer::new(&Profile::builtin()).unwrap();
    for sheet in [seed(), full()] {
        let first = renderer.render(&sheet).unwrap();
        assert_eq!(renderer.render(&sheet).unwrap(), first, "a second time");
        renderer.render(&full()).unwrap();
        assert_eq!(renderer.render(&sheet).unwrap(), first, "after another document");
        assert_eq!(render(&sheet), first, "by another renderer");
    }
}

#[test]
fn threads_do_not_disturb_one_another() {
    let renderer = Renderer::new(&Profile::builtin()).unwrap();
    let expected = [renderer.render(&seed()).unwrap(), renderer.render(&full()).unwrap()];
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(renderer.render(&seed()).unwrap(), expected[0]);
                    assert_eq!(renderer.render(&full()).unwrap(), expected[1]);
                }
            });
        }
    });
}

#[test]
fn the_hour_does_not_matter() {
    // An archive counts in steps of two seconds.
    let first = render(&seed());
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(render(&seed()), first);
}

#[test]
fn a_renderer_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Renderer>();
    shared::<undersigned_docx::Error>();
}
