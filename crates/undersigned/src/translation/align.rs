//! Which paragraph of the file that came back is which of those that were sent.
//!
//! A bookmark tells for certain. Where a translator typed a paragraph anew and lost it, the paragraph is told by its
//! place between two others and by its style, if there is exactly one that it can be; several neighbours by their order,
//! if their number, styles, lengths and figures agree with what was sent. In every other case nothing is taken, and what
//! most likely happened is said.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::page::Page;
use super::{ReturnedParagraph, Story, Unit, comparable};
use crate::Diagnostic;
use crate::pairing;
use crate::rules::finding;
use crate::rules::translation::{
    ParagraphAdded, ParagraphMissing, ParagraphMoved, ParagraphSplit, ParagraphTwice, ParagraphsMerged,
    ToldByPlace,
};
use crate::sheet::Role;

/// The paragraph of each unit, by index; `None` where a finding says why.
pub(super) fn align(units: &[Unit], page: &Page<'_>) -> (Vec<Option<usize>>, Vec<Diagnostic>) {
    let characters = |text: &str| text.chars().count();
    let mut alignment = Alignment {
        units,
        page,
        sent: units.iter().map(|unit| characters(&comparable(&unit.plain_source()))).collect(),
        came: (0..page.paragraphs.len()).map(|at| characters(page.text(at))).collect(),
        sent_figures: units.iter().map(|unit| figures(&unit.plain_source())).collect(),
        came_figures: (0..page.paragraphs.len()).map(|at| figures(&page.plain(at))).collect(),
        translated: units.iter().map(|unit| unit.role).chain(TRANSLATED).collect(),
        found: vec![None; units.len()],
        said: vec![false; units.len()],
        taken: vec![false; page.paragraphs.len()],
        certain: (0, 0),
        same: BTreeMap::new(),
        has_notes: page.paragraphs.iter().any(|paragraph| matches!(paragraph.story, Story::Note(_))),
        told: Vec::new(),
        findings: Vec::new(),
    };
    alignment.by_bookmarks();
    alignment.sum_up();
    let fences = alignment.fences();
    alignment.between(&fences);
    alignment.say_told();
    alignment.refuse_empty();
    (alignment.found, alignment.findings)
}

/// The roles of paragraphs that are translated in every document.
const TRANSLATED: [Role; 5] = [Role::Title, Role::Body, Role::ListItem, Role::ListItemSecond, Role::Note];

struct Alignment<'a> {
    units: &'a [Unit],
    page: &'a Page<'a>,
    /// How many characters each unit was sent with, and each paragraph came back with.
    sent: Vec<usize>,
    came: Vec<usize>,
    /// The figures of each unit, and of each paragraph that came back.
    sent_figures: Vec<BTreeSet<String>>,
    came_figures: Vec<BTreeSet<String>>,
    /// The roles of paragraphs that are translated.
    translated: BTreeSet<Role>,
    found: Vec<Option<usize>>,
    /// Of which units a fault is said already.
    said: Vec<bool>,
    /// Which paragraphs belong to a unit, rightly or wrongly.
    taken: Vec<bool>,
    /// How many characters the units that bookmarks tell were sent with, and came back with.
    certain: (usize, usize),
    /// The first paragraph with a bookmark of each text.
    same: BTreeMap<&'a str, usize>,
    /// Whether the file has notes of its own.
    has_notes: bool,
    /// The units that were told by their places, with their paragraphs.
    told: Vec<(usize, usize)>,
    findings: Vec<Diagnostic>,
}

