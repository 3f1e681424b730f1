//! From the tree to the document: every key of the input format, and everything that is wrong with its values.

use std::sync::Arc;

use super::faults::{Entries, Faults, quoted_list, shorten};
use super::node::{Node, Value};
use super::{body, decode, list, signatory};
use crate::document::{Body, DocumentText, Edition, Kind, Located, Signatory};
use crate::facts::nearest;
use crate::{Date, Diagnostic, Diagnostics, Document, Language, Profile, Source, Span};

const KEYS: [&str; 8] = ["kind", "doc", "number", "date", "edition", "tabled-in", "text", "signatories"];
const EDITION_KEYS: [&str; 2] = ["number", "originally-tabled"];
const TEXT_KEYS: [&str; 4] = ["title", "body", "disclaimer", "lead-in"];

const MAX_TITLE: usize = 500;
/// More than the longest report of the Assembly; a motion has 300 words.
const MAX_BODY: usize = 200_000;
/// PDF/A-2a refuses strings of over 32,767 characters; a paragraph's is one.
const MAX_PARAGRAPH: usize = 20_000;
/// The longest disclaimer that was seen has 160 characters.
const MAX_WORDING: usize = 2_000;
pub(super) const MAX_SIGNATORIES: usize = 10_000;

/// Reads the tree. `load` brings the list of signatories where that is a file of its own.
pub(super) fn build(
    profile: &Profile,
    root: &Node,
    sources: Vec<Source>,
    load: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Result<Document, Diagnostics> {
    let mut faults = Faults { sources, list: Vec::new() };
    let document = read(profile, root, &mut faults, load);
    let sources: Arc<[Source]> = faults.sources.into();
    match document {
        Some(document) if faults.list.is_empty() => Ok(Document { sources, ..document }),
        _ => Err(Diagnostics::new(faults.list, sources)),
    }
}

/// Every part is read before the first that is missing ends it, so that all faults are found at once.
fn read(
    profile: &Profile,
    root: &Node,
    faults: &mut Faults,
    load: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Option<Document> {
    if root.value == Value::Null {
        faults.error("the file is empty", root.span, "README.md shows what an input file looks like");
        return None;
    }
    let entries = faults.mapping(root, "a document", &KEYS)?;
    let kind = faults.required(&entries, "kind", "the document", &kind_help());
    let kind = kind.and_then(|node| read_kind(node, faults));
    let help = "write the number of the Assembly's document, such as `doc: 16229`";
    let doc = faults.required(&entries, "doc", "the document", help);
    let doc = doc.and_then(|node| faults.number(node, "doc", 1, 999_999));
    let number = entries.get("number").and_then(|node| faults.number(node, "number", 1, 99_999));
    let date = faults.required(&entries, "date", "the document", "write the day, such as `date: 2025-08-19`");
    let date = date.and_then(|node| read_date(node, "date", faults));
    let edition = entries.get("edition").map(|node| read_edition(node, date.as_ref(), faults));
    let tabled_in = entries.get("tabled-in").and_then(|node| read_language(node, faults));
    let help = "write `text:`, below it a language such as `en:`, below that `title:` and `body:`";
    let texts = faults.required(&entries, "text", "the document", help);
    let texts = texts.map(|node| read_texts(node, faults)).unwrap_or_default();
    let help = "write `signatories:` and below it a line each, the initiator first: `- SURNAME Given, Country, GROUP`";
    let signatories = faults.required(&entries, "signatories", "the document", help);
    let signatories =
        signatories.map(|node| read_signatories(node, profile, faults, load)).unwrap_or_default();

    check_number(kind, &entries, faults);
    if let (Some(kind), Some(date)) = (kind, &date) {
        // Faults of resolving, so that they come with all the others.
        crate::resolve::check(profile.facts(), kind, date.value, &texts, &signatories, &mut faults.list);
    }
    let tabled_in = tabled_in.or_else(|| texts.first().map(|text| text.language));
    Some(Document {
        kind: kind?,
        doc: doc?,
        number,
        date: date?,
        edition: match edition {
            Some(edition) => Some(edition?),
            None => None,
        },
        tabled_in: tabled_in?,
        texts,
        signatories,
        sources: Arc::new([]),
    })
}

fn kind_help() -> String {
    format!("the kinds are {}", quoted_list(&kind_names()))
}

fn kind_names() -> Vec<&'static str> {
    Kind::ALL.iter().map(|kind| kind.name()).collect()
}

fn read_kind(node: &Node, faults: &mut Faults) -> Option<Kind> {
    let text = faults.scalar(node, "kind")?;
    let kind = Kind::ALL.iter().copied().find(|kind| kind.name() == text);
    if kind.is_none() {
        let help = match nearest(text, kind_names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => kind_help(),
        };
        faults.error(format!("there is no kind of document `{}`", shorten(text)), node.span, help);
    }
    kind
}

/// A declaration is cited by its number; a motion has none.
fn check_number(kind: Option<Kind>, entries: &Entries<'_>, faults: &mut Faults) {
    match (kind, entries.key_span("number")) {
        (Some(Kind::WrittenDeclaration), None) if entries.lacks("number") => {
            let help = "write the number of the declaration, such as `number: 818`";
            faults.error("the document lacks the key `number`", entries.start, help);
        }
        (Some(Kind::MotionForResolution | Kind::MotionForRecommendation), Some(key)) => {
            faults.error("a motion has no `number`", key, "remove the key; only declarations are numbered");
        }
        _ => {}
    }
}

fn read_date(node: &Node, key: &str, faults: &mut Faults) -> Option<Located<Date>> {
    let text = faults.scalar(node, key)?;
    match text.parse() {
        Ok(date) => Some(Located { value: date, span: node.span }),
        Err(error) => {
            let message = format!("`{}` is no date: {error}", shorten(text));
            faults.error(message, node.span, "write year, month and day, such as 2025-08-19");
            None
        }
    }
}

fn read_edition(node: &Node, date: Option<&Located<Date>>, faults: &mut Faults) -> Option<Edition> {
    let entries = faults.mapping(node, "an edition", &EDITION_KEYS)?;
    let help = "write the number of the edition, such as `number: 2`";
    let number = faults.required(&entries, "number", "the edition", help);
    let number = number.and_then(|node| faults.number(node, "number", 2, 99));
    let help =
        "write the day on which the document was first tabled, such as `originally-tabled: 2025-06-24`";
    let tabled = faults.required(&entries, "originally-tabled", "the edition", help);
    let tabled = tabled.and_then(|node| read_date(node, "originally-tabled", faults))?;
    if let Some(date) = date
        && tabled.value >= date.value
    {
        let fault =
            Diagnostic::error("a new edition is later than the day on which it was originally tabled")
                .at(tabled.span, "originally tabled")
                .at(date.span, "this edition")
                .help("`date` is the day of the new edition");
        faults.push(fault);
    }
    Some(Edition { number: number?, originally_tabled: tabled.value, span: entries.start })
}

fn read_language(node: &Node, faults: &mut Faults) -> Option<Language> {
    let text = faults.scalar(node, "tabled-in")?;
    let language = text.parse();
    if let Err(error) = language {
        faults.error(format!("`{}` is {error}", shorten(text)), node.span, "write `en` or `fr`");
    }
    language.ok()
}

fn read_texts(node: &Node, faults: &mut Faults) -> Vec<DocumentText> {
    let codes: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
    let Some(entries) = faults.mapping(node, "`text`", &codes) else { return Vec::new() };
    let mut texts = Vec::new();
    for (key, node) in entries.iter() {
        let Ok(language) = key.name.parse() else { continue };
        texts.extend(read_text(language, key.span, node, faults));
    }
    if node.value == Value::Mapping(Vec::new()) {
        faults.error("`text` holds no language", node.span, "write `en:` or `fr:` below it");
    }
    texts
}

fn read_text(language: Language, span: Span, node: &Node, faults: &mut Faults) -> Option<DocumentText> {
    let what = format!("`text.{language}`");
    let entries = faults.mapping(node, &what, &TEXT_KEYS)?;
    let title = faults.required(&entries, "title", &what, "write `title: …`");
    let title = title.and_then(|node| faults.line(node, "title", MAX_TITLE));
    let help = "write `body: |` and the paragraphs below it, with an empty line between them";
    let body = faults.required(&entries, "body", &what, help);
    let body = body.and_then(|node| read_body(node, faults));
    let mut fixed = |key: &str| {
        let node = entries.get(key)?;
        match &node.value {
            // An empty text leaves the wording out.
            Value::Scalar(text) if text.trim().is_empty() => {
                Some(Located { value: String::new(), span: node.span })
            }
            _ => {
                let text = faults.scalar(node, key)?;
                // Folded over several lines it is still one paragraph; a non-breaking space stays what it is.
                let parts = text.split([' ', '\r', '\n']).filter(|part| !part.is_empty());
                let joined = parts.collect::<Vec<_>>().join(" ");
                let sound = faults.short_enough(text, node.span, key, MAX_WORDING)
                    && faults.printable(text, node.span, true);
                sound.then_some(Located { value: joined, span: node.span })
            }
        }
    };
    let disclaimer = fixed("disclaimer");
    let lead_in = fixed("lead-in");
    Some(DocumentText { language, span, title: title?, body: body?, disclaimer, lead_in })
}

fn read_body(node: &Node, faults: &mut Faults) -> Option<Body> {
    let text = faults.scalar(node, "body")?;
    if text.trim().is_empty() {
        faults.error("`body` is empty", node.span, "write its paragraphs");
        return None;
    }
    if !faults.short_enough(text, node.span, "body", MAX_BODY) {
        return None;
    }
    // What the Markdown reader would make of these is not worth knowing.
    if !faults.printable(text, node.span, true) {
        return None;
    }
    let too_long: Vec<usize> = text
        .split("\n\n")
        .filter(|paragraph| paragraph.chars().count() > MAX_PARAGRAPH)
        .map(|paragraph| paragraph.as_ptr().addr() - text.as_ptr().addr())
        .collect();
    if !too_long.is_empty() {
        let places = faults.places(node.span, text);
        for offset in too_long {
            let message = format!("a paragraph has more than {MAX_PARAGRAPH} characters");
            faults.error(message, places.at(offset), "divide it by empty lines");
        }
        return None;
    }
    Some(body::read(text, node.span, faults))
}

fn read_signatories(
    node: &Node,
    profile: &Profile,
    faults: &mut Faults,
    load: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Vec<Signatory> {
    let facts = profile.facts();
    let before = faults.list.len();
    let signatories = match &node.value {
        Value::List(items) if items.len() > MAX_SIGNATORIES => {
            let message = format!("the list has {} signatories; the most is {MAX_SIGNATORIES}", items.len());
            faults.error(message, node.span, "is this the list that you meant?");
            return Vec::new();
        }
        Value::List(items) => items.iter().filter_map(|item| signatory::read(item, facts, faults)).collect(),
        Value::Scalar(path) => match load_list(path, node.span, faults, load) {
            Some(source) => list::read(source, facts, faults),
            None => return Vec::new(),
        },
        other => {
            let message = format!("`signatories` is a list or the name of a file, not {}", other.noun());
            faults.error(message, node.span, "write a line each: `- SURNAME Given, Country, GROUP`");
            return Vec::new();
        }
    };
    if signatories.is_empty() && faults.list.len() == before {
        let help = "write a line each, the initiator first: `- SURNAME Given, Country, GROUP`";
        faults.error("nobody has signed: the list is empty", node.span, help);
    }
    signatories
}

/// Fetches the list that the input names, and gives its index among the sources.
fn load_list(
    path: &str,
    span: Span,
    faults: &mut Faults,
    load: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Option<usize> {
    let extension = path.rsplit('.').next().unwrap_or_default();
    let known = extension.eq_ignore_ascii_case("csv") || extension.eq_ignore_ascii_case("tsv");
    if !known {
        let message = format!("`{}` is neither a list nor a CSV or TSV file", shorten(path));
        faults.error(message, span, "write a line each: `- SURNAME Given, Country, GROUP`");
        return None;
    }
    let bytes = match load(path) {
        Ok(bytes) => bytes,
        Err(reason) => {
            let help = "the path counts from the folder of the input file";
            faults.error(format!("the list `{}` cannot be read: {reason}", shorten(path)), span, help);
            return None;
        }
    };
    let name = beside(&faults.sources[0].name, path);
    match decode(&name, &bytes) {
        Ok(text) => {
            faults.sources.push(Source { name, text });
            Some(faults.sources.len() - 1)
        }
        // What is wrong with the list is shown in the list.
        Err(diagnostics) => {
            let source = faults.sources.len();
            faults.sources.extend(diagnostics.sources().iter().cloned());
            for mut fault in diagnostics.list().iter().cloned() {
                fault.labels.iter_mut().for_each(|(span, _)| span.source = source);
                faults.push(fault);
            }
            None
        }
    }
}

/// What to call a list that lies beside the input file.
fn beside(input: &str, path: &str) -> String {
    match input.rfind(['/', '\\']) {
        Some(at) if !path.starts_with('/') => format!("{}{path}", &input[..=at]),
        _ => path.to_owned(),
    }
}
