//! What is not translated, and was changed all the same.

use std::collections::{BTreeMap, BTreeSet};

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
    let mut by_role: BTreeMap<Role, Vec<(&Locked, Option<usize>)>> = BTreeMap::new();
    for (locked, place) in docket.locked.iter().zip(places(&docket.locked, page)) {
        by_role.entry(locked.role).or_default().push((locked, place));
    }
    if !is_its_own {
        let there: BTreeSet<Role> = page.paragraphs.iter().filter_map(|paragraph| paragraph.role).collect();
        by_role.retain(|role, _| there.contains(role));
    }
    by_role.into_iter().filter_map(|(role, pairs)| changes_of(role, &pairs, page)).collect()
}

fn changes_of(role: Role, pairs: &[(&Locked, Option<usize>)], page: &Page<'_>) -> Option<Diagnostic> {
    let is_changed = |&&(locked, at): &&(&Locked, Option<usize>)| {
        at.is_none_or(|at| comparable(&locked.text) != page.plain(at))
    };
    let changed: Vec<_> = pairs.iter().filter(is_changed).collect();
    let &&(first, at) = changed.first()?;
    let what = role.name().replace('-', " ");
    let first = beginning(&first.text);
    let how = match at {
        Some(at) => format!("{first} was changed to {}", beginning(&page.plain(at))),
        None => format!("{first} is not there"),
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

/// The paragraph of each: by its key, or where the file has no such keys, one of the same sort; the same one if it is
/// there, else in their order.
fn places(locked: &[Locked], page: &Page<'_>) -> Vec<Option<usize>> {
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_text: BTreeMap<(Role, String), Vec<usize>> = BTreeMap::new();
    for (at, paragraph) in page.paragraphs.iter().enumerate().rev() {
        by_key
            .extend(paragraph.begins.iter().filter(|key| key.starts_with(KEY)).map(|key| (key.as_str(), at)));
        if let Some(role) = paragraph.role {
            by_text.entry((role, page.plain(at))).or_default().push(at);
        }
    }
    if !by_key.is_empty() {
        let key = |index: usize| format!("{KEY}{}", index + 1);
        return (0..locked.len()).map(|index| by_key.get(key(index).as_str()).copied()).collect();
    }
    let mut places: Vec<Option<usize>> = locked
        .iter()
        .map(|locked| by_text.get_mut(&(locked.role, comparable(&locked.text))).and_then(Vec::pop))
        .collect();
    let mut rest: BTreeMap<Role, Vec<usize>> = BTreeMap::new();
    for ((role, _), paragraphs) in by_text {
        rest.entry(role).or_default().extend(paragraphs);
    }
    rest.values_mut().for_each(|paragraphs| paragraphs.sort_unstable_by(|a, b| b.cmp(a)));
    for (place, locked) in places.iter_mut().zip(locked) {
        *place = place.or_else(|| rest.get_mut(&locked.role).and_then(Vec::pop));
    }
    places
}
