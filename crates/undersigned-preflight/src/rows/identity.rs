//! What the file says of itself: title, language, by what it was made and when.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::line;
use crate::document::{Document, dictionary_of};
use crate::error::Result;
use crate::report::{Matter, Row};
use crate::syntax::text;

/// Characters of a text of the file that are shown.
const MOST_SHOWN: usize = 120;

pub(super) fn title(document: &Document<'_>) -> Result<Row> {
    let file = &document.file;
    let info = document.info("Title")?;
    let xmp = document.xmp.as_ref().and_then(|xmp| xmp.title());
    let info = info.as_deref().filter(|title| !title.trim().is_empty());
    let mut row = Row::new(Matter::Title, xmp.or(info).map_or_else(|| "no title".to_owned(), quoted));
    match (xmp, info) {
        (None, None) => row.fault("the file has no title"),
        (None, Some(_)) => row.fault("the title is not in the metadata (dc:title)"),
        // PDF/A leaves it out gladly.
        (Some(_), None) => {
            row.note("the title is not in the document information, where older programs look")
        }
        (Some(xmp), Some(info)) if same(xmp, info) => {}
        (Some(_), Some(info)) => {
            row.fault(format!("the document information has another title, {}", quoted(info)));
        }
    }
    let viewer = file.get(document.catalog(), "ViewerPreferences")?;
    if file.get(dictionary_of(&viewer), "DisplayDocTitle")?.boolean() != Some(true) {
        row.fault("a reader shows the name of the file in the place of the title (no DisplayDocTitle)");
    }
    Ok(row)
}

pub(super) fn language(document: &Document<'_>) -> Result<Row> {
    let language = document.file.get(document.catalog(), "Lang")?.bytes().map(text);
    let Some(language) = language.filter(|language| !language.is_empty()) else {
        let mut row = Row::new(Matter::Language, "no language");
        row.fault("the file does not say its language (no /Lang): it would be read out in any");
        return Ok(row);
    };
    let mut row = Row::new(Matter::Language, shown(&language));
    if !well_formed(&language) {
        row.fault(format!("{} is no code of a language such as en-GB", quoted(&language)));
    }
    let other = document.xmp.as_ref().and_then(|xmp| xmp.language());
    if let Some(other) = other.filter(|other| !other.eq_ignore_ascii_case(&language)) {
        row.note(format!("the metadata has another language, {}", quoted(other)));
    }
    Ok(row)
}

/// Whether a tag has the form of BCP 47: a language of two to eight letters, and parts of one to eight letters or digits.
fn well_formed(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters
        && (2..=8).contains(&language.len())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

pub(super) fn origin(document: &Document<'_>) -> Result<Row> {
    let xmp = document.xmp.as_ref();
    let mut said = Vec::new();
    let mut remarks = Vec::new();
    let kinds = [
        ("made with", "Creator", xmp.and_then(|xmp| xmp.creator_tool())),
        ("written by", "Producer", xmp.and_then(|xmp| xmp.producer())),
    ];
    for (verb, key, of_xmp) in kinds {
        let info = document.info(key)?;
        if let Some(name) = of_xmp.or(info.as_deref()) {
            said.push(format!("{verb} {}", shown(name)));
        }
        if of_xmp.zip(info.as_deref()).is_some_and(|(xmp, info)| !same(xmp, info)) {
            remarks.push(format!("{key} differs between document information and metadata"));
        }
    }
    let kinds = [
        ("dated", "CreationDate", xmp.and_then(|xmp| xmp.created())),
        ("changed", "ModDate", xmp.and_then(|xmp| xmp.modified())),
    ];
    let mut moments = Vec::new();
    for (verb, key, of_xmp) in kinds {
        let info = document.info(key)?;
        let (from_info, from_xmp) = (info.as_deref().map(Moment::of_info), of_xmp.map(Moment::of_xmp));
        if from_info == Some(None) || from_xmp == Some(None) {
            remarks.push(format!("{key} is no date"));
        }
        let (from_info, from_xmp) = (from_info.flatten(), from_xmp.flatten());
        if from_info.zip(from_xmp).is_some_and(|(info, xmp)| info != xmp) {
            remarks.push(format!("{key} differs between document information and metadata"));
        }
        if let Some(moment) = from_xmp.or(from_info) {
            said.push(format!("{verb} {}", moment.day));
            moments.push(moment);
        }
    }
    let backwards = moments.windows(2).any(|pair| pair[1] < pair[0]);
    let found = if said.is_empty() { "nothing is said".to_owned() } else { said.join(", ") };
    let mut row = Row::new(Matter::Origin, found);
    remarks.into_iter().for_each(|remark| row.fault(remark));
    if backwards {
        row.note("the file was changed before it was made, by its own dates");
    }
    Ok(row)
}

/// A moment, and the day as it was written.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Moment {
    at: Timestamp,
    day: Date,
}

impl Moment {
    /// `D:20250819103000+02'00'`, of which all but the year may be left out.
    fn of_info(written: &str) -> Option<Moment> {
        Moment::read(written.strip_prefix("D:")?)
    }

    /// `2025-08-19T10:30:00.5+02:00`, of which all but the year may be left out.
    fn of_xmp(written: &str) -> Option<Moment> {
        // The same without its marks, and without parts of a second.
        let (day, time) = written.split_once('T').unwrap_or((written, ""));
        let zone = time.find(['+', '-', 'Z']).unwrap_or(time.len());
        let (time, zone) = time.split_at(zone);
        let time = time.split('.').next().unwrap_or_default();
        let digits = |text: &str| text.replace(['-', ':'], "");
        Moment::read(&format!("{}{}{}", digits(day), digits(time), zone))
    }

    fn read(written: &str) -> Option<Moment> {
        if !written.is_ascii() {
            return None;
        }
        let end = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
        let (digits, zone) = written.split_at(end);
        if !matches!(digits.len(), 4 | 6 | 8 | 10 | 12 | 14) {
            return None;
        }
        let part = |range: Range<usize>| digits.get(range).map_or(Some(0), |part| part.parse::<i16>().ok());
        let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
        let (hour, minute, second) = (part(8..10)?, part(10..12)?, part(12..14)?);
        let (month, day) = (month.max(1) as i8, day.max(1) as i8);
        let time = DateTime::new(year, month, day, hour as i8, minute as i8, second as i8, 0).ok()?;
        let zone: String = zone.chars().filter(|c| !matches!(c, '\'' | ':')).collect();
        let offset = match zone.as_bytes() {
            // Without a zone it is taken for UTC in both places.
            [] | [b'Z', ..] => 0,
            [sign @ (b'+' | b'-'), rest @ ..] => {
                let number = |range: Range<usize>| {
                    rest.get(range)
                        .map_or(Some(0), |part| std::str::from_utf8(part).ok()?.parse::<i32>().ok())
                };
                let minutes = number(0..2)? * 60 + number(2..4)?;
                if *sign == b'-' { -minutes } else { minutes }
            }
            _ => return None,
        };
        let at = Offset::from_seconds(offset * 60).ok()?.to_timestamp(time).ok()?;
        Some(Moment { at, day: time.date() })
    }
}

/// Whether two texts are the same for a reader.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

fn shown(text: &str) -> String {
    line(text, MOST_SHOWN)
}

fn quoted(text: &str) -> String {
    format!("“{}”", shown(text))
}
