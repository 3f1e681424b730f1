//! A list of signatories in a CSV or TSV file, with a header row of the mapping's keys.

use csv::{ReaderBuilder, StringRecord};

use super::faults::{Faults, quoted_list, shorten};
use super::signatory::{self, KEYS, Parts};
use crate::Span;
use crate::bounds::{MAX_NAME, MAX_SIGNATORIES};
use crate::document::{Located, Signatory};
use crate::facts::{Facts, nearest};
use crate::rules::file::NotText;
use crate::rules::keys::TooMany;
use crate::rules::signatories::{ListColumns, ListRow};

/// Reads the list that stands in the source with the index `source`.
pub(crate) fn read(source: usize, facts: &Facts, faults: &mut Faults) -> Vec<Signatory> {
    let text = faults.sources[source].text.clone();
    let whole = Span { source, start: 0, end: 0 };
    let delimiter = delimiter(&text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(headers) => columns(headers, header_span(source, &text), &text, delimiter, faults),
        Err(error) => {
            faults.error(
                NotText,
                format!("the list cannot be read: {error}"),
                whole,
                "save it as CSV in UTF-8",
            );
            return Vec::new();
        }
    };
    let Some(columns) = columns else { return Vec::new() };
    let mut signatories = Vec::new();
    let mut record = StringRecord::new();
    // Lines that are no rows of their own, because they end within a cell.
    let mut inner_lines = 0;
    let mut rows = 0;
    // The line of the row, counted up to a byte.
    let (mut line, mut counted) = (1, 0);
    loop {
        let from = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let at = from.min(text.len());
                let span = Span { source, start: at, end: at };
                faults.error(
                    ListRow,
                    format!("this row cannot be read: {error}"),
                    span,
                    "save the list as CSV in UTF-8",
                );
                break;
            }
        }
        let start = record.position().map_or(from, |at| usize::try_from(at.byte()).unwrap_or(from));
        let row = row_span(source, &text, start);
        // Spreadsheets write rows of empty cells below a list.
        if is_blank(&record) {
            continue;
        }
        if faults.cut_short {
            break;
        }
        rows += 1;
        if rows > MAX_SIGNATORIES {
            rows += reader.records().flatten().filter(|record| !is_blank(record)).count();
            let message = format!("the list has {rows} signatories; the most is {MAX_SIGNATORIES}");
            faults.error(TooMany, message, row, "is this the list that you meant?");
            return Vec::new();
        }
        let beyond_is_empty = record.iter().skip(columns.len()).all(|cell| cell.trim().is_empty());
        if record.len() < columns.len() || !beyond_is_empty {
            let message = format!("the row has {} cells, the header {}", record.len(), columns.len());
            let help = match record.iter().any(|cell| cell.contains('\n')) {
                true => "a quotation mark seems not to be closed: a cell runs over several lines",
                false => "a cell that holds the sign between the cells stands between quotation marks",
            };
            faults.error(ListRow, message, row, help);
            continue;
        }
        let before = faults.list.len();
        let cells = cells(&text, row, delimiter);
        line += text[counted..row.start].matches('\n').count();
        counted = row.start;
        let number = line - inner_lines;
        inner_lines += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        let parts = parts(&record, &columns, &cells, row, faults);
        if faults.list.len() == before {
            signatories.extend(signatory::complete(parts, row, facts, faults));
        }
        // A spreadsheet shows rows and columns, not lines, and its cells have no keys.
        for fault in &mut faults.list[before..] {
            if fault.rule.name == "incomplete-entry" {
                fault.help = Some("fill in the cell".to_owned());
            }
            let Some((span, label)) = fault.labels.first_mut() else { continue };
            let holds = |cell: &Span| cell.start <= span.start && span.end <= cell.end;
            let column = cells.iter().position(holds).filter(|_| *span != row);
            *label = match column.and_then(|at| Some((letter(at)?, columns.get(at)?))) {
                Some((letter, name)) => format!("row {number}, column {letter} ({name})"),
                None => format!("row {number}"),
            };
        }
    }
    signatories
}

fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// The sign between the cells of a list, and the names of its columns in lower case.
pub(crate) fn list_columns(text: &str) -> Option<(u8, Vec<String>)> {
    let delimiter = delimiter(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = reader.headers().ok()?;
    Some((delimiter, headers.iter().map(|name| name.trim().to_lowercase()).collect()))
}

/// The column that another word for it means.
fn synonym(name: &str) -> Option<&'static str> {
    let words = [
        ("surname", ["nom", "last name", "family name", "name"]),
        ("given", ["prénom", "prenom", "first name", "given name"]),
        ("honorific", ["title", "titre", "civilité", "salutation"]),
        ("country", ["pays", "state", "delegation", "délégation"]),
        ("group", ["groupe", "political group", "groupe politique", "party"]),
    ];
    let lower = name.to_lowercase();
    words.into_iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(column, _)| column)
}

