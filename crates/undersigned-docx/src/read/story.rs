//! The paragraphs of a part that holds text: the body, the notes, the heads and feet of the pages.

use std::collections::BTreeMap;

use undersigned::sheet::{Role, Text};

use super::error::Fault;
use super::fields::Fields;
use super::limits::{MAX_BOOKMARKS, MAX_PARAGRAPH, MAX_PARAGRAPHS};
use super::styles::{Form, Styles};
use super::xml::{Element, Event, Xml};
use crate::text::unit_of;

/// A paragraph as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct StoryParagraph {
    pub(super) begins: Vec<String>,
    pub(super) continues: Vec<String>,
    pub(super) role: Option<Role>,
    pub(super) pieces: Vec<Piece>,
    /// The id of the note that it belongs to.
    pub(super) note: Option<String>,
    /// Whether some of its text is struck through or hidden.
    pub(super) struck: bool,
    characters: usize,
}

impl StoryParagraph {
    /// Both as one, which is what the second one is.
    fn followed_by(mut self, mut other: StoryParagraph) -> StoryParagraph {
        self.begins.append(&mut other.begins);
        self.continues.append(&mut other.continues);
        self.pieces.append(&mut other.pieces);
        self.characters += other.characters;
        self.struck |= other.struck;
        StoryParagraph { role: other.role, note: other.note, ..self }
    }
}

/// What the ids of marks begin with that are those of endnotes.
pub(super) const ENDNOTE: &str = "endnote ";

/// A piece of a paragraph.
#[derive(Debug)]
pub(super) enum Piece {
    Text(Text),
    /// The mark of a note, by the note's id.
    Mark(String),
}

/// What is counted through all parts of a file.
#[derive(Debug, Default)]
pub(super) struct StoryReader {
    pub(super) tracked_changes: usize,
    pub(super) comments: usize,
    pub(super) images: usize,
    paragraphs: usize,
    bookmarks: usize,
}

impl StoryReader {
    /// Reads the paragraphs of a part in their order.
    pub(super) fn read(&mut self, part: &str, styles: &Styles) -> Result<Vec<StoryParagraph>, Fault> {
        let mut reader = Reader {
            story: self,
            styles,
            done: Vec::new(),
            open: Vec::new(),
            bookmarks: BTreeMap::new(),
            begins: Vec::new(),
            note: None,
            deleted: 0,
            fields: Fields::default(),
            tables: 0,
            joined: None,
        };
        let mut xml = Xml::new(part);
        while let Some(event) = xml.next()? {
            match event {
                Event::Open(element) => {
                    if is_skipped(&element) {
                        // An earlier form of what was changed.
                        reader.story.tracked_changes +=
                            usize::from(element.name.word().ends_with("PrChange"));
                        xml.skip()?;
                    } else {
                        reader.open(&element, &mut xml)?;
                    }
                }
                Event::Close(name) => reader.close(name.word())?,
                Event::Text(_) => {}
            }
        }
        reader.end()
    }
}

/// What holds no text of the document: earlier properties of a change, the second of two versions of a drawing.
fn is_skipped(element: &Element) -> bool {
    let name = element.name.local.as_str();
    let is_earlier = element.name.word().ends_with("PrChange");
    is_earlier || name == "Fallback" || matches!(element.name.word(), "sectPr" | "tblPr")
}

/// The paragraph that is being read; one in a text box stands within another.
#[derive(Debug, Default)]
struct Open {
    paragraph: StoryParagraph,
    style: Option<String>,
    /// Whether its end was deleted, so that it goes on in the next one.
    end_deleted: bool,
    in_properties: bool,
    in_run: bool,
    run_style: Option<String>,
    direct: Form,
    /// Whether the run is struck through or hidden.
    struck: bool,
    /// The ids of the bookmarks round units that begin in it, and how many characters stand before each.
    started: Vec<(String, usize)>,
}

struct Reader<'s> {
    story: &'s mut StoryReader,
    styles: &'s Styles,
    done: Vec<StoryParagraph>,
    open: Vec<Open>,
    /// The bookmarks round units that are open, by their ids: the key, and how many paragraphs had begun.
    bookmarks: BTreeMap<String, (String, usize)>,
    /// Units that begin before the next paragraph.
    begins: Vec<String>,
    note: Option<String>,
    /// How many deletions are open.
    deleted: usize,
    fields: Fields,
    /// How many tables are open.
    tables: usize,
    /// What stands before the next paragraph because the end between them was deleted.
    joined: Option<StoryParagraph>,
}

