//! What is sent to a translator.

use std::collections::BTreeMap;

use super::{Docket, Locked, Unit, fingerprint, plain};
use crate::document::DocumentText;
use crate::rules::finding;
use crate::rules::translation::NothingToTranslate;
use crate::sheet::{Block, Inline, Paragraph, Role, Sheet};
use crate::{Diagnostics, Document, Language, PrintLanguage, Profile, Span};

/// A text on its way to a translator.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What the file says of itself, and what is to be translated.
    pub docket: Docket,
    /// The language of the text, and that of everything else, which it is to be translated into.
    pub languages: (PrintLanguage, PrintLanguage),
    /// The document as it will print in the target language, with the text of the source language. Its own language is
    /// that of the text; its title, which stands in the properties of a file, is the document's reference, because
    /// properties hold nothing to translate.
    pub sheet: Sheet,
    /// What is good to know: wording that is not confirmed.
    pub findings: Diagnostics,
}

impl Profile {
    /// A document on its way to a translator into another language than that in which it was tabled.
    ///
    /// ```
    /// # use undersigned::{Format, Language, Profile};
    /// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
    /// #   text: {en: {title: Libraries, body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
    /// let profile = Profile::builtin();
    /// let document = profile.read("motion.yaml", input, Format::Yaml)?;
    /// let draft = profile.draft(&document, Language::FRENCH)?;
    /// let keys: Vec<&str> = draft.docket.units.iter().map(|unit| unit.key.as_str()).collect();
    /// assert_eq!(keys, ["title", "body-1"]);
    /// # Ok::<(), undersigned::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// When the document was tabled in this language, or when the facts do not hold what prints in it.
    pub fn draft(&self, document: &Document, target: Language) -> Result<Draft, Diagnostics> {
        let report = |list| document.diagnostics(list);
        let source = document.tabled_in;
        if target == source {
            let message = format!("the text was tabled in `{target}`: there is nothing to translate into it");
            let help =
                "`--to` names another language; `tabled-in` in the file says which text is the original";
            return Err(report(vec![finding(NothingToTranslate, message).help(help)]));
        }
        let known = |language| {
            let language = self.language(language).cloned();
            language.map_err(|error| report(vec![finding(NothingToTranslate, error.to_string())]))
        };
        let languages = (known(source)?, known(target)?);
        let Some(text) = document.text(source) else {
            let message = format!("the document has no text in `{source}`");
            return Err(report(vec![finding(NothingToTranslate, message)]));
        };
        let (mut sheet, unconfirmed) = self.resolve_untranslated(document, text, target).map_err(report)?;
        let mut units = units(&sheet);
        if let Some(translation) = document.text(target) {
            self.take_translation(document, translation, &mut units);
        }
        let docket = Docket {
            hash: fingerprint::of_all(&sheet.reference, &units),
            reference: sheet.reference.clone(),
            source,
            target,
            locked: self.locked(&sheet),
            units,
        };
        sheet.language = source;
        sheet.language_tag.clone_from(&languages.0.tag);
        sheet.title.clone_from(&sheet.reference);
        Ok(Draft { docket, languages, sheet, findings: report(unconfirmed) })
    }

    /// What stands in the document and is not translated. The words of the masthead do not where an image takes their place.
    fn locked(&self, sheet: &Sheet) -> Vec<Locked> {
        let has_image = self.theme().masthead_image.is_some();
        let mut locked = locked(sheet);
        locked.retain(|locked| !(has_image && matches!(locked.role, Role::Masthead | Role::MastheadSecond)));
        locked
    }