/// What a spreadsheet calls a column.
fn letter(column: usize) -> Option<char> {
    ('A'..='Z').nth(column)
}

/// The places of a row's cells, without their quotation marks.
fn cells(text: &str, row: Span, delimiter: u8) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut cells = Vec::new();
    let mut at = row.start;
    loop {
        let quoted = bytes.get(at) == Some(&b'"');
        let start = if quoted { at + 1 } else { at };
        let mut end = start;
        while let Some(&byte) = bytes.get(end) {
            match byte {
                // A quotation mark in a cell is doubled.
                b'"' if quoted && bytes.get(end + 1) == Some(&b'"') => end += 1,
                b'"' if quoted => break,
                b'\r' | b'\n' if !quoted => break,
                _ if !quoted && byte == delimiter => break,
                _ => {}
            }
            end += 1;
        }
        cells.push(Span { start, end, ..row });
        at = if quoted { end + 1 } else { end };
        if bytes.get(at) != Some(&delimiter) {
            return cells;
        }
        at += 1;
    }
}

/// The sign between the cells: a tab, a semicolon or a comma, whichever the header row has first.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| is_row(line));
    header.and_then(|line| line.bytes().find(|byte| matches!(byte, b'\t' | b';' | b','))).unwrap_or(b',')
}

/// Whether a line is a row: empty ones and those that begin with `#` are none.
fn is_row(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with('#')
}

fn header_span(source: usize, text: &str) -> Span {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if is_row(line) {
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
        if is_row(line) {
            return Span { source, start, end: start + line.trim_end().len() };
        }
        start += line.len();
    }
    Span { source, start, end: start }
}

/// Which key each column holds.
fn columns(
    headers: &StringRecord,
    span: Span,
    text: &str,
    delimiter: u8,
    faults: &mut Faults,
) -> Option<Vec<&'static str>> {
    let mut columns = Vec::new();
    let before = faults.list.len();
    let known = |name: &str| KEYS.iter().find(|key| key.eq_ignore_ascii_case(name.trim()));
    if !headers.iter().any(|name| known(name).is_some()) {
        let help = format!("write the names of the columns into the first row: {}", quoted_list(&KEYS));
        faults.error(ListColumns, "the first row does not name the columns", span, help);
        return None;
    }
    let places = cells(text, span, delimiter);
    // Spreadsheets write empty columns behind the last one.
    let named = headers.iter().enumerate().filter(|(_, name)| !name.trim().is_empty());
    let last = named.map(|(at, _)| at + 1).max().unwrap_or(0);
    for (index, header) in headers.iter().take(last).enumerate() {
        let name = header.trim();
        let place = places.get(index).copied().unwrap_or(span);
        if faults.cut_short {
            break;
        }
        match known(name) {
            Some(key) if columns.contains(key) => {
                faults.error(
                    ListColumns,
                    format!("the column `{key}` is there twice"),
                    place,
                    "remove one of the two",
                );
            }
            Some(key) => columns.push(*key),
            None => {
                let help = match nearest(name, KEYS).or_else(|| synonym(name)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the first row names the columns: {}", quoted_list(&KEYS)),
                };
                faults.error(
                    ListColumns,
                    format!("there is no column `{}` in a list", shorten(name)),
                    place,
                    help,
                );
            }
        }
    }
    for key in ["surname", "country"] {
        if faults.list.len() == before && !columns.contains(&key) {
            let help = format!("the first row names the columns: {}", quoted_list(&KEYS));
            faults.error(ListColumns, format!("the list lacks the column `{key}`"), span, help);
        }
    }
    (faults.list.len() == before).then_some(columns)
}

fn parts(record: &StringRecord, columns: &[&str], cells: &[Span], row: Span, faults: &mut Faults) -> Parts {
    let mut parts = Parts::default();
    for (index, (cell, column)) in record.iter().zip(columns).enumerate() {
        let span = cells.get(index).copied().unwrap_or(row);
        if cell.trim().is_empty() {
            continue;
        }
        let value: Option<Located<String>> = faults.line_text(cell, span, column, MAX_NAME);
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
