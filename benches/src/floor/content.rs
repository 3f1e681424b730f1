//! Reads back what is drawn on a page.

use std::ops::Range;

use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Dict, Name, Number, Object, String as PdfString};
use hayro_syntax::page::Page;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::tagging::ArtifactType;

use super::faces::{Subset, Subsets};
use super::read::text_of;
use super::transcript::{Glyph, Mark, Passage, Rule, Run};

/// What is drawn on a page, by its marks.
pub(super) fn passages(page: &Page<'_>, subsets: &mut Subsets<'_>) -> Vec<Passage> {
    let mut drawing = Drawing::default();
    let mut font = Dict::empty();
    let height = page.base_dimensions().1;
    let mut operations = page.typed_operations();
    while let Some(operation) = operations.next() {
        match operation {
            Op::SaveState(_) => drawing.saved.push(drawing.matrix),
            Op::RestoreState(_) => drawing.matrix = drawing.saved.pop().expect("a state"),
            Op::Transform(to) => drawing.matrix.concat(matrix([to.0, to.1, to.2, to.3, to.4, to.5])),
            Op::BeginMarkedContent(mark) => drawing.begin(mark.0, &Dict::empty()),
            Op::BeginMarkedContentWithProperties(mark) => {
                drawing.begin(mark.0, &mark.1.clone().into_dict().expect("properties"));
            }
            Op::EndMarkedContent(_) => drawing.end(),
            Op::BeginText(_) => drawing.run = Some(Run::default()),
            Op::TextFont(set) => {
                font = page.resources().get_font(set.0).expect("a font");
                drawing.run().face = subsets.get(&font).face;
                drawing.run().size = set.1.as_f32();
            }
            Op::SetTextMatrix(to) => {
                let at = drawing.matrix.after(matrix([to.0, to.1, to.2, to.3, to.4, to.5]));
                drawing.move_to(at.x, height - at.y);
            }
            Op::ShowText(shown) => drawing.show(subsets.get(&font), shown.0),
            Op::ShowTexts(shown) => {
                for item in shown.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(shown) => drawing.show(subsets.get(&font), &shown),
                        Object::Number(number) => drawing.adjust(number),
                        other => panic!("{other:?} is shown"),
                    }
                }
            }
            Op::EndText(_) => drawing.end_run(),
            Op::MoveTo(to) => drawing.corner(to.0, to.1, height),
            Op::LineTo(to) => drawing.corner(to.0, to.1, height),
            Op::RectPath(rect) => {
                drawing.corner(rect.0, rect.1, height);
                let far = [rect.0.as_f32() + rect.2.as_f32(), rect.1.as_f32() + rect.3.as_f32()];
                drawing.corner(Number::from_f32(far[0]), Number::from_f32(far[1]), height);
            }
            Op::FillPathNonZero(_) => drawing.end_rule(),
            Op::ClosePath(_) | Op::ColorSpaceNonStroke(_) | Op::NonStrokeColorNamed(_) => {}
            Op::NonStrokeColor(_) | Op::SetGraphicsState(_) | Op::TextRenderingMode(_) => {}
            other => panic!("{other:?} is not in our documents"),
        }
    }
    drawing.passages
}

/// A matrix that does not turn: where it moves the origin, and how it scales.
#[derive(Debug, Clone, Copy)]
struct Matrix {
    scale_x: f32,
    scale_y: f32,
    x: f32,
    y: f32,
}

impl Default for Matrix {
    fn default() -> Self {
        Matrix { scale_x: 1.0, scale_y: 1.0, x: 0.0, y: 0.0 }
    }
}

impl Matrix {
    /// This one, after the other was applied.
    fn after(self, inner: Matrix) -> Matrix {
        Matrix {
            scale_x: self.scale_x * inner.scale_x,
            scale_y: self.scale_y * inner.scale_y,
            x: self.x + self.scale_x * inner.x,
            y: self.y + self.scale_y * inner.y,
        }
    }

