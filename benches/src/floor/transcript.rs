//! What stands in a file, in the words of the library that writes it.

use std::collections::BTreeMap;
use std::ops::Range;

use krilla::geom::{Path, Point, Rect};
use krilla::tagging::{ArtifactType, TagKind};

/// All that a reader of the file sees and hears.
pub struct Transcript {
    pub(super) pages: Vec<Page>,
    pub(super) tags: Vec<Node>,
    /// The title of each bookmark and where it leads.
    pub(super) bookmarks: Vec<(String, Goal)>,
    /// The files of the embedded faces by their names, which begin with a word for the choice of glyphs.
    pub(super) embedded: BTreeMap<String, Vec<u8>>,
    /// What the catalogue has beside pages, tags and bookmarks.
    pub(super) catalogue: Vec<String>,
}

pub(super) struct Page {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) passages: Vec<Passage>,
    pub(super) links: Vec<Link>,
}

/// What stands between the beginning and the end of a mark.
#[derive(Default)]
pub(super) struct Passage {
    pub(super) mark: Mark,
    pub(super) runs: Vec<Run>,
    pub(super) rules: Vec<Rule>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// Nobody hears it.
    Artifact(ArtifactType),
    /// Text, in another language than what is round it or not.
    Text(Option<String>),
}

impl Default for Mark {
    fn default() -> Self {
        Mark::Artifact(ArtifactType::Other)
    }
}

/// Glyphs of one face and size on one line.
#[derive(Default)]
pub(super) struct Run {
    /// The index of the face in [`Faces`](super::Faces).
    pub(super) face: usize,
    pub(super) size: f32,
    pub(super) start: Point,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
}

#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) id: u32,
    /// In ems.
    pub(super) advance: f32,
    /// The bytes of the text that it stands for.
    pub(super) range: Range<usize>,
}

/// A filled rectangle, as a path that is made once.
pub(super) struct Rule {
    pub(super) rect: Rect,
    pub(super) path: Path,
}

pub(super) struct Link {
    pub(super) rect: Rect,
    /// What is read out for it.
    pub(super) alt: String,
    pub(super) goal: Goal,
}

/// A place in the file.
#[derive(Clone, Copy)]
pub(super) struct Goal {
    pub(super) page: usize,
    pub(super) point: Point,
}

/// A node of the tag tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Element(TagKind, Vec<Node>),
    /// A marked text: its page, and its number among the marked texts of the page.
    Text(usize, usize),
    /// A link: its page, and its number among the links of the page.
    Link(usize, usize),
}

/// How far apart two places may be that are the same: what rounding makes when a file is written, in points.
const TOLERANCE: f32 = 0.005;

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < TOLERANCE
}

fn near_points(a: Point, b: Point) -> bool {
    near(a.x, b.x) && near(a.y, b.y)
}

fn near_rects(a: Rect, b: Rect) -> bool {
    near(a.left(), b.left())
        && near(a.top(), b.top())
        && near(a.right(), b.right())
        && near(a.bottom(), b.bottom())
}

fn near_goals(a: Goal, b: Goal) -> bool {
    a.page == b.page && near_points(a.point, b.point)
}

impl Transcript {
    /// How many glyphs the file shows.
    pub fn glyphs(&self) -> usize {
        let passages = self.pages.iter().flat_map(|page| &page.passages);
        passages.flat_map(|passage| &passage.runs).map(|run| run.glyphs.len()).sum()
    }

    /// How many structure elements the file has.
    pub fn elements(&self) -> usize {
        fn count(nodes: &[Node]) -> usize {
            nodes
                .iter()
                .map(|node| if let Node::Element(_, inner) = node { 1 + count(inner) } else { 0 })
                .sum()
        }
        count(&self.tags)
    }

    /// Asserts that another file shows the same glyphs and rules at the same places, with the same tags, links and
    /// bookmarks, and the same parts of the same faces in it.
    ///
    /// # Panics
    /// When it does not, with the first difference.
    pub fn assert_same(&self, other: &Transcript) {
        assert_eq!(self.pages.len(), other.pages.len(), "pages");
        for (index, (page, like)) in self.pages.iter().zip(&other.pages).enumerate() {
            assert!(
                near(page.width, like.width) && near(page.height, like.height),
                "size of page {}",
                index + 1
            );
            assert_eq!(page.passages.len(), like.passages.len(), "marked passages of page {}", index + 1);
            for (passage, like) in page.passages.iter().zip(&like.passages) {
                passage.assert_same(like);
            }
            assert_eq!(page.links.len(), like.links.len(), "links of page {}", index + 1);
            for (link, like) in page.links.iter().zip(&like.links) {
                let same = near_rects(link.rect, like.rect) && near_goals(link.goal, like.goal);
                assert!(same && link.alt == like.alt, "link “{}”", link.alt);
            }
        }
        assert_eq!(self.tags, other.tags, "tags");
        assert_eq!(self.bookmarks.len(), other.bookmarks.len(), "bookmarks");
        for ((title, goal), (like, goal_of_like)) in self.bookmarks.iter().zip(&other.bookmarks) {
            assert!(title == like && near_goals(*goal, *goal_of_like), "bookmark “{title}”");
        }
        assert_eq!(self.catalogue, other.catalogue, "catalogue");
        let names = |transcript: &Transcript| transcript.embedded.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(self), names(other), "embedded faces");
        assert!(self.embedded == other.embedded, "the files of the embedded faces");
    }
}

impl Passage {
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.rules.is_empty()
    }

    fn assert_same(&self, other: &Passage) {
        assert_eq!(self.mark, other.mark);
        assert_eq!(self.runs.len(), other.runs.len(), "runs of a passage");
        for (run, like) in self.runs.iter().zip(&other.runs) {
            assert_eq!(run.text, like.text);
            assert!(near_points(run.start, like.start), "place of “{}”", run.text);
            assert!(run.face == like.face && near(run.size, like.size), "face and size of “{}”", run.text);
            assert_eq!(run.glyphs.len(), like.glyphs.len(), "glyphs of “{}”", run.text);
            for (glyph, like) in run.glyphs.iter().zip(&like.glyphs) {
                assert!(glyph.id == like.id && glyph.range == like.range, "a glyph of “{}”", run.text);
                assert!(
                    near(glyph.advance * run.size, like.advance * run.size),
                    "an advance in “{}”",
                    run.text
                );
            }
        }
        assert_eq!(self.rules.len(), other.rules.len(), "rules of a passage");
        assert!(
            self.rules.iter().zip(&other.rules).all(|(rule, like)| near_rects(rule.rect, like.rect)),
            "a rule"
        );
    }
}
