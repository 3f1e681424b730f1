//! A function for the template that sets a paragraph of which it is settled where its lines begin.

use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Args, Content, IntoValue, NativeElement, NativeFuncData, NativeFuncPtr, Packed, SequenceElem, Smart,
    StyleChain, Value,
};
use typst::introspection::{Locator, MetadataElem};
use typst::layout::{
    Abs, BlockElem, Em, Fragment, Frame, FrameItem, Point, Ratio, Regions, Rel, Sides, Size, Sizing,
};
use typst::model::{EnumElem, Linebreaks, ListElem, ParElem, TermsElem};
use typst::text::{Lang, TextElem, TextItem};
use typst::utils::Numeric;

use super::column::{Column, Tagged};
use super::look::{Letter, Look, Plain};
use crate::marker;

/// `settled(paragraph, starts)`: a paragraph as a block, with the places in its text, in bytes, at which its lines begin.
/// Type is that of `text` around it; the spacing is that of the block.
pub(crate) static SETTLED: NativeFuncData = marker::native(
    "settled",
    "Settled",
    "Sets a paragraph of which it is settled where its lines begin.",
    NativeFuncPtr(&|_, _, args| settled(args)),
);

fn settled(args: &mut Args) -> SourceResult<Value> {
    let paragraph: Content = args.expect("paragraph")?;
    let starts: Vec<usize> = args.expect("starts")?;
    let starts = MetadataElem::new(starts.into_value()).pack();
    // The engine hands one piece of content to what lays out a block.
    let both = Packed::new(SequenceElem::new(vec![paragraph, starts]));
    // What a template asks of blocks is not meant for the lines of a paragraph.
    let none = Smart::Custom(Abs::zero().into());
    let block = BlockElem::multi_layouter(both, lay_out)
        .with_width(Smart::Auto)
        .with_height(Sizing::Auto)
        .with_breakable(true)
        .with_sticky(false)
        .with_clip(false)
        .with_fill(None)
        .with_stroke(Sides::splat(Some(None)))
        .with_inset(Sides::splat(Some(Rel::zero())))
        .with_outset(Sides::splat(Some(Rel::zero())))
        .with_above(none)
        .with_below(none);
    Ok(block.pack().into_value())
}

/// What the engine calls to lay out the block: as many frames as pages are needed.
fn lay_out(
    both: &Packed<SequenceElem>,
    engine: &mut Engine<'_>,
    locator: Locator<'_>,
    styles: StyleChain<'_>,
    regions: Regions<'_>,
) -> SourceResult<Fragment> {
    let [paragraph, starts] = both.children.as_slice() else {
        return Ok(Fragment::frame(Frame::soft(Size::zero())));
    };
    let look = Look::of(engine.world, styles);
    let plain = paragraph.to_packed::<ParElem>().and_then(|paragraph| Plain::of(&paragraph.body));
    let lines = look.as_ref().zip(plain.as_ref()).and_then(|(look, plain)| {
        let room = Room::of(look, paragraph.to_packed()?, regions)?;
        let starts: Vec<usize> = starts.to_packed::<MetadataElem>()?.value.clone().cast().ok()?;
        room.lines(look, plain.words, &starts)
    });
    let (Some(lines), Some(look), Some(plain)) = (lines, &look, plain) else {
        return typst_layout::layout_fragment(engine, paragraph, locator, styles, regions);
    };
    let tagged = Tagged::new(ParElem::new(Content::empty()).pack(), engine, &mut locator.split());
    let mut column = Column::new(regions);
    let (height, count, costs) = (look.height(), lines.len(), styles.get(TextElem::costs));
    // As the engine has it: two lines at either end stand together, and so do three.
    let (orphans, widows) = (costs.orphan() > Ratio::zero(), costs.widow() > Ratio::zero());
    for (index, (start, line)) in lines.into_iter().enumerate() {
        let together = match index {
            0 if count == 3 && orphans && widows => 3.0,
            0 if count >= 2 && orphans => 2.0,
            2.. if index + 2 == count && widows => 2.0,
            _ => 1.0,
        };
        let mut items = Vec::with_capacity(5);
        if index == 0 {
            items.extend([tagged.begin(), tagged.mark(plain.marks[0])]);
        }
        items.push((Point::new(start, look.above), FrameItem::Text(line)));
        if index + 1 == count {
            items.extend([tagged.mark(plain.marks[1]), tagged.end()]);
        }
        column.line(Size::new(regions.size.x, height), look.above, height * together, items);
    }
    Ok(column.finish())
}

/// The room for the lines of a paragraph, and how they fill it.
struct Room {
    width: Abs,
    /// What stays free before the first line, and before the others.
    first: Abs,
    hanging: Abs,
    justified: bool,
    /// How far a space may be stretched.
    most: Rel,
}

impl Room {
    /// Nothing where the template asks for what is not done here.
    fn of(look: &Look<'_>, paragraph: &Packed<ParElem>, regions: Regions<'_>) -> Option<Self> {
        let styles = look.styles;
        let indent = paragraph.first_line_indent.get(styles);
        let limits = styles.get(ParElem::justification_limits);
        let usual = paragraph.linebreaks.get(styles) == Smart::Custom(Linebreaks::Simple)
            && paragraph.leading.resolve(styles).is_zero()
            && styles.get(TextElem::hyphenate) == Smart::Custom(false)
            && !styles.get(TextElem::overhang)
            && (indent.amount().is_zero() || (indent.all() && !is_in_list(styles)))
            && limits.spacing().min == Rel::one()
            && (limits.tracking().min.is_zero() && limits.tracking().max.is_zero())
            && regions.expand.x;
        usual.then(|| Room {
            width: regions.size.x,
            first: indent.amount().at(look.size),
            hanging: paragraph.hanging_indent.resolve(styles),
            justified: paragraph.justify.get(styles),
            most: limits.spacing().max,
        })
    }