impl Alignment<'_> {
    fn by_bookmarks(&mut self) {
        let index: BTreeMap<&str, usize> =
            self.units.iter().enumerate().map(|(index, unit)| (unit.key.as_str(), index)).collect();
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); self.units.len()];
        for (at, paragraph) in self.page.paragraphs.iter().enumerate() {
            let mut units: Vec<usize> =
                paragraph.begins.iter().filter_map(|key| index.get(key.as_str()).copied()).collect();
            units.dedup();
            self.taken[at] = !units.is_empty();
            units.iter().for_each(|&unit| places[unit].push(at));
        }
        for (unit, places) in places.iter().enumerate() {
            match places[..] {
                [] => {}
                [place] => self.found[unit] = Some(place),
                [first, second, ..] => self.twice(unit, first, second),
            }
        }
        for at in 0..self.page.paragraphs.len() {
            let paragraph = &self.page.paragraphs[at];
            let here: Vec<usize> = paragraph
                .begins
                .iter()
                .filter_map(|key| index.get(key.as_str()).copied())
                .filter(|&unit| self.found[unit] == Some(at))
                .collect();
            if here.len() > 1 {
                self.several(&here, at);
            }
            for key in &paragraph.continues {
                if let Some(&unit) = index.get(key.as_str())
                    && let Some(first) = self.found[unit].filter(|&first| first < at)
                {
                    self.split(unit, first, at);
                    self.taken[first..=at].fill(true);
                }
            }
        }
    }

    /// Notes what the certain paragraphs say of all.
    fn sum_up(&mut self) {
        for (unit, at) in self.found.iter().enumerate() {
            if let Some(at) = *at {
                self.certain.0 += self.sent[unit];
                self.certain.1 += self.came[at];
            }
        }
        let page = self.page;
        for at in (0..self.taken.len()).filter(|&at| self.taken[at]) {
            self.same.entry(page.text(at)).or_insert(at);
        }
    }

    /// Several bookmarks begin in one paragraph: two paragraphs were joined, or all text of one was deleted and only its
    /// bookmark is left.
    fn several(&mut self, units: &[usize], at: usize) {
        let length = self.came[at];
        let all: usize = units.iter().map(|&unit| self.sent[unit]).sum();
        let last = units.last().copied().unwrap_or_default();
        if misfit(length, self.sent[last], 1.0) < misfit(length, all, 1.0) {
            for &unit in units.iter().filter(|&&unit| unit != last) {
                self.found[unit] = None;
            }
            return;
        }
        let names: Vec<String> = units.iter().map(|&unit| self.units[unit].name()).collect();
        let message = format!("{} came back as one paragraph", names.join(" and "));
        let help = "part it again where the second one begins";
        self.findings.push(finding(ParagraphsMerged, message).at(self.page.at(at), "").help(help));
        for &unit in units {
            self.found[unit] = None;
            self.said[unit] = true;
        }
    }

    fn twice(&mut self, unit: usize, first: usize, second: usize) {
        // LibreOffice gives both halves of a divided paragraph the bookmark of the whole.
        let (one, both) = (self.came[first], self.came[first] + self.came[second]);
        let is_next = self.taken[first + 1..second].iter().all(|taken| !taken);
        let differs = self.page.text(first) != self.page.text(second);
        if is_next && differs && misfit(both, self.sent[unit], 1.0) < misfit(one, self.sent[unit], 1.0) {
            return self.split(unit, first, second);
        }
        let message = format!("{} came back twice", self.units[unit].name());
        self.findings.push(
            finding(ParagraphTwice, message)
                .at(self.page.at(second), "the second")
                .at(self.page.at(first), "the first")
                .help("remove the one that is not meant"),
        );
        self.said[unit] = true;
    }

    fn split(&mut self, unit: usize, first: usize, second: usize) {
        let message = format!("{} came back as two paragraphs", self.units[unit].name());
        self.findings.push(
            finding(ParagraphSplit, message)
                .at(self.page.at(second), "the second part")
                .at(self.page.at(first), "the first part")
                .help("join them again"),
        );
        self.found[unit] = None;
        self.said[unit] = true;
    }

    /// The units that were found in the order in which they were sent, with their paragraphs. Those that leave it were
    /// moved: the fewest that can be.
    fn fences(&mut self) -> Vec<(usize, usize)> {
        let found: Vec<(usize, usize)> =
            self.found.iter().enumerate().filter_map(|(unit, at)| Some((unit, (*at)?))).collect();
        let places: Vec<usize> = found.iter().map(|&(_, at)| at).collect();
        let kept = longest_rise(&places);
        let mut fences = Vec::with_capacity(kept.len());
        let mut next = kept.into_iter().peekable();
        for (index, &(unit, at)) in found.iter().enumerate() {
            if next.next_if_eq(&index).is_some() {
                fences.push((unit, at));
                continue;
            }
            let message = format!("{} stands at another place", self.units[unit].name());
            let help = "its text is taken; in the document it stands where it was sent";
            self.findings.push(finding(ParagraphMoved, message).at(self.page.at(at), "").help(help));
        }
        fences
    }

    /// Looks between each two units that were found for those that were not.
    fn between(&mut self, fences: &[(usize, usize)]) {
        let (mut unit, mut at, mut fence) = (0, 0, None);
        let end = (self.units.len(), self.page.paragraphs.len());
        for &(next_unit, next_at) in fences.iter().chain([&end]) {
            self.gap(unit..next_unit, at..next_at, fence);
            (unit, at, fence) = (next_unit + 1, next_at + 1, Some((next_unit, next_at)));
        }
    }

    /// `fence` is the unit before the gap, with its paragraph.
    fn gap(&mut self, units: Range<usize>, paragraphs: Range<usize>, fence: Option<(usize, usize)>) {
        let lost: Vec<usize> = units.filter(|&unit| self.found[unit].is_none() && !self.said[unit]).collect();
        let free: Vec<usize> = paragraphs.filter(|&at| !self.taken[at] && self.may_be_a_unit(at)).collect();
        let ratio = self.ratio_within(&lost, &free);
        // One alone can be no other; of several, one may be gone and another have come.
        let far_off = if lost.len() == 1 { FAR_OFF } else { FAR_OFF_AMONG_SEVERAL };
        let fits = lost.len() == free.len()
            && lost.iter().zip(&free).all(|(&unit, &at)| {
                self.has_role(unit, at)
                    && misfit(self.came[at], self.sent[unit], ratio) < far_off
                    && (lost.len() == 1 || self.has_figures(unit, at))
            });
        if fits {
            for (&unit, &at) in lost.iter().zip(&free) {
                self.found[unit] = Some(at);
                self.taken[at] = true;
                self.told.push((unit, at));
            }
            return;
        }
        self.refuse_gap(&lost, &free, fence);
    }

    /// Says what is wrong between two units. What most likely belongs together is put together first, so that one
    /// mistake is one finding; nothing of it is taken any more.
    fn refuse_gap(&mut self, lost: &[usize], free: &[usize], mut fence: Option<(usize, usize)>) {
        let pairs = self.likely(lost, free);
        for &(unit, at) in &pairs {
            self.found[lost[unit]] = Some(free[at]);
        }
        let (mut unit, mut at) = (0, 0);
        for &(next_unit, next_at) in pairs.iter().chain([&(lost.len(), free.len())]) {
            let (lost_here, free_here) = (&lost[unit..next_unit], &free[at..next_at]);
            for &unit in lost_here {
                self.lost(unit, free_here.is_empty());
            }
            for &at in free_here {
                self.added(at, fence.filter(|_| lost_here.is_empty()));
            }
            (unit, at) = (next_unit + 1, next_at + 1);
            fence = lost.get(next_unit).copied().zip(free.get(next_at).copied()).or(fence);
        }
    }

    /// Which of some units most likely are which of some paragraphs, by index, told by styles and lengths.
    fn likely(&self, lost: &[usize], free: &[usize]) -> Vec<(usize, usize)> {
        /// So many pairs are compared at most.
        const MOST_PAIRS: usize = 250_000;
        if lost.len() * free.len() > MOST_PAIRS {
            return Vec::new();
        }
        let ratio = self.ratio_within(lost, free);
        pairing::cheapest(lost.len(), free.len(), |unit, at| {
            let (unit, at) = (lost[unit], free[at]);
            let cost = misfit(self.came[at], self.sent[unit], ratio);
            let is_likely = cost < FAR_OFF_AMONG_SEVERAL && self.has_figures(unit, at);
            (self.has_role(unit, at) && is_likely).then_some(cost)
        })
    }

    /// Whether a paragraph without a bookmark is of a sort that is translated.
    fn may_be_a_unit(&self, at: usize) -> bool {
        let ReturnedParagraph { role, story, .. } = self.page.paragraphs[at];
        story != Story::Furniture
            && role.is_none_or(|role| self.translated.contains(&role))
            && self.came[at] > 0
    }

    fn has_role(&self, unit: usize, at: usize) -> bool {
        let paragraph = &self.page.paragraphs[at];
        let in_story = match paragraph.story {
            Story::Text => self.units[unit].role != Role::Note || !self.has_notes,
            Story::Note(number) => self.units[unit].key.starts_with(&format!("note-{number}-")),
            Story::Furniture => false,
        };
        in_story && paragraph.role.is_none_or(|role| role == self.units[unit].role)
    }

    /// Whether a paragraph has the figures of a unit, where both have any: those are the same in every language.
    fn has_figures(&self, unit: usize, at: usize) -> bool {
        let (sent, came) = (&self.sent_figures[unit], &self.came_figures[at]);
        sent.is_empty() && came.is_empty() || !sent.is_disjoint(came)
    }

    /// A unit that is nowhere. Where nothing else is wrong beside it, a neighbour that is as long as both holds it.
    fn lost(&mut self, unit: usize, alone: bool) {
        let neighbours = [unit.checked_sub(1), Some(unit + 1)];
        let holder = neighbours.into_iter().flatten().find_map(|neighbour| {
            let at = self.found.get(neighbour).copied().flatten()?;
            let ratio = self.ratio(&[(neighbour, at)]);
            let (length, sent) = (self.came[at], self.sent[neighbour]);
            let holds = misfit(length, sent + self.sent[unit], ratio) < misfit(length, sent, ratio);
            holds.then_some((neighbour, at))
        });
        let unit_name = self.units[unit].name();
        self.said[unit] = true;
        if let (Some((neighbour, at)), true) = (holder, alone) {
            let message =
                format!("{unit_name} seems to have come back as one with {}", self.units[neighbour].name());
            let help = "part them where the second one begins";
            self.findings.push(finding(ParagraphsMerged, message).at(self.page.at(at), "").help(help));
            self.found[neighbour] = None;
            self.said[neighbour] = true;
            return;
        }
        let message = format!("{unit_name} is missing: {}", beginning(&self.units[unit].plain_source()));
        let help = "put it back into the translated file, with the style that it had";
        let missing = finding(ParagraphMissing, message).help(help);
        let before = (0..unit).rev().find_map(|unit| self.found[unit]);
        let behind = (unit + 1..self.units.len()).find_map(|unit| self.found[unit]);
        self.findings.push(match (before, behind) {
            (Some(at), _) => missing.at(self.page.at(at), "it belongs behind this one"),
            (None, Some(at)) => missing.at(self.page.at(at), "it belongs before this one"),
            (None, None) => missing,
        });
    }

    /// A paragraph that was not sent: a copy, a part of the one before, or something of its own.
    /// `before` is the unit that it may be a part of.
    fn added(&mut self, at: usize, before: Option<(usize, usize)>) {
        let text = self.page.text(at);
        let part_of = before.filter(|&(unit, before)| {
            let (first, sent) = (self.came[before], self.sent[unit]);
            let ratio = self.ratio(&[(unit, before)]);
            let is_part = misfit(first + self.came[at], sent, ratio) < misfit(first, sent, ratio);
            is_part && self.has_role(unit, at) && self.found[unit] == Some(before)
        });
        if let Some(&same) = self.same.get(text) {
            let message = format!("a paragraph came back twice: {}", beginning(text));
            self.findings.push(
                finding(ParagraphTwice, message)
                    .at(self.page.at(at), "the one without a bookmark")
                    .at(self.page.at(same), "the other")
                    .help("remove the one that is not meant"),
            );
        } else if let Some((unit, before)) = part_of {
            self.split(unit, before, at);
        } else {
            let message = format!("a paragraph came back that was not sent: {}", beginning(text));
            let help = "remove it, or put its text into the paragraph that it belongs to";
            self.findings.push(finding(ParagraphAdded, message).at(self.page.at(at), "").help(help));
        }
    }

    fn say_told(&mut self) {
        /// More than this are no slips of single paragraphs: the file has lost its bookmarks.
        const FEW: usize = 3;
        let help = "make sure that each is the right one (`--dry-run` shows the text)";
        if self.told.len() > FEW {
            let message =
                format!("{} paragraphs were told by their places: their bookmarks are gone", self.told.len());
            let first = self.told.first().map(|&(_, at)| self.page.at(at));
            self.findings.push(finding(ToldByPlace, message).at(first, "the first").help(help));
            return;
        }
        for &(unit, at) in &self.told {
            let message = format!("{} was told by its place: its bookmark is gone", self.units[unit].name());
            self.findings.push(finding(ToldByPlace, message).at(self.page.at(at), "").help(help));
        }
    }

    /// What is left of a text when its words are gone is no translation of it.
    fn refuse_empty(&mut self) {
        let has_words = |text: &str| text.chars().any(char::is_alphanumeric);
        for unit in 0..self.units.len() {
            let Some(at) = self.found[unit] else { continue };
            let text = self.page.plain(at);
            if has_words(&text) || !text.is_empty() && !has_words(&self.units[unit].plain_source()) {
                continue;
            }
            let message = format!("{} is empty", self.units[unit].name());
            let help = "write its translation";
            self.findings.push(finding(ParagraphMissing, message).at(self.page.at(at), "").help(help));
            self.found[unit] = None;
        }
    }

    /// The same for some units and paragraphs; where no unit is certain, as these show together.
    fn ratio_within(&self, lost: &[usize], free: &[usize]) -> f64 {
        if self.certain.0 > 0 {
            return self.ratio(&[]);
        }
        let sent: usize = lost.iter().map(|&unit| self.sent[unit]).sum();
        let came: usize = free.iter().map(|&at| self.came[at]).sum();
        if sent == 0 || came == 0 { 1.0 } else { came as f64 / sent as f64 }
    }

    /// How much longer translations are than what was sent, as the certain units but these show.
    fn ratio(&self, without: &[(usize, usize)]) -> f64 {
        let (mut sent, mut came) = self.certain;
        for &(unit, at) in without {
            sent = sent.saturating_sub(self.sent[unit]);
            came = came.saturating_sub(self.came[at]);
        }
        if sent == 0 || came == 0 { 1.0 } else { came as f64 / sent as f64 }
    }
}

