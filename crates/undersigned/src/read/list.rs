//! A list of signatories in a CSV or TSV file, with a header row of the mapping's keys.

use csv::{ReaderBuilder, StringRecord};

use super::document::MAX_SIGNATORIES;
use super::faults::{Faults, quoted_list, shorten};
use super::signatory::{self, KEYS, Parts};
use crate::Span;
use crate::document::{Located, Signatory};
use crate::facts::{Facts, nearest};

/// Reads the list that stands in the source with the index `source`.
pub(crate) fn read(source: usize, facts: &Facts, faults: &mut Faults) -> Vec<Signatory> {
    let text = faults.sources[source].text.clone();
    let whole = Span { source, start: 0, end: 0 };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(headers) => columns(headers, header_span(source, &text), faults),
        Err(error) => {
            faults.error(format!("the list cannot be read: {error}"), whole, "save it as CSV in UTF-8");
            return Vec::new();
        }
    };
    let Some(columns) = columns else { return Vec::new() };
    let mut signatories = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let from = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let at = from.min(text.len());
                let span = Span { source, start: at, end: at };
                faults.error(
                    format!("this row cannot be read: {error}"),
                    span,
                    "save the list as CSV in UTF-8",
                );
                break;
            }
        }
        if signatories.len() == MAX_SIGNATORIES {
            let message = format!("the list has more than {MAX_SIGNATORIES} signatories");
            faults.error(message, whole, "is this the list that you meant?");
            break;
        }
        let start = record.position().map_or(from, |at| usize::try_from(at.byte()).unwrap_or(from));
        let row = row_span(source, &text, start);
        // Spreadsheets write rows of empty cells below a list.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != columns.len() {
            let message = format!("the row has {} cells, the header {}", record.len(), columns.len());
            let help = "a cell that holds the sign between the cells stands between quotation marks";
            faults.error(message, row, help);
            continue;
        }
        let before = faults.list.len();
        let parts = parts(&record, &columns, &text, row, faults);
        if faults.list.len() == before {
            signatories.extend(signatory::complete(parts, row, facts, faults));
        }
    }
    signatories
}

/// The sign between the cells: a tab, a semicolon or a comma, whichever the header row has first.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty());
    header.and_then(|line| line.bytes().find(|byte| matches!(byte, b'\t' | b';' | b','))).unwrap_or(b',')
}

fn header_span(source: usize, text: &str) -> Span {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            return Span { source, start, end: start + line.trim_end().len() };
        }
        start += line.len();
    }
    Span { source, start: 0, end: 0 }
}

fn row_span(source: usize, text: &str, start: usize) -> Span {
    let mut start = start.min(text.len());
    // The position of a record lies before the empty lines that come before it.
    while let Some(line) = text[start..].split_inclusive('\n').next() {
        if !line.trim().is_empty() {
            return Span { source, start, end: start + line.trim_end().len() };
        }
        start += line.len();
    }
    Span { source, start, end: start }
}

/// Which key each column holds.
fn columns(headers: &StringRecord, span: Span, faults: &mut Faults) -> Option<Vec<&'static str>> {
    let mut columns = Vec::new();
    let before = faults.list.len();
    let known = |name: &str| KEYS.iter().find(|key| key.eq_ignore_ascii_case(name.trim()));
    if !headers.iter().any(|name| known(name).is_some()) {
        let help = format!("write the names of the columns into the first row: {}", quoted_list(&KEYS));
        faults.error("the first row does not name the columns", span, help);
        return None;
    }
    for header in headers {
        let name = header.trim();
        match known(name) {
            Some(key) if columns.contains(key) => {
                faults.error(format!("the column `{key}` is there twice"), span, "remove one of the two");
            }
            Some(key) => columns.push(*key),
            None => {
                let help = match nearest(name, KEYS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the first row names the columns: {}", quoted_list(&KEYS)),
                };
                faults.error(format!("there is no column `{}` in a list", shorten(name)), span, help);
            }
        }
    }
    for key in ["surname", "country"] {
        if faults.list.len() == before && !columns.contains(&key) {
            let help = format!("the first row names the columns: {}", quoted_list(&KEYS));
            faults.error(format!("the list lacks the column `{key}`"), span, help);
        }
    }
    (faults.list.len() == before).then_some(columns)
}

fn parts(record: &StringRecord, columns: &[&str], text: &str, row: Span, faults: &mut Faults) -> Parts {
    let mut parts = Parts::default();
    let mut from = row.start;
    for (cell, column) in record.iter().zip(columns) {
        // A cell stands in its row as it reads, unless it has quotation marks in it; then the row is shown.
        let span = match text[from..row.end.max(from)].find(cell) {
            Some(at) if !cell.is_empty() => {
                let start = from + at;
                from = start + cell.len();
                Span { source: row.source, start, end: from }
            }
            _ => row,
        };
        if cell.trim().is_empty() {
            continue;
        }
        let value: Option<Located<String>> = faults.line_text(cell, span, column, 150);
        match *column {
            "surname" => parts.surname = value,
            "given" => parts.given = value,
            "honorific" => parts.honorific = value,
            "country" => parts.country = value,
            _ => parts.group = value,
        }
    }
    parts
}
