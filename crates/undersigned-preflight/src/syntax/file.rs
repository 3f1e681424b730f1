//! A file, and its objects by number.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::rc::Rc;

use super::budget::Budget;
use super::lexer::{Lexer, is_space};
use super::xref::Entry;
use super::{Dictionary, Object, Stream};
use crate::error::{Kind, Result};

/// So many objects may each be nothing but a reference to the next.
const MOST_REFERENCES: usize = 16;
/// So many objects may need one another to be read: a stream its length, and a packed object its stream.
const MOST_OPEN: usize = 8;

/// A value that stands in a dictionary, or an object that it refers to.
pub(crate) enum Held<'d> {
    Direct(&'d Object),
    Shared(Rc<Object>),
}

impl Deref for Held<'_> {
    type Target = Object;

    fn deref(&self) -> &Object {
        match self {
            Held::Direct(value) => value,
            Held::Shared(object) => object,
        }
    }
}

pub(crate) struct File<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) entries: BTreeMap<u32, Entry>,
    pub(crate) trailer: Dictionary,
    pub(crate) budget: Budget,
    objects: RefCell<BTreeMap<u32, Rc<Object>>>,
    /// The objects that are being read: none can be needed to read itself.
    open: RefCell<BTreeSet<u32>>,
    packs: RefCell<BTreeMap<u32, Rc<Pack>>>,
}

/// A stream of objects, unpacked, and where each begins.
struct Pack {
    bytes: Vec<u8>,
    starts: Vec<(u32, usize)>,
}

impl<'a> File<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Result<File<'a>> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(Kind::NotPdf);
        }
        let mut file = File {
            bytes,
            entries: BTreeMap::new(),
            trailer: Dictionary::new(),
            budget: Budget::new(),
            objects: RefCell::default(),
            open: RefCell::default(),
            packs: RefCell::default(),
        };
        file.read_tables()?;
        // What was asked for before all places were known may have been missed.
        file.objects.borrow_mut().clear();
        if file.trailer.contains_key("Encrypt") {
            return Err(Kind::Encrypted);
        }
        Ok(file)
    }

    /// The version in the first line, such as `1.7`.
    pub(crate) fn version(&self) -> String {
        let version = self.bytes[5..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'9' | b'.'));
        version.map(|&byte| char::from(byte)).collect()
    }

    /// What an entry holds, or what it refers to; null if there is none.
    pub(crate) fn get<'d>(&self, dictionary: &'d Dictionary, key: &str) -> Result<Held<'d>> {
        self.resolve(dictionary.get(key).unwrap_or(&Object::Null))
    }

    /// The value, or what it refers to; null if that is not in the file.
    pub(crate) fn resolve<'d>(&self, value: &'d Object) -> Result<Held<'d>> {
        match value {
            Object::Reference(number) => self.object(*number).map(Held::Shared),
            value => Ok(Held::Direct(value)),
        }
    }

    /// The object of a number; null if it is not in the file.
    pub(crate) fn object(&self, mut number: u32) -> Result<Rc<Object>> {
        for _ in 0..MOST_REFERENCES {
            let object = self.read(number)?;
            match *object {
                Object::Reference(next) => number = next,
                _ => return Ok(object),
            }
        }
        Err(Kind::broken(format!("object {number} refers to itself")))
    }

    fn read(&self, number: u32) -> Result<Rc<Object>> {
        if let Some(object) = self.objects.borrow().get(&number) {
            return Ok(Rc::clone(object));
        }
        let open = self.open.borrow().len();
        if open >= MOST_OPEN || !self.open.borrow_mut().insert(number) {
            return Err(Kind::broken(format!("object {number} is needed to read itself")));
        }
        let object = match self.entries.get(&number) {
            None | Some(Entry::Free) => Object::Null,
            Some(&Entry::At(at)) => indirect(self, at, Some(number))?.1,
            Some(&Entry::In { stream, index }) => self.packed(number, stream, index)?,
        };
        self.open.borrow_mut().remove(&number);
        let object = Rc::new(object);
        self.objects.borrow_mut().insert(number, Rc::clone(&object));
        Ok(object)
    }

    fn packed(&self, number: u32, stream: u32, index: usize) -> Result<Object> {
        let broken = || Kind::broken(format!("object {number} is not in the stream of object {stream}"));
        // A stream of objects is never in another one.
        let Some(&Entry::At(at)) = self.entries.get(&stream) else { return Err(broken()) };
        let known = self.packs.borrow().get(&stream).cloned();
        let pack = match known {
            Some(pack) => pack,
            None => {
                let (_, object) = indirect(self, at, Some(stream))?;
                let pack = Rc::new(self.unpack(object.stream().ok_or_else(broken)?)?);
                self.packs.borrow_mut().insert(stream, Rc::clone(&pack));
                pack
            }
        };
        let &(found, start) = pack.starts.get(index).ok_or_else(broken)?;
        if found != number || start >= pack.bytes.len() {
            return Err(broken());
        }
        Lexer::of_file(&pack.bytes, start, &self.budget).value()
    }

    fn unpack(&self, stream: &Stream) -> Result<Pack> {
        let number = |key: &str| -> Result<usize> {
            let value = self.get(&stream.dictionary, key)?.whole();
            value.ok_or_else(|| Kind::broken(format!("the stream of object {} has no {key}", stream.object)))
        };
        let (count, first) = (number("N")?, number("First")?);
        let bytes = self.unpacked(stream)?;
        let mut lexer = Lexer::of_file(&bytes, 0, &self.budget);
        let mut starts = Vec::new();
        for _ in 0..count {
            let (number, start) = (lexer.whole()?, lexer.whole()?);
            let broken = || Kind::broken(format!("there can be no object {number}"));
            starts.push((u32::try_from(number).map_err(|_| broken())?, start.saturating_add(first)));
        }
        Ok(Pack { bytes, starts })
    }

    pub(super) fn bytes_of(&self, stream: &Stream) -> &'a [u8] {
        self.bytes.get(stream.range.clone()).unwrap_or_default()
    }
}

