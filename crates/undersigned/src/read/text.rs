//! The text in each language: title, body, and wording of its own.

use super::body;
use super::faults::Faults;
use super::node::{Node, Value};
use crate::bounds::{MAX_BODY, MAX_TITLE, MAX_UNITS, MAX_WORDING, MAX_WORDS};
use crate::document::{Body, DocumentText, Located};
use crate::facts::Languages;
use crate::rules::keys::{EmptyValue, MissingKey, TooMany, WrongShape};
use crate::rules::text::EmptyTitle;
use crate::translation::FINGERPRINT_LENGTH;
use crate::{Language, Span};

pub(crate) const TEXT_KEYS: [&str; 5] = ["title", "body", "disclaimer", "lead-in", "translated-from"];

/// Reads the texts in all languages.
pub(super) fn read_texts(node: &Node, languages: &Languages, faults: &mut Faults) -> Vec<DocumentText> {
    let codes: Vec<&str> = languages.codes().collect();
    let Some(entries) = faults.mapping(node, "`text`", &codes) else { return Vec::new() };
    let mut texts = Vec::new();
    for (name, key, node) in entries.iter() {
        let Ok(language) = name.parse::<Language>() else { continue };
        texts.extend(read_text(language, key.span, node, faults));
    }
    if node.value == Value::Mapping(Vec::new()) {
        let help = format!("write {} below it", languages.keys_in_words());
        faults.error(MissingKey, "`text` holds no language", node.span, &help);
    }
    texts
}

fn read_text(language: Language, span: Span, node: &Node, faults: &mut Faults) -> Option<DocumentText> {
    let what = format!("`text.{language}`");
    let entries = faults.mapping(node, &what, &TEXT_KEYS)?;
    let title = faults.required(&entries, "title", &what, "write `title: …`");
    let title = title.and_then(|node| read_title(node, faults));
    let help = "write `body: |` and the paragraphs below it, with an empty line between them";
    let body = faults.required(&entries, "body", &what, help);
    let body_key = entries.key_span("body").unwrap_or(span);
    let body = body.and_then(|node| read_body(node, body_key, faults));
    let mut fixed = |key: &str| Some(read_wording(entries.get(key)?, key, faults));
    let disclaimer = fixed("disclaimer");
    let lead_in = fixed("lead-in");
    let translated_from = entries.get("translated-from").and_then(|node| read_fingerprints(node, faults));
    // What cannot be read has left a fault; the rest is looked at all the same.
    let title = title.unwrap_or_else(|| Located { value: String::new(), span });
    let nothing = || Body { text: String::new(), span, blocks: Vec::new(), notes: Vec::new() };
    let body = body.unwrap_or_else(nothing);
    Some(DocumentText { language, span, title, body, disclaimer, lead_in, translated_from })
}

/// What `undersigned import` writes beside a translation.
fn read_fingerprints(node: &Node, faults: &mut Faults) -> Option<Located<Vec<String>>> {
    let text = faults.scalar(node, "translated-from")?;
    let value: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let is_one = |word: &String| {
        word.len() == FINGERPRINT_LENGTH
            && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
    };
    if value.is_empty() || !value.iter().all(is_one) {
        let message = format!("`translated-from` holds words of {FINGERPRINT_LENGTH} hexadecimal figures");
        let help = "`undersigned import` writes it; remove the key if it was changed by hand";
        faults.error(WrongShape, message, node.span, help);
        return None;
    }
    if value.len() > MAX_UNITS {
        let message = format!("`translated-from` has {} words; the most is {MAX_UNITS}", value.len());
        faults.error(TooMany, message, node.span, "each stands for a paragraph of the original");
        return None;
    }
    Some(Located { value, span: node.span })
}

/// Wording in the place of the fixed one. What cannot be read has left a fault, and is there all the same.
fn read_wording(node: &Node, key: &str, faults: &mut Faults) -> Located<String> {
    let empty = Located { value: String::new(), span: node.span };
    match &node.value {
        // An empty text leaves the wording out.
        Value::Scalar(text) if text.trim().is_empty() => empty,
        _ => {
            let Some(text) = faults.scalar(node, key) else { return empty };
            if !faults.short_enough(text, node.span, key, MAX_WORDING) {
                return empty;
            }
            // Folded over several lines it is still one paragraph; a non-breaking space stays what it is.
            let parts = text.split([' ', '\r', '\n']).filter(|part| !part.is_empty());
            let value = parts.collect::<Vec<_>>().join(" ");
            faults.printable(text, node.span, true);
            Located { value, span: node.span }
        }
    }
}

fn read_title(node: &Node, faults: &mut Faults) -> Option<Located<String>> {
    let blank = match &node.value {
        Value::Null => true,
        Value::Scalar(text) => text.trim().is_empty(),
        _ => false,
    };
    if blank {
        faults.error(EmptyTitle, "the title is empty", node.span, "write the title of the document");
        return None;
    }
    faults.line(node, "title", MAX_TITLE)
}

fn read_body(node: &Node, key: Span, faults: &mut Faults) -> Option<Body> {
    let text = match &node.value {
        Value::Null => "",
        _ => faults.scalar(node, "body")?,
    };
    if text.trim().is_empty() {
        // An empty block of lines has no place of its own.
        let place = if node.span.start == node.span.end { key } else { node.span };
        faults.error(EmptyValue, "`body` is empty", place, "write its paragraphs");
        return None;
    }
    if !faults.short_enough(text, node.span, "body", MAX_BODY) {
        return None;
    }
    let words = text.split_whitespace().count();
    if words > MAX_WORDS {
        let message = format!("`body` has {words} words; the most is {MAX_WORDS}");
        faults.error(TooMany, message, node.span, "shorten it");
        return None;
    }
    faults.printable(text, node.span, true);
    Some(body::read(text, node.span, faults))
}
