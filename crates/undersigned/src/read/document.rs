//! From the tree to the document: every key of the input format, and everything that is wrong with its values.

use std::sync::Arc;

use super::encoding::decode;
use super::faults::{Entries, Faults, quoted_list, same_but_for_signs, shorten};
use super::node::{Node, Value};
use super::text::read_texts;
use super::{list, signatory};
use crate::bounds::{MAX_DECLARATION, MAX_DOC, MAX_EDITION, MAX_SIGNATORIES};
use crate::document::{DocumentText, Edition, Kind, Located, Signatory};
use crate::facts::{Languages, nearest};
use crate::rules::file::ListUnreadable;
use crate::rules::keys::{
    EditionNotLater, EmptyFile, MissingKey, NotADate, NumberOfAMotion, TooMany, UnknownKind, UnknownLanguage,
    WrongShape,
};
use crate::rules::procedure::NoAdditions;
use crate::rules::signatories::NobodySigned;
use crate::rules::{self, Passage, Subject, all_passages, finding};
use crate::{
    Date, Diagnostic, Diagnostics, Document, Format, Language, Profile, SignatoryList, Source, Span,
};

pub(crate) const KEYS: [&str; 9] =
    ["$schema", "kind", "doc", "number", "date", "edition", "tabled-in", "text", "signatories"];
pub(crate) const EDITION_KEYS: [&str; 2] = ["number", "originally-tabled"];

/// Reads the tree. `load` brings the list of signatories where that is a file of its own.
pub(super) fn build(
    profile: &Profile,
    root: &Node,
    format: Format,
    aliased: bool,
    source: Source,
    load: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Result<Document, Diagnostics> {
    let mut faults = Faults::new(source);
    let draft = read(profile, root, &mut faults, load);
    let Some(draft) = draft else { return Err(Diagnostics::new(faults.list, faults.sources.into())) };
    // What was not read cannot be looked at.
    if !faults.cut_short {
        // Soundness is that of the signatories alone.
        let unsound = rules::soundness(&draft.subject(profile, &faults.sources, Vec::new()));
        if faults.list.is_empty() && unsound.is_empty() {
            let sources: Arc<[Source]> = faults.sources.into();
            if let Some(document) = draft.clone().finish(format, aliased, Arc::clone(&sources)) {
                return Ok(document);
            }
            return Err(Diagnostics::new(Vec::new(), sources));
        }
        // Everything else is said at once, so that nobody mends a file twice.
        let passages = all_passages(&draft.texts, &faults.sources, profile.facts());
        let advice = rules::advice(&draft.subject(profile, &faults.sources, passages));
        faults.list.extend(unsound.into_iter().chain(draft.missing(profile)).chain(advice));
    }
    if aliased {
        faults.list.iter_mut().for_each(|fault| fault.fix = None);
    }
    Err(Diagnostics::new(faults.list, faults.sources.into()))
}

/// Reads a list that stands in a file of its own and belongs to no document.
pub(super) fn build_list(
    profile: &Profile,
    source: Source,
    date: Date,
) -> Result<SignatoryList, Diagnostics> {
    let mut faults = Faults::new(source);
    let signatories = list::read(0, profile.facts(), &mut faults);
    if signatories.is_empty() && faults.list.is_empty() {
        let start = Span { source: 0, start: 0, end: 0 };
        faults.error(NobodySigned, "nobody has signed: the list is empty", start, "write a row each");
    }
    if !faults.cut_short {
        let unsound = rules::soundness(&Subject::list(profile, &signatories, date, &faults.sources));
        faults.list.extend(unsound);
    }
    let sources: Arc<[Source]> = faults.sources.into();
    match faults.list.is_empty() {
        true => Ok(SignatoryList { signatories, date, sources }),
        false => Err(Diagnostics::new(faults.list, sources)),
    }
}

/// As much of a document as could be read.
#[derive(Debug, Clone)]
struct Draft {
    kind: Option<Kind>,
    doc: Option<u32>,
    number: Option<u32>,
    date: Option<Located<Date>>,
    edition: Option<Option<Edition>>,
    tabled_in: Option<Language>,
    texts: Vec<DocumentText>,
    texts_complete: bool,
    signatories: Vec<Signatory>,
    list: Option<Span>,
    list_complete: bool,
}

impl Draft {
    fn subject<'a>(
        &'a self,
        profile: &'a Profile,
        sources: &'a [Source],
        passages: Vec<Vec<Passage<'a>>>,
    ) -> Subject<'a> {
        Subject {
            facts: profile.facts(),
            theme: profile.theme(),
            typeface: profile.typeface(),
            sources,
            printed: &[],
            kind: self.kind,
            number: self.number,
            date: self.date.as_ref().map(|date| date.value),
            tabled_in: self.tabled_in.or_else(|| self.texts.first().map(|text| text.language)),
            texts: &self.texts,
            passages,
            texts_complete: self.texts_complete,
            signatories: &self.signatories,
            list: self.list,
            list_complete: self.list_complete,
        }
    }

    /// What the languages need and the facts do not hold.
    fn missing(&self, profile: &Profile) -> Vec<Diagnostic> {
        let (Some(kind), Some(date)) = (self.kind, &self.date) else { return Vec::new() };
        let of = |text| rules::languages::missing(profile.facts(), kind, date.value, text, &self.signatories);
        self.texts.iter().flat_map(of).collect()
    }

    /// The document, unless a part is missing.
    fn finish(self, format: Format, aliased: bool, sources: Arc<[Source]>) -> Option<Document> {
        Some(Document {
            kind: self.kind?,
            doc: self.doc?,
            number: self.number,
            date: self.date?,
            edition: match self.edition {
                Some(edition) => Some(edition?),
                None => None,
            },
            tabled_in: self.tabled_in.or_else(|| self.texts.first().map(|text| text.language))?,
            texts: self.texts,
            signatories: self.signatories,
            list: self.list?,
            format,
            aliased,
            sources,
        })
    }
}

