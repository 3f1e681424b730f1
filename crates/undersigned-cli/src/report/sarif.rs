//! Findings as SARIF 2.1.0 (OASIS), which code scanning reads.

use serde_json::{Value, json};
use undersigned::{Diagnostic, Diagnostics, Rule, Severity};

use super::place::{self, Place};

/// Everything that was found in a run.
pub(super) fn document(all: &[Diagnostics]) -> Result<String, serde_json::Error> {
    let rules: Vec<Value> = Rule::all().iter().map(|rule| descriptor(rule)).collect();
    let results: Vec<Value> =
        all.iter().flat_map(|of_input| of_input.list().iter().map(|found| result(found, of_input))).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "undersigned", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&document).map(|text| text + "\n")
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary() },
        "fullDescription": { "text": rule.documentation.trim() },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(diagnostic: &Diagnostic, all: &Diagnostics) -> Value {
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!(" ({help})"));
    }
    let mut places = diagnostic.labels.iter().map(|(span, label)| location(&Place::of(all, *span), label));
    let first = places.next().unwrap_or_else(
        || json!({ "physicalLocation": { "artifactLocation": { "uri": uri(&place::file(all)) } } }),
    );
    let related: Vec<Value> = places.collect();
    let mut result = json!({
        "ruleId": diagnostic.rule.code,
        "ruleIndex": Rule::all().iter().position(|rule| *rule == diagnostic.rule),
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": [first],
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = &diagnostic.fix {
        let changes: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| {
                let place = Place::of(all, edit.span);
                json!({
                    "artifactLocation": { "uri": uri(&place.file) },
                    "replacements": [{ "deletedRegion": region(&place), "insertedContent": { "text": edit.replacement } }],
                })
            })
            .collect();
        result["fixes"] = json!([{ "description": { "text": fix.message }, "artifactChanges": changes }]);
    }
    result
}

fn location(place: &Place, label: &str) -> Value {
    let mut location = json!({
        "physicalLocation": { "artifactLocation": { "uri": uri(&place.file) }, "region": region(place) },
    });
    if !label.is_empty() {
        location["message"] = json!({ "text": label });
    }
    location
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

/// A path as SARIF wants it: a relative reference, or a URI where it is absolute.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references_and_absolute_ones_are_uris() {
        for (path, expected) in [
            ("a/declaration.yaml", "a/declaration.yaml"),
            ("a b,c:d%/ü.yaml", "a%20b%2Cc%3Ad%25/%C3%BC.yaml"),
            ("/tmp/a.yaml", "file:///tmp/a.yaml"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
