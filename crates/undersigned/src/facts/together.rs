//! The words that stay on one line.

use serde::Deserialize;

/// Which words stay on one line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Together {
    pub(super) pairs: Vec<(WordKind, WordKind)>,
}

/// What a word of such a pair is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(crate) enum WordKind {
    /// It begins with a figure.
    Number,
    /// One to three figures and nothing else.
    Figures,
    ThreeFigures,
    /// It begins with a capital letter.
    Name,
    Month,
    /// This word, or in angle brackets what stands for nothing.
    Exactly(String),
}

impl WordKind {
    /// All but words as they stand, by what is written for them.
    pub(super) const NAMES: [(&str, WordKind); 5] = [
        ("<number>", WordKind::Number),
        ("<figures>", WordKind::Figures),
        ("<three-figures>", WordKind::ThreeFigures),
        ("<name>", WordKind::Name),
        ("<month>", WordKind::Month),
    ];
}

impl From<String> for WordKind {
    fn from(written: String) -> Self {
        let known = Self::NAMES.into_iter().find(|(name, _)| *name == written);
        known.map_or(WordKind::Exactly(written), |(_, kind)| kind)
    }
}
