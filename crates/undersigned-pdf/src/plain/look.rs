//! How plain text looks, and its letters.

use std::sync::Arc;

use rustybuzz::{BufferFlags, Direction, Feature, Language, ShapePlan, UnicodeBuffer, script};
use typst::World;
use typst::comemo::Tracked;
use typst::foundations::{Content, NativeElement, Packed, Selector, SequenceElem, StyleChain};
use typst::introspection::MetadataElem;
use typst::layout::{Abs, AlignElem, Dir, Em, FixedAlignment};
use typst::model::{ParElem, ParLine};
use typst::syntax::Span;
use typst::text::{
    BottomEdge, BottomEdgeMetric, FontInstance, Glyph, TextEdgeBounds, TextElem, TextItem, TopEdge,
    TopEdgeMetric, families, features, language, variant,
};
use typst::utils::Numeric;

/// What all lines of a text have in common.
pub(super) struct Look<'s> {
    pub(super) styles: StyleChain<'s>,
    pub(super) size: Abs,
    /// How far a line reaches above the baseline.
    pub(super) above: Abs,
    /// How far it reaches below it.
    below: Abs,
    font: FontInstance,
    language: Language,
    /// How letters are shaped: it depends on the font, the language and what is turned off.
    plan: Arc<ShapePlan>,
    /// What is added to the advance of every letter but the last.
    tracking: Em,
}

/// A letter of a text.
pub(super) struct Letter {
    pub(super) character: char,
    /// Where it stands in the text, in bytes.
    pub(super) place: usize,
    pub(super) advance: Em,
    /// Whether a line can end before it with no other shape of any letter.
    pub(super) safe_to_break: bool,
    glyph: u16,
    offset: Em,
}

impl Letter {
    pub(super) fn is_space(&self) -> bool {
        matches!(self.character, ' ' | '\u{a0}')
    }

    fn end(&self) -> usize {
        self.place + self.character.len_utf8()
    }
}

/// The text of a paragraph, and the marks at both ends of it, which say whose it is.
pub(super) struct Plain<'t> {
    pub(super) words: &'t str,
    pub(super) marks: [&'t Content; 2],
}

impl<'t> Plain<'t> {
    /// Nothing where there is more in the paragraph, or where letters have to do with one another.
    pub(super) fn of(paragraph: &'t Content) -> Option<Self> {
        let [opening, words, closing] = paragraph.to_packed::<SequenceElem>()?.children.as_slice() else {
            return None;
        };
        let words: &Packed<TextElem> = words.to_packed()?;
        let marked = opening.is::<MetadataElem>() && closing.is::<MetadataElem>();
        // Without a letter it is not told from the text in what script it is.
        let latin = words.text.chars().all(stands_alone) && words.text.contains(char::is_alphabetic);
        let plain = marked && latin;
        plain.then_some(Plain { words: &words.text, marks: [opening, closing] })
    }
}

impl<'s> Look<'s> {
    /// Nothing where the template asks for what is not done here, or for a font that is not there: the engine knows all
    /// that.
    pub(super) fn of(world: Tracked<'_, dyn World + '_>, styles: StyleChain<'s>) -> Option<Self> {
        if !is_usual(styles) {
            return None;
        }
        let (variant, size) = (variant(styles), styles.resolve(TextElem::size));
        let family = families(styles).next().filter(|family| family.covers().is_none())?;
        let font = world.font(world.book().select(family.as_str(), variant)?)?;
        let font = font.instantiate(variant, size, &styles.get_cloned(TextElem::variations));
        let (top, bottom) = (styles.get(TextElem::top_edge), styles.get(TextElem::bottom_edge));
        let language = language(styles);
        let plan = plan(&font, &language, &features(styles));
        let (above, below) = font.edges(top, bottom, size, TextEdgeBounds::Zero);
        let (above, below) = (above.max(Abs::zero()), below.max(Abs::zero()));
        let tracking = Em::from_abs(styles.resolve(TextElem::tracking), size);
        Some(Look { styles, size, above, below, font, language, plan, tracking })
    }

    /// How high a line is.
    pub(super) fn height(&self) -> Abs {
        self.above + self.below
    }

