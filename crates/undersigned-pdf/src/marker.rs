//! One function more for the template: it says what a piece of the text is to a screen reader.
//!
//! Typst's own lists lay their items out as one stack, in which no item can be told to stay with the next.
//! The template therefore sets every item as a block of its own and marks it with the tags that Typst's lists
//! write.

use std::sync::LazyLock;

use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Args, CastInfo, Content, Func, IntoValue, NativeFuncData, NativeFuncPtr, Scope, Str, Value,
};
use typst::pdf::PdfMarkerTag;

/// `tagged(kind, content)`, where the kind is `"list"` for a list whose items bear no numbers, `"item-label"`
/// and `"item-body"` for the two parts of an item (one without a label is a body alone), or `"note-label"`.
static TAGGED: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&|engine, _, args| tagged(engine, args)),
    name: "tagged",
    title: "Tagged",
    docs: "Says what a piece of the text is to a screen reader.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&Scope::new),
    params: LazyLock::new(&Vec::new),
    returns: LazyLock::new(&|| CastInfo::Any),
};

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

/// The function, for the scope of the template.
pub(crate) fn function() -> Func {
    Func::from(&TAGGED)
}
