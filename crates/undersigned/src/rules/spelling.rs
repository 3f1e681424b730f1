//! Spellings of one name, compared.

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, Script};

/// The words of a name in lower case and without accents, apostrophes and hyphens, so that two spellings of one name
/// agree.
pub(crate) fn folded_words(name: &str) -> Vec<String> {
    let words = |plain: &str| {
        let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    // Most words have nothing to fold, and the tables are not asked for them.
    if name.is_ascii() {
        return words(&name.to_ascii_lowercase().replace(['\'', '.', ','], ""));
    }
    let categories = CodePointMapData::<GeneralCategory>::new();
    let plain: String = DecomposingNormalizerBorrowed::new_nfkd()
        .normalize_iter(name.chars())
        .filter(|&c| categories.get(c) != GeneralCategory::NonspacingMark)
        .filter(|c| !matches!(c, '\'' | '’' | '‘' | '.' | ','))
        .flat_map(char::to_lowercase)
        .collect();
    // Letters that are no letter with an accent, to Unicode; the published order treats them so all the same.
    let plain = plain
        .replace('ø', "o")
        .replace('ł', "l")
        .replace('đ', "d")
        .replace('ı', "i")
        .replace('æ', "ae")
        .replace('œ', "oe")
        .replace('ß', "ss")
        // In capitals no letter tells that it ends the word.
        .replace('ς', "σ");
    words(&plain)
}

/// The script of most letters of a text; none where there are no letters.
pub(crate) fn script_of(text: &str) -> Option<Script> {
    let scripts = CodePointMapData::<Script>::new();
    let letters = text.chars().filter(|c| c.is_alphabetic()).map(|c| scripts.get(c));
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in letters {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(script, _)| script)
}

/// The words of a name, folded, in one piece.
pub(crate) fn folded(name: &str) -> String {
    folded_words(name).concat()
}

#[cfg(test)]
mod tests {
    use super::{Script, folded, script_of};

    #[test]
    fn the_script_is_that_of_most_letters() {
        assert_eq!(script_of("Ο Frontex στα λιμάνια"), Some(Script::Greek));
        assert_eq!(script_of("Il porto di Πειραιάς"), Some(Script::Latin));
        assert_eq!(script_of("12, 13"), None);
    }

    #[test]
    fn spellings_of_one_name_agree() {
        for (one, other) in [
            ("SAINT-JEAN", "SAINT JEAN"),
            ("O'REILLY", "OREILLY"),
            ("ŁUKASIK", "Lukasik"),
            ("GÜNTHER", "Gunther"),
            ("ÆVARSDÓTTIR", "Aevarsdottir"),
            ("ØSTBERG", "OSTBERG"),
            ("LE BORGN’", "Le Borgn'"),
            ("STARÎȘ", "STARÎŞ"),
            ("ΠΑΠΑΔΟΠΟΥΛΟΣ", "Παπαδόπουλος"),
            ("ΜΑΪΟΣ", "Μάιος"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("SMITH John E."), folded("SMITH John"));
    }
}
