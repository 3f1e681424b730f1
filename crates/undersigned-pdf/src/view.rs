//! What the template sees: a document as `data.json`, the style tokens as `theme.json`.
//!
//! Both are the interface to templates that others write, so they are plain: the names are those of
//! [`undersigned::sheet`] and of `theme.toml`, in lower case and joined by hyphens. `document.typ` describes
//! them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;
use undersigned::Theme;
use undersigned::sheet::{Block, Inline, Note, Origin, Paragraph, Role, Sheet, Undivided};
use undersigned::theme::{Fonts, MastheadImage, NoteRule, Page, RoleStyle};

use crate::print::{self, CropMarks, Print};
use crate::world;

/// `theme.json`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ThemeView<'a> {
    fonts: &'a Fonts,
    page: Page,
    crop_marks: Option<CropMarks>,
    masthead_image: Option<MastheadImage>,
    note_mark: NoteMarkView,
    note_rule: &'a NoteRule,
    roles: BTreeMap<&'static str, &'a RoleStyle>,
}

#[derive(Serialize)]
struct NoteMarkView {
    size: f64,
    raise: f64,
}

/// The style tokens for the template.
pub(crate) fn theme(theme: &Theme, print: Option<Print>) -> ThemeView<'_> {
    // To the template the image has one name, whatever the user's file is called.
    let image =
        |image: &MastheadImage| MastheadImage { file: world::MASTHEAD_IMAGE.to_owned(), ..image.clone() };
    let (page, crop_marks) = print::page(&theme.page, print);
    ThemeView {
        fonts: &theme.fonts,
        page,
        crop_marks,
        masthead_image: theme.masthead_image.as_ref().map(image),
        note_mark: NoteMarkView { size: theme.note_mark.size, raise: theme.note_mark.raise() },
        note_rule: &theme.note_rule,
        roles: Role::ALL.iter().map(|&role| (role.name(), theme.role(role))).collect(),
    }
}

/// `data.json`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct DocumentView<'a> {
    language: &'a str,
    region: Option<&'a str>,
    title: &'a str,
    reference: &'a str,
    subject: &'a str,
    date: DateView,
    masthead: Vec<ParagraphView<'a>>,
    masthead_alt: Option<String>,
    running_head: ParagraphView<'a>,
    contact_line: Option<ParagraphView<'a>>,
    blocks: Vec<BlockView<'a>>,
    notes: Vec<NoteView<'a>>,
    blank_page: bool,
}

#[derive(Serialize)]
struct NoteView<'a> {
    paragraphs: Vec<ParagraphView<'a>>,
    back: &'a str,
}

#[derive(Serialize)]
struct DateView {
    year: i16,
    month: u8,
    day: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
enum BlockView<'a> {
    Paragraph(ParagraphView<'a>),
    List { numbered: bool, items: Vec<ItemView<'a>> },
    Signatories { entries: Vec<ParagraphView<'a>> },
}

#[derive(Serialize)]
struct ItemView<'a> {
    /// `None` in a list with bullets. As text, since Typst's numbers end sooner.
    number: Option<String>,
    blocks: Vec<BlockView<'a>>,
}

#[derive(Serialize)]
struct ParagraphView<'a> {
    role: &'static str,
    /// The index of the paragraph's origin; the template marks the text with it.
    field: usize,
    /// Whether it stays on the page of the next one.
    kept: bool,
    /// Whether it begins a page.
    moved: bool,
    /// In twips.
    tracking: i32,
    narrowed: u32,
    whole: bool,
    /// How many of the inlines are the last two lines, where those must not be divided.
    end: usize,
    inlines: Vec<InlineView<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum InlineView<'a> {
    #[serde(rename_all = "kebab-case")]
    Text {
        text: &'a str,
        emphasis: bool,
        strong: bool,
        raised: bool,
        unbroken: bool,
        begins_line: bool,
        language: Option<&'a str>,
        region: Option<&'a str>,
    },
    Note {
        note: usize,
    },
}

/// What the fields of the document are.
pub(crate) struct Fields<'a> {
    /// Where each comes from.
    pub(crate) origins: Vec<&'a Origin>,
    /// How many letters and figures each has; 0 for what may stand as an image, or not at all.
    pub(crate) letters: Vec<usize>,
    /// Those of the blocks.
    pub(crate) blocks: Range<usize>,
    /// The one that stands at the end of the body.
    pub(crate) signed_overleaf: Option<usize>,
    /// The first of each note.
    pub(crate) notes: Vec<usize>,
}

/// What a first look at the pages asks for.
#[derive(Debug, Default)]
pub(crate) struct Remedies {
    /// The fields of paragraphs that go to the next page: there was room for them, but not for all of their notes.
    pub(crate) moved: BTreeSet<usize>,
    /// An empty page at the end.
    pub(crate) blank_page: bool,
}

/// The document for the template, and what its fields are.
pub(crate) fn document<'a>(
    sheet: &'a Sheet,
    theme: &Theme,
    remedies: &'a Remedies,
) -> (DocumentView<'a>, Fields<'a>) {
    let fields = Fields {
        origins: Vec::new(),
        letters: Vec::new(),
        blocks: 0..0,
        signed_overleaf: None,
        notes: Vec::new(),
    };
    let mut builder = Builder { fields, kept: theme.kept(sheet).into_iter(), remedies };
    let (language, region) = parts(&sheet.language_tag);
    let date = DateView { year: sheet.date.year(), month: sheet.date.month(), day: sheet.date.day() };
    // Without words there is no rule above them either.
    let contact_line = sheet.contact_line.as_ref().filter(|line| !line.plain_text().is_empty());
    let document = DocumentView {
        language,
        region,
        title: &sheet.title,
        reference: &sheet.reference,
        subject: &sheet.subject,
        date,
        masthead: builder.paragraphs(&sheet.masthead),
        masthead_alt: theme.masthead_image.as_ref().map(|image| image.alt_text(sheet)),
        running_head: builder.paragraph(&sheet.running_head, false),
        blocks: builder.all_blocks(&sheet.blocks),
        notes: sheet.notes.iter().map(|note| builder.note(note)).collect(),
        contact_line: contact_line.map(|line| builder.paragraph(line, false)),
        blank_page: remedies.blank_page,
    };
    (document, builder.fields)
}

