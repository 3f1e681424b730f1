//! What came back from a translator, taken into the input file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::align::align;
use super::page::Page;
use super::{Docket, Draft, Returned, Unit, comparable, draft, fingerprint, locked};
use crate::rules::finding;
use crate::rules::translation::{LeftOut, OtherDocument, TrackedChanges, TranslationReplaced, UnknownOrigin};
use crate::sheet::Inline;
use crate::{Diagnostic, Diagnostics, Document, Language, Profile, Severity, Source, Span};

/// An input file with a translation in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The input file, in the notation and the encoding that it had. Only the text in the language differs.
    pub input: Vec<u8>,
    /// The language of the translation.
    pub language: Language,
    /// How many paragraphs were taken.
    pub units: usize,
    /// What somebody should look at. Places in the input are those in the new file.
    pub findings: Diagnostics,
}

/// How a translation is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The language of the translation; `None` for the one that the file names.
    pub language: Option<Language>,
    /// Takes tracked changes as if they had been accepted, instead of refusing the file.
    pub accept_changes: bool,
}

impl Profile {
    /// Takes what came back from a translator into the input file of a document: the translated text, and nothing else.
    /// `name` is what findings call the file that came back; in it they count paragraphs as lines.
    ///
    /// # Errors
    /// When the file belongs to another document, when a paragraph is missing, split, joined with another, there twice
    /// or new, when the mark of a note is lost, or when the input is written so that it cannot be changed in place.
    /// Everything that was found is in the error.
    pub fn import(
        &self,
        document: &Document,
        name: &str,
        returned: &Returned,
        options: ImportOptions,
    ) -> Result<Import, Diagnostics> {
        let page = Page::new(name, returned, document.sources.len());
        let sources = |document: &Document| -> Arc<[Source]> {
            document.sources.iter().cloned().chain([page.source.clone()]).collect()
        };
        let refuse = |findings| Err(Diagnostics::new(findings, sources(document)));
        if returned.tracked_changes > 0 && !options.accept_changes {
            let message = match returned.tracked_changes {
                1 => "the file holds a tracked change".to_owned(),
                count => format!("the file holds {count} tracked changes"),
            };
            let help = "accept or reject them in Word, or take all of them with `--accept-changes`";
            return refuse(vec![about_page(finding(TrackedChanges, message).help(help), &page)]);
        }
        let target = match self.target(document, returned, options.language) {
            Ok(target) => target,
            Err(fault) => return refuse(vec![about_page(*fault, &page)]),
        };
        let draft = self.draft(document, target)?;
        let mut import =
            Importing { profile: self, document, draft: &draft, page: &page, findings: Vec::new() };
        let Some(contents) = import.contents(returned) else { return refuse(import.findings) };
        let (input, new) = match import.write(&contents) {
            Ok(written) => written,
            Err(fault) => {
                import.findings.push(*fault);
                return refuse(import.findings);
            }
        };
        let mut findings = import.findings;
        findings.extend(self.replaced(document, &draft, &contents));
        findings.extend(self.new_findings(document, &new, &draft, &contents));
        let findings = Diagnostics::new(findings, sources(&new));
        Ok(Import { input, language: target, units: contents.len(), findings })
    }

    /// The language that the file is a translation into.
    fn target(
        &self,
        document: &Document,
        returned: &Returned,
        wanted: Option<Language>,
    ) -> Result<Language, Box<Diagnostic>> {
        let Some(docket) = &returned.docket else {
            // Where the file says nothing, the language must be another one than the original's.
            let other = Language::ALL.iter().copied().find(|language| *language != document.tabled_in);
            return Ok(wanted.or(other).unwrap_or(document.tabled_in));
        };
        if let Some(wanted) = wanted.filter(|wanted| *wanted != docket.target) {
            let message = format!("the file is a translation into `{}`, not into `{wanted}`", docket.target);
            let help = "leave `--lang` out, or name the right file";
            return Err(Box::new(finding(OtherDocument, message).help(help)));
        }
        if docket.source != document.tabled_in {
            let message = format!(
                "the file is a translation from `{}`, and the document was tabled in `{}`",
                docket.source, document.tabled_in
            );
            let help = "`undersigned translate` makes a file from the text that was tabled";
            return Err(Box::new(finding(OtherDocument, message).help(help)));
        }
        Ok(docket.target)
    }

    /// Which paragraphs had another translation. What stood there in the language of the original was none.
    fn replaced(&self, old: &Document, draft: &Draft, contents: &[Content]) -> Option<Diagnostic> {
        let text = old.texts.iter().find(|text| text.language == draft.docket.target)?;
        let had = self.units_of(old, text);
        let had: BTreeMap<&str, &Unit> = had.iter().map(|unit| (unit.key.as_str(), unit)).collect();
        let is_replaced = |(unit, content): &(&Unit, &Content)| {
            let Some(had) = had.get(unit.key.as_str()) else { return false };
            let had = fingerprint::of_text(&had.source);
            had != fingerprint::of_text(&content.text) && had != fingerprint::of_text(&unit.source)
        };
        let replaced: Vec<(&Unit, &Content)> =
            draft.docket.units.iter().zip(contents).filter(is_replaced).collect();
        let (unit, content) = *replaced.first()?;
        let message = match replaced.len() {
            1 => format!("{} had another translation, which this one replaces", unit.name()),
            count => format!(
                "{count} paragraphs had another translation, which this one replaces; the first: {}",
                unit.name()
            ),
        };
        let help = "if somebody mended it by hand since, mend it again (`--dry-run` shows both)";
        Some(finding(TranslationReplaced, message).at(content.place, "").help(help))
    }

