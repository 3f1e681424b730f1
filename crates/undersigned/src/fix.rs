//! Makes the mends that are certain.

use crate::{Diagnostics, Fix};

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
        let mut made: Vec<&Fix> = Vec::new();
        for fix in self.list().iter().filter_map(|finding| finding.fix.as_ref()) {
            if !made.iter().any(|other| overlap(fix, other)) {
                made.push(fix);
            }
        }
        let mut fixed = Vec::new();
        for (index, source) in self.sources().iter().enumerate() {
            let mends = made.iter().filter(|fix| fix.edits.iter().any(|edit| edit.span.source == index));
            let mends: Vec<String> = mends.map(|fix| fix.message.clone()).collect();
            if mends.is_empty() {
                continue;
            }
            let mut edits: Vec<_> =
                made.iter().flat_map(|fix| &fix.edits).filter(|edit| edit.span.source == index).collect();
            // From the end, so that the places before stay where they are.
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
            let mut text = source.text.clone();
            for edit in edits {
                if text.get(edit.span.range()).is_some() {
                    text.replace_range(edit.span.range(), &edit.replacement);
                }
            }
            fixed.push(Fixed { source: index, bytes: source.encoding.encode(&text), mends });
        }
        fixed
    }
}

fn overlap(one: &Fix, other: &Fix) -> bool {
    one.edits.iter().any(|a| {
        other.edits.iter().any(|b| {
            a.span.source == b.span.source && a.span.start <= b.span.end && b.span.start <= a.span.end
        })
    })
}
