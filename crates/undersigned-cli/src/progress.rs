//! How far a long run is: a bar on a terminal, nothing elsewhere.

use std::fmt::Write;
use std::io::IsTerminal;

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// Fewer documents are done before anybody has read a bar.
const FEW: usize = 8;

/// A bar on standard error.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Whether it stands in the place of the list of files: both are on one terminal.
    pub(crate) instead_of_list: bool,
}

impl Progress {
    /// A bar for so many documents.
    pub(crate) fn new(documents: usize) -> Self {
        let shown = documents > FEW && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(u64::try_from(documents).ok(), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} documents{pace}") {
            bar.set_style(style.with_key("pace", pace));
        }
        Progress { bar, instead_of_list: shown && std::io::stdout().is_terminal() }
    }

    /// Takes the bar away while something is printed.
    pub(crate) fn pause(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// One document more is done.
    pub(crate) fn advance(&self) {
        self.bar.inc(1);
    }

    /// Takes the bar away for good.
    pub(crate) fn finish(self) {
        self.bar.finish_and_clear();
    }
}

/// How fast it goes and how long it will take, once a document is done: nothing is known before.
fn pace(state: &ProgressState, bar: &mut dyn Write) {
    if state.pos() > 0 {
        let (pace, left) = (state.per_sec(), HumanDuration(state.eta()));
        let digits = usize::from(pace < 10.0);
        // What draws the bar takes no error; to write into a text gives none.
        let _ = write!(bar, ", {pace:.digits$} a second, {left:#} left");
    }
}
