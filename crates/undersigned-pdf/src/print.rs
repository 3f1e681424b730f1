//! What a print shop asks of the pages.

use serde::Serialize;
use undersigned::theme::Page;

/// How the pages are made for a print shop. Black is grey and every face is embedded in any file; this is what only printing
/// needs.
///
/// ```
/// use undersigned_pdf::{Options, Print, Renderer};
///
/// let print = Print { bleed: Print::USUAL_BLEED, crop_marks: true, even_pages: true };
/// let renderer = Renderer::with_options(
///     &undersigned::Profile::builtin(),
///     Options { print: Some(print), ..Options::default() },
/// );
/// assert!(renderer.is_ok());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Print {
    /// What is cut away round the sheet, in twips (1/20 pt), in the place of the theme's; at most
    /// [`MAX_BLEED`](Self::MAX_BLEED), for which more is taken. More than 0 makes a TrimBox.
    pub bleed: u32,
    /// Marks beyond the corners of the sheet, along which it is cut. The room for them is added to the bleed.
    pub crop_marks: bool,
    /// An empty page at the end where the number of pages is odd, so that the sheets of a pile all have two sides.
    pub even_pages: bool,
}

impl Print {
    /// 3 mm, which print shops ask for most.
    pub const USUAL_BLEED: u32 = 170;
    /// An inch; more is no bleed.
    pub const MAX_BLEED: u32 = 1_440;
}

/// The marks along which the sheet is cut, in twips.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct CropMarks {
    /// From the edge of the sheet to the mark: nothing is printed into the bleed.
    gap: u32,
    length: u32,
}

/// 5 mm.
const MARK_LENGTH: u32 = 283;

/// 3 mm: a knife may miss the edge by a little.
const LEAST_GAP: u32 = 170;

/// The page as it is printed, and the marks round it.
pub(crate) fn page(page: &Page, print: Option<Print>) -> (Page, Option<CropMarks>) {
    let Some(print) = print else { return (page.clone(), None) };
    let bleed = print.bleed.min(Print::MAX_BLEED);
    let marks = print.crop_marks.then_some(CropMarks { gap: bleed.max(LEAST_GAP), length: MARK_LENGTH });
    let room = marks.map_or(bleed, |CropMarks { gap, length }| gap + length);
    (Page { bleed: room, ..page.clone() }, marks)
}
