//! Rules for the pages that were set.

use super::{Check, Subject, finding, rule};
use crate::document::DocumentText;
use crate::read::is_printable;
use crate::{Diagnostic, Diagnostics, Document, Language};

rule! {
    /// The body needs more than one page, so that “see overleaf” is not quite true.
    ///
    /// “Signed (see overleaf)” stands at the end of the body, and the list begins on the page behind it. A reader of
    /// page 1 who turns the sheet meets the rest of the body. Nothing is wrong with the files; a shorter text would
    /// fit. This shows only in a rendering.
    BodyBeyondOnePage: "U601" "body-beyond-one-page" Pages Info
}

rule! {
    /// The typeface has no such letter.
    ///
    /// Word would take the letter from any other typeface in silence, and a PDF would show a box. Write it with other
    /// characters, or bring a font that has it (`--font-dir`).
    MissingLetter: "U602" "missing-letter" Pages Error
}

rule! {
    /// Something does not fit on the page.
    ///
    /// A word that is longer than a line, or a text that runs off the sheet, shows only when the pages are set.
    CannotBeSet: "U603" "cannot-be-set" Pages Error
}

impl Check for MissingLetter {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let help = "write it with other characters, or add a font that has it (`--font-dir`)";
        let message = |letter: char| format!("the typeface has no “{letter}” (U+{:04X})", u32::from(letter));
        let printed =
            |text: &DocumentText| subject.printed.is_empty() || subject.printed.contains(&text.language);
        let texts = subject.texts.iter().zip(&subject.passages).filter(|(text, _)| printed(text));
        for passage in texts.clone().flat_map(|(_, passages)| passages) {
            // What cannot be printed at all has a finding already.
            for letter in subject.typeface.missing(&passage.text).into_iter().filter(|&c| is_printable(c)) {
                let at = passage.text.find(letter).unwrap_or(0);
                let place = passage.place(at..(at + letter.len_utf8()).min(passage.text.len()));
                findings.push(finding(*self, message(letter)).at(place, "").help(help));
            }
        }
        let own = texts.flat_map(|(text, _)| [&text.disclaimer, &text.lead_in]).flatten();
        let own = own.map(|wording| (wording.value.clone(), wording.span));
        let names = subject.signatories.iter().map(|signatory| (signatory.name(), signatory.span));
        for (text, span) in own.chain(names) {
            for letter in subject.typeface.missing(&text) {
                findings.push(finding(*self, message(letter)).at(span, "").help(help));
            }
        }
    }
}

impl Document {
    /// What the pages of a rendering say: `pages_of_body` is the page on which the body ends, as
    /// `undersigned_pdf::Pdf` tells it.
    pub fn check_pages(&self, language: Language, pages_of_body: usize) -> Diagnostics {
        let mut findings = Vec::new();
        if pages_of_body > 1 {
            let message = format!("the body takes {pages_of_body} pages in `{language}`");
            let place = self.text(language).map(|text| text.span);
            let help = "“see overleaf” stands on the last of them; a shorter text would fit on page 1";
            findings.push(finding(BodyBeyondOnePage, message).at(place, "").help(help));
        }
        self.diagnostics(findings)
    }
}