/// Every part is read before the first that is missing ends it, so that all faults are found at once.
fn read(
    profile: &Profile,
    root: &Node,
    faults: &mut Faults,
    load: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Option<Draft> {
    if root.value == Value::Null {
        faults.error(
            EmptyFile,
            "the file is empty",
            root.span,
            "it begins with the kind of document, such as `kind: written-declaration`; `undersigned new` writes a \
             file to begin from",
        );
        return None;
    }
    let months: Vec<&[String; 12]> = profile.facts().wording.dates().map(|form| &form.months).collect();
    let languages = &profile.facts().languages;
    let entries = faults.mapping(root, "a document", &KEYS)?;
    let kind = faults.required(&entries, "kind", "the document", &kind_help());
    let kind = kind.and_then(|node| read_kind(node, faults));
    let help = "write the number of the Assembly's document, such as `doc: 16229`";
    let doc = faults.required(&entries, "doc", "the document", help);
    let doc = doc.and_then(|node| faults.number(node, "doc", 1, MAX_DOC));
    let number = entries.get("number").and_then(|node| faults.number(node, "number", 1, MAX_DECLARATION));
    let date = faults.required(&entries, "date", "the document", "write the day, such as `date: 2025-08-19`");
    let date = date.and_then(|node| read_date(node, "date", &months, faults));
    let edition = entries.get("edition").map(|node| read_edition(node, date.as_ref(), &months, faults));
    let tabled_in = entries.get("tabled-in").and_then(|node| read_language(node, languages, faults));
    let help = format!(
        "write `text:`, below it a language such as `{}:`, below that `title:` and `body:`",
        languages.first()
    );
    let texts = faults.required(&entries, "text", "the document", &help);
    let before = faults.list.len();
    let texts = texts.map(|node| read_texts(node, languages, faults)).unwrap_or_default();
    let texts_complete = faults.list.len() == before && !texts.is_empty();
    check_tabled_in(tabled_in, &entries, &texts, texts_complete, faults);
    let help = "write `signatories:` and below it a line each, the initiator first: `- SURNAME Given, Country, GROUP`";
    let signatories = faults.required(&entries, "signatories", "the document", help);
    let before = faults.list.len();
    let signatories =
        signatories.map(|node| read_signatories(node, profile, faults, load)).unwrap_or_default();
    let list_complete = faults.list.len() == before && !signatories.is_empty();
    check_number(kind, &entries, faults);
    if let (Some(kind), Some(key)) = (kind, entries.key_span("edition"))
        && let Some(addition) = profile.facts().procedure.addition(kind).filter(|addition| !addition.allowed)
    {
        let message = format!("a {} has no further edition: no signature may be added to it", kind.name());
        let help = format!("remove the key; {} of the {}", addition.rule, addition.source);
        faults.error(NoAdditions, message, key, help);
    }
    Some(Draft {
        kind,
        doc,
        number,
        date,
        edition,
        tabled_in,
        texts,
        texts_complete,
        signatories,
        list: entries.key_span("signatories"),
        list_complete,
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
        let near = nearest(text, kind_names());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => kind_help(),
        };
        let message = format!("there is no kind of document `{}`", shorten(text));
        let mut fault = finding(UnknownKind, message).at(node.span, "").help(help);
        let certain = near.filter(|near| same_but_for_signs(near, text));
        if let Some(meant) = certain {
            fault = faults.replace_word(fault, text, meant);
        }
        faults.push(fault);
        // Whatever else there is to find is found by what was meant.
        return certain.and_then(|meant| meant.parse().ok());
    }
    kind
}

/// A declaration is cited by its number; a motion has none.
fn check_number(kind: Option<Kind>, entries: &Entries<'_>, faults: &mut Faults) {
    match (kind, entries.key_span("number")) {
        (Some(Kind::WrittenDeclaration), None) if entries.lacks("number") => {
            let help = "write the number of the declaration, such as `number: 818`";
            faults.error(MissingKey, "the document lacks the key `number`", entries.start, help);
        }
        (Some(Kind::MotionForResolution | Kind::MotionForRecommendation), Some(key)) => {
            faults.error(
                NumberOfAMotion,
                "a motion has no `number`",
                key,
                "remove the key; only declarations are numbered",
            );
        }
        _ => {}
    }
}

fn read_date(node: &Node, key: &str, months: &[&[String; 12]], faults: &mut Faults) -> Option<Located<Date>> {
    let text = faults.scalar(node, key)?;
    match text.parse() {
        Ok(date) => Some(Located { value: date, span: node.span }),
        Err(error) => {
            let message = format!("`{}` is no date: {error}", shorten(text));
            let help = "write year, month and day, such as 2025-08-19";
            let mut fault = finding(NotADate, message).at(node.span, "").help(help);
            let meant = meant_date(text, months);
            if let Some(meant) = meant {
                fault = faults.replace_word(fault, text, &meant.to_string());
            }
            faults.push(fault);
            // Whatever else there is to find is found by what was meant.
            meant.map(|date| Located { value: date, span: node.span })
        }
    }
}

/// The one day that a date in another form can mean: `2025-8-19`, `19 August 2025`, `1er août 2014`. Figures in another
/// order may be two days.
fn meant_date(text: &str, months: &[&[String; 12]]) -> Option<Date> {
    let sign = if text.contains('-') { '-' } else { ' ' };
    let [first, second, third] = text.split(sign).collect::<Vec<_>>()[..] else { return None };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u16>().ok())?;
    let month_named = |text: &str| {
        let is = |month: &String| month.to_lowercase() == text.to_lowercase();
        let position = months.iter().find_map(|months| months.iter().position(is));
        position.and_then(|at| u16::try_from(at + 1).ok())
    };
    let (year, month, day) =
        if first.len() == 4 && sign == '-' && (1..=2).contains(&second.len()) && third.len() <= 2 {
            (number(first)?, number(second)?, number(third)?)
        } else {
            (
                number(third).filter(|_| third.len() == 4)?,
                month_named(second)?,
                number(first.trim_end_matches("er"))?,
            )
        };
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

fn read_edition(
    node: &Node,
    date: Option<&Located<Date>>,
    months: &[&[String; 12]],
    faults: &mut Faults,
) -> Option<Edition> {
    let entries = faults.mapping(node, "an edition", &EDITION_KEYS)?;
    let help = "write the number of the edition, such as `number: 2`";
    let number = faults.required(&entries, "number", "the edition", help);
    let number = number.and_then(|node| faults.number(node, "number", 2, MAX_EDITION));
    let help =
        "write the day on which the document was first tabled, such as `originally-tabled: 2025-06-24`";
    let tabled = faults.required(&entries, "originally-tabled", "the edition", help);
    let tabled = tabled.and_then(|node| read_date(node, "originally-tabled", months, faults))?;
    if let Some(date) = date
        && tabled.value >= date.value
    {
        let fault =
            finding(EditionNotLater, "a new edition is later than the day on which it was originally tabled")
                .at(tabled.span, "originally tabled")
                .at(date.span, "this edition")
                .help("`date` is the day of the new edition");
        faults.push(fault);
    }
    Some(Edition { number: number?, originally_tabled: tabled.value, span: entries.start })
}

fn read_language(node: &Node, languages: &Languages, faults: &mut Faults) -> Option<Language> {
    let text = faults.scalar(node, "tabled-in")?;
    let known = |code: &str| code.parse().ok().filter(|&language| languages.find(language).is_some());
    let language: Option<Language> = known(text);
    if language.is_none() {
        let codes = languages.codes_in_words();
        let message = format!("`{}` is not a language of the Assembly's documents: {codes}", shorten(text));
        let mut fault = finding(UnknownLanguage, message).at(node.span, "").help(format!("write {codes}"));
        let lower = text.to_lowercase();
        let meant = known(&lower);
        if meant.is_some() {
            fault = faults.replace_word(fault, text, &lower);
        }
        faults.push(fault);
        return meant;
    }
    language
}

/// A document was tabled in a language that it has a text in.
fn check_tabled_in(
    tabled_in: Option<Language>,
    entries: &Entries<'_>,
    texts: &[DocumentText],
    texts_complete: bool,
    faults: &mut Faults,
) {
    let (Some(language), Some(node), true) = (tabled_in, entries.get("tabled-in"), texts_complete) else {
        return;
    };
    if !texts.iter().any(|text| text.language == language) {
        let message = format!("the document was tabled in `{language}`, and has no text in it");
        let help = "`tabled-in` is one of the languages under `text`";
        faults.error(UnknownLanguage, message, node.span, help);
    }
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
            faults.error(TooMany, message, node.span, "is this the list that you meant?");
            return Vec::new();
        }
        Value::List(items) => {
            let mut signatories = Vec::with_capacity(items.len());
            for item in items {
                if faults.cut_short {
                    break;
                }
                signatories.extend(signatory::read(item, facts, faults));
            }
            signatories
        }
        Value::Scalar(path) => match load_list(path, node.span, faults, load) {
            Some(source) => list::read(source, facts, faults),
            None => return Vec::new(),
        },
        Value::Null => Vec::new(),
        other => {
            let message = format!("`signatories` is a list or the name of a file, not {}", other.noun());
            faults.error(
                WrongShape,
                message,
                node.span,
                "write a line each: `- SURNAME Given, Country, GROUP`",
            );
            return Vec::new();
        }
    };
    if signatories.is_empty() && faults.list.len() == before {
        let help = "write a line each, the initiator first: `- SURNAME Given, Country, GROUP`";
        faults.error(NobodySigned, "nobody has signed: the list is empty", node.span, help);
    }
    signatories
}

/// What the name of a list in a file of its own ends in; spreadsheets save “Unicode text” as .txt.
pub const LIST_EXTENSIONS: [&str; 3] = ["csv", "tsv", "txt"];

/// Fetches the list that the input names, and gives its index among the sources.
fn load_list(
    path: &str,
    span: Span,
    faults: &mut Faults,
    load: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Option<usize> {
    let extension = path.rsplit('.').next().unwrap_or_default();
    let known = LIST_EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known));
    if !known {
        let message = format!("`{}` is neither a list nor a file of one (.csv, .tsv, .txt)", shorten(path));
        faults.error(WrongShape, message, span, "write a line each: `- SURNAME Given, Country, GROUP`");
        return None;
    }
    let bytes = match load(path) {
        Ok(bytes) => bytes,
        Err(reason) => {
            let help = "the path counts from the folder of the input file";
            faults.error(
                ListUnreadable,
                format!("the list `{}` cannot be read: {reason}", shorten(path)),
                span,
                help,
            );
            return None;
        }
    };
    match decode(&beside(&faults.sources[0].name, path), &bytes) {
        Ok(source) => {
            faults.sources.push(source);
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
