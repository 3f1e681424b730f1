//! Rules for what the text says and how it is typed.

use super::mentions::{Mention, What};
use super::passage::Passage;
use super::{Check, Subject, finding, rule};
use crate::facts::Cites;
use crate::{Diagnostic, Kind};

rule! {
    /// The title is empty.
    ///
    /// A document is called by its title, in the plenary and in every list.
    EmptyTitle: "U301" "empty-title" Text Error
}

rule! {
    /// The title ends in a full stop.
    ///
    /// Titles are no sentences and print without one. A title may end in a question mark, or in an abbreviation such as
    /// `U.S.`.
    TitleFullStop: "U302" "title-full-stop" Text Warning
}

rule! {
    /// Straight and curly quotation marks or apostrophes are mixed in one text.
    ///
    /// They print as they are typed, so that the mixture shows. Text from two sources is most often the reason. Guillemets
    /// go with either.
    MixedQuotationMarks: "U303" "mixed-quotation-marks" Text Warning
}

rule! {
    /// There are several spaces between two words.
    ///
    /// They print as one; a translation tool sees two, and calls the sentence another.
    DoubleSpace: "U304" "double-space" Text Warning
}

rule! {
    /// A line ends between `No.` or `n°` and its number.
    ///
    /// In print the two stay on one line all the same; whoever searches the input for `No. 638` does not find it.
    NumberParted: "U305" "number-parted" Text Warning
}

rule! {
    /// A written declaration is cited by a number that is higher than the document's own.
    ///
    /// Declarations are numbered as they are tabled, so that one can only cite those before it.
    LaterDeclaration: "U306" "later-declaration" Text Warning
}

rule! {
    /// The text names a day after the document's own.
    ///
    /// A text may well speak of the future; often the year is a slip of the pen, in the text or in `date`.
    FutureDate: "U307" "future-date" Text Info
}

impl Check for TitleFullStop {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for passages in &subject.passages {
            let Some(title) = passages.first() else { continue };
            let text = title.text.as_str();
            let last = text.split_whitespace().next_back().unwrap_or_default();
            let abbreviation = last.matches('.').count() > 1;
            if text.ends_with('.') && !abbreviation {
                let stop = title.place(text.len() - 1..text.len());
                let finding = finding(*self, "the title ends in a full stop").at(stop, "").help("remove it");
                findings.push(finding.fix("remove the full stop", stop, ""));
            }
        }
    }
}

impl Check for MixedQuotationMarks {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for passages in &subject.passages {
            let all = |signs: &[char]| -> Vec<(usize, usize)> {
                let in_passage = |(index, passage): (usize, &Passage<'_>)| {
                    let places: Vec<_> =
                        passage.text.match_indices(signs).map(|(at, _)| (index, at)).collect();
                    places
                };
                passages.iter().enumerate().flat_map(in_passage).collect()
            };
            let (straight, curly) = (all(&['"', '\'']), all(&['“', '”', '„', '‘', '’', '‚']));
            let (Some(&first_straight), Some(&first_curly)) = (straight.first(), curly.first()) else {
                continue;
            };
            let place = |(index, at): (usize, usize)| {
                let passage = &passages[index];
                let width = passage.text[at..].chars().next().map_or(1, char::len_utf8);
                passage.place(at..at + width)
            };
            let message = format!(
                "straight and curly marks are mixed: {} straight, {} curly",
                straight.len(),
                curly.len()
            );
            // The rarer sort is the one that slipped in.
            let (odd, usual) = match straight.len() <= curly.len() {
                true => ((first_straight, "straight"), (first_curly, "curly")),
                false => ((first_curly, "curly"), (first_straight, "straight")),
            };
            findings.push(
                finding(*self, message)
                    .at(place(odd.0), odd.1)
                    .at(place(usual.0), usual.1)
                    .help("use one sort throughout: marks print as they are typed"),
            );
        }
    }
}

impl Check for DoubleSpace {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for passage in subject.passages.iter().flatten() {
            let mut at = 0;
            while let Some(found) = passage.text[at..].find("  ") {
                let start = at + found;
                let length =
                    passage.text[start..].len() - passage.text[start..].trim_start_matches(' ').len();
                at = start + length;
                let range = start..at;
                // Where a form that is refused was left out, nobody typed two spaces.
                if !passage.is_typed(range.clone()) {
                    continue;
                }
                let place = passage.place(range.clone());
                let mut finding = finding(*self, format!("here are {length} spaces"))
                    .at(place, "")
                    .help("write one space between two words");
                if passage.source(range).bytes().all(|byte| byte == b' ') {
                    finding = finding.fix("write one space", place, " ");
                }
                findings.push(finding);
            }
        }
    }
}

impl Check for NumberParted {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for (text, passages) in subject.texts.iter().zip(&subject.passages) {
            let signs = &subject.facts.terms.of(text.language).number;
            for passage in passages {
                for (at, _) in passage.text.match_indices([' ', '\n']) {
                    let (before, after) = (&passage.text[..at], &passage.text[at + 1..]);
                    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
                    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
                    let parted = signs.iter().any(|sign| sign == word)
                        && after.starts_with(|c: char| c.is_ascii_digit())
                        && passage.has_break(at..at + 1);
                    if parted {
                        // The break and the indentation of the next line.
                        let sign = passage.place(at - word.len()..at);
                        let figures = passage.place(at + 1..at + 2);
                        let between = crate::Span { start: sign.end, end: figures.start, ..sign };
                        findings.push(
                            finding(*self, format!("the line ends between `{word}` and its number"))
                                .at(sign, "")
                                .help("write both on one line")
                                .fix("put the number on the line of its sign", between, " "),
                        );
                    }
                }
            }
        }
    }
}

impl Check for LaterDeclaration {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let (Some(Kind::WrittenDeclaration), Some(own)) = (subject.kind, subject.number) else { return };
        for (passage, mention) in all_mentions(subject) {
            let What::Reference(Cites::Declaration, number) = mention.what else { continue };
            if number > own {
                let message = format!("declaration No. {number} is later than this one, No. {own}");
                let finding = finding(*self, message).at(passage.place(mention.range.clone()), "");
                findings.push(finding.help("check both numbers"));
            }
        }
    }
}

impl Check for FutureDate {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        let Some(own) = subject.date else { return };
        for (passage, mention) in all_mentions(subject) {
            if let Some(day) = mention.what.day().filter(|day| *day > own) {
                let message = format!("{day} is after the document's own date, {own}");
                let finding = finding(*self, message).at(passage.place(mention.range.clone()), "");
                findings.push(finding.help("check the year, unless the text speaks of the future"));
            }
        }
    }
}

/// Everything that the texts mention, with the passage that does.
fn all_mentions<'a>(subject: &'a Subject<'a>) -> impl Iterator<Item = (&'a Passage<'a>, &'a Mention)> {
    let mentions = |passage: &'a Passage<'a>| passage.mentions.iter().map(move |mention| (passage, mention));
    subject.passages.iter().flatten().flat_map(mentions)
}
