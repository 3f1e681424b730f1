//! The passages of a text: its title, paragraphs, items and notes as plain text, each character with its place.

use std::ops::Range;
use std::rc::Rc;

use super::mentions::{Mention, mentions};
use crate::document::{BodyBlock, BodyParagraph, DocumentText, Piece};
use crate::facts::Facts;
use crate::read::Places;
use crate::sheet::Role;
use crate::{Source, Span};

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Title,
    Paragraph,
    Item,
    Note,
}

impl Part {
    fn of(role: Role) -> Self {
        match role {
            Role::Title => Part::Title,
            Role::Note => Part::Note,
            Role::ListItem | Role::ListItemSecond => Part::Item,
            _ => Part::Paragraph,
        }
    }
}

/// A stretch of text that is read in one go, without its forms and marks.
pub(crate) struct Passage<'a> {
    pub(crate) part: Part,
    pub(crate) text: String,
    /// What it is printed as.
    pub(crate) role: Role,
    /// Its pieces; none for a title, which is in one form throughout.
    pub(crate) pieces: &'a [Piece],
    /// What it mentions, in its order.
    pub(crate) mentions: Vec<Mention>,
    /// The place of its first line.
    pub(crate) span: Span,
    /// The text that it is a part of, as the parser of the notation gave it.
    typed: &'a str,
    /// For each stretch: its first byte in the passage, and in the text that it is a part of.
    anchors: Vec<(usize, usize)>,
    places: Rc<Places>,
    sources: &'a [Source],
}

impl Passage<'_> {
    /// The place of a stretch of the passage in the input.
    pub(crate) fn place(&self, range: Range<usize>) -> Span {
        let start = self.places.at(self.typed_at(range.start));
        let end = match self.text[range.clone()].char_indices().next_back() {
            None => start.start,
            Some((last, _)) => self.places.at(self.typed_at(range.start + last)).end,
        };
        Span { end: end.max(start.start), ..start }
    }

    /// What stands in the input for a stretch of the passage.
    pub(crate) fn source(&self, range: Range<usize>) -> &str {
        let span = self.place(range);
        let source = self.sources.get(span.source).map_or("", |source| source.text.as_str());
        source.get(span.range()).unwrap_or_default()
    }

    /// Whether a stretch of the passage stands in one piece in the text as it was typed: nothing was left out of it.
    pub(crate) fn is_typed(&self, range: Range<usize>) -> bool {
        let start = self.typed_at(range.start);
        self.typed.get(start..start + range.len()) == self.text.get(range)
    }

    /// The comment on the line of the passage, where that is a text without quotation marks, as YAML has it.
    pub(crate) fn comment_behind(&self) -> Option<(Span, &str)> {
        let source = self.sources.get(self.span.source)?.text.as_str();
        let typed = source.get(self.span.range())?;
        let line = source.get(self.span.end..)?.lines().next()?;
        let comment = line.trim();
        let is_plain = !typed.starts_with(['"', '\'', '|', '>', '&', '*']) && !typed.is_empty();
        if !is_plain || !comment.starts_with('#') || !line.starts_with([' ', '\t']) {
            return None;
        }
        let start = self.span.end + (line.len() - line.trim_start().len());
        Some((Span { start, end: start + comment.len(), ..self.span }, comment))
    }

    /// Whether a line ends within a stretch of the passage, as it was typed.
    pub(crate) fn has_break(&self, range: Range<usize>) -> bool {
        let typed = self.typed_at(range.start)..self.typed_at(range.end);
        self.typed.get(typed).unwrap_or_default().contains('\n') || self.source(range).contains('\n')
    }

    fn typed_at(&self, offset: usize) -> usize {
        let after = self.anchors.partition_point(|&(from, _)| from <= offset);
        self.anchors
            .get(after.saturating_sub(1))
            .map_or(offset, |&(from, typed)| typed + (offset - from.min(offset)))
    }
}

/// The passages of a text, in the order of the input.
pub(crate) fn passages<'a>(text: &'a DocumentText, sources: &'a [Source], facts: &Facts) -> Vec<Passage<'a>> {
    let mentions = |plain: &str| mentions(plain, text.language, facts);
    let title = &text.title;
    let mut passages = vec![Passage {
        part: Part::of(Role::Title),
        role: Role::Title,
        pieces: &[],
        text: title.value.clone(),
        mentions: mentions(&title.value),
        span: title.span,
        typed: &title.value,
        anchors: vec![(0, 0)],
        places: Rc::new(Places::of(sources, title.span, &title.value)),
        sources,
    }];
    let body = &text.body;
    let places = Rc::new(Places::of(sources, body.span, &body.text));
    let mut add = |role, paragraph: &'a BodyParagraph| {
        let text = paragraph.plain_text();
        passages.push(Passage {
            part: Part::of(role),
            role,
            pieces: &paragraph.pieces,
            mentions: mentions(&text),
            text,
            span: paragraph.span,
            typed: &body.text,
            anchors: paragraph.anchors.clone(),
            places: Rc::clone(&places),
            sources,
        });
    };
    each_paragraph(&body.blocks, 0, &mut add);
    body.notes.iter().flatten().for_each(|paragraph| add(Role::Note, paragraph));
    passages
}

fn each_paragraph<'a>(blocks: &'a [BodyBlock], level: usize, add: &mut impl FnMut(Role, &'a BodyParagraph)) {
    for block in blocks {
        match block {
            BodyBlock::Paragraph(paragraph) => add(Role::in_body(level), paragraph),
            BodyBlock::List { items, .. } => {
                items.iter().for_each(|item| each_paragraph(item, level + 1, add));
            }
        }
    }
}
