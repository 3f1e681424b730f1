//! Notes, lists, heads and feet, and the page.

use undersigned::sheet::{Block, Fit, List, Role, Undivided};

use crate::common::xml::Xml;
use crate::common::{self, block, full, part, parts, plain, render, seed, sheet, styled, typed};

#[test]
fn the_text_reads_as_the_document() {
    let document = part(&render(&seed()), "word/document.xml");
    let read: Vec<String> = document.all("w:p").iter().map(|p| p.reading()).collect();
    assert_eq!(read[0], "Doc.\u{a0}16229");
    assert_eq!(read[2], common::TITLE);
    assert_eq!(read[3], "Written declaration No.\u{a0}818");
    assert_eq!(read[6..13], common::BODY);
    assert_eq!(read[13], "Signed (see overleaf)");
    assert_eq!(read[14], "Signed[1]:");
    assert_eq!(read[15..35], common::SIGNATORIES);
    assert_eq!(read[35], "Total\u{a0}=\u{a0}20");
    assert_eq!(read.len(), 36);
}

fn notes(file: &[u8]) -> Vec<Xml> {
    part(file, "word/footnotes.xml").all("w:footnote").into_iter().cloned().collect()
}

#[test]
fn the_legend_opens_with_its_living_number() {
    let notes = notes(&render(&seed()));
    let legend: Vec<String> = notes[2].all("w:p").iter().map(|p| p.reading()).collect();
    assert_eq!(
        legend,
        [
            "#.\tEPP/CD: Group of the European People's Party",
            "SOC: Socialists, Democrats and Greens Group",
            "UEL: Group of the Unified European Left",
        ]
    );
}

#[test]
fn further_paragraphs_of_a_note_begin_at_the_indent() {
    let file = render(&seed());
    let legend = notes(&file)[2].clone();
    let used: Vec<&str> = legend.all("w:p").iter().map(|p| p.val_at("w:pPr/w:pStyle").unwrap()).collect();
    assert_eq!(used, ["Legend", "LegendContinued", "LegendContinued"]);
    let styles = part(&file, "word/styles.xml");
    let indent = |id| common::style(&styles, id).child("w:pPr").unwrap().child("w:ind").unwrap().clone();
    assert_eq!(indent("Legend").attribute("w:left"), Some("0"));
    assert_eq!(indent("Legend").attribute("w:hanging"), None);
    let tabs = common::style(&styles, "Legend").child("w:pPr").unwrap().child("w:tabs").unwrap().clone();
    assert_eq!(tabs.child("w:tab").unwrap().attribute("w:pos"), Some("200"));
    assert_eq!(indent("LegendContinued").attribute("w:left"), Some("200"));
    assert_eq!(indent("LegendContinued").attribute("w:firstLine"), Some("0"));
    assert_eq!(indent("LegendContinued").attribute("w:hanging"), None);
}

#[test]
fn notes_are_numbered_in_the_order_of_their_marks() {
    let file = render(&full());
    let ids: Vec<String> =
        notes(&file).iter().map(|note| note.attribute("w:id").unwrap().to_owned()).collect();
    assert_eq!(ids, ["-1", "0", "1", "2", "3"]);
    let marks: Vec<String> = part(&file, "word/document.xml")
        .all("w:footnoteReference")
        .iter()
        .map(|mark| mark.attribute("w:id").unwrap().to_owned())
        .collect();
    assert_eq!(marks, ["1", "2", "3"]);
    for note in &notes(&file)[2..] {
        assert_eq!(note.all("w:footnoteRef").len(), 1);
    }
}

#[test]
fn the_rules_above_the_notes_are_there_and_known_to_the_settings() {
    let file = render(&seed());
    let notes = notes(&file);
    for (note, kind) in notes[..2].iter().zip(["separator", "continuationSeparator"]) {
        assert_eq!(note.attribute("w:type"), Some(kind));
        assert_eq!(note.all(&format!("w:{kind}")).len(), 1);
    }
    let settings = part(&file, "word/settings.xml");
    let known: Vec<&str> =
        settings.all("w:footnote").iter().map(|note| note.attribute("w:id").unwrap()).collect();
    assert_eq!(known, ["-1", "0"]);
}

