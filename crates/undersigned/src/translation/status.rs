//! How far the translations of a document are.

use std::collections::BTreeSet;

use super::draft::{by_key, places, units};
use super::{Docket, Unit, comparable, fingerprint, is_untranslated, unit_name};
use crate::document::{BodyBlock, DocumentText};
use crate::rules::finding;
use crate::rules::translation::{NotTranslated, OutOfDate};
use crate::sheet::Role;
use crate::{Diagnostic, Diagnostics, Document, Language, Profile, Severity, Span};

/// How far a document is in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The language.
    pub language: Language,
    /// How far.
    pub stage: Stage,
    /// Errors and warnings that have a place in the text in this language.
    pub findings: Diagnostics,
}

/// How far a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It is the text that was tabled.
    Tabled,
    /// There is no text.
    NotBegun,
    /// Some of it is missing, or in the language of the text that was tabled. `at` is the key of the first such paragraph;
    /// `None` where the paragraphs are not those of the text that was tabled.
    Draft {
        /// The key of the unit.
        at: Option<String>,
    },
    /// All of it is there.
    Complete,
    /// The text that was tabled was changed since.
    OutOfDate {
        /// The key of the first unit that was changed, such as `body-3`.
        since: String,
        /// Its place in the input.
        place: Option<Span>,
    },
}

impl Profile {
    /// How far a document is in a language.
    ///
    /// ```
    /// # use undersigned::{Format, Language, Profile};
    /// use undersigned::translation::Stage;
    ///
    /// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
    /// #   text: {en: {title: Libraries, body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
    /// let profile = Profile::builtin();
    /// let document = profile.read("motion.yaml", input, Format::Yaml)?;
    /// let french = profile.standing(&document, Language::FRENCH);
    /// assert_eq!(french.stage, Stage::NotBegun);
    /// # Ok::<(), undersigned::Diagnostics>(())
    /// ```
    pub fn standing(&self, document: &Document, language: Language) -> Standing {
        let mut findings = self.check(document, &[language]);
        let text = document.text(language).map(reach);
        findings.retain(|finding| {
            let is_here = |span: Span| text.is_some_and(|text| text.covers(span));
            finding.severity > Severity::Info && finding.labels.iter().any(|(span, _)| is_here(*span))
        });
        Standing { language, stage: self.stage(document, language), findings }
    }

    /// The key of the first unit that differs from what was sent with a file; `None` while the file is that of the text as
    /// it is.
    ///
    /// # Errors
    /// When no such file could be made of the document as it is now.
    pub fn changed_since(&self, document: &Document, docket: &Docket) -> Result<Option<String>, Diagnostics> {
        let sent: Vec<String> = docket.units.iter().map(|unit| fingerprint::of_text(&unit.source)).collect();
        Ok(first_change(&self.draft(document, docket.target)?.docket.units, &sent))
    }

    fn stage(&self, document: &Document, language: Language) -> Stage {
        if language == document.tabled_in {
            return Stage::Tabled;
        }
        let Some(text) = document.text(language) else {
            return Stage::NotBegun;
        };
        // What cannot be drafted has errors, which the check shows; how far it is cannot be said.
        let Ok(draft) = self.draft(document, language) else { return Stage::Draft { at: None } };
        let translated = self.units_of(document, text);
        let source = &draft.docket.units;
        if let Some(from) = &text.translated_from
            && let Some(since) = first_change(source, &from.value)
        {
            let place = places(&draft.sheet).get(&since).copied();
            return Stage::OutOfDate { since, place };
        }
        let known = by_key(&translated);
        let unit_missing = |unit: &&Unit| {
            let found = known.get(unit.key.as_str());
            found.is_none_or(|found| is_untranslated(&unit.source, &found.source))
        };
        match source.iter().find(unit_missing) {
            Some(unit) => Stage::Draft { at: Some(unit.key.clone()) },
            None if source.len() < translated.iter().filter(|unit| !is_wording(unit)).count() => {
                Stage::Draft { at: None }
            }
            None => Stage::Complete,
        }
    }

