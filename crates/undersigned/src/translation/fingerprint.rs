//! Short hashes of texts: by them a translation knows the text that it was made from.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Unit;
use crate::sheet::Inline;

/// How many hexadecimal figures the fingerprint of one paragraph has. It tells the paragraphs of one document apart, and
/// keeps nobody from forging one.
pub(crate) const FINGERPRINT_LENGTH: usize = 8;

/// The fingerprint of a paragraph: of its characters, its forms and its marks. White space does not count.
pub(super) fn of_text(inlines: &[Inline]) -> String {
    let mut fingerprint = hexadecimal(canonical(inlines).as_bytes());
    fingerprint.truncate(FINGERPRINT_LENGTH);
    fingerprint
}

/// The hash over everything that is sent.
pub(super) fn of_all(reference: &str, units: &[Unit]) -> String {
    let mut all = reference.to_owned();
    for unit in units {
        all.push('\u{1e}');
        all.push_str(&unit.key);
        all.push('\u{1f}');
        all.push_str(&canonical(&unit.source));
    }
    hexadecimal(all.as_bytes())
}

fn canonical(inlines: &[Inline]) -> String {
    let mut canonical = String::new();
    let mut last = None;
    // A space at the border of two forms belongs to neither.
    let mut space = false;
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                for c in text.text.chars() {
                    if c.is_whitespace() {
                        space = true;
                        continue;
                    }
                    if space && !canonical.is_empty() {
                        canonical.push(' ');
                    }
                    space = false;
                    let form = (text.emphasis, text.strong);
                    if last != Some(form) {
                        canonical.push(match form {
                            (false, false) => '\u{1}',
                            (true, false) => '\u{2}',
                            (false, true) => '\u{3}',
                            (true, true) => '\u{4}',
                        });
                        last = Some(form);
                    }
                    canonical.push(c);
                }
            }
            Inline::NoteMark(number) => {
                // Writing to a string cannot fail.
                let _ = write!(canonical, "\u{5}{number}\u{5}");
            }
        }
    }
    canonical
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::of_text;
    use crate::sheet::{Inline, Text};

    fn text(text: &str, emphasis: bool) -> Inline {
        Inline::Text(Text { text: text.to_owned(), emphasis, ..Text::default() })
    }

    #[test]
    fn white_space_and_the_division_into_pieces_do_not_count() {
        let one = of_text(&[text("No.\u{a0}638 and ", false), text("more", true), text(" of it", false)]);
        let other = of_text(&[
            text("No. ", false),
            text("638 and", false),
            text(" more ", true),
            text("of it", false),
        ]);
        assert_eq!(one, other);
        assert_eq!(one.len(), super::FINGERPRINT_LENGTH);
    }

    #[test]
    fn characters_forms_and_marks_count() {
        let plain = of_text(&[text("more", false)]);
        assert_ne!(plain, of_text(&[text("More", false)]));
        assert_ne!(plain, of_text(&[text("more", true)]));
        assert_ne!(plain, of_text(&[text("more", false), Inline::NoteMark(1)]));
        assert_ne!(plain, of_text(&[text("mo re", false)]));
    }
}
