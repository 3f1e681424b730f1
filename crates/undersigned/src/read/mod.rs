//! From the bytes of an input file to a [`Document`]. Everything that is wrong is reported, not only the first fault.

mod body;
mod characters;
mod document;
mod faults;
mod json;
mod list;
mod locate;
mod node;
mod signatory;
mod toml;
mod yaml;

pub(crate) use self::signatory::capitals;

use std::sync::Arc;

use self::node::{Node, SyntaxFault};
use crate::{Diagnostic, Diagnostics, Document, Profile, Source, Span};

/// An input file of more bytes than this is refused unread: the longest list of signatories fits many times.
pub const MAX_BYTES: usize = 4 << 20;

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
    /// Everything that is wrong with the input. An input whose `signatories` name another file is refused: see
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
        let text = decode(name, input)?;
        let sources = vec![Source { name: name.to_owned(), text }];
        let root = match parse(&sources[0].text, format) {
            Ok(root) => root,
            Err(faults) => return Err(syntax_errors(faults, sources)),
        };
        document::build(self, &root, sources, &load)
    }
}

/// The text of an input file or a list of signatories.
fn decode(name: &str, input: &[u8]) -> Result<String, Diagnostics> {
    let refuse = |text: String, at: usize, message: String, help: &str| {
        let source = Source { name: name.to_owned(), text };
        let span = Span { source: 0, start: at, end: at };
        let fault = Diagnostic::error(message).at(span, "").help(help);
        Err(Diagnostics::new(vec![fault], Arc::new([source])))
    };
    if input.len() > MAX_BYTES {
        let message = format!("the file has {} bytes, more than any document ({MAX_BYTES})", input.len());
        return refuse(String::new(), 0, message, "is this the file that you meant?");
    }
    if input.starts_with(b"\xff\xfe") || input.starts_with(b"\xfe\xff") {
        return refuse(String::new(), 0, "the file is UTF-16".to_owned(), "save it as UTF-8");
    }
    if let Some(at) = input.iter().position(|&byte| byte == 0) {
        let help = "an input file is plain text: YAML, TOML or JSON";
        return match std::str::from_utf8(input) {
            Ok(text) => refuse(text.to_owned(), at, "here is a NUL, which is no text".to_owned(), help),
            Err(_) => refuse(String::new(), 0, "the file is not text".to_owned(), help),
        };
    }
    match std::str::from_utf8(input) {
        // The byte order mark that some editors write is no part of the text.
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
        Err(error) => {
            let at = error.valid_up_to();
            let help = "save the file as UTF-8 (in Excel: “CSV UTF-8”); the bytes may be those of Windows-1252 or Latin-1";
            let text = String::from_utf8_lossy(input).into_owned();
            refuse(text, at, "here the file is not UTF-8".to_owned(), help)
        }
    }
}

fn parse(text: &str, format: Format) -> Result<Node, Vec<SyntaxFault>> {
    match format {
        Format::Yaml => yaml::parse(text).map_err(|fault| vec![fault]),
        Format::Toml => toml::parse(text),
        Format::Json => json::parse(text).map_err(|fault| vec![fault]),
    }
}

const SYNTAX_HELP: &str = "README.md shows input files in each notation; here the reader gave up";

fn syntax_errors(faults: Vec<SyntaxFault>, sources: Vec<Source>) -> Diagnostics {
    let list = faults
        .into_iter()
        .map(|fault| {
            let at = fault.at.min(sources[0].text.len());
            let mut error = Diagnostic::error(fault.message).at(Span::input(at..at), "");
            error.help = Some(fault.help.unwrap_or_else(|| SYNTAX_HELP.to_owned()));
            error
        })
        .collect();
    Diagnostics::new(list, sources.into())
}
