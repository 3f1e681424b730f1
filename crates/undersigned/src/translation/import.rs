//! What came back from a translator, taken into the input file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::align::{align, beginning, name};
use super::locked;
use super::page::Page;
use super::write::{NewText, write};
use super::{Docket, Draft, Returned, Unit, comparable, fingerprint, markdown, marks, plain};
use crate::document::{BodyBlock, DocumentText, Located, Signatory};
use crate::read::is_printable;
use crate::rules::file::NotRewritable;
use crate::rules::finding;
use crate::rules::translation::{
    EmphasisLost, LeftOut, MarkLost, NotTranslated, NotWritable, OlderSource, OtherDocument,
    SourceRestructured, StruckText, TrackedChanges, TranslationReplaced, UnknownOrigin,
};
use crate::sheet::{Inline, Role, Text};
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
            1 => format!("{} had another translation, which this one replaces", name(unit)),
            count => format!(
                "{count} paragraphs had another translation, which this one replaces; the first: {}",
                name(unit)
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
        let places = text.map(|text| super::draft::places(&self.typeset(new, text))).unwrap_or_default();
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
fn about_page(finding: Diagnostic, page: &Page<'_>) -> Diagnostic {
    finding.at(page.at(0), "")
}

struct Importing<'a> {
    profile: &'a Profile,
    document: &'a Document,
    draft: &'a Draft,
    page: &'a Page<'a>,
    findings: Vec<Diagnostic>,
}

/// A unit of the document as it is now, with its translation.
struct Content {
    text: Vec<Inline>,
    /// The fingerprint of the text that it is a translation of.
    from: String,
    /// Whether it came back as it was sent.
    untranslated: bool,
    /// Its place in the file that came back.
    place: Span,
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

    /// For each unit of the document as it is now: which of those that were sent it is. `None` where the source has other
    /// paragraphs than it had.
    fn counterparts(&mut self, docket: &Docket) -> Option<Vec<usize>> {
        let (current, sent) = (&self.draft.docket.units, &docket.units);
        if docket.hash == self.draft.docket.hash {
            return Some((0..current.len()).collect());
        }
        let same = |a: &Unit, b: &Unit| {
            a.role == b.role && fingerprint::of_text(&a.source) == fingerprint::of_text(&b.source)
        };
        // What was changed lies between what is the same at the head and at the tail.
        let head = current.iter().zip(sent).take_while(|(a, b)| same(a, b)).count();
        let rest = current.len().min(sent.len()) - head;
        let tail =
            current.iter().rev().zip(sent.iter().rev()).take(rest).take_while(|(a, b)| same(a, b)).count();
        let (middle, sent_middle) = (&current[head..current.len() - tail], &sent[head..sent.len() - tail]);
        let keys = |units: &[Unit]| -> Vec<(String, Role)> {
            units.iter().map(|unit| (unit.key.clone(), unit.role)).collect()
        };
        let texts = |units: &[Unit]| -> Vec<String> {
            units.iter().map(|unit| fingerprint::of_text(&unit.source)).collect()
        };
        // What stood elsewhere was moved, or what stands before it was taken away.
        let (is, was) = (texts(middle), texts(sent_middle));
        let there: BTreeSet<&String> = is.iter().collect();
        let moved = was.iter().zip(&is).any(|(was, is)| was != is && there.contains(was));
        if moved || keys(middle) != keys(sent_middle) {
            self.restructured(middle, sent_middle);
            return None;
        }
        for (unit, old) in middle.iter().zip(sent_middle).filter(|(a, b)| !same(a, b)) {
            let message = format!(
                "{} was changed after the file was made; it was {}",
                name(unit),
                beginning(&old.plain_source())
            );
            let help = "its translation is that of the earlier text: look at it again";
            let place = self.place_of(&unit.key);
            self.findings.push(finding(OlderSource, message).at(place, "").help(help));
        }
        Some((0..current.len()).collect())
    }

