//! Civil dates: a day, without a time or a zone.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// A day of the calendar, from the year 1949, in which the Assembly first met, to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The last day that there is: on it holds what has no known end.
    pub const LATEST: Date = Date(jiff::civil::Date::MAX);

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, from 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    /// Reads `2025-08-19`, and nothing else.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shape {
            return Err(InvalidDate::Shape);
        }
        let date: jiff::civil::Date = text.parse().map_err(|_| InvalidDate::NoSuchDay)?;
        if date.year() < 1949 {
            return Err(InvalidDate::TooEarly);
        }
        Ok(Date(date))
    }
}

impl TryFrom<String> for Date {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDate {
    /// It is not written as `2025-08-19`.
    #[error("a date is written as year, month and day, such as 2025-08-19")]
    Shape,
    /// The calendar has no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
    /// The Assembly did not exist yet.
    #[error("the Assembly first met in 1949")]
    TooEarly,
}