#[test]
fn lists_are_numbered_by_word() {
    let file = render(&full());
    let document = part(&file, "word/document.xml");
    let numbering = part(&file, "word/numbering.xml");
    let mark_of = |paragraph: &Xml| {
        let level = paragraph.val_at("w:pPr/w:numPr/w:ilvl")?;
        let id = paragraph.val_at("w:pPr/w:numPr/w:numId")?;
        let list = numbering.all("w:num").into_iter().find(|n| n.attribute("w:numId") == Some(id))?;
        let kind = list.val_at("w:abstractNumId")?;
        let kind = numbering
            .all("w:abstractNum")
            .into_iter()
            .find(|n| n.attribute("w:abstractNumId") == Some(kind))?;
        let level = kind.all("w:lvl").into_iter().find(|l| l.attribute("w:ilvl") == Some(level))?;
        let of = |path| level.val_at(path).unwrap().to_owned();
        Some((of("w:numFmt"), of("w:lvlText"), of("w:start"), id.to_owned()))
    };
    let marks: Vec<_> = document.all("w:p").into_iter().filter_map(mark_of).collect();
    let kinds: Vec<(&str, &str, &str)> =
        marks.iter().map(|(a, b, c, _)| (a.as_str(), b.as_str(), c.as_str())).collect();
    let (first, bullet, second, again) =
        (("decimal", "%1.", "3"), ("bullet", "–", "1"), ("decimal", "%2.", "4"), ("decimal", "%1.", "1"));
    assert_eq!(kinds, [first, first, bullet, bullet, second, second, first, again, again]);
    // The item after the inner lists goes on; the list after the paragraph begins anew.
    assert_eq!(marks[0].3, marks[6].3);
    assert_ne!(marks[0].3, marks[7].3);
}

#[test]
fn the_mark_of_an_item_stands_in_its_hanging_indent() {
    let numbering = part(&render(&full()), "word/numbering.xml");
    for level in numbering.all("w:lvl") {
        let indent = level.child("w:pPr").unwrap().child("w:ind").unwrap();
        let left = if level.attribute("w:ilvl") == Some("0") { "360" } else { "720" };
        assert_eq!(indent.attribute("w:left"), Some(left));
        assert_eq!(indent.attribute("w:hanging"), Some("360"));
    }
}

#[test]
fn a_bullet_of_the_first_level_is_a_dot() {
    let items = vec![vec![block(typed(Role::ListItem, vec![plain("peace;")]))]];
    let body = vec![Block::List(List { start: None, items })];
    let numbering = part(&render(&sheet(body, &[], Vec::new())), "word/numbering.xml");
    assert_eq!(numbering.all("w:lvlText")[0].val(), "•");
}

#[test]
fn a_further_paragraph_of_an_item_has_no_mark() {
    let document = part(&render(&full()), "word/document.xml");
    let further = styled(&document, "ListItemContinued");
    assert_eq!(further.len(), 1);
    assert_eq!(further[0].reading(), "and, once more,");
    assert!(further[0].all("w:numPr").is_empty());
}

#[test]
fn a_document_without_lists_has_no_numbering() {
    assert!(!parts(&render(&seed())).contains_key("word/numbering.xml"));
}

#[test]
fn the_page_is_that_of_the_theme() {
    let document = part(&render(&seed()), "word/document.xml");
    let section = document.all("w:sectPr")[0];
    let size = section.child("w:pgSz").unwrap();
    assert_eq!(size.attribute("w:w"), Some("11906"));
    assert_eq!(size.attribute("w:h"), Some("16838"));
    let margins = section.child("w:pgMar").unwrap();
    for (name, twips) in [
        ("w:top", "1417"),
        ("w:bottom", "1417"),
        ("w:left", "1417"),
        ("w:right", "1417"),
        ("w:header", "737"),
        ("w:footer", "680"),
    ] {
        assert_eq!(margins.attribute(name), Some(twips));
    }
    assert!(section.child("w:titlePg").is_some());
}

/// The part that the section names as this kind of head or foot.
fn furniture(file: &[u8], element: &str, kind: &str) -> Option<Xml> {
    let document = part(file, "word/document.xml");
    let relationships = part(file, "word/_rels/document.xml.rels");
    let reference =
        document.all(element).into_iter().find(|r| r.attribute("w:type") == Some(kind)).cloned()?;
    let relationship = relationships
        .all("Relationship")
        .into_iter()
        .find(|r| r.attribute("Id") == reference.attribute("r:id"))
        .unwrap();
    Some(part(file, &format!("word/{}", relationship.attribute("Target").unwrap())))
}

