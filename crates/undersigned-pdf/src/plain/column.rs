//! What lines are set into: a region after the other.

use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::Content;
use typst::introspection::{Location, SplitLocator, Tag, TagFlags};
use typst::layout::{Abs, Fragment, Frame, FrameItem, Point, Regions, Size};
use typst::syntax::Span;
use typst::utils::{Numeric, hash128};

pub(super) struct Column<'r> {
    /// What is left of the region, and the regions after it.
    regions: Regions<'r>,
    frame: Frame,
    /// What is to stay free below the last line, if another one follows in the region.
    pub(super) gap: Abs,
    /// The width of the widest line.
    widest: Abs,
    full: Vec<Frame>,
}

impl<'r> Column<'r> {
    pub(super) fn new(regions: Regions<'r>) -> Self {
        let frame = Frame::soft(Size::zero());
        Column { regions, frame, gap: Abs::zero(), widest: Abs::zero(), full: Vec::new() }
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

    /// Takes a line, in the next region if there is no room for it, or if there only is room for all that is to stand with
    /// it, of this height. Its baseline is so far below its top.
    pub(super) fn line(
        &mut self,
        size: Size,
        baseline: Abs,
        together: Abs,
        items: impl IntoIterator<Item = (Point, FrameItem)>,
    ) {
        loop {
            let left = self.left();
            let too_high = !left.size.y.fits(size.y) && left.may_progress();
            let parted = !left.size.y.fits(together)
                && left.iter().nth(1).is_some_and(|region| region.y.fits(together));
            if !(too_high || parted) {
                break;
            }
            self.next();
        }
        let start = self.take(size);
        if !self.frame.has_baseline() {
            self.frame.set_baseline(start.y + baseline);
        }
        self.frame.push_multiple(items.into_iter().map(|(point, item)| (start + point, item)));
    }

    /// Takes what the engine makes for the regions that are left.
    pub(super) fn fragment(
        &mut self,
        mut make: impl FnMut(Regions<'r>) -> SourceResult<Fragment>,
    ) -> SourceResult<()> {
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
            if frame.has_baseline() && !self.frame.has_baseline() {
                self.frame.set_baseline(start.y + frame.baseline());
            }
            self.frame.push_frame(start, frame);
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Fragment {
        let width = if self.regions.expand.x { self.regions.size.x } else { self.widest };
        self.full.push(self.frame);
        for frame in &mut self.full {
            frame.size_mut().x = width;
        }
        Fragment::frames(self.full)
    }
}

/// An element that is told to screen readers, and where it is.
pub(super) struct Tagged {
    element: Content,
    pub(super) location: Location,
}

impl Tagged {
    const FLAGS: TagFlags = TagFlags { introspectable: false, tagged: true };

    pub(super) fn new(element: Content, engine: &mut Engine<'_>, locator: &mut SplitLocator<'_>) -> Self {
        let location = locator.next_location(engine, hash128(&element), Span::detached());
        Tagged { element: element.located(location), location }
    }

    pub(super) fn begin(&self) -> (Point, FrameItem) {
        (Point::zero(), FrameItem::Tag(Tag::Start(self.element.clone(), Tagged::FLAGS)))
    }

    pub(super) fn end(&self) -> (Point, FrameItem) {
        (Point::zero(), FrameItem::Tag(Tag::End(self.location, hash128(&self.location), Tagged::FLAGS)))
    }

    /// A mark in the element, which nobody is told.
    pub(super) fn mark(&self, mark: &Content) -> (Point, FrameItem) {
        let unseen = TagFlags { introspectable: false, tagged: false };
        (Point::zero(), FrameItem::Tag(Tag::Start(mark.clone().located(self.location), unseen)))
    }
}
