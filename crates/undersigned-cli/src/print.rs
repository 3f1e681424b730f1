//! What a print shop asks for: options of `undersigned render`.

use clap::Args;
use undersigned::Language;
use undersigned_pdf::Print;
use undersigned_preflight::{Verdict, preflight};

use crate::Failure;

/// The options of `undersigned render` for print.
#[derive(Debug, Args)]
#[command(next_help_heading = "Print")]
pub(crate) struct PrintOptions {
    /// Makes PDFs for a print shop, STEM.LANG.print.pdf, and no Word files: with 3 mm of bleed round the sheet, the sheet
    /// itself as TrimBox. Each is put before the preflight (`undersigned preflight`) before it is written.
    #[arg(long, conflicts_with = "format")]
    print: bool,

    /// The bleed in millimetres, in the place of the usual 3; 0 for none.
    #[arg(long, value_name = "MM", requires = "print", value_parser = bleed)]
    bleed: Option<f64>,

    /// Adds crop marks, beyond the bleed.
    #[arg(long, requires = "print")]
    crop_marks: bool,

    /// Adds an empty page where the number of pages is odd.
    #[arg(long, requires = "print")]
    even_pages: bool,
}

/// Twips in a millimetre.
const TWIPS: f64 = 1_440.0 / 25.4;

fn bleed(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(millimetres) if (0.0..=f64::from(Print::MAX_BLEED) / TWIPS).contains(&millimetres) => {
            Ok(millimetres)
        }
        _ => Err("the bleed is a number of millimetres from 0 to 25.4, such as 3 or 2.5".to_owned()),
    }
}

impl PrintOptions {
    /// What is asked for; `None` for pages to be read.
    pub(crate) fn print(&self) -> Option<Print> {
        let bleed = self.bleed.map_or(Print::USUAL_BLEED, |millimetres| (millimetres * TWIPS).round() as u32);
        let Self { crop_marks, even_pages, .. } = *self;
        self.print.then_some(Print { bleed, crop_marks, even_pages })
    }
}

/// Looks at the PDF of a document that is to go to a print shop.
pub(crate) fn look(name: &str, language: Language, bytes: &[u8]) -> Result<(), Failure> {
    let refused = |faults: String| {
        Failure::Other(format!("the PDF of {name} in `{language}` would not pass the preflight: {faults}"))
    };
    let report = preflight(bytes).map_err(|error| refused(error.to_string()))?;
    let faults: Vec<&str> = report
        .rows
        .iter()
        .flat_map(|row| &row.remarks)
        .filter(|remark| remark.verdict == Verdict::Fault)
        .map(|remark| remark.message.as_str())
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(refused(faults.join("; "))) }
}
