//! The body: a small, closed subset of CommonMark. What is outside it is an error, never dropped or printed raw.

mod excess;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::characters::bad_characters;
use super::faults::{Faults, shorten};
use super::locate::Places;
use crate::Span;
use crate::document::{Body, BodyBlock, BodyParagraph, Piece};
use crate::rules::body::{ItemNumber, ItemShape, ListInParagraph, NotInTheBody, NoteAndMark};
use crate::rules::keys::UnprintableCharacter;

/// The lists of a body have two levels.
const MAX_LIST_LEVEL: usize = 2;

/// What stands for a level within a note, which holds no lists.
const IN_NOTE: usize = MAX_LIST_LEVEL + 1;

/// The highest number of an item; Word counts no list beyond 32,767.
const MAX_ITEM_NUMBER: u64 = 9_999;

/// Reads the text of a body that stands at `span`.
pub(crate) fn read(text: &str, span: Span, faults: &mut Faults) -> Body {
    let parser = Parser::new_ext(text, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES);
    // A line such as `[1]: text` defines a link and would vanish.
    let definitions: Vec<Range<usize>> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    let places = faults.places(span, text);
    let mut reader =
        BodyReader { text, places, faults, marked: Vec::new(), marks: BTreeSet::new(), defined: Vec::new() };
    for definition in definitions {
        if reader.faults.cut_short {
            break;
        }
        reader.refuse(definition, "a definition of a link", "a note is written `[^1]: …`");
    }
    let events: Vec<_> = parser.into_offset_iter().collect();
    if reader.exceeds(&events) {
        return Body { text: text.to_owned(), span, blocks: Vec::new(), notes: Vec::new() };
    }
    let mut events = Events { events: &events, next: 0 };
    let blocks = reader.blocks(&mut events, 0, true);
    let notes = reader.notes();
    Body { text: text.to_owned(), span, blocks, notes }
}

/// The events of the parser, with a look at the next one.
struct Events<'e, 't> {
    events: &'e [(Event<'t>, Range<usize>)],
    next: usize,
}

impl<'e, 't> Events<'e, 't> {
    fn peek(&self) -> Option<&'e (Event<'t>, Range<usize>)> {
        self.events.get(self.next)
    }

    fn take(&mut self) -> Option<&'e (Event<'t>, Range<usize>)> {
        let event = self.events.get(self.next);
        self.next += 1;
        event
    }

    /// Passes over the inside of an element whose start was taken.
    fn skip(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.take() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
    }
}

struct BodyReader<'a> {
    text: &'a str,
    places: Places,
    faults: &'a mut Faults,
    /// The names of the notes in the order of their marks, with the bytes of the mark.
    marked: Vec<(String, Range<usize>)>,
    /// The names alone, to look one up.
    marks: BTreeSet<String>,
    defined: Vec<(String, Range<usize>, Vec<BodyParagraph>)>,
}

