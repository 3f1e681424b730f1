//! What a document must be before it is set, so that the template can rely on it and the engine ends in time.

use undersigned::sheet::{Block, Inline, Origin, Paragraph, Sheet};

use crate::error::Fault;

/// The longest word that is set at all, in characters. No line holds so many; the time that a word takes
/// grows with the square of its length.
const LONGEST_WORD: usize = 1_000;

/// How deep lists go: a list in a list.
const DEEPEST_LIST: usize = 2;

/// Every fault that shows before the document is set.
pub(crate) fn faults(sheet: &Sheet) -> Vec<Fault> {
    let mut check = Check { faults: Vec::new(), marks: 0, notes: sheet.notes.len() };
    for paragraph in sheet.masthead.iter().chain([&sheet.running_head]).chain(&sheet.contact_line) {
        check.paragraph(paragraph, false);
    }
    check.blocks(&sheet.blocks, 0);
    for (index, note) in sheet.notes.iter().enumerate() {
        note.paragraphs.iter().for_each(|paragraph| check.paragraph(paragraph, false));
        let number = index + 1;
        let Some(first) = note.paragraphs.first() else {
            check.fault(format!("note {number} is empty"), None, &Origin::default());
            continue;
        };
        // The text of a note without a mark would be lost without a word.
        if number > check.marks {
            check.fault(format!("note {number} has no mark in the text"), None, &first.origin);
        }
    }
    check.faults
}

struct Check {
    faults: Vec<Fault>,
    /// How many marks came so far.
    marks: usize,
    notes: usize,
}

impl Check {
    fn fault(&mut self, message: String, help: Option<&str>, origin: &Origin) {
        self.faults.push(Fault { message, help: help.map(str::to_owned), origin: origin.clone() });
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, true),
                Block::Signatories(entries) => entries.iter().for_each(|entry| self.paragraph(entry, true)),
                Block::List(list) if depth < DEEPEST_LIST => {
                    list.items.iter().for_each(|item| self.blocks(item, depth + 1));
                }
                Block::List(list) => {
                    let first = list.items.iter().flatten().find_map(|block| match block {
                        Block::Paragraph(paragraph) => Some(paragraph.origin.clone()),
                        _ => None,
                    });
                    let message = format!("a list is deeper than {DEEPEST_LIST} levels");
                    self.fault(message, None, &first.unwrap_or_default());
                }
            }
        }
    }

    /// Marks of notes stand in the blocks alone, and come in the order of their numbers.
    fn paragraph(&mut self, paragraph: &Paragraph, may_mark: bool) {
        for inline in &paragraph.inlines {
            let &Inline::NoteMark(number) = inline else { continue };
            if !may_mark {
                self.fault(format!("the mark of note {number} cannot stand here"), None, &paragraph.origin);
            } else if number != self.marks + 1 || number > self.notes {
                self.fault(format!("the mark of note {number} is out of order"), None, &paragraph.origin);
            } else {
                self.marks += 1;
            }
        }
        let text = paragraph.plain_text();
        let mut strays: Vec<char> = text.chars().filter(|&c| stray(c)).collect();
        strays.sort_unstable();
        strays.dedup();
        for c in strays {
            let message = format!("the character {} cannot be printed", name(c));
            self.fault(message, Some("leave it out"), &paragraph.origin);
        }
        for word in text.split(breaks) {
            let length = word.chars().count();
            if length > LONGEST_WORD {
                self.faults.push(too_long(word, paragraph.origin.clone()));
            }
        }
    }
}

/// Whether a character has no place in a line: controls, ends of lines, code points that are no characters,
/// and all that is written from right to left or turns the direction, over which Typst 0.15.1 can panic.
fn stray(c: char) -> bool {
    let ends_line = matches!(c, '\u{2028}' | '\u{2029}');
    let no_character = u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}');
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // The blocks that Unicode reserves for these scripts.
    let right_to_left = matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    c.is_control() || ends_line || no_character || turns || right_to_left
}

/// The character and its code point; the code point alone where the character cannot be seen.
pub(crate) fn name(c: char) -> String {
    let code_point = format!("U+{:04X}", u32::from(c));
    let unseen = c.is_control() || c.is_whitespace() || matches!(c, '\u{200b}'..='\u{206f}');
    if unseen { code_point } else { format!("“{c}” ({code_point})") }
}

/// A space at which a line can end.
pub(crate) fn breaks(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// The fault of a word that no line can hold.
pub(crate) fn too_long(word: &str, origin: Origin) -> Fault {
    let shown: String = word.chars().take(40).collect();
    let more = if shown.len() < word.len() { "…" } else { "" };
    Fault {
        message: format!("the word “{shown}{more}” is too long for the line"),
        help: Some("put spaces or hyphens where it can be divided".to_owned()),
        origin,
    }
}
