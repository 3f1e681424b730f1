//! From bytes to text: UTF-8, and UTF-16 with a byte order mark.

use std::sync::Arc;

use crate::bounds::MAX_BYTES;
use crate::rules::file::{NotText, TooLarge};
use crate::rules::{Described, finding};
use crate::{Diagnostics, Encoding, Source, Span};

/// The text of an input file or a list of signatories.
pub(super) fn decode(name: &str, input: &[u8]) -> Result<Source, Diagnostics> {
    if input.len() > MAX_BYTES {
        let message = format!("the file has {} bytes, more than any document ({MAX_BYTES})", input.len());
        return Err(refusal(name, TooLarge, message, String::new(), 0, "is this the file that you meant?"));
    }
    let source = |encoding, text: String| Source::new(name, text, encoding);
    let source = match input {
        [0xff, 0xfe, rest @ ..] => source(Encoding::Utf16Le, utf16(name, rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => source(Encoding::Utf16Be, utf16(name, rest, u16::from_be_bytes)?),
        // The byte order mark that some editors write is no part of the text.
        [0xef, 0xbb, 0xbf, rest @ ..] => source(Encoding::Utf8WithMark, utf8(name, rest)?),
        _ => source(Encoding::Utf8, utf8(name, input)?),
    };
    match source.text.find('\0') {
        Some(at) => {
            let message = "here is a NUL, which is no text".to_owned();
            let help = "an input file is plain text: YAML, TOML or JSON, or a list in CSV";
            Err(refusal(name, NotText, message, source.text, at, help))
        }
        None => Ok(source),
    }
}

fn utf8(name: &str, bytes: &[u8]) -> Result<String, Diagnostics> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if bytes.contains(&0) => {
            let help = "an input file is plain text: YAML, TOML or JSON, or a list in CSV";
            Err(refusal(name, NotText, "the file is not text".to_owned(), String::new(), 0, help))
        }
        Err(error) => {
            let help = "save the file as UTF-8 (in Excel: “CSV UTF-8”); the bytes may be those of Windows-1252 or Latin-1";
            let text = String::from_utf8_lossy(bytes).into_owned();
            let message = "here the file is not UTF-8".to_owned();
            Err(refusal(name, NotText, message, text, error.valid_up_to(), help))
        }
    }
}

fn utf16(name: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Diagnostics> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut broken = None;
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        text.push(character.unwrap_or_else(|_| {
            broken.get_or_insert(text.len());
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() {
        broken.get_or_insert(text.len());
    }
    match broken {
        None => Ok(text),
        Some(at) => {
            let help = "the file may have been cut off; save it anew, as UTF-8 or UTF-16";
            Err(refusal(name, NotText, "here the file is not UTF-16".to_owned(), text, at, help))
        }
    }
}

fn refusal(
    name: &str,
    rule: impl Described,
    message: String,
    text: String,
    at: usize,
    help: &str,
) -> Diagnostics {
    let source = Source::new(name, text, Encoding::Utf8);
    let span = Span { source: 0, start: at, end: at };
    Diagnostics::new(vec![finding(rule, message).at(span, "").help(help)], Arc::new([source]))
}
