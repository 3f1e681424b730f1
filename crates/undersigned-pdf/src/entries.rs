//! A function for the template that sets the entries of a list, one below the other.
//!
//! A list of signatories can be long, and nearly every entry is one line of plain text. The engine looks into each for all
//! that a paragraph may hold (other scripts, places to end a line, spaces to stretch), which takes several times as long
//! as to place its letters. Here an entry that needs nothing of that is shaped and placed; any other is set by the engine.
//! The file is the same whichever way an entry goes.

use rustybuzz::{BufferFlags, Direction, Language, ShapePlan, UnicodeBuffer, script};
use typst::World;
use typst::comemo::Tracked;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Args, Array, Content, IntoValue, NativeElement, NativeFuncData, NativeFuncPtr, Packed, Selector,
    SequenceElem, StyleChain, Value,
};
use typst::introspection::{Location, Locator, MetadataElem, Tag, TagFlags};
use typst::layout::{
    Abs, AlignElem, BlockElem, Dir, Em, FixedAlignment, Fragment, Frame, FrameItem, Point, Regions, Size,
};
use typst::model::{ParElem, ParLine};
use typst::pdf::PdfMarkerTag;
use typst::syntax::Span;
use typst::text::{
    BottomEdge, BottomEdgeMetric, FontInstance, Glyph, TextEdgeBounds, TextElem, TextItem, TopEdge,
    TopEdgeMetric, families, features, language, variant,
};
use typst::utils::{Numeric, hash128};

use crate::marker;

/// `entries(texts)`: the items of a list as a block, each the text of a paragraph. Type and spacing are those of `text`
/// and `par` around it; show rules for text do not reach it.
pub(crate) static ENTRIES: NativeFuncData = marker::native(
    "entries",
    "Entries",
    "Sets the entries of a list, one below the other.",
    NativeFuncPtr(&|_, _, args| entries(args)),
);

fn entries(args: &mut Args) -> SourceResult<Value> {
    let texts: Array = args.expect("texts")?;
    let texts = Packed::new(SequenceElem::new(texts.into_iter().map(Value::display).collect()));
    Ok(BlockElem::multi_layouter(texts, lay_out).pack().into_value())
}

/// What the engine calls to lay out the block: as many frames as pages are needed.
fn lay_out(
    texts: &Packed<SequenceElem>,
    engine: &mut Engine<'_>,
    locator: Locator<'_>,
    styles: StyleChain<'_>,
    regions: Regions<'_>,
) -> SourceResult<Fragment> {
    let spacing = styles.resolve(ParElem::spacing);
    let look = Look::of(engine.world, styles);
    let mut locator = locator.split();
    // Where an element is tells it from others only where somebody asks for it, which is not so here: all items share
    // two tags.
    let mut tag = |element: Content| {
        let key = hash128(&element);
        Tagged::new(element, locator.next_location(engine, key, Span::detached()))
    };
    let item = tag(PdfMarkerTag::ListItemBody(Content::empty()));
    let paragraph = tag(ParElem::new(Content::empty()).pack());
    let mut column = Column::new(regions, [item, paragraph]);
    for (index, text) in texts.children.iter().enumerate() {
        if index > 0 {
            column.gap = spacing;
        }
        match look.as_ref().and_then(|look| look.line(text, regions.size.x)) {
            Some(line) => column.line(line),
            None => {
                let item = PdfMarkerTag::ListItemBody(ParElem::new(text.clone()).pack());
                let locator = locator.next(&index);
                column.fragment(|left| {
                    typst_layout::layout_fragment(engine, &item, locator.relayout(), styles, left)
                })?;
            }
        }
    }
    Ok(column.finish())
}

/// What all lines have in common.
struct Look<'s> {
    styles: StyleChain<'s>,
    font: FontInstance,
    language: Language,
    /// How letters are shaped: it depends on the font, the language and what is turned off.
    plan: ShapePlan,
    size: Abs,
    /// How far a line reaches above the baseline, and below it.
    edges: (Abs, Abs),
}

/// A line that was shaped, and the marks at both ends of it, which say whose it is.
struct Line<'t> {
    text: TextItem,
    width: Abs,
    marks: [&'t Content; 2],
    edges: (Abs, Abs),
}

