//! Every example passes the preflight: what goes to the print shop is what is promised.

use undersigned::{Document, Format, Profile};
use undersigned_pdf::{Options, Pdf, Print, Renderer, Standard};
use undersigned_preflight::{Matter, Report, Row, Verdict, preflight};
use undersigned_tests::{example, example_files};

/// The examples in all their languages, set and looked at.
fn looked(standard: Standard) -> Vec<(String, Pdf, Report)> {
    let profile = Profile::builtin();
    let renderer = Renderer::with_options(&profile, Options { standard, ..Options::default() }).unwrap();
    let mut all = Vec::new();
    for name in example_files() {
        let document = example(&profile, &name);
        for language in document.languages() {
            let sheet = profile.resolve(&document, language).unwrap_or_else(|faults| panic!("{faults}"));
            let pdf = renderer.set(&sheet).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            let report = preflight(&pdf.bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            all.push((format!("{name}, {language}"), pdf, report));
        }
    }
    all
}

fn row(report: &Report, matter: Matter) -> &Row {
    report.rows.iter().find(|row| row.matter == matter).unwrap()
}

#[test]
fn no_example_has_a_fault() {
    let all = looked(Standard::Archive);
    assert!(all.len() >= 6);
    for (name, pdf, report) in all {
        assert!(report.verdict() < Verdict::Fault, "{name}: {report:#?}");
        for matter in [Matter::Colours, Matter::Fonts, Matter::Tags, Matter::Standards, Matter::Links] {
            assert_eq!(row(&report, matter).verdict(), Verdict::Passes, "{name}: {report:#?}");
        }
        let pages = format!("{} pages of 210.0 × 297.0 mm (A4)", pdf.pages);
        assert_eq!(row(&report, Matter::Pages).found, pages, "{name}");
        let paints = &row(&report, Matter::Colours).found;
        assert!(paints.starts_with("text black (") && paints.contains("; rules black ("), "{name}: {paints}");
    }
}

#[test]
fn a_file_that_claims_nothing_lacks_the_claims_and_the_shown_title_alone() {
    for (name, _, report) in looked(Standard::Tagged) {
        for found in &report.rows {
            let is_fault = found.verdict() == Verdict::Fault;
            assert_eq!(
                is_fault,
                [Matter::Standards, Matter::Title].contains(&found.matter),
                "{name}: {found:#?}"
            );
        }
        // Typst sets it for PDF/UA.
        let [shown] = row(&report, Matter::Title).remarks.as_slice() else { panic!("{name}: {report:#?}") };
        assert!(shown.message.contains("no DisplayDocTitle"), "{name}: {shown:?}");
        let said = &row(&report, Matter::Standards).remarks;
        assert!(
            said.iter().any(|remark| remark.message == "the file does not claim PDF/A-2a"),
            "{name}: {said:?}"
        );
        assert!(
            said.iter().any(|remark| remark.message == "the file does not claim PDF/UA-1"),
            "{name}: {said:?}"
        );
    }
}

/// An example, set for a print shop and looked at.
fn printed(name: &str, print: Print) -> (Pdf, Report) {
    let profile = Profile::builtin();
    let options = Options { print: Some(print), ..Options::default() };
    let renderer = Renderer::with_options(&profile, options).unwrap();
    let document = example(&profile, name);
    let sheet = profile.resolve(&document, document.tabled_in()).unwrap_or_else(|faults| panic!("{faults}"));
    let pdf = renderer.set(&sheet).unwrap();
    let report = preflight(&pdf.bytes).unwrap();
    assert!(report.verdict() < Verdict::Fault, "{report:#?}");
    (pdf, report)
}

fn boxes(report: &Report) -> Vec<&str> {
    row(report, Matter::Boxes).details.iter().map(String::as_str).collect()
}

#[test]
fn the_bleed_lies_round_the_sheet_and_the_marks_round_the_bleed() {
    // A4 in twips is 595.3 by 841.9 points; 3 mm of bleed are 8.5.
    let print = Print { bleed: Print::USUAL_BLEED, ..Print::default() };
    let (_, report) = printed("doc-16229.yaml", print);
    assert_eq!(boxes(&report), ["MediaBox 0.00 0.00 612.30 858.90 pt", "TrimBox 8.50 8.50 603.80 850.40 pt"]);
    assert_eq!(row(&report, Matter::Boxes).verdict(), Verdict::Passes);
    // Without a bleed the marks stand 3 mm off all the same; each is 5 mm long.
    let (_, report) = printed("doc-16229.yaml", Print { crop_marks: true, ..Print::default() });
    assert_eq!(
        boxes(&report),
        ["MediaBox 0.00 0.00 640.60 887.20 pt", "TrimBox 22.65 22.65 617.95 864.55 pt"]
    );
    let (_, report) = printed("doc-16229.yaml", Print { crop_marks: true, bleed: 300, ..Print::default() });
    assert_eq!(boxes(&report)[1], "TrimBox 29.15 29.15 624.45 871.05 pt");
    // An inch at most.
    let (_, report) = printed("doc-16229.yaml", Print { bleed: 9_999, ..Print::default() });
    assert_eq!(boxes(&report)[1], "TrimBox 72.00 72.00 667.30 913.90 pt");
}

#[test]
fn an_odd_number_of_pages_gets_an_empty_one_and_an_even_number_none() {
    let even = Print { even_pages: true, ..Print::default() };
    for (name, pages, made_even) in [("doc-16229.yaml", 2, 2), ("three-pages", 3, 4)] {
        let profile = Profile::builtin();
        let set = |print| {
            let options = Options { print: Some(print), ..Options::default() };
            let document = match name {
                "three-pages" => three_pages(&profile),
                name => example(&profile, name),
            };
            let sheet = profile.resolve(&document, document.tabled_in()).unwrap();
            Renderer::with_options(&profile, options).unwrap().set(&sheet).unwrap()
        };
        assert_eq!(set(Print::default()).pages, pages, "{name}");
        let pdf = set(even);
        assert_eq!(pdf.pages, made_even, "{name}");
        let report = preflight(&pdf.bytes).unwrap();
        assert!(report.verdict() < Verdict::Fault, "{report:#?}");
        assert_eq!(row(&report, Matter::Pages).verdict(), Verdict::Passes);
    }
}

/// A motion with a list of names that takes two pages.
fn three_pages(profile: &Profile) -> Document {
    let names: Vec<String> = (0..60).map(|n| format!("'NAME{n} Ann, Spain, SOC'")).collect();
    let input = format!(
        "{{kind: motion-for-resolution, doc: 1, date: 2025-09-30, text: {{en: {{title: Libraries, body: A poor town.}}}}, \
         signatories: [{}]}}",
        names.join(", ")
    );
    profile.read("motion.yaml", input.as_bytes(), Format::Yaml).unwrap_or_else(|faults| panic!("{faults}"))
}
