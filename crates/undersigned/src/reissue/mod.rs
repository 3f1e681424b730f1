//! The next edition of a document: the same file with a new date, a new number and more signatories.

mod edit;
mod entry;
mod rows;

use std::collections::BTreeMap;

use crate::document::Signatory;
use crate::edit::Editor;
use crate::rules::file::NotRewritable;
use crate::rules::keys::EditionNotLater;
use crate::rules::procedure::{NoAdditions, NothingToAdd};
use crate::rules::{finding, identity};
use crate::{Date, Diagnostic, Diagnostics, Document, Profile, Severity, SignatoryList};

/// The files of a next edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextEdition {
    /// The number of the edition.
    pub number: u32,
    /// The input file, in the notation and the encoding of the last one. Only what is new differs.
    pub input: Vec<u8>,
    /// Where the signatories stand in a file of their own: its name as the input names it, and the file.
    pub list: Option<(String, Vec<u8>)>,
    /// Those who were added, as they are printed, in the order in which they were given.
    pub added: Vec<String>,
    /// Those who had signed already and stay as they were.
    pub already: Vec<String>,
}

impl Profile {
    /// The next edition of a document: the same numbers and text, a new date, and more signatories behind those of the
    /// last edition. Nobody is removed.
    ///
    /// # Errors
    /// When the Rules of Procedure allow no additions to the kind of document; when the date is not later than the last
    /// edition's; when nobody would be added; when the file is written so that it cannot be changed in place.
    pub fn reissue(
        &self,
        document: &Document,
        date: Date,
        additions: &SignatoryList,
    ) -> Result<NextEdition, Diagnostics> {
        let report = |finding: Diagnostic| document.diagnostics(vec![finding]);
        if let Some(refusal) = self.refuse_additions(document) {
            return Err(report(refusal));
        }
        if date <= document.date.value {
            let message = format!("the new edition of {date} is not later than the last one");
            let fault = finding(EditionNotLater, message).at(document.date.span, "the last edition");
            return Err(report(fault.help("the date of a new edition is the day on which it is published")));
        }
        let signed: BTreeMap<_, &Signatory> =
            document.signatories.iter().map(|old| (identity(old), old)).collect();
        let (mut already, mut added) = (Vec::new(), Vec::new());
        for new in &additions.signatories {
            match signed.get(&identity(new)) {
                Some(old) => already.push(*old),
                None => added.push(new),
            }
        }
        if added.is_empty() {
            let fault = finding(NothingToAdd, "everybody who is to be added has signed already");
            return Err(report(fault.at(document.list, "").help("name somebody who has not signed yet")));
        }
        let number = document.edition.as_ref().map_or(2, |edition| edition.number.saturating_add(1));
        let edition = Edition { profile: self, document, date, number, added: &added };
        let (input, list) = edition.write().map_err(|reason| report(not_rewritable(&reason)))?;
        edition.verify(&input, list.as_ref()).map_err(|reason| report(not_rewritable(&reason)))?;
        let language = document.tabled_in;
        let lines = |signatories: &[&Signatory]| {
            let line = |signatory: &&Signatory| crate::resolve::line(signatory, self.facts(), language, date);
            signatories.iter().map(line).collect()
        };
        Ok(NextEdition { number, input, list, added: lines(&added), already: lines(&already) })
    }

    /// Why no signature may be added to the document.
    fn refuse_additions(&self, document: &Document) -> Option<Diagnostic> {
        let kind = document.kind.name();
        let (message, help) = match self.facts().procedure.addition(document.kind) {
            Some(addition) if addition.allowed => return None,
            Some(addition) => {
                let help = format!("{} of the {}", addition.rule, addition.source);
                (format!("no signature may be added to a {kind}"), help)
            }
            None => {
                let help = "facts/procedure.toml in a profile of your own can say it".to_owned();
                (format!("it is not known whether signatures may be added to a {kind}"), help)
            }
        };
        Some(finding(NoAdditions, message).at(document.list, "").help(help))
    }

