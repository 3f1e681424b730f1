//! From a place in a text to the place in the input that it was read from.
//!
//! Between the two lie indentation, folded lines, escapes and quotation marks. Rather than ask three parsers for what
//! they dropped, the two are walked side by side.

use crate::{Source, Span};

/// The places of a text's bytes in the source that it was read from. Made in one walk, so that many faults in a long
/// text take no longer than one.
pub(crate) struct Places {
    span: Span,
    /// For every byte of the text at which a character begins, and for its end: how many bytes of the source come
    /// before it, from the beginning of the span.
    positions: Vec<usize>,
    /// The number of bytes of the source's character at each of these.
    widths: Vec<usize>,
}

impl Places {
    /// The places of a text that was read from `span`.
    pub(crate) fn of(sources: &[Source], span: Span, text: &str) -> Self {
        let source = sources.get(span.source).map_or("", |source| source.text.as_str());
        let raw = source.get(span.range()).unwrap_or_default();
        let quoted = is_quoted(raw, text);
        let positions = positions(raw, text, quoted);
        let escapes = quoted && raw.starts_with('"');
        let width = |&at: &usize| match raw[at..].chars().next() {
            Some('\\') if escapes => escape_length(&raw[at..]),
            character => character.map_or(0, char::len_utf8),
        };
        let widths = positions.iter().map(width).collect();
        Places { span, positions, widths }
    }

    /// The place of the character at a byte of the text.
    pub(crate) fn at(&self, offset: usize) -> Span {
        let index = offset.min(self.positions.len().saturating_sub(1));
        let start = self.span.start + self.positions.get(index).copied().unwrap_or(0);
        Span { source: self.span.source, start, end: start + self.widths.get(index).copied().unwrap_or(0) }
    }
}

/// For every byte of `text`, and for its end: how many bytes of `raw` come before the character that it belongs to.
fn positions(raw: &str, text: &str, quoted: bool) -> Vec<usize> {
    let escapes = quoted && raw.starts_with('"');
    let mut at = 0;
    // An opening quotation mark is no part of the text, even if the text begins with the same mark.
    if let Some(quote) = raw.chars().next().filter(|_| quoted) {
        // TOML trebles the mark at both ends; YAML's `'''t` begins with a mark and a doubled apostrophe.
        let treble: String = [quote; 3].iter().collect();
        let trebled = raw.len() >= 6 && raw.starts_with(&treble) && raw.ends_with(&treble);
        at = if trebled { 3 } else { 1 };
    }
    let mut positions = Vec::with_capacity(text.len() + 1);
    // Most texts stand in the source as they are.
    if raw[at..].starts_with(text) && !(escapes && text.contains('\\')) {
        for (offset, character) in text.char_indices() {
            positions.extend(std::iter::repeat_n(at + offset, character.len_utf8()));
        }
        positions.push(at + text.len());
        return positions;
    }
    for wanted in text.chars() {
        let mut found_at = raw.len();
        while let Some(found) = raw[at..].chars().next() {
            let here = at;
            if escapes && found == '\\' {
                at += escape_length(&raw[at..]);
                // A line that ends in a backslash goes on without it; every other escape stands for a character.
                if raw[here + 1..].starts_with(['\n', '\r']) {
                    continue;
                }
                found_at = here;
                break;
            }
            at += found.len_utf8();
            // A fold or the end of a line may have become another; other spaces are what they are.
            let plain = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
            if found == wanted || (plain(wanted) && plain(found)) {
                found_at = here;
                break;
            }
        }
        positions.extend(std::iter::repeat_n(found_at, wanted.len_utf8()));
    }
    positions.push(at);
    positions
}

/// Whether a text stands between quotation marks. A block of lines may begin with one of its own: then its first line
/// reads as the text does.
fn is_quoted(raw: &str, text: &str) -> bool {
    let first = |text: &str| text.lines().next().unwrap_or_default().trim_end().to_owned();
    let marked = |mark: char| raw.len() > 1 && raw.starts_with(mark) && raw.ends_with(mark);
    (marked('"') || marked('\'')) && first(raw) != first(text)
}

/// How many bytes an escape takes, from its backslash on.
fn escape_length(raw: &str) -> usize {
    let figures = match raw[1..].chars().next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        Some(other) => return 1 + other.len_utf8(),
        None => return 1,
    };
    let length = 2 + raw[2..].chars().take(figures).take_while(char::is_ascii_hexdigit).count();
    // JSON writes a character beyond the first plane as two escapes.
    let high = raw.as_bytes().get(2..4).is_some_and(|hex| {
        hex[0].eq_ignore_ascii_case(&b'd') && matches!(hex[1].to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b')
    });
    if figures == 4 && high && raw[length..].starts_with("\\u") {
        (length + 6).min(raw.len())
    } else {
        length
    }
}

#[cfg(test)]
mod tests {
    fn position(raw: &str, text: &str, offset: usize) -> usize {
        super::positions(raw, text, super::is_quoted(raw, text))[offset]
    }

    #[test]
    fn through_indentation_and_folds() {
        let raw = "One line\n      two lines.\n\n      Three";
        let text = "One line\ntwo lines.\n\nThree";
        assert_eq!(position(raw, text, text.find("two").unwrap()), raw.find("two").unwrap());
        assert_eq!(position(raw, text, text.find("Three").unwrap()), raw.find("Three").unwrap());
        let folded = "One line two lines.";
        assert_eq!(position(raw, folded, folded.find("two").unwrap()), raw.find("two").unwrap());
    }

    #[test]
    fn through_quotation_marks_and_escapes() {
        let raw = r#""caf\u00e9 \"x\" \uD83D\uDE00 end""#;
        let text = "café \"x\" 😀 end";
        assert_eq!(position(raw, text, text.find("end").unwrap()), raw.find("end").unwrap());
        let raw = "'it''s here'";
        let text = "it's here";
        assert_eq!(position(raw, text, text.find("here").unwrap()), raw.find("here").unwrap());
    }

    #[test]
    fn the_opening_quotation_mark_is_not_taken_for_that_of_the_text() {
        assert_eq!(position(r#""\"x\"""#, "\"x\"", 0), 1);
        assert_eq!(position("'''tis here'", "'tis here", 0), 1);
        assert_eq!(position("'''tis here'", "'tis here", 5), 7);
        assert_eq!(position("\"\"\"tis here\"\"\"", "tis here", 0), 3);
    }

    #[test]
    fn a_block_that_begins_with_a_quotation_mark_is_not_quoted() {
        let raw = "\"Quote\"  said\n      he \"so\"";
        let text = "\"Quote\"  said\nhe \"so\"\n";
        assert_eq!(position(raw, text, text.find("he").unwrap()), raw.find("he").unwrap());
        assert_eq!(position(raw, text, 0), 0);
    }

    #[test]
    fn a_text_that_stands_there_as_it_is() {
        let raw = r#""ça va, non?""#;
        let text = "ça va, non?";
        assert_eq!(position(raw, text, text.find("non").unwrap()), raw.find("non").unwrap());
        assert_eq!(position(raw, text, text.len()), raw.len() - 1);
        // An escape at its end is longer than what it stands for.
        let raw = r#""C:\\""#;
        assert_eq!(position(raw, r"C:\", 3), raw.len() - 1);
    }

    #[test]
    fn an_alias_gives_its_own_place() {
        assert_eq!(position("*x", "some text", 5), 2);
        assert_eq!(position("", "some text", 9), 0);
    }
}
