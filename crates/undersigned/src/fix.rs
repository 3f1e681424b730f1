//! Makes the mends that are certain.

use std::collections::BTreeSet;

use crate::{Diagnostics, Edit, Fix};

/// A file with its certain mends made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// Which of [`Diagnostics::sources`] it is.
    pub source: usize,
    /// The file as it should be, in the encoding that it had. All that is not mended is as it was, byte for byte.
    pub bytes: Vec<u8>,
    /// What was done.
    pub mends: Vec<String>,
}

impl Diagnostics {
    /// The files that can be mended for certain, mended. Of two mends that touch the same place only the first is made:
    /// whoever reads and checks again finds what is left.
    ///
    /// ```
    /// use undersigned::{Format, Profile};
    ///
    /// let input = b"Kind: motion-for-resolution # a comment";
    /// let faults = Profile::builtin().read("motion.yaml", input, Format::Yaml).unwrap_err();
    /// assert_eq!(faults.fixed()[0].bytes, b"kind: motion-for-resolution # a comment");
    /// ```
    pub fn fixed(&self) -> Vec<Fixed> {
        let mut taken: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
        let mut made: Vec<&Fix> = Vec::new();
        for fix in self.list().iter().filter_map(|finding| finding.fix.as_ref()) {
            if fix.edits.iter().all(|edit| is_free(edit, &taken)) {
                let places = fix.edits.iter().map(|edit| (edit.span.source, edit.span.start, edit.span.end));
                taken.extend(places);
                made.push(fix);
            }
        }
        let mut fixed = Vec::new();
        for (index, source) in self.sources().iter().enumerate() {
            let here = |fix: &&&Fix| fix.edits.iter().any(|edit| edit.span.source == index);
            let mends: Vec<String> = made.iter().filter(here).map(|fix| fix.message.clone()).collect();
            if mends.is_empty() {
                continue;
            }
            let mut edits: Vec<&Edit> =
                made.iter().flat_map(|fix| &fix.edits).filter(|edit| edit.span.source == index).collect();
            edits.sort_by_key(|edit| edit.span);
            let mut text = String::with_capacity(source.text.len());
            let mut done = 0;
            for edit in edits {
                text.push_str(&source.text[done..edit.span.start]);
                text.push_str(&edit.replacement);
                done = edit.span.end;
            }
            text.push_str(&source.text[done..]);
            fixed.push(Fixed { source: index, bytes: source.encoding.encode(&text), mends });
        }
        fixed
    }
}

/// Whether nothing is changed yet where an edit is to be made, nor right beside it.
fn is_free(edit: &Edit, taken: &BTreeSet<(usize, usize, usize)>) -> bool {
    let span = edit.span;
    // What is taken does not overlap, so that only the last one that begins before the end can reach this far.
    let before = taken.range(..=(span.source, span.end, usize::MAX)).next_back();
    before.is_none_or(|&(source, _, end)| source != span.source || end < span.start)
}
