//! Writes a draft as XLIFF.

mod inline;
mod v1;
mod v2;
mod xml;

use undersigned::sheet::{Inline, Text};
use undersigned::translation::{Draft, Locked, Unit};

use self::inline::Pair;
use crate::error::Kind;
use crate::key;
use crate::version::Version;

/// The file.
pub(crate) fn file(draft: &Draft, version: Version) -> Result<String, Kind> {
    let docket = &draft.docket;
    let units = docket.units.iter().map(|unit| Entry::of_unit(unit, version));
    let locked =
        docket.locked.iter().zip(1..).map(|(locked, number)| Entry::of_locked(locked, number, version));
    let entries: Vec<Entry> = units.chain(locked).collect::<Result<_, _>>()?;
    Ok(match version {
        Version::V1_2 => v1::file(draft, &entries)?,
        Version::V2_1 => v2::file(draft, &entries)?,
    })
}

/// A unit of the file: a paragraph, translated or not.
struct Entry {
    key: String,
    /// The role, as the type of the unit.
    kind: String,
    is_locked: bool,
    state: State,
    text: Pair,
    note: Option<String>,
}

/// How far a translation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Untranslated,
    Translated,
    /// Nothing is to be done to it.
    Final,
}

impl Entry {
    fn of_unit(unit: &Unit, version: Version) -> Result<Entry, Kind> {
        let state = if unit.target.is_some() { State::Translated } else { State::Untranslated };
        Ok(Entry {
            kind: key::type_of(unit.role, version),
            is_locked: false,
            state,
            text: Pair::new(&unit.key, &unit.source, unit.target.as_deref(), version)?,
            note: unit.note.clone(),
            key: unit.key.clone(),
        })
    }

    fn of_locked(locked: &Locked, number: usize, version: Version) -> Result<Entry, Kind> {
        let key = key::locked(number);
        let text = [Inline::Text(Text { text: locked.text.clone(), ..Text::default() })];
        let unconfirmed = "Not seen in a published document yet: somebody should confirm it.";
        Ok(Entry {
            kind: key::type_of(locked.role, version),
            is_locked: true,
            state: if locked.unconfirmed { State::Translated } else { State::Final },
            text: Pair::new(&key, &text, Some(&text), version)?,
            note: locked.unconfirmed.then(|| unconfirmed.to_owned()),
            key,
        })
    }
}
