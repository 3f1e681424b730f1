//! Translated paragraphs as the body of an input file.

use crate::document::{Body, BodyBlock};
use crate::sheet::{Inline, Text};

/// The text of a body that has the blocks of another one, with the text of each of its paragraphs by key.
pub(super) fn body<'t>(like: &Body, text_of: &dyn Fn(&str) -> &'t [Inline]) -> String {
    let mut writer = Writer { text_of, paragraphs: 0, out: String::new() };
    let mut bullet = '-';
    for (index, block) in like.blocks.iter().enumerate() {
        if index > 0 {
            writer.out.push_str("\n\n");
        }
        // Two lists that follow one another would be one with the same sign.
        let is_list = |block: &BodyBlock| matches!(block, BodyBlock::List { start: None, .. });
        let follows = index > 0 && is_list(&like.blocks[index - 1]) && is_list(block);
        bullet = if follows && bullet == '-' { '*' } else { '-' };
        writer.block(block, 0, bullet);
    }
    for (note, number) in like.notes.iter().zip(1..) {
        for part in 1..=note.len() {
            let text = paragraph(text_of(&format!("note-{number}-{part}")));
            // What belongs to a note and does not open it stands under an indent of four spaces.
            let opening = if part == 1 { format!("[^{number}]: ") } else { "    ".to_owned() };
            writer.out.push_str(&format!("\n\n{opening}{text}"));
        }
    }
    writer.out.push('\n');
    writer.out
}

struct Writer<'a, 't> {
    text_of: &'a dyn Fn(&str) -> &'t [Inline],
    /// How many paragraphs there have been.
    paragraphs: usize,
    out: String,
}

impl Writer<'_, '_> {
    fn block(&mut self, block: &BodyBlock, indent: usize, bullet: char) {
        match block {
            BodyBlock::Paragraph(_) => {
                self.paragraphs += 1;
                let text = paragraph((self.text_of)(&format!("body-{}", self.paragraphs)));
                self.out.push_str(&text);
            }
            BodyBlock::List { start, items } => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.new_line(indent);
                    }
                    let mark = match start {
                        Some(first) => format!("{}. ", first.saturating_add(index as u64)),
                        None => format!("{bullet} "),
                    };
                    self.out.push_str(&mark);
                    for (index, block) in item.iter().enumerate() {
                        if index > 0 {
                            self.new_line(indent + mark.len());
                        }
                        self.block(block, indent + mark.len(), '-');
                    }
                }
            }
        }
    }

    fn new_line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.push_str(&" ".repeat(indent));
    }
}

/// One paragraph on one line.
fn paragraph(inlines: &[Inline]) -> String {
    let mut out = String::new();
    // A link may reach over several pieces.
    let has_links = super::plain(inlines).contains("](");
    // White space at the edge of emphasis stands outside of it: a sign beside a space is no sign.
    let mut owed = String::new();
    for inline in inlines {
        match inline {
            Inline::NoteMark(number) => {
                out.push_str(&std::mem::take(&mut owed));
                out.push_str(&format!("[^{number}]"));
            }
            Inline::Text(text) => {
                let sign = match (text.emphasis, text.strong) {
                    (false, false) => "",
                    (true, false) => "*",
                    (false, true) => "**",
                    (true, true) => "***",
                };
                let inner = text.text.trim();
                let (before, after) = match inner.is_empty() {
                    true => (text.text.as_str(), ""),
                    false => {
                        let start = text.text.len() - text.text.trim_start().len();
                        (&text.text[..start], &text.text[start + inner.len()..])
                    }
                };
                owed.push_str(before);
                if !inner.is_empty() {
                    out.push_str(&std::mem::take(&mut owed));
                    out.push_str(sign);
                    escape(inner, has_links, &mut out);
                    out.push_str(sign);
                }
                owed.push_str(after);
            }
        }
    }
    escape_opening(out)
}

/// Adds a text so that none of its signs is taken for a form.
fn escape(text: &str, has_links: bool, out: &mut String) {
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |&(_, next)| next);
        let rest = &text[at + character.len_utf8()..];
        let is_sign = match character {
            '\\' | '*' | '`' => true,
            // Within a word it is a sign of nothing.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '[' => after == '^' || has_links,
            '<' => after.is_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => {
                let name = rest.find(';').map_or("", |end| &rest[..end]);
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
            }
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        out.push(character);
        before = character;
    }
}

/// The same for what only the beginning of a line is a sign of: a list, a heading, a quotation, a table.
fn escape_opening(line: String) -> String {
    let figures = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[figures..];
    let ends_word = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let at = match rest.chars().next() {
        Some('.' | ')') if figures > 0 && ends_word(&rest[1..]) => figures,
        Some('-' | '+') if figures == 0 && ends_word(&rest[1..]) => 0,
        Some('#' | '>' | '|') if figures == 0 => 0,
        // `[a]: x` defines a link.
        Some('[') if figures == 0 && rest.contains("]:") && !rest.starts_with("[^") => 0,
        Some('-' | '=' | '~') if figures == 0 && is_rule(rest) => 0,
        _ => return line,
    };
    format!("{}\\{}", &line[..at], &line[at..])
}

/// Whether a line begins with what may be a rule, or the fence of a block of code.
fn is_rule(line: &str) -> bool {
    let first = line.chars().next();
    line.starts_with("~~~") || line.chars().all(|c| c == ' ' || Some(c) == first)
}

/// Pieces of one form joined, with one space where there are several and none at the ends. What a program put between
/// words (tabs, breaks of lines) is a space.
pub(super) fn tidy(inlines: &[Inline], with_forms: bool) -> Vec<Inline> {
    let mut tidy: Vec<Inline> = Vec::new();
    let mut after_space = true;
    for inline in inlines {
        let Inline::Text(text) = inline else {
            tidy.push(inline.clone());
            after_space = false;
            continue;
        };
        let (emphasis, strong) = (text.emphasis && with_forms, text.strong && with_forms);
        // What programs put into words to divide them is nothing that prints.
        let invisible = |c: &char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
        for character in text.text.chars().filter(|c| !invisible(c)) {
            let plain = matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}');
            if plain && after_space {
                continue;
            }
            after_space = plain;
            let character = if plain { ' ' } else { character };
            match tidy.last_mut() {
                // A space has no form: it joins what is before it.
                Some(Inline::Text(last)) if plain || (last.emphasis, last.strong) == (emphasis, strong) => {
                    last.text.push(character);
                }
                _ => {
                    let (emphasis, strong) = (emphasis && !plain, strong && !plain);
                    let text = String::from(character);
                    tidy.push(Inline::Text(Text { text, emphasis, strong, ..Text::default() }));
                }
            }
        }
    }
    if let Some(Inline::Text(last)) = tidy.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    tidy.retain(|inline| !matches!(inline, Inline::Text(text) if text.text.is_empty()));
    tidy
}