    /// Until when signatures may be added to the kind of document, where the Rules of Procedure say so.
    pub fn additions_until(&self, document: &Document) -> Option<String> {
        let addition = self.facts().procedure.addition(document.kind)?;
        let until = addition.until.as_ref()?;
        Some(format!("until {until} ({} of the {})", addition.rule, addition.source))
    }
}

fn not_rewritable(reason: &str) -> Diagnostic {
    finding(NotRewritable, format!("the file cannot be changed in place: {reason}"))
        .help("copy it and write date, edition and names by hand")
}

/// What is to be written.
struct Edition<'a> {
    profile: &'a Profile,
    document: &'a Document,
    date: Date,
    number: u32,
    added: &'a [&'a Signatory],
}

/// The input file, and the list where it is a file of its own, by name.
type Files = (Vec<u8>, Option<(String, Vec<u8>)>);

impl Edition<'_> {
    fn write(&self) -> Result<Files, String> {
        let source = &self.document.sources[0];
        let mut editor = Editor::new(&source.text, self.document.format)?;
        editor.replace_date(self.date)?;
        match &self.document.edition {
            Some(_) => editor.replace_edition_number(self.number)?,
            None => editor.insert_edition(self.number, self.document.date.value)?,
        }
        let entries: Vec<entry::Entry> = self
            .added
            .iter()
            .map(|signatory| {
                entry::Entry::of(signatory, self.profile.facts(), self.document.tabled_in, self.date)
            })
            .collect();
        let list = match editor.list_file() {
            None => {
                editor.append_signatories(&entries, self.profile.facts())?;
                None
            }
            Some(name) => {
                let name_of_next = numbered(&name, self.number);
                let list = self.document.sources.get(1).ok_or("the list is not at hand")?;
                let text = rows::append(&list.text, &entries)?;
                editor.replace_list_file(&name_of_next)?;
                Some((name_of_next, list.encoding.encode(&text)))
            }
        };
        Ok((source.encoding.encode(&editor.finish()), list))
    }

    /// Reads what was written: it must be the last edition and what is new, and nothing else.
    fn verify(&self, input: &[u8], list: Option<&(String, Vec<u8>)>) -> Result<(), String> {
        let old = self.document;
        let load =
            |_: &str| list.map(|(_, bytes)| bytes.clone()).ok_or_else(|| "there is no list".to_owned());
        let name = &old.sources[0].name;
        let new = self.profile.read_with_list(name, input, old.format, load);
        let new = new.map_err(|faults| {
            let errors = faults.list().iter().filter(|fault| fault.severity == Severity::Error);
            let errors: Vec<&str> = errors.map(|fault| fault.message.as_str()).collect();
            format!("as a document of {} it has errors: {}", self.date, errors.join("; "))
        })?;
        let all = old.signatories.iter().chain(self.added.iter().copied());
        let same_texts = old.texts.len() == new.texts.len()
            && old.texts.iter().zip(&new.texts).all(|(old, new)| old.says_the_same(new));
        let tabled = old.edition.as_ref().map_or(old.date.value, |edition| edition.originally_tabled);
        let edition = new.edition.as_ref().map(|edition| (edition.number, edition.originally_tabled));
        let same = (old.kind, old.doc, old.number, old.tabled_in)
            == (new.kind, new.doc, new.number, new.tabled_in)
            && same_texts
            && new.date.value == self.date
            && edition == Some((self.number, tabled))
            && new.signatories.len() == old.signatories.len() + self.added.len()
            && all.zip(&new.signatories).all(|(old, new)| old.says_the_same(new));
        if same {
            Ok(())
        } else {
            Err("it would say something else than the last edition and the additions".to_owned())
        }
    }
}

/// The name of a file with the number of the edition before its extension, in the place of the last edition's.
fn numbered(name: &str, edition: u32) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "csv"));
    let stem = stem.strip_suffix(&format!("-edition-{}", edition.saturating_sub(1))).unwrap_or(stem);
    format!("{stem}-edition-{edition}.{extension}")
}
