//! Unpacking streams, within limits.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::budget::MOST_DECODED_IN_ONE;
use super::lexer::is_space;
use super::{Dictionary, File, Object, Stream};
use crate::error::{Kind, Result};

/// Two are for content that is deflated and then written in digits; more are there to do harm.
const MOST_FILTERS: usize = 2;

impl File<'_> {
    /// The bytes of a stream, unpacked.
    pub(crate) fn unpacked(&self, stream: &Stream) -> Result<Vec<u8>> {
        let dictionary = &stream.dictionary;
        if dictionary.contains_key("F") {
            return Err(Kind::broken(format!("the stream of object {} is in another file", stream.object)));
        }
        let filters = self.few(dictionary, "Filter")?;
        let parameters = self.few(dictionary, "DecodeParms")?;
        let mut bytes = self.bytes_of(stream).to_vec();
        self.budget.decoded(bytes.len())?;
        for (index, filter) in filters.iter().enumerate() {
            let parameters = parameters.get(index).and_then(|object| object.dictionary());
            bytes = match filter.name() {
                Some("FlateDecode" | "Fl") => self.inflated(&bytes, stream)?,
                Some("ASCIIHexDecode" | "AHx") => digits(&bytes, stream)?,
                name => {
                    let filter = name.unwrap_or("?").to_owned();
                    return Err(Kind::Filter { object: stream.object, filter });
                }
            };
            if let Some(parameters) = parameters {
                bytes = self.without_predictor(bytes, parameters, stream)?;
            }
        }
        Ok(bytes)
    }

    /// An entry that is one value or an array of them, one for each filter.
    fn few(&self, dictionary: &Dictionary, key: &str) -> Result<Vec<Object>> {
        let value = self.get(dictionary, key)?;
        match &*value {
            Object::Null => Ok(Vec::new()),
            Object::Array(items) if items.len() > MOST_FILTERS => {
                Err(Kind::TooMuch { what: "filters on one stream", most: MOST_FILTERS })
            }
            Object::Array(items) => items.iter().map(|item| Ok(self.resolve(item)?.clone())).collect(),
            value => Ok(vec![value.clone()]),
        }
    }

    fn inflated(&self, packed: &[u8], stream: &Stream) -> Result<Vec<u8>> {
        let most = self.budget.left_to_decode();
        let mut bytes = Vec::new();
        ZlibDecoder::new(packed).take(most as u64 + 1).read_to_end(&mut bytes).map_err(|error| {
            Kind::broken(format!("the stream of object {} cannot be unpacked: {error}", stream.object))
        })?;
        if bytes.len() > MOST_DECODED_IN_ONE {
            return Err(Kind::TooMuch {
                what: "bytes come out of one packed stream",
                most: MOST_DECODED_IN_ONE,
            });
        }
        self.budget.decoded(bytes.len())?;
        Ok(bytes)
    }

    /// The bytes before they were made easier to pack, row by row (ISO 32000-1, 7.4.4.4).
    fn without_predictor(&self, bytes: Vec<u8>, parameters: &Dictionary, stream: &Stream) -> Result<Vec<u8>> {
        let number = |key: &str, default: usize| -> Result<usize> {
            let value = self.get(parameters, key)?;
            Ok(if *value == Object::Null { default } else { value.whole().unwrap_or(0) })
        };
        let predictor = number("Predictor", 1)?;
        if predictor == 1 {
            return Ok(bytes);
        }
        let (colours, bits, columns) =
            (number("Colors", 1)?, number("BitsPerComponent", 8)?, number("Columns", 1)?);
        let pixel = colours.saturating_mul(bits).div_ceil(8);
        let row = colours.saturating_mul(bits).saturating_mul(columns).div_ceil(8);
        let sound = predictor >= 10 && (1..=32).contains(&pixel) && (1..=bytes.len()).contains(&row);
        if !sound {
            if bytes.is_empty() {
                return Ok(bytes);
            }
            let filter = format!("a predictor {predictor}");
            return Err(Kind::Filter { object: stream.object, filter });
        }
        let mut out = Vec::with_capacity(bytes.len());
        for packed in bytes.chunks(row + 1) {
            let start = out.len();
            for (index, &byte) in packed[1..].iter().enumerate() {
                let at = |back: usize, index: usize| {
                    start.checked_sub(back).and_then(|start| out.get(start + index)).copied().unwrap_or(0)
                };
                let left = if index >= pixel { at(0, index - pixel) } else { 0 };
                let above = at(row, index);
                let corner = if index >= pixel { at(row, index - pixel) } else { 0 };
                let expected = match packed[0] {
                    1 => left,
                    2 => above,
                    3 => ((u16::from(left) + u16::from(above)) / 2) as u8,
                    4 => nearest(left, above, corner),
                    _ => 0,
                };
                out.push(byte.wrapping_add(expected));
            }
        }
        Ok(out)
    }
}

/// Which neighbour is nearest to left + above − corner (PNG, 9.4).
fn nearest(left: u8, above: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    let by_distance = [left, above, corner].into_iter().min_by_key(|&value| distance(value));
    by_distance.unwrap_or(corner)
}

fn digits(bytes: &[u8], stream: &Stream) -> Result<Vec<u8>> {
    let end = bytes.iter().position(|&byte| byte == b'>').unwrap_or(bytes.len());
    let digits: Option<Vec<u8>> = bytes[..end]
        .iter()
        .filter(|&&byte| !is_space(byte))
        .map(|&byte| char::from(byte).to_digit(16).map(|digit| digit as u8))
        .collect();
    let broken = || Kind::broken(format!("the stream of object {} is not written in digits", stream.object));
    Ok(digits.ok_or_else(broken)?.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect())
}
