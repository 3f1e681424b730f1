//! What the fuzz targets share: an input is read, checked, mended and resolved, and whatever comes of it must be sound.

use std::sync::LazyLock;

use undersigned::{Diagnostics, Document, Format, Profile, Severity};

/// The built-in profile.
pub static PROFILE: LazyLock<Profile> = LazyLock::new(Profile::builtin);

/// Reads an input and looks at everything that comes of it.
pub fn examine(input: &[u8], format: Format, list: &[u8]) {
    let read = |input: &[u8]| PROFILE.read_with_list("f", input, format, |_| Ok(list.to_vec()));
    match read(input) {
        Ok(document) => examine_document(&document),
        Err(faults) => {
            assert_eq!(faults.severity(), Some(Severity::Error), "an input is refused for an error: {faults}");
            examine_findings(&faults);
        }
    }
}

fn examine_document(document: &Document) {
    let found = PROFILE.check(document, &[]);
    examine_findings(&found);
    let sound = found.severity() < Some(Severity::Error);
    for language in document.languages() {
        let sheet = PROFILE.resolve(document, language);
        assert!(sheet.is_ok() || !sound, "what a check lets pass resolves: {:?}", sheet.err());
    }
    let list = document.signatories();
    let date = "9999-12-31".parse().expect("a date");
    let _ = PROFILE.print_list(&list, document.tabled_in());
    let _ = PROFILE.announce(document, document.tabled_in());
    let more = b"surname,given,country,group\nQUUX,Ann,Spain,SOC\n";
    let more = PROFILE.read_list("more.csv", more, date).expect("a list");
    if let Err(faults) = PROFILE.reissue(document, date, &more) {
        examine_findings(&faults);
    }
}

/// Every place is one in the text, and a mended file is text again.
pub fn examine_findings(found: &Diagnostics) {
    for finding in found.list() {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in finding.labels.iter().map(|(span, _)| *span).chain(edits) {
            let source = &found.sources()[span.source];
            assert!(source.text.get(span.range()).is_some(), "{span:?} is no place in the text: {finding:?}");
        }
        assert!(!finding.message.is_empty());
    }
    let _ = found.to_string();
    for fixed in found.fixed() {
        assert!(!fixed.mends.is_empty());
    }
}
