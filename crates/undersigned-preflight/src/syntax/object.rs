//! The values that a PDF is made of.

use std::collections::BTreeMap;
use std::ops::Range;

pub(crate) type Dictionary = BTreeMap<String, Object>;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object {
    Null,
    Boolean(bool),
    Number(f64),
    Text(Vec<u8>),
    Name(String),
    Array(Vec<Object>),
    Dictionary(Dictionary),
    Stream(Stream),
    /// The number of another object. Of its generations the file has only the last.
    Reference(u32),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stream {
    pub(crate) object: u32,
    pub(crate) dictionary: Dictionary,
    /// Its bytes in the file.
    pub(super) range: Range<usize>,
}

impl Object {
    pub(crate) fn boolean(&self) -> Option<bool> {
        if let Object::Boolean(value) = self { Some(*value) } else { None }
    }

    pub(crate) fn number(&self) -> Option<f64> {
        if let Object::Number(value) = self { Some(*value) } else { None }
    }

    /// A whole number that is not negative.
    pub(crate) fn whole(&self) -> Option<usize> {
        let value = self.number()?;
        // Beyond this a number with a fraction and one without are the same.
        (value.fract() == 0.0 && (0.0..=9e15).contains(&value)).then_some(value as usize)
    }

    pub(crate) fn name(&self) -> Option<&str> {
        if let Object::Name(name) = self { Some(name) } else { None }
    }

    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        if let Object::Text(bytes) = self { Some(bytes) } else { None }
    }

    pub(crate) fn array(&self) -> Option<&[Object]> {
        if let Object::Array(items) = self { Some(items) } else { None }
    }

    /// A dictionary, or that of a stream.
    pub(crate) fn dictionary(&self) -> Option<&Dictionary> {
        match self {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dictionary),
            _ => None,
        }
    }

    pub(crate) fn stream(&self) -> Option<&Stream> {
        if let Object::Stream(stream) = self { Some(stream) } else { None }
    }

    pub(crate) fn reference(&self) -> Option<u32> {
        if let Object::Reference(number) = self { Some(*number) } else { None }
    }
}

/// The characters of a text for people (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 behind their marks, else PDFDocEncoding.
pub(crate) fn text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units: Vec<u16> =
            rest.chunks(2).map(|pair| u16::from_be_bytes([pair[0], *pair.get(1).unwrap_or(&0)])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes.iter().map(|&byte| document_encoding(byte)).collect()
}

/// Where PDFDocEncoding is not Latin-1 (ISO 32000-1, annex D.2).
fn document_encoding(byte: u8) -> char {
    const FROM_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const FROM_80: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    match byte {
        0x18..=0x1f => FROM_18[usize::from(byte - 0x18)],
        0x80..=0xa0 => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
