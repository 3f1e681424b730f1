//! Findings as one JSON document.

use serde::Serialize;
use undersigned::{Diagnostic, Diagnostics};

use super::place::{self, Place};

#[derive(Serialize)]
struct Document {
    /// Of this form; it rises when a key comes to mean something else or goes.
    version: u32,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    code: &'static str,
    name: &'static str,
    area: &'static str,
    severity: &'static str,
    message: String,
    file: String,
    /// The main place first.
    places: Vec<Labelled>,
    help: Option<String>,
    fix: Option<Fix>,
}

#[derive(Serialize)]
struct Labelled {
    #[serde(flatten)]
    place: Place,
    label: String,
}

#[derive(Serialize)]
struct Fix {
    message: String,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    #[serde(flatten)]
    place: Place,
    replacement: String,
}

/// Everything that was found in a run.
pub(super) fn document(all: &[Diagnostics]) -> Result<String, serde_json::Error> {
    let findings =
        all.iter().flat_map(|of_input| of_input.list().iter().map(|found| finding(found, of_input)));
    let document = Document { version: 1, findings: findings.collect() };
    serde_json::to_string_pretty(&document).map(|text| text + "\n")
}

fn finding(diagnostic: &Diagnostic, all: &Diagnostics) -> Finding {
    let labelled = diagnostic.labels.iter();
    let places: Vec<Labelled> = labelled
        .map(|(span, label)| Labelled { place: Place::of(all, *span), label: label.clone() })
        .collect();
    Finding {
        code: diagnostic.rule.code,
        name: diagnostic.rule.name,
        area: diagnostic.rule.area.name(),
        severity: diagnostic.severity.name(),
        message: diagnostic.message.clone(),
        file: places.first().map_or_else(|| place::file(all), |first| first.place.file.clone()),
        places,
        help: diagnostic.help.clone(),
        fix: diagnostic.fix.as_ref().map(|fix| Fix {
            message: fix.message.clone(),
            edits: fix
                .edits
                .iter()
                .map(|edit| Edit { place: Place::of(all, edit.span), replacement: edit.replacement.clone() })
                .collect(),
        }),
    }
}
