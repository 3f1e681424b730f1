//! From the bytes of an input file to a [`Document`]. Everything that is wrong is reported, not only the first fault.

mod body;
mod characters;
mod document;
mod encoding;
mod faults;
mod json;
mod list;
mod locate;
mod node;
mod signatory;
mod text;
mod toml;
mod yaml;

pub(crate) use self::characters::is_printable;
pub use self::document::LIST_EXTENSIONS;
#[cfg(test)]
pub(crate) use self::document::{EDITION_KEYS, KEYS as DOCUMENT_KEYS};
pub(crate) use self::list::list_columns;
pub(crate) use self::locate::Places;
pub(crate) use self::node::{Key, Node, Value};
#[cfg(test)]
pub(crate) use self::signatory::KEYS as SIGNATORY_KEYS;
pub(crate) use self::signatory::{capitals, splits_as};
#[cfg(test)]
pub(crate) use self::text::TEXT_KEYS;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::node::SyntaxFault;
use crate::rules::file::{Syntax, TooLarge};
use crate::rules::rule_of;
use crate::{Date, Diagnostic, Diagnostics, Document, Profile, SignatoryList, Source, Span};

/// The notation of an input file. All three hold the same keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2, the usual one.
    Yaml,
    /// TOML 1.1.
    Toml,
    /// JSON.
    Json,
}

impl Format {
    /// The notation that goes with the extension of a file's name: `yaml`, `yml`, `toml` or `json`.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Format::Yaml),
            "toml" => Some(Format::Toml),
            "json" => Some(Format::Json),
            _ => None,
        }
    }
}

impl Profile {
    /// Reads a document from one input file. `name` is what diagnostics call the file.
    ///
    /// ```
    /// use undersigned::{Format, Profile};
    ///
    /// let input = b"
    /// kind: motion-for-resolution
    /// doc: 16230
    /// date: 2025-09-30
    /// text:
    ///   en:
    ///     title: Libraries in small towns
    ///     body: A town without a library is a poor town.
    /// signatories:
    ///   - EXAMPLE Ann, Spain, SOC
    /// ";
    /// let document = Profile::builtin().read("motion.yaml", input, Format::Yaml)?;
    /// assert_eq!(document.doc(), 16230);
    /// # Ok::<(), undersigned::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with the input, errors and all that is weighed less. An input whose `signatories` name another file is refused: see
    /// [`read_with_list`](Self::read_with_list).
    pub fn read(&self, name: &str, input: &[u8], format: Format) -> Result<Document, Diagnostics> {
        self.read_with_list(name, input, format, |_| {
            Err("no file beside the input is read here (a program calls `read_with_list`)".to_owned())
        })
    }

    /// Reads a document whose list of signatories may stand in a CSV or TSV file of its own. `load` is asked for that
    /// file with the path as the input gives it, relative to the input's folder; its error says why there is none.
    ///
    /// # Errors
    /// Everything that is wrong with the input or the list.
    pub fn read_with_list(
        &self,
        name: &str,
        input: &[u8],
        format: Format,
        load: impl Fn(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Document, Diagnostics> {
        let source = encoding::decode(name, input)?;
        let root = match parse(&source.text, format) {
            Ok(root) => root,
            Err(fault) => return Err(syntax_error(fault, source)),
        };
        let aliased = format == Format::Yaml && root.has_alias(&mut BTreeSet::new());
        document::build(self, &root, format, aliased, source, &load)
    }

    /// Reads a list of signatories from a CSV or TSV file. The date says which countries and groups there are, and
    /// what they are called.
    ///
    /// # Errors
    /// Everything that is wrong with the list.
    pub fn read_list(&self, name: &str, input: &[u8], date: Date) -> Result<SignatoryList, Diagnostics> {
        document::build_list(self, encoding::decode(name, input)?, date)
    }
}

/// The tree of a text.
pub(crate) fn parse(text: &str, format: Format) -> Result<Node, SyntaxFault> {
    let root = match format {
        Format::Yaml => yaml::parse(text),
        Format::Toml => toml::parse(text),
        Format::Json => json::parse(text),
    }?;
    match root.excess() {
        Some(fault) => Err(fault),
        None => Ok(root),
    }
}

const SYNTAX_HELP: &str = "README.md shows input files in each notation; here the reader gave up";

fn syntax_error(fault: SyntaxFault, source: Source) -> Diagnostics {
    let at = fault.at.min(source.text.len());
    let rule =
        if fault.too_large { const { &rule_of::<TooLarge>() } } else { const { &rule_of::<Syntax>() } };
    let mut error = Diagnostic::new(rule, fault.message).at(Span::input(at..at), "");
    error.help = Some(fault.help.unwrap_or_else(|| SYNTAX_HELP.to_owned()));
    Diagnostics::new(vec![error], Arc::new([source]))
}