    fn restructured(&mut self, current: &[Unit], sent: &[Unit]) {
        let paragraphs = |count: usize| match count {
            1 => "one paragraph".to_owned(),
            count => format!("{count} paragraphs"),
        };
        let from = current.first().or(sent.first()).map(name).unwrap_or_default();
        let what = match (current.len(), sent.len()) {
            (added, 0) => format!("{} came in", paragraphs(added)),
            (0, removed) => format!("{} went", paragraphs(removed)),
            (is, was) if is == was => format!("{} changed places or became others", paragraphs(is)),
            (is, was) => format!("{} stand where there were {was}", paragraphs(is)),
        };
        let message = format!(
            "the text that was tabled was put together anew since the file was made: from {from} on {what}"
        );
        let help = "`undersigned translate` makes a file of the text as it is now";
        let place = current.first().and_then(|unit| self.place_of(&unit.key));
        let mut fault = finding(SourceRestructured, message).help(help);
        fault = match (place, sent.first()) {
            (Some(place), Some(old)) => {
                fault.at(place, format!("here it was {}", beginning(&old.plain_source())))
            }
            (Some(place), None) => fault.at(place, "this was not there"),
            (None, _) => fault,
        };
        self.findings.push(fault);
    }

    /// The translation of a unit as it is taken.
    fn text(&mut self, unit: &Unit, at: usize) -> Vec<Inline> {
        let in_body = matches!(unit.role, Role::Body | Role::ListItem | Role::ListItemSecond | Role::Note);
        let returned = with_marks(&self.page.paragraphs[at].inlines, unit);
        let text = markdown::tidy(&self.profile.composed(&returned), in_body);
        if self.page.paragraphs[at].struck {
            let message = format!("some of {} is struck through or hidden, and would print", name(unit));
            let help = "delete it in the translated file, or take the strike away";
            self.findings.push(finding(StruckText, message).at(self.page.at(at), "").help(help));
        }
        self.check_characters(&text, unit, at);
        let (was, is) = (marks(&unit.source), marks(&text));
        for number in was.iter().filter(|number| !is.contains(number)) {
            let message = format!("the mark of note {number} is missing in {}", name(unit));
            let help = format!("put `[{number}]` where it belongs, or the note's own mark");
            self.findings.push(finding(MarkLost, message).at(self.page.at(at), "").help(help));
        }
        for (index, number) in is.iter().enumerate() {
            if !was.contains(number) || is[..index].contains(number) {
                let message =
                    format!("the mark of a note stands in {}, where it does not belong", name(unit));
                let help = "each note is marked once, in the paragraph in which it is marked in the original";
                self.findings.push(finding(MarkLost, message).at(self.page.at(at), "").help(help));
            }
        }
        if was.len() == is.len() && was != is && was.iter().all(|number| is.contains(number)) {
            let message = format!("the marks of notes have changed places in {}", name(unit));
            let help = "notes are numbered in the order of their marks: keep that of the original";
            self.findings.push(finding(MarkLost, message).at(self.page.at(at), "").help(help));
        }
        let (plain_source, plain_text) = (unit.plain_source(), plain(&text));
        for number in self.draft.docket.units.iter().flat_map(|unit| marks(&unit.source)) {
            let typed = format!("[{number}]");
            if plain_text.contains(&typed) && !plain_source.contains(&typed) {
                let message = format!("`{typed}` stands as text in {}, where it would print", name(unit));
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
                let message = format!("{} has lost {what}: {was} in the original, {is} here", name(unit));
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
                name(unit),
                u32::from(character)
            );
            let help = "write it with other characters; a sign of a symbol typeface is none of a text";
            self.findings.push(finding(NotWritable, message).at(self.page.at(at), "").help(help));
        }
    }

