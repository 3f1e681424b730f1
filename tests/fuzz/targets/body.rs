//! The text of a body, and of its translation behind a line of equals signs.
#![no_main]

use libfuzzer_sys::fuzz_target;
use undersigned::Format;

fuzz_target!(|data: &str| {
    let (body, translation) = data.split_once("\n====\n").unwrap_or((data, "Un.\n\n1. deux 2024\n"));
    let input = serde_json::json!({
        "kind": "written-declaration", "doc": 1, "number": 500, "date": "2024-06-25",
        "text": { "en": { "title": "T", "body": body }, "fr": { "title": "T", "body": translation } },
        "signatories": ["A-A Ann, Spain, SOC"],
    });
    undersigned_fuzz::examine(input.to_string().as_bytes(), Format::Json, b"");
});
