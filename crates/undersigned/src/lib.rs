//! Reads, checks and resolves the signed documents of a parliamentary assembly.
//!
//! An input file is read into a [`Document`]; a [`Document`], the dated facts of a [`Profile`] and one
//! [`Language`] make a [`Sheet`]; the crates `undersigned-pdf` and `undersigned-docx` set a sheet as a PDF and as a
//! Word file. This crate knows no files, no clock and no network: bytes in, values out, the same ones every time.
//!
//! ```
//! use undersigned::{Format, Language, Profile};
//!
//! let input = b"
//! kind: written-declaration
//! doc: 16229
//! number: 818
//! date: 2025-08-19
//! text:
//!   en:
//!     title: Stand up for human rights in Kazakhstan
//!     body: |
//!       The Parliamentary Assembly has been closely following the events.
//! signatories:
//!   - CASTEL Laura, Spain, UEL
//!   - GRIFFITHS Leslie, United Kingdom, SOC
//! ";
//! let profile = Profile::builtin();
//! let document = profile.read("doc-16229.yaml", input, Format::Yaml)?;
//! let sheet = profile.resolve(&document, Language::ENGLISH)?;
//! assert_eq!(sheet.reference, "Doc.\u{a0}16229");
//! # Ok::<(), undersigned::Diagnostics>(())
//! ```
//!
//! What is wrong with an input comes as [`Diagnostics`]: all of it at once, each finding with its place in the text.

pub mod bounds;

mod date;
mod diagnostic;
mod document;
mod edit;
mod explain;
mod facts;
mod fix;
mod language;
mod pairing;
mod profile;
mod read;
mod reissue;
mod resolve;
mod rule;
mod rules;
mod schema;
mod settle;
pub mod sheet;
mod starter;
pub mod theme;
pub mod translation;

pub use date::{Date, InvalidDate};
pub use diagnostic::{Diagnostic, Diagnostics, Edit, Encoding, Fix, Severity, Source, Span};
pub use document::{Document, Kind, UnknownKind};
pub use fix::Fixed;
pub use language::{InvalidLanguage, Language, PrintLanguage, UnknownLanguage};
pub use profile::Profile;
pub use read::{Format, LIST_EXTENSIONS};
pub use reissue::NextEdition;
pub use resolve::{FaceUse, Lacking, PrintedList, SignatoryList};
pub use rule::{Area, Rule};
pub use schema::schema;
pub use sheet::Sheet;
pub use starter::Starter;
pub use theme::Theme;
pub use undersigned_fonts::{Catalogue, Face, Style, Typeface};
