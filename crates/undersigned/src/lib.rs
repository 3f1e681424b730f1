//! Reads, checks and resolves the signed documents of a parliamentary assembly.
mod date;
mod diagnostic;
mod language;
mod profile;
pub mod sheet;
mod theme;

pub use date::{Date, InvalidDate};
pub use diagnostic::{Diagnostic, Diagnostics, Severity, Source, Span};
pub use language::{Language, UnknownLanguage};
pub use profile::Profile;
pub use sheet::Sheet;
pub use theme::*;
