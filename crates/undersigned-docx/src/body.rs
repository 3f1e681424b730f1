//! The text, from the document's reference to the total.

use docx_rs::{Document, DocumentChild, IndentLevel, NumberingId, SectionProperty};
use undersigned::sheet::{Block, Fit, Paragraph, Role};
use undersigned::{Sheet, Theme};

use crate::error::Kind;
use crate::finish::{self, Element};
use crate::numbering::Lists;
use crate::parts::{RELATIONSHIPS, WORD};
use crate::styles::ParagraphStyle;
use crate::text::Compositor;

/// Where in a list a block stands.
#[derive(Clone, Copy)]
struct Item {
    numbering: usize,
    level: usize,
    /// Whether the mark has been given to a paragraph before.
    marked: bool,
}

/// Sets the body, and notes its lists.
pub(crate) fn part(
    sheet: &Sheet,
    theme: &Theme,
    section: SectionProperty,
    compositor: &mut Compositor,
    lists: &mut Lists,
) -> Result<String, Kind> {
    let mut body = Body {
        compositor,
        lists,
        kept: theme.kept(sheet).into_iter(),
        theme,
        document: Document::new().default_section_property(section),
    };
    for block in &sheet.blocks {
        body.block(block, None)?;
    }
    body.compositor.end_text()?;

    let source = finish::source(&body.document)?;
    let mut root = Element::read(&source)?;
    root.attributes = format!("xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONSHIPS}\"").into();
    Ok(root.to_xml())
}

struct Body<'a, 'b> {
    compositor: &'a mut Compositor<'b>,
    lists: &'a mut Lists,
    /// For each paragraph that is still to come: whether it stays on the page of the next.
    kept: std::vec::IntoIter<bool>,
    theme: &'a Theme,
    document: Document,
}

impl Body<'_, '_> {
    fn block(&mut self, block: &Block, item: Option<Item>) -> Result<(), Kind> {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph, item),
            Block::Signatories(entries) => entries.iter().try_for_each(|entry| self.paragraph(entry, None)),
            Block::List(list) => {
                let level = item.map_or(0, |item| item.level + 1);
                if level > 1 {
                    return Err(Kind::ListDepth);
                }
                let numbering = self.lists.add(list)?;
                for blocks in &list.items {
                    let mut item = Item { numbering, level, marked: false };
                    for block in blocks {
                        self.block(block, Some(item))?;
                        item.marked = true;
                    }
                }
                Ok(())
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, item: Option<Item>) -> Result<(), Kind> {
        let role = paragraph.role;
        let kept = self.kept.next().unwrap_or(false) && !self.theme.role(role).keep_with_next;
        let continued = item.is_some_and(|item| item.marked);
        let fit = match role {
            Role::Title => {
                self.compositor.used.title = paragraph.fit;
                Fit::default()
            }
            _ => paragraph.fit,
        };
        let style = ParagraphStyle { kept, continued, ..ParagraphStyle::of(role) }.fitted(fit);
        let mut word = self.compositor.set(paragraph, style)?;
        if let Some(Item { numbering, level, marked: false }) = item {
            *word = word.numbering(NumberingId::new(numbering), IndentLevel::new(level));
        }
        self.document.children.push(DocumentChild::Paragraph(word));
        Ok(())
    }
}
