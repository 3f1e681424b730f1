//! The text of a file, whatever its encoding.

use super::limits::MAX_FILE;
use super::xml::{is_in_xml, line_at};
use crate::error::Kind;

/// The text: UTF-8, or UTF-16 as its first bytes tell. What a declaration in the file says does not count,
/// because a program that writes the file anew in another encoding may have left it as it was.
pub(super) fn text(bytes: &[u8]) -> Result<String, Kind> {
    if bytes.len() > MAX_FILE {
        return Err(Kind::LargeFile);
    }
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        // Without a mark of its order, by the first sign.
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes)?,
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest)?,
        _ => utf8(bytes)?,
    };
    match text.char_indices().find(|&(_, character)| !is_in_xml(character)) {
        Some((at, character)) => Err(Kind::Character { character, line: line_at(&text, at) }),
        None => Ok(text),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Kind> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = sound.iter().filter(|&&byte| byte == b'\n').count() + 1;
            Err(Kind::Encoding { line })
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Kind> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(Kind::Encoding { line: line_at(&text, text.len()) }),
        }
    }
    if rest.is_empty() { Ok(text) } else { Err(Kind::Encoding { line: line_at(&text, text.len()) }) }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn encodings_are_told_by_their_first_bytes() {
        let sent = "<é\u{1f600}>";
        let units: Vec<u16> = sent.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [
            sent.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", sent.as_bytes()].concat(),
            [b"\xff\xfe".as_slice(), &little].concat(),
            [b"\xfe\xff".as_slice(), &big].concat(),
            little,
            big,
        ] {
            assert_eq!(text(&bytes).unwrap(), sent);
        }
    }

    #[test]
    fn what_is_in_none_is_refused() {
        let refused = |bytes: &[u8]| text(bytes).unwrap_err().to_string();
        assert_eq!(refused(b"<a>\n\xe9</a>"), "it is neither UTF-8 nor UTF-16 (line 2)");
        assert_eq!(refused(b"\xff\xfe<\0\x0a\0\x00\xd8"), "it is neither UTF-8 nor UTF-16 (line 2)");
        assert_eq!(refused(b"\xff\xfe<\0>"), "it is neither UTF-8 nor UTF-16 (line 1)");
        assert_eq!(
            refused(b"<\n\n\x01"),
            "it holds the character '\\u{1}', which has no place in XML (line 3)"
        );
    }
}
