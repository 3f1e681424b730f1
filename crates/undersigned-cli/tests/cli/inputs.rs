//! Inputs that tests of several commands begin with.

/// A sound input; one signature is fewer than the Rules of Procedure ask for, which is advice.
pub(crate) const MOTION: &str = "\
kind: motion-for-resolution
doc: 16230
date: 2024-09-30
text:
  en:
    title: Libraries in small towns
    body: A town without a library is a poor town.
signatories:
  - EXAMPLE Ann, Spain, SOC
";
