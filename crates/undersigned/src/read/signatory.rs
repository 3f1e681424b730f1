//! Somebody who signed: one line as printed, or the parts of the name apart.

use super::faults::{Faults, shorten};
use super::node::{Node, Value};
use crate::Span;
use crate::bounds::MAX_NAME;
use crate::document::{Located, Signatory};
use crate::facts::Facts;
use crate::rules::signatories::{Incomplete, NameNotUnderstood, UnknownCountry, UnknownGroup};

/// The keys of the mapping, which are also the columns of a list.
pub(crate) const KEYS: [&str; 5] = ["surname", "given", "honorific", "country", "group"];

/// The parts of an entry as written, each with its place.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) surname: Option<Located<String>>,
    pub(crate) given: Option<Located<String>>,
    pub(crate) honorific: Option<Located<String>>,
    pub(crate) country: Option<Located<String>>,
    pub(crate) group: Option<Located<String>>,
    /// The keys that are there with a slip of the pen: they are not missing besides.
    pub(crate) meant: Vec<&'static str>,
}

/// Reads an entry of the list in the input file.
pub(crate) fn read(node: &Node, facts: &Facts, faults: &mut Faults) -> Option<Signatory> {
    let parts = match &node.value {
        Value::Scalar(line) => parts_of_line(line, node.span, facts, faults)?,
        _ => parts_of_mapping(node, faults)?,
    };
    let span = match &node.value {
        Value::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    };
    complete(parts, span, facts, faults)
}

fn parts_of_mapping(node: &Node, faults: &mut Faults) -> Option<Parts> {
    let entries = faults.mapping(node, "a signatory", &KEYS)?;
    let before = faults.list.len();
    let mut text = |key: &str| match entries.get(key) {
        // A key without a value says no more than no key.
        None | Some(Node { value: Value::Null, .. }) => None,
        Some(Node { value: Value::Scalar(text), .. }) if text.trim().is_empty() => None,
        Some(node) => faults.line(node, key, MAX_NAME),
    };
    let parts = Parts {
        surname: text("surname"),
        given: text("given"),
        honorific: text("honorific"),
        country: text("country"),
        group: text("group"),
        meant: KEYS.into_iter().filter(|key| entries.get(key).is_none() && !entries.lacks(key)).collect(),
    };
    (faults.list.len() == before).then_some(parts)
}

/// Takes `SURNAME Given, Country, GROUP` apart.
fn parts_of_line(line: &str, span: Span, facts: &Facts, faults: &mut Faults) -> Option<Parts> {
    let line = faults.line_text(line, span, "signatories", 2 * MAX_NAME)?.value;
    // Each part with its place; the places count from the line's own text, in front of which nothing stands.
    let places = faults.places(span, &line);
    let mut offset = 0;
    let mut pieces = Vec::new();
    for piece in line.split(',') {
        let inner = piece.trim();
        let at = offset + (piece.len() - piece.trim_start().len());
        let start = places.at(at).start;
        let end = match inner.char_indices().next_back() {
            None => start,
            Some((last, _)) => places.at(at + last).end,
        };
        pieces.push(Located { value: inner.to_owned(), span: Span { source: span.source, start, end } });
        offset += piece.len() + 1;
    }
    let mut pieces = pieces.into_iter();
    let name = pieces.next()?;
    let (country, group, more) = (pieces.next(), pieces.next(), pieces.next());
    let example = "write `SURNAME Given, Country, GROUP`; an observer has no group";
    let Some(country) = country else {
        faults.error(Incomplete, format!("`{}` names no country", shorten(&line)), span, example);
        return None;
    };
    if let Some(more) = more {
        faults.error(Incomplete, "the line has more than three parts", more.span, example);
        return None;
    }
    if let Some(empty) = [&name, &country].into_iter().chain(&group).find(|part| part.value.is_empty()) {
        faults.error(Incomplete, "between the commas there is nothing", empty.span, example);
        return None;
    }
    let (surname, given) = match split_name(&name.value, &facts.names.particles) {
        Ok((surname, given)) => (surname.to_owned(), given.to_owned()),
        Err(reason) => {
            let help = format!(
                "write the surname in capitals and first, as `HUNKO Andrej`, or give the parts apart: \
                 {{ surname: …, given: …, country: {}, group: … }}",
                shorten(&country.value)
            );
            let first = name.value.split_whitespace().next().filter(|first| is_honorific(first, facts));
            let help = match first {
                Some(first) => format!(
                    "leave out `{first}`: the list prints none; in a mapping `honorific: {first}` keeps it for the website"
                ),
                None => help,
            };
            faults.error(NameNotUnderstood, format!("`{}`: {reason}", shorten(&name.value)), name.span, help);
            // Country and group are looked up all the same.
            let meant = vec!["surname"];
            return Some(Parts { country: Some(country), group, meant, ..Parts::default() });
        }
    };
    let part = |value: String| Some(Located { value, span: name.span });
    Some(Parts {
        surname: part(surname),
        given: part(given),
        country: Some(country),
        group,
        ..Parts::default()
    })
}

