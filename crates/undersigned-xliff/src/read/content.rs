//! What stands in a `<source>` or a `<target>`.

use super::limits::{MAX_CHARACTERS, MAX_CODES};
use super::xml::{Element, Event, Xml};
use crate::error::Kind;
use crate::forms::{Form, Forms};
use crate::key;

/// A piece of content. An element of either version is one or two of these; of what else there is nothing is
/// kept.
#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    /// The beginning of a span.
    Begin(Code),
    /// The end of the span of this name.
    End(Span),
    /// The mark of a note.
    Mark(usize),
}

/// The element at the beginning of a span.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) span: Span,
    /// By it the element of a translation is known to be one of the original.
    pub(super) id: Option<String>,
    /// The forms that its attributes name; `None` where they name none, as tools drop what they do not need.
    pub(super) forms: Option<Forms>,
}

/// What the two ends of a span have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Span {
    /// Both ends are those of one element.
    Element(usize),
    /// The ends are elements of their own (`<sc>` and `<ec>`, `<bx>` and `<ex>`), which may stand in two
    /// segments.
    Named(String),
}

/// What has been read of one unit, in both languages.
#[derive(Debug, Default)]
pub(super) struct Budget {
    characters: usize,
    codes: usize,
}

impl Budget {
    /// Counts an inline element or a segment.
    pub(super) fn code(&mut self, xml: &Xml<'_>) -> Result<(), Kind> {
        self.codes += 1;
        if self.codes > MAX_CODES { Err(Kind::ManyCodes { line: xml.line() }) } else { Ok(()) }
    }

    fn text(&mut self, text: &str, xml: &Xml<'_>) -> Result<(), Kind> {
        self.characters += text.chars().count();
        if self.characters > MAX_CHARACTERS { Err(Kind::LongUnit { line: xml.line() }) } else { Ok(()) }
    }
}

/// The content of an element that was opened, up to its closing.
pub(super) fn read(xml: &mut Xml<'_>, budget: &mut Budget) -> Result<Vec<Piece>, Kind> {
    let mut pieces = Vec::new();
    // The elements that are open; those that are spans have a name.
    let mut open: Vec<Option<Span>> = Vec::new();
    loop {
        match xml.child()? {
            Some(Event::Text(text)) => {
                budget.text(&text, xml)?;
                match pieces.last_mut() {
                    Some(Piece::Text(last)) => last.push_str(&text),
                    _ => pieces.push(Piece::Text(text.into_owned())),
                }
            }
            Some(Event::Open(element)) => {
                budget.code(xml)?;
                match element.name() {
                    "g" | "pc" => {
                        let span = Span::Element(budget.codes);
                        pieces.push(Piece::Begin(code(&element, span.clone())));
                        open.push(Some(span));
                    }
                    // What is marked is text all the same: a segment of 1.2, a term, a comment.
                    "mrk" => open.push(None),
                    _ => {
                        pieces.extend(standalone(&element));
                        // What is inside is native code.
                        xml.skip()?;
                    }
                }
            }
            Some(Event::Close) | None => match open.pop() {
                Some(span) => pieces.extend(span.map(Piece::End)),
                None => return Ok(pieces),
            },
        }
    }
}

/// An element that holds no text of the document.
fn standalone(element: &Element) -> Option<Piece> {
    let span = |names: [&str; 2]| {
        let name = names.iter().find_map(|name| element.attribute(name)).unwrap_or_default();
        Span::Named(name.to_owned())
    };
    if let Some(number) = mark(element) {
        return Some(Piece::Mark(number));
    }
    match element.name() {
        "bx" | "bpt" => Some(Piece::Begin(code(element, span(["rid", "id"])))),
        "sc" => Some(Piece::Begin(code(element, span(["id", "id"])))),
        "ex" | "ept" => Some(Piece::End(span(["rid", "id"]))),
        "ec" => Some(Piece::End(span(["startRef", "id"]))),
        _ => None,
    }
}

/// The note whose mark an element is: by its id, or, where a tool has given it another one, by what it shows.
fn mark(element: &Element) -> Option<usize> {
    let by_id = || key::mark_number(element.attribute("id")?);
    let by_type = || {
        let kind = element.attribute("ctype").or(element.attribute("subType"))?;
        let shown = element.attribute("equiv-text").or(element.attribute("disp"))?;
        key::shown_number(shown).filter(|_| key::is_mark_type(kind))
    };
    match element.name() {
        "x" | "ph" | "it" => by_id().or_else(by_type),
        _ => None,
    }
}

fn code(element: &Element, span: Span) -> Code {
    let named = ["ctype", "subType"].iter().find_map(|name| Form::find(element.attribute(name)?));
    Code { span, id: element.attribute("id").map(str::to_owned), forms: named.map(Forms::only) }
}
