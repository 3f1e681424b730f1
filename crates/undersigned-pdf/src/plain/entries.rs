//! A function for the template that sets the entries of a list, one below the other. Nearly every signatory is one line of
//! plain text.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Args, Array, Content, IntoValue, NativeElement, NativeFuncData, NativeFuncPtr, Packed, SequenceElem,
    StyleChain, Value,
};
use typst::introspection::Locator;
use typst::layout::{Abs, BlockElem, Em, Fragment, FrameItem, Point, Regions, Size};
use typst::model::ParElem;
use typst::pdf::PdfMarkerTag;
use typst::text::TextItem;

use super::column::{Column, Tagged};
use super::look::{Look, Plain};
use crate::marker;

/// So many entries are shaped on one thread before another takes a part of them.
const MANY: usize = 200;

/// `entries(texts)`: the items of a list as a block, each the text of a paragraph. Type and spacing are those of `text`
/// and `par` around it.
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
    let usual = StyleChain::default().get(ParElem::first_line_indent);
    let look = Look::of(engine.world, styles).filter(|_| styles.get(ParElem::first_line_indent) == usual);
    let mut locator = locator.split();
    // Where an element is tells it from others only where somebody asks for it, which is not so here: all items share
    // two tags.
    let item = Tagged::new(PdfMarkerTag::ListItemBody(Content::empty()), engine, &mut locator);
    let paragraph = Tagged::new(ParElem::new(Content::empty()).pack(), engine, &mut locator);
    let mut column = Column::new(regions);
    // Nothing is asked of the engine for them, so that others may shape a part of many.
    let entries = texts.children.par_iter().with_min_len(MANY);
    let lines: Vec<_> =
        entries.map(|text| look.as_ref().and_then(|look| line(look, text, regions.size.x))).collect();
    for (index, (text, line)) in texts.children.iter().zip(lines).enumerate() {
        if index > 0 {
            column.gap = spacing;
        }
        if let (Some((line, marks)), Some(look)) = (line, &look) {
            let [opening, closing] = marks.map(|mark| paragraph.mark(mark));
            let size = Size::new(line.width(), look.height());
            let text = (Point::with_y(look.above), FrameItem::Text(line));
            // The tags that the engine gives to a paragraph in an item.
            let items =
                [item.begin(), paragraph.begin(), opening, text, closing, paragraph.end(), item.end()];
            column.line(size, look.above, size.y, items);
        } else {
            let item = PdfMarkerTag::ListItemBody(ParElem::new(text.clone()).pack());
            let locator = locator.next(&index);
            column.fragment(|left| {
                typst_layout::layout_fragment(engine, &item, locator.relayout(), styles, left)
            })?;
        }
    }
    Ok(column.finish())
}

/// An entry as one line with the marks at both ends of it, if it is plain and there is room for it.
fn line<'t>(look: &Look<'_>, text: &'t Content, room: Abs) -> Option<(TextItem, [&'t Content; 2])> {
    let plain = Plain::of(text)?;
    let letters = look.letters(plain.words)?;
    let line = look.line(plain.words, &letters, &vec![Em::zero(); letters.len()]);
    // What rounding makes must not count.
    (line.width() + Abs::pt(0.01) < room).then_some((line, plain.marks))
}
