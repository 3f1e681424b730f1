//! The template: read once, called for each document.
//!
//! This is what `typst::compile` does, but for one thing: there the template is evaluated for every document, which was a
//! fifth of the instructions of a PDF.

use std::sync::LazyLock;

use typst::World;
use typst::comemo::{Constraint, Track, Tracked};
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::ecow::EcoVec;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Content, Context, Dict, Func, Output, StyleChain, TargetElem, Value};
use typst::introspection::{EmptyIntrospector, Introspector};
use typst::utils::Protected;
use typst_layout::PagedDocument;

use crate::error::Kind;
use crate::world::{Setting, Shared};

/// The function that makes a document.
const ENTRY: &str = "document";

/// How often the engine looks again at pages that depend on one another, at most. As often as `typst::compile` does.
const MOST_PASSES: usize = 5;

/// The template of a profile.
pub(crate) struct Template {
    shared: Shared,
    document: Func,
}

impl Template {
    /// Evaluates the template.
    pub(crate) fn new(shared: Shared) -> Result<Template, Kind> {
        let document = entry(&shared)?;
        Ok(Template { shared, document })
    }

    /// What one document is set with, until it is written.
    pub(crate) fn setting(&self) -> Setting<'_> {
        self.shared.setting()
    }

    /// Lays out a document.
    pub(crate) fn lay_out(&self, setting: &Setting<'_>, data: Dict) -> Result<PagedDocument, Kind> {
        self.pages(setting, data).map_err(|complaints| self.complaints(complaints))
    }

    /// What the engine has to say, in words of its own and with places.
    pub(crate) fn complaints(&self, diagnostics: EcoVec<SourceDiagnostic>) -> Kind {
        self.shared.complaints(diagnostics)
    }

    fn pages(&self, setting: &Setting<'_>, data: Dict) -> SourceResult<PagedDocument> {
        let content = self.content(setting, data)?;
        let library = setting.library();
        let base = StyleChain::new(&library.styles);
        let target = TargetElem::target.set(PagedDocument::target()).wrap();
        let styles = base.chain(&target);
        let mut passes = 1;
        let mut last = pass(setting, &content, styles, None)?;
        while !last.stable && passes < MOST_PASSES {
            last = pass(setting, &content, styles, Some(&last.document))?;
            passes += 1;
        }
        sound(last.document, last.delayed)
    }

    /// What the template makes of the data.
    fn content(&self, setting: &Setting<'_>, data: Dict) -> SourceResult<Content> {
        let mut sink = Sink::new();
        let mut engine = engine(setting, EmptyIntrospector.track(), &mut sink);
        let made = self.document.call(&mut engine, Context::none().track(), [data])?;
        sound(made.display(), sink.delayed())
    }
}

/// Lays out what the template made. Where that depends on the pages (on which of them is this?), it sees those of the
/// pass before.
fn pass(
    setting: &Setting<'_>,
    content: &Content,
    styles: StyleChain<'_>,
    before: Option<&PagedDocument>,
) -> SourceResult<Pass> {
    let known: &dyn Introspector = match before {
        Some(document) => Output::introspector(document),
        None => &EmptyIntrospector,
    };
    let looked_at = Constraint::new();
    let mut sink = Sink::new();
    let mut engine = engine(setting, known.track_with(&looked_at), &mut sink);
    let document = PagedDocument::create(&mut engine, content, styles)?;
    let stable = looked_at.validate(Output::introspector(&document));
    Ok(Pass { document, stable, delayed: sink.delayed() })
}

/// What came of looking at the pages once.
struct Pass {
    document: PagedDocument,
    /// Whether what it saw of the pages before is so in these.
    stable: bool,
    /// Errors that can go away with the next pass.
    delayed: EcoVec<SourceDiagnostic>,
}

fn sound<T>(made: T, errors: EcoVec<SourceDiagnostic>) -> SourceResult<T> {
    if errors.is_empty() { Ok(made) } else { Err(errors) }
}

/// The function in the template that makes a document.
fn entry(shared: &Shared) -> Result<Func, Kind> {
    let setting = shared.setting();
    let mut sink = Sink::new();
    let module = typst_eval::eval(
        (&setting as &dyn World).track(),
        setting.library(),
        UNWATCHED.track(),
        sink.track_mut(),
        Route::default().track(),
        shared.template(),
    );
    let module = module.and_then(|module| sound(module, sink.delayed()));
    let module = module.map_err(|complaints| shared.complaints(complaints))?;
    match module.scope().get(ENTRY).map(|binding| binding.read()) {
        Some(Value::Func(function)) => Ok(function.clone()),
        _ => Err(shared.complaint(format!("the template has no function `{ENTRY}`"))),
    }
}

/// What Typst needs to evaluate, or to lay out.
fn engine<'a>(
    setting: &'a Setting<'_>,
    introspector: Tracked<'a, dyn Introspector + 'a>,
    sink: &'a mut Sink,
) -> Engine<'a> {
    Engine {
        world: (setting as &dyn World).track(),
        library: setting.library(),
        introspector: Protected::new(introspector),
        traced: UNWATCHED.track(),
        sink: sink.track_mut(),
        route: Route::default(),
    }
}

/// No place of the template is watched.
static UNWATCHED: LazyLock<Traced> = LazyLock::new(Traced::default);
