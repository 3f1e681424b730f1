//! What is not translated, and was changed all the same.

use super::align::beginning;
use super::page::Page;
use super::{Docket, Locked, comparable};
use crate::rules::finding;
use crate::rules::translation::LockedChanged;
use crate::sheet::Role;
use crate::{Diagnostic, Span};

/// The finding about each sort of paragraph of which any was changed. Nothing of it is taken.
///
/// `is_its_own`: whether the file itself says what was sent in it. Where it does not, a sort of which it has nothing may
/// never have been sent: with both languages side by side only the head of the document is.
pub(super) fn changes(docket: &Docket, is_its_own: bool, page: &Page<'_>) -> Vec<Diagnostic> {
    let mut roles: Vec<Role> = docket.locked.iter().map(|locked| locked.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let is_there = |role: &Role| page.paragraphs.iter().any(|paragraph| paragraph.role == Some(*role));
    roles.retain(|role| is_its_own || is_there(role));
    roles.into_iter().filter_map(|role| changes_of(role, docket, page)).collect()
}

fn changes_of(role: Role, docket: &Docket, page: &Page<'_>) -> Option<Diagnostic> {
    let keyed =
        page.paragraphs.iter().any(|paragraph| paragraph.begins.iter().any(|key| key.starts_with(KEY)));
    let sent: Vec<(usize, &Locked)> =
        docket.locked.iter().enumerate().filter(|(_, locked)| locked.role == role).collect();
    let pairs: Vec<(&str, Option<usize>)> = if keyed {
        let place = |key: String| page.paragraphs.iter().position(|p| p.begins.contains(&key));
        sent.iter()
            .map(|(index, locked)| (locked.text.as_str(), place(format!("{KEY}{}", index + 1))))
            .collect()
    } else {
        by_order(&sent, role, page)
    };
    let changed: Vec<(&str, Option<usize>)> = pairs
        .into_iter()
        .filter(|(sent, at)| at.is_none_or(|at| comparable(sent) != page.plain(at)))
        .collect();
    let (first, at) = *changed.first()?;
    let what = role.name().replace('-', " ");
    let how = match at {
        Some(at) => format!("{} was changed to {}", beginning(first), beginning(&page.plain(at))),
        None => format!("{} is not there", beginning(first)),
    };
    let message = match changed.len() {
        1 => format!("{how}, which is not taken ({what})"),
        count => format!(
            "{count} paragraphs that are not translated ({what}) were changed, and are not taken; the first: {how}"
        ),
    };
    let place: Option<Span> = at.map(|at| page.at(at));
    let help =
        "names, numbers, dates and fixed wording come from the input file and the facts: mend them there";
    Some(finding(LockedChanged, message).at(place, "").help(help))
}

/// What the keys of such paragraphs begin with, in files that have keys for all paragraphs.
const KEY: &str = "locked-";

/// Without keys each paragraph is held against one of the same sort: against the same one if it is there, else in their
/// order.
fn by_order<'l>(sent: &[(usize, &'l Locked)], role: Role, page: &Page<'_>) -> Vec<(&'l str, Option<usize>)> {
    let mut there: Vec<usize> =
        (0..page.paragraphs.len()).filter(|&at| page.paragraphs[at].role == Some(role)).collect();
    let mut rest = Vec::new();
    for (_, locked) in sent {
        let wanted = comparable(&locked.text);
        // Mostly it is the very next one.
        match there.iter().position(|&at| page.plain(at) == wanted) {
            Some(index) => drop(there.remove(index)),
            None => rest.push(locked.text.as_str()),
        }
    }
    let mut there = there.into_iter();
    rest.into_iter().map(|text| (text, there.next())).collect()
}
