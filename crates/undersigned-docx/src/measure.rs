//! Points, as in the theme, in the units of Word. The theme allows only what these can say exactly.

/// Twentieths of a point, for everything that has a place on the page.
pub(crate) fn twips(points: f64) -> i32 {
    (points * 20.0).round() as i32
}

/// Half points, for sizes of type and for its height above the line.
pub(crate) fn half_points(points: f64) -> usize {
    (points * 2.0).round() as usize
}

/// Eighths of a point, for the thickness of rules.
pub(crate) fn eighths(points: f64) -> usize {
    (points * 8.0).round() as usize
}

/// English metric units, 12,700 to the point, for images.
pub(crate) fn emu(points: f64) -> u32 {
    (points * 12_700.0).round() as u32
}
