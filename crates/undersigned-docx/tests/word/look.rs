//! The styles say what the theme says.

use undersigned::Profile;
use undersigned::sheet::{Block, Inline, Role};
use undersigned::theme::{Align, Slant, Weight};

use crate::common::xml::Xml;
use crate::common::{self, full, part, plain, render, seed, styled};

fn styles() -> Xml {
    part(&render(&full()), "word/styles.xml")
}

fn id(role: Role) -> &'static str {
    match role {
        Role::Masthead => "Masthead",
        Role::MastheadSecond => "MastheadSecond",
        Role::DocReference => "DocReference",
        Role::Date => "DocDate",
        Role::Edition => "Edition",
        Role::Title => "Heading1",
        Role::TypeLine => "TypeLine",
        Role::Disclaimer => "Disclaimer",
        Role::LeadIn => "LeadIn",
        Role::Body => "Body",
        Role::ListItem => "ListItem",
        Role::ListItemSecond => "ListItemSecond",
        Role::SignedOverleaf => "SignedOverleaf",
        Role::SignedHead => "SignedHead",
        Role::Signatory => "Signatory",
        Role::Total => "Total",
        Role::Legend => "Legend",
        Role::Note => "Note",
        Role::RunningHead => "RunningHead",
        Role::ContactLine => "ContactLine",
    }
}

fn number(element: Option<&Xml>, attribute: &str) -> f64 {
    element.and_then(|element| element.attribute(attribute)).map_or(0.0, |value| value.parse().unwrap())
}

#[test]
fn every_role_looks_as_the_theme_says() {
    let (profile, styles) = (Profile::builtin(), styles());
    for &role in Role::ALL {
        let look = profile.theme().role(role);
        let style = common::style(&styles, id(role));
        let (p, r) = (style.child("w:pPr").unwrap(), style.child("w:rPr").unwrap());
        let name = role.name();

        assert_eq!(number(r.child("w:sz"), "w:val"), look.size * 2.0, "{name}");
        assert_eq!(number(r.child("w:szCs"), "w:val"), look.size * 2.0, "{name}");
        assert_eq!(r.child("w:b").is_some(), look.weight == Weight::Bold, "{name}");
        assert_eq!(r.child("w:i").is_some(), look.slant == Slant::Italic, "{name}");

        let spacing = p.child("w:spacing");
        assert_eq!(spacing.unwrap().attribute("w:lineRule"), Some("exact"), "{name}");
        assert_eq!(number(spacing, "w:line"), (look.line * 20.0).round(), "{name}");
        assert_eq!(number(spacing, "w:before"), (look.before * 20.0).round(), "{name}");
        assert_eq!(number(spacing, "w:after"), (look.after * 20.0).round(), "{name}");
        let edges = if look.align == Align::Justify { "both" } else { "left" };
        assert_eq!(p.val_at("w:jc"), Some(edges), "{name}");
        // The first line of a note begins at its number; a tab leads to the indent.
        let note = matches!(role, Role::Legend | Role::Note);
        let (left, hanging) =
            if note { (look.indent - look.hanging, 0.0) } else { (look.indent, look.hanging) };
        assert_eq!(number(p.child("w:ind"), "w:left"), (left * 20.0).round(), "{name}");
        assert_eq!(number(p.child("w:ind"), "w:hanging"), (hanging * 20.0).round(), "{name}");

        assert_eq!(p.child("w:keepNext").is_some(), look.keep_with_next, "{name}");
        assert_eq!(p.child("w:keepLines").is_some(), look.keep_together, "{name}");
        assert_eq!(p.child("w:pageBreakBefore").is_some(), look.starts_page, "{name}");
        assert_eq!(p.val_at("w:widowControl"), Some("1"), "{name}");

        for (side, thickness) in [("w:top", look.rule_above), ("w:bottom", look.rule_below)] {
            let rule = p.child("w:pBdr").and_then(|borders| borders.child(side));
            assert_eq!(rule.is_some(), thickness > 0.0, "{name}");
            assert_eq!(number(rule, "w:sz"), thickness * 8.0, "{name}");
            if rule.is_some() {
                assert_eq!(number(rule, "w:space"), look.rule_space, "{name}");
            }
        }
    }
}

#[test]
fn the_title_is_the_only_heading() {
    let styles = styles();
    let title = common::style(&styles, "Heading1");
    assert_eq!(title.val_at("w:name"), Some("heading 1"));
    assert_eq!(title.val_at("w:pPr/w:outlineLvl"), Some("0"));
    assert_eq!(styles.all("w:outlineLvl").len(), 1);
    assert_eq!(styled(&part(&render(&seed()), "word/document.xml"), "Heading1").len(), 1);
}

