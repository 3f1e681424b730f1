//! From a place in a text to the place in the input that it was read from.
//!
//! Between the two lie indentation, folded lines, escapes and quotation marks. Rather than ask three parsers for what
//! they dropped, the two are walked side by side.

use crate::{Source, Span};

/// The place in the source of the byte `offset` of a text that was read from `span`.
pub(crate) fn locate(sources: &[Source], span: Span, text: &str, offset: usize) -> Span {
    let source = sources.get(span.source).map_or("", |source| source.text.as_str());
    let raw = source.get(span.range()).unwrap_or_default();
    let start = (span.start + position(raw, text, offset)).min(span.end.max(span.start));
    let width = source.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span { source: span.source, start, end: start + width }
}

/// How many bytes of `raw` come before the byte `offset` of `text`.
fn position(raw: &str, text: &str, offset: usize) -> usize {
    let escapes = raw.starts_with('"');
    let mut at = 0;
    // An opening quotation mark is no part of the text, even if the text begins with the same mark.
    if let Some(quote) = raw.chars().next().filter(|&c| (c == '"' || c == '\'') && raw.len() > 1) {
        let trebled = raw.len() >= 6 && raw[1..].starts_with(quote) && raw[2..].starts_with(quote);
        at = if trebled { 3 } else { 1 };
    }
    for (index, wanted) in text.char_indices() {
        let done = index >= offset;
        loop {
            let Some(found) = raw[at..].chars().next() else { return raw.len() };
            if escapes && found == '\\' {
                // A line that ends in a backslash goes on without it; every other escape stands for a character.
                let length = escape_length(&raw[at..]);
                if raw[at + 1..].starts_with(['\n', '\r']) {
                    at += length;
                    continue;
                }
                if done {
                    return at;
                }
                at += length;
                break;
            }
            if found == wanted || (wanted.is_whitespace() && found.is_whitespace()) {
                if done {
                    return at;
                }
                at += found.len_utf8();
                break;
            }
            at += found.len_utf8();
        }
    }
    at.min(raw.len())
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
    let high = raw
        .get(2..6)
        .is_some_and(|hex| hex.starts_with(['d', 'D']) && hex[1..2] >= *"8" && hex[1..2] <= *"b");
    if figures == 4 && high && raw[length..].starts_with("\\u") {
        (length + 6).min(raw.len())
    } else {
        length
    }
}

#[cfg(test)]
mod tests {
    use super::position;

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
    fn an_alias_gives_its_own_place() {
        assert_eq!(position("*x", "some text", 5), 2);
    }
}
