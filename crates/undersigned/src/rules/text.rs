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
    /// `U.S.` or `etc.`.
    TitleFullStop: "U302" "title-full-stop" Text Warning
}

rule! {
    /// Behind the title stands a comment, which does not print.
    ///
    /// YAML takes a space and `#` in a text without quotation marks for the beginning of a comment. A title that holds
    /// them, such as `The five # tags`, stands between quotation marks.
    CommentBehindTitle: "U308" "comment-behind-title" Text Warning
}

rule! {
    /// The title holds a mark that only the body knows.
    ///
    /// A title has no emphasis and no notes: `*` and `[^1]` print as they are typed.
    MarkInTitle: "U309" "mark-in-title" Text Warning
}

rule! {
    /// Lines of a paragraph begin like the items of a list, and print in one run.
    ///
    /// Lists copied from Word have signs of their own: `•`, `–`, `a.`, `(a)`. The body knows `-` and `1.`, with an empty line
    /// before the list. Signs that are to print stand in a paragraph each.
    LooksLikeList: "U310" "looks-like-list" Text Warning
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

impl Check for CommentBehindTitle {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for title in subject.passages.iter().filter_map(|passages| passages.first()) {
            if let Some((place, comment)) = title.comment_behind() {
                let message = format!("the comment `{comment}` behind the title does not print");
                let help = "put the title between quotation marks if this belongs to it, or the comment on its own line";
                findings.push(finding(*self, message).at(place, "").help(help));
            }
        }
    }
}

impl Check for MarkInTitle {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for title in subject.passages.iter().filter_map(|passages| passages.first()) {
            let text = title.text.as_str();
            let pair = text.find('*').zip(text.rfind('*')).filter(|(first, last)| first < last);
            let range = pair.map(|(first, last)| first..last + 1).or_else(|| {
                let start = text.find("[^")?;
                let end = text[start..].find(']').map_or(text.len(), |end| start + end + 1);
                Some(start..end)
            });
            if let Some(range) = range {
                let message =
                    format!("`{}` prints as it is typed: a title has no marks", &text[range.clone()]);
                findings.push(finding(*self, message).at(title.place(range), "").help("remove the marks"));
            }
        }
    }
}

impl Check for LooksLikeList {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for passage in subject.passages.iter().flatten() {
            let text = passage.text.as_str();
            let heads_line = |at: usize| at == 0 || passage.has_break(at - 1..at);
            let mut places = Vec::new();
            let starts = std::iter::once(0).chain(text.match_indices([' ', '\n']).map(|(at, _)| at + 1));
            for at in starts {
                if let Some(length) = sign_of_item(&text[at..])
                    && heads_line(at)
                {
                    places.push(at..at + length);
                }
            }
            // One dash or `a.` at the head of a line may be chance.
            let [first, second, ..] = places.as_slice() else { continue };
            let sign = &text[first.clone()];
            findings.push(
                finding(*self, format!("these lines begin like items (`{sign}`) and print in one run"))
                    .at(passage.place(first.clone()), "")
                    .at(passage.place(second.clone()), "")
                    .help("write `- ` or `1. ` for items, with an empty line before the list"),
            );
        }
    }
}

/// The length of a sign that opens an item in other programs: `•`, `–`, `a.`, `a)`, `(a)`, `(1)`.
fn sign_of_item(line: &str) -> Option<usize> {
    let sign = line.split(' ').next().filter(|sign| sign.len() < line.len())?;
    let inner = sign.strip_prefix('(').unwrap_or(sign);
    let counted = inner.strip_suffix(')').or_else(|| inner.strip_suffix('.').filter(|_| inner == sign));
    let is_counter = counted.is_some_and(|counter| {
        let letter = counter.len() == 1 && counter.bytes().all(|byte| byte.is_ascii_lowercase());
        let roman = (1..=4).contains(&counter.len())
            && counter.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        let figures = (1..=2).contains(&counter.len()) && counter.bytes().all(|byte| byte.is_ascii_digit());
        letter || roman || figures
    });
    let is_bullet = matches!(sign, "•" | "◦" | "▪" | "‣" | "·" | "–" | "—" | "●" | "○" | "■");
    (is_counter || is_bullet).then_some(sign.len())
}

impl Check for TitleFullStop {
    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
        for (text, passages) in subject.texts.iter().zip(&subject.passages) {
            let known = &subject.facts.terms.of(text.language).abbreviation;
            let Some(title) = passages.first() else { continue };
            let text = title.text.as_str();
            let last = text.split_whitespace().next_back().unwrap_or_default();
            let bare = last.trim_end_matches('.').to_lowercase();
            let abbreviation = last.matches('.').count() > 1 || known.contains(&bare);
            if text.ends_with('.') && !abbreviation {
                let stop = title.place(text.len() - 1..text.len());
                let finding = finding(*self, "the title ends in a full stop").at(stop, "").help("remove it");
                // A title of nothing else would be empty.
                let rest =
                    text[..text.len() - 1].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ')');
                findings.push(match rest {
                    true => finding.mend("remove the full stop", subject.sources, stop, ".", ""),
                    false => finding,
                });
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
                let finding = finding(*self, format!("here are {length} spaces"))
                    .at(place, "")
                    .help("write one space between two words");
                let finding =
                    finding.mend("write one space", subject.sources, place, &passage.text[range], " ");
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
                    // `no` and `nos` are words too.
                    let is_sign = word.contains(['°', 'º'])
                        || (word.ends_with('.') && word.starts_with(char::is_uppercase));
                    let parted = is_sign
                        && signs.iter().any(|sign| sign == word)
                        && after.starts_with(|c: char| c.is_ascii_digit())
                        && passage.has_break(at..at + 1);
                    if parted {
                        // The break and the indentation of the next line.
                        let sign = passage.place(at - word.len()..at);
                        let figures = passage.place(at + 1..at + 2);
                        let between = crate::Span { start: sign.end, end: figures.start, ..sign };
                        let source =
                            subject.sources.get(between.source).map_or("", |source| source.text.as_str());
                        let gap = source.get(between.range()).unwrap_or_default();
                        let finding =
                            finding(*self, format!("the line ends between `{word}` and its number"))
                                .at(sign, "")
                                .help("write both on one line");
                        findings.push(match gap.trim().is_empty() {
                            true => finding.mend(
                                "put the number on the line of its sign",
                                subject.sources,
                                between,
                                gap,
                                " ",
                            ),
                            false => finding,
                        });
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
