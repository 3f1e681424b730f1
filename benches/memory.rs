//! The memory of one process that renders 2,000 different documents in both formats.
//! `cargo bench --workspace --bench memory`, on Linux.

use undersigned::{Format, Language, Profile};
use undersigned_benches::inputs::Input;

const DOCUMENTS: usize = 2_000;

fn main() {
    let seed = String::from_utf8(Input::seed().bytes).expect("UTF-8");
    let profile = Profile::builtin();
    let pdf = undersigned_pdf::Renderer::new(&profile).expect("a renderer");
    let docx = undersigned_docx::Renderer::new(&profile).expect("a renderer");
    println!("documents  resident MiB  bytes so far");
    let mut bytes = 0;
    for count in 1..=DOCUMENTS {
        // Another number, another title and another body each time.
        let input = seed
            .replace("doc: 16229", &format!("doc: {count}"))
            .replace("Stand up for", &format!("Stand up {count} times for"))
            .replace("We condemn the use", &format!("For the {count}th time we condemn the use"));
        let document = profile.read("seed", input.as_bytes(), Format::Yaml).expect("a sound document");
        let sheet = profile.resolve(&document, Language::ENGLISH).expect("a sheet");
        bytes += pdf.render(&sheet).expect("a PDF").len() + docx.render(&sheet).expect("a Word file").len();
        if count == 1 || count % 250 == 0 {
            println!("{count:9}  {:12.1}  {bytes}", resident_mebibytes());
        }
    }
}

/// The memory that the process has in use, as Linux counts it.
fn resident_mebibytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("a line on memory");
    let kibibytes: f64 = line.split_whitespace().nth(1).expect("a number").parse().expect("a number");
    kibibytes / 1024.0
}