    /// What is to be said of the new text, and was not to be said of the document without it. What is not translated was
    /// said already, and is not compared with itself.
    fn new_findings(
        &self,
        old: &Document,
        new: &Document,
        draft: &Draft,
        contents: &[Content],
    ) -> Vec<Diagnostic> {
        let target = draft.docket.target;
        let text = new.texts.iter().find(|text| text.language == target);
        let places = text.map(|text| draft::places(&self.typeset(new, text))).unwrap_or_default();
        let places: BTreeMap<&str, Span> = places.iter().map(|(key, span)| (key.as_str(), *span)).collect();
        let units = draft.docket.units.iter().zip(contents);
        let in_input: Vec<(Span, &Content)> =
            units.filter_map(|(unit, content)| Some((*places.get(unit.key.as_str())?, content))).collect();
        let content_at = |span: Span| {
            let within = |place: &Span| {
                span.source == place.source && place.start <= span.start && span.end <= place.end
            };
            in_input.iter().find(|(place, _)| within(place)).map(|(_, content)| *content)
        };
        let is_untranslated = |finding: &Diagnostic| {
            let untranslated = |span| content_at(span).is_some_and(|content: &Content| content.untranslated);
            finding.labels.iter().any(|(span, _)| untranslated(*span))
        };
        let known = self.check(old, &[]);
        let is_known = |finding: &Diagnostic| {
            known.list().iter().any(|old| old.rule == finding.rule && old.message == finding.message)
        };
        let found = self.check(new, &[target]);
        let worth = |finding: &&Diagnostic| {
            let said = finding.rule.name == "not-translated";
            finding.severity > Severity::Info && !said && !is_known(finding) && !is_untranslated(finding)
        };
        let mut findings: Vec<Diagnostic> = found.list().iter().filter(worth).cloned().collect();
        // Nobody has seen the new input yet: the paragraph that came back is the one to look at.
        for (span, _) in findings.iter_mut().flat_map(|finding| &mut finding.labels) {
            if let Some(content) = content_at(*span) {
                *span = content.place;
            }
        }
        findings
    }
}

/// A finding about the file that came back as a whole.
pub(super) fn about_page(finding: Diagnostic, page: &Page<'_>) -> Diagnostic {
    finding.at(page.at(0), "")
}

pub(super) struct Importing<'a> {
    pub(super) profile: &'a Profile,
    pub(super) document: &'a Document,
    pub(super) draft: &'a Draft,
    pub(super) page: &'a Page<'a>,
    pub(super) findings: Vec<Diagnostic>,
}

/// A unit of the document as it is now, with its translation.
pub(super) struct Content {
    pub(super) text: Vec<Inline>,
    /// The fingerprint of the text that it is a translation of.
    pub(super) from: String,
    /// Whether it came back as it was sent.
    untranslated: bool,
    /// Its place in the file that came back.
    pub(super) place: Span,
}

impl Importing<'_> {
    /// The translation of every unit; `None` where a fault is said.
    fn contents(&mut self, returned: &Returned) -> Option<Vec<Content>> {
        let current = &self.draft.docket;
        let reference = match &returned.docket {
            Some(docket) => Some(comparable(&docket.reference)),
            // Its head says at least which document it is.
            None => self.printed_reference(),
        };
        if let Some(other) = reference.filter(|other| *other != comparable(&current.reference)) {
            let message =
                format!("the file was made from {other}, and this is {}", comparable(&current.reference));
            let fault = finding(OtherDocument, message).help("name the file of this document");
            self.findings.push(about_page(fault, self.page));
            return None;
        }
        let docket = match &returned.docket {
            Some(docket) => docket,
            None => {
                let message = "the file does not say which text it is a translation of";
                let help =
                    "a tool has dropped that; make sure that it is a translation of the text as it is now";
                self.findings.push(about_page(finding(UnknownOrigin, message).help(help), self.page));
                current
            }
        };
        let counts = [(returned.comments, "comment"), (returned.images, "image")];
        let left_out: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}{}", if *count == 1 { "" } else { "s" }))
            .collect();
        if !left_out.is_empty() {
            let message =
                format!("the file holds {}, which the import does not take", left_out.join(" and "));
            let help = "look at them in the file: a comment may be a question";
            self.findings.push(about_page(finding(LeftOut, message).help(help), self.page));
        }
        // Of the text as it is now nothing need be asked: a tool may have changed what the file says was sent.
        let docket = &match docket.hash == current.hash {
            true => Docket { locked: docket.locked.clone(), ..current.clone() },
            false => docket.clone(),
        };
        if !docket.hash.is_empty() && fingerprint::of_all(&docket.reference, &docket.units) != docket.hash {
            let message = "what the file says was sent is not what was sent";
            let help = "somebody or some tool has changed it; `undersigned translate` makes another file";
            self.findings.push(about_page(finding(OtherDocument, message).help(help), self.page));
            return None;
        }
        let sent_as = self.counterparts(docket);
        let (places, findings) = align(&docket.units, self.page);
        self.findings.extend(findings);
        self.findings.extend(locked::changes(docket, returned.docket.is_some(), self.page));
        let mut contents = Vec::with_capacity(current.units.len());
        for sent in sent_as? {
            let unit = docket.units.get(sent)?;
            let Some(place) = places.get(sent).copied().flatten() else { continue };
            let text = self.text(unit, place);
            let from = fingerprint::of_text(&unit.source);
            let place_there = self.page.at(place);
            let untranslated = self.is_untranslated(unit, place);
            contents.push(Content { text, from, untranslated, place: place_there });
        }
        self.count_untranslated(&docket.units, &places);
        let failed = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        (!failed && contents.len() == current.units.len()).then_some(contents)
    }
}
