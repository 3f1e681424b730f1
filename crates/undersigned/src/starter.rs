//! A commented input file to start from.

use crate::facts::Measure;
use crate::{Date, Kind, Language, Profile};

/// What is known of a document that is still to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starter {
    /// What kind of document it is.
    pub kind: Kind,
    /// The number of the Assembly's document.
    pub doc: u32,
    /// The number of a written declaration.
    pub number: Option<u32>,
    /// The day that the document bears.
    pub date: Date,
    /// The languages; the first is the one in which the text is tabled.
    pub languages: Vec<Language>,
}

impl Profile {
    /// A commented input file in YAML. What is still to be filled in is empty, so that checking the file names just
    /// that.
    ///
    /// ```
    /// use undersigned::{Format, Kind, Language, Profile, Starter};
    ///
    /// let profile = Profile::builtin();
    /// let starter = Starter {
    ///     kind: Kind::MotionForResolution,
    ///     doc: 16231,
    ///     number: None,
    ///     date: "2025-10-02".parse()?,
    ///     languages: vec![Language::ENGLISH],
    /// };
    /// let faults = profile.read("new.yaml", profile.starter(&starter).as_bytes(), Format::Yaml).unwrap_err();
    /// let missing: Vec<&str> = faults.list().iter().map(|fault| fault.rule.name).collect();
    /// assert_eq!(missing, ["empty-title", "empty-value", "nobody-signed"]);
    /// # Ok::<(), undersigned::InvalidDate>(())
    /// ```
    pub fn starter(&self, starter: &Starter) -> String {
        let Starter { kind, doc, number, date, languages } = starter;
        let mut lines = vec![
            format!("# {}", self.thresholds_in_words(*kind, *date)),
            "# `undersigned check` says what is still to be filled in, `undersigned render` makes the PDF and the Word file."
                .to_owned(),
            format!("kind: {}", kind.name()),
            format!("doc: {doc}"),
        ];
        lines.extend(number.map(|number| format!("number: {number}")));
        lines.push(format!("date: {date}"));
        if let [first, _, ..] = languages.as_slice() {
            lines.push(format!("tabled-in: {first}"));
        }
        lines.push("text:".to_owned());
        for language in languages {
            lines.push(format!("  {language}:"));
            lines.push("    # Without a full stop at its end.".to_owned());
            lines.push("    title:".to_owned());
            for part in ["disclaimer", "lead-in"] {
                let facts = self.facts();
                if facts.wording(part, *kind, *language, *date).is_none()
                    && facts.is_worded(part, *kind, *date)
                {
                    lines.push(format!(
                        "    # No {part} is known in this language on this date: write it, or \"\" for none."
                    ));
                    lines.push(format!("    {part}:"));
                }
            }
            lines.push("    # Paragraphs with an empty line between them; *emphasis*, **strong**, lists (1. or -), notes [^1].".to_owned());
            lines.push("    body: |".to_owned());
            lines.push(String::new());
        }
        lines.push("# The initiator first, the others in any order, a line each:".to_owned());
        lines.push(format!("#   - {}", self.example_of_a_signatory(*date)));
        lines.push(
            "# Or the name of a file with the columns surname, given, honorific, country, group: names.csv"
                .to_owned(),
        );
        lines.push("signatories:".to_owned());
        lines.join("\n") + "\n"
    }

    /// A line of the list that the reader of this profile understands.
    fn example_of_a_signatory(&self, date: Date) -> String {
        let facts = self.facts();
        if facts.find_country("Spain").is_some() && facts.find_group("UEL").is_some() {
            return "CASTEL Laura, Spain, UEL".to_owned();
        }
        let language = facts.languages.first();
        let country = facts.countries_on(date).find_map(|country| country.name.get(&language));
        let group = facts.groups_on(date).find_map(|group| group.code.get(&language));
        let name = "SURNAME Given".to_owned();
        [Some(&name), country, group].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    }

    /// What the Rules of Procedure ask of such a document, as far as it is known.
    fn thresholds_in_words(&self, kind: Kind, date: Date) -> String {
        let known = Measure::ALL.into_iter().filter_map(|measure| {
            let threshold = self.facts().procedure.threshold(measure, kind, date)?;
            let bound = threshold.bound();
            (!bound.holds(0) || !bound.holds(usize::MAX))
                .then(|| format!("{} {}", bound.words(), measure.words(0)))
        });
        let known: Vec<String> = known.collect();
        let name = kind.name().replace('-', " ").replace("motion for ", "motion for a ");
        match known.is_empty() {
            true => format!("A {name}. No threshold of {date} is known."),
            false => format!("A {name}: {}.", known.join(", ")),
        }
    }
}