struct Builder<'a> {
    fields: Fields<'a>,
    /// For the paragraphs of the blocks, in order.
    kept: std::vec::IntoIter<bool>,
    remedies: &'a Remedies,
}

impl<'a> Builder<'a> {
    fn paragraph(&mut self, paragraph: &'a Paragraph, kept: bool) -> ParagraphView<'a> {
        let field = self.fields.origins.len();
        self.fields.origins.push(&paragraph.origin);
        let letters = || paragraph.plain_text().chars().filter(|c| c.is_alphanumeric()).count();
        self.fields.letters.push(if paragraph.role.is_furniture() { 0 } else { letters() });
        if paragraph.role == Role::SignedOverleaf {
            self.fields.signed_overleaf = Some(field);
        }
        let end = match paragraph.fit.undivided {
            // What stays with the next paragraph is not divided at all.
            Undivided::End(inlines) if !kept => inlines.min(paragraph.inlines.len()),
            _ => 0,
        };
        ParagraphView {
            role: paragraph.role.name(),
            field,
            kept,
            moved: false,
            tracking: paragraph.fit.tracking,
            narrowed: paragraph.fit.narrowed,
            whole: paragraph.fit.undivided == Undivided::Whole,
            end,
            inlines: paragraph.inlines.iter().map(inline).collect(),
        }
    }

    fn paragraphs(&mut self, paragraphs: &'a [Paragraph]) -> Vec<ParagraphView<'a>> {
        paragraphs.iter().map(|paragraph| self.paragraph(paragraph, false)).collect()
    }

    fn note(&mut self, note: &'a Note) -> NoteView<'a> {
        self.fields.notes.push(self.fields.origins.len());
        NoteView { paragraphs: self.paragraphs(&note.paragraphs), back: &note.back }
    }

    fn block_paragraph(&mut self, paragraph: &'a Paragraph) -> ParagraphView<'a> {
        let kept = self.kept.next().unwrap_or(false);
        self.paragraph(paragraph, kept)
    }

    fn all_blocks(&mut self, blocks: &'a [Block]) -> Vec<BlockView<'a>> {
        let first = self.fields.origins.len();
        let mut views = self.blocks(blocks);
        move_to_next_page(&mut paragraphs(&mut views), &self.remedies.moved);
        self.fields.blocks = first..self.fields.origins.len();
        views
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<BlockView<'a>> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a Block) -> BlockView<'a> {
        match block {
            Block::Paragraph(paragraph) => BlockView::Paragraph(self.block_paragraph(paragraph)),
            Block::List(list) => {
                let number = |index: usize| Some(list.start?.saturating_add(index as u64).to_string());
                let items = list.items.iter().enumerate();
                BlockView::List {
                    numbered: list.start.is_some(),
                    items: items
                        .map(|(index, item)| ItemView { number: number(index), blocks: self.blocks(item) })
                        .collect(),
                }
            }
            Block::Signatories(entries) => BlockView::Signatories {
                entries: entries.iter().map(|entry| self.block_paragraph(entry)).collect(),
            },
        }
    }
}

/// The tag of a language as Typst takes it: the language itself, and a region of two letters. A tag may have a script
/// before it, or a number for the region.
fn parts(tag: &str) -> (&str, Option<&str>) {
    let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts = tag.split('-');
    (parts.next().unwrap_or_default(), parts.find(is_region))
}

/// The paragraphs of blocks, in print order.
fn paragraphs<'v, 'a>(views: &'v mut [BlockView<'a>]) -> Vec<&'v mut ParagraphView<'a>> {
    let mut all = Vec::new();
    for view in views {
        match view {
            BlockView::Paragraph(paragraph) => all.push(paragraph),
            BlockView::List { items, .. } => {
                all.extend(items.iter_mut().flat_map(|item| paragraphs(&mut item.blocks)));
            }
            BlockView::Signatories { entries } => all.extend(entries),
        }
    }
    all
}

/// Begins a page with each of these fields, and with what stays with it before it.
fn move_to_next_page(paragraphs: &mut [&mut ParagraphView<'_>], moved: &BTreeSet<usize>) {
    for index in 0..paragraphs.len() {
        if moved.contains(&paragraphs[index].field) {
            let kept_before = paragraphs[..index].iter().rev().take_while(|paragraph| paragraph.kept).count();
            paragraphs[index - kept_before].moved = true;
        }
    }
}

fn inline(inline: &Inline) -> InlineView<'_> {
    match inline {
        Inline::Text(text) => InlineView::Text {
            text: &text.text,
            emphasis: text.emphasis,
            strong: text.strong,
            raised: text.raised,
            unbroken: text.unbroken,
            begins_line: text.begins_line,
            language: text.language.as_ref().map(|language| parts(&language.tag).0),
            region: text.language.as_ref().and_then(|language| parts(&language.tag).1),
        },
        &Inline::NoteMark(note) => InlineView::Note { note },
    }
}
