//! What is on the pages: every operator is run, as far as ink, faces and marks go.

mod state;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::colour::{Space, Tint};
use crate::document::{Document, Page, dictionary_of};
use crate::error::{Kind, Result};
use crate::face::Face;
use crate::syntax::lexer::{Lexer, Token};
use crate::syntax::{Dictionary, File, Object};
use state::{Ink, State};

/// Drawings within one another.
const MOST_DRAWINGS: usize = 16;
/// Saved states, and marks, within one another; PDF/A allows 28 states.
const MOST_NESTED: usize = 256;
/// Values before one operator; the most that any takes is a colour of 32 inks.
const MOST_OPERANDS: usize = 64;

/// Pages, counted from 0.
pub(crate) type Pages = BTreeSet<usize>;

/// What is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    Text,
    /// Rules, surfaces and shadings.
    Drawing,
    Image,
}

/// Everything that was found on the pages.
#[derive(Default)]
pub(crate) struct Usage {
    pub(crate) paints: BTreeMap<(What, Tint, Space), Pages>,
    pub(crate) faces: BTreeMap<Rc<Face>, Pages>,
    /// Pages with text in no face at all.
    pub(crate) faceless: Pages,
    /// Operators that show text outside of all marks, by page; and those that draw.
    pub(crate) unmarked_texts: BTreeMap<usize, usize>,
    pub(crate) unmarked_drawings: BTreeMap<usize, usize>,
    /// Pages on which a mark is opened and not closed, or closed and not opened.
    pub(crate) unbalanced: Pages,
    /// The marked content of the structure: index of the page, number of the mark.
    pub(crate) marks: BTreeSet<(usize, usize)>,
    pub(crate) transparent: Pages,
    pub(crate) invisible: Pages,
}

/// Runs the content of all pages.
pub(crate) fn usage(document: &Document<'_>) -> Result<Usage> {
    let mut runner = Runner {
        file: &document.file,
        usage: Usage::default(),
        page: 0,
        faces: BTreeMap::new(),
        contents: BTreeMap::new(),
        tiles: BTreeSet::new(),
    };
    for (index, page) in document.pages.iter().enumerate() {
        runner.page = index;
        runner.page(page)?;
    }
    Ok(runner.usage)
}

struct Runner<'a> {
    file: &'a File<'a>,
    usage: Usage,
    page: usize,
    /// By their objects, as are the contents of drawings.
    faces: BTreeMap<u32, Rc<Face>>,
    contents: BTreeMap<u32, Rc<Vec<u8>>>,
    /// Patterns of tiles that were run, by page.
    tiles: BTreeSet<(usize, u32)>,
}

/// Where content stands.
#[derive(Clone)]
struct Place {
    /// The page or drawing whose resources it uses.
    resources: Rc<Object>,
    depth: usize,
    /// Whether all of it is within marks of what draws it.
    marked: bool,
}

