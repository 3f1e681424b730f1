//! The style tokens: how every role looks, read from `theme.toml`.

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::profile::TomlFile;
use crate::sheet::{Block, Inline, Paragraph, Role, Sheet, Text};
use crate::{Diagnostic, Style};

/// How the documents look. Both renderers take every measure from here.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Theme {
    /// The names of the typeface.
    pub fonts: Fonts,
    /// The sheet of paper and its margins.
    pub page: Page,
    /// An image in the place of the masthead's words.
    pub masthead_image: Option<MastheadImage>,
    /// The mark of a note in the text.
    pub note_mark: NoteMark,
    /// The rule above the notes of a page.
    pub note_rule: NoteRule,
    #[serde(rename = "role")]
    roles: BTreeMap<String, RoleStyle>,
}

/// The names of the typeface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fonts {
    /// The family in the PDF, and the fallback in the Word file.
    pub pdf: String,
    /// The family that the Word file asks for; its advances are those of `pdf`.
    pub word: String,
}

/// The sheet of paper; all lengths in twips (1/20 pt).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names of the four margins say it")]
pub struct Page {
    /// The sheet's width after cutting.
    pub width: u32,
    /// The sheet's height after cutting.
    pub height: u32,
    pub margin_top: u32,
    pub margin_bottom: u32,
    pub margin_left: u32,
    pub margin_right: u32,
    /// From the top edge to the masthead and the running head.
    pub header: u32,
    /// From the bottom edge to the end of the contact line.
    pub footer: u32,
    /// What is cut away round the sheet, in the PDF.
    pub bleed: u32,
}

/// An image in the place of the masthead's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MastheadImage {
    /// The name of the PNG or JPEG file beside the theme.
    pub file: String,
    /// The text that is read out for the image; `None` for the words in whose place it stands, which are those of the
    /// document's language.
    #[serde(default)]
    pub alt: Option<String>,
    /// The width in points.
    pub width: f64,
    /// The height in points.
    pub height: f64,
}

impl MastheadImage {
    /// The text that is read out for the image on a sheet, in one language: without a text of its own, the words of the
    /// masthead that are in the language of the sheet, or all of them where none is.
    pub fn alt_text(&self, sheet: &Sheet) -> String {
        let is_foreign = |inline: &Inline| matches!(inline, Inline::Text(text) if text.language.is_some());
        let words = |all: bool| {
            let lines = sheet.masthead.iter().filter(|line| all || !line.inlines.iter().any(is_foreign));
            let lines = lines.map(|line| line.plain_text()).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join(", ")
        };
        match &self.alt {
            Some(alt) => alt.clone(),
            None => Some(words(false)).filter(|own| !own.is_empty()).unwrap_or_else(|| words(true)),
        }
    }
}

/// The mark of a note in the text, in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NoteMark {
    /// The size of its figure.
    pub size: f64,
}

impl NoteMark {
    /// The size of the type of which Word makes the mark, in steps of half a point. Superscript is about two thirds of its
    /// type in Word and 58% in LibreOffice; what lies between the two keeps both within half a point of the size.
    pub fn superscript_size(&self) -> f64 {
        (self.size * 1.6 * 2.0).round() / 2.0
    }

    /// The height of its baseline above that of the text. Word and LibreOffice raise superscript by a rule of their own; in
    /// LibreOffice it is this part of the type's size (measured for sizes from 4 to 10).
    pub fn raise(&self) -> f64 {
        0.395 * self.superscript_size()
    }
}

/// The rule above the notes of a page, in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NoteRule {
    /// The length of the rule.
    pub length: f64,
    /// The thickness of the rule.
    pub thickness: f64,
    /// The space between the rule and the first note.
    pub after: f64,
}