#[test]
fn roles_build_on_the_styles_of_word() {
    let styles = styles();
    for (id, base) in [
        ("Masthead", "Header"),
        ("RunningHead", "Header"),
        ("ContactLine", "Footer"),
        ("Legend", "FootnoteText"),
        ("Note", "FootnoteText"),
        ("Body", "Normal"),
        ("SignatoryKept", "Signatory"),
    ] {
        assert_eq!(common::style(&styles, id).val_at("w:basedOn"), Some(base), "{id}");
    }
    for (id, name) in [
        ("Header", "header"),
        ("Footer", "footer"),
        ("FootnoteText", "footnote text"),
        ("FootnoteReference", "footnote reference"),
    ] {
        let style = common::style(&styles, id);
        assert_eq!(style.val_at("w:name"), Some(name));
        assert_eq!(style.attribute("w:customStyle"), None);
    }
    assert_eq!(common::style(&styles, "Signatory").attribute("w:customStyle"), Some("1"));
}

#[test]
fn there_is_one_normal_and_it_is_the_default() {
    let styles = styles();
    let normal: Vec<&Xml> =
        styles.all("w:style").into_iter().filter(|style| style.val_at("w:name") == Some("Normal")).collect();
    assert_eq!(normal.len(), 1);
    assert_eq!(normal[0].attribute("w:default"), Some("1"));
}

#[test]
fn the_typeface_is_the_same_for_every_script() {
    let fonts = styles().all("w:rFonts")[0].clone();
    for script in ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"] {
        assert_eq!(fonts.attribute(script), Some("Arial"));
    }
    let table = part(&render(&seed()), "word/fontTable.xml");
    assert_eq!(table.child("w:font").unwrap().attribute("w:name"), Some("Arial"));
    assert_eq!(table.val_at("w:font/w:altName"), Some("Liberation Sans"));
}

#[test]
fn nothing_is_kerned() {
    let text = String::from_utf8(common::parts(&render(&full()))["word/styles.xml"].clone()).unwrap();
    assert!(!text.contains("w:kern") && !text.contains("ligatures"));
}

#[test]
fn what_is_kept_has_a_style_that_keeps_it() {
    let file = render(&seed());
    let document = part(&file, "word/document.xml");
    // The last paragraph of the body stays with "Signed (see overleaf)", the last two names with the total.
    assert_eq!(styled(&document, "Body").len(), 6);
    assert_eq!(styled(&document, "BodyKept")[0].reading(), common::BODY[6]);
    let names: Vec<String> = styled(&document, "SignatoryKept").iter().map(|p| p.reading()).collect();
    assert_eq!(names, common::SIGNATORIES[18..]);
    let styles = part(&file, "word/styles.xml");
    for id in ["BodyKept", "SignatoryKept"] {
        assert_eq!(common::style(&styles, id).child("w:pPr").unwrap().names(), ["w:keepNext"]);
    }
}

#[test]
fn a_style_that_keeps_anyway_is_not_derived() {
    let document = part(&render(&seed()), "word/document.xml");
    assert_eq!(styled(&document, "LeadIn").len(), 1);
    assert_eq!(styled(&document, "SignedHead").len(), 1);
}

#[test]
fn marks_are_raised_and_smaller() {
    let styles = styles();
    for id in ["FootnoteReference", "Raised"] {
        let style = common::style(&styles, id);
        assert_eq!(style.val_at("w:rPr/w:vertAlign"), Some("superscript"));
        // 6 points are what is left of 9 in Word (two thirds) and of 10.5 in LibreOffice (58%).
        let size: f64 = style.val_at("w:rPr/w:sz").unwrap().parse().unwrap();
        assert!((18.0..=21.0).contains(&size), "{size}");
    }
}

#[test]
fn a_mark_among_italics_is_upright() {
    let mut document = seed();
    document.blocks.iter_mut().for_each(|item| {
        if let Block::Paragraph(paragraph) = item {
            match paragraph.role {
                Role::SignedOverleaf => paragraph.inlines.push(Inline::NoteMark(1)),
                Role::SignedHead => paragraph.inlines = vec![plain("Signed:")],
                _ => {}
            }
        }
    });
    let file = render(&document);
    let text = part(&file, "word/document.xml");
    let mark = styled(&text, "SignedOverleaf")[0].all("w:r")[1].clone();
    assert_eq!(mark.val_at("w:rPr/w:rStyle"), Some("FootnoteReferenceInItalics"));
    let style = common::style(&part(&file, "word/styles.xml"), "FootnoteReferenceInItalics");
    assert_eq!(style.val_at("w:basedOn"), Some("FootnoteReference"));
    assert!(style.child("w:rPr").unwrap().child("w:i").is_some());
}
