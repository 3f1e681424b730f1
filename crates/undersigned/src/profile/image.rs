//! What the head of an image file says: its size in pixels, and whether the file is whole.

/// A larger file is no masthead: every document would carry it.
const MOST_BYTES: usize = 16 << 20;

/// More pixels than this are more than a print shop can show, and an engine would unpack them all.
const MOST_PIXELS: u64 = 64_000_000;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

/// The width and the height of an image in pixels. An error says what is wrong with the file, as the end of a sentence
/// that begins with its name.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("is too large: {} MiB, and the most is {}", bytes.len() >> 20, MOST_BYTES >> 20));
    }
    let size = match bytes {
        _ if bytes.starts_with(PNG) => png(&bytes[PNG.len()..]),
        _ if bytes.starts_with(JPEG) => jpeg(&bytes[2..]),
        _ => return Err("is no PNG or JPEG file".to_owned()),
    };
    let (width, height) = size?;
    if width == 0 || height == 0 {
        return Err(format!("is empty: {width} × {height} pixels"));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let most = MOST_PIXELS / 1_000_000;
        return Err(format!("is too large: {width} × {height} pixels, and the most is {most} million"));
    }
    Ok((width, height))
}

const CUT_OFF: &str = "is not whole: it was cut off, or not downloaded to its end";
const DAMAGED: &str = "is damaged: it cannot be decoded";

/// Every chunk of a PNG (ISO/IEC 15948) has its length before it and a checksum behind it.
fn png(mut rest: &[u8]) -> Result<(u32, u32), String> {
    let mut size = None;
    let mut has_pixels = false;
    loop {
        let (length, after) = rest.split_first_chunk::<4>().ok_or(CUT_OFF)?;
        let length = u32::from_be_bytes(*length) as usize;
        let checked = after.get(..length.saturating_add(4)).ok_or(CUT_OFF)?;
        let (sum, after) = after[checked.len()..].split_first_chunk::<4>().ok_or(CUT_OFF)?;
        if u32::from_be_bytes(*sum) != crc(checked) {
            return Err(DAMAGED.to_owned());
        }
        let (name, data) = checked.split_at(4);
        match (name, size) {
            (b"IHDR", None) if data.len() == 13 => size = number(data, 0).zip(number(data, 4)),
            // The head comes first.
            (_, None) => return Err(DAMAGED.to_owned()),
            (b"IDAT", _) => has_pixels = true,
            (b"IEND", Some(size)) if has_pixels => return Ok(size),
            (b"IEND", _) => return Err(DAMAGED.to_owned()),
            _ => {}
        }
        rest = after;
    }
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk::<4>().map(|bytes| u32::from_be_bytes(*bytes))
}

/// The checksum of ISO 3309, which PNG takes.
fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for &byte in bytes {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
        }
    }
    !sum
}

/// The segments of a JPEG (ITU-T T.81) have their length behind their marker; what follows the scan's head has none, and
/// ends with a marker of its own.
fn jpeg(mut rest: &[u8]) -> Result<(u32, u32), String> {
    let mut size = None;
    loop {
        let (&[sign, marker], after) = rest.split_first_chunk::<2>().ok_or(CUT_OFF)?;
        if sign != 0xff {
            return Err(DAMAGED.to_owned());
        }
        rest = match marker {
            // A marker may be filled up, and some stand alone.
            0xff => &rest[1..],
            0x01 | 0xd0..=0xd7 => after,
            0xd9 => return Err(DAMAGED.to_owned()),
            _ => {
                let length =
                    usize::from(after.first_chunk::<2>().map(|b| u16::from_be_bytes(*b)).ok_or(CUT_OFF)?);
                let segment = after.get(2..length).ok_or(if length < 2 { DAMAGED } else { CUT_OFF })?;
                match (marker, segment) {
                    (0xc4 | 0xc8 | 0xcc, _) => {}
                    (0xc0..=0xcf, [_, h1, h2, w1, w2, ..]) => {
                        size = Some((
                            u32::from(u16::from_be_bytes([*w1, *w2])),
                            u32::from(u16::from_be_bytes([*h1, *h2])),
                        ));
                    }
                    (0xda, _) => {
                        let scan = &after[length..];
                        let ends = scan.windows(2).any(|pair| pair == [0xff, 0xd9]);
                        return if ends { size.ok_or(DAMAGED.to_owned()) } else { Err(CUT_OFF.to_owned()) };
                    }
                    _ => {}
                }
                &after[length..]
            }
        };
    }
}