impl BodyReader<'_> {
    fn place(&self, range: &Range<usize>) -> Span {
        let start = self.places.at(range.start);
        // A span to the end of the first line is enough to show.
        let covered = self.text.get(range.clone()).unwrap_or_default();
        let line = covered.lines().next().unwrap_or_default().trim_end();
        match line.char_indices().next_back() {
            Some((last, _)) => {
                let end = self.places.at(range.start + last).end;
                Span { end: end.max(start.end), ..start }
            }
            None => start,
        }
    }

    fn refuse(&mut self, range: Range<usize>, what: &str, help: &str) {
        let place = self.place(&range);
        self.faults.error(NotInTheBody, format!("{what} has no place in the body"), place, help);
    }

    /// Reads blocks to the end of their container, whose end is taken. `top` allows notes to be defined.
    fn blocks(&mut self, events: &mut Events<'_, '_>, list_level: usize, top: bool) -> Vec<BodyBlock> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = events.take() {
            if self.faults.cut_short {
                break;
            }
            match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => {
                    let paragraph = self.paragraph(events, range.clone());
                    blocks.push(BodyBlock::Paragraph(paragraph));
                    // The end of the paragraph.
                    events.take();
                }
                Event::Start(Tag::List(start)) => {
                    if list_level >= MAX_LIST_LEVEL {
                        let (what, help) = if list_level == IN_NOTE {
                            ("a list in a note", "write it as text")
                        } else {
                            ("a list of a third level", "lists have two levels at most")
                        };
                        self.refuse(range.clone(), what, help);
                        events.skip();
                    } else {
                        if list_level == 0 {
                            let after_list = matches!(blocks.last(), Some(BodyBlock::List { .. }));
                            if !after_list || self.is_at_margin(range.start) {
                                self.check_list_start(range.start);
                            }
                        }
                        let items = self.items(events, *start, list_level + 1);
                        blocks.push(BodyBlock::List { start: *start, items });
                    }
                }
                Event::Start(Tag::FootnoteDefinition(name)) if top => {
                    let paragraphs = self.note(events, range.clone());
                    // Names are compared without regard to case, as the parser does.
                    self.defined.push((name.to_lowercase(), range.clone(), paragraphs));
                }
                Event::Start(tag) if is_inline(tag) => {
                    // The text of an item that has no empty line in it comes without a paragraph round it.
                    events.next -= 1;
                    let paragraph = self.paragraph(events, range.clone());
                    blocks.push(BodyBlock::Paragraph(paragraph));
                }
                Event::Start(tag) => {
                    let (what, help) = describe(tag);
                    self.refuse(range.clone(), what, help);
                    events.skip();
                }
                Event::Rule => {
                    self.refuse(
                        range.clone(),
                        "a rule",
                        "remove it; a dash at the head of a line is written `\\-`",
                    );
                }
                _ => {
                    events.next -= 1;
                    let paragraph = self.paragraph(events, range.clone());
                    blocks.push(BodyBlock::Paragraph(paragraph));
                }
            }
        }
        blocks
    }

    /// A line of a paragraph that happens to begin with a dash or a number would become a list, and lose its sign.
    fn check_list_start(&mut self, start: usize) {
        let before = &self.text[..start];
        let text_end = before.trim_end().len();
        // Two ends of lines, whatever lies between them and however the file ends its lines.
        let empty_line = text_end == 0 || before[text_end..].matches('\n').count() >= 2;
        if !empty_line {
            let help = "put an empty line before a list; for a sign to print write `\\-` or `1\\.`";
            let indent = self.text[start..].len() - self.text[start..].trim_start_matches(' ').len();
            let place = self.place(&(start + indent..self.text.len()));
            self.faults.error(ListInParagraph, "a list begins in the middle of a paragraph", place, help);
        }
    }

    /// A list right after a list begins at the margin: an indented one was meant for the item above it, whose text begins
    /// further right.
    fn is_at_margin(&mut self, start: usize) -> bool {
        let line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let indent = self.text[line..].len() - self.text[line..].trim_start_matches(' ').len();
        if indent > 0 {
            let place = self.place(&(line + indent..self.text.len()));
            let message = "the item is indented, but not as far as the text of the item above it";
            let help =
                "indent it as far as that text, such as by 4 spaces under `10. `, or begin it at the margin";
            self.faults.error(ItemShape, message, place, help);
        }
        indent == 0
    }

    /// The number of an item is printed as it is counted: it must be the one that was typed. A list may also repeat
    /// its first number in every item, as Markdown has it; `repeats` says whether this one does.
    fn check_item_number(&mut self, range: &Range<usize>, first: u64, index: usize, repeats: &mut bool) {
        let indent = self.text[range.clone()].len() - self.text[range.clone()].trim_start().len();
        let range = &(range.start + indent..range.end);
        let item = &self.text[range.clone()];
        let figures = item.find(|c: char| !c.is_ascii_digit()).unwrap_or(item.len());
        let typed = &item[..figures];
        let counted = first.saturating_add(index as u64);
        let (counted_text, first_text) = (counted.to_string(), first.to_string());
        if index == 1 {
            *repeats = typed == first_text;
        }
        let expected = if *repeats { &first_text } else { &counted_text };
        let place = self.place(&(range.start..range.start + figures + 1));
        if item[figures..].starts_with(')') {
            let help = "write `1.`, or `1\\)` for a sign to print in a paragraph";
            self.faults.error(ItemNumber, "a number with a bracket opens an item", place, help);
        } else if typed != expected {
            let help = format!("write `{expected}.`; a text between them parts two lists");
            self.faults.error(ItemNumber, "the numbers of the list leave the order", place, help);
        } else if counted > MAX_ITEM_NUMBER {
            let help =
                format!("the highest number of an item is {MAX_ITEM_NUMBER}; write `{counted}\\.` in a text");
            self.faults.error(ItemNumber, "the number of the item is too high", place, help);
        }
    }

    /// Reads the items of a list to its end; `start` is the number of the first.
    fn items(
        &mut self,
        events: &mut Events<'_, '_>,
        start: Option<u64>,
        level: usize,
    ) -> Vec<Vec<BodyBlock>> {
        let mut items = Vec::new();
        let mut repeats = false;
        while let Some((event, range)) = events.take() {
            if matches!(event, Event::End(_)) || self.faults.cut_short {
                break;
            }
            if let Some(first) = start {
                self.check_item_number(range, first, items.len(), &mut repeats);
            }
            let item = self.blocks(events, level, false);
            match item.as_slice() {
                [BodyBlock::Paragraph(_)] | [BodyBlock::Paragraph(_), BodyBlock::List { .. }] => {}
                [] | [BodyBlock::List { .. }, ..] => {
                    let place = self.place(range);
                    let help = "write its text, or remove the item";
                    self.faults.error(ItemShape, "an item of a list has no text", place, help);
                }
                _ => {
                    let help = "write a further item; an item is one paragraph, with a list under it at most";
                    let place = self.place(range);
                    self.faults.error(ItemShape, "an item of a list has several paragraphs", place, help);
                }
            }
            items.push(item);
        }
        items
    }

    /// Reads the paragraphs of a note to its end.
    fn note(&mut self, events: &mut Events<'_, '_>, range: Range<usize>) -> Vec<BodyParagraph> {
        let marks = self.marked.len();
        let blocks = self.blocks(events, IN_NOTE, false);
        if let Some((_, mark)) = self.marked.get(marks).cloned() {
            let place = self.place(&mark);
            self.faults.error(
                NoteAndMark,
                "a note holds the mark of a note",
                place,
                "put both texts into one note",
            );
            for (name, _) in self.marked.drain(marks..) {
                self.marks.remove(&name);
            }
        }
        let mut paragraphs = Vec::new();
        for block in blocks {
            if let BodyBlock::Paragraph(paragraph) = block {
                paragraphs.push(paragraph);
            }
        }
        if paragraphs.is_empty() {
            let place = self.place(&range);
            self.faults.error(
                NoteAndMark,
                "a note has no text",
                place,
                "write its text, or remove it and its mark",
            );
        }
        paragraphs
    }

    /// Reads pieces of text up to the end of the paragraph, which is left, or to a block that begins.
    fn paragraph(&mut self, events: &mut Events<'_, '_>, range: Range<usize>) -> BodyParagraph {
        let mut pieces = Vec::new();
        let mut anchors = Vec::new();
        let mut length = 0;
        let (mut emphasis, mut strong) = (0_usize, 0_usize);
        while let Some((event, range)) = events.peek() {
            if self.faults.cut_short {
                break;
            }
            match event {
                Event::End(TagEnd::Emphasis) => emphasis = emphasis.saturating_sub(1),
                Event::End(TagEnd::Strong) => strong = strong.saturating_sub(1),
                Event::End(_) => break,
                Event::Start(Tag::Emphasis) => emphasis += 1,
                Event::Start(Tag::Strong) => strong += 1,
                Event::Start(tag) if is_inline(tag) => {
                    let (what, help) = describe(tag);
                    self.refuse(range.clone(), what, help);
                    events.take();
                    events.skip();
                    continue;
                }
                // A list below the text of an item.
                Event::Start(_) => break,
                Event::Text(text) => {
                    self.check_mark(range);
                    self.check_entities(text, range);
                    anchors.push((length, range.start));
                    length += text.len();
                    push_text(&mut pieces, text, emphasis > 0, strong > 0);
                }
                Event::SoftBreak => {
                    anchors.push((length, range.start));
                    length += 1;
                    push_text(&mut pieces, " ", emphasis > 0, strong > 0);
                }
                Event::HardBreak => {
                    let help = "remove the backslash or the spaces at the end of the line; an empty line begins a \
                                new paragraph";
                    self.refuse(range.clone(), "a break of the line", help);
                }
                Event::FootnoteReference(name) => {
                    let name = name.to_lowercase();
                    if !self.marks.insert(name.clone()) {
                        let help = "give the second place a note of its own";
                        let place = self.place(range);
                        self.faults.error(NoteAndMark, "a note has a second mark", place, help);
                    } else {
                        pieces.push(Piece::Note(self.marked.len()));
                        self.marked.push((name, range.clone()));
                    }
                }
                Event::Code(_) => {
                    self.refuse(
                        range.clone(),
                        "code",
                        "remove the back quotes, or write `\\`` for one to print",
                    );
                }
                Event::Html(_) | Event::InlineHtml(_) => {
                    self.refuse(range.clone(), "HTML", "remove it, or write `\\<` for a sign to print");
                }
                Event::Rule => break,
                Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {
                    self.refuse(range.clone(), "this", "write it in words");
                }
            }
            events.take();
        }
        BodyParagraph { pieces, anchors, span: self.place(&range) }
    }

    /// What an entity such as `&shy;` stands for was not seen when the text was checked as it was typed.
    fn check_entities(&mut self, text: &str, range: &Range<usize>) {
        if self.text.get(range.clone()) == Some(text) {
            return;
        }
        for bad in bad_characters(text, false) {
            let place = self.place(range);
            self.faults.error(UnprintableCharacter, format!("there is {}", bad.message), place, bad.help);
        }
    }

    /// A mark whose note is not there is plain text to the parser, which hands it over in parts.
    fn check_mark(&mut self, range: &Range<usize>) {
        // The sign behind the last one of this part may be the second of the two.
        let reach = (range.start..=range.end).end() + 1;
        let within = self.text.get(range.start..reach).unwrap_or(&self.text[range.clone()]);
        let at = within.find("[^");
        let Some(start) = at.map(|at| range.start + at) else { return };
        if self.text[..start].ends_with('\\') {
            return;
        }
        let length = self.text[start..].find(']').map_or(2, |end| end + 1);
        let mark = &self.text[start..start + length];
        let message = format!("the mark `{}` has no note", shorten(mark));
        let place = self.place(&(start..start + length));
        self.faults.error(NoteAndMark, message, place, "write the note below the text, as `[^1]: …`");
    }

    /// The notes in the order of their marks.
    fn notes(&mut self) -> Vec<Vec<BodyParagraph>> {
        let mut first: BTreeMap<&str, &Vec<BodyParagraph>> = BTreeMap::new();
        let mut faults = Vec::new();
        for (name, range, paragraphs) in &self.defined {
            let is_new = !first.contains_key(name.as_str());
            first.entry(name).or_insert(paragraphs);
            if !is_new {
                faults.push((range.clone(), format!("the note `[^{}]` is there twice", shorten(name))));
            } else if !self.marks.contains(name) {
                faults.push((
                    range.clone(),
                    format!("the note `[^{}]` has no mark in the text", shorten(name)),
                ));
            }
        }
        let text_of = |(name, _): &(String, _)| {
            first.get(name.as_str()).map(|paragraphs| paragraphs.to_vec()).unwrap_or_default()
        };
        let notes = self.marked.iter().map(text_of).collect();
        for (range, message) in faults {
            let place = self.place(&range);
            self.faults.error(
                NoteAndMark,
                message,
                place,
                "put its mark where it belongs, or remove the note",
            );
        }
        notes
    }
}

