//! The new input file, and whether it says what it should.

use std::collections::BTreeMap;

use super::align::beginning;
use super::import::{Content, Importing};
use super::write::{NewText, write};
use super::{draft, fingerprint, markdown, plain};
use crate::document::{BodyBlock, DocumentText, Located};
use crate::rules::file::NotRewritable;
use crate::rules::finding;
use crate::rules::translation::NotWritable;
use crate::sheet::Inline;
use crate::{Diagnostic, Document, Language, Severity};

impl Importing<'_> {
    /// The new input file, and the document in it.
    pub(super) fn write(&self, contents: &[Content]) -> Result<(Vec<u8>, Document), Box<Diagnostic>> {
        let document = self.document;
        let source = &document.sources[0];
        let target = self.draft.docket.target;
        let new = self.new_text(contents);
        let not_rewritable = |reason: &str| {
            let message = format!("the file cannot be changed in place: {reason}");
            let help =
                format!("write an empty `{target}:` with a title and a body by hand, and import once more");
            Box::new(finding(NotRewritable, message).help(help))
        };
        let text =
            write(&source.text, document.format, target, &new).map_err(|reason| not_rewritable(&reason))?;
        let input = source.encoding.encode(&text);
        let load = |_: &str| {
            let list = document.sources.get(1).ok_or_else(|| "there is no list".to_owned())?;
            Ok(list.encoding.encode(&list.text))
        };
        let read = self.profile.read_with_list(&source.name, &input, document.format, load);
        let read = read.map_err(|faults| {
            let errors = faults.list().iter().filter(|fault| fault.severity == Severity::Error);
            let errors: Vec<&str> = errors.map(|fault| fault.message.as_str()).collect();
            let message = format!("with the translation the file would have errors: {}", errors.join("; "));
            Box::new(finding(NotWritable, message).help("change the translation"))
        })?;
        if !same_but_for(document, &read, target) {
            return Err(not_rewritable("something else than the text would change"));
        }
        self.verify(&read, contents)?;
        Ok((input, read))
    }

    /// What is written under the language.
    fn new_text(&self, contents: &[Content]) -> NewText {
        let units = &self.draft.docket.units;
        let by_key: BTreeMap<&str, &[Inline]> =
            units.iter().zip(contents).map(|(unit, new)| (unit.key.as_str(), new.text.as_slice())).collect();
        let text_of = |key: &str| by_key.get(key).copied().unwrap_or_default();
        let document = self.document;
        let find = |language| document.text(language);
        let (tabled, translation) = (find(document.tabled_in), find(self.draft.docket.target));
        let mut new = NewText::from([("title", plain(text_of("title")))]);
        if let Some(tabled) = tabled {
            new.push(("body", markdown::body(&tabled.body, &text_of)));
        }
        type Own = fn(&DocumentText) -> &Option<Located<String>>;
        let wordings: [(&'static str, Own); 2] =
            [("disclaimer", |text| &text.disclaimer), ("lead-in", |text| &text.lead_in)];
        for (key, own) in wordings {
            // What the original leaves out, the translation leaves out too.
            let left_out = tabled.and_then(|text| own(text).as_ref()).is_some_and(|own| own.value.is_empty());
            let has_own = translation.is_some_and(|text| own(text).is_some());
            if by_key.contains_key(key) {
                new.push((key, plain(text_of(key))));
            } else if left_out && !has_own {
                new.push((key, String::new()));
            }
        }
        let from: Vec<&str> = contents.iter().map(|content| content.from.as_str()).collect();
        new.push(("translated-from", from.join(" ")));
        new
    }

    /// Every paragraph must read as it came back: some signs cannot be typed everywhere.
    fn verify(&self, read: &Document, contents: &[Content]) -> Result<(), Box<Diagnostic>> {
        let target = self.draft.docket.target;
        let text = read.text(target);
        let written = text.map(|text| self.profile.units_of(read, text)).unwrap_or_default();
        let written = draft::by_key(&written);
        for (unit, content) in self.draft.docket.units.iter().zip(contents) {
            let same = written.get(unit.key.as_str()).is_some_and(|new| {
                new.role == unit.role
                    && fingerprint::of_text(&new.source) == fingerprint::of_text(&content.text)
            });
            if !same {
                let message = format!(
                    "{} cannot be written into the file as it came back: {}",
                    unit.name(),
                    beginning(&plain(&content.text))
                );
                let help = "emphasis begins and ends at the edge of a word, beside a space or a letter";
                return Err(Box::new(finding(NotWritable, message).at(content.place, "").help(help)));
            }
        }
        let shape_of = |language: Language| {
            let text = read.text(language);
            text.map(|text| shape(&text.body.blocks))
        };
        if shape_of(target) != shape_of(read.tabled_in) {
            let message = "the lists of the translation would be others than those of the original";
            return Err(Box::new(finding(NotWritable, message).help("write the translation by hand")));
        }
        Ok(())
    }
}

/// The lists of a body, in the order of the text: where each begins and how many items it has.
fn shape(blocks: &[BodyBlock]) -> Vec<(Option<u64>, usize)> {
    let mut lists = Vec::new();
    for block in blocks {
        if let BodyBlock::List { start, items } = block {
            lists.push((*start, items.len()));
            items.iter().for_each(|item| lists.extend(shape(item)));
        }
    }
    lists
}

/// Whether two documents say the same in everything but their texts in one language.
fn same_but_for(old: &Document, new: &Document, language: Language) -> bool {
    let edition = |document: &Document| {
        document.edition.as_ref().map(|edition| (edition.number, edition.originally_tabled))
    };
    let others = |document: &Document| -> Vec<DocumentText> {
        document.texts.iter().filter(|text| text.language != language).cloned().collect()
    };
    let (texts, new_texts) = (others(old), others(new));
    (old.kind, old.doc, old.number, old.date.value, old.tabled_in, edition(old))
        == (new.kind, new.doc, new.number, new.date.value, new.tabled_in, edition(new))
        && texts.len() == new_texts.len()
        && texts.iter().zip(&new_texts).all(|(old, new)| old.says_the_same(new))
        && old.signatories.len() == new.signatories.len()
        && old.signatories.iter().zip(&new.signatories).all(|(old, new)| old.says_the_same(new))
}
