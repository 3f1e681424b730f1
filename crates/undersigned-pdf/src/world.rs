//! What Typst sees of the world: three files with fixed names, and the faces of the theme. It is the same for all
//! documents, which come to the template as an argument.

use std::ops::Range;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Module, Scope};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use undersigned::Profile;

use crate::ahead::{at_once, hashed};
use crate::error::{Complaint, Kind, Lines};
use crate::faces::{Faces, Lent};
use crate::print::Print;
use crate::{marker, view};

/// The names of the files. Typst keeps every name for the life of the process, so there are only these.
const TEMPLATE: &str = "document.typ";
const THEME: &str = "theme.json";
pub(crate) const MASTHEAD_IMAGE: &str = "masthead-image";

/// What all documents share.
pub(crate) struct Shared {
    book: LazyHash<FontBook>,
    faces: Faces,
    template: Source,
    files: Vec<(FileId, Bytes)>,
}

impl Shared {
    pub(crate) fn new(profile: &Profile, print: Option<Print>) -> Result<Shared, Kind> {
        let theme = serde_json::to_vec(&view::theme(profile.theme(), print))
            .map_err(|source| Kind::View("the theme", source))?;
        let mut files = vec![(file(THEME)?, Bytes::new(theme))];
        if let Some(image) = profile.masthead_image() {
            files.push((file(MASTHEAD_IMAGE)?, Bytes::new(image.to_vec())));
        }
        let template = file(TEMPLATE)?;
        let (template, (faces, _)) = at_once(
            || hashed(Source::new(template, profile.template().to_owned())),
            || at_once(|| Faces::new(profile), prepare),
        );
        let faces = faces?;
        let book = LazyHash::new(faces.book(&profile.theme().fonts.pdf));
        Ok(Shared { book, faces, template, files })
    }
}

/// The library that all templates are evaluated with.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| hashed(LazyHash::new(library())));

/// Makes what the renderers of all profiles share; otherwise the first renderer makes it. For a program that has another
/// thread for it, while it reads the profile or a document.
///
/// ```
/// let renderer = std::thread::scope(|scope| {
///     scope.spawn(undersigned_pdf::prepare);
///     let profile = undersigned::Profile::builtin();
///     undersigned_pdf::Renderer::new(&profile)
/// });
/// assert!(renderer.is_ok());
/// ```
pub fn prepare() {
    LazyLock::force(&LIBRARY);
}

/// Typst's own library with the functions of this crate, and without what no text face can print, formulas and emoji:
/// the engine looks at all that a library holds before it begins, and they are most of it.
fn library() -> Library {
    let mut library = Library::builder().build();
    let empty = |name: &'static str| Module::new(name, Scope::new());
    library.math = empty("math");
    let global = library.global.scope_mut();
    for name in ["math", "emoji"] {
        global.bind(name.into(), Binding::detached(empty(name)));
    }
    for (name, function) in marker::functions() {
        global.define(name, function);
    }
    library.std = Binding::detached(library.global.clone());
    library
}

fn file(name: &'static str) -> Result<FileId, Kind> {
    let path = VirtualPath::new(name).map_err(|error| Kind::Engine(format!("{name}: {error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What Typst sees of it while it evaluates the template, or sets one document: faces that no other document has.
pub(crate) struct Setting<'s> {
    shared: &'s Shared,
    faces: Lent<'s>,
}

impl World for Setting<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.shared.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shared.template.id() { Ok(self.shared.template.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.template.id() {
            return Ok(Bytes::from_string(self.shared.template.text().to_owned()));
        }
        let file = self.shared.files.iter().find(|(known, _)| *known == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.get(index)
    }

    /// There is no today: the same document is the same on every day.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

impl Shared {
    /// For one document, or for the template.
    pub(crate) fn setting(&self) -> Setting<'_> {
        Setting { shared: self, faces: self.faces.lend() }
    }

    pub(crate) fn template(&self) -> &Source {
        &self.template
    }

    /// What is wrong with the template as a whole.
    pub(crate) fn complaint(&self, message: String) -> Kind {
        Kind::Template(Lines(vec![Complaint { message, hints: Vec::new(), range: None, position: None }]))
    }

    /// What the engine has to say, in words of its own and with places.
    pub(crate) fn complaints(&self, diagnostics: impl IntoIterator<Item = SourceDiagnostic>) -> Kind {
        let complaints = diagnostics.into_iter().map(|diagnostic| {
            let range = self.in_template(&diagnostic);
            let lines = self.template.lines();
            let position = range.as_ref().and_then(|range| lines.byte_to_line_column(range.start));
            Complaint {
                message: diagnostic.message.to_string(),
                hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
                range,
                position: position.map(|(line, column)| (line + 1, column + 1)),
            }
        });
        Kind::Template(Lines(complaints.collect()))
    }

    /// The bytes of the template that a complaint is about. The other files are made, and nobody can look into them.
    fn in_template(&self, diagnostic: &SourceDiagnostic) -> Option<Range<usize>> {
        let id = diagnostic.span.id().filter(|id| *id == self.template.id());
        id.and_then(|_| self.setting().range(diagnostic.span))
    }
}
