//! Reads back what stands in a finished file: its pages, links, bookmarks and tags.

use std::num::NonZeroU16;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object, String as PdfString};
use krilla::geom::{Point, Rect};
use krilla::tagging::{LineHeight, ListNumbering, Tag, TagKind};

use super::content;
use super::faces::{Faces, Subsets};
use super::transcript::{Goal, Link, Node, Page, Transcript};

impl Transcript {
    /// What stands in a file that was set in these faces.
    ///
    /// # Panics
    /// When there is something in it that our documents do not have.
    pub fn of(file: &[u8], faces: &Faces) -> Transcript {
        let pdf = Pdf::new(file.to_vec()).expect("a PDF");
        let catalogue: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
        let places = Places::of(&pdf);
        let mut subsets = Subsets::of(faces);
        let pages = pdf.pages().iter().map(|page| {
            let (width, height) = page.base_dimensions();
            let passages = content::passages(page, &mut subsets);
            Page { width, height, passages, links: places.links(page.raw(), height) }
        });
        let pages = pages.collect();
        let root: Dict<'_> = catalogue.get("StructTreeRoot").expect("tags");
        let document = children(&root).into_iter().next().and_then(Object::into_dict).expect("an element");
        let mut keys: Vec<String> = catalogue.keys().map(|key| key.as_str().to_owned()).collect();
        keys.sort();
        Transcript {
            pages,
            tags: places.nodes(&document, None),
            bookmarks: places.bookmarks(&catalogue),
            embedded: subsets.into_files(),
            catalogue: keys,
        }
    }
}

/// What the numbers of objects stand for.
struct Places {
    pages: Vec<ObjRef>,
    heights: Vec<f32>,
    /// The links of each page.
    links: Vec<Vec<ObjRef>>,
}

impl Places {
    fn of(pdf: &Pdf) -> Places {
        let pages = pdf.pages();
        Places {
            pages: pages.iter().map(|page| page.raw().obj_id().expect("a number").into()).collect(),
            heights: pages.iter().map(|page| page.base_dimensions().1).collect(),
            links: pages
                .iter()
                .map(|page| annotations(page.raw()).raw_iter().filter_map(|link| link.as_obj_ref()).collect())
                .collect(),
        }
    }

    fn page(&self, reference: ObjRef) -> usize {
        self.pages.iter().position(|page| *page == reference).expect("a page")
    }

    fn goal(&self, destination: &Array<'_>) -> Goal {
        let page = self.page(destination.raw_iter().find_map(|item| item.as_obj_ref()).expect("a page"));
        // `[136 0 R /XYZ 70.85 696.3 0]`
        let mut numbers = destination.raw_iter().filter_map(|item| match item {
            MaybeRef::NotRef(Object::Number(number)) => Some(number),
            _ => None,
        });
        let mut next = || numbers.next().expect("a number").as_f32();
        let (x, y) = (next(), next());
        Goal { page, point: Point::from_xy(x, self.heights[page] - y) }
    }

    fn links(&self, page: &Dict<'_>, height: f32) -> Vec<Link> {
        let links = annotations(page).iter::<Dict<'_>>().map(|link| {
            let rect: hayro_syntax::object::Rect = link.get("Rect").expect("a place");
            Link {
                rect: from_bottom(rect, height),
                alt: text_of(&link.get::<PdfString<'_>>("Contents").expect("words")),
                goal: self.goal(&link.get("Dest").expect("a goal")),
            }
        });
        links.collect()
    }

    fn bookmarks(&self, catalogue: &Dict<'_>) -> Vec<(String, Goal)> {
        let outline: Option<Dict<'_>> = catalogue.get("Outlines");
        let first = outline.and_then(|outline| outline.get::<Dict<'_>>("First"));
        let all = std::iter::successors(first, |bookmark| bookmark.get("Next"));
        let bookmark = |entry: Dict<'_>| {
            let title = text_of(&entry.get::<PdfString<'_>>("Title").expect("a title"));
            (title, self.goal(&entry.get("Dest").expect("a goal")))
        };
        all.map(bookmark).collect()
    }

    /// What is in an element. `page` is that of the elements round it.
    fn nodes(&self, element: &Dict<'_>, page: Option<usize>) -> Vec<Node> {
        let page = element.get_ref("Pg").map(|reference| self.page(reference)).or(page);
        let node = |child: Object<'_>| match child {
            Object::Number(number) => Node::Text(page.expect("a page"), number.as_i64() as usize),
            Object::Dict(child) => match child.get::<Name<'_>>("Type").as_ref().map(|name| name.as_str()) {
                Some("MCR") => {
                    let page = child.get_ref("Pg").map(|reference| self.page(reference)).or(page);
                    Node::Text(page.expect("a page"), child.get::<u32>("MCID").expect("a number") as usize)
                }
                Some("OBJR") => {
                    let link = child.get_ref("Obj").expect("a link");
                    let mut pages = self.links.iter().enumerate();
                    let found = pages.find_map(|(page, links)| {
                        Some((page, links.iter().position(|known| *known == link)?))
                    });
                    let (page, index) = found.expect("a link of a page");
                    Node::Link(page, index)
                }
                _ => Node::Element(kind(&child), self.nodes(&child, page)),
            },
            other => panic!("{other:?} is in an element"),
        };
        children(element).into_iter().map(node).collect()
    }
}

