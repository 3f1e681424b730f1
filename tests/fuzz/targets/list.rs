//! A list of signatories in CSV or TSV.
#![no_main]

use libfuzzer_sys::fuzz_target;
use undersigned::Format;
use undersigned_fuzz::{PROFILE, examine, examine_findings};

const INPUT: &[u8] = b"{\"kind\":\"written-declaration\",\"doc\":1,\"number\":1,\"date\":\"2024-06-25\",\
    \"text\":{\"en\":{\"title\":\"T\",\"body\":\"B\"}},\"signatories\":\"names.csv\"}";

fuzz_target!(|data: &[u8]| {
    examine(INPUT, Format::Json, data);
    if let Err(faults) = PROFILE.read_list("names.csv", data, "2024-06-25".parse().expect("a date")) {
        examine_findings(&faults);
    }
});