impl<'s> Look<'s> {
    /// Nothing where the template asks for what is not done here, or for a font that is not there: the engine knows all
    /// that.
    fn of(world: Tracked<'_, dyn World + '_>, styles: StyleChain<'s>) -> Option<Self> {
        if !is_usual(styles) {
            return None;
        }
        let (variant, size) = (variant(styles), styles.resolve(TextElem::size));
        let family = families(styles).next().filter(|family| family.covers().is_none())?;
        let font = world.font(world.book().select(family.as_str(), variant)?)?;
        let font = font.instantiate(variant, size, &styles.get_cloned(TextElem::variations));
        let (top, bottom) = (styles.get(TextElem::top_edge), styles.get(TextElem::bottom_edge));
        let language = language(styles);
        let plan = ShapePlan::new(
            font.rusty(),
            Direction::LeftToRight,
            Some(script::LATIN),
            Some(&language),
            &features(styles),
        );
        let edges = font.edges(top, bottom, size, TextEdgeBounds::Zero);
        Some(Look { styles, font, language, plan, size, edges })
    }

    /// An entry as one line, if it is plain text and there is room for it.
    fn line<'t>(&self, entry: &'t Content, room: Abs) -> Option<Line<'t>> {
        let [opening, words, closing] = entry.to_packed::<SequenceElem>()?.children.as_slice() else {
            return None;
        };
        let words = &words.to_packed::<TextElem>()?.text;
        let marked = opening.is::<MetadataElem>() && closing.is::<MetadataElem>();
        if !marked || words.is_empty() || !words.chars().all(stands_alone) {
            return None;
        }
        let text = TextItem {
            glyphs: self.shape(words)?,
            text: words.clone(),
            font: self.font.clone(),
            size: self.size,
            fill: self.styles.get_cloned(TextElem::fill),
            stroke: None,
            lang: self.styles.get(TextElem::lang),
            region: self.styles.get(TextElem::region),
        };
        let width = text.width();
        // What rounding makes must not count.
        let fits = width + Abs::pt(0.01) < room;
        fits.then_some(Line { text, width, marks: [opening, closing], edges: self.edges })
    }

    /// The glyphs of a text, if there is one for each character.
    fn shape(&self, text: &str) -> Option<Vec<Glyph>> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        buffer.set_language(self.language.clone());
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let shaped = rustybuzz::shape_with_plan(self.font.rusty(), &self.plan, buffer);
        if shaped.len() != text.chars().count() {
            return None;
        }
        let mut glyphs = Vec::with_capacity(shaped.len());
        let infos = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        for ((info, position), (start, character)) in infos.zip(text.char_indices()) {
            let id = u16::try_from(info.glyph_id).ok().filter(|&id| id != 0)?;
            if info.cluster as usize != start || position.y_offset != 0 {
                return None;
            }
            let end = start + character.len_utf8();
            let advance = match character {
                // It is as wide as a space, whatever the font says.
                '\u{a0}' => self.font.x_advance(self.font.ttf().glyph_index(' ')?.0)?,
                _ => self.font.to_em(position.x_advance),
            };
            glyphs.push(Glyph {
                id,
                x_advance: advance,
                x_offset: self.font.to_em(position.x_offset),
                y_advance: Em::zero(),
                y_offset: Em::zero(),
                range: u16::try_from(start).ok()?..u16::try_from(end).ok()?,
                span: (Span::detached(), 0),
            });
        }
        Some(glyphs)
    }
}

/// Whether lines begin at the left edge, and letters are set as the font has them.
fn is_usual(styles: StyleChain<'_>) -> bool {
    let usual = StyleChain::default();
    let (top, bottom) = (styles.get(TextElem::top_edge), styles.get(TextElem::bottom_edge));
    let of_glyphs = top == TopEdge::Metric(TopEdgeMetric::Bounds)
        || bottom == BottomEdge::Metric(BottomEdgeMetric::Bounds);
    // A show rule of a template's own may be for any text.
    let is_shown = styles.recipes().any(|recipe| match recipe.selector() {
        Some(Selector::Elem(element, _)) => *element == TextElem::ELEM || *element == ParElem::ELEM,
        _ => true,
    });
    !(of_glyphs || is_shown)
        && styles.resolve(TextElem::tracking).is_zero()
        && styles.get(TextElem::spacing) == usual.get(TextElem::spacing)
        && styles.resolve(TextElem::baseline).is_zero()
        && styles.resolve(TextElem::dir) == Dir::LTR
        && styles.get(TextElem::script).is_auto()
        && styles.get_ref(TextElem::stroke).is_none()
        && styles.get_cloned(TextElem::deco).is_empty()
        && styles.get(TextElem::case).is_none()
        && styles.get(TextElem::shift_settings).is_none()
        && styles.get(ParElem::first_line_indent) == usual.get(ParElem::first_line_indent)
        && styles.get_ref(ParLine::numbering).is_none()
        && styles.resolve(AlignElem::alignment).x == FixedAlignment::Start
}

