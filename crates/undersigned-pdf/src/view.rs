//! What the template sees: a document as the argument of its function `document`, the style tokens as `theme.json`.
//!
//! Both are the interface to templates that others write, so they are plain: the names are those of
//! [`undersigned::sheet`] and of `theme.toml`, in lower case and joined by hyphens. `document.typ` describes
//! them. The text of a paragraph comes as finished content: what is emphasised, raised or marked is not for a template to
//! decide.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;
use typst::foundations::{Array, Dict, IntoValue, Value, dict};
use typst::layout::Abs;
use undersigned::Theme;
use undersigned::sheet::{Block, Fit, Inline, Note, Origin, Paragraph, Role, Sheet, Undivided};
use undersigned::theme::{Fonts, MastheadImage, NoteRule, Page, RoleStyle};

use crate::error::Kind;
use crate::print::{self, CropMarks, Print};
use crate::text::{self, ParagraphText};
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
    pub(crate) contact_line: Option<usize>,
    /// The first of each note.
    pub(crate) notes: Vec<usize>,
}

impl Fields<'_> {
    /// By what fields are put in print order: the blocks come before the notes, and these before the contact line.
    pub(crate) fn print_order(&self, field: usize) -> impl Ord + use<> {
        let is_note = self.notes.first().is_some_and(|&first| (first..self.blocks.start).contains(&field));
        (self.contact_line == Some(field), is_note, field)
    }
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
    theme: &'a Theme,
    remedies: &Remedies,
) -> Result<(Dict, Fields<'a>), Kind> {
    let fields = Fields {
        origins: Vec::new(),
        letters: Vec::new(),
        contact_line: None,
        blocks: 0..0,
        signed_overleaf: None,
        notes: Vec::new(),
    };
    let kept = theme.kept(sheet);
    let mut builder = Builder {
        fields,
        theme,
        notes: Vec::new(),
        coming: coming(sheet, &kept).into_iter(),
        moved: BTreeSet::new(),
    };
    let (language, region) = text::language_and_region(&sheet.language_tag);
    let date =
        dict! { "year" => sheet.date.year(), "month" => sheet.date.month(), "day" => sheet.date.day() };
    // Without words there is no rule above them either.
    let contact_line = sheet.contact_line.as_ref().filter(|line| !line.plain_text().is_empty());
    // The blocks come last. What stands round them may be the same in the next document, and is known to the engine then if
    // it is the same fields there.
    let mut document = dict! {
        "language" => language,
        "region" => region,
        "title" => sheet.title.as_str(),
        "reference" => sheet.reference.as_str(),
        "subject" => sheet.subject.as_str(),
        "date" => date,
        "masthead" => builder.paragraphs(&sheet.masthead)?,
        "masthead-alt" => theme.masthead_image.as_ref().map(|image| image.alt_text(sheet)),
        "running-head" => builder.single(&sheet.running_head)?,
        "contact-line" => contact_line.map(|line| builder.single(line)).transpose()?,
        "blank-page" => remedies.blank_page,
    };
    for note in &sheet.notes {
        let note = builder.note(note)?;
        builder.notes.push(note);
    }
    builder.moved = begin_pages(builder.fields.origins.len(), &kept, remedies);
    document.insert("blocks".into(), builder.all_blocks(&sheet.blocks)?.into_value());
    Ok((document, builder.fields))
}
/// What the pages have to know of a paragraph before they come to it.
struct Coming {
    /// Whether it stays on the page of the next one.
    kept: bool,
    /// The role of the next one, unless that is a signatory.
    next: Option<Role>,
}

/// For the paragraphs of the blocks, in order.
fn coming(sheet: &Sheet, kept: &[bool]) -> Vec<Coming> {
    fn collect(blocks: &[Block], roles: &mut Vec<Option<Role>>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => roles.push(Some(paragraph.role)),
                Block::List(list) => list.items.iter().for_each(|item| collect(item, roles)),
                Block::Signatories(entries) => roles.extend(entries.iter().map(|_| None)),
            }
        }
    }
    let mut roles = Vec::with_capacity(kept.len());
    collect(&sheet.blocks, &mut roles);
    let next = roles.into_iter().skip(1).chain([None]);
    kept.iter().zip(next).map(|(&kept, next)| Coming { kept, next }).collect()
}

struct Builder<'a> {
    fields: Fields<'a>,
    theme: &'a Theme,
    /// The notes as the template sees them: their marks hold them.
    notes: Vec<Value>,
    /// The paragraphs of the blocks that were not yet seen, in order.
    coming: std::vec::IntoIter<Coming>,
    /// The fields that begin a page.
    moved: BTreeSet<usize>,
}

