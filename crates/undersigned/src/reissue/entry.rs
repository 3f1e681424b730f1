//! A signatory as it is written into an input file.

use crate::document::Signatory;
use crate::edit::{quoted, scalar};
use crate::facts::Facts;
use crate::read::splits_as;
use crate::{Date, Format, Language};

/// The parts of an entry, by the key that the input has for each.
pub(super) struct Entry {
    pub(super) parts: Vec<(&'static str, String)>,
}

impl Entry {
    /// The entry as it is written in a language, with country and group as they are called on a date.
    pub(super) fn of(signatory: &Signatory, facts: &Facts, language: Language, date: Date) -> Self {
        let country = facts.country(&signatory.country.value, date).and_then(|c| c.name.get(&language));
        let country = country.cloned().unwrap_or_else(|| signatory.country.value.clone());
        let group = signatory.group.as_ref().map(|group| {
            let code = facts.group(&group.value, date).and_then(|entry| entry.code.get(&language));
            code.cloned().unwrap_or_else(|| signatory.group_typed.clone())
        });
        let mut parts = vec![("surname", signatory.surname.clone())];
        if !signatory.given.is_empty() {
            parts.push(("given", signatory.given.clone()));
        }
        parts.extend(signatory.honorific.clone().map(|honorific| ("honorific", honorific)));
        parts.push(("country", country));
        parts.extend(group.map(|group| ("group", group)));
        Entry { parts }
    }

    pub(super) fn part(&self, key: &str) -> &str {
        self.parts.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value)
    }

    /// The entry in a notation: a line where that says all, else a mapping on one line.
    pub(super) fn write(&self, format: Format, facts: &Facts) -> Result<String, String> {
        let (surname, given) = (self.part("surname"), self.part("given"));
        let mut line = format!("{surname} {given}, {}", self.part("country"));
        if !self.part("group").is_empty() {
            line.push_str(", ");
            line.push_str(self.part("group"));
        }
        let plain = self.part("honorific").is_empty()
            && !self.parts.iter().any(|(_, value)| value.contains(','))
            && splits_as(&format!("{surname} {given}"), surname, given, facts);
        if plain {
            return scalar(&line, format);
        }
        let parts: Result<Vec<String>, String> = self
            .parts
            .iter()
            .map(|(key, value)| {
                let value = quoted(value)?;
                Ok(match format {
                    Format::Yaml => format!("{key}: {value}"),
                    Format::Toml => format!("{key} = {value}"),
                    Format::Json => format!("\"{key}\": {value}"),
                })
            })
            .collect();
        Ok(format!("{{ {} }}", parts?.join(", ")))
    }
}
