//! Characters that have no place in a printed document.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory, NoncharacterCodePoint};
use icu_properties::{CodePointMapData, CodePointSetData};

use crate::bounds::MAX_WORD;

/// More combining marks than this on one letter are no writing system's.
const MAX_MARKS: usize = 4;

/// A text that holds more of them is no text; the first ones tell enough.
const MAX_FOUND: usize = 20;

/// A place in a text at which there is something that cannot be printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadCharacter {
    /// The byte of the text.
    pub(crate) offset: usize,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// What in a text cannot be printed, up to a number that nobody mends one by one. `lines` allows the breaks between lines.
pub(crate) fn bad_characters(text: &str, lines: bool) -> Vec<BadCharacter> {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let noncharacters = CodePointSetData::new::<NoncharacterCodePoint>();
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let mut found = Vec::new();
    let mut marks = 0;
    let mut word = 0;
    for (offset, character) in text.char_indices() {
        if found.len() >= MAX_FOUND {
            break;
        }
        let mut report = |message: String, help| found.push(BadCharacter { offset, message, help });
        word = if character.is_whitespace() { 0 } else { word + 1 };
        if word == MAX_WORD + 1 {
            report(
                format!("a word of more than {MAX_WORD} characters, which fits no line"),
                "put spaces between its parts",
            );
        }
        // ASCII is most of every text and needs no table.
        if matches!(character, ' '..='~') {
            marks = 0;
            continue;
        }
        if lines && (character == '\n' || (character == '\r' && text[offset + 1..].starts_with('\n'))) {
            marks = 0;
            continue;
        }
        let category = categories.get(character);
        let combining = matches!(category, GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark);
        marks = if combining { marks + 1 } else { 0 };
        let code = format!("U+{:04X}", u32::from(character));
        if marks == MAX_MARKS + 1 {
            report(
                format!("a pile of more than {MAX_MARKS} marks on one letter"),
                "keep the marks that the word is spelt with",
            );
        }
        match character {
            '\n' | '\r' => {
                report("a line break in the middle of a line".to_owned(), "put the text on one line")
            }
            '\t' => report("a tab".to_owned(), "put a space in its place"),
            '\u{ad}' => report("a soft hyphen (U+00AD)".to_owned(), "remove it: words are not divided"),
            _ if category == GeneralCategory::Control => {
                report(format!("a control character ({code})"), "remove it");
            }
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let help = "remove it: the text runs from left to right";
                report(format!("an invisible character that turns the direction of the text ({code})"), help);
            }
            // Joiners belong to the spelling of some scripts, so they are left to the check for missing glyphs.
            '\u{200c}' | '\u{200d}' => {}
            // Typst 0.15.1 can panic over these scripts, and no document of the Assembly is printed in one.
            '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}' => {
                let help = "write it in Latin, Greek or Cyrillic letters";
                report(format!("a letter of a script that runs from right to left ({code})"), help);
            }
            _ if category == GeneralCategory::Format || ignorable.contains(character) => {
                report(format!("an invisible character ({code})"), "remove it");
            }
            '\u{2028}' | '\u{2029}' => {
                report(
                    format!("an invisible line break ({code})"),
                    "begin a new paragraph with an empty line",
                );
            }
            _ if category == GeneralCategory::PrivateUse => {
                report(
                    format!("a character without a meaning outside one typeface ({code})"),
                    "write it otherwise",
                );
            }
            _ if category == GeneralCategory::Unassigned || noncharacters.contains(character) => {
                report(format!("a code without a character ({code})"), "remove it");
            }
            '\u{fffd}' => {
                let help = "open the text in the program it comes from, and save it as UTF-8";
                report("a character that was lost when the text was converted (U+FFFD)".to_owned(), help);
            }
            _ => {}
        }
    }
    found
}

/// Whether a character can be printed, given a face that has it.
pub(crate) fn is_printable(character: char) -> bool {
    bad_characters(character.encode_utf8(&mut [0; 4]), true).is_empty()
}

#[cfg(test)]
mod tests {
    use super::{MAX_WORD, bad_characters};

    fn offsets(text: &str) -> Vec<usize> {
        bad_characters(text, true).iter().map(|bad| bad.offset).collect()
    }

    #[test]
    fn ordinary_text_of_europe_passes() {
        assert!(
            offsets("RĂILEANU – « l’été » ŞTEFAN Ștefan, LE BORGN', İ Ærø, Ĳ, 5 %\u{a0}…\nΆθως Київ")
                .is_empty()
        );
    }

    #[test]
    fn what_cannot_be_printed_is_found_at_its_place() {
        for bad in
            ['\u{0}', '\u{7}', '\u{85}', '\u{9}', '\u{202e}', '\u{2067}', '\u{200b}', '\u{feff}', '\u{e000}']
        {
            assert_eq!(offsets(&format!("ab{bad}c")), [2], "{bad:?}");
        }
        for bad in [
            '\u{fffe}',
            '\u{10ffff}',
            '\u{e0041}',
            '\u{2028}',
            '\u{fffd}',
            '\u{ad}',
            '\r',
            '\u{3164}',
            '\u{34f}',
            'א',
            'ا',
        ] {
            assert_eq!(offsets(&format!("ab{bad}c")), [2], "{bad:?}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_found_once() {
        assert!(offsets("e\u{301}\u{302}\u{303}\u{304} e\u{301}").is_empty());
        assert_eq!(offsets("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}").len(), 1);
    }

    #[test]
    fn not_more_are_told_than_somebody_reads() {
        assert_eq!(offsets(&"\u{ad}".repeat(10_000)).len(), super::MAX_FOUND);
    }

    #[test]
    fn an_endless_word_is_found_once() {
        let found = |length: usize| bad_characters(&"x".repeat(length), false).len();
        assert_eq!([MAX_WORD, MAX_WORD + 1, 100 * MAX_WORD].map(found), [0, 1, 1]);
    }
}
