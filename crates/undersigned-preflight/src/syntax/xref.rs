//! Where the objects of a file stand: its tables, and the streams that newer files have in their place.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{File, indirect};
use super::lexer::{Lexer, Token};
use super::{Dictionary, Object};
use crate::error::{Kind, Result};

#[derive(Debug, Clone, Copy)]
pub(super) enum Entry {
    Free,
    /// At a byte of the file.
    At(usize),
    /// In a stream of objects, counted from 0.
    In {
        stream: u32,
        index: usize,
    },
}

/// So many last bytes may hold the place of the last table.
const TAIL: usize = 1024;
/// So often a file may have been changed by adding to its end.
const MOST_SECTIONS: usize = 256;

impl File<'_> {
    /// Reads all tables, the newest first. The first word on an object counts, and so does the first trailer.
    pub(super) fn read_tables(&mut self) -> Result<()> {
        let tail = self.bytes.len().saturating_sub(TAIL);
        let word = b"startxref";
        let position = self.bytes[tail..].windows(word.len()).rposition(|window| window == word);
        let position =
            position.ok_or_else(|| Kind::broken("its end is missing (there is no `startxref`)"))?;
        let start = Lexer::of_file(self.bytes, tail + position + word.len(), &self.budget).whole()?;
        let mut waiting = vec![start];
        let mut seen = BTreeSet::new();
        while let Some(start) = waiting.pop() {
            if !seen.insert(start) {
                return Err(Kind::broken("its tables of objects lead in a circle"));
            }
            if seen.len() > MOST_SECTIONS {
                return Err(Kind::TooMuch { what: "tables of objects", most: MOST_SECTIONS });
            }
            let trailer = self.read_section(start)?;
            let place = |key: &str| trailer.get(key).map(|value| value.whole().unwrap_or(usize::MAX));
            // The stream beside a table says more than the table, and comes before older ones.
            waiting.extend([place("Prev"), place("XRefStm")].into_iter().flatten());
            if self.trailer.is_empty() {
                self.trailer = trailer;
            }
        }
        Ok(())
    }

    fn read_section(&mut self, start: usize) -> Result<Dictionary> {
        let nothing = || Kind::broken(format!("there is no table of objects at byte {start}"));
        if start >= self.bytes.len() {
            return Err(nothing());
        }
        let mut lexer = Lexer::of_file(self.bytes, start, &self.budget);
        if !lexer.word("xref") {
            return self.read_stream(start);
        }
        let mut entries = BTreeMap::new();
        while !lexer.word("trailer") {
            let first = lexer.whole()?;
            let count = lexer.whole()?;
            for index in 0..count {
                let at = lexer.whole()?;
                lexer.whole()?;
                let entry = match lexer.token()? {
                    Token::Word(word) if word == "n" => Entry::At(at),
                    Token::Word(word) if word == "f" => Entry::Free,
                    _ => return Err(nothing()),
                };
                entries.insert(number(first, index)?, entry);
            }
        }
        let trailer = match lexer.value()? {
            Object::Dictionary(trailer) => trailer,
            _ => return Err(nothing()),
        };
        self.add(entries);
        Ok(trailer)
    }

    fn read_stream(&mut self, start: usize) -> Result<Dictionary> {
        let (_, object) = indirect(self, start, None)?;
        let Object::Stream(stream) = object else {
            return Err(Kind::broken(format!("there is no table of objects at byte {start}")));
        };
        let broken = || Kind::broken(format!("the table of objects at byte {start} has no sense"));
        let numbers = |key: &str| -> Option<Vec<usize>> {
            stream.dictionary.get(key)?.array()?.iter().map(Object::whole).collect()
        };
        let widths = numbers("W").filter(|widths| widths.len() == 3).ok_or_else(broken)?;
        let width = widths.iter().try_fold(0usize, |sum, &width| (width <= 8).then_some(sum + width));
        // An entry without bytes would be there as often as the file likes.
        let width = width.filter(|&width| width > 0).ok_or_else(broken)?;
        let size = stream.dictionary.get("Size").and_then(Object::whole).ok_or_else(broken)?;
        let sections = match stream.dictionary.get("Index") {
            Some(_) => numbers("Index").ok_or_else(broken)?,
            None => vec![0, size],
        };
        let bytes = self.unpacked(&stream)?;
        let mut rows = bytes.chunks_exact(width);
        let mut entries = BTreeMap::new();
        for section in sections.chunks_exact(2) {
            for index in 0..section[1] {
                let mut row = rows.next().ok_or_else(broken)?;
                self.budget.value()?;
                let mut field = |width: usize| {
                    let (value, rest) = row.split_at(width);
                    row = rest;
                    value
                        .iter()
                        .try_fold(0usize, |sum, &byte| Some(sum.checked_mul(256)? + usize::from(byte)))
                };
                // Where the kind is left out, all are ordinary objects.
                let kind = if widths[0] == 0 { Some(1) } else { field(widths[0]) };
                let (second, third) = (field(widths[1]), field(widths[2]));
                let entry = match (kind, second, third) {
                    (Some(0), _, _) => Entry::Free,
                    (Some(1), Some(at), _) => Entry::At(at),
                    (Some(2), Some(stream), Some(index)) => {
                        Entry::In { stream: u32::try_from(stream).map_err(|_| broken())?, index }
                    }
                    _ => return Err(broken()),
                };
                entries.insert(number(section[0], index)?, entry);
            }
        }
        self.add(entries);
        Ok(stream.dictionary)
    }

    fn add(&mut self, entries: BTreeMap<u32, Entry>) {
        for (number, entry) in entries {
            self.entries.entry(number).or_insert(entry);
        }
    }
}

fn number(first: usize, index: usize) -> Result<u32> {
    let number = first.checked_add(index).and_then(|number| u32::try_from(number).ok());
    number.ok_or_else(|| Kind::broken(format!("there can be no object {first} + {index}")))
}
