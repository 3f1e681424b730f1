//! Functions of our own in Typst: two of those for the template, which say what a piece of the text is to a screen reader
//! (the others are in `plain`), and the one that numbers notes.
//!
//! Typst's own lists lay their items out as one stack, in which no item can be told to stay with the next. The template
//! therefore sets items itself and marks them with the tags that Typst's lists write.

use std::sync::LazyLock;

use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Args, CastInfo, Content, Func, IntoValue, NativeElement, NativeFuncData, NativeFuncPtr, Scope, Str, Value,
};
use typst::introspection::Location;
use typst::model::DirectLinkElem;
use typst::pdf::PdfMarkerTag;

use crate::plain;

/// `tagged(kind, content)`, where the kind is `"list"` for a list whose items bear no numbers, `"item-label"`
/// and `"item-body"` for the two parts of an item (one without a label is a body alone), or `"note-label"`.
static TAGGED: NativeFuncData = native(
    "tagged",
    "Tagged",
    "Says what a piece of the text is to a screen reader.",
    NativeFuncPtr(&|engine, _, args| tagged(engine, args)),
);

fn tagged(_: &mut Engine, args: &mut Args) -> SourceResult<Value> {
    let kind: Str = args.expect("kind")?;
    let body: Content = args.expect("body")?;
    let tagged = match kind.as_str() {
        // Typst has one marker for a list without numbers: that of a bibliography, which is a list to the
        // reader.
        "list" => PdfMarkerTag::Bibliography(false, body),
        "item-label" => PdfMarkerTag::ListItemLabel(body),
        "item-body" => PdfMarkerTag::ListItemBody(body),
        "note-label" => PdfMarkerTag::Label(body),
        _ => bail!(
            args.span,
            "there is no tag `{kind}`";
            hint: "use `list`, `item-label`, `item-body` or `note-label`"
        ),
    };
    Ok(tagged.into_value())
}

/// `linked(location, alt, content)`: a link to a place in the document, with what is read out for it. Typst's own link
/// names the page to which it leads, in whatever words it has for that.
static LINKED: NativeFuncData = native(
    "linked",
    "Linked",
    "Links to a place in the document.",
    NativeFuncPtr(&|_, _, args| linked(args)),
);

fn linked(args: &mut Args) -> SourceResult<Value> {
    let location: Location = args.expect("location")?;
    let alt: Str = args.expect("alt")?;
    let body: Content = args.expect("body")?;
    Ok(DirectLinkElem::new(location, body, Some(alt.into())).pack().into_value())
}

/// The number of a note as it is printed: the first argument, whatever is counted.
static NUMBER: NativeFuncData = native(
    "number",
    "Number",
    "The number of a note.",
    NativeFuncPtr(&|_, _, args| {
        let number: i64 = args.expect("number")?;
        args.take();
        Ok(Str::from(number.to_string()).into_value())
    }),
);

/// The function that numbers notes, for a number of its own.
pub(crate) fn number() -> Func {
    Func::from(&NUMBER)
}

/// What Typst wants to know of a function.
pub(crate) const fn native(
    name: &'static str,
    title: &'static str,
    docs: &'static str,
    function: NativeFuncPtr,
) -> NativeFuncData {
    NativeFuncData {
        function,
        name,
        title,
        docs,
        def_site: None,
        keywords: &[],
        contextual: false,
        scope: LazyLock::new(&Scope::new),
        params: LazyLock::new(&Vec::new),
        returns: LazyLock::new(&|| CastInfo::Any),
    }
}

/// The functions for the scope of the template, with their names.
pub(crate) fn functions() -> [(&'static str, Func); 4] {
    [
        ("tagged", Func::from(&TAGGED)),
        ("linked", Func::from(&LINKED)),
        ("entries", Func::from(&plain::ENTRIES)),
        ("settled", Func::from(&plain::SETTLED)),
    ]
}
