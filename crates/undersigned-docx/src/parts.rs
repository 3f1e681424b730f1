//! The parts that hold no text of the document: settings, fonts and properties.

use quick_xml::escape::escape;
use undersigned::{Sheet, Theme};

use crate::error::Kind;
use crate::text::checked;

/// The namespace of WordprocessingML.
pub(crate) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of references from one part to another.
pub(crate) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The settings: the layout of Word 2010, and nothing that makes it ask, count or correct. Word 2013 and later, in their own
/// layout, press one word more into a justified line where they like that better than wide spaces, and stretch non-breaking
/// spaces: no other program breaks the lines at the same words. The price is “Compatibility Mode” in Word's title bar. No
/// identifiers of editing sessions, no hyphenation, no updating of fields on opening.
pub(crate) fn settings(tag: &str) -> String {
    let tag = escape(tag);
    let compat: String = [
        ("compatibilityMode", 14),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
    ]
    .iter()
    .map(|(name, value)| {
        format!(
            "<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" \
             w:val=\"{value}\"/>"
        )
    })
    .collect();
    format!(
        "<w:settings xmlns:w=\"{WORD}\"><w:defaultTabStop w:val=\"720\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat>{compat}</w:compat><w:themeFontLang w:val=\"{tag}\"/>\
         <w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>"
    )
}

/// The font table: the typeface, and the one to take where it is missing.
pub(crate) fn font_table(theme: &Theme) -> String {
    let name = escape(theme.fonts.word.as_str());
    let fallback = if theme.fonts.pdf == theme.fonts.word {
        String::new()
    } else {
        format!("<w:altName w:val=\"{}\"/>", escape(theme.fonts.pdf.as_str()))
    };
    format!(
        "<w:fonts xmlns:w=\"{WORD}\"><w:font w:name=\"{name}\">{fallback}<w:charset w:val=\"00\"/>\
         <w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// What the document is, for searches and screen readers. It has no author: those who signed it are its text.
pub(crate) fn core_properties(sheet: &Sheet) -> Result<String, Kind> {
    let title = escape(checked(&sheet.title, "title")?);
    let subject = escape(checked(&sheet.subject, "subject")?);
    let reference = escape(checked(&sheet.reference, "reference")?);
    let (language, date) = (escape(sheet.language_tag.as_str()), sheet.date);
    Ok(format!(
        "<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
         <dc:identifier>{reference}</dc:identifier><dc:language>{language}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:modified>\
         </cp:coreProperties>"
    ))
}

/// Which program made the file.
pub(crate) const APP_PROPERTIES: &str = "<Properties \
    xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
    <Application>undersigned</Application></Properties>";