impl Runner<'_> {
    fn page(&mut self, page: &Page) -> Result<()> {
        let file = self.file;
        self.is_transparent(file.get(page.dictionary(), "Group")?.dictionary())?;
        let contents = file.get(page.dictionary(), "Contents")?;
        let mut bytes = Vec::new();
        match &*contents {
            Object::Stream(stream) => bytes = file.unpacked(stream)?,
            Object::Array(parts) => {
                for part in parts {
                    let part = file.resolve(part)?;
                    let missing = || {
                        Kind::broken(format!("a part of the content of page {} is missing", self.page + 1))
                    };
                    bytes.extend(file.unpacked(part.stream().ok_or_else(missing)?)?);
                    // A part may end with the last letter of an operator.
                    bytes.push(b'\n');
                }
            }
            _ => {}
        }
        let place = Place { resources: Rc::clone(&page.resources), depth: 0, marked: false };
        self.run(&bytes, &place, State::default())
    }

    fn run(&mut self, content: &[u8], place: &Place, mut state: State) -> Result<()> {
        let file = self.file;
        if place.depth > MOST_DRAWINGS {
            return Err(Kind::TooMuch { what: "drawings within one another", most: MOST_DRAWINGS });
        }
        let mut lexer = Lexer::of_content(content, &file.budget);
        let mut operands: Vec<Object> = Vec::new();
        let mut saved: Vec<State> = Vec::new();
        // For each open mark, whether it says where its content belongs.
        let mut marks: Vec<bool> = Vec::new();
        let too_deep =
            || Kind::TooMuch { what: "states or marks within one another on a page", most: MOST_NESTED };
        loop {
            let word = match lexer.token()? {
                Token::Value(_) if operands.len() >= MOST_OPERANDS => {
                    return Err(Kind::TooMuch { what: "values before an operator", most: MOST_OPERANDS });
                }
                Token::Value(value) => {
                    operands.push(value);
                    continue;
                }
                Token::Word(word) => word,
                Token::End => break,
                Token::CloseArray | Token::CloseDictionary => {
                    return Err(Kind::broken(format!("a bracket is closed twice on page {}", self.page + 1)));
                }
            };
            let marked = place.marked || marks.contains(&true);
            match word.as_str() {
                "q" if saved.len() >= MOST_NESTED => return Err(too_deep()),
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "BMC" | "BDC" if marks.len() >= MOST_NESTED => return Err(too_deep()),
                "BMC" | "BDC" => marks.push(self.mark(&operands, place)?),
                "EMC" => {
                    if marks.pop().is_none() {
                        self.usage.unbalanced.insert(self.page);
                    }
                }
                "gs" => self.graphics_state(&operands, place, &mut state)?,
                "Tf" => state.face = self.face(&operands, place)?,
                "Tr" => state.mode = operands.first().and_then(Object::whole).unwrap_or(0),
                "Tj" | "TJ" | "'" | "\"" => self.text(&state, place, marked)?,
                "sh" => {
                    self.drawn(marked);
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    let space =
                        self.resource(place, "Shading", name, |runner, found| runner.shading(found, place))?;
                    self.paint(What::Drawing, &Ink::flat(space, Tint::Grey));
                }
                "Do" => self.object(&operands, place, &state, marked)?,
                "BI" => {
                    self.drawn(marked);
                    self.inline_image(&mut lexer, place, &state)?;
                }
                word => {
                    if let Some((fills, strokes)) = state::painting(word) {
                        self.drawn(marked);
                        if fills {
                            self.ink(What::Drawing, &state.fill, place)?;
                        }
                        if strokes {
                            self.ink(What::Drawing, &state.stroke, place)?;
                        }
                    } else {
                        self.colour(word, &operands, place, &mut state)?;
                    }
                }
            }
            operands.clear();
        }
        if !marks.is_empty() {
            self.usage.unbalanced.insert(self.page);
        }
        Ok(())
    }

    /// Does something with a resource; null stands for one that is missing.
    fn resource<T>(
        &mut self,
        place: &Place,
        category: &str,
        name: &str,
        then: impl FnOnce(&mut Self, &Object) -> Result<T>,
    ) -> Result<T> {
        let file = self.file;
        let resources = file.get(dictionary_of(&place.resources), "Resources")?;
        let category = file.get(dictionary_of(&resources), category)?;
        then(self, dictionary_of(&category).get(name).unwrap_or(&Object::Null))
    }

    /// A colour space by its name in the resources, or one that every file has.
    fn space(&self, value: &Object, place: &Place) -> Result<Space> {
        let resources = self.file.get(dictionary_of(&place.resources), "Resources")?;
        let named = self.file.get(dictionary_of(&resources), "ColorSpace")?;
        Space::read(self.file, value, dictionary_of(&named))
    }

    fn shading(&self, shading: &Object, place: &Place) -> Result<Space> {
        let shading = self.file.resolve(shading)?;
        self.space(dictionary_of(&shading).get("ColorSpace").unwrap_or(&Object::Null), place)
    }

    fn colour(&mut self, word: &str, operands: &[Object], place: &Place, state: &mut State) -> Result<()> {
        let flat = |space: Space| {
            let tint = Tint::of(&space, operands);
            Ink::flat(space, tint)
        };
        let strokes = word.starts_with(|c: char| c.is_ascii_uppercase());
        let current = if strokes { &mut state.stroke } else { &mut state.fill };
        match word {
            "g" | "G" => *current = flat(Space::device_grey()),
            "rg" | "RG" => *current = flat(Space::device_rgb()),
            "k" | "K" => *current = flat(Space::device_cmyk()),
            "cs" | "CS" => {
                let space = self.space(operands.first().unwrap_or(&Object::Null), place)?;
                // Every grey begins with black.
                let tint = Tint::of(&space, &[Object::Number(0.0)]);
                *current = Ink::flat(space, tint);
            }
            "sc" | "SC" | "scn" | "SCN" => match operands.last() {
                Some(Object::Name(name)) => {
                    *current =
                        self.resource(place, "Pattern", name, |runner, found| runner.pattern(found, place))?;
                }
                _ => {
                    if let Ink::Flat { space, tint } = current {
                        *tint = Tint::of(space, operands);
                    }
                }
            },
            _ => {}
        }
        Ok(())
    }

    fn pattern(&self, found: &Object, place: &Place) -> Result<Ink> {
        let pattern = self.file.resolve(found)?;
        let entries = dictionary_of(&pattern);
        if self.file.get(entries, "PatternType")?.whole() == Some(2) {
            let space = self.shading(entries.get("Shading").unwrap_or(&Object::Null), place)?;
            return Ok(Ink::flat(space, Tint::Grey));
        }
        let tiles = found.reference().filter(|_| pattern.stream().is_some());
        let no_pattern = || Kind::broken(format!("a pattern of page {} is missing", self.page + 1));
        Ok(Ink::Tiles(tiles.ok_or_else(no_pattern)?))
    }

    /// Whether a mark says where its content belongs: to an element of the structure, or to nothing that is read out.
    fn mark(&mut self, operands: &[Object], place: &Place) -> Result<bool> {
        if operands.first().and_then(Object::name) == Some("Artifact") {
            return Ok(true);
        }
        let number = match operands.get(1) {
            Some(Object::Dictionary(entries)) => entries.get("MCID").and_then(Object::whole),
            Some(Object::Name(name)) => self.resource(place, "Properties", name, |runner, found| {
                let properties = runner.file.resolve(found)?;
                Ok(runner.file.get(dictionary_of(&properties), "MCID")?.whole())
            })?,
            _ => None,
        };
        // The marks of a drawing are counted for themselves.
        if let Some(number) = number.filter(|_| place.depth == 0) {
            self.usage.marks.insert((self.page, number));
        }
        Ok(number.is_some())
    }

    fn drawn(&mut self, marked: bool) {
        if !marked {
            *self.usage.unmarked_drawings.entry(self.page).or_default() += 1;
        }
    }

    fn text(&mut self, state: &State, place: &Place, marked: bool) -> Result<()> {
        if !marked {
            *self.usage.unmarked_texts.entry(self.page).or_default() += 1;
        }
        match &state.face {
            Some(face) => drop(self.usage.faces.entry(Rc::clone(face)).or_default().insert(self.page)),
            None => drop(self.usage.faceless.insert(self.page)),
        }
        // 0 to 3, and the same with the text as an outline to paint within.
        match state.mode % 4 {
            0 => self.ink(What::Text, &state.fill, place),
            1 => self.ink(What::Text, &state.stroke, place),
            2 => {
                self.ink(What::Text, &state.fill, place)?;
                self.ink(What::Text, &state.stroke, place)
            }
            _ => {
                self.usage.invisible.insert(self.page);
                Ok(())
            }
        }
    }

    fn face(&mut self, operands: &[Object], place: &Place) -> Result<Option<Rc<Face>>> {
        let name = operands.first().and_then(Object::name).unwrap_or_default();
        self.resource(place, "Font", name, |runner, found| runner.font(found))
    }

    fn font(&mut self, found: &Object) -> Result<Option<Rc<Face>>> {
        let number = found.reference();
        if let Some(face) = number.and_then(|number| self.faces.get(&number)) {
            return Ok(Some(Rc::clone(face)));
        }
        let font = self.file.resolve(found)?;
        if font.dictionary().is_none() {
            return Ok(None);
        }
        let face = Rc::new(Face::read(self.file, &font)?);
        if let Some(number) = number {
            self.faces.insert(number, Rc::clone(&face));
        }
        Ok(Some(face))
    }

    fn graphics_state(&mut self, operands: &[Object], place: &Place, state: &mut State) -> Result<()> {
        let name = operands.first().and_then(Object::name).unwrap_or_default();
        self.resource(place, "ExtGState", name, |runner, found| {
            let file = runner.file;
            let changes = file.resolve(found)?;
            let entries = dictionary_of(&changes);
            let font = file.get(entries, "Font")?;
            if let Some([font, ..]) = font.array() {
                state.face = runner.font(font)?;
            }
            let see_through = |key| Ok(file.get(entries, key)?.number().is_some_and(|alpha| alpha < 1.0));
            let mask = file.get(entries, "SMask")?.dictionary().is_some();
            let mode = file.get(entries, "BM")?;
            let blends =
                mode.array().is_some() || !matches!(mode.name(), None | Some("Normal" | "Compatible"));
            if mask || blends || see_through("ca")? || see_through("CA")? {
                runner.usage.transparent.insert(runner.page);
            }
            Ok(())
        })
    }

    fn is_transparent(&mut self, group: Option<&Dictionary>) -> Result<()> {
        let Some(group) = group else { return Ok(()) };
        if self.file.get(group, "S")?.name() == Some("Transparency") {
            self.usage.transparent.insert(self.page);
        }
        Ok(())
    }

    fn object(&mut self, operands: &[Object], place: &Place, state: &State, marked: bool) -> Result<()> {
        let name = operands.first().and_then(Object::name).unwrap_or_default();
        let number = self.resource(place, "XObject", name, |_, found| Ok(found.reference()))?;
        let page = self.page + 1;
        let missing = || Kind::broken(format!("an image or drawing `{name}` of page {page} is missing"));
        let number = number.ok_or_else(missing)?;
        let object = self.file.object(number)?;
        let entries = &object.stream().ok_or_else(missing)?.dictionary;
        match self.file.get(entries, "Subtype")?.name() {
            Some("Form") => {
                self.is_transparent(self.file.get(entries, "Group")?.dictionary())?;
                let own = self.file.get(entries, "Resources")?.dictionary().is_some();
                let resources = if own { Rc::clone(&object) } else { Rc::clone(&place.resources) };
                let content = self.content(number, &object)?;
                self.run(&content, &Place { resources, depth: place.depth + 1, marked }, state.clone())
            }
            Some("Image") => {
                self.drawn(marked);
                if self.file.get(entries, "ImageMask")?.boolean() == Some(true) {
                    return self.ink(What::Drawing, &state.fill, place);
                }
                if self.file.get(entries, "SMask")?.stream().is_some() {
                    self.usage.transparent.insert(self.page);
                }
                let space = self.space(entries.get("ColorSpace").unwrap_or(&Object::Null), place)?;
                self.paint(What::Image, &Ink::flat(space, Tint::Grey));
                Ok(())
            }
            _ => Err(missing()),
        }
    }

    fn content(&mut self, number: u32, object: &Object) -> Result<Rc<Vec<u8>>> {
        if let Some(content) = self.contents.get(&number) {
            return Ok(Rc::clone(content));
        }
        let content = match object.stream() {
            Some(stream) => Rc::new(self.file.unpacked(stream)?),
            None => Rc::default(),
        };
        self.contents.insert(number, Rc::clone(&content));
        Ok(content)
    }

    fn inline_image(&mut self, lexer: &mut Lexer<'_>, place: &Place, state: &State) -> Result<()> {
        let mut entries = Dictionary::new();
        let broken = || Kind::broken("an image in the content of a page has no data");
        loop {
            match lexer.token()? {
                Token::Word(word) if word == "ID" => break,
                Token::Value(Object::Name(key)) => {
                    entries.insert(key, lexer.value()?);
                }
                _ => return Err(broken()),
            }
        }
        lexer.skip_inline_image()?;
        let entry = |short: &str, long: &str| entries.get(short).or_else(|| entries.get(long));
        if entry("IM", "ImageMask").and_then(Object::boolean) == Some(true) {
            return self.ink(What::Drawing, &state.fill, place);
        }
        let space = self.space(entry("CS", "ColorSpace").unwrap_or(&Object::Null), place)?;
        self.paint(What::Image, &Ink::flat(space, Tint::Grey));
        Ok(())
    }

    /// Paints with an ink; of a pattern, all that is in its tile.
    fn ink(&mut self, what: What, ink: &Ink, place: &Place) -> Result<()> {
        let Ink::Tiles(number) = *ink else {
            self.paint(what, ink);
            return Ok(());
        };
        if !self.tiles.insert((self.page, number)) {
            return Ok(());
        }
        let pattern = self.file.object(number)?;
        if self.file.get(dictionary_of(&pattern), "PaintType")?.whole() == Some(2) {
            // Its colour is given where it is used, in whatever space.
            let space = self.space(&Object::Name("Pattern".to_owned()), place)?;
            self.paint(what, &Ink::flat(space, Tint::Colour));
        }
        let content = self.content(number, &pattern)?;
        let place = Place { resources: pattern, depth: place.depth + 1, marked: true };
        self.run(&content, &place, State::default())
    }

    fn paint(&mut self, what: What, ink: &Ink) {
        if let Ink::Flat { space, tint } = ink {
            let tint = if space.grey { *tint } else { Tint::Colour };
            let key = (what, tint, Space::clone(space));
            self.usage.paints.entry(key).or_default().insert(self.page);
        }
    }
}
