//! What is built in of an institution: the Typst template, the style tokens and the dated facts of the Parliamentary
//! Assembly of the Council of Europe. A user's profile replaces them file by file.

/// A built-in file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// The name of the file in a profile's folder, with `/` between its parts.
    pub name: &'static str,
    /// The text of the file.
    pub text: &'static str,
    /// What a file in TOML says, as JSON, which is read in a seventh of the instructions; `null` where it is in no TOML.
    pub values: &'static str,
}

macro_rules! files {
    ($($(#[doc = $doc:literal])+ $constant:ident = $name:literal;)+) => {
        $($(#[doc = $doc])+ pub const $constant: File = File {
            name: $name,
            text: include_str!(concat!("../", $name)),
            values: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json")),
        };)+

        /// Every built-in file.
        pub const FILES: &[File] = &[$($constant,)+];
    };
}

files! {
    /// The style tokens.
    THEME = "theme.toml";
    /// The Typst template of the PDF.
    DOCUMENT = "document.typ";
    /// The names of countries.
    COUNTRIES = "facts/countries.toml";
    /// The political groups.
    GROUPS = "facts/groups.toml";
    /// The languages that documents are printed in.
    LANGUAGES = "facts/languages.toml";
    /// What is known of names of persons.
    NAMES = "facts/names.toml";
    /// What the Rules of Procedure ask.
    PROCEDURE = "facts/procedure.toml";
    /// The words of citations and of institutions.
    TERMS = "facts/terms.toml";
    /// The fixed wording.
    WORDING = "facts/wording.toml";
}