fn annotations<'a>(page: &Dict<'a>) -> Array<'a> {
    page.get("Annots").unwrap_or_default()
}

/// A rectangle that counts from the bottom of the page, counted from the top.
fn from_bottom(rect: hayro_syntax::object::Rect, height: f32) -> Rect {
    let [left, bottom, right, top] = [rect.x0, rect.y0, rect.x1, rect.y1].map(|number| number as f32);
    Rect::from_ltrb(left, height - top, right, height - bottom).expect("a rectangle")
}

/// A text that is no content: in UTF-16 with a mark in front, or else in ASCII.
pub(super) fn text_of(string: &PdfString<'_>) -> String {
    match string.as_bytes() {
        [0xFE, 0xFF, units @ ..] => utf16(units),
        ascii => String::from_utf8(ascii.to_vec()).expect("ASCII"),
    }
}

pub(super) fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
    String::from_utf16(&units).expect("UTF-16")
}

/// The children of an element: one, or an array of them.
fn children<'a>(element: &Dict<'a>) -> Vec<Object<'a>> {
    match element.get::<Object<'_>>("K") {
        None => Vec::new(),
        Some(Object::Array(children)) => children.iter().collect(),
        Some(child) => vec![child],
    }
}

/// The tag of an element, with all that our documents say of one.
fn kind(element: &Dict<'_>) -> TagKind {
    let attribute = |name: &str| {
        let found: Vec<Dict<'_>> = match element.get::<Object<'_>>("A") {
            None => Vec::new(),
            Some(Object::Array(all)) => all.iter().collect(),
            Some(one) => one.into_dict().into_iter().collect(),
        };
        found.into_iter().find_map(|attributes| attributes.get::<Object<'_>>(name))
    };
    let number = |name: &str| attribute(name).and_then(Object::into_number).map(|number| number.as_f32());
    let text = |name: &str| element.get::<PdfString<'_>>(name).map(|text| text_of(&text));
    let role: Name<'_> = element.get("S").expect("a role");
    let tag: TagKind = match role.as_str() {
        "P" => Tag::P.into(),
        "H1" => Tag::Hn(NonZeroU16::MIN, text("T")).into(),
        "L" => {
            match attribute("ListNumbering").and_then(Object::into_name).as_ref().map(|name| name.as_str()) {
                Some("None") => Tag::L(ListNumbering::None).into(),
                other => panic!("a list is numbered by {other:?}"),
            }
        }
        "LI" => Tag::LI.into(),
        "Lbl" => Tag::Lbl.into(),
        "LBody" => Tag::LBody.into(),
        "Note" => Tag::Note.into(),
        "Link" => Tag::Link.into(),
        "Em" => Tag::Em.into(),
        "Strong" => Tag::Strong.into(),
        "Span" => {
            let line_height = number("LineHeight").map(LineHeight::Custom);
            Tag::Span.with_baseline_shift(number("BaselineShift")).with_line_height(line_height).into()
        }
        other => panic!("there is no element {other} in our documents"),
    };
    tag.with_lang(text("Lang"))
}
