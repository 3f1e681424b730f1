//! The parts of a file that more than one row of the report looks at: its catalogue, its pages, what it says of itself.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::error::{Kind, Result};
use crate::syntax::{Dictionary, File, Object, text};
use crate::xmp::{self, Xmp};

/// More pages than any document that is signed together has; each is looked at operator by operator.
const MOST_PAGES: usize = 5000;

pub(crate) struct Document<'a> {
    pub(crate) file: File<'a>,
    catalog: Rc<Object>,
    info: Rc<Object>,
    pub(crate) pages: Vec<Page>,
    /// What the metadata stream says; nothing if there is none.
    pub(crate) xmp: Option<Xmp>,
}

pub(crate) struct Page {
    /// Of its object.
    pub(crate) number: u32,
    node: Rc<Object>,
    /// The page, or the node of the tree above it that has its resources.
    pub(crate) resources: Rc<Object>,
    pub(crate) boxes: Boxes,
    /// In degrees, as it is to be shown.
    pub(crate) turned: i32,
}

/// In points, the media box and those that a page has besides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Boxes {
    pub(crate) media: Rect,
    pub(crate) crop: Option<Rect>,
    pub(crate) bleed: Option<Rect>,
    pub(crate) trim: Option<Rect>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) bottom: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
}

impl Rect {
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.top - self.bottom
    }
}

/// What pages have from the nodes above them.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Rc<Object>>,
    media: Option<Rect>,
    crop: Option<Rect>,
    turned: Option<i32>,
}

impl<'a> Document<'a> {
    pub(crate) fn new(file: File<'a>) -> Result<Document<'a>> {
        let part = |key: &str| match file.trailer.get(key) {
            Some(Object::Reference(number)) => file.object(*number),
            Some(value) => Ok(Rc::new(value.clone())),
            None => Ok(Rc::new(Object::Null)),
        };
        let catalog = part("Root")?;
        let info = part("Info")?;
        let root = catalog.dictionary().ok_or_else(|| Kind::broken("it has no catalogue"))?;
        let tree = root.get("Pages").and_then(Object::reference);
        let pages = pages(&file, tree.ok_or_else(|| Kind::broken("it has no pages"))?)?;
        let xmp = match file.get(root, "Metadata")?.stream() {
            Some(stream) => Some(xmp::read(&file.unpacked(stream)?)),
            None => None,
        };
        Ok(Document { file, catalog, info, pages, xmp })
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        dictionary_of(&self.catalog)
    }

    /// A text of the document information.
    pub(crate) fn info(&self, key: &str) -> Result<Option<String>> {
        Ok(self.file.get(dictionary_of(&self.info), key)?.bytes().map(text))
    }
}

impl Page {
    pub(crate) fn dictionary(&self) -> &Dictionary {
        dictionary_of(&self.node)
    }
}

static NOTHING: Dictionary = Dictionary::new();

/// The object's dictionary, or an empty one.
pub(crate) fn dictionary_of(object: &Object) -> &Dictionary {
    object.dictionary().unwrap_or(&NOTHING)
}

/// The pages in order, from the root of their tree.
fn pages(file: &File<'_>, root: u32) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![(root, Inherited::default())];
    while let Some((number, above)) = waiting.pop() {
        if !seen.insert(number) {
            return Err(Kind::broken(format!("object {number} is twice in the tree of pages")));
        }
        if seen.len() > 2 * MOST_PAGES || pages.len() >= MOST_PAGES {
            return Err(Kind::TooMuch { what: "pages", most: MOST_PAGES });
        }
        let node = file.object(number)?;
        let entries =
            node.dictionary().ok_or_else(|| Kind::broken(format!("object {number} should be a page")))?;
        let has_own = matches!(&*file.get(entries, "Resources")?, Object::Dictionary(_));
        let turned = file.get(entries, "Rotate")?.number().map(|degrees| degrees as i32);
        let here = Inherited {
            resources: if has_own { Some(Rc::clone(&node)) } else { above.resources },
            media: rect(file, entries, "MediaBox")?.or(above.media),
            crop: rect(file, entries, "CropBox")?.or(above.crop),
            turned: turned.or(above.turned),
        };
        if entries.contains_key("Kids") {
            let kids = file.get(entries, "Kids")?;
            let kids = kids.array().unwrap_or_default();
            if kids.len() > MOST_PAGES {
                return Err(Kind::TooMuch { what: "pages", most: MOST_PAGES });
            }
            // The last is the first to be taken off.
            for kid in kids.iter().rev() {
                let no_page = || Kind::broken(format!("object {number} has a kid that is no page"));
                waiting.push((kid.reference().ok_or_else(no_page)?, here.clone()));
            }
            continue;
        }
        let no_size = || Kind::broken(format!("page {} has no size (no MediaBox)", pages.len() + 1));
        let boxes = Boxes {
            media: here.media.ok_or_else(no_size)?,
            crop: here.crop,
            bleed: rect(file, entries, "BleedBox")?,
            trim: rect(file, entries, "TrimBox")?,
        };
        let resources = here.resources.unwrap_or_else(|| Rc::clone(&node));
        pages.push(Page { number, node, resources, boxes, turned: here.turned.unwrap_or(0) });
    }
    if pages.is_empty() {
        return Err(Kind::broken("it has no pages"));
    }
    Ok(pages)
}

/// An entry of four numbers: two opposite corners.
pub(crate) fn rect(file: &File<'_>, entries: &Dictionary, key: &str) -> Result<Option<Rect>> {
    let value = file.get(entries, key)?;
    let Some(items) = value.array() else { return Ok(None) };
    let mut corners = [0.0; 4];
    if items.len() != corners.len() {
        return Err(Kind::broken(format!("a {key} has {} numbers in the place of 4", items.len())));
    }
    for (corner, item) in corners.iter_mut().zip(items) {
        let number = file.resolve(item)?.number();
        *corner = number.ok_or_else(|| Kind::broken(format!("a {key} has something that is no number")))?;
    }
    let [x, y, other_x, other_y] = corners;
    Ok(Some(Rect {
        left: x.min(other_x),
        bottom: y.min(other_y),
        right: x.max(other_x),
        top: y.max(other_y),
    }))
}