    /// The findings about paragraphs of a translation that are those of the original. A title or an item of a few words
    /// may be the same in both languages.
    pub(crate) fn untranslated(&self, document: &Document) -> Vec<Diagnostic> {
        const FEW: usize = 4;
        let Some(tabled) = document.text(document.tabled_in) else {
            return Vec::new();
        };
        let mut findings = Vec::new();
        // Fixed wording of the one language may stand in the text of the other, where the facts have none.
        let has_wording = |text: &DocumentText| text.disclaimer.is_some() || text.lead_in.is_some();
        let is_other = |text: &&DocumentText| {
            text.language != document.tabled_in && (has_wording(text) || shares_text(tabled, text))
        };
        for text in document.texts.iter().filter(is_other) {
            // What cannot be drafted has errors, which the check shows.
            let draft = if has_wording(text) { self.draft(document, text.language).ok() } else { None };
            let original = draft.map_or_else(|| self.units_of(document, tabled), |draft| draft.docket.units);
            let original = by_key(&original);
            let sheet = self.typeset(document, text);
            let places = places(&sheet);
            for unit in units(&sheet) {
                let words = unit.plain_source().split_whitespace().count();
                let same = |other: &&Unit| is_untranslated(&other.source, &unit.source);
                if words >= FEW && original.get(unit.key.as_str()).is_some_and(same) {
                    let (name, language) = (unit_name(&unit.key), document.tabled_in);
                    let message = format!(
                        "{name} in `{}` is not translated: it is the text in `{language}`",
                        text.language
                    );
                    let place = places.get(&unit.key).copied();
                    findings.push(finding(NotTranslated, message).at(place, "").help("translate it"));
                }
            }
        }
        findings
    }

    /// The findings about translations of an earlier text.
    pub(crate) fn out_of_date(&self, document: &Document) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for text in document.texts.iter().filter(|text| text.translated_from.is_some()) {
            let Stage::OutOfDate { since, place } = self.stage(document, text.language) else { continue };
            let language = text.language;
            let message = format!(
                "the text was changed since it was translated into `{language}`; the first change is in {}",
                unit_name(&since)
            );
            let help = format!(
                "translate what changed (`undersigned translate --to {language}`), or remove `translated-from`"
            );
            let place = place.unwrap_or(text.span);
            let finding = finding(OutOfDate, message).at(place, "changed since").help(help);
            findings.push(finding.at(text.span, "the translation"));
        }
        findings
    }
}

/// Whether two texts have a paragraph in common: most have none, and are not typeset to see it.
fn shares_text(one: &DocumentText, other: &DocumentText) -> bool {
    fn paragraphs(text: &DocumentText) -> Vec<String> {
        fn collect(blocks: &[BodyBlock], found: &mut Vec<String>) {
            for block in blocks {
                match block {
                    BodyBlock::Paragraph(paragraph) => found.push(comparable(&paragraph.plain_text())),
                    BodyBlock::List { items, .. } => items.iter().for_each(|item| collect(item, found)),
                }
            }
        }
        let wordings = [&text.disclaimer, &text.lead_in].into_iter().flatten();
        let mut found: Vec<String> = wordings.map(|own| comparable(&own.value)).collect();
        found.push(comparable(&text.title.value));
        collect(&text.body.blocks, &mut found);
        found.extend(text.body.notes.iter().flatten().map(|paragraph| comparable(&paragraph.plain_text())));
        found
    }
    let known: BTreeSet<String> = paragraphs(one).into_iter().collect();
    paragraphs(other).iter().any(|paragraph| known.contains(paragraph))
}

/// Whether a unit is no paragraph of the text: a translation may bring wording of its own.
fn is_wording(unit: &Unit) -> bool {
    matches!(unit.role, Role::Disclaimer | Role::LeadIn)
}

/// Where a text begins and ends in the input.
fn reach(text: &DocumentText) -> Span {
    let own = [&text.disclaimer, &text.lead_in].into_iter().flatten().map(|own| own.span);
    let from = text.translated_from.iter().map(|from| from.span);
    let values = [text.title.span, text.body.span].into_iter().chain(own).chain(from);
    let here = values.filter(|span| span.source == text.span.source);
    Span { end: here.map(|span| span.end).max().unwrap_or(text.span.end), ..text.span }
}

/// The key of the first unit that is not what it was.
fn first_change(units: &[Unit], from: &[String]) -> Option<String> {
    let mut from = from.iter();
    let changed = units.iter().find(|unit| from.next() != Some(&fingerprint::of_text(&unit.source)));
    match (changed, from.next()) {
        (Some(unit), _) => Some(unit.key.clone()),
        // Something was taken away at the end.
        (None, Some(_)) => units.last().map(|unit| unit.key.clone()),
        (None, None) => None,
    }
}
