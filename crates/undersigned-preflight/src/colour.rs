//! Colour spaces, as far as a print shop asks: grey or colour.

use crate::document::dictionary_of;
use crate::error::Result;
use crate::syntax::{Dictionary, File, Object};

/// How deep spaces are looked up in one another: a pattern's, an index's, a name's.
const MOST_DEEP: usize = 4;

/// A colour space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Space {
    /// As it is called in the report.
    pub(crate) name: String,
    pub(crate) grey: bool,
    /// Its values are places in a table, and say nothing by themselves.
    pub(crate) indexed: bool,
}

impl Space {
    fn new(name: impl Into<String>, grey: bool) -> Space {
        Space { name: name.into(), grey, indexed: false }
    }

    pub(crate) fn device_grey() -> Space {
        Space::new("DeviceGray", true)
    }

    pub(crate) fn device_rgb() -> Space {
        Space::new("DeviceRGB", false)
    }

    pub(crate) fn device_cmyk() -> Space {
        Space::new("DeviceCMYK", false)
    }

    /// The space that a file means, with the spaces of the resources at hand.
    pub(crate) fn read(file: &File<'_>, value: &Object, named: &Dictionary) -> Result<Space> {
        read(file, value, named, MOST_DEEP)
    }
}

fn read(file: &File<'_>, value: &Object, named: &Dictionary, deeper: usize) -> Result<Space> {
    let unknown = || Space::new("unknown", false);
    let Some(deeper) = deeper.checked_sub(1) else { return Ok(unknown()) };
    let value = file.resolve(value)?;
    let (family, items) = match &*value {
        Object::Name(name) => (name.as_str(), [].as_slice()),
        Object::Array(items) => match items.first() {
            Some(Object::Name(family)) => (family.as_str(), &items[1..]),
            _ => return Ok(unknown()),
        },
        _ => return Ok(unknown()),
    };
    Ok(match family {
        "DeviceGray" | "G" => Space::device_grey(),
        "DeviceRGB" | "RGB" => Space::device_rgb(),
        "DeviceCMYK" | "CMYK" => Space::device_cmyk(),
        "CalGray" => Space::new(family, true),
        "CalRGB" | "Lab" | "DeviceN" | "Pattern" => Space::new(family, false),
        "ICCBased" => {
            let profile = file.resolve(items.first().unwrap_or(&Object::Null))?;
            match file.get(dictionary_of(&profile), "N")?.whole() {
                Some(1) => Space::new("grey by an ICC profile", true),
                Some(3) => Space::new("RGB by an ICC profile", false),
                Some(4) => Space::new("CMYK by an ICC profile", false),
                _ => unknown(),
            }
        }
        "Separation" => {
            let ink = file.resolve(items.first().unwrap_or(&Object::Null))?;
            Space::new(format!("the ink {}", ink.name().unwrap_or("without a name")), false)
        }
        "Indexed" | "I" => {
            let base = read(file, items.first().unwrap_or(&Object::Null), named, deeper)?;
            Space { indexed: true, ..base }
        }
        name => match named.get(name) {
            Some(space) => read(file, space, named, deeper)?,
            None => Space::new(format!("unknown ({name})"), false),
        },
    })
}

/// What a colour is, without its space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tint {
    Black,
    White,
    Grey,
    Colour,
}

impl Tint {
    /// The tint of a colour with these values, of which grey has one.
    pub(crate) fn of(space: &Space, values: &[Object]) -> Tint {
        match (space.grey, values) {
            (false, _) => Tint::Colour,
            (true, [Object::Number(0.0)]) if !space.indexed => Tint::Black,
            (true, [Object::Number(1.0)]) if !space.indexed => Tint::White,
            (true, _) => Tint::Grey,
        }
    }
}
