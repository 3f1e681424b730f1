//! Everything of one text that is printed, put together in print order.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;
use undersigned_fonts::Typeface;

use super::words::{self, Values, plain};
use super::{list, order, spaces};
use crate::document::{BodyBlock, BodyParagraph, DocumentText, Located, Piece};
use crate::facts::{Certainty, Facts};
use crate::rules::finding;
use crate::rules::languages::UnconfirmedWording;
use crate::rules::pages::{self, MissingLetter};
use crate::rules::profile::UnusableWording;
use crate::sheet::{Block, Fit, Inline, List, Note, Origin, Paragraph, Role, Sheet, Text};
use crate::{Date, Diagnostic, Document, Language, Span, Style, Theme};

fn wording_origin(part: &str) -> Origin {
    Origin { field: format!("wording: {part}"), span: None }
}

/// Puts together the sheet of one text.
pub(super) struct Resolver<'a> {
    pub(super) facts: &'a Facts,
    pub(super) document: &'a Document,
    pub(super) text: &'a DocumentText,
    /// The language of everything but the text. Another one than the text's for a translation that is to be made.
    pub(super) language: Language,
    pub(super) date: Date,
    pub(super) theme: &'a Theme,
    pub(super) typeface: Typeface,
    /// What is set in each face, and what the face lacks.
    pub(super) lettering: BTreeMap<Style, Vec<(char, Origin)>>,
    pub(super) faults: Vec<Diagnostic>,
    /// How many paragraphs of the body there have been.
    pub(super) paragraphs: usize,
    /// Fixed wording and names that were not seen in a published document; a name with its place.
    pub(super) unconfirmed: Vec<(Option<Span>, String)>,
}

