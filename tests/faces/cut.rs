//! Faces that are not as they were.

/// The built-in bold face without Cyrillic letters: none from U+03D0 to U+0512.
pub(crate) fn bold_without_cyrillic() -> Vec<u8> {
    let mut font = include_bytes!("../../fonts/faces/LiberationSans-Bold.ttf").to_vec();
    let number = |font: &[u8], at: usize| usize::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let long = |font: &[u8], at: usize| number(font, at) << 16 | number(font, at + 2);
    let tables = number(&font, 4);
    let entry =
        (0..tables).map(|index| 12 + 16 * index).find(|at| &font[*at..at + 4] == b"cmap").expect("a cmap");
    let cmap = long(&font, entry + 8);
    let tables: Vec<usize> =
        (0..number(&font, cmap + 2)).map(|index| cmap + long(&font, cmap + 8 + 8 * index)).collect();
    let mut cut = 0;
    for table in tables {
        if number(&font, table) != 4 {
            continue;
        }
        // Segments of characters (OpenType, cmap format 4): the ends of all, then the beginnings.
        let twice = number(&font, table + 6);
        for segment in (0..twice).step_by(2) {
            let (end, start) = (table + 14 + segment, table + 16 + twice + segment);
            if (number(&font, start)..=number(&font, end)).contains(&0x416) {
                // What is left of the segment is its last character.
                font.copy_within(end..end + 2, start);
                cut += 1;
            }
        }
    }
    assert!(cut > 0, "the face has Cyrillic letters");
    font
}

/// The built-in bold face under the family name `Liberation Sanz`.
pub(crate) fn bold_of_another_family() -> Vec<u8> {
    let mut font = include_bytes!("../../fonts/faces/LiberationSans-Bold.ttf").to_vec();
    // The names stand there in bytes and in UTF-16.
    for width in [1, 2] {
        let encoded = |text: &str| {
            text.bytes().flat_map(|byte| [0, byte].into_iter().skip(2 - width)).collect::<Vec<u8>>()
        };
        let (old, new) = (encoded("Liberation Sans"), encoded("Liberation Sanz"));
        for at in 0..font.len() - old.len() {
            if font[at..].starts_with(&old) {
                font[at..at + new.len()].copy_from_slice(&new);
            }
        }
    }
    font
}
