//! One fault after the other, and the row that tells of it.

use super::made::{sound, stream};
use super::{changed, look, only, row};
use crate::Matter::{Boxes, Colours, Fonts, Language, Links, Origin, Pages, Standards, Tags, Title};
use crate::Verdict::{Fault, ToNote};

#[test]
fn an_odd_number_of_pages_is_noted() {
    let made = sound()
        .with("[3 0 R 4 0 R]", "[3 0 R 4 0 R 30 0 R]")
        .with_object(30, sound().object(4).replace("[7 0 R]", "31 0 R").replace("[15 0 R]", "[]"))
        .with_object(31, stream("", "/Artifact BMC 0 0 m 9 9 l S EMC"));
    only(&look(&made), Pages, ToNote, "odd");
}

#[test]
fn pages_of_different_sizes_are_a_fault() {
    let larger = sound().object(4).replace("/TrimBox [8.5 8.5 603.78 850.4]", "/TrimBox [8.5 8.5 603 603]");
    let report = look(&sound().with_object(4, larger));
    assert_eq!(row(&report, Pages).verdict(), Fault, "{report:#?}");
    assert_eq!(row(&report, Pages).found, "2 pages of 2 sizes");
    assert_eq!(row(&report, Boxes).verdict(), Fault, "{report:#?}");
}

#[test]
fn boxes_stand_within_one_another() {
    let with = |from: &str, to: &str| {
        let of = |number| sound().object(number).replace(from, to);
        look(&sound().with_object(3, of(3)).with_object(4, of(4)))
    };
    let trim = "/TrimBox [8.5 8.5 603.78 850.4]";
    let bleed = "/BleedBox [0 0 612.28 858.9]";
    only(&with(bleed, "/BleedBox [20 20 580 800]"), Boxes, Fault, "the TrimBox stands out of the BleedBox");
    only(&with(bleed, "/BleedBox [-9 0 612.28 858.9]"), Boxes, Fault, "BleedBox stands out of the MediaBox");
    only(
        &with(bleed, "/CropBox [0 0 700 858.9]"),
        Boxes,
        Fault,
        "the CropBox stands out of the MediaBox on pages 1–2",
    );
    let without = with(trim, "/CropBox [8.5 8.5 603.78 850.4]");
    only(&without, Boxes, ToNote, "no TrimBox on pages 1–2");
}

#[test]
fn colour_in_text_and_rules_is_a_fault() {
    changed("q 0 g 10 20", "1 0 0 rg 10", Colours, Fault, "rules in colour (DeviceRGB) on page 1");
}

/// The report on the sound file with other content before that of its first page.
fn painted(before: &str) -> crate::Report {
    let made = sound();
    let content = made.object(6);
    let (_, content) = content.split_once("stream\n").expect("a stream");
    let content = content.strip_suffix("\nendstream").expect("a stream");
    let resources = "<< /Font << /F1 8 0 R /F2 40 0 R /F3 41 0 R >> /ColorSpace << /Grey [/ICCBased 42 0 R] \
                     /Spot [/Separation /Gold /DeviceCMYK 44 0 R] /Colour [/ICCBased 43 0 R] >> \
                     /XObject << /Image 45 0 R /Drawing 46 0 R /Mask 47 0 R >> /Pattern << /Tiles 48 0 R >> \
                     /ExtGState << /Thin << /ca 0.5 >> >> >>";
    let page = made.object(3).replace("/Contents", &format!("/Resources {resources} /Contents"));
    let face = "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /ToUnicode 17 0 R >>";
    let image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8";
    let tiles = "/PatternType 1 /PaintType 1 /Resources << >>";
    let made = made
        .with_object(3, page)
        .with_object(6, stream("", &format!("{before}\n{content}")))
        .with_object(40, face)
        .with_object(
            41,
            face.replace("/Arial", "/Arial /FontDescriptor << /FontFile2 13 0 R >>")
                .replace("/ToUnicode 17 0 R", ""),
        )
        .with_object(42, stream("/N 1", "profile"))
        .with_object(43, stream("/N 3", "profile"))
        .with_object(44, stream("/FunctionType 4", "{ pop 0 0 0 1 }"))
        .with_object(45, stream(&format!("{image} /ColorSpace /DeviceRGB"), "abc"))
        .with_object(46, stream("/Subtype /Form /Resources << >>", "1 0 0 rg 0 0 9 9 re f"))
        .with_object(47, stream(&format!("{image} /ImageMask true"), "a"))
        .with_object(48, stream(tiles, "0 1 0 0 k 0 0 9 9 re f"));
    look(&made)
}