impl<'a> Builder<'a> {
    /// The number of the field that comes.
    fn field(&mut self, paragraph: &'a Paragraph) -> usize {
        let field = self.fields.origins.len();
        self.fields.origins.push(&paragraph.origin);
        let letters = || paragraph.inlines.iter().map(letters).sum();
        self.fields.letters.push(if paragraph.role.is_furniture() { 0 } else { letters() });
        match paragraph.role {
            Role::SignedOverleaf => self.fields.signed_overleaf = Some(field),
            Role::ContactLine => self.fields.contact_line = Some(field),
            _ => {}
        }
        field
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph, Coming { kept, next }: Coming) -> Result<Dict, Kind> {
        let field = self.field(paragraph);
        let end = match paragraph.fit.undivided {
            // What stays with the next paragraph is not divided at all.
            Undivided::End(inlines) if !kept => inlines.min(paragraph.inlines.len()),
            _ => 0,
        };
        let text = ParagraphText::of(paragraph, field, end, &self.notes)?;
        Ok(dict! {
            "role" => paragraph.role.name(),
            "kept" => kept,
            "next" => next.map(Role::name),
            "moved" => self.moved.contains(&field),
            "tracking" => twips(paragraph.fit.tracking),
            "narrowed" => twips(paragraph.fit.narrowed),
            "whole" => paragraph.fit.undivided == Undivided::Whole,
            "noted" => text.noted,
            "raised" => text.raised,
            "starts" => paragraph.lines.iter().map(|&start| start.into_value()).collect::<Array>(),
            "body" => text.body,
            "parts" => text.parts.map(|parts| parts.into_iter().map(IntoValue::into_value).collect::<Array>()),
        })
    }

    /// A paragraph that stands in no block.
    fn single(&mut self, paragraph: &'a Paragraph) -> Result<Dict, Kind> {
        self.paragraph(paragraph, Coming { kept: false, next: None })
    }

    fn block_paragraph(&mut self, paragraph: &'a Paragraph) -> Result<Dict, Kind> {
        let coming = self.coming.next().unwrap_or(Coming { kept: false, next: None });
        self.paragraph(paragraph, coming)
    }

    fn paragraphs(&mut self, paragraphs: &'a [Paragraph]) -> Result<Array, Kind> {
        paragraphs.iter().map(|paragraph| Ok(self.single(paragraph)?.into_value())).collect()
    }

    fn note(&mut self, note: &'a Note) -> Result<Value, Kind> {
        self.fields.notes.push(self.fields.origins.len());
        let number = self.fields.notes.len().to_string();
        let paragraphs = self.paragraphs(&note.paragraphs)?;
        Ok(dict! { "number" => number, "paragraphs" => paragraphs, "back" => note.back.as_str() }
            .into_value())
    }

    fn all_blocks(&mut self, blocks: &'a [Block]) -> Result<Array, Kind> {
        let first = self.fields.origins.len();
        let views = self.blocks(blocks)?;
        self.fields.blocks = first..self.fields.origins.len();
        Ok(views)
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Result<Array, Kind> {
        blocks.iter().map(|block| Ok(self.block(block)?.into_value())).collect()
    }

    fn block(&mut self, block: &'a Block) -> Result<Dict, Kind> {
        match block {
            Block::Paragraph(paragraph) => {
                let mut view = self.block_paragraph(paragraph)?;
                view.insert("kind".into(), "paragraph".into_value());
                Ok(view)
            }
            Block::List(list) => {
                let mut items = Array::new();
                for (index, item) in list.items.iter().enumerate() {
                    // As text, since Typst's numbers end sooner.
                    let number = list.start.map(|start| start.saturating_add(index as u64).to_string());
                    items.push(dict! { "number" => number, "blocks" => self.blocks(item)? }.into_value());
                }
                Ok(dict! { "kind" => "list", "numbered" => list.start.is_some(), "items" => items })
            }
            Block::Signatories(entries) => self.signatories(entries),
        }
    }

    /// The list of signatories in runs: the texts of entries that are set as their role says and no otherwise, and the one
    /// after them that is not.
    fn signatories(&mut self, entries: &'a [Paragraph]) -> Result<Dict, Kind> {
        let (mut runs, mut texts) = (Array::new(), Array::new());
        for entry in entries {
            if self.is_plain(entry) {
                self.coming.next();
                let field = self.field(entry);
                texts.push(ParagraphText::of(entry, field, 0, &self.notes)?.body.into_value());
            } else {
                let entry = self.block_paragraph(entry)?;
                runs.push(dict! { "texts" => std::mem::take(&mut texts), "entry" => entry }.into_value());
            }
        }
        runs.push(dict! { "texts" => texts, "entry" => Value::None }.into_value());
        Ok(dict! { "kind" => "signatories", "runs" => runs })
    }

    /// Whether the paragraph that comes is set as its role says and no otherwise.
    fn is_plain(&self, paragraph: &Paragraph) -> bool {
        let role = self.theme.role(paragraph.role);
        let ruled = role.rule_above > 0.0 || role.rule_below > 0.0;
        let kept = self.coming.as_slice().first().is_some_and(|coming| coming.kept);
        let moved = self.moved.contains(&self.fields.origins.len());
        let raised = paragraph.inlines.iter().any(text::is_raised);
        paragraph.role == Role::Signatory
            && paragraph.fit == Fit::default()
            && !(ruled || role.keep_together || role.starts_page || kept || moved || raised)
    }
}

/// A length in points, of so many twips.
fn twips(length: impl Into<f64>) -> Value {
    Value::Length(Abs::pt(length.into() * 0.05).into())
}

/// The fields that begin a page: those that are to be moved, or what stays with them before them.
fn begin_pages(first: usize, kept: &[bool], remedies: &Remedies) -> BTreeSet<usize> {
    let begins = |field: &usize| {
        let before = kept.get(..field.checked_sub(first)?)?;
        Some(field - before.iter().rev().take_while(|kept| **kept).count())
    };
    remedies.moved.iter().filter_map(begins).collect()
}

fn letters(inline: &Inline) -> usize {
    match inline {
        Inline::Text(text) => text.text.chars().filter(|c| c.is_alphanumeric()).count(),
        Inline::NoteMark(_) => 0,
    }
}
