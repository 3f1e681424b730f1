//! From a [`Document`] and the facts to the [`Sheet`] of one language: everything that is printed, in print order.

mod announce;
mod lettering;
mod list;
mod order;
mod resolver;
mod spaces;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use icu_normalizer::ComposingNormalizerBorrowed;

pub use self::lettering::{FaceUse, Lacking};
pub(crate) use self::list::line;
pub use self::list::{PrintedList, SignatoryList};
pub(crate) use self::order::print_order;
use self::resolver::Resolver;
use crate::document::DocumentText;
use crate::rules::languages::NoSuchText;
use crate::rules::{self, finding};
use crate::sheet::{Inline, Sheet};
use crate::{Diagnostic, Diagnostics, Document, Language, Profile, settle};

impl Profile {
    /// The document in one of its languages, as it is printed.
    ///
    /// ```
    /// # use undersigned::{Format, Language, Profile};
    /// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
    /// #   text: {en: {title: Libraries, body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
    /// let profile = Profile::builtin();
    /// let document = profile.read("motion.yaml", input, Format::Yaml)?;
    /// let sheet = profile.resolve(&document, Language::ENGLISH)?;
    /// assert_eq!(sheet.title, "Libraries");
    /// # Ok::<(), undersigned::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// When the document has no text in the language, or when no wording is known that it needs.
    pub fn resolve(&self, document: &Document, language: Language) -> Result<Sheet, Diagnostics> {
        let report = |list| Diagnostics::new(list, document.sources.clone());
        let Some(text) = document.text(language) else {
            return Err(report(vec![no_such_text(language)]));
        };
        let (kind, date) = (document.kind, document.date.value);
        let missing = rules::languages::missing(self.facts(), kind, date, text, &document.signatories);
        if !missing.is_empty() {
            return Err(report(missing));
        }
        let mut resolver = self.resolver(document, text, language);
        let mut sheet = resolver.sheet();
        match resolver.faults.is_empty() {
            true => {
                settle::settle(&mut sheet, self.theme(), self.faces());
                Ok(sheet)
            }
            false => Err(report(resolver.faults)),
        }
    }

    /// The document as it would print in a language that it has no text in yet: the text is that of another language,
    /// everything else is in this one. With it the findings about what is not confirmed.
    pub(crate) fn resolve_untranslated(
        &self,
        document: &Document,
        text: &DocumentText,
        language: Language,
    ) -> Result<(Sheet, Vec<Diagnostic>), Vec<Diagnostic>> {
        let nameless =
            rules::languages::nameless(self.facts(), document.date.value, language, &document.signatories);
        if !nameless.is_empty() {
            return Err(nameless);
        }
        let mut resolver = self.resolver(document, text, language);
        let sheet = resolver.sheet();
        let unconfirmed = resolver.unconfirmed();
        match resolver.faults.is_empty() {
            true => Ok((sheet, unconfirmed)),
            false => Err(resolver.faults),
        }
    }

    /// Looks at a document that was read: everything that the rules say of it, in the order of its text. Of the languages
    /// of the document only these are looked at by themselves, such as for wording that is not known; `&[]` stands for
    /// all.
    ///
    /// ```
    /// # use undersigned::{Format, Profile};
    /// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
    /// #   text: {en: {title: Libraries., body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
    /// let profile = Profile::builtin();
    /// let document = profile.read("motion.yaml", input, Format::Yaml)?;
    /// let findings = profile.check(&document, &[]);
    /// assert!(findings.list().iter().any(|finding| finding.rule.name == "title-full-stop"));
    /// # Ok::<(), undersigned::Diagnostics>(())
    /// ```
    pub fn check(&self, document: &Document, languages: &[Language]) -> Diagnostics {
        let mut findings = rules::advice(&rules::Subject::whole(self, document, languages));
        let wanted = |text: &&DocumentText| languages.is_empty() || languages.contains(&text.language);
        for text in document.texts.iter().filter(wanted) {
            let (kind, date) = (document.kind, document.date.value);
            let missing = rules::languages::missing(self.facts(), kind, date, text, &document.signatories);
            let mut resolver = self.resolver(document, text, text.language);
            if missing.is_empty() {
                resolver.sheet();
            }
            let unconfirmed = resolver.unconfirmed();
            // The rule says of each letter in the input where it stands.
            let letters: BTreeSet<&str> = findings
                .iter()
                .filter(|finding| finding.rule.name == "missing-letter")
                .map(|finding| finding.message.as_str())
                .collect();
            let said = |fault: &Diagnostic| {
                let letter = fault.message.split_once(", which stands in ").map(|(letter, _)| letter);
                fault.rule.name == "missing-letter" && letter.is_some_and(|letter| letters.contains(letter))
            };
            resolver.faults.retain(|fault| !said(fault));
            findings.extend(missing.into_iter().chain(resolver.faults).chain(unconfirmed));
        }
        if document.aliased {
            findings.iter_mut().for_each(|finding| finding.fix = None);
        }
        findings.extend(self.out_of_date(document));
        findings.extend(self.untranslated(document));
        document.diagnostics(findings)
    }

    /// The pieces of a text with every letter and its marks as one character.
    pub(crate) fn composed(&self, inlines: &[Inline]) -> Vec<Inline> {
        let composer = ComposingNormalizerBorrowed::new_nfc();
        let mut inlines = inlines.to_vec();
        for inline in &mut inlines {
            if let Inline::Text(text) = inline
                && !composer.is_normalized(&text.text)
            {
                text.text = composer.normalize(&text.text).into_owned();
            }
        }
        inlines
    }

    /// The pieces of a text with plain spaces where a non-breaking one comes by itself when the text is set.
    pub(crate) fn unsettled(&self, inlines: &[Inline], language: Language) -> Vec<Inline> {
        spaces::unsettle(inlines, self.facts(), language)
    }

    /// The sheet of one text, whatever of it is not known.
    pub(crate) fn typeset(&self, document: &Document, text: &DocumentText) -> Sheet {
        self.resolver(document, text, text.language).sheet()
    }

    fn resolver<'a>(
        &'a self,
        document: &'a Document,
        text: &'a DocumentText,
        language: Language,
    ) -> Resolver<'a> {
        Resolver {
            facts: self.facts(),
            document,
            text,
            language,
            date: document.date.value,
            theme: self.theme(),
            typeface: self.typeface(),
            lettering: BTreeMap::new(),
            faults: Vec::new(),
            paragraphs: 0,
            unconfirmed: Vec::new(),
        }
    }
}

/// The finding that a document has no text in a language.
fn no_such_text(language: Language) -> Diagnostic {
    let message = format!("the document has no text in the language `{language}`");
    finding(NoSuchText, message).help("choose one of the languages under `text`")
}