#[test]
fn every_way_to_colour_is_seen() {
    let cases = [
        ("/Artifact BMC 1 0 0 RG 0 0 m 9 9 l S EMC", "rules in colour (DeviceRGB)"),
        ("/Artifact BMC 0 0 0 1 k BT /F1 9 Tf (A) Tj ET 0 g EMC", "text in colour (DeviceCMYK)"),
        ("/Artifact BMC /Colour cs BT /F1 9 Tf (A) Tj ET 0 g EMC", "text in colour (RGB by an ICC profile)"),
        ("/Artifact BMC q /Spot cs 1 scn 0 0 9 9 re f Q EMC", "rules in colour (the ink Gold)"),
        ("/Artifact BMC /Drawing Do EMC", "rules in colour (DeviceRGB)"),
        ("/Artifact BMC q 1 0 0 rg /Mask Do Q EMC", "rules in colour (DeviceRGB)"),
        ("/Artifact BMC q /Pattern cs /Tiles scn 0 0 9 9 re f Q EMC", "rules in colour (DeviceCMYK)"),
        ("/Artifact BMC q 1 Tr 1 0 0 RG BT /F1 9 Tf (A) Tj ET Q EMC", "text in colour (DeviceRGB)"),
    ];
    for (content, remark) in cases {
        only(&painted(content), Colours, Fault, remark);
    }
}

#[test]
fn what_does_not_paint_is_no_colour() {
    let cases = [
        "1 0 0 rg 0 g",
        "/Artifact BMC q /Grey cs 0 scn 0 0 9 9 re f Q EMC",
        "/Artifact BMC q 1 0 0 rg 0 Tr /Colour CS BT ET 0 0 9 9 re n Q EMC",
    ];
    for content in cases {
        let report = painted(content);
        assert_eq!(report.verdict(), crate::Verdict::Passes, "{report:#?}");
    }
}

#[test]
fn what_a_print_shop_should_know_is_noted() {
    let cases = [
        ("/Artifact BMC /Image Do EMC", "images in colour (DeviceRGB) on page 1"),
        (
            "/Artifact BMC BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI EMC",
            "images in colour (DeviceRGB) on page 1",
        ),
        ("/Artifact BMC q 0.5 g 0 0 9 9 re f Q EMC", "a grey that is not black"),
        ("/Artifact BMC q 1 g BT /F1 9 Tf (A) Tj ET Q EMC", "white text"),
        ("/Artifact BMC q 3 Tr BT /F1 9 Tf (A) Tj ET Q EMC", "invisible text on page 1"),
        ("q /Thin gs Q", "transparency on page 1"),
    ];
    for (content, remark) in cases {
        only(&painted(content), Colours, ToNote, remark);
    }
}

#[test]
fn a_face_is_embedded_as_a_subset_with_its_characters() {
    let use_face = |face: &str| painted(&format!("/Artifact BMC BT /{face} 9 Tf (A) Tj ET EMC"));
    only(&use_face("F2"), Fonts, Fault, "Arial is not embedded (page 1)");
    only(&use_face("F3"), Fonts, Fault, "Arial is embedded whole, not as a subset (page 1)");
    only(&use_face("F3"), Fonts, Fault, "Arial has no ToUnicode (page 1)");
    only(&use_face("F9"), Fonts, Fault, "a face that the file does not have on page 1");
    // A face of the resources in which nothing is set is no face of the file.
    assert_eq!(row(&painted(""), Fonts).found, "1 face");
}

