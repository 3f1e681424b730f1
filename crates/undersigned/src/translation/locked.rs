//! What is not translated, and was changed all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::align::beginning;
use super::page::Page;
use super::{Docket, Locked, Story, comparable};
use crate::rules::finding;
use crate::rules::translation::{LockedChanged, ParagraphAdded};
use crate::sheet::Role;
use crate::{Diagnostic, Span};

/// The finding about each sort of paragraph of which any was changed. Nothing of it is taken.
///
/// `is_its_own`: whether the file itself says what was sent in it. Where it does not, a sort of which it has nothing may
/// never have been sent: with both languages side by side only the head of the document is.
pub(super) fn changes(docket: &Docket, is_its_own: bool, page: &Page<'_>) -> Vec<Diagnostic> {
    let mut by_role: BTreeMap<Role, Vec<(&Locked, Option<usize>)>> = BTreeMap::new();
    let (places, left) = places(&docket.locked, page);
    for (locked, place) in docket.locked.iter().zip(places) {
        by_role.entry(locked.role).or_default().push((locked, place));
    }
    if !is_its_own {
        let there: BTreeSet<Role> = page.paragraphs.iter().filter_map(|paragraph| paragraph.role).collect();
        by_role.retain(|role, _| there.contains(role));
    }
    let changed = by_role.into_iter().filter_map(|(role, pairs)| changes_of(role, &pairs, page));
    changed.chain(left.into_iter().map(|(role, at)| added(role, at, page))).collect()
}

/// A paragraph in the style of something that is not translated, and is no such thing. In the list of signatories it is
/// one more, whom the input file does not know; elsewhere it may be a text that would be lost.
fn added(role: Role, at: usize, page: &Page<'_>) -> Diagnostic {
    let (text, what) = (beginning(&page.plain(at)), role.name().replace('-', " "));
    if matches!(role, Role::Signatory | Role::Total | Role::Legend) {
        let help = "whoever has signed stands in the input file";
        return finding(LockedChanged, format!("{text} was added, which is not taken ({what})"))
            .at(page.at(at), "")
            .help(help);
    }
    let message =
        format!("a paragraph came back that was not sent: {text} (its style is that of the {what})");
    let help = "remove it, or put its text into the paragraph that it belongs to";
    finding(ParagraphAdded, message).at(page.at(at), "").help(help)
}

fn changes_of(role: Role, pairs: &[(&Locked, Option<usize>)], page: &Page<'_>) -> Option<Diagnostic> {
    let is_changed = |&&(locked, at): &&(&Locked, Option<usize>)| {
        at.is_none_or(|at| comparable(&locked.text) != page.plain(at))
    };
    let changed: Vec<_> = pairs.iter().filter(is_changed).collect();
    let &&(first, at) = changed.first()?;
    let what = role.name().replace('-', " ");
    let (how, end) = match at {
        Some(at) => {
            let (was, is) = difference(&comparable(&first.text), &page.plain(at));
            (format!("{was} was changed to {is}"), "which is not taken")
        }
        None => (format!("{} is not there", beginning(&first.text)), "and prints all the same"),
    };
    let message = match changed.len() {
        1 => format!("{how}, {end} ({what})"),
        count => format!(
            "{count} paragraphs that are not translated ({what}) were changed, and are not taken; the first: {how}"
        ),
    };
    let place: Option<Span> = at.map(|at| page.at(at));
    let help =
        "names, numbers, dates and fixed wording come from the input file and the facts: mend them there";
    Some(finding(LockedChanged, message).at(place, "").help(help))
}

/// The beginnings of two texts, from the word on in which they differ where that is not among the first.
fn difference(was: &str, is: &str) -> (String, String) {
    if beginning(was) != beginning(is) {
        return (beginning(was), beginning(is));
    }
    let same: usize =
        was.chars().zip(is.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let word = was[..same].rfind(' ').map_or(0, |at| at + 1);
    let part = |text: &str| beginning(&format!("… {}", &text[word..]));
    (part(was), part(is))
}

/// What the keys of such paragraphs begin with, in files that have keys for all paragraphs.
const KEY: &str = "locked-";

/// The paragraph of each: by its key, or where the file has no such keys, one of the same sort; the same one if it is
/// there, else in their order.
///
/// With them the paragraphs of such sorts that are left over.
fn places(locked: &[Locked], page: &Page<'_>) -> (Vec<Option<usize>>, Vec<(Role, usize)>) {
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
        let places = (0..locked.len()).map(|index| by_key.get(key(index).as_str()).copied());
        return (places.collect(), Vec::new());
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
    // Programs write the heads and feet of pages more than once. What has a bookmark is translated.
    let is_left = |at: &usize| {
        let paragraph = &page.paragraphs[*at];
        paragraph.story != Story::Furniture && paragraph.begins.is_empty() && !page.plain(*at).is_empty()
    };
    let sorts: BTreeSet<Role> = locked.iter().map(|locked| locked.role).collect();
    let left = rest
        .into_iter()
        .filter(|(role, _)| sorts.contains(role))
        .flat_map(|(role, paragraphs)| paragraphs.into_iter().map(move |at| (role, at)))
        .filter(|(_, at)| is_left(at))
        .collect();
    (places, left)
}