impl Resolver<'_> {
    pub(super) fn sheet(&mut self) -> Sheet {
        let notes = self.notes();
        let body_notes = self.text.body.notes.len();
        let legend_mark = (notes.len() > body_notes).then_some(notes.len());
        let values = self.values(legend_mark);
        let blocks = self.blocks(&values);
        let reference = self.worded(Role::DocReference, "doc-reference", &values);
        let type_line = self.worded(Role::TypeLine, "type-line", &values);
        let masthead = [(Role::Masthead, "masthead"), (Role::MastheadSecond, "masthead-second")];
        Sheet {
            language: self.language,
            language_tag: self.facts.languages.described(self.language).tag,
            // As it prints, with one space where several were typed.
            title: self
                .text
                .title
                .value
                .split(' ')
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
            reference: reference.plain_text(),
            subject: type_line.plain_text(),
            date: self.date,
            masthead: masthead.map(|(role, part)| self.worded(role, part, &values)).into(),
            running_head: self.worded(Role::RunningHead, "running-head", &values),
            contact_line: self.optional(Role::ContactLine, "contact-line", &values),
            blocks,
            notes,
        }
    }

    /// What the wordings may call for.
    fn values(&mut self, legend_mark: Option<usize>) -> Values<'static> {
        let document = self.document;
        let mut values = Values::from([
            ("doc", plain(document.doc.to_string())),
            ("count", plain(document.signatories.len().to_string())),
            ("note", legend_mark.map(Inline::NoteMark).into_iter().collect()),
        ]);
        let date = words::date(self.facts, self.language, self.date);
        values.extend(self.sound(date, "date").map(|date| ("date", date)));
        if let Some(number) = document.number {
            values.insert("number", plain(number.to_string()));
        }
        if let Some(edition) = &document.edition {
            let number = words::edition(self.facts, self.language, edition.number);
            values.extend(self.sound(number, "edition").map(|number| ("edition", number)));
            let tabled = words::date(self.facts, self.language, edition.originally_tabled);
            values.extend(self.sound(tabled, "date").map(|date| ("originally-tabled", date)));
        }
        values
    }

    fn blocks(&mut self, values: &Values<'_>) -> Vec<Block> {
        let mut paragraphs = Vec::new();
        let edition = self.document.edition.is_some();
        let reference = if edition { "doc-reference-edition" } else { "doc-reference" };
        paragraphs.push(self.worded(Role::DocReference, reference, values));
        let date = values.get("date").cloned().unwrap_or_default();
        paragraphs.push(self.paragraph(Role::Date, date, self.document.date.origin("date")));
        if let Some(edition) = &self.document.edition {
            let mut paragraph = self.worded(Role::Edition, "edition", values);
            paragraph.origin.span = Some(edition.span);
            paragraphs.push(paragraph);
        }
        let title = vec![Inline::Text(Text { text: self.text.title.value.clone(), ..Text::default() })];
        let origin = self.text.title.origin(self.field("title"));
        paragraphs.push(self.typed(Role::Title, title, origin, "title".to_owned()));
        paragraphs.push(self.worded(Role::TypeLine, "type-line", values));
        paragraphs.extend(self.overridable(Role::Disclaimer, "disclaimer", &self.text.disclaimer, values));
        paragraphs.extend(self.overridable(Role::LeadIn, "lead-in", &self.text.lead_in, values));

        let mut blocks: Vec<Block> = paragraphs.into_iter().map(Block::Paragraph).collect();
        blocks.extend(self.body_blocks(&self.text.body.blocks, 0));
        blocks.push(Block::Paragraph(self.worded(Role::SignedOverleaf, "signed-overleaf", values)));
        blocks.push(Block::Paragraph(self.worded(Role::SignedHead, "signed-head", values)));
        blocks.push(Block::Signatories(self.signatories()));
        blocks.push(Block::Paragraph(self.worded(Role::Total, "total", values)));
        blocks
    }

    /// A paragraph of fixed wording, which there must be.
    fn worded(&mut self, role: Role, part: &str, values: &Values<'_>) -> Paragraph {
        match self.optional(role, part, values) {
            Some(paragraph) => paragraph,
            None => {
                let kind = self.document.kind.name();
                let message = format!(
                    "no wording `{part}` is known for a {kind} in `{}` of {}",
                    self.language, self.date
                );
                self.fault(message);
                Paragraph {
                    role,
                    inlines: Vec::new(),
                    origin: Origin::default(),
                    unit: None,
                    fit: Fit::default(),
                    lines: Vec::new(),
                }
            }
        }
    }

    /// A paragraph of fixed wording, where the kind and the date have one.
    fn optional(&mut self, role: Role, part: &str, values: &Values<'_>) -> Option<Paragraph> {
        let entry = self.facts.wording(part, self.document.kind, self.language, self.date)?;
        let inlines = words::expand(&entry.text, values);
        let mut inlines = self.sound(inlines, part)?;
        if let Some(language) = entry.words_in.filter(|&language| language != self.language) {
            let language = self.facts.languages.described(language);
            for inline in &mut inlines {
                if let Inline::Text(text) = inline {
                    text.language = Some(language.clone());
                }
            }
        }
        let mut paragraph = self.paragraph(role, inlines, wording_origin(part));
        self.mark_certainty(&mut paragraph, entry.certainty);
        self.note_certainty(entry.certainty, None, || {
            format!("the {} (“{}”)", part.replace('-', " "), paragraph.plain_text())
        });
        Some(paragraph)
    }

    /// A paragraph of fixed wording that the text may bring itself, or leave out with an empty one.
    fn overridable(
        &mut self,
        role: Role,
        part: &str,
        own: &Option<Located<String>>,
        values: &Values<'_>,
    ) -> Option<Paragraph> {
        let kind = self.document.kind;
        let worded = |language| self.facts.wording(part, kind, language, self.date);
        let text_language = self.text.language;
        match own {
            Some(own) if own.value.is_empty() => None,
            // A text that brings its own only because none is known gives way to the fixed wording of the other language.
            Some(own)
                if self.is_whole() || worded(text_language).is_some() || worded(self.language).is_none() =>
            {
                let inlines = vec![Inline::Text(Text { text: own.value.clone(), ..Text::default() })];
                let origin = own.origin(self.field(part));
                Some(self.typed(role, inlines, origin, part.to_owned()))
            }
            _ if self.is_whole() || worded(self.language).is_some() => self.optional(role, part, values),
            // What is not known in the other language is translated with the text.
            _ => {
                let wording = worded(text_language)?;
                let inlines = words::expand(&wording.text, values);
                let mut inlines = self.sound(inlines, part)?;
                for inline in &mut inlines {
                    if let Inline::Text(text) = inline {
                        text.fixed = false;
                    }
                }
                Some(self.typed(role, inlines, wording_origin(part), part.to_owned()))
            }
        }
    }

    /// Whether everything is in one language.
    fn is_whole(&self) -> bool {
        self.text.language == self.language
    }

    /// Marks in a draft for translators what is not confirmed.
    fn mark_certainty(&self, paragraph: &mut Paragraph, certainty: Certainty) {
        if self.is_whole() || certainty == Certainty::Seen {
            return;
        }
        for inline in &mut paragraph.inlines {
            if let Inline::Text(text) = inline {
                text.unconfirmed = true;
            }
        }
    }

    /// A paragraph in the language of everything but the text.
    fn paragraph(&mut self, role: Role, inlines: Vec<Inline>, origin: Origin) -> Paragraph {
        self.settled(role, inlines, origin, self.language)
    }

    /// A paragraph of the text, which is translated as the unit of this key.
    fn typed(&mut self, role: Role, inlines: Vec<Inline>, origin: Origin, unit: String) -> Paragraph {
        let paragraph = self.settled(role, inlines, origin, self.text.language);
        Paragraph { unit: Some(unit), ..paragraph }
    }

    fn settled(
        &mut self,
        role: Role,
        mut inlines: Vec<Inline>,
        origin: Origin,
        language: Language,
    ) -> Paragraph {
        let composer = ComposingNormalizerBorrowed::new_nfc();
        for inline in &mut inlines {
            let Inline::Text(text) = inline else { continue };
            // A letter and its mark as one character, so that a search in either file finds the name.
            if !composer.is_normalized(&text.text) {
                text.text = composer.normalize(&text.text).into_owned();
            }
            self.check_typeface(text, self.theme.role(role).face_of(text), &origin);
        }
        spaces::settle(&mut inlines, self.facts, language);
        Paragraph { role, inlines, origin, unit: None, fit: Fit::default(), lines: Vec::new() }
    }

    /// Word would take a missing letter from any other typeface; the PDF has no other.
    fn check_typeface(&mut self, text: &Text, style: Style, origin: &Origin) {
        let lacking = self.lettering.entry(style).or_default();
        for letter in self.typeface.missing(&text.text, style) {
            lacking.push((letter, origin.clone()));
            let message = format!(
                "{}, which stands in {}",
                pages::without(letter, style, &self.typeface),
                origin.field
            );
            self.faults.push(finding(MissingLetter, message).at(origin.span, "").help(pages::OTHER_LETTERS));
        }
    }

    fn field(&self, key: &str) -> String {
        format!("text.{}.{key}", self.text.language)
    }

    fn body_blocks(&mut self, blocks: &[BodyBlock], level: usize) -> Vec<Block> {
        let role = Role::in_body(level);
        let mut resolved = Vec::with_capacity(blocks.len());
        for block in blocks {
            resolved.push(match block {
                BodyBlock::Paragraph(paragraph) => {
                    self.paragraphs += 1;
                    let unit = format!("body-{}", self.paragraphs);
                    Block::Paragraph(self.body_paragraph(role, paragraph, unit))
                }
                // The first paragraph of an item has the item's level, a list below it the next.
                BodyBlock::List { start, items } => Block::List(List {
                    start: *start,
                    items: items.iter().map(|item| self.body_blocks(item, level + 1)).collect(),
                }),
            });
        }
        resolved
    }

    fn body_paragraph(&mut self, role: Role, paragraph: &BodyParagraph, unit: String) -> Paragraph {
        let inline = |piece: &Piece| match piece {
            Piece::Note(index) => Inline::NoteMark(index + 1),
            Piece::Text { text, emphasis, strong } => Inline::Text(Text {
                text: text.clone(),
                emphasis: *emphasis,
                strong: *strong,
                ..Text::default()
            }),
        };
        let inlines = paragraph.pieces.iter().map(inline).collect();
        let origin = Origin { field: self.field("body"), span: Some(paragraph.span) };
        self.typed(role, inlines, origin, unit)
    }

    fn signatories(&mut self) -> Vec<Paragraph> {
        let signatories = &self.document.signatories;
        let order = order::print_order(signatories, self.facts);
        let mut entries = Vec::with_capacity(order.len());
        for index in order {
            let signatory = &signatories[index];
            let line = list::line(signatory, self.facts, self.language, self.date);
            let origin = Origin { field: "signatories".to_owned(), span: Some(signatory.span) };
            let mut entry = self.paragraph(Role::Signatory, plain(line), origin);
            let country = self.facts.country(&signatory.country.value, self.date);
            let certainty = country.map(|country| country.certainty(self.language));
            self.mark_certainty(&mut entry, certainty.unwrap_or_default());
            entries.push(entry);
        }
        self.note_countries();
        entries
    }

    fn note_countries(&mut self) {
        for (country, span) in list::countries(&self.document.signatories, self.facts, self.date) {
            let Some(name) = country.name.get(&self.language) else { continue };
            self.note_certainty(country.certainty(self.language), Some(span), || {
                format!("the country “{name}”")
            });
        }
    }

    /// The notes of the body, and behind them the legend where any group signed.
    fn notes(&mut self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (note, number) in self.text.body.notes.iter().zip(1..) {
            let mut paragraphs = Vec::with_capacity(note.len());
            for (paragraph, part) in note.iter().zip(1..) {
                let unit = format!("note-{number}-{part}");
                paragraphs.push(self.body_paragraph(Role::Note, paragraph, unit));
            }
            notes.push(Note { paragraphs, back: self.back(number) });
        }
        let legend = self.legend();
        if !legend.is_empty() {
            notes.push(Note { paragraphs: legend, back: self.back(notes.len() + 1) });
        }
        notes
    }

    /// What is read out for the way back from a note. It is not printed, so that nobody has to confirm it.
    fn back(&mut self, number: usize) -> String {
        let number = number.to_string();
        let entry = self.facts.wording("note-back", self.document.kind, self.language, self.date);
        let values = Values::from([("number", plain(number.as_str()))]);
        let inlines = entry.and_then(|entry| self.sound(words::expand(&entry.text, &values), "note-back"));
        let text = inlines.map(|inlines| {
            let paragraph = self.paragraph(Role::Note, inlines, wording_origin("note-back"));
            paragraph.plain_text()
        });
        // A profile of older wording has none; the number alone still says which link it is.
        text.filter(|text| !text.is_empty()).unwrap_or(number)
    }

    /// The groups that signed, by code.
    fn legend(&mut self) -> Vec<Paragraph> {
        let mut legend = Vec::new();
        for entry in list::legend(&self.document.signatories, self.facts, self.language, self.date) {
            let certainty = entry.group.certainty(self.language);
            let text = entry.text();
            self.note_certainty(certainty, Some(entry.span), || format!("the political group “{text}”"));
            let origin = Origin { field: "groups".to_owned(), span: None };
            let mut paragraph = self.paragraph(Role::Legend, plain(text), origin);
            self.mark_certainty(&mut paragraph, certainty);
            legend.push(paragraph);
        }
        legend
    }

    /// Remembers what is assumed, once.
    fn note_certainty(&mut self, certainty: Certainty, at: Option<Span>, what: impl FnOnce() -> String) {
        if certainty == Certainty::Assumed {
            let what = what();
            if !self.unconfirmed.iter().any(|(_, known)| *known == what) {
                self.unconfirmed.push((at, what));
            }
        }
    }

    /// The findings about what is assumed: one for all fixed wording, which has no place of its own.
    pub(super) fn unconfirmed(&self) -> Vec<Diagnostic> {
        let help = "it prints; somebody should confirm it before the document goes out";
        let report = |place: Span, what: &str| {
            let message = format!("not seen in a published document in `{}`: {what}", self.language);
            finding(UnconfirmedWording, message).at(place, "").help(help)
        };
        let wording = self.unconfirmed.iter().filter(|(place, _)| place.is_none());
        let wording: Vec<&str> = wording.map(|(_, what)| what.as_str()).collect();
        let mut findings: Vec<Diagnostic> =
            self.unconfirmed.iter().filter_map(|(place, what)| Some(report((*place)?, what))).collect();
        if !wording.is_empty() {
            findings.push(report(self.text.span, &format!("the wording of {}", wording.join(", "))));
        }
        findings
    }

    fn sound<T>(&mut self, result: Result<T, String>, part: &str) -> Option<T> {
        result.map_err(|reason| self.fault(format!("the wording `{part}` cannot be used: {reason}"))).ok()
    }

    fn fault(&mut self, message: String) {
        let fault = finding(UnusableWording, message).help("mend facts/wording.toml in the profile");
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}