    /// The letters of a text, if there is one for each character.
    pub(super) fn letters(&self, text: &str) -> Option<Vec<Letter>> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        buffer.set_language(self.language.clone());
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let shaped = rustybuzz::shape_with_plan(self.font.rusty(), &self.plan, buffer);
        let count = text.chars().count();
        if shaped.len() != count {
            return None;
        }
        let mut letters = Vec::with_capacity(count);
        let infos = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        for ((info, position), (place, character)) in infos.zip(text.char_indices()) {
            let glyph = u16::try_from(info.glyph_id).ok().filter(|&id| id != 0)?;
            if info.cluster as usize != place || position.y_offset != 0 {
                return None;
            }
            let mut advance = self.font.to_em(position.x_advance);
            if character == '\u{a0}' {
                // It is as wide as a space, whatever the font says.
                let width = |c: char| self.font.x_advance(self.font.ttf().glyph_index(c)?.0);
                advance -= width('\u{a0}')? - width(' ')?;
            }
            // Quotation marks as wide as they are high are those of Chinese.
            if advance == Em::one() && matches!(character, '\u{2018}'..='\u{201f}') {
                return None;
            }
            let tracking = if letters.len() + 1 < count { self.tracking } else { Em::zero() };
            letters.push(Letter {
                character,
                place,
                advance: advance + tracking,
                safe_to_break: !info.unsafe_to_break(),
                glyph,
                offset: self.font.to_em(position.x_offset),
            });
        }
        Some(letters)
    }

    /// The width of letters as they are.
    pub(super) fn width(&self, letters: &[Letter]) -> Abs {
        letters.iter().map(|letter| letter.advance.at(self.size)).sum()
    }

    /// A line of letters, with what is added to the advance of each; those for which nothing is said have no width at all.
    pub(super) fn line(&self, text: &str, letters: &[Letter], added: &[Em]) -> TextItem {
        let start = letters.first().map_or(0, |letter| letter.place);
        let end = letters.last().map_or(start, Letter::end);
        let place = |place: usize| u16::try_from(place - start).unwrap_or(u16::MAX);
        let glyphs = letters.iter().enumerate().map(|(index, letter)| {
            let (x_advance, x_offset) = match added.get(index) {
                Some(&added) => (letter.advance + added, letter.offset),
                None => (Em::zero(), Em::zero()),
            };
            Glyph {
                id: letter.glyph,
                x_advance,
                x_offset,
                y_advance: Em::zero(),
                y_offset: Em::zero(),
                range: place(letter.place)..place(letter.end()),
                span: (Span::detached(), 0),
            }
        });
        TextItem {
            glyphs: glyphs.collect(),
            text: text.get(start..end).unwrap_or_default().into(),
            font: self.font.clone(),
            size: self.size,
            fill: self.styles.get_cloned(TextElem::fill),
            stroke: None,
            lang: self.styles.get(TextElem::lang),
            region: self.styles.get(TextElem::region),
        }
    }
}

/// All paragraphs of a role are shaped alike.
#[comemo::memoize]
fn plan(font: &FontInstance, language: &Language, features: &[Feature]) -> Arc<ShapePlan> {
    let (left_to_right, latin) = (Direction::LeftToRight, Some(script::LATIN));
    Arc::new(ShapePlan::new(font.rusty(), left_to_right, latin, Some(language), features))
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
        && styles.get(TextElem::spacing) == usual.get(TextElem::spacing)
        && styles.resolve(TextElem::baseline).is_zero()
        && styles.resolve(TextElem::dir) == Dir::LTR
        && styles.get(TextElem::script).is_auto()
        && styles.get_ref(TextElem::stroke).is_none()
        && styles.get_cloned(TextElem::deco).is_empty()
        && styles.get(TextElem::case).is_none()
        && styles.get(TextElem::shift_settings).is_none()
        && styles.get_ref(ParLine::numbering).is_none()
        && styles.resolve(AlignElem::alignment).x == FixedAlignment::Start
}

/// Whether a character is one of the Latin script that has nothing to do with its neighbours, or punctuation that stands
/// beside it. What else is written is left to the engine.
fn stands_alone(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}' | '«' | '»' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'
        | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '€')
}