    fn concat(&mut self, inner: Matrix) {
        *self = self.after(inner);
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    let [scale_x, turn, turn_back, scale_y, x, y] = numbers.map(|number| number.as_f32());
    assert!(turn == 0.0 && turn_back == 0.0, "nothing is turned in our documents");
    Matrix { scale_x, scale_y, x, y }
}

/// A page as far as it was drawn.
#[derive(Default)]
struct Drawing {
    matrix: Matrix,
    saved: Vec<Matrix>,
    passages: Vec<Passage>,
    /// Whether each of the marks that are open gives the text of some glyphs, and no more.
    marks: Vec<bool>,
    /// The run that is being drawn.
    run: Option<Run>,
    /// Where its next glyph would stand.
    pen: f32,
    /// The bytes of its text that the glyphs to come all stand for.
    cluster: Option<Range<usize>>,
    corners: Vec<(f32, f32)>,
}

impl Drawing {
    fn run(&mut self) -> &mut Run {
        self.run.as_mut().expect("a run")
    }

    fn passage(&mut self) -> &mut Passage {
        self.passages.last_mut().expect("a mark round it")
    }

    fn begin(&mut self, name: &Name<'_>, properties: &Dict<'_>) {
        let word = |key: &str| properties.get::<Name<'_>>(key).map(|name| name.as_str().to_owned());
        let text = |key: &str| properties.get::<PdfString<'_>>(key).map(|text| text_of(&text));
        self.marks.push(self.run.is_some());
        if let Some(run) = &mut self.run {
            let start = run.text.len();
            run.text += &text("ActualText").expect("a text");
            self.cluster = Some(start..run.text.len());
            return;
        }
        let mark = match name.as_str() {
            "Artifact" => Mark::Artifact(match (word("Type").as_deref(), word("Subtype").as_deref()) {
                (None, None) => ArtifactType::Other,
                (Some("Layout"), None) => ArtifactType::Layout,
                (Some("Pagination"), Some("Header")) => ArtifactType::Header,
                (Some("Pagination"), Some("Footer")) => ArtifactType::Footer,
                other => panic!("an artifact {other:?}"),
            }),
            _ => Mark::Text(text("Lang")),
        };
        self.passages.push(Passage { mark, ..Passage::default() });
    }

    fn end(&mut self) {
        if self.marks.pop().expect("a mark") {
            self.cluster = None;
        } else {
            // An artifact in which nothing is drawn is none.
            self.passages.pop_if(|last| matches!(last.mark, Mark::Artifact(_)) && last.is_empty());
        }
    }

    /// Begins the run here, or goes on with it: then the last glyph was so much wider.
    fn move_to(&mut self, x: f32, y: f32) {
        let pen = std::mem::replace(&mut self.pen, x);
        let run = self.run();
        match run.glyphs.last_mut() {
            Some(last) => last.advance += (x - pen) / run.size,
            None => run.start = Point::from_xy(x, y),
        }
    }

    fn show(&mut self, subset: &Subset, shown: &[u8]) {
        let Some(run) = &mut self.run else { panic!("a text outside a run") };
        for glyph in subset.glyphs(shown) {
            let start = run.text.len();
            let range = self.cluster.clone().unwrap_or_else(|| {
                run.text += &glyph.text;
                start..run.text.len()
            });
            run.glyphs.push(Glyph { id: glyph.id, advance: glyph.advance, range });
            self.pen += glyph.advance * run.size;
        }
    }

    /// Moves the pen back by thousandths of an em.
    fn adjust(&mut self, number: Number) {
        let by = -number.as_f32() / 1000.0;
        self.pen += by * self.run().size;
        self.run().glyphs.last_mut().expect("a glyph before").advance += by;
    }

    fn end_run(&mut self) {
        let run = self.run.take().expect("a run");
        self.passage().runs.push(run);
    }

    fn corner(&mut self, x: Number, y: Number, height: f32) {
        let at = self.matrix.after(Matrix { x: x.as_f32(), y: y.as_f32(), ..Matrix::default() });
        self.corners.push((at.x, height - at.y));
    }

    fn end_rule(&mut self) {
        let corners = std::mem::take(&mut self.corners);
        let least = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        let (x, y) = (|corner: &(f32, f32)| corner.0, |corner: &(f32, f32)| corner.1);
        let rect = Rect::from_ltrb(least(x), least(y), most(x), most(y)).expect("a rectangle");
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        self.passage().rules.push(Rule { rect, path: path.finish().expect("a path") });
    }
}
