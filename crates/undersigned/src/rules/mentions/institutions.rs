//! The names of institutions, such as `Red Cross`: they are translated word for word.

use super::Scanner;
use crate::rules::spelling::folded_words;

/// What a word may be in the name of an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InInstitution {
    /// One that is known to be translated.
    Translated,
    /// Another with a capital, or a link such as `of`.
    Part,
    /// It is in none.
    No,
}

/// The name of no institution is longer to either side, in words.
const REACH: usize = 10;

impl Scanner<'_> {
    /// Whether a word with a capital stands beside one that is known to be translated, as `Cross` in `Red Cross`, be it
    /// behind an `of`.
    pub(super) fn in_institution(&self, index: usize) -> bool {
        let before = (index.saturating_sub(REACH)..index).rev().take_while(|&at| !self.ends_clause(at));
        let behind = (index + 1..=index + REACH).take_while(|&at| !self.ends_clause(at - 1));
        self.leads_to_translated(before) || self.leads_to_translated(behind)
    }

    /// Whether one of these words is translated, and what comes before it may be in the same name.
    fn leads_to_translated(&self, words: impl Iterator<Item = usize>) -> bool {
        words
            .map_while(|at| self.in_institutions.get(at))
            .take_while(|word| **word != InInstitution::No)
            .any(|word| *word == InInstitution::Translated)
    }

    /// What each word may be in the name of an institution.
    pub(super) fn words_in_institutions(&self) -> Vec<InInstitution> {
        let of = |index: usize| {
            let (bare, _) = self.bare(index);
            let (word, _) = self.without_elision(bare);
            if !word.starts_with(char::is_uppercase) {
                let links = self.terms.link.iter().any(|link| link == bare);
                return if links { InInstitution::Part } else { InInstitution::No };
            }
            let translated =
                |word: &String| self.terms.is_capitalised(word) && !self.terms.role.contains(word);
            let is_translated = !self.heads_sentence(index) && folded_words(word).iter().any(translated);
            if is_translated { InInstitution::Translated } else { InInstitution::Part }
        };
        (0..self.tokens.len()).map(of).collect()
    }
}
