//! What the template has set without the engine's paragraphs: plain text, of which it is known how it is set.
//!
//! The engine looks into each paragraph for all that one may hold (other scripts, places to end a line, boxes, formulas),
//! which takes several times as long as to place its letters. Here text that needs nothing of that is shaped and placed;
//! any other is set by the engine. The file is the same whichever way a paragraph goes.

mod column;
mod entries;
mod lines;
mod look;

pub(crate) use self::entries::ENTRIES;
pub(crate) use self::lines::SETTLED;
