//! The sentence with which the President announces a document in the plenary.

use super::words::{self, Values, plain};
use crate::rules::finding;
use crate::rules::languages::MissingWording;
use crate::rules::profile::UnusableWording;
use crate::sheet::Inline;
use crate::{Diagnostics, Document, Language, Profile};

impl Profile {
    /// The sentence with which the President announces the document.
    ///
    /// # Errors
    /// When no wording is known for the kind of document in the language, or when the document has no text in it.
    pub fn announce(&self, document: &Document, language: Language) -> Result<String, Diagnostics> {
        let report = |finding| document.diagnostics(vec![finding]);
        let (kind, date) = (document.kind, document.date.value);
        let Some(text) = document.text(language) else {
            return Err(report(super::no_such_text(language)));
        };
        let Some(entry) = self.facts().wording("announcement", kind, language, date) else {
            let message = format!("no announcement is known for a {} in `{language}`", kind.name());
            let help =
                "add it to facts/wording.toml in a profile of your own (`--profile`), as `announcement`";
            return Err(report(finding(MissingWording, message).at(text.span, "").help(help)));
        };
        let mut values = Values::from([
            ("title", plain(text.title.value.as_str())),
            ("count", plain(document.signatories.len().to_string())),
            ("doc", plain(document.doc.to_string())),
        ]);
        if let Some(number) = document.number {
            values.insert("number", plain(number.to_string()));
        }
        match words::expand(&entry.text, &values) {
            Ok(inlines) => Ok(inlines.iter().map(text_of).collect()),
            Err(reason) => {
                let message = format!("the wording `announcement` cannot be used: {reason}");
                Err(report(finding(UnusableWording, message).help("mend facts/wording.toml in the profile")))
            }
        }
    }
}

/// The text of a piece; the mark of a note has none.
pub(super) fn text_of(inline: &Inline) -> &str {
    match inline {
        Inline::Text(text) => &text.text,
        Inline::NoteMark(_) => "",
    }
}
