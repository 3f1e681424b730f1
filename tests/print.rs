//! Every example passes the preflight: what goes to the print shop is what is promised.

use undersigned::Profile;
use undersigned_pdf::{Options, Pdf, Renderer, Standard};
use undersigned_preflight::{Matter, Report, Row, Verdict, preflight};
use undersigned_tests::{example, example_files};

/// The examples in all their languages, set and looked at.
fn looked(standard: Standard) -> Vec<(String, Pdf, Report)> {
    let profile = Profile::builtin();
    let renderer = Renderer::with_options(&profile, Options { standard }).unwrap();
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
