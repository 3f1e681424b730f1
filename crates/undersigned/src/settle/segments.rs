//! Where a line may end, in every program alike.
//!
//! Programs agree on spaces, on hyphens between letters, and on dashes. At a slash, in a web address and at the hyphen of
//! `COVID-19` some end a line and others do not. What is between two places at which all can is kept in one piece where one
//! of them would divide it; at a hyphen before a figure all are made to follow those that do.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// A stretch of text between two places at which a line can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// Whether some program would divide it.
    pub(super) fragile: bool,
    /// Whether it begins behind a hyphen at which not every program ends a line.
    pub(super) behind_hyphen: bool,
}

/// The stretches of a text.
pub(super) fn segments(text: &str) -> Vec<Segment> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let by_unicode = segmenter.segment_str(text).filter(|&end| end > 0).map(|end| (end, false));
    let hyphens = text.match_indices('-').map(|(at, _)| at + 1).filter(|&end| divides_at_hyphen(text, end));
    let mut ends: Vec<(usize, bool)> = by_unicode.chain(hyphens.map(|end| (end, true))).collect();
    ends.sort_unstable();
    ends.dedup_by_key(|(end, _)| *end);

    let mut segments = Vec::new();
    let (mut fragile, mut behind_hyphen, mut start) = (false, false, 0);
    for (end, at_hyphen) in ends {
        let certain = end == text.len()
            || at_hyphen
            || text[..end].ends_with([' ', '-', '\u{2010}', '\u{2013}', '\u{2014}', '\u{2026}']);
        if !certain {
            fragile = true;
            continue;
        }
        let part = &text[start..end];
        segments.push(Segment { end, fragile: fragile || would_be_divided(part), behind_hyphen });
        (fragile, behind_hyphen, start) = (false, at_hyphen, end);
    }
    segments
}

/// Whether a hyphen that ends here stands between a word and a figure.
fn divides_at_hyphen(text: &str, end: usize) -> bool {
    let before = text[..end - 1].chars().next_back();
    let after = text[end..].chars().next();
    before.is_some_and(|c| c.is_alphanumeric() || c == ')') && after.is_some_and(|c| c.is_ascii_digit())
}

/// Whether a part without spaces is one that the engine of the PDF treats in a way of its own: it divides web addresses at
/// many places, and in a justified line it puts space behind a middle dot.
fn would_be_divided(part: &str) -> bool {
    part.contains("://") || part.starts_with("www.") || part.contains('·')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stretches, each with `!` where it is fragile and `^` where it begins behind a hyphen before a figure.
    fn parts(text: &str) -> Vec<String> {
        let mut start = 0;
        let part = |segment: &Segment| {
            let part = &text[start..segment.end];
            start = segment.end;
            let mark = |is: bool, mark: &'static str| if is { mark } else { "" };
            [mark(segment.behind_hyphen, "^"), part, mark(segment.fragile, "!")].concat()
        };
        segments(text).iter().map(part).collect()
    }

    #[test]
    fn lines_end_at_spaces_hyphens_and_dashes() {
        assert_eq!(parts("one two-three – four"), ["one ", "two-", "three ", "– ", "four"]);
        assert_eq!(parts("« oui » ; non"), ["« oui » ; ", "non"]);
    }

    #[test]
    fn what_some_would_divide_is_kept_in_one_piece() {
        assert_eq!(parts("and/or this"), ["and/or !", "this"]);
        assert_eq!(
            parts("see https://www.coe.int/en/web-site now"),
            ["see ", "https://www.coe.int/en/web-!", "site ", "now"]
        );
        assert_eq!(parts("député·e·s"), ["député·e·s!"]);
    }

    #[test]
    fn a_hyphen_before_a_figure_ends_a_line_in_all_or_in_none() {
        assert_eq!(parts("COVID-19 and 1990-2000"), ["COVID-", "^19 ", "and ", "1990-", "^2000"]);
        assert_eq!(parts("at -5 degrees"), ["at ", "-5 ", "degrees"]);
    }
}