/// Whether a character is one of the Latin script that has nothing to do with its neighbours, or punctuation that stands
/// beside it. What else names are written with is left to the engine.
fn stands_alone(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2013}' | '\u{2019}')
}

/// What the entries are set into: a region after the other.
struct Column<'r> {
    /// What is left of the region, and the regions after it.
    regions: Regions<'r>,
    frame: Frame,
    /// What is to stay free below the last entry, if another one follows in the region.
    gap: Abs,
    /// The width of the widest entry.
    widest: Abs,
    full: Vec<Frame>,
    /// The body of an item, and the paragraph in it.
    tags: [Tagged; 2],
}

/// An element that is told to screen readers, and where it is.
struct Tagged {
    element: Content,
    location: Location,
}

impl<'r> Column<'r> {
    fn new(regions: Regions<'r>, tags: [Tagged; 2]) -> Self {
        let frame = Frame::soft(Size::zero());
        Column { regions, frame, gap: Abs::zero(), widest: Abs::zero(), full: Vec::new(), tags }
    }

    /// The regions for what comes, below the gap.
    fn left(&self) -> Regions<'r> {
        let size = Size::new(self.regions.size.x, self.regions.size.y - self.gap);
        Regions { size, ..self.regions }
    }

    fn next(&mut self) {
        self.full.push(std::mem::replace(&mut self.frame, Frame::soft(Size::zero())));
        self.regions.next();
        self.gap = Abs::zero();
    }

    /// Where something of this size begins, which is taken.
    fn take(&mut self, size: Size) -> Point {
        let start = self.frame.height() + self.gap;
        self.regions.size.y -= self.gap + size.y;
        self.frame.size_mut().y = start + size.y;
        self.gap = Abs::zero();
        self.widest.set_max(size.x);
        Point::with_y(start)
    }

    /// Sets a line with the tags that the engine gives to a paragraph in an item.
    fn line(&mut self, line: Line<'_>) {
        let (above, below) = line.edges;
        let size = Size::new(line.width, above + below);
        while !self.left().size.y.fits(size.y) && self.left().may_progress() {
            self.next();
        }
        let start = self.take(size);
        let [item, paragraph] = &self.tags;
        let [opening, closing] = line.marks.map(|mark| mark.clone().located(paragraph.location));
        let unseen = TagFlags { introspectable: false, tagged: false };
        self.frame.push_multiple([
            (start, item.begin()),
            (start, paragraph.begin()),
            (start, FrameItem::Tag(Tag::Start(opening, unseen))),
            (start + Point::with_y(above), FrameItem::Text(line.text)),
            (start, FrameItem::Tag(Tag::Start(closing, unseen))),
            (start, paragraph.end()),
            (start, item.end()),
        ]);
    }

    /// Takes what the engine makes for the regions that are left.
    fn fragment(&mut self, mut make: impl FnMut(Regions<'r>) -> SourceResult<Fragment>) -> SourceResult<()> {
        let mut fragment = make(self.left())?;
        // Where nothing of it fits, the engine leaves tags behind.
        while fragment.len() > 1 && fragment.as_slice()[0].height().is_zero() && self.left().may_progress() {
            self.next();
            fragment = make(self.left())?;
        }
        for (index, frame) in fragment.into_iter().enumerate() {
            if index > 0 {
                self.next();
            }
            let start = self.take(frame.size());
            self.frame.push_frame(start, frame);
        }
        Ok(())
    }

    fn finish(mut self) -> Fragment {
        let width = if self.regions.expand.x { self.regions.size.x } else { self.widest };
        self.full.push(self.frame);
        for frame in &mut self.full {
            frame.size_mut().x = width;
        }
        Fragment::frames(self.full)
    }
}

impl Tagged {
    const FLAGS: TagFlags = TagFlags { introspectable: false, tagged: true };

    fn new(element: Content, location: Location) -> Self {
        Tagged { element: element.located(location), location }
    }

    fn begin(&self) -> FrameItem {
        FrameItem::Tag(Tag::Start(self.element.clone(), Tagged::FLAGS))
    }

    fn end(&self) -> FrameItem {
        FrameItem::Tag(Tag::End(self.location, hash128(&self.location), Tagged::FLAGS))
    }
}