#[test]
fn the_first_page_has_masthead_and_contact_line() {
    let file = render(&seed());
    let head = furniture(&file, "w:headerReference", "first").unwrap();
    let lines: Vec<(&str, String)> =
        head.all("w:p").iter().map(|p| (p.val_at("w:pPr/w:pStyle").unwrap(), p.reading())).collect();
    assert_eq!(
        lines,
        [
            ("Masthead", "Parliamentary Assembly".to_owned()),
            ("MastheadSecond", "Assemblée parlementaire".to_owned()),
        ]
    );
    let foot = furniture(&file, "w:footerReference", "first").unwrap();
    assert!(foot.reading().starts_with("F – 67075 Strasbourg Cedex"));
    assert_eq!(foot.all("w:pStyle")[0].val(), "ContactLine");
}

#[test]
fn the_following_pages_have_reference_and_number() {
    let file = render(&seed());
    let head = furniture(&file, "w:headerReference", "default").unwrap();
    assert_eq!(head.reading(), "Doc.\u{a0}16229\t2");
    assert!(furniture(&file, "w:footerReference", "default").is_none());
    // The number stands at the end of the line: 11906 less two margins of 1417.
    let style = common::style(&part(&file, "word/styles.xml"), "RunningHead");
    let tab = style.all("w:tab")[0].clone();
    assert_eq!(tab.val(), "right");
    assert_eq!(tab.attribute("w:pos"), Some("9072"));
}

#[test]
fn a_document_without_contact_line_has_no_foot() {
    let mut document = seed();
    document.contact_line = None;
    let file = render(&document);
    assert!(furniture(&file, "w:footerReference", "first").is_none());
    assert!(!parts(&file).keys().any(|path| path.contains("footer")));
}

#[test]
fn a_document_without_masthead_begins_with_a_bare_page() {
    let mut document = seed();
    document.masthead.clear();
    let file = render(&document);
    assert!(furniture(&file, "w:headerReference", "first").is_none());
    assert!(furniture(&file, "w:headerReference", "default").is_some());
}

#[test]
fn the_settings_are_those_of_word_2010() {
    let settings = part(&render(&seed()), "word/settings.xml");
    let mode = settings
        .all("w:compatSetting")
        .into_iter()
        .find(|setting| setting.attribute("w:name") == Some("compatibilityMode"))
        .unwrap();
    assert_eq!(mode.val(), "14");
    for name in ["w:autoHyphenation", "w:rsids", "w:documentProtection", "w:adjustLineHeightInTable"] {
        assert!(settings.all(name).is_empty(), "{name}");
    }
}

#[test]
fn no_style_is_there_twice_whatever_the_paragraphs_are_fitted_to() {
    let fits = [
        Fit::default(),
        Fit { kept: true, ..Fit::default() },
        Fit { undivided: Undivided::Whole, ..Fit::default() },
        Fit { undivided: Undivided::End(1), tracking: 1, ..Fit::default() },
        Fit { tracking: 1, ..Fit::default() },
    ];
    let mut document = seed();
    for (index, fit) in fits.into_iter().enumerate() {
        for role in [Role::Body, Role::Title, Role::Disclaimer] {
            let mut paragraph = typed(role, vec![plain("Words.")]);
            paragraph.fit = fit;
            document.blocks.insert(index, block(paragraph));
        }
    }
    let styles = part(&render(&document), "word/styles.xml");
    let mut ids: Vec<_> =
        styles.all("w:style").into_iter().filter_map(|style| style.attribute("w:styleId")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    assert!(ids.contains(&"BodyWide1"), "{ids:?}");
}

#[test]
fn the_one_title_is_balanced_by_the_style_of_headings_itself() {
    let mut document = seed();
    for each in &mut document.blocks {
        if let Block::Paragraph(paragraph) = each
            && paragraph.role == Role::Title
        {
            paragraph.fit = Fit { narrowed: 640, ..Fit::default() };
        }
    }
    let file = render(&document);
    let styles = part(&file, "word/styles.xml");
    let heading = |style: &&Xml| style.attribute("w:styleId") == Some("Heading1");
    let all = styles.all("w:style");
    let heading = all.into_iter().find(heading).expect("the style of headings");
    assert_eq!(heading.all("w:ind")[0].attribute("w:right"), Some("640"));
    assert_eq!(styled(&part(&file, "word/document.xml"), "Heading1").len(), 1);
}