    /// The lines of a text, each with where it begins; nothing where the engine might break them otherwise.
    fn lines(&self, look: &Look<'_>, text: &str, starts: &[usize]) -> Option<Vec<(Abs, TextItem)>> {
        if starts.first() != Some(&0) {
            return None;
        }
        let letters = look.letters(text)?;
        let mut rest = letters.as_slice();
        let mut lines = Vec::with_capacity(starts.len());
        for index in 0..starts.len() {
            let end = starts.get(index + 1);
            let count = match end {
                Some(end) => {
                    rest.iter().position(|letter| letter.place == *end).filter(|&count| count > 0)?
                }
                None => rest.len(),
            };
            let (line, below) = rest.split_at(count);
            // Spaces at the end of a line are there for who reads the text of the file.
            let kept = match end {
                Some(_) => line.iter().rposition(|letter| !letter.character.is_whitespace())? + 1,
                None => line.len(),
            };
            let inset = if index == 0 { self.first - self.hanging } else { Abs::zero() };
            let left = self.width - (inset + look.width(&line[..kept])) - self.hanging;
            let ends = end.is_none() || ends_here(look, line, below, left - look.width(&line[kept..]));
            if left < doubt() || !ends {
                return None;
            }
            let added = match end {
                Some(_) if self.justified => self.spread(&line[..kept], left, look.size),
                _ => vec![Em::zero(); kept],
            };
            lines.push((self.hanging + inset, look.line(text, line, &added)));
            rest = below;
        }
        Some(lines)
    }

    /// What is added to the advance of each letter to fill a line: spaces are stretched as far as they may be, and share
    /// what is left.
    fn spread(&self, letters: &[Letter], mut left: Abs, size: Abs) -> Vec<Em> {
        let most = (self.most - Rel::one()).map(|length| Em::from_length(length, size));
        let stretched = |letter: &Letter| {
            if letter.is_space() { most.relative_to(letter.advance).max(Em::zero()) } else { Em::zero() }
        };
        let stretch: Abs = letters.iter().map(|letter| stretched(letter).at(size)).sum();
        let (mut ratio, mut beyond) = (0.0, Abs::zero());
        if stretch > Abs::zero() {
            ratio = (left / stretch).min(1.0);
            left = (left - stretch).max(Abs::zero());
        }
        let spaces = letters.iter().filter(|letter| letter.is_space()).count();
        if spaces > 0 && left > Abs::zero() {
            beyond = left / spaces as f64;
        }
        let added = |letter: &Letter| {
            let beyond = if letter.is_space() { Em::from_abs(beyond, size) } else { Em::zero() };
            stretched(letter) * ratio + beyond
        };
        letters.iter().map(added).collect()
    }
}

/// By less than this the two of us might not decide alike.
fn doubt() -> Abs {
    Abs::pt(0.01)
}

/// Whether the engine ends a line here too, before what is below; so much of it is left behind its last letter.
fn ends_here(look: &Look<'_>, line: &[Letter], below: &[Letter], left: Abs) -> bool {
    let (piece, behind) = below.split_at(least(below));
    let can_end = match line {
        [.., before, Letter { character: '-', .. }] => {
            let next = below.first().is_some_and(|next| next.character.is_alphabetic());
            before.character.is_alphanumeric() && next && !repeats_hyphens(look.styles)
        }
        _ => line.last().is_some_and(|last| matches!(last.character, ' ' | '–' | '—' | '…')),
    };
    let can_begin = below.first().is_some_and(|next| next.safe_to_break && !next.is_space());
    let as_shaped = behind.first().is_none_or(|letter| letter.safe_to_break);
    can_end && can_begin && as_shaped && left - look.width(piece) <= -doubt()
}

/// Whether a hyphen that ends a line may stand at the head of the next one as well. Of some languages it is known that this is
/// not their custom.
fn repeats_hyphens(styles: StyleChain<'_>) -> bool {
    !matches!(styles.get(TextElem::lang), Lang::ENGLISH | Lang::FRENCH | Lang::GERMAN | Lang::ITALIAN)
}

/// How many letters stand on one line at least, whatever the rules say of what comes behind them. A type that a template has
/// chosen may be narrower than the one that the lines were settled for.
fn least(letters: &[Letter]) -> usize {
    let opens = |letter: &&Letter| matches!(letter.character, '(' | '[' | '"' | '“' | '‘' | '«');
    let joins = |letter: &&Letter| {
        letter.character.is_alphanumeric() || matches!(letter.character, '\u{a0}' | '.' | ',' | '\'' | '’')
    };
    // No line begins with these.
    let ends = |letter: &Letter| {
        matches!(letter.character, '-' | '–' | ')' | ']' | '!' | '?' | ':' | ';' | '”' | '»')
    };
    let opening = letters.iter().take_while(opens).count();
    let joined = opening + letters[opening..].iter().take_while(joins).count();
    joined + usize::from(letters.get(joined).is_some_and(ends))
}

/// Whether the engine's own lists are around: paragraphs in them are not indented.
fn is_in_list(styles: StyleChain<'_>) -> bool {
    styles.get(ListElem::depth).0 > 0
        || !styles.get_cloned(EnumElem::parents).is_empty()
        || styles.get(TermsElem::within)
}
