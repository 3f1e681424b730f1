//! Rows behind those of a list in a CSV or TSV file.

use csv::{Terminator, WriterBuilder};

use super::entry::Entry;
use crate::read::list_columns;

/// The list with more rows, in its own columns, with its own signs between the cells and at the ends of lines.
pub(super) fn append(text: &str, entries: &[Entry]) -> Result<String, String> {
    let (delimiter, columns) = list_columns(text).ok_or("the list has no row of names of columns")?;
    let known = |key: &str| columns.iter().any(|column| column == key);
    for (key, _) in entries.iter().flat_map(|entry| &entry.parts) {
        if !known(key) {
            return Err(format!("the list has no column `{key}`, which somebody who is to be added needs"));
        }
    }
    let windows = text.contains("\r\n");
    let terminator = if windows { Terminator::CRLF } else { Terminator::Any(b'\n') };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
    for entry in entries {
        let row = columns.iter().map(|column| entry.part(column));
        writer.write_record(row).map_err(|error| error.to_string())?;
    }
    let rows = writer.into_inner().map_err(|error| error.to_string())?;
    let rows = String::from_utf8(rows).map_err(|error| error.to_string())?;
    let mut list = text.to_owned();
    if !list.ends_with('\n') {
        list.push_str(if windows { "\r\n" } else { "\n" });
    }
    list.push_str(&rows);
    Ok(list)
}
