//! The package: its parts, the two lists that tie them together (content types and relationships), and the
//! archive that holds them.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::error::Kind;
use crate::packed::Packed;

/// The start of every part.
pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// From how many bytes on a part is packed. To set the packer up takes longer than to write a smaller one, for what is a
/// kilobyte at most.
const WORTH_PACKING: usize = 2_048;

/// How hard parts are packed, on zlib's scale from 1 to 9. Files are 3 % larger than with the usual 6, and a tenth sooner
/// made.
const PACKING: i64 = 2;

/// The part that is the same in most files.
pub(crate) const STYLES: &str = "word/styles.xml";

const CONTENT_TYPES: &str = "[Content_Types].xml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What a part is to the part that refers to it; the name is the last word of its relationship's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinship {
    Document,
    CoreProperties,
    AppProperties,
    Styles,
    Settings,
    FontTable,
    Numbering,
    Footnotes,
    Header,
    Footer,
    Png,
    Jpeg,
    Docket,
    DocketProperties,
}

impl Kinship {
    fn relationship(self) -> String {
        let word = match self {
            Kinship::Document => "officeDocument",
            Kinship::CoreProperties => {
                return format!("{PACKAGE}/relationships/metadata/core-properties");
            }
            Kinship::AppProperties => "extended-properties",
            Kinship::Styles => "styles",
            Kinship::Settings => "settings",
            Kinship::FontTable => "fontTable",
            Kinship::Numbering => "numbering",
            Kinship::Footnotes => "footnotes",
            Kinship::Header => "header",
            Kinship::Footer => "footer",
            Kinship::Png | Kinship::Jpeg => "image",
            Kinship::Docket => "customXml",
            Kinship::DocketProperties => "customXmlProps",
        };
        format!("{OFFICE}/{word}")
    }

    fn content_type(self) -> String {
        let word = match self {
            Kinship::Document => "document.main",
            Kinship::CoreProperties => {
                return "application/vnd.openxmlformats-package.core-properties+xml".to_owned();
            }
            Kinship::AppProperties => {
                return "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned();
            }
            Kinship::Styles => "styles",
            Kinship::Settings => "settings",
            Kinship::FontTable => "fontTable",
            Kinship::Numbering => "numbering",
            Kinship::Footnotes => "footnotes",
            Kinship::Header => "header",
            Kinship::Footer => "footer",
            Kinship::Png => return "image/png".to_owned(),
            Kinship::Jpeg => return "image/jpeg".to_owned(),
            Kinship::Docket => return "application/xml".to_owned(),
            Kinship::DocketProperties => {
                return "application/vnd.openxmlformats-officedocument.customXmlProperties+xml".to_owned();
            }
        };
        format!("{WORD}.{word}+xml")
    }
}

/// The parts of one file, as they come.
#[derive(Debug)]
pub(crate) struct Package<'a> {
    parts: Vec<Part<'a>>,
    packed: &'a Packed,
}

#[derive(Debug)]
struct Part<'a> {
    /// Where the part stands in the package, without a slash before it.
    path: &'static str,
    /// The part that refers to this one; empty for the package itself.
    owner: &'static str,
    /// The name under which the owner refers to it.
    id: &'static str,
    kinship: Kinship,
    bytes: Cow<'a, [u8]>,
}

impl<'a> Package<'a> {
    /// A package without parts; those that come back from file to file are looked for among what is packed already.
    pub(crate) fn new(packed: &'a Packed) -> Self {
        Package { parts: Vec::new(), packed }
    }

    /// Adds a part of XML, without its declaration, that `owner` refers to as `id`.
    pub(crate) fn add(
        &mut self,
        kinship: Kinship,
        owner: &'static str,
        id: &'static str,
        path: &'static str,
        xml: &str,
    ) {
        let bytes = [DECLARATION, xml].concat().into_bytes().into();
        self.parts.push(Part { path, owner, id, kinship, bytes });
    }

    /// Adds a part that is no XML.
    pub(crate) fn add_image(
        &mut self,
        kinship: Kinship,
        owner: &'static str,
        id: &'static str,
        path: &'static str,
        bytes: &'a [u8],
    ) {
        self.parts.push(Part { path, owner, id, kinship, bytes: bytes.into() });
    }

    /// The file: the parts sorted by path, which puts the content types first, as is the custom.
    pub(crate) fn pack(self) -> Result<Vec<u8>, Kind> {
        let mut entries = vec![(CONTENT_TYPES.to_owned(), self.content_types().into_bytes().into())];
        entries.extend(self.relationships());
        entries.extend(self.parts.into_iter().map(|part| (part.path.to_owned(), part.bytes)));
        entries.sort_by(|a, b| a.0.cmp(&b.0));

        // Everything that would differ between machines or hours is fixed: the time is the earliest that an
        // archive can hold, and the system is the one whose archives have no further fields.
        let options =
            SimpleFileOptions::default().last_modified_time(DateTime::default()).system(System::Dos);
        let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(16 * 1024)));
        for (path, bytes) in &entries {
            let options = match bytes.len() {
                ..WORTH_PACKING => options.compression_method(CompressionMethod::Stored),
                _ => options.compression_level(Some(PACKING)),
            };
            if path == STYLES {
                self.packed.add(&mut archive, path, options, bytes)?;
            } else {
                archive.start_file(path.as_str(), options)?;
                archive.write_all(bytes)?;
            }
        }
        Ok(archive.finish()?.into_inner())
    }

    fn content_types(&self) -> String {
        let mut xml = format!(
            "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
             <Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        );
        for part in &self.parts {
            let (path, content_type) = (part.path, part.kinship.content_type());
            // Writing to a string cannot fail, here and below.
            let _ = write!(xml, "<Override PartName=\"/{path}\" ContentType=\"{content_type}\"/>");
        }
        xml.push_str("</Types>");
        xml
    }

    fn relationships(&self) -> Vec<(String, Cow<'a, [u8]>)> {
        let mut owners: Vec<&str> = self.parts.iter().map(|part| part.owner).collect();
        owners.sort_unstable();
        owners.dedup();
        let of_owner = |owner: &str| {
            let (folder, name) = owner.rsplit_once('/').unwrap_or(("", owner));
            let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
            for part in self.parts.iter().filter(|part| part.owner == owner) {
                let target = match part.path.strip_prefix(&inside) {
                    Some(target) => target.to_owned(),
                    // No part of ours lies deeper than one folder.
                    None => format!("../{}", part.path),
                };
                let (id, kind) = (part.id, part.kinship.relationship());
                let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
            }
            xml.push_str("</Relationships>");
            (format!("{inside}_rels/{name}.rels"), xml.into_bytes().into())
        };
        owners.into_iter().map(of_owner).collect()
    }
}
