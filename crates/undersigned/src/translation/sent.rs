//! What was sent with a file, held against the document as it is now.

use std::collections::BTreeSet;

use super::align::beginning;
use super::import::{Importing, about_page};
use super::{Docket, Returned, Unit, comparable, draft, fingerprint};
use crate::rules::finding;
use crate::rules::translation::{OlderSource, OtherDocument, SourceRestructured, UnknownOrigin};
use crate::sheet::Role;

impl Importing<'_> {
    /// What was sent with the file; `None` where a fault is said.
    pub(super) fn sent(&mut self, returned: &Returned) -> Option<Docket> {
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
        let Some(docket) = &returned.docket else {
            let message = "the file does not say which text it is a translation of";
            let help = "a tool has dropped that; make sure that it is a translation of the text as it is now";
            self.findings.push(about_page(finding(UnknownOrigin, message).help(help), self.page));
            return Some(current.clone());
        };
        // Of the text as it is now nothing need be asked: a tool may have changed what the file says was sent.
        if docket.hash == current.hash {
            return Some(Docket { locked: docket.locked.clone(), ..current.clone() });
        }
        if !docket.hash.is_empty() && fingerprint::of_all(&docket.reference, &docket.units) != docket.hash {
            let message = "what the file says was sent is not what was sent";
            let help = "somebody or some tool has changed it; `undersigned translate` makes another file";
            self.findings.push(about_page(finding(OtherDocument, message).help(help), self.page));
            return None;
        }
        Some(docket.clone())
    }

    /// Whether the text as it is has the paragraphs that were sent, each at its place; those that were changed are named.
    pub(super) fn still_stands(&mut self, docket: &Docket) -> bool {
        let (current, sent) = (&self.draft.docket.units, &docket.units);
        if docket.hash == self.draft.docket.hash {
            return true;
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
            return false;
        }
        let places = draft::places(&self.draft.sheet);
        for (unit, old) in middle.iter().zip(sent_middle).filter(|(a, b)| !same(a, b)) {
            let message = format!(
                "{} was changed after the file was made; it was {}",
                unit.name(),
                beginning(&old.plain_source())
            );
            let help = "its translation is that of the earlier text: look at it again";
            let place = places.get(&unit.key).copied();
            self.findings.push(finding(OlderSource, message).at(place, "").help(help));
        }
        true
    }

    fn restructured(&mut self, current: &[Unit], sent: &[Unit]) {
        let paragraphs = |count: usize| match count {
            1 => "one paragraph".to_owned(),
            count => format!("{count} paragraphs"),
        };
        let from = current.first().or(sent.first()).map(Unit::name).unwrap_or_default();
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
        let places = draft::places(&self.draft.sheet);
        let place = current.first().and_then(|unit| places.get(&unit.key)).copied();
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
}
