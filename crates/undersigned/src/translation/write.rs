//! Puts a translated text into the input file: all other bytes stay as they were.

use crate::edit::{Editor, end_of, entry, quoted, scalar};
use crate::read::{Key, Node, Value};
use crate::{Format, Language};

/// What is written under a language, in the order of the input: keys with their values.
pub(super) type NewText = Vec<(&'static str, String)>;

/// The text of an input file with a text in a language, in the place of the one that it has or behind the last one.
pub(super) fn write(text: &str, format: Format, language: Language, new: &NewText) -> Result<String, String> {
    let mut editor = Editor::new(text, format)?;
    let root = editor.root.clone();
    let (_, texts) = entry(&root, "text")?;
    match entry(texts, language.code()) {
        Ok((key, node)) => replace(&mut editor, key, node, new)?,
        Err(_) => insert(&mut editor, texts, language, new)?,
    }
    Ok(editor.finish())
}

/// Puts each value into the place of the one that is there; keys that are new come behind the last one.
fn replace(editor: &mut Editor<'_>, language: &Key, node: &Node, new: &NewText) -> Result<(), String> {
    let mut added = NewText::new();
    for (name, value) in new {
        match entry(node, name) {
            Ok((key, old)) => replace_value(editor, key, old, value)?,
            Err(_) => added.push((name, value.clone())),
        }
    }
    if added.is_empty() {
        return Ok(());
    }
    let Value::Mapping(entries) = &node.value else { return Err("a text is no mapping".to_owned()) };
    let (last_key, last) = entries.last().ok_or("a text is empty")?;
    let place = Place::of(editor, language, node, last_key);
    let at = match place {
        Place::Lines { .. } if editor.format == Format::Yaml => past_kept_lines(editor, node),
        _ => behind(editor, last, &place),
    };
    let written = place.entries(editor, &added)?;
    editor.edits.push((at..at, written));
    Ok(())
}

fn replace_value(editor: &mut Editor<'_>, key: &Key, old: &Node, value: &str) -> Result<(), String> {
    let between = editor.text.get(key.span.end..old.span.start).ok_or("a value stands behind an alias")?;
    let typed = editor.text.get(old.span.range()).unwrap_or_default();
    if is_alias(between, typed) {
        return Err("a value stands behind an alias".to_owned());
    }
    let range = old.span.range();
    let header = if editor.format == Format::Yaml { block_header(between) } else { None };
    let in_line = editor.text[editor.line_start(key.span.start)..key.span.start].trim().is_empty();
    let new = if let Some(header) = header {
        // A folded block would join lines that are to stay apart.
        let at = key.span.end + header;
        editor.edits.push((at..at + 1, "|".to_owned()));
        let indent = editor.indent(range.start)?;
        lines(value, indent, editor.line_break())
    } else if editor.format == Format::Toml && (typed.starts_with("\"\"\"") || typed.starts_with("'''")) {
        toml_lines(value, editor.line_break())
    } else if typed.starts_with('\'') && !value.contains('\n') {
        match editor.format {
            Format::Yaml => format!("'{}'", value.replace('\'', "''")),
            _ if !value.contains('\'') => format!("'{value}'"),
            _ => quoted(value)?,
        }
    } else if typed.starts_with(['"', '\'']) || !in_line {
        // In brackets a plain text ends at a comma.
        quoted(value)?
    } else if value.contains('\n') {
        // A comment behind the value stays on its line.
        let (indent, break_) = (format!("{}  ", editor.indent(key.span.start)?), editor.line_break());
        let at = editor.line_end(range.end);
        let block = format!("{break_}{indent}{}", lines(value, &indent, break_));
        editor.edits.push((at..at, block));
        "|".to_owned()
    } else {
        scalar(value, editor.format)?
    };
    editor.edits.push((range, new));
    Ok(())
}

/// What stands between a key and its value, behind the colon and without anchor and tag.
fn behind_colon(between: &str) -> &str {
    let mut rest = between.trim_start_matches(['"', '\'']).trim_start();
    rest = rest.strip_prefix([':', '=']).unwrap_or(rest).trim_start_matches([' ', '\t']);
    while rest.starts_with(['&', '!']) {
        rest = rest.trim_start_matches(|c: char| !c.is_whitespace()).trim_start_matches([' ', '\t']);
    }
    rest
}

fn is_alias(between: &str, typed: &str) -> bool {
    behind_colon(between).starts_with('*') || typed.starts_with('*')
}

/// Where in what stands between a key and its value the sign of a block is: behind a comment there is none.
fn block_header(between: &str) -> Option<usize> {
    let rest = behind_colon(between);
    rest.starts_with(['|', '>']).then(|| between.len() - rest.len())
}

/// Puts the language with its text behind the last one.
fn insert(editor: &mut Editor<'_>, texts: &Node, language: Language, new: &NewText) -> Result<(), String> {
    let Value::Mapping(languages) = &texts.value else { return Err("`text` is no mapping".to_owned()) };
    let (last_language, last) = languages.last().ok_or("`text` is empty")?;
    let Value::Mapping(entries) = &last.value else { return Err("a text is no mapping".to_owned()) };
    let (first_key, _) = entries.first().ok_or("a text is empty")?;
    let place = Place::of(editor, last_language, last, first_key);
    let in_lines = !editor.text[texts.span.start..].starts_with('{') && editor.format == Format::Yaml;
    let at = match in_lines {
        true => past_kept_lines(editor, last),
        false => behind(editor, last, &place),
    };
    let break_ = editor.line_break();
    let code = language.code();
    let written = match &place {
        Place::Lines { indent } if editor.format == Format::Yaml => {
            let outer = editor.indent(last_language.span.start)?;
            let entries = Place::Lines { indent: indent.clone() }.entries(editor, new)?;
            format!("{break_}{outer}{code}:{entries}")
        }
        Place::Lines { .. } => {
            // A table under a header of its own, or keys with dots: what stands before the last language's name is repeated.
            let line = editor.line_start(last_language.span.start);
            let before = &editor.text[line..last_language.span.start];
            match before.trim_start().starts_with('[') {
                true => {
                    let place = Place::Lines { indent: String::new() };
                    format!("{break_}{break_}{before}{code}]{}", place.entries(editor, new)?)
                }
                false => {
                    let place = Place::Lines { indent: format!("{before}{code}.") };
                    place.entries(editor, new)?
                }
            }
        }
        // The text is in brackets, the languages are not.
        Place::Flow { .. }
            if editor.format == Format::Yaml && !editor.text[texts.span.start..].starts_with('{') =>
        {
            let outer = editor.indent(last_language.span.start)?;
            let entries = Place::Flow { space: " ".to_owned() }.entries(editor, new)?;
            format!("{break_}{outer}{code}: {{{}}}", entries.trim_start_matches([',', ' ']))
        }
        Place::Flow { space } => {
            let outer = editor.space_before(last_language.span.start).to_owned();
            let inner = Place::Flow { space: space.clone() };
            let entries = inner.entries(editor, new)?;
            let entries = entries.strip_prefix(',').unwrap_or(&entries);
            // The closing bracket stands where the last one does.
            let closing = closing_space(editor, last);
            match editor.format {
                Format::Json => format!(",{outer}\"{code}\": {{{entries}{closing}}}"),
                Format::Yaml => format!(",{outer}{code}: {{{}{closing}}}", entries.trim_start_matches(' ')),
                Format::Toml => {
                    let line = editor.line_start(last_language.span.start);
                    let before = &editor.text[line..last_language.span.start];
                    let inline = before.contains('{');
                    match inline {
                        true => format!(",{outer}{code} = {{{entries}{closing}}}"),
                        false => format!("{break_}{before}{code} = {{{entries}{closing}}}"),
                    }
                }
            }
        }
    };
    editor.edits.push((at..at, written));
    Ok(())
}

/// How the entries of a text are written.
enum Place {
    /// A line for each, behind this.
    Lines { indent: String },
    /// In brackets, with this between two of them.
    Flow { space: String },
}

impl Place {
    fn of(editor: &Editor<'_>, language: &Key, node: &Node, key: &Key) -> Place {
        let in_brackets = editor.format == Format::Json || editor.text[node.span.start..].starts_with('{');
        if in_brackets {
            return Place::Flow { space: editor.space_before(key.span.start).to_owned() };
        }
        let line = editor.line_start(key.span.start);
        let before = &editor.text[line..key.span.start];
        // Behind `[text.en]` keys stand alone, behind `text.en.` they do not.
        let indent = match before.contains(language.name.as_str()) || before.trim().is_empty() {
            true => before.to_owned(),
            false => " ".repeat(before.len()),
        };
        Place::Lines { indent }
    }

    fn entries(&self, editor: &Editor<'_>, new: &NewText) -> Result<String, String> {
        let break_ = editor.line_break();
        let mut written = String::new();
        for (key, value) in new {
            match self {
                Place::Lines { indent } if editor.format == Format::Yaml => {
                    let value = match value.contains('\n') {
                        true => {
                            let inner = format!("{indent}  ");
                            format!("|{break_}{inner}{}", lines(value, &inner, break_))
                        }
                        false => scalar(value, Format::Yaml)?,
                    };
                    written.push_str(&format!("{break_}{indent}{key}: {value}"));
                }
                Place::Lines { indent } => {
                    let value = match value.contains('\n') {
                        true => toml_lines(value, break_),
                        false => quoted(value)?,
                    };
                    written.push_str(&format!("{break_}{indent}{key} = {value}"));
                }
                Place::Flow { space } => {
                    let value = quoted(value)?;
                    written.push_str(&match editor.format {
                        Format::Json => format!(",{space}\"{key}\": {value}"),
                        Format::Yaml => format!(",{space}{key}: {value}"),
                        Format::Toml => format!(",{space}{key} = {value}"),
                    });
                }
            }
        }
        Ok(written)
    }
}

/// Where something comes behind a value.
fn behind(editor: &Editor<'_>, node: &Node, place: &Place) -> usize {
    let end = end_of(node, editor.text);
    match place {
        Place::Flow { .. } => end,
        Place::Lines { .. } => editor.line_end(end),
    }
}

/// The end of the line on which a block mapping ends: behind the empty lines that belong to a last text with `+`.
fn past_kept_lines(editor: &Editor<'_>, node: &Node) -> usize {
    let end = editor.line_end(end_of(node, editor.text));
    let keeps = match &node.value {
        Value::Mapping(entries) => entries.last().is_some_and(|(key, value)| {
            let between = editor.text.get(key.span.end..value.span.start).unwrap_or_default();
            block_header(between).is_some_and(|at| {
                let header = between[at..].split(['\n', '#']).next().unwrap_or_default();
                header.contains('+')
            })
        }),
        _ => false,
    };
    if !keeps {
        return end;
    }
    let rest = &editor.text[end..];
    let blank = rest.len() - rest.trim_start().len();
    // The last end of a line stays behind what is added.
    rest[..blank].rfind('\n').map_or(end, |at| end + rest[..at].trim_end_matches('\r').len())
}

/// The white space before the bracket that closes a mapping.
fn closing_space<'a>(editor: &Editor<'a>, node: &Node) -> &'a str {
    let end = end_of(node, editor.text);
    let before = editor.text[..end].strip_suffix('}').unwrap_or_default();
    &before[before.trim_end().len()..]
}

/// The lines of a text behind an indent, which the first one has already; empty lines have none.
fn lines(text: &str, indent: &str, break_: &str) -> String {
    let mut out = String::new();
    for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
        if index > 0 {
            out.push_str(break_);
            if !line.is_empty() {
                out.push_str(indent);
            }
        }
        out.push_str(line);
    }
    out
}

/// A text over several lines between TOML's trebled quotation marks.
fn toml_lines(text: &str, break_: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
    format!("\"\"\"{break_}{}\"\"\"", escaped.replace('\n', break_))
}
