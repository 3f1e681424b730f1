//! A whole input file; its first byte says in which notation.
#![no_main]

use libfuzzer_sys::fuzz_target;
use undersigned::Format;

fuzz_target!(|data: &[u8]| {
    let Some((&first, input)) = data.split_first() else { return };
    let format = match first % 3 {
        0 => Format::Yaml,
        1 => Format::Toml,
        _ => Format::Json,
    };
    undersigned_fuzz::examine(input, format, b"surname,country\nA-A,Spain\n");
});