/// Looks up country and group, and reports what is missing.
pub(crate) fn complete(parts: Parts, span: Span, facts: &Facts, faults: &mut Faults) -> Option<Signatory> {
    for (key, there, help) in [
        ("surname", parts.surname.is_some(), "write `surname: …`"),
        ("country", parts.country.is_some(), "write `country: …`, a name or an ISO code"),
    ] {
        if !there && !parts.meant.contains(&key) {
            faults.error(Incomplete, format!("a signatory lacks the {key}"), span, help);
        }
    }
    let country = parts.country.and_then(|country| match facts.find_country(&country.value) {
        Some(code) => Some(Located { value: code.to_owned(), span: country.span }),
        None => {
            let help = match facts.nearest_country(&country.value) {
                Some(near) => format!("did you mean `{near}`?"),
                None if missing_comma(&country.value, facts) => {
                    "there seems to be no comma between the country and the group".to_owned()
                }
                None => format!(
                    "write the name of a member or observer state in {}, or its ISO code of two letters",
                    facts.languages.names_in_words()
                ),
            };
            faults.error(
                UnknownCountry,
                format!("no country is called `{}`", shorten(&country.value)),
                country.span,
                help,
            );
            None
        }
    });
    let group_typed = parts.group.as_ref().map(|group| group.value.clone()).unwrap_or_default();
    let group = match parts.group {
        None => None,
        Some(group) => match facts.find_group(&group.value) {
            Some(key) => Some(Located { value: key.to_owned(), span: group.span }),
            None => {
                let help = match facts.nearest_group(&group.value) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => group_help(facts),
                };
                let message = format!("no political group has the code `{}`", shorten(&group.value));
                faults.error(UnknownGroup, message, group.span, help);
                return None;
            }
        },
    };
    Some(Signatory {
        surname: parts.surname?.value,
        given: parts.given.map(|given| given.value).unwrap_or_default(),
        honorific: parts.honorific.map(|honorific| honorific.value),
        country: country?,
        group,
        group_typed,
        span,
    })
}

fn group_help(facts: &Facts) -> String {
    let mut help = "write the code of a political group".to_owned();
    help.extend(facts.first_code(true).map(|code| format!(", such as {code}")));
    help.extend(facts.first_code(false).map(|code| format!("; a member of no group is {code}")));
    help
}

/// Whether the text is a country and the code of a group.
fn missing_comma(text: &str, facts: &Facts) -> bool {
    text.rsplit_once(' ').is_some_and(|(country, group)| {
        facts.find_country(country).is_some() && facts.find_group(group).is_some()
    })
}

/// Divides a name as printed into surname and given name: the surname runs to the last word in capitals.
fn split_name<'a>(name: &'a str, particles: &[String]) -> Result<(&'a str, &'a str), &'static str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some(first) = words.iter().position(|word| is_capitals(word)) else {
        return Err("no word of the name is in capitals");
    };
    let Some(last) = words.iter().rposition(|word| is_capitals(word)) else {
        return Err("no word of the name is in capitals");
    };
    if last + 1 == words.len() {
        return Err(if first == 0 {
            "the given name is missing"
        } else {
            "the given name seems to come first"
        });
    }
    if !words[..first].iter().all(|word| particles.contains(&word.to_lowercase())) {
        return Err("a word before the surname is no part of it that is known");
    }
    if words[first..=last].iter().any(|word| !is_capitals(word) && !word.starts_with(char::is_lowercase)) {
        return Err("the words in capitals do not stand together");
    }
    // Cut the name itself, so that its own spaces stay.
    let end = words[last].as_ptr().addr() - name.as_ptr().addr() + words[last].len();
    Ok((&name[..end], name[end..].trim_start()))
}