#[test]
fn names_of_the_file_stay_in_their_line() {
    let name = format!("/BaseFont /Ab#0a#1b#E2#80#AEc{} /Desc", "x".repeat(1000));
    let report = look(&sound().with("/BaseFont /ABCDEF+Sans /Desc", &name));
    let row = row(&report, Fonts);
    let remarks = row.remarks.iter().map(|remark| &remark.message);
    for text in row.details.iter().chain(remarks) {
        assert!(text.starts_with("Ab   cxxx"), "{text:?}");
        assert_eq!(text.chars().count(), 401);
    }
}

#[test]
fn a_file_without_tags_is_a_fault() {
    let report = look(&sound().with("/StructTreeRoot 5 0 R", ""));
    assert_eq!(row(&report, Tags).verdict(), Fault);
    assert!(row(&report, Tags).remarks[0].message.contains("no StructTreeRoot"), "{report:#?}");
    changed("/MarkInfo << /Marked true >>", "", Tags, Fault, "does not say that it is tagged");
}

#[test]
fn content_outside_of_the_structure_is_a_fault() {
    only(
        &painted("BT /F1 9 Tf (A) Tj (B) Tj ET"),
        Tags,
        Fault,
        "text outside of all tags, 2 times on page 1",
    );
    only(&painted("/Span BMC BT /F1 9 Tf (A) Tj ET EMC"), Tags, Fault, "text outside of all tags, 1 time");
    only(&painted("0 0 9 9 re f"), Tags, Fault, "rules or images outside of all tags, 1 time on page 1");
    only(&painted("/P << /MCID 9 >> BDC EMC"), Tags, Fault, "1 piece of text that no element");
    only(&painted("EMC"), Tags, Fault, "do not open and close in pairs on page 1");
    only(&painted("/Artifact BMC"), Tags, Fault, "do not open and close in pairs on page 1");
}

#[test]
fn the_structure_has_one_heading_and_texts_for_figures_and_links() {
    changed("/Heading /H1", "/Heading /H2", Tags, Fault, "(H1), not 0");
    changed("/S /P /P 16 0 R", "/S /H1 /P 16 0 R", Tags, Fault, "(H1), not 2");
    changed("/Alt (A line)", "", Tags, Fault, "1 figure without a text");
    changed("/Alt (A line)", "/Alt ()", Tags, Fault, "1 figure without a text");
    changed("/StructParent 2", "", Tags, Fault, "links outside of the structure on page 1");
    changed("/Obj 15 0 R", "/Obj 14 0 R", Tags, Fault, "links outside of the structure on page 2");
    changed(
        "/Contents (Note 1)",
        "",
        Tags,
        Fault,
        "links without a text to be read out (Contents) on page 1",
    );
    let spoken = sound().with("/Contents (Note 1)", "").with("/S /Link /P 16 0 R", "/S /Link /Alt (Note 1)");
    assert_eq!(look(&spoken).verdict(), crate::Verdict::Passes);
}

#[test]
fn claims_need_what_belongs_to_them() {
    changed("/OutputIntents [11 0 R]", "", Standards, Fault, "no output intent");
    changed("/DestOutputProfile 18 0 R", "", Standards, Fault, "no output intent");
    changed("part>2</pdfaid", "part>3</pdfaid", Standards, Fault, "another part or level of PDF/A than 2a");
    changed("ance>A<", "ance>B<", Standards, Fault, "another part or level of PDF/A than 2a");
    changed("pdfa/ns/id", "pdfx/ns/id", Standards, Fault, "does not claim PDF/A-2a");
    changed("pdfua/ns/id", "pdfxx/ns/id", Standards, Fault, "does not claim PDF/UA-1");
    changed("/ID [<00> <00>]", "", Standards, Fault, "no identifier");
    changed("</rdf:Alt>", "</rdf:Oth>", Standards, Fault, "the metadata (XMP) cannot be read");
}