/// The numbers of a text that are the same in every language: those of two figures or more.
fn figures(text: &str) -> BTreeSet<String> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() > 1);
    numbers.map(str::to_owned).collect()
}

/// A misfit beyond which a paragraph is not the translation of another: two and a half times as long, or as short.
const FAR_OFF: f64 = 0.92;

/// The same where one of several may be meant: more than one and a half times as long.
const FAR_OFF_AMONG_SEVERAL: f64 = 0.45;

/// How far a length is from what the translation of so many characters has. A few more or less count for nothing.
fn misfit(length: usize, sent: usize, ratio: f64) -> f64 {
    const FEW: f64 = 10.0;
    ((length as f64 + FEW) / (sent as f64 * ratio + FEW)).ln().abs()
}

/// The indices of the longest run of values that rise.
fn longest_rise(values: &[usize]) -> Vec<usize> {
    // For each length the index of the smallest last value of a run of it; and for each index the one before.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let length = ends.partition_point(|&end| values[end] < *value);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut run: Vec<usize> = std::iter::successors(ends.last().copied(), |&index| before[index]).collect();
    run.reverse();
    run
}

/// The first words of a text, in quotation marks.
pub(super) fn beginning(text: &str) -> String {
    const LENGTH: usize = 50;
    let text = comparable(text);
    match text.char_indices().nth(LENGTH) {
        None => format!("“{text}”"),
        Some((end, _)) => {
            let whole = text[..end].rfind(' ').unwrap_or(end);
            format!("“{} …”", &text[..whole])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::longest_rise;

    #[test]
    fn the_fewest_are_moved() {
        assert_eq!(longest_rise(&[3, 5, 4, 6, 7]), [0, 2, 3, 4]);
        assert_eq!(longest_rise(&[9, 1, 2, 3]), [1, 2, 3]);
        assert_eq!(longest_rise(&[1, 2, 9, 3, 4]), [0, 1, 3, 4]);
        assert!(longest_rise(&[]).is_empty());
    }
}
