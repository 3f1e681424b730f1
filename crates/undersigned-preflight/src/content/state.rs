//! What content is painted with at a moment.

use std::rc::Rc;

use crate::colour::{Space, Tint};
use crate::face::Face;

#[derive(Clone)]
pub(super) struct State {
    pub(super) fill: Ink,
    pub(super) stroke: Ink,
    pub(super) face: Option<Rc<Face>>,
    /// How text is painted: 0 filled, 1 stroked, 2 both, 3 not at all; 4 more if it is an outline besides.
    pub(super) mode: usize,
}

impl Default for State {
    fn default() -> Self {
        let black = Ink::flat(Space::device_grey(), Tint::Black);
        State { fill: black.clone(), stroke: black, face: None, mode: 0 }
    }
}

#[derive(Clone)]
pub(super) enum Ink {
    Flat {
        space: Rc<Space>,
        tint: Tint,
    },
    /// The object of a pattern whose tile is content of its own.
    Tiles(u32),
}

impl Ink {
    pub(super) fn flat(space: Space, tint: Tint) -> Ink {
        Ink::Flat { space: Rc::new(space), tint }
    }
}

/// Whether an operator fills the path, and whether it strokes it; none if it paints nothing.
pub(super) fn painting(word: &str) -> Option<(bool, bool)> {
    match word {
        "f" | "F" | "f*" => Some((true, false)),
        "S" | "s" => Some((false, true)),
        "B" | "B*" | "b" | "b*" => Some((true, true)),
        _ => None,
    }
}
