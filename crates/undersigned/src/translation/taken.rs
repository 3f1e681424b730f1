//! What of a paragraph that came back is taken, and what is said about it.

use super::import::{Importing, about_page};
use super::{Unit, is_untranslated, markdown, marks, plain};
use crate::read::is_printable;
use crate::rules::finding;
use crate::rules::translation::{EmphasisLost, MarkLost, NotTranslated, NotWritable, StruckText};
use crate::sheet::{Inline, Role, Text};

impl Importing<'_> {
    /// The translation of a unit as it is taken.
    pub(super) fn text(&mut self, unit: &Unit, at: usize) -> Vec<Inline> {
        let in_body = matches!(unit.role, Role::Body | Role::ListItem | Role::ListItemSecond | Role::Note);
        let returned = with_marks(&self.page.paragraphs[at].inlines, unit);
        let text = markdown::tidy(&self.profile.composed(&returned), in_body);
        if self.page.paragraphs[at].struck {
            let message = format!("some of {} is struck through or hidden, and would print", unit.name());
            let help = "delete it in the translated file, or take the strike away";
            self.findings.push(finding(StruckText, message).at(self.page.at(at), "").help(help));
        }
        self.check_characters(&text, unit, at);
        let (was, is) = (marks(&unit.source), marks(&text));
        for number in was.iter().filter(|number| !is.contains(number)) {
            let message = format!("the mark of note {number} is missing in {}", unit.name());
            let help = format!("put `[{number}]` where it belongs, or the note's own mark");
            self.findings.push(finding(MarkLost, message).at(self.page.at(at), "").help(help));
        }
        for (index, number) in is.iter().enumerate() {
            if !was.contains(number) || is[..index].contains(number) {
                let message =
                    format!("the mark of a note stands in {}, where it does not belong", unit.name());
                let help = "each note is marked once, in the paragraph in which it is marked in the original";
                self.findings.push(finding(MarkLost, message).at(self.page.at(at), "").help(help));
            }
        }
        if was.len() == is.len() && was != is && was.iter().all(|number| is.contains(number)) {
            let message = format!("the marks of notes have changed places in {}", unit.name());
            let help = "notes are numbered in the order of their marks: keep that of the original";
            self.findings.push(finding(MarkLost, message).at(self.page.at(at), "").help(help));
        }
        let (plain_source, plain_text) = (unit.plain_source(), plain(&text));
        for number in self.draft.docket.units.iter().flat_map(|unit| marks(&unit.source)) {
            let typed = format!("[{number}]");
            if plain_text.contains(&typed) && !plain_source.contains(&typed) {
                let message = format!("`{typed}` stands as text in {}, where it would print", unit.name());
                let help = "remove it; each note is marked once, where the original marks it";
                self.findings.push(finding(MarkLost, message).at(self.page.at(at), "").help(help));
            }
        }
        let source = markdown::tidy(&unit.source, in_body);
        for (what, form) in
            [("emphasis", form(|text| text.emphasis)), ("strong text", form(|text| text.strong))]
        {
            let (was, is) = (form(&source), form(&text));
            if is < was {
                let message = format!("{} has lost {what}: {was} in the original, {is} here", unit.name());
                let help = "mark the same words in Word as the original does";
                self.findings.push(finding(EmphasisLost, message).at(self.page.at(at), "").help(help));
            }
        }
        self.profile.unsettled(&text, self.draft.docket.target)
    }

    /// Says which characters of a text can be in no document.
    fn check_characters(&mut self, text: &[Inline], unit: &Unit, at: usize) {
        let plain = plain(text);
        if let Some(character) = plain.chars().find(|&character| !is_printable(character)) {
            let message = format!(
                "{} holds a character that does not print (U+{:04X})",
                unit.name(),
                u32::from(character)
            );
            let help = "write it with other characters; a sign of a symbol typeface is none of a text";
            self.findings.push(finding(NotWritable, message).at(self.page.at(at), "").help(help));
        }
    }

    /// Whether a paragraph came back as it was sent.
    pub(super) fn is_untranslated(&self, unit: &Unit, at: usize) -> bool {
        // A mark that came back as text is still a mark.
        is_untranslated(&unit.source, &with_marks(&self.page.paragraphs[at].inlines, unit))
    }

    /// Says what came back as it was sent.
    pub(super) fn count_untranslated(&mut self, units: &[Unit], places: &[Option<usize>]) {
        let same: Vec<(&Unit, usize)> = units
            .iter()
            .zip(places)
            .filter_map(|(unit, at)| Some((unit, (*at)?)))
            .filter(|&(unit, at)| self.is_untranslated(unit, at))
            .collect();
        let language = self.draft.docket.source;
        let help = "it is taken as it is; translate it, and import the file once more";
        if same.len() == units.len() && same.len() > 1 {
            let message =
                format!("nothing is translated: all paragraphs are those that were sent, in `{language}`");
            let finding = finding(NotTranslated, message).help(help);
            self.findings.push(about_page(finding, self.page));
            return;
        }
        for (unit, at) in same {
            let message = format!("{} is not translated: it is as it was sent, in `{language}`", unit.name());
            self.findings.push(finding(NotTranslated, message).at(self.page.at(at), "").help(help));
        }
    }
}

/// Counts the stretches of a text that have a form.
fn form(has: fn(&Text) -> bool) -> impl Fn(&[Inline]) -> usize {
    move |inlines| {
        let mut count = 0;
        let mut inside = false;
        for inline in inlines {
            if let Inline::Text(text) = inline {
                count += usize::from(has(text) && !inside);
                inside = has(text);
            }
        }
        count
    }
}

/// The text with its marks: where one is missing and `[n]` stands in the text, that is the mark.
fn with_marks(inlines: &[Inline], unit: &Unit) -> Vec<Inline> {
    let there = marks(inlines);
    let mut result = inlines.to_vec();
    for number in marks(&unit.source).into_iter().filter(|number| !there.contains(number)) {
        let typed = format!("[{number}]");
        let found = result.iter().enumerate().find_map(|(index, inline)| match inline {
            Inline::Text(text) => Some((index, text.text.find(&typed)?, text.clone())),
            Inline::NoteMark(_) => None,
        });
        let Some((index, at, text)) = found else { continue };
        let part = |part: &str| Inline::Text(Text { text: part.to_owned(), ..text.clone() });
        let parts = [part(&text.text[..at]), Inline::NoteMark(number), part(&text.text[at + typed.len()..])];
        result.splice(index..=index, parts);
    }
    result
}
