//! A body held against its bounds, before anything else in it is looked at.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{BodyReader, is_inline};
use crate::bounds::{MAX_ITEMS, MAX_NOTES, MAX_PARAGRAPH, MAX_PARAGRAPHS};
use crate::rules::keys::{TooLong, TooMany};

/// How many parts of one sort there are.
struct Count {
    most: usize,
    number: usize,
    /// The first that is one too many.
    first_beyond: Option<Range<usize>>,
}

impl Count {
    fn new(most: usize) -> Self {
        Count { most, number: 0, first_beyond: None }
    }

    fn add(&mut self, range: &Range<usize>) {
        self.number += 1;
        if self.number == self.most + 1 {
            self.first_beyond = Some(range.clone());
        }
    }
}

impl BodyReader<'_> {
    /// Refuses a body with more than any has: the parser has told its parts, and nothing was looked at yet.
    pub(super) fn exceeds(&mut self, events: &[(Event<'_>, Range<usize>)]) -> bool {
        let before = self.faults.list.len();
        let (mut paragraphs, mut notes) = (Count::new(MAX_PARAGRAPHS), Count::new(MAX_NOTES));
        // Of the list of the first level that is open; and how many lists are.
        let (mut items, mut lists) = (Count::new(MAX_ITEMS), 0_usize);
        // The paragraph that is open, and how many characters have come since the last block began.
        let (mut open, mut length) = (None, 0);
        let mut in_new_item = false;
        for (event, range) in events {
            match event {
                Event::Text(text) => length += text.chars().count(),
                Event::SoftBreak => length += 1,
                Event::Start(tag) if !is_inline(tag) => {
                    self.check_length(open.take(), length);
                    length = 0;
                    match tag {
                        Tag::List(_) => lists += 1,
                        Tag::Item => {
                            items.add(range);
                            paragraphs.add(range);
                            open = Some(range);
                        }
                        Tag::Paragraph => {
                            // The text of an item may come with a paragraph round it.
                            if !in_new_item {
                                paragraphs.add(range);
                            }
                            open = Some(range);
                        }
                        Tag::FootnoteDefinition(_) => notes.add(range),
                        _ => {}
                    }
                }
                Event::End(TagEnd::Item | TagEnd::Paragraph) => self.check_length(open.take(), length),
                Event::End(TagEnd::List(_)) => {
                    lists = lists.saturating_sub(1);
                    if lists == 0 {
                        let closed = std::mem::replace(&mut items, Count::new(MAX_ITEMS));
                        self.check_count(closed, "a list", "items");
                    }
                }
                _ => {}
            }
            in_new_item = matches!(event, Event::Start(Tag::Item));
        }
        self.check_count(paragraphs, "`body`", "paragraphs and items");
        self.check_count(notes, "`body`", "notes");
        self.faults.list.len() > before
    }

    fn check_count(&mut self, count: Count, whole: &str, parts: &str) {
        let Some(first) = count.first_beyond else { return };
        let message = format!("{whole} has {} {parts}; the most is {}", count.number, count.most);
        let place = self.place(&first);
        self.faults.error(TooMany, message, place, "this is the first beyond; shorten the text");
    }

    /// Whether a paragraph is too long. What stands in a table, a heading or a block of code is in none.
    fn check_length(&mut self, paragraph: Option<&Range<usize>>, length: usize) {
        if let Some(paragraph) = paragraph
            && length > MAX_PARAGRAPH
        {
            let message = format!("a paragraph has {length} characters; the most is {MAX_PARAGRAPH}");
            let place = self.place(paragraph);
            self.faults.error(TooLong, message, place, "divide it by empty lines");
        }
    }
}
