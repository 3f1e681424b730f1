//! A small file that passes in every row, and what becomes of the report when one thing is changed in it.

mod hostile;
mod made;
mod rows;

use crate::{Matter, Report, Row, Verdict, preflight};
use made::{Made, sound};

fn look(made: &Made) -> Report {
    preflight(&made.file()).unwrap_or_else(|error| panic!("{error}"))
}

fn row(report: &Report, matter: Matter) -> &Row {
    report.rows.iter().find(|row| row.matter == matter).expect("a row for each matter")
}

/// With one text of the sound file changed, the row alone is other than passing, with this verdict and remark.
#[track_caller]
fn changed(from: &str, to: &str, matter: Matter, verdict: Verdict, remark: &str) {
    only(&look(&sound().with(from, to)), matter, verdict, remark);
}

#[track_caller]
fn only(report: &Report, matter: Matter, verdict: Verdict, remark: &str) {
    let said = row(report, matter);
    let found = said.remarks.iter().any(|said| said.verdict == verdict && said.message.contains(remark));
    assert!(found, "no {verdict} `{remark}`: {said:#?}");
    assert_eq!(said.verdict(), verdict, "{said:#?}");
    for other in report.rows.iter().filter(|row| row.matter != matter) {
        assert_eq!(other.verdict(), Verdict::Passes, "{other:#?}");
    }
}

#[test]
fn a_sound_file_passes_in_every_row() {
    let report = look(&sound());
    let matters: Vec<Matter> = report.rows.iter().map(|row| row.matter).collect();
    assert_eq!(matters, Matter::ALL);
    assert!(report.rows.iter().all(|row| row.remarks.is_empty()), "{report:#?}");
    assert_eq!(report.verdict(), Verdict::Passes);
    assert_eq!(row(&report, Matter::Pages).found, "2 pages of 210.0 × 297.0 mm (A4)");
    assert_eq!(row(&report, Matter::Boxes).found, "the same on all pages; bleed 3.0 mm");
    assert_eq!(row(&report, Matter::Colours).found, "text black (DeviceGray); rules black (DeviceGray)");
    assert_eq!(row(&report, Matter::Fonts).details, ["ABCDEF+Sans: embedded, subset, ToUnicode"]);
    assert_eq!(row(&report, Matter::Tags).found, "9 elements, 1 H1, 1 figure, 2 links");
    assert_eq!(row(&report, Matter::Standards).found, "claims PDF 1.7, PDF/A-2a, PDF/UA-1; an output intent");
    assert_eq!(row(&report, Matter::Title).found, "“A title & more”");
    assert_eq!(row(&report, Matter::Language).found, "en-GB");
    assert_eq!(
        row(&report, Matter::Origin).found,
        "made with undersigned, dated 2025-08-19, changed 2025-08-20"
    );
    assert_eq!(row(&report, Matter::Links).found, "2 links within the file, 1 pair both ways; 1 note");
}

#[test]
fn the_table_of_the_sound_file_is_right() {
    assert!(sound().file() == made::SOUND.as_bytes(), "tests/sound.pdf was changed without its table");
}

#[test]
fn streams_of_objects_say_the_same() {
    let plain = look(&sound());
    let packed = preflight(&sound().packed()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(packed, plain);
}

#[test]
fn what_was_added_to_the_end_of_a_file_counts() {
    let made = sound();
    let changed = made.added(1, &made.object(1).replace("/Lang (en-GB)", "/Lang (fr-FR)"));
    let report = preflight(&changed).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(row(&report, Matter::Language).found, "fr-FR");
}