    /// Adds to the units what of them is translated already. A translation that does not say of which text it is one is
    /// taken for one of this text, if it has the same paragraphs.
    fn take_translation(&self, document: &Document, translation: &DocumentText, units: &mut [Unit]) {
        let translated = self.units_of(document, translation);
        let from = translation.translated_from.as_ref();
        let body = |units: &[Unit]| -> Vec<(String, Role)> {
            let is_body = |unit: &&Unit| !matches!(unit.role, Role::Disclaimer | Role::LeadIn);
            units.iter().filter(is_body).map(|unit| (unit.key.clone(), unit.role)).collect()
        };
        if body(units) != body(&translated) {
            return;
        }
        let translated = by_key(&translated);
        for (index, unit) in units.iter_mut().enumerate() {
            let fingerprint = fingerprint::of_text(&unit.source);
            // A translation stands at the place of its paragraph: one of the same text elsewhere is another's.
            if from.is_none_or(|from| from.value.get(index) == Some(&fingerprint)) {
                unit.target = translated.get(unit.key.as_str()).map(|same| same.source.clone());
            }
        }
    }

    /// What of a document is translated, as its text in one language has it.
    pub(super) fn units_of(&self, document: &Document, text: &DocumentText) -> Vec<Unit> {
        units(&self.typeset(document, text))
    }
}

/// What of a document is translated, in print order, the notes last.
pub(super) fn units(sheet: &Sheet) -> Vec<Unit> {
    let mut units = Vec::new();
    each_paragraph(sheet, &mut |paragraph| {
        if let Some(key) = &paragraph.unit {
            units.push(Unit {
                key: key.clone(),
                role: paragraph.role,
                source: paragraph.inlines.clone(),
                target: None,
                note: note(paragraph),
            });
        }
    });
    units
}

/// The units by their keys.
pub(super) fn by_key(units: &[Unit]) -> BTreeMap<&str, &Unit> {
    units.iter().map(|unit| (unit.key.as_str(), unit)).collect()
}

/// What a translator should know about a paragraph.
fn note(paragraph: &Paragraph) -> Option<String> {
    let mut notes: Vec<String> = Vec::new();
    match paragraph.role {
        Role::Title => notes.push("The title of the document; it has no full stop at its end.".to_owned()),
        Role::Disclaimer | Role::LeadIn if paragraph.origin.span.is_none() => notes.push(
            "Fixed wording of the Assembly that is not known in this language: the translation becomes the document's own."
                .to_owned(),
        ),
        _ => {}
    }
    let marks: Vec<String> = super::marks(&paragraph.inlines).iter().map(ToString::to_string).collect();
    if !marks.is_empty() {
        notes.push(format!("The mark of note {} stays in this paragraph.", marks.join(" and ")));
    }
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// What of a sheet is not translated.
fn locked(sheet: &Sheet) -> Vec<Locked> {
    let mut locked = Vec::new();
    each_paragraph(sheet, &mut |paragraph| {
        if paragraph.unit.is_none() {
            let unconfirmed = |inline: &Inline| matches!(inline, Inline::Text(text) if text.unconfirmed);
            locked.push(Locked {
                role: paragraph.role,
                text: plain(&paragraph.inlines),
                unconfirmed: paragraph.inlines.iter().any(unconfirmed),
            });
        }
    });
    locked
}

/// The places in the input of the units that have one, by key.
pub(super) fn places(sheet: &Sheet) -> BTreeMap<String, Span> {
    let mut places = BTreeMap::new();
    each_paragraph(sheet, &mut |paragraph| {
        places.extend(paragraph.unit.clone().zip(paragraph.origin.span));
    });
    places
}

/// Calls `visit` on every paragraph of a sheet: those at the head and foot of the pages, the text, the notes.
fn each_paragraph(sheet: &Sheet, visit: &mut impl FnMut(&Paragraph)) {
    fn each_block(blocks: &[Block], visit: &mut impl FnMut(&Paragraph)) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => visit(paragraph),
                Block::Signatories(entries) => entries.iter().for_each(&mut *visit),
                Block::List(list) => list.items.iter().for_each(|item| each_block(item, visit)),
            }
        }
    }
    sheet.masthead.iter().for_each(&mut *visit);
    visit(&sheet.running_head);
    sheet.contact_line.iter().for_each(&mut *visit);
    each_block(&sheet.blocks, visit);
    sheet.notes.iter().flat_map(|note| &note.paragraphs).for_each(visit);
}
