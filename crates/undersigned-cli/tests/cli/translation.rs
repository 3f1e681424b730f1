//! A translation goes out and comes back: translate, import, status.

use std::fs;
use std::path::Path;

use crate::commands::{DECLARATION, code, folder};
use crate::process::{run, stderr, stdout};

/// A draft of the declaration as somebody sent it back: with these changes in its text.
fn sent_back(folder: &Path, changes: &[(&str, &str)]) {
    assert_eq!(code(folder, &["translate", "d.yaml", "--to", "fr", "--xliff", "--force"]), Some(0));
    let mut file = fs::read_to_string(folder.join("d.fr.xlf")).unwrap();
    for (from, to) in changes {
        let from = format!("\">{from}</target>");
        assert!(file.contains(&from), "{from}: {file}");
        file = file.replace(&from, &format!("\">{to}</target>"));
    }
    fs::write(folder.join("d.fr.xlf"), file).unwrap();
}

const TRANSLATED: [(&str, &str); 2] = [
    ("Libraries in small towns", "Les bibliothèques des petites villes"),
    ("A town without a library is a poor town.", "Une ville sans bibliothèque est une ville pauvre."),
];

#[test]
fn a_translation_goes_out_and_comes_back() {
    let folder = folder(&[("d.yaml", DECLARATION)]);
    let at = folder.path();
    for (arguments, file) in [
        (vec!["translate", "d.yaml", "--to", "fr"], "d.fr.draft.docx"),
        (vec!["translate", "d.yaml", "--to", "fr", "--bilingual"], "d.fr.bilingual.docx"),
        (
            vec!["translate", "d.yaml", "--to", "fr", "--xliff", "2.1", "-o", "out/there"],
            "out/there/d.fr.xlf",
        ),
    ] {
        let output = run(at, &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stdout(&output), format!("{file}\n"));
        assert!(at.join(file).exists());
        // Whatever is there may be somebody's work.
        let again = run(at, &arguments);
        assert_eq!(again.status.code(), Some(2));
        assert!(stderr(&again).contains("--force replaces it"), "{}", stderr(&again));
    }
    sent_back(at, &TRANSLATED);

    let dry = run(at, &["import", "d.fr.xlf", "--into", "d.yaml", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(0), "{}", stderr(&dry));
    assert!(
        stdout(&dry).contains("\n+    title: Les bibliothèques des petites villes\n"),
        "{}",
        stdout(&dry)
    );
    assert_eq!(fs::read_to_string(at.join("d.yaml")).unwrap(), DECLARATION);

    let output = run(at, &["import", "d.fr.xlf", "--into", "d.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "d.yaml\n");
    let text = fs::read_to_string(at.join("d.yaml")).unwrap();
    let (head, tail) = DECLARATION.split_once("signatories:").unwrap();
    assert!(text.starts_with(head) && text.ends_with(tail), "{text}");
    assert_eq!(code(at, &["render", "d.yaml", "--lang", "fr", "--format", "docx"]), Some(0));
}

#[test]
fn what_cannot_be_taken_is_an_error_and_changes_nothing() {
    let folder = folder(&[("d.yaml", DECLARATION), ("word.doc", "no Word file")]);
    let at = folder.path();
    sent_back(at, &[("Libraries in small towns", "")]);
    let output = run(at, &["import", "d.fr.xlf", "--into", "d.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error[U707]: the title is empty"), "{}", stderr(&output));
    let output = run(at, &["import", "word.doc", "--into", "d.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error[U702]: word.doc: it is no Word file"), "{}", stderr(&output));
    assert_eq!(code(at, &["import", "nowhere.docx", "--into", "d.yaml"]), Some(2));
    // Advice is an error where it is denied.
    sent_back(at, &[]);
    assert_eq!(code(at, &["import", "d.fr.xlf", "--into", "d.yaml", "--deny", "not-translated"]), Some(1));
    assert_eq!(fs::read_to_string(at.join("d.yaml")).unwrap(), DECLARATION);
    assert_eq!(code(at, &["translate", "d.yaml", "--to", "en"]), Some(1));
}

#[test]
fn the_status_says_how_far_a_translation_is() {
    let folder = folder(&[("d.yaml", DECLARATION), ("broken.yaml", &DECLARATION.replace("Spain", "Spian"))]);
    let at = folder.path();
    let status = |file: &str| {
        let output = run(at, &["status", file]);
        (output.status.code(), stdout(&output))
    };
    assert_eq!(status("d.yaml"), (Some(0), "d.yaml\n  en  tabled\n  fr  not begun\n".to_owned()));
    sent_back(at, &TRANSLATED[..1]);
    assert!(status("d.yaml").1.ends_with("  fr  not begun\n      d.fr.xlf: made of the text as it is\n"));
    assert_eq!(code(at, &["import", "d.fr.xlf", "--into", "d.yaml"]), Some(0));
    assert!(status("d.yaml").1.contains("  fr  draft: paragraph 1 of the body is missing or not translated"));
    sent_back(at, &TRANSLATED[1..]);
    assert_eq!(code(at, &["import", "d.fr.xlf", "--into", "d.yaml"]), Some(0));
    assert!(status("d.yaml").1.contains("  fr  complete\n"), "{}", status("d.yaml").1);
    let changed = fs::read_to_string(at.join("d.yaml")).unwrap().replace("is a poor town", "is poor");
    fs::write(at.join("d.yaml"), changed).unwrap();
    let (code, text) = status("d.yaml");
    assert_eq!(code, Some(0));
    assert!(text.contains("  fr  out of date since paragraph 1 of the body"), "{text}");
    assert!(
        text.contains("d.fr.xlf: made of an earlier text, changed since; first paragraph 1 of the body"),
        "{text}"
    );
    let (code, text) = status("broken.yaml");
    assert_eq!((code, text.as_str()), (Some(1), "broken.yaml\n  1 error: `undersigned check` shows them\n"));
    let (code, text) = status(".");
    assert_eq!(code, Some(1));
    assert!(
        text.starts_with("./broken.yaml\n  1 error") && text.contains("./d.yaml\n  en  tabled"),
        "{text}"
    );
}

/// The facts have the wording in English alone since 2025.
#[test]
fn fixed_wording_that_nobody_has_translated_is_seen() {
    let english = "This written declaration does not reflect the position of the Assembly; only of those members that have \
                   signed it. It will not be considered further by the Assembly.";
    let french = "Cette déclaration écrite n'engage que les membres qui l'ont signée.";
    let text = |disclaimer: &str| {
        format!(
            "tabled-in: en\ntext:\n  fr:\n    title: Les bibliothèques des petites villes\n    disclaimer: {disclaimer:?}\n    body: Une ville \
             sans bibliothèque est une ville pauvre."
        )
    };
    let document =
        |disclaimer| DECLARATION.replace("2024-08-19", "2025-08-19").replace("text:", &text(disclaimer));
    let folder = folder(&[("d.yaml", &document(english)), ("e.yaml", &document(french))]);
    let output = run(folder.path(), &["check", "d.yaml", "--deny", "not-translated", "--output", "short"]);
    assert_eq!(output.status.code(), Some(1));
    let said = "d.yaml:9:17: error[U715]: the disclaimer in `fr` is not translated";
    assert!(stdout(&output).contains(said), "{}", stdout(&output));
    assert_eq!(code(folder.path(), &["check", "e.yaml", "--deny", "not-translated"]), Some(0));
}
