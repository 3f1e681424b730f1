//! Differences between the texts in two languages are all found, at both places.

use undersigned::{Diagnostic, Diagnostics, Profile, Severity};
use undersigned_tests::{check, data};

/// A difference, and what is found.
#[derive(Debug, Default)]
struct Case {
    /// The number of the case's first line in the file.
    line: usize,
    /// What is taken out of the input, and what is put in its place.
    changes: Vec<(String, String)>,
    /// The code, and the beginnings of what stands at the two places.
    expected: Vec<(String, [String; 2])>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut within = false;
    for (index, line) in data("languages/differences.txt").lines().enumerate() {
        let (sign, text) = line.split_at(line.len().min(2));
        let text = text.replace("\\n", "\n");
        if sign.is_empty() || sign.starts_with('#') {
            within = false;
            continue;
        }
        if !within {
            cases.push(Case { line: index + 1, ..Case::default() });
            within = true;
        }
        let case = cases.last_mut().unwrap();
        match sign {
            "- " => case.changes.push((text, String::new())),
            "+ " => case.changes.last_mut().unwrap().1 = text,
            "= " => {
                let [code, one, other] = text.split(" | ").collect::<Vec<_>>()[..] else { panic!("{text}") };
                case.expected.push((code.to_owned(), [one.to_owned(), other.to_owned()]));
            }
            _ => panic!("{line}"),
        }
    }
    cases
}

/// The findings that are more than good to know.
fn differences(found: &Diagnostics) -> Vec<&Diagnostic> {
    let of_languages = |finding: &&Diagnostic| finding.rule.area == undersigned::Area::Languages;
    found.list().iter().filter(of_languages).filter(|finding| finding.severity > Severity::Info).collect()
}

#[test]
fn texts_that_say_the_same_have_no_difference() {
    let profile = Profile::builtin();
    let found = check(&profile, "declaration.yaml", data("languages/declaration.yaml").as_bytes());
    assert!(differences(&found).is_empty(), "{found}");
    let found = check(&profile, "bilingual.yaml", data("../examples/bilingual.yaml").as_bytes());
    assert!(differences(&found).is_empty(), "{found}");
}

#[test]
fn every_seeded_difference_is_found_at_both_places() {
    let profile = Profile::builtin();
    let cases = cases();
    assert!(cases.len() >= 20, "{}", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let mut input = data("languages/declaration.yaml");
        for (old, new) in &case.changes {
            assert_eq!(input.matches(old.as_str()).count(), 1, "line {}: {old}", case.line);
            input = input.replace(old.as_str(), new);
        }
        let found = check(&profile, "declaration.yaml", input.as_bytes());
        let mut open: Vec<_> = case.expected.iter().collect();
        for finding in differences(&found) {
            let at = |index: usize| {
                let (span, _) = &finding.labels[index];
                &found.sources()[span.source].text[span.range()]
            };
            let meets = |(code, [one, other]): &&(String, [String; 2])| {
                finding.rule.code == code
                    && at(0).starts_with(one.as_str())
                    && at(1).starts_with(other.as_str())
            };
            match open.iter().position(meets) {
                Some(index) => drop(open.remove(index)),
                None => wrong.push_str(&format!(
                    "line {}: found besides: {} {} | {} | {}\n",
                    case.line,
                    finding.rule.code,
                    finding.message,
                    at(0),
                    at(1)
                )),
            }
        }
        for expected in open {
            wrong.push_str(&format!("line {}: not found: {expected:?}\n", case.line));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
