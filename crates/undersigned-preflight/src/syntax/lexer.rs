//! Tokens and values out of bytes: of the file, of a stream of objects, or of the content of a page.

use super::budget::{Budget, MOST_NESTED};
use super::{Dictionary, Object};
use crate::error::{Kind, Result};

/// What stands next.
#[derive(Debug, PartialEq)]
pub(crate) enum Token {
    Value(Object),
    /// An operator of a page, or a word of the file such as `obj`.
    Word(String),
    CloseArray,
    CloseDictionary,
    End,
}

pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    pub(crate) at: usize,
    budget: &'a Budget,
    /// Pages have no references: there `1 0 R` is two numbers and an operator.
    references: bool,
}

impl<'a> Lexer<'a> {
    pub(crate) fn of_file(bytes: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Lexer { bytes, at, budget, references: true }
    }

    pub(crate) fn of_content(bytes: &'a [u8], budget: &'a Budget) -> Self {
        Lexer { bytes, at: 0, budget, references: false }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn bump(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    pub(crate) fn token(&mut self) -> Result<Token> {
        self.token_within(0)
    }

    /// A value; anything else is a fault.
    pub(crate) fn value(&mut self) -> Result<Object> {
        let at = self.at;
        match self.token()? {
            Token::Value(value) => Ok(value),
            _ => Err(Kind::broken(format!("a value is missing at byte {at}"))),
        }
    }

    /// A whole number; anything else is a fault.
    pub(crate) fn whole(&mut self) -> Result<usize> {
        let at = self.at;
        let value = self.number_token()?;
        value.ok_or_else(|| Kind::broken(format!("a number is missing at byte {at}")))
    }

    /// A whole number if one stands next, without looking further for a reference.
    fn number_token(&mut self) -> Result<Option<usize>> {
        self.skip_space();
        let before = self.at;
        let references = std::mem::replace(&mut self.references, false);
        let token = match self.peek() {
            Some(b'0'..=b'9' | b'+') => self.token(),
            _ => Ok(Token::End),
        };
        self.references = references;
        match token? {
            Token::Value(value) if value.whole().is_some() => Ok(value.whole()),
            _ => {
                self.at = before;
                Ok(None)
            }
        }
    }

    /// Takes the word if it stands next.
    pub(crate) fn word(&mut self, word: &str) -> bool {
        self.skip_space();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let found = rest.starts_with(word.as_bytes())
            && rest.get(word.len()).is_none_or(|&byte| is_space(byte) || is_delimiter(byte));
        if found {
            self.at += word.len();
        }
        found
    }

    fn token_within(&mut self, depth: usize) -> Result<Token> {
        self.skip_space();
        let at = self.at;
        let Some(first) = self.peek() else { return Ok(Token::End) };
        let next = self.bytes.get(at + 1).copied();
        self.budget.value()?;
        let value = match first {
            b'[' => {
                self.at += 1;
                Object::Array(self.array(depth)?)
            }
            b'<' if next == Some(b'<') => {
                self.at += 2;
                Object::Dictionary(self.dictionary(depth)?)
            }
            b'<' => Object::Text(self.hexadecimal()?),
            b'(' => Object::Text(self.literal()?),
            b'/' => Object::Name(self.name()),
            b']' => {
                self.at += 1;
                return Ok(Token::CloseArray);
            }
            b'>' if next == Some(b'>') => {
                self.at += 2;
                return Ok(Token::CloseDictionary);
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_reference()?,
            // Braces stand in functions alone, whose streams are not read.
            b')' | b'>' | b'{' | b'}' => {
                return Err(Kind::broken(format!("`{}` stands alone at byte {at}", char::from(first))));
            }
            _ => match self.regular() {
                "true" => Object::Boolean(true),
                "false" => Object::Boolean(false),
                "null" => Object::Null,
                word => return Ok(Token::Word(word.to_owned())),
            },
        };
        Ok(Token::Value(value))
    }

    /// The characters up to the next space or delimiter; what is no ASCII is none of PDF's words.
    fn regular(&mut self) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or("?")
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Object>> {
        let start = self.at;
        let depth = deeper(depth)?;
        let mut items = Vec::new();
        loop {
            match self.token_within(depth)? {
                Token::Value(value) => items.push(value),
                Token::CloseArray => return Ok(items),
                _ => return Err(Kind::broken(format!("the array at byte {start} is not closed"))),
            }
        }
    }

    pub(crate) fn dictionary(&mut self, depth: usize) -> Result<Dictionary> {
        let start = self.at;
        let depth = deeper(depth)?;
        let not_closed = || Kind::broken(format!("the dictionary at byte {start} is not closed"));
        let mut entries = Dictionary::new();
        loop {
            let key = match self.token_within(depth)? {
                Token::Value(Object::Name(key)) => key,
                Token::CloseDictionary => return Ok(entries),
                _ => return Err(not_closed()),
            };
            let Token::Value(value) = self.token_within(depth)? else { return Err(not_closed()) };
            // Null is the same as no entry.
            if value != Object::Null {
                entries.insert(key, value);
            }
        }
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let mut bytes = Vec::new();
        while let Some(byte) = self.peek().filter(|&byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
            let digits = (self.bytes.get(self.at).copied(), self.bytes.get(self.at + 1).copied());
            match digits {
                (Some(high), Some(low)) if byte == b'#' && hex(high).is_some() && hex(low).is_some() => {
                    bytes.push(hex(high).unwrap_or(0) << 4 | hex(low).unwrap_or(0));
                    self.at += 2;
                }
                _ => bytes.push(byte),
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>> {
        let start = self.at;
        self.at += 1;
        let broken = || Kind::broken(format!("the text at byte {start} is not closed"));
        let mut digits = Vec::new();
        loop {
            match self.bump().ok_or_else(broken)? {
                b'>' => break,
                byte if is_space(byte) => {}
                byte => digits.push(hex(byte).ok_or_else(broken)?),
            }
        }
        Ok(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect())
    }

    fn literal(&mut self) -> Result<Vec<u8>> {
        let start = self.at;
        self.at += 1;
        let broken = || Kind::broken(format!("the text at byte {start} is not closed"));
        let mut open = 1;
        let mut bytes = Vec::new();
        loop {
            match self.bump().ok_or_else(broken)? {
                b')' if open == 1 => return Ok(bytes),
                b')' => {
                    open -= 1;
                    bytes.push(b')');
                }
                b'(' => {
                    open += 1;
                    bytes.push(b'(');
                }
                b'\\' => self.escape(&mut bytes),
                byte => bytes.push(byte),
            }
        }
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(byte) = self.bump() else { return };
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.at += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                // The specification has what is above a byte cut off.
                bytes.push((value & 0xff) as u8);
            }
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            byte => bytes.push(byte),
        }
    }

    fn number_or_reference(&mut self) -> Result<Object> {
        let at = self.at;
        let text = self.regular();
        // `f64` reads more than PDF has, such as `1e5` and `inf`.
        let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
        let number = text.parse::<f64>().ok().filter(|number| plain && number.is_finite());
        let value = Object::Number(
            number.ok_or_else(|| Kind::broken(format!("`{text}` at byte {at} is no number")))?,
        );
        let Some(object) = value.whole().filter(|_| self.references) else { return Ok(value) };
        let behind = self.at;
        if self.number_token()?.is_some() && self.word("R") {
            return u32::try_from(object)
                .map(Object::Reference)
                .map_err(|_| Kind::broken(format!("there can be no object {object}")));
        }
        self.at = behind;
        Ok(value)
    }

    /// Goes behind an image that stands in the content itself, of which `ID` was read. Its end is not certain without
    /// unpacking it; what looks most like it is taken, as every reader does.
    pub(crate) fn skip_inline_image(&mut self) -> Result<()> {
        let data = self.bytes.get(self.at..).unwrap_or_default();
        let is_end = |window: &[u8]| is_space(window[0]) && &window[1..3] == b"EI" && is_space(window[3]);
        let end = data.windows(4).position(is_end).map(|position| position + 3);
        let at_last = || data.ends_with(b"EI").then_some(data.len());
        let end = end.or_else(at_last);
        self.at += end.ok_or_else(|| Kind::broken("an image in the content of a page has no end"))?;
        Ok(())
    }
}

fn deeper(depth: usize) -> Result<usize> {
    if depth >= MOST_NESTED {
        return Err(Kind::TooMuch { what: "arrays and dictionaries within one another", most: MOST_NESTED });
    }
    Ok(depth + 1)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
