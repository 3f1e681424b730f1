//! The corpus of broken inputs: each gives its finding at its place, and two faults give two findings.

use std::sync::LazyLock;

use undersigned::{Diagnostics, Format, Profile, Severity};
use undersigned_tests::data;

/// A fault, and what is found.
#[derive(Debug, Clone)]
struct Case {
    /// The sound input that the fault is put into.
    frame: String,
    /// The number of the case's first line in the corpus.
    line: usize,
    sound: String,
    broken: String,
    expected: Vec<Expected>,
}

#[derive(Debug, Clone)]
struct Expected {
    line: usize,
    column: usize,
    code: String,
    message: String,
}

fn cases() -> Vec<Case> {
    let corpus = data("broken/cases.txt");
    let mut frame = String::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut within = false;
    for (index, line) in corpus.lines().enumerate() {
        let (sign, text) = line.split_at(line.len().min(2));
        if sign.is_empty() || sign.starts_with('#') {
            within = false;
            continue;
        }
        if sign == "@ " {
            frame = text.to_owned();
            continue;
        }
        if !within {
            cases.push(Case {
                frame: frame.clone(),
                line: index + 1,
                sound: String::new(),
                broken: String::new(),
                expected: Vec::new(),
            });
            within = true;
        }
        let case = cases.last_mut().unwrap();
        match sign.trim_end() {
            "-" => case.sound.push_str(&format!("{text}\n")),
            "+" => case.broken.push_str(&format!("{}\n", characters(text))),
            "=" => case.expected.push(expected(text)),
            _ => panic!("line {} of the corpus: {line}", index + 1),
        }
    }
    cases
}

/// The text with `<U+200B>` as the character.
fn characters(text: &str) -> String {
    let mut parts = text.split("<U+");
    let mut whole = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('>').unwrap();
        whole.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        whole.push_str(rest);
    }
    whole
}

fn expected(text: &str) -> Expected {
    let [place, code, message] = text.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{text}") };
    let (line, column) = place.split_once(':').unwrap();
    Expected {
        line: line.parse().unwrap(),
        column: column.parse().unwrap(),
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

/// The frame with the faults of some cases in it.
fn with(cases: &[&Case]) -> String {
    let mut text = data(&format!("broken/{}", cases[0].frame));
    for case in cases {
        let start = format!("\n{text}").find(&format!("\n{}", case.sound));
        let start = start.unwrap_or_else(|| panic!("{case:?} is not in the frame"));
        text.replace_range(start..start + case.sound.len(), &case.broken);
    }
    text
}

/// Everything that is found in a text in the place of a frame, and the source that the fault is in.
fn findings(frame: &str, text: &str) -> (Diagnostics, usize) {
    static PROFILE: LazyLock<Profile> = LazyLock::new(Profile::builtin);
    let profile = &*PROFILE;
    let read = |name: &str, input: &str, list: &str| {
        let format = Format::from_extension(name.rsplit('.').next().unwrap()).unwrap();
        let load = |name: &str| match name {
            "names.csv" => Ok(list.as_bytes().to_vec()),
            _ => Err("there is no such file".to_owned()),
        };
        match profile.read_with_list(name, input.as_bytes(), format, load) {
            Ok(document) => profile.check(&document, &[]),
            Err(faults) => faults,
        }
    };
    match frame {
        "names.csv" => (read("listed.yaml", &data("broken/listed.yaml"), text), 1),
        _ => (read(frame, text, ""), 0),
    }
}

/// What is found otherwise than expected; nothing when it is just that.
fn difference(found: &Diagnostics, source: usize, expected: &[Expected]) -> String {
    let mut open: Vec<&Expected> = expected.iter().collect();
    let mut difference = String::new();
    for finding in found.list() {
        let place =
            finding.labels.first().map(|(span, _)| (span.source, found.position(span.source, span.start)));
        let meets = |wanted: &&Expected| {
            place == Some((source, (wanted.line, wanted.column)))
                && finding.rule.code == wanted.code
                && finding.message.starts_with(&wanted.message)
        };
        match open.iter().position(meets) {
            Some(at) => drop(open.remove(at)),
            None if finding.severity == Severity::Info => {}
            None => difference.push_str(&format!("  found besides: {place:?} {finding:?}\n")),
        }
        if finding.help.is_none() && finding.severity > Severity::Info {
            difference.push_str(&format!("  without help: {finding:?}\n"));
        }
    }
    for wanted in open {
        difference.push_str(&format!("  not found: {wanted:?}\n"));
    }
    difference
}

#[test]
fn the_frames_are_sound() {
    for frame in ["frame.yaml", "frame.toml", "frame.json", "names.csv"] {
        let (found, _) = findings(frame, &data(&format!("broken/{frame}")));
        assert!(found.severity() <= Some(Severity::Info), "{found}");
    }
}

#[test]
fn one_fault_gives_its_finding_at_its_place() {
    let cases = cases();
    assert!(cases.len() >= 80, "{}", cases.len());
    let mut differences = String::new();
    for case in &cases {
        assert!(!case.expected.is_empty(), "{case:?}");
        let (found, source) = findings(&case.frame, &with(&[case]));
        let difference = difference(&found, source, &case.expected);
        if !difference.is_empty() {
            differences.push_str(&format!("line {}:\n{difference}", case.line));
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// Whether a case can stand beside others: it is one value on one line, and does not end the reading.
fn is_alone(case: &Case) -> bool {
    let lines = |text: &str| text.lines().count();
    let ending = ["U002", "U003", "U010", "U210"];
    lines(&case.sound) == 1
        && lines(&case.broken) == 1
        && case.expected.len() == 1
        && !ending.contains(&case.expected[0].code.as_str())
        // In a text in no known language nothing is looked at.
        && case.sound.trim() != "en:"
}

#[test]
fn two_faults_give_two_findings() {
    // The line that a case is about does not move by another one, so that each pair has both places.
    let cases: Vec<Case> = cases().into_iter().filter(is_alone).collect();
    let mut pairs = 0;
    let mut differences = String::new();
    for (index, one) in cases.iter().enumerate() {
        for other in &cases[index + 1..] {
            let on_its_own = |code: &str| ["U503", "U215", "U501"].contains(&code);
            if one.frame != other.frame
                || one.sound == other.sound
                || [one, other].iter().any(|case| on_its_own(&case.expected[0].code))
                || follows(one, other)
                || follows(other, one)
            {
                continue;
            }
            let expected = [one.expected.clone(), other.expected.clone()].concat();
            let (found, source) = findings(&one.frame, &with(&[one, other]));
            let difference = difference(&found, source, &expected);
            if !difference.is_empty() {
                differences.push_str(&format!("lines {} and {}:\n{difference}", one.line, other.line));
            }
            pairs += 1;
        }
    }
    assert!(differences.is_empty(), "{differences}");
    assert!(pairs > 200, "{pairs}");
}

/// Whether the second finding needs what the first one breaks: what it compares with, or the text that it looks at.
fn follows(broken: &Case, finding: &Case) -> bool {
    let code = |case: &Case| case.expected[0].code.clone();
    let (broken, finding) = (code(broken), code(finding));
    let needs_date = ["U203", "U204", "U213", "U307"].contains(&finding.as_str());
    let needs_number = finding == "U306";
    needs_date && ["U015", "U017"].contains(&broken.as_str())
        || needs_number && ["U011", "U018", "U020"].contains(&broken.as_str())
}