#[test]
fn scripts_actions_attachments_and_fields_are_faults() {
    let names = "/Names << /Dests 26 0 R";
    let script = "<< /Names [(a) << /S /JavaScript >>] >>";
    changed(names, &format!("{names} /JavaScript {script}"), Standards, Fault, "has scripts");
    changed(names, &format!("{names} /EmbeddedFiles << /Names [] >>"), Standards, Fault, "other files in it");
    let action = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>";
    changed("/Lang", &format!("{action} /Lang"), Standards, Fault, "the file acts (JavaScript)");
    changed("/Contents 6 0 R", "/Contents 6 0 R /AA << /O 9 0 R >>", Standards, Fault, "acts (by itself)");
    changed("/Lang", "/AcroForm << /Fields [9 0 R] >> /Lang", Standards, Fault, "fields to be filled in");
}

#[test]
fn the_title_is_the_same_everywhere_and_shown() {
    changed("(A title & more)", "(Another title)", Title, Fault, "has another title, “Another title”");
    changed("/Title (A title & more)", "", Title, ToNote, "not in the document information");
    changed("dc:title>", "dc:tixle>", Title, Fault, "not in the metadata");
    changed("/DisplayDocTitle true", "", Title, Fault, "no DisplayDocTitle");
    let made = sound().with("/Title (A title & more)", "").with("dc:title>", "dc:tixle>");
    only(&look(&made), Title, Fault, "has no title");
    // In UTF-16, as a title beyond Latin-1 is written.
    let units: String = "A title & more".encode_utf16().map(|unit| format!("{unit:04x}")).collect();
    let made = sound().with("(A title & more)", &format!("<feff{units}>"));
    assert_eq!(look(&made).verdict(), crate::Verdict::Passes);
}

#[test]
fn the_language_is_there_and_well_formed() {
    changed("/Lang (en-GB)", "", Language, Fault, "does not say its language");
    changed("/Lang (en-GB)", "/Lang (English please)", Language, Fault, "is no code of a language");
    changed("/Lang (en-GB)", "/Lang (fr-FR)", Language, ToNote, "another language, “en-GB”");
}

#[test]
fn programs_and_dates_agree() {
    changed("/Creator (undersigned)", "/Creator (Another)", Origin, Fault, "Creator differs");
    changed("D:20250819100000Z", "D:20250819110000Z", Origin, Fault, "CreationDate differs");
    changed("D:20250819100000Z", "yesterday", Origin, Fault, "CreationDate is no date");
    changed("D:20250820", "D:20251320", Origin, Fault, "ModDate is no date");
    changed("D:20250820", "D:20240820", Origin, ToNote, "changed before it was made");
    let same = sound().with("D:20250819100000Z", "D:20250819000000-10'00'");
    assert_eq!(look(&same).verdict(), crate::Verdict::Passes);
}

#[test]
fn marks_and_notes_lead_to_one_another() {
    changed("/XYZ 70 110 0", "/XYZ 70 400 0", Links, ToNote, "0 of 1 note is linked with its mark");
    changed("/XYZ 70 110 0", "/XYZ 70 400 0", Links, ToNote, "do not lead back on pages 1–2");
    changed("/Dest (note)", "/Dest (nobody)", Links, Fault, "links that lead nowhere on page 1");
    changed("/S /GoTo /D", "/S /URI /URI", Links, ToNote, "links out of the file on page 2");
    changed(
        "/Annots [14 0 R]",
        "/Annots [14 0 R << /Subtype /Text >>]",
        Links,
        ToNote,
        "of the kind Text on page 1",
    );
}