/// Whether a word is a form of address, which no list prints.
fn is_honorific(word: &str, facts: &Facts) -> bool {
    facts.names.honorifics.contains(&word.trim_end_matches('.').to_lowercase())
}

/// Whether a name in a line is understood as just these two parts.
pub(crate) fn splits_as(name: &str, surname: &str, given: &str, facts: &Facts) -> bool {
    split_name(name, &facts.names.particles) == Ok((surname, given))
}

fn is_capitals(word: &str) -> bool {
    capitals(word).is_some()
}

/// The part of a word that is written in capitals: two letters at least, none of them small. A small particle with an
/// apostrophe or a hyphen before them, as in `d'ALBRET` or `al-KHATIB`, is no part of it.
pub(crate) fn capitals(word: &str) -> Option<&str> {
    let bare = match word.split_once(['\'', '’', '-']) {
        Some((particle, rest)) if !particle.is_empty() && particle.chars().all(char::is_lowercase) => rest,
        _ => word,
    };
    // Initials, as in `SMITH J.P.`, are no surname.
    if bare.contains('.') && bare.split(['.', '-']).all(|initial| initial.chars().count() <= 1) {
        return None;
    }
    // The small letters of a Scottish or Irish prefix are part of the name, as in `McGREGOR`.
    let main = bare.strip_prefix("Mac").or_else(|| bare.strip_prefix("Mc")).unwrap_or(bare);
    let letters = main.chars().filter(|c| c.is_alphabetic());
    // `ß` has a capital that hardly anybody types.
    let all = letters.clone().count() >= 2 && letters.clone().all(|c| !c.is_lowercase() || c == 'ß');
    all.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::split_name;

    fn split(name: &str) -> Result<(&str, &str), &'static str> {
        let particles = ["de", "van", "der", "el", "ó", "του"].map(str::to_owned);
        split_name(name, &particles)
    }

    #[test]
    fn the_surname_runs_to_the_last_word_in_capitals() {
        for (name, surname, given) in [
            ("CASTEL Laura", "CASTEL", "Laura"),
            ("De BRUYN Piet", "De BRUYN", "Piet"),
            ("van de VEN Mart", "van de VEN", "Mart"),
            ("de PUIG i OLIVE Lluís Maria", "de PUIG i OLIVE", "Lluís Maria"),
            ("LE BORGN' Pierre-Yves", "LE BORGN'", "Pierre-Yves"),
            ("SMITH John E.", "SMITH", "John E."),
            ("IKIĆ BANIČEK Kristina", "IKIĆ BANIČEK", "Kristina"),
            ("O'REILLY Joseph", "O'REILLY", "Joseph"),
            ("d'ALBRET Íñigo", "d'ALBRET", "Íñigo"),
            ("McGREGOR Alistair", "McGREGOR", "Alistair"),
            ("SMITH J.P.", "SMITH", "J.P."),
            ("SMITH-JONES J.-P.", "SMITH-JONES", "J.-P."),
            ("al-KHATIB Ann", "al-KHATIB", "Ann"),
            ("Ó CUÍV Éamon", "Ó CUÍV", "Éamon"),
            ("MacDONALD-ROSS Fiona", "MacDONALD-ROSS", "Fiona"),
            ("STRAßER Jo", "STRAßER", "Jo"),
            ("DUNDEE Alexander [The Earl of]", "DUNDEE", "Alexander [The Earl of]"),
            ("ΠΑΠΑΔΟΠΟΥΛΟΣ Γ.Α.", "ΠΑΠΑΔΟΠΟΥΛΟΣ", "Γ.Α."),
            ("του ΜΎΛΟΥ Ίων", "του ΜΎΛΟΥ", "Ίων"),
            ("ΧΑΤΖΗ-ΆΓΓΕΛΟΣ Ηλίας", "ΧΑΤΖΗ-ΆΓΓΕΛΟΣ", "Ηλίας"),
        ] {
            assert_eq!(split(name), Ok((surname, given)), "{name}");
        }
    }

    #[test]
    fn what_is_ambiguous_is_refused() {
        for name in
            ["John SMITH", "Marty", "SMITH", "Mr HUNKO Andrej", "GARCIA Juan LOPEZ Maria", "J. E. Smith"]
        {
            assert!(split(name).is_err(), "{name}");
        }
    }
}
