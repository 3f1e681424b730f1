//! What came back from a translator, taken into the input file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::align::align;
use super::page::Page;
use super::{Draft, Returned, Unit, draft, fingerprint, locked};
use crate::rules::finding;
use crate::rules::translation::{LeftOut, OtherDocument, TrackedChanges, TranslationReplaced};
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
        let mut replaced = self.replaced(document, &draft, &contents);
        if let Some(mut lost) = replaced.take_if(|_| contents.iter().all(|content| content.untranslated)) {
            lost.severity = Severity::Error;
            lost.help = Some("this is the file as it was sent: name the one that came back".to_owned());
            import.findings.push(lost);
            return refuse(import.findings);
        }
        let (input, new) = match import.write(&contents) {
            Ok(written) => written,
            Err(fault) => {
                import.findings.push(*fault);
                return refuse(import.findings);
            }
        };
        let mut findings = import.findings;
        findings.extend(replaced);
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
            if let Some(wanted) = wanted {
                return Ok(wanted);
            }
            // Where the file says nothing, the language must be another one than the original's.
            let others: Vec<Language> = self.languages().iter().map(|known| known.language).collect();
            let others: Vec<Language> =
                others.into_iter().filter(|&language| language != document.tabled_in).collect();
            return match others.as_slice() {
                [] => Ok(document.tabled_in),
                [only] => Ok(*only),
                several => {
                    let codes: Vec<String> = several.iter().map(|code| format!("`{code}`")).collect();
                    let message = format!(
                        "the file does not say into which language it is a translation: {}",
                        codes.join(", ")
                    );
                    Err(Box::new(finding(OtherDocument, message).help("name the language with `--lang`")))
                }
            };
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
        let text = old.text(draft.docket.target)?;
        let had = self.units_of(old, text);
        let had = draft::by_key(&had);
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
        let text = new.text(target);
        let places = text.map(|text| draft::places(&self.typeset(new, text))).unwrap_or_default();
        let units = draft.docket.units.iter().zip(contents);
        let in_input: Vec<(Span, &Content)> =
            units.filter_map(|(unit, content)| Some((*places.get(&unit.key)?, content))).collect();
        let content_at =
            |span: Span| in_input.iter().find(|(place, _)| place.covers(span)).map(|(_, content)| *content);
        let is_untranslated = |finding: &Diagnostic| {
            let untranslated = |span| content_at(span).is_some_and(|content: &Content| content.untranslated);
            finding.labels.iter().any(|(span, _)| untranslated(*span))
        };
        let known = self.check(old, &[]);
        let known: BTreeSet<(&str, &str)> =
            known.list().iter().map(|old| (old.rule.code, old.message.as_str())).collect();
        let is_known = |finding: &Diagnostic| known.contains(&(finding.rule.code, finding.message.as_str()));
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
        let docket = self.sent(returned)?;
        self.name_left_out(returned);
        let stands = self.still_stands(&docket);
        let (places, findings) = align(&docket.units, self.page);
        self.findings.extend(findings);
        self.findings.extend(locked::changes(&docket, returned.docket.is_some(), self.page));
        if !stands {
            return None;
        }
        let mut contents = Vec::with_capacity(docket.units.len());
        for (unit, place) in docket.units.iter().zip(&places) {
            let Some(at) = *place else { continue };
            contents.push(Content {
                text: self.text(unit, at),
                from: fingerprint::of_text(&unit.source),
                untranslated: self.is_untranslated(unit, at),
                place: self.page.at(at),
            });
        }
        self.count_untranslated(&docket.units, &places);
        let failed = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        (!failed && contents.len() == docket.units.len()).then_some(contents)
    }

    /// Says what the file holds besides, and is not taken.
    fn name_left_out(&mut self, returned: &Returned) {
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
    }
}
