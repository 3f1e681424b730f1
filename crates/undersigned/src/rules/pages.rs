//! Rules for the pages that were set.

use std::ops::Range;

use super::passage::Passage;
use super::{Check, Subject, finding, rule};
use crate::document::{DocumentText, Piece};
use crate::read::is_printable;
use crate::sheet::{Role, Text};
use crate::{Diagnostic, Diagnostics, Document, Language, Span, Style, Theme, Typeface};

rule! {
    /// The body needs more than one page, so that “see overleaf” is not quite true.
    ///
    /// “Signed (see overleaf)” stands at the end of the body, and the list begins on the page behind it. A reader of
    /// page 1 who turns the sheet meets the rest of the body. Nothing is wrong with the files; a shorter text would
    /// fit. This shows only in a rendering.
    BodyBeyondOnePage: "U601" "body-beyond-one-page" Pages Info
}

rule! {
    /// The typeface has no such letter, or the face of it in which the text is set: the bold one, the italic one.
    ///
    /// Word would take the letter from any other typeface in silence, and a PDF would show a box. Write it with other
    /// characters, or bring a font that has it (`--font-dir`). `undersigned fonts` shows what each face lacks.
    MissingLetter: "U602" "missing-letter" Pages Error
}

rule! {
    /// Something does not fit on the page.
    ///
    /// A word that is longer than a line, or a text that runs off the sheet, shows only when the pages are set.
    CannotBeSet: "U603" "cannot-be-set" Pages Error
}

/// What to do about a letter that a face lacks.
pub(crate) const OTHER_LETTERS: &str =
    "write it with other characters, or add a font that has it (`--font-dir`)";

/// That a face has no such letter, or that none has.
pub(crate) fn without(letter: char, style: Style, typeface: &Typeface) -> String {
    let face = match Style::ALL.iter().any(|&style| typeface.has(letter, style)) {
        true => format!("{} face", style.name()),
        false => "typeface".to_owned(),
    };
    format!("the {face} has no “{letter}” (U+{:04X})", u32::from(letter))
}

impl Check for MissingLetter {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for (letter, style, span) in missing_letters(subject) {
            findings.push(
                finding(*self, without(letter, style, &subject.typeface)).at(span, "").help(OTHER_LETTERS),
            );
        }
    }
}

/// What is typed in the input and not in the face in which it is set, with its place; once for each passage and face.
pub(crate) fn missing_letters(subject: &Subject<'_>) -> Vec<(char, Style, Span)> {
    let mut missing = Vec::new();
    let printed =
        |text: &DocumentText| subject.printed.is_empty() || subject.printed.contains(&text.language);
    let texts = subject.texts.iter().zip(&subject.passages).filter(|(text, _)| printed(text));
    for passage in texts.clone().flat_map(|(_, passages)| passages) {
        let mut known = Vec::new();
        for (range, style) in stretches(passage, subject.theme) {
            let text = &passage.text[range.clone()];
            for letter in subject.typeface.missing(text, style) {
                // What cannot be printed at all has a finding already.
                if is_printable(letter) && !known.contains(&(letter, style)) {
                    known.push((letter, style));
                    let at = range.start + text.find(letter).unwrap_or(0);
                    missing.push((letter, style, passage.place(at..at + letter.len_utf8())));
                }
            }
        }
    }
    let face = |role| subject.theme.role(role).face();
    for (text, _) in texts {
        for (role, own) in [(Role::Disclaimer, &text.disclaimer), (Role::LeadIn, &text.lead_in)] {
            if let Some(own) = own {
                let letters = subject.typeface.missing(&own.value, face(role)).into_iter();
                missing.extend(letters.map(|letter| (letter, face(role), own.span)));
            }
        }
    }
    for signatory in subject.signatories {
        let letters = subject.typeface.missing(&signatory.name(), face(Role::Signatory)).into_iter();
        missing.extend(letters.map(|letter| (letter, face(Role::Signatory), signatory.span)));
    }
    missing
}

/// The stretches of a passage that are set in one face.
fn stretches(passage: &Passage<'_>, theme: &Theme) -> Vec<(Range<usize>, Style)> {
    let role = theme.role(passage.role);
    if passage.pieces.is_empty() {
        return vec![(0..passage.text.len(), role.face())];
    }
    let mut at = 0;
    let stretch = |piece: &Piece| match piece {
        Piece::Note(_) => None,
        Piece::Text { text, emphasis, strong } => {
            let form = Text { emphasis: *emphasis, strong: *strong, ..Text::default() };
            at += text.len();
            Some((at - text.len()..at, role.face_of(&form)))
        }
    };
    passage.pieces.iter().filter_map(stretch).collect()
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