/// How a role looks; all lengths in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RoleStyle {
    /// The size of the type.
    pub size: f64,
    /// The height of a line; its baseline stands 0.8 of it below its top.
    pub line: f64,
    /// The space before; the larger of this and the `after` of the paragraph above counts.
    #[serde(default)]
    pub before: f64,
    /// The space after.
    #[serde(default)]
    pub after: f64,
    /// How heavy the type is.
    #[serde(default)]
    pub weight: Weight,
    /// Whether the type leans.
    #[serde(default)]
    pub slant: Slant,
    /// Which edges of the lines are straight.
    #[serde(default)]
    pub align: Align,
    /// Makes the lines about as long as one another; for text with a ragged edge.
    #[serde(default)]
    pub balance: bool,
    /// Where the lines begin, from the left margin.
    #[serde(default)]
    pub indent: f64,
    /// How far to the left of `indent` the first line begins.
    #[serde(default)]
    pub hanging: f64,
    /// Stays on the page of the paragraph after it.
    #[serde(default)]
    pub keep_with_next: bool,
    /// How many paragraphs before this one stay on its page.
    #[serde(default)]
    pub keep_with_previous: usize,
    /// Is never divided between two pages.
    #[serde(default)]
    pub keep_together: bool,
    /// Starts a new page.
    #[serde(default)]
    pub starts_page: bool,
    /// The thickness of a rule over the full width above; 0 for none.
    #[serde(default)]
    pub rule_above: f64,
    /// The thickness of a rule over the full width below; 0 for none.
    #[serde(default)]
    pub rule_below: f64,
    /// The space between the text and its rule.
    #[serde(default)]
    pub rule_space: f64,
}

/// How heavy the type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weight {
    #[default]
    Regular,
    Bold,
}

/// Whether the type leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Slant {
    #[default]
    Upright,
    Italic,
}

/// Which edges of the lines are straight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// The left one.
    #[default]
    Left,
    /// Both, save in the last line.
    Justify,
}

impl RoleStyle {
    /// The weight and the slant of the role's own text.
    pub fn face(&self) -> Style {
        Style { bold: self.weight == Weight::Bold, italic: self.slant == Slant::Italic }
    }

    /// The weight and the slant of a piece of text in the role: emphasis turns the slant round.
    ///
    /// ```
    /// use undersigned::sheet::{Role, Text};
    ///
    /// let profile = undersigned::Profile::builtin();
    /// let text = Text { text: "this".to_owned(), emphasis: true, ..Text::default() };
    /// assert_eq!(profile.theme().role(Role::Body).face_of(&text).name(), "italic");
    /// ```
    pub fn face_of(&self, text: &Text) -> Style {
        let own = self.face();
        Style { bold: own.bold || text.strong, italic: own.italic != text.emphasis }
    }
}

impl Theme {
    /// How a role looks.
    pub fn role(&self, role: Role) -> &RoleStyle {
        // `parse` refuses a theme that lacks a role, and there is no other way to make one.
        &self.roles[role.name()]
    }

    /// Reads `theme.toml`, and tells everything that is wrong with it.
    pub(crate) fn parse(text: &str) -> (Option<Theme>, Vec<Diagnostic>) {
        let file = TomlFile::parse(text);
        let theme: Option<Theme> = file.read();
        if let Some(theme) = &theme {
            theme.check(&file);
        }
        file.finish(theme)
    }

    /// For every paragraph of the sheet's blocks, in order: whether it stays on the page of the next one, by its
    /// own `keep-with-next` or by the `keep-with-previous` of one that follows.
    pub fn kept(&self, sheet: &Sheet) -> Vec<bool> {
        let mut paragraphs = Vec::new();
        collect(&sheet.blocks, &mut paragraphs);
        let keeps = |paragraph: &&Paragraph| self.role(paragraph.role).keep_with_next || paragraph.fit.kept;
        let mut kept: Vec<bool> = paragraphs.iter().map(keeps).collect();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let first = index.saturating_sub(self.role(paragraph.role).keep_with_previous);
            kept[first..index].fill(true);
        }
        kept
    }
}

fn collect<'a>(blocks: &'a [Block], paragraphs: &mut Vec<&'a Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(paragraph),
            Block::List(list) => list.items.iter().for_each(|item| collect(item, paragraphs)),
            Block::Signatories(entries) => paragraphs.extend(entries),
        }
    }
}