fn push_text(pieces: &mut Vec<Piece>, more: &str, emphasis: bool, strong: bool) {
    if let Some(Piece::Text { text, emphasis: e, strong: s }) = pieces.last_mut()
        && (*e, *s) == (emphasis, strong)
    {
        text.push_str(more);
    } else if !more.is_empty() {
        pieces.push(Piece::Text { text: more.to_owned(), emphasis, strong });
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// What an element outside the subset is called, and what to do about it.
fn describe(tag: &Tag<'_>) -> (&'static str, &'static str) {
    match tag {
        Tag::Heading { .. } => {
            ("a heading", "remove it, or write `\\#` for a sign to print; the title is the only heading")
        }
        Tag::BlockQuote(_) => ("a block quotation", "put the text between quotation marks, without `>`"),
        Tag::CodeBlock(_) => {
            ("a block of code", "remove the spaces at the head of the line, or the back quotes")
        }
        Tag::HtmlBlock => ("HTML", "remove it, or write `\\<` for a sign to print"),
        Tag::Table(_) => ("a table", "write its content as text or as a list"),
        Tag::Link { .. } => ("a link", "write the address as text, without brackets"),
        Tag::Image { .. } => ("an image", "remove it"),
        Tag::FootnoteDefinition(_) => ("a note in a list or a note", "write the note at the end of the body"),
        Tag::List(_) => ("a list here", "write it as text"),
        _ => ("this", "write it as a paragraph"),
    }
}