    /// The reference that stands at the head of the file.
    fn printed_reference(&self) -> Option<String> {
        let paragraphs = self.page.paragraphs.iter();
        let at = paragraphs.clone().position(|paragraph| paragraph.role == Some(Role::DocReference))?;
        // A re-issue has its edition behind it.
        let printed = self.page.plain(at);
        let reference = comparable(&self.draft.docket.reference);
        let same =
            printed.strip_prefix(&reference).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        Some(if same { reference } else { printed })
    }

    /// Whether a paragraph came back as it was sent. Figures alone are the same in every language.
    fn is_untranslated(&self, unit: &Unit, at: usize) -> bool {
        let source = comparable(&unit.plain_source());
        // A mark that came back as text is still a mark.
        let returned = plain(&with_marks(&self.page.paragraphs[at].inlines, unit));
        source.chars().any(char::is_alphabetic) && source == comparable(&returned)
    }

    /// Says what came back as it was sent.
    fn count_untranslated(&mut self, units: &[Unit], places: &[Option<usize>]) {
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
            let message = format!("{} is not translated: it is as it was sent, in `{language}`", name(unit));
            self.findings.push(finding(NotTranslated, message).at(self.page.at(at), "").help(help));
        }
    }

    /// The place in the input of a unit of the text that was tabled.
    fn place_of(&self, key: &str) -> Option<Span> {
        super::draft::place_of(&self.draft.sheet, key)
    }

    /// The new input file, and the document in it.
    fn write(&self, contents: &[Content]) -> Result<(Vec<u8>, Document), Box<Diagnostic>> {
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
        let find = |language| document.texts.iter().find(|text| text.language == language);
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
        let text = read.texts.iter().find(|text| text.language == target);
        let written = text.map(|text| self.profile.units_of(read, text)).unwrap_or_default();
        let written: BTreeMap<&str, &Unit> = written.iter().map(|unit| (unit.key.as_str(), unit)).collect();
        for (unit, content) in self.draft.docket.units.iter().zip(contents) {
            let same = written.get(unit.key.as_str()).is_some_and(|new| {
                new.role == unit.role
                    && fingerprint::of_text(&new.source) == fingerprint::of_text(&content.text)
            });
            if !same {
                let message = format!(
                    "{} cannot be written into the file as it came back: {}",
                    name(unit),
                    beginning(&plain(&content.text))
                );
                let help = "emphasis begins and ends at the edge of a word, beside a space or a letter";
                return Err(Box::new(finding(NotWritable, message).at(content.place, "").help(help)));
            }
        }
        let shape_of = |language: Language| {
            let text = read.texts.iter().find(|text| text.language == language);
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

/// Whether two documents say the same in everything but their texts in one language.
fn same_but_for(old: &Document, new: &Document, language: Language) -> bool {
    let who = |signatory: &Signatory| {
        let group = signatory.group.as_ref().map(|group| group.value.clone());
        let country = signatory.country.value.clone();
        (signatory.surname.clone(), signatory.given.clone(), signatory.honorific.clone(), country, group)
    };
    let edition = |document: &Document| {
        document.edition.as_ref().map(|edition| (edition.number, edition.originally_tabled))
    };
    let value = |own: &Option<Located<String>>| own.as_ref().map(|own| own.value.clone());
    let texts = |document: &Document| -> Vec<_> {
        let others = document.texts.iter().filter(|text| text.language != language);
        others
            .map(|text| {
                let from = text.translated_from.as_ref().map(|from| from.value.clone());
                let wording = (value(&text.disclaimer), value(&text.lead_in), from);
                (text.language, text.title.value.clone(), text.body.text.clone(), wording)
            })
            .collect()
    };
    (old.kind, old.doc, old.number, old.date.value, old.tabled_in, edition(old))
        == (new.kind, new.doc, new.number, new.date.value, new.tabled_in, edition(new))
        && texts(old) == texts(new)
        && old.signatories.iter().map(who).eq(new.signatories.iter().map(who))
}
