//! Lines of signatories.
#![no_main]

use libfuzzer_sys::fuzz_target;
use undersigned::Format;

fuzz_target!(|data: &str| {
    let lines: Vec<&str> = data.split('\n').collect();
    let input = serde_json::json!({
        "kind": "written-declaration", "doc": 1, "number": 1, "date": "2024-06-25",
        "text": { "en": { "title": "T", "body": "B" }, "fr": { "title": "T", "body": "B" } },
        "signatories": lines,
    });
    undersigned_fuzz::examine(input.to_string().as_bytes(), Format::Json, b"");
});
