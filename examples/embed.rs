//! Embeds both renderers: reads one input file, writes its English PDF and Word file into the current folder.
//!
//! Run it with `cargo run --bin embed -- examples/doc-16229.yaml`.

use std::error::Error;
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
    let document = profile.read(&path, &input, format)?;
    let sheet = profile.resolve(&document, Language::English)?;
    std::fs::write("embedded.en.pdf", pdf.render(&sheet)?)?;
    std::fs::write("embedded.en.docx", docx.render(&sheet)?)?;
    Ok(())
}