/// The object at a byte of the file, with its number, which is the expected one.
pub(super) fn indirect(file: &File<'_>, at: usize, expected: Option<u32>) -> Result<(u32, Object)> {
    let name = expected.map_or_else(String::new, |number| format!(" {number}"));
    let broken = || Kind::broken(format!("there is no object{name} at byte {at}"));
    if at >= file.bytes.len() {
        return Err(broken());
    }
    let mut lexer = Lexer::of_file(file.bytes, at, &file.budget);
    let number = lexer.whole().ok().and_then(|number| u32::try_from(number).ok()).ok_or_else(broken)?;
    let headed = lexer.whole().is_ok() && lexer.word("obj");
    if !headed || expected.is_some_and(|expected| expected != number) {
        return Err(broken());
    }
    let value = lexer.value()?;
    if lexer.word("endobj") {
        return Ok((number, value));
    }
    let not_closed = || Kind::broken(format!("object {number} at byte {at} is not closed"));
    let Object::Dictionary(dictionary) = value else { return Err(not_closed()) };
    if !lexer.word("stream") {
        return Err(not_closed());
    }
    let start = match &file.bytes[lexer.at..] {
        [b'\r', b'\n', ..] => lexer.at + 2,
        [b'\n', ..] => lexer.at + 1,
        _ => return Err(not_closed()),
    };
    let no_length = || Kind::broken(format!("the stream of object {number} has no length"));
    let length = file.get(&dictionary, "Length")?.whole().ok_or_else(no_length)?;
    let end = start.checked_add(length).filter(|&end| end <= file.bytes.len()).ok_or_else(not_closed)?;
    let rest = &file.bytes[end..];
    let gap = rest.iter().take(3).take_while(|&&byte| is_space(byte)).count();
    if !rest[gap..].starts_with(b"endstream") {
        return Err(Kind::broken(format!("the stream of object {number} is not as long as it says")));
    }
    Ok((number, Object::Stream(Stream { object: number, dictionary, range: start..end })))
}
