//! Looks at a PDF before it goes to a print shop.
//!
//! The bytes of a file go in and a [`Report`] comes out, with one [`Row`] for each [`Matter`]: what was found, and
//! whether it passes, is to be noted, or is a fault. What is asked for is what `undersigned` promises of its own files:
//! black text in grey, embedded faces, tags, PDF/A-2a and PDF/UA-1.
//!
//! This is no validator. Of PDF/A and PDF/UA it reads what the file claims, and looks at those conditions that can be
//! told without the whole standard: output intent, encryption, scripts, attachments, faces, structure, language, title.
//!
//! A file may come from anybody. Reading is strict (a broken file is an [`Error`], and nothing is guessed), and
//! everything that a few bytes could blow up has a limit: the file, nesting, what comes out of packed streams, pages,
//! values, operators. Streams may be packed with `FlateDecode` or `ASCIIHexDecode`; images are not unpacked at all.

mod colour;
mod content;
mod document;
mod error;
mod face;
mod report;
mod rows;
mod structure;
mod syntax;
#[cfg(test)]
mod tests;
mod xmp;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use error::Error;
use error::{Kind, Result};
pub use report::{Matter, Remark, Report, Row, Verdict};
use syntax::File;

/// No larger file is looked at, in bytes.
pub const MAX_BYTES: usize = 32 << 20;

/// Looks at the bytes of a file.
///
/// ```
/// let error = undersigned_preflight::preflight(b"%PDF-1.7, and no more").unwrap_err();
/// assert_eq!(error.to_string(), "the file is broken: its end is missing (there is no `startxref`)");
/// ```
///
/// # Errors
/// When the bytes are no PDF, or one that is broken, encrypted, or too much to look at.
pub fn preflight(bytes: &[u8]) -> std::result::Result<Report, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Kind::TooMuch { what: "bytes", most: MAX_BYTES }.into());
    }
    // The last net: nothing is kept that a panic could leave half done.
    let report = catch_unwind(AssertUnwindSafe(|| report(bytes)));
    Ok(report.unwrap_or_else(|panic| Err(Kind::Panic(reason(&*panic))))?)
}

fn report(bytes: &[u8]) -> Result<Report> {
    let document = document::Document::new(File::new(bytes)?)?;
    rows::report(&document)
}

fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it gave no reason").to_owned()
}
