//! A PDF; the first byte says how it comes: as it is, or as objects, for which a table is made so that they are found
//! whatever became of their lengths.
#![no_main]

use libfuzzer_sys::fuzz_target;
use undersigned_preflight::{Matter, preflight};

/// The objects of an input, each with its number.
fn objects(input: &[u8]) -> Vec<(u16, &[u8])> {
    let mut objects = Vec::new();
    let mut rest = input;
    while let Some(end) = find(rest, b"endobj") {
        let object = &rest[..end];
        rest = &rest[end + 6..];
        let Some(head) = find(object, b" 0 obj") else { continue };
        let digits = object[..head].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&object[head - digits..head]).unwrap_or_default();
        if let Ok(number) = number.parse() {
            objects.push((number, &object[head + 6..]));
        }
    }
    objects
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

const TRAILER: &str = "/Root 1 0 R /Info 27 0 R /ID [<00> <00>]";
/// The numbers of the stream of objects and of the table.
const PACK: u16 = 0xfffe;
const TABLE: u16 = 0xffff;

/// A file with a stream for a table; in a packed one all objects that are no streams are in one stream.
fn file(objects: &[(u16, &[u8])], packed: bool) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let (mut index, mut table) = (String::new(), Vec::new());
    let mut row = |number: u16, kind: u8, place: usize, index: u16| {
        table.push((number, [&[kind], &(place as u32).to_be_bytes()[..], &index.to_be_bytes()].concat()));
    };
    let (mut head, mut body, mut count) = (String::new(), Vec::new(), 0);
    let add = |bytes: &mut Vec<u8>, number: u16, object: &[u8]| {
        let at = bytes.len();
        bytes.extend(format!("{number} 0 obj").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
        at
    };
    for (number, object) in objects {
        if packed && find(object, b"endstream").is_none() {
            head.push_str(&format!("{number} {} ", body.len()));
            body.extend(*object);
            body.push(b' ');
            row(*number, 2, PACK.into(), count);
            count += 1;
        } else {
            let at = add(&mut bytes, *number, object);
            row(*number, 1, at, 0);
        }
    }
    let length = head.len() + body.len();
    let entries = format!("<< /N {count} /First {} /Length {length} >>\nstream\n", head.len());
    let pack = [entries.as_bytes(), head.as_bytes(), &body, b"\nendstream"].concat();
    let at = add(&mut bytes, PACK, &pack);
    row(PACK, 1, at, 0);
    let mut rows = Vec::new();
    for (number, entry) in table {
        index.push_str(&format!("{number} 1 "));
        rows.extend(entry);
    }
    let entries = format!(
        "<< /W [1 4 2] /Size 65535 /Index [{index}] /Length {} {TRAILER} >>\nstream\n",
        rows.len()
    );
    let start = add(&mut bytes, TABLE, &[entries.as_bytes(), &rows, b"\nendstream"].concat());
    bytes.extend(format!("startxref\n{start}\n%%EOF").bytes());
    bytes
}

fuzz_target!(|data: &[u8]| {
    let Some((&first, input)) = data.split_first() else { return };
    let made;
    let bytes = match first % 3 {
        0 => input,
        kind => {
            made = file(&objects(input), kind == 2);
            &made
        }
    };
    match preflight(bytes) {
        Ok(report) => {
            assert!(report.rows.iter().map(|row| row.matter).eq(Matter::ALL.iter().copied()));
            for row in &report.rows {
                let remarks = row.remarks.iter().map(|remark| &remark.message);
                for text in row.details.iter().chain(remarks).chain([&row.found]) {
                    assert!(!text.is_empty() && !text.contains(char::is_control), "{text:?}");
                }
            }
        }
        Err(error) => {
            let message = error.to_string();
            assert!(!message.contains("could not be looked at"), "{message}");
        }
    }
});
