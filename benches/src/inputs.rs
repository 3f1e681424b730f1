//! The documents that the benches measure.

use std::fmt::Write;

use undersigned::{Document, Format, Language, Profile, Sheet};

/// Each with a letter that the others lack.
const PLACES: [&str; 5] = ["Łódź", "Århus", "Plzeň", "Škofja Loka", "Tromsø"];

/// An input file in memory.
#[derive(Clone)]
pub struct Input {
    /// What the figures are listed under.
    pub name: String,
    /// The bytes of the file, in YAML.
    pub bytes: Vec<u8>,
}

impl Input {
    /// `examples/doc-16229.yaml`: 221 words, 20 signatories, two pages.
    ///
    /// # Panics
    /// When the file is not there.
    pub fn seed() -> Input {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/doc-16229.yaml");
        let bytes = std::fs::read(path).expect("the seed");
        Input { name: "doc-16229".to_owned(), bytes }
    }

    /// A declaration with so many signatories and a body of so many words.
    pub fn of_size(signatories: usize, words: usize) -> Input {
        let mut text = String::from(
            "kind: written-declaration\ndoc: 16229\nnumber: 818\ndate: 2025-08-19\n\
             text:\n  en:\n    title: Stand up for human rights in Europe\n    body: |\n",
        );
        for paragraph in paragraphs(words) {
            writeln!(text, "      {paragraph}\n").expect("room");
        }
        text.push_str("signatories:\n");
        for index in 0..signatories {
            writeln!(text, "  - {}", signatory(index)).expect("room");
        }
        Input { name: format!("{signatories} signatories, {words} words"), bytes: text.into_bytes() }
    }

    /// Five versions of the document, to be made in turns: each differs from the others in its number, its title, nearly
    /// every paragraph, the names of its signatories and a letter of every face, so that an engine that keeps what it has
    /// set before finds as little of it as among the documents of an archive.
    ///
    /// # Panics
    /// When the file is no text.
    pub fn versions(&self) -> [Input; PLACES.len()] {
        let text = std::str::from_utf8(&self.bytes).expect("UTF-8");
        PLACES.map(|place| {
            let text = text.replace(" and ", &format!(" and, in {place}, "));
            let text = text.replace("human rights in", &format!("human rights near {place} in"));
            let text = text.replace("16229", &(16_229 + u32::from(place.as_bytes()[1])).to_string());
            let lines = text.split_inclusive('\n').map(|line| match line.strip_prefix("  - ") {
                // One given name more.
                Some(_) => line.replacen(", ", &format!(" {place}, "), 1),
                None => line.to_owned(),
            });
            Input { bytes: lines.collect::<String>().into_bytes(), ..self.clone() }
        })
    }

    /// The document that the file holds.
    ///
    /// # Panics
    /// When the file has errors.
    pub fn read(&self, profile: &Profile) -> Document {
        profile.read(&self.name, &self.bytes, Format::Yaml).unwrap_or_else(|faults| panic!("{faults}"))
    }

    /// The English sheet of the document.
    ///
    /// # Panics
    /// When the file has errors.
    pub fn sheet(&self, profile: &Profile) -> Sheet {
        profile.resolve(&self.read(profile), Language::ENGLISH).unwrap_or_else(|faults| panic!("{faults}"))
    }
}

/// Paragraphs of 60 words. They go round in the seed's body, which has another length: no two are the same, so that
/// nothing that remembers a paragraph is fast for the wrong reason.
fn paragraphs(words: usize) -> Vec<String> {
    let seed = String::from_utf8(Input::seed().bytes).expect("UTF-8");
    let (_, body) = seed.split_once("body: |").expect("a body");
    let (body, _) = body.split_once("signatories:").expect("signatories");
    let mut words = body.split_whitespace().cycle().take(words).peekable();
    let mut paragraphs = Vec::new();
    while words.peek().is_some() {
        paragraphs.push(words.by_ref().take(60).collect::<Vec<_>>().join(" "));
    }
    paragraphs
}

/// `BAKEDA Lemora, Spain, SOC`: a name for every number.
fn signatory(index: usize) -> String {
    const COUNTRIES: [&str; 7] =
        ["Spain", "France", "Cyprus", "San Marino", "Germany", "United Kingdom", "Croatia"];
    const GROUPS: [&str; 4] = ["UEL", "SOC", "EPP/CD", "ALDE"];
    let surname = name(index).to_uppercase();
    let given = name(index * 7919 % 10_007);
    let given = given[..1].to_uppercase() + &given[1..];
    format!("{surname} {given}, {}, {}", COUNTRIES[index % COUNTRIES.len()], GROUPS[index % GROUPS.len()])
}

/// The number as syllables, of which there are 50.
fn name(mut number: usize) -> String {
    const CONSONANTS: [&str; 10] = ["b", "d", "f", "g", "k", "l", "m", "n", "r", "t"];
    const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
    let mut name = String::new();
    for _ in 0..3 {
        let syllable = number % 50;
        name += CONSONANTS[syllable / 5];
        name += VOWELS[syllable % 5];
        number /= 50;
    }
    name
}
