//! When two names are the same, and which one a misspelt name most likely means.

/// Names are compared without regard to case, to quotation marks, and to the shape of apostrophes.
pub(super) fn fold(name: &str) -> String {
    name.trim()
        .chars()
        .filter(|c| !matches!(c, '"' | '“' | '”' | '«' | '»'))
        .map(|c| if c == '’' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .map(without_tonos)
        .collect()
}

/// Greek is written without accents in capitals, and with another sigma at the end of a word in small letters.
fn without_tonos(letter: char) -> char {
    match letter {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        other => other,
    }
}

/// The candidate that a misspelt word most likely means; none where all are far off.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A word beyond this length is no slip of the pen, and the distance takes time in the square of it.
    if word.chars().count() > 80 {
        return None;
    }
    let wanted = fold(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(&wanted, &fold(candidate));
        let allowed = wanted.chars().count().max(candidate.chars().count()) / 4;
        if distance <= allowed.max(1) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{fold, nearest};

    #[test]
    fn greek_names_agree_in_capitals_and_in_small_letters() {
        assert_eq!(fold("ΠΕΙΡΑΙΑΣ"), fold("Πειραιάς"));
        assert_eq!(fold("ΣΎΡΟΣ"), fold("Σύρος"));
        assert_ne!(fold("Χίος"), fold("Κως"));
        assert_eq!(nearest("Πειρεας", ["Χίος", "Πειραιάς"]), Some("Πειραιάς"));
    }
}
