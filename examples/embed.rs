//! Embeds both renderers: reads one input file, writes its English PDF and Word file into the current folder.
//!
//! Run it with `cargo run --bin embed -- examples/doc-16229.yaml`.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use undersigned::{Format, Language, Profile};

fn main() -> ExitCode {
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        // Faults of the input display as a line each, with their places.
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn embed() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name an input file, such as examples/doc-16229.yaml")?;
    let input = std::fs::read(&path)?;

    // Made once and shared by all documents and threads.
    let profile = Profile::builtin();
    let pdf = undersigned_pdf::Renderer::new(&profile)?;
    let docx = undersigned_docx::Renderer::new(&profile)?;

    // For every document.
    let extension = path.rsplit('.').next().unwrap_or_default();
    let format = Format::from_extension(extension).ok_or("an input file ends in .yaml, .toml or .json")?;
    // A list of signatories in a file of its own lies beside the input.
    let beside = |list: &str| std::fs::read(Path::new(&path).with_file_name(list)).map_err(|e| e.to_string());
    let document = profile.read_with_list(&path, &input, format, beside)?;
    let sheet = profile.resolve(&document, Language::ENGLISH)?;
    for (file, bytes) in
        [("embedded.en.pdf", pdf.render(&sheet)?), ("embedded.en.docx", docx.render(&sheet)?)]
    {
        std::fs::write(file, bytes)?;
        println!("{file}");
    }
    Ok(())
}
