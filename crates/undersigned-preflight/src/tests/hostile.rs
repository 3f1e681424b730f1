//! Files that are broken, or made to do harm.

use super::made::{deflated, sound, stream};
use crate::preflight;

#[track_caller]
fn refused(bytes: &[u8], reason: &str) {
    match preflight(bytes) {
        Ok(report) => panic!("it was taken: {report:#?}"),
        Err(error) => assert!(error.to_string().contains(reason), "{error}"),
    }
}

#[test]
fn what_is_no_pdf_is_refused() {
    refused(b"", "this is no PDF");
    refused(b"PK\x03\x04 a Word file", "this is no PDF");
    refused(&[0xff; 5000], "this is no PDF");
    let garbage: Vec<u8> = (0..5000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    refused(&[b"%PDF-1.7\n", garbage.as_slice()].concat(), "the file is broken");
}

#[test]
fn a_file_that_is_cut_off_is_refused_wherever_it_ends() {
    for bytes in [sound().file(), sound().packed()] {
        // Without what follows the number of the last line it is whole.
        let last_figure = bytes.iter().rposition(u8::is_ascii_digit).expect("a number");
        for end in 0..last_figure {
            assert!(preflight(&bytes[..end]).is_err(), "cut off at {end}");
        }
    }
}

#[test]
fn a_changed_byte_never_makes_a_panic() {
    for bytes in [sound().file(), sound().packed()] {
        for at in 0..bytes.len() {
            let byte = [b'0', b'<', b' ', 0xff][at % 4];
            let mut changed = bytes.clone();
            changed[at] = byte;
            if let Err(error) = preflight(&changed) {
                let message = error.to_string();
                assert!(!message.contains("could not be looked at"), "byte {at} as {byte}: {message}");
            }
        }
    }
}

#[test]
fn an_encrypted_file_is_refused() {
    let made = sound().with("/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard >>");
    refused(&made.file(), "the file is encrypted");
}

#[test]
fn what_leads_in_a_circle_ends() {
    let with = |number, text: &str| sound().with_object(number, text).file();
    refused(&with(2, "<< /Type /Pages /Kids [2 0 R] /MediaBox [0 0 9 9] >>"), "twice in the tree of pages");
    refused(&with(2, "2 0 R"), "object 2 refers to itself");
    refused(&sound().with_object(3, "4 0 R").with_object(4, "3 0 R").file(), "refers to itself");
    refused(&with(6, "<< /Length 6 0 R >>\nstream\n\nendstream"), "object 6 is needed to read itself");
    refused(&with(16, "<< /S /Document /K [16 0 R] >>"), "object 16 is twice in the structure");
    refused(&with(26, "<< /Kids [26 0 R] >>"), "the tree of named places leads in a circle");
    let itself = stream("/Subtype /Form", "/Self Do");
    let page =
        sound().object(3).replace("/Contents", "/Resources << /XObject << /Self 30 0 R >> >> /Contents");
    let made = sound().with_object(3, page).with_object(6, stream("", "/Self Do")).with_object(30, itself);
    refused(&made.file(), "drawings within one another");
    let file = sound().file();
    let table = file.windows(6).rposition(|window| window == b"xref\n0").expect("the table");
    let made = sound().with("/Root 1 0 R", &format!("/Root 1 0 R /Prev {table}"));
    refused(&made.file(), "lead in a circle");
    // Roles that stand for one another end, whatever they mean.
    let made = sound().with("/Heading /H1", "/Heading /Other /Other /Heading");
    assert!(preflight(&made.file()).is_ok());
}

#[test]
fn lengths_of_lengths_have_an_end() {
    let mut made = sound();
    for number in 30..5000 {
        let text = format!("<< /Length {} 0 R >>\nstream\n\nendstream", number + 1);
        made = made.with_object(number, text);
    }
    refused(&made.with("/Metadata 10 0 R", "/Metadata 30 0 R").file(), "is needed to read itself");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b' '; 20 << 20];
    refused(&sound().with_object(6, deflated("", &zeros)).file(), "bytes come out of one packed stream");
    // Five of 15 MiB, each small enough by itself.
    let made = sound().with_object(6, deflated("", &zeros[..15 << 20]));
    let page = made.object(3).replace("6 0 R", "[6 0 R 6 0 R 6 0 R 6 0 R 6 0 R]");
    refused(&made.with_object(3, page).file(), "bytes come out of its packed streams");
    let twice = stream("/Filter [/FlateDecode /FlateDecode /FlateDecode]", "");
    refused(&sound().with_object(6, twice).file(), "filters on one stream");
}

#[test]
fn nesting_has_a_limit() {
    let deep = "[".repeat(100_000);
    refused(&sound().with_object(3, deep.clone()).file(), "within one another");
    refused(&sound().with_object(3, "<</A".repeat(100_000)).file(), "within one another");
    refused(&sound().with_object(6, stream("", &deep)).file(), "within one another");
    refused(&sound().with_object(6, stream("", &"q ".repeat(100_000))).file(), "states or marks");
    refused(&sound().with_object(6, stream("", &"/P BMC ".repeat(100_000))).file(), "states or marks");
    refused(&sound().with_object(6, stream("", &"0 ".repeat(100_000))).file(), "values before an operator");
}

#[test]
fn a_few_bytes_stand_for_no_amount_of_work() {
    // Drawings that each draw the next ten times: ten billion in all.
    let mut made = sound();
    for number in 30..40 {
        let entries = format!("/Subtype /Form /Resources << /XObject << /N {} 0 R >> >>", number + 1);
        made = made.with_object(number, stream(&entries, &"/N Do ".repeat(10)));
    }
    made = made.with_object(40, stream("/Subtype /Form", "n"));
    let page = made.object(3).replace("/Contents", "/Resources << /XObject << /N 30 0 R >> >> /Contents");
    refused(&made.with_object(3, page).with_object(6, stream("", "/N Do")).file(), "at most");
    // A table of four billion entries, each of no bytes.
    let table = "1 0 obj\n<< /W [0 0 0] /Size 4294967295 /Length 0 >>\nstream\n\nendstream\nendobj\n";
    refused(format!("%PDF-1.7\n{table}startxref\n9\n%%EOF").as_bytes(), "has no sense");
}
