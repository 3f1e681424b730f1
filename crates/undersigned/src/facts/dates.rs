//! Entries that hold between two dates: none ends before it begins, and no two hold for the same on the same day.

use std::collections::BTreeMap;

use crate::Date;
use crate::profile::{Place, TomlFile};
use crate::rules::finding;
use crate::rules::profile::UnusableFile;

/// When an entry of a list holds, and for what.
pub(super) struct Held {
    /// What it holds for, in words.
    pub(super) what: Vec<String>,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
}

impl Held {
    fn meets(&self, other: &Held) -> bool {
        let begins_in_time =
            |from: Option<Date>, to: Option<Date>| from.zip(to).is_none_or(|(from, to)| from <= to);
        begins_in_time(self.from, other.to) && begins_in_time(other.from, self.to)
    }
}

/// Tells which entries of a list contradict themselves or one another.
pub(super) fn check(file: &TomlFile<'_>, list: Place<'_, '_>, entries: &[Held]) {
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some((from, to)) = entry.from.zip(entry.to).filter(|(from, to)| from > to) {
            let message = format!("it holds from {from} on, and ends before that, on {to}");
            file.fault(list.nth(index).at("to").span(), message, "`to` is the last day on which it holds");
            continue;
        }
        let mut told = Vec::new();
        for what in &entry.what {
            let others = known.entry(what).or_default();
            for &other in others.iter().filter(|&&other| entries[other].meets(entry)) {
                if !told.contains(&other) {
                    told.push(other);
                    file.push(
                        finding(UnusableFile, format!("two entries hold for {what} on the same days"))
                            .at(list.nth(index).span(), "this one would never be looked at on those days")
                            .at(list.nth(other).span(), "the first")
                            .help("let one end (`to`) before the other begins (`from`)"),
                    );
                }
            }
            others.push(index);
        }
    }
}
