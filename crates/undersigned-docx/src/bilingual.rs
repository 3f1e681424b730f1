//! A text beside its translation, for revision: a table of two columns.

use docx_rs::{Document, SectionProperty};
use undersigned::sheet::{Block, Inline, Origin, Paragraph, Role, Text};
use undersigned::translation::{Docket, Draft, Unit};
use undersigned::{Sheet, Theme};

use crate::error::Kind;
use crate::finish::{self, Element};
use crate::parts::{RELATIONSHIPS, WORD};
use crate::styles::ParagraphStyle;
use crate::stylesheet::{BILINGUAL_TABLE, SOURCE_TEXT, TRANSLATED_TEXT};
use crate::text::Compositor;

/// What of the draft stands outside of the table, and what the file says of itself: the head of the document tells which
/// one it is, and its list of signatories is no matter of revision. The language of the file is that of the translation,
/// which is what a spelling checker should look at.
pub(crate) fn sheet(draft: &Draft) -> (Sheet, Docket) {
    let stands_here = |role: Role| {
        use Role::{
            ContactLine, Date, DocReference, Edition, Masthead, MastheadSecond, RunningHead, TypeLine,
        };
        matches!(
            role,
            Masthead | MastheadSecond | DocReference | Date | Edition | TypeLine | RunningHead | ContactLine
        )
    };
    let (_, target) = &draft.languages;
    let mut sheet = Sheet {
        language: target.language,
        language_tag: target.tag.clone(),
        notes: Vec::new(),
        ..draft.sheet.clone()
    };
    sheet.blocks.retain(|block| {
        matches!(block, Block::Paragraph(paragraph) if paragraph.unit.is_none() && stands_here(paragraph.role))
    });
    let mut docket = draft.docket.clone();
    docket.locked.retain(|locked| stands_here(locked.role));
    (sheet, docket)
}

/// The part with the text: the head of the document, and the table.
pub(crate) fn part(
    sheet: &Sheet,
    draft: &Draft,
    theme: &Theme,
    section: SectionProperty,
    compositor: &mut Compositor,
) -> Result<String, Kind> {
    let mut document = Document::new().default_section_property(section);
    for block in &sheet.blocks {
        if let Block::Paragraph(paragraph) = block {
            let word = compositor.set(paragraph, ParagraphStyle::of(paragraph.role))?;
            document.children.push(docx_rs::DocumentChild::Paragraph(word));
        }
    }
    let source = finish::source(&document)?;
    let table = table(draft, theme, compositor)?;
    let mut root = Element::read(&source)?;
    root.attributes = format!("xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONSHIPS}\"").into();
    let table = Element::read(&table)?;
    root.insert_before_section(table);
    Ok(root.to_xml())
}

fn table(draft: &Draft, theme: &Theme, compositor: &mut Compositor) -> Result<String, Kind> {
    let page = &theme.page;
    let column = (page.width - page.margin_left - page.margin_right) / 2;
    let cell = |paragraph: &str| {
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{column}\" w:type=\"dxa\"/></w:tcPr>{paragraph}</w:tc>")
    };
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{BILINGUAL_TABLE}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"{column}\"/><w:gridCol w:w=\"{column}\"/></w:tblGrid>",
        2 * column
    );
    let (source, target) = &draft.languages;
    let mut head = |name: &str| fixed(vec![text(name)], compositor);
    let (source, target) = (head(&source.own_name)?, head(&target.own_name)?);
    xml.push_str(&format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>", cell(&source), cell(&target)));
    for unit in &draft.docket.units {
        let source = fixed(with_marks_as_text(&unit.source), compositor)?;
        let target = translation(unit, compositor)?;
        xml.push_str(&format!("<w:tr>{}{}</w:tr>", cell(&source), cell(&target)));
    }
    xml.push_str("</w:tbl>");
    Ok(xml)
}

/// A paragraph that nobody is to change.
fn fixed(mut inlines: Vec<Inline>, compositor: &mut Compositor) -> Result<String, Kind> {
    for inline in &mut inlines {
        if let Inline::Text(text) = inline {
            text.fixed = true;
        }
    }
    let paragraph = Paragraph {
        role: Role::Body,
        inlines,
        origin: Origin::default(),
        unit: None,
        fit: Default::default(),
        lines: Vec::new(),
    };
    compositor.filled(&paragraph, SOURCE_TEXT).and_then(|word| finish::source(&*word))
}

/// The paragraph of the translation.
fn translation(unit: &Unit, compositor: &mut Compositor) -> Result<String, Kind> {
    let inlines = with_marks_as_text(unit.target.as_ref().unwrap_or(&unit.source));
    let origin = Origin { field: unit.key.clone(), span: None };
    let paragraph = Paragraph {
        role: unit.role,
        inlines,
        origin,
        unit: Some(unit.key.clone()),
        fit: Default::default(),
        lines: Vec::new(),
    };
    compositor.filled(&paragraph, TRANSLATED_TEXT).and_then(|word| finish::source(&*word))
}

/// There are no notes at the foot of such a file: they stand in the table, and their marks are text.
fn with_marks_as_text(inlines: &[Inline]) -> Vec<Inline> {
    let as_text = |inline: &Inline| match inline {
        Inline::NoteMark(number) => {
            Inline::Text(Text { text: format!("[{number}]"), fixed: true, ..Text::default() })
        }
        Inline::Text(text) => Inline::Text(text.clone()),
    };
    inlines.iter().map(as_text).collect()
}

fn text(text: &str) -> Inline {
    Inline::Text(Text { text: text.to_owned(), ..Text::default() })
}