impl Reader<'_> {
    fn open(&mut self, element: &Element, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let value = element.attribute("val");
        match element.name.word() {
            "footnote" => {
                // The rules above the notes are kept as notes too.
                let is_text = element.attribute("type").is_none_or(|kind| kind == "normal");
                self.note = element.attribute("id").filter(|_| is_text).map(str::to_owned);
            }
            "p" => {
                self.story.paragraphs += 1;
                if self.story.paragraphs > MAX_PARAGRAPHS {
                    return Err(Fault::ManyParagraphs);
                }
                let mut open = Open::default();
                open.paragraph.begins = std::mem::take(&mut self.begins);
                open.paragraph.note.clone_from(&self.note);
                self.open.push(open);
            }
            "bookmarkStart" => self.begin(element)?,
            "bookmarkEnd" => self.finish(element.attribute("id").unwrap_or_default()),
            "ins" | "del" | "moveFrom" | "moveTo" => self.change(element.name.word()),
            "fldSimple" => {
                self.fields.begin(element.attribute("instr").unwrap_or_default())?;
                self.fields.begin_result();
            }
            "fldChar" => match element.attribute("fldCharType") {
                Some("begin") => self.fields.begin("")?,
                Some("separate") => self.fields.begin_result(),
                _ => self.fields.end(),
            },
            "instrText" => {
                self.fields.instruct(&xml.text_to_close()?);
            }
            "delInstrText" | "delText" => xml.skip()?,
            "tbl" => self.tables += 1,
            "commentReference" => self.story.comments += 1,
            "drawing" | "pict" => self.story.images += 1,
            _ => {
                let Some(open) = self.open.last_mut() else { return Ok(()) };
                match element.name.word() {
                    "pPr" => open.in_properties = true,
                    "pStyle" => open.style = value.map(str::to_owned),
                    "r" => {
                        open.in_run = true;
                        open.run_style = None;
                        open.direct = Form::default();
                        open.struck = false;
                    }
                    "rStyle" if open.in_run => open.run_style = value.map(str::to_owned),
                    name @ ("i" | "b") if open.in_run => open.direct.note(name, value),
                    "strike" | "dstrike" | "vanish" if open.in_run => {
                        open.struck |= !matches!(value, Some("0" | "false" | "off"));
                    }
                    "t" => {
                        let text = xml.text_to_close()?;
                        self.add(&text)?;
                    }
                    // In the properties of a paragraph a tab is a place.
                    "tab" if open.in_run => self.add(" ")?,
                    "br" | "cr" | "ptab" => self.add(" ")?,
                    // Few typefaces have the hyphen that does not break as a character.
                    "noBreakHyphen" => self.add("-")?,
                    // A sign of a symbol typeface is no character of any other.
                    "sym" => self.add("\u{fffd}")?,
                    "footnoteReference" if self.deleted == 0 => {
                        let id = element.attribute("id").unwrap_or_default().to_owned();
                        open.paragraph.pieces.push(Piece::Mark(id));
                    }
                    // There are no such notes in these documents: its mark belongs nowhere.
                    "endnoteReference" if self.deleted == 0 => {
                        let id = element.attribute("id").unwrap_or_default();
                        open.paragraph.pieces.push(Piece::Mark(format!("{ENDNOTE}{id}")));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "footnote" => self.note = None,
            "p" => {
                let open = self.open.pop().ok_or(Fault::Xml(None))?;
                self.settle(open)?;
            }
            "pPr" => {
                if let Some(open) = self.open.last_mut() {
                    open.in_properties = false;
                }
            }
            "r" => {
                if let Some(open) = self.open.last_mut() {
                    open.in_run = false;
                }
            }
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "fldSimple" => self.fields.end(),
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    /// A change that is tracked: round runs, or of the end of a paragraph, where it stands among its properties.
    fn change(&mut self, name: &str) {
        self.story.tracked_changes += 1;
        if matches!(name, "del" | "moveFrom") {
            // Its closing comes, be it empty or not.
            self.deleted += 1;
            if let Some(open) = self.open.last_mut().filter(|open| open.in_properties) {
                open.end_deleted = true;
            }
        }
    }

    fn begin(&mut self, element: &Element) -> Result<(), Fault> {
        self.story.bookmarks += 1;
        if self.story.bookmarks > MAX_BOOKMARKS {
            return Err(Fault::ManyBookmarks);
        }
        let Some(key) = element.attribute("name").and_then(unit_of) else { return Ok(()) };
        // Before a paragraph it belongs to the next one.
        let from = self.story.paragraphs + usize::from(self.open.is_empty());
        let id = element.attribute("id").unwrap_or_default().to_owned();
        match self.open.last_mut() {
            Some(open) => {
                open.paragraph.begins.push(key.clone());
                open.started.push((id.clone(), open.paragraph.characters));
            }
            None => self.begins.push(key.clone()),
        }
        self.bookmarks.insert(id, (key, from));
        Ok(())
    }

    /// A bookmark ends: if it began in an earlier paragraph and there is text before its end, the unit was divided.
    fn finish(&mut self, id: &str) {
        let Some((key, from)) = self.bookmarks.remove(id) else { return };
        if let Some(open) = self.open.last_mut()
            && from < self.story.paragraphs
            && open.paragraph.characters > 0
        {
            open.paragraph.continues.push(key);
        }
    }

    fn add(&mut self, text: &str) -> Result<(), Fault> {
        if self.deleted > 0 || text.is_empty() || self.fields.are_silent() {
            return Ok(());
        }
        let styles = self.styles;
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        open.paragraph.characters += text.chars().count();
        if open.paragraph.characters > MAX_PARAGRAPH {
            return Err(Fault::LongParagraph);
        }
        open.paragraph.struck |= open.struck && !text.trim().is_empty();
        let (emphasis, strong) = styles.forms(open.style.as_deref(), open.run_style.as_deref(), open.direct);
        match open.paragraph.pieces.last_mut() {
            Some(Piece::Text(last)) if (last.emphasis, last.strong) == (emphasis, strong) => {
                last.text.push_str(text);
            }
            _ => open.paragraph.pieces.push(Piece::Text(Text {
                text: text.to_owned(),
                emphasis,
                strong,
                ..Text::default()
            })),
        }
        Ok(())
    }

    /// Takes a paragraph that is complete.
    fn settle(&mut self, open: Open) -> Result<(), Fault> {
        let Open { mut paragraph, style, end_deleted, started, .. } = open;
        // A bookmark that begins behind the last character belongs to the next paragraph: somebody pressed Enter before
        // the first word.
        for (id, before) in started {
            if before == paragraph.characters
                && let Some((key, from)) = self.bookmarks.get_mut(&id)
            {
                paragraph.begins.retain(|known| known != key);
                self.begins.push(key.clone());
                *from += 1;
            }
        }
        let style = style.as_deref();
        // The text that was sent stands beside its translation: nobody asks for it.
        if self.tables > 0 && self.styles.is_named(style, "Source Text") && paragraph.begins.is_empty() {
            return Ok(());
        }
        paragraph.role = self.styles.role(style);
        if paragraph.note.is_some() {
            drop_opening(&mut paragraph.pieces);
        }
        if let Some(before) = self.joined.take() {
            paragraph = before.followed_by(paragraph);
            if paragraph.characters > MAX_PARAGRAPH {
                return Err(Fault::LongParagraph);
            }
        }
        if end_deleted {
            self.joined = Some(paragraph);
        } else if !paragraph.pieces.is_empty() || !paragraph.begins.is_empty() {
            self.done.push(paragraph);
        }
        Ok(())
    }

    fn end(mut self) -> Result<Vec<StoryParagraph>, Fault> {
        self.done.extend(self.joined.take());
        Ok(self.done)
    }
}

/// Takes the full stop and the gap behind a note's number away.
fn drop_opening(pieces: &mut Vec<Piece>) {
    let Some(Piece::Text(first)) = pieces.first_mut() else { return };
    let Some(rest) = first.text.trim_start().strip_prefix('.') else { return };
    if rest.is_empty() || rest.starts_with(char::is_whitespace) {
        first.text = rest.trim_start().to_owned();
    }
    if first.text.is_empty() {
        pieces.remove(0);
        // The gap may be a piece of its own.
        if let Some(Piece::Text(next)) = pieces.first_mut() {
            next.text = next.text.trim_start().to_owned();
        }
    }
}
