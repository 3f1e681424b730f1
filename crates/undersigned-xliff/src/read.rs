//! A file that comes back from a translation tool.

use undersigned::Language;
use undersigned::sheet::{Inline, Role, Text};
use undersigned::translation::{DOCKET_VERSION, Docket, Locked, Returned, ReturnedParagraph, Unit};

use crate::error::{Error, Kind};
use crate::tree::{Element, Node, parse};
use crate::{LOCKED, MARK, PROGRAM};

/// Reads what came back: the translated units of a file in XLIFF 1 or 2, and what it says of itself.
///
/// A unit without a target is a paragraph without text.
///
/// # Errors
/// The bytes are no XLIFF, are damaged, or hold more than any document.
pub fn read(bytes: &[u8]) -> Result<Returned, Error> {
    Ok(file(&parse(bytes)?)?)
}

fn file(root: &Element) -> Result<Returned, Kind> {
    if root.name != "xliff" {
        return Err(Kind::NotXliff { root: root.name.clone() });
    }
    let version = root.attribute("version").unwrap_or_default();
    let is_first = match version {
        "1.0" | "1.1" | "1.2" => true,
        "2.0" | "2.1" | "2.2" => false,
        other => return Err(Kind::OtherVersion { version: other.to_owned() }),
    };
    let files: Vec<&Element> = root.all("file").collect();
    let [file] = files[..] else { return Err(Kind::Files { count: files.len() }) };
    let (languages, unit_name) = match is_first {
        true => (file.attribute("source-language").zip(file.attribute("target-language")), "trans-unit"),
        false => (root.attribute("srcLang").zip(root.attribute("trgLang")), "unit"),
    };
    let (source, target) = languages.ok_or(Kind::Language { tag: String::new() })?;
    let mut docket = Docket {
        reference: file.attribute("original").unwrap_or_default().to_owned(),
        source: language(source)?,
        target: language(target)?,
        hash: hash(file)?,
        units: Vec::new(),
        locked: Vec::new(),
    };
    let mut paragraphs = Vec::new();
    let mut elements = Vec::new();
    file.descendants(unit_name, &mut elements);
    for element in elements {
        let key = element.attribute("id").filter(|id| !id.is_empty());
        let key = key.ok_or(Kind::NoId { line: element.line })?;
        let (source, target) = match is_first {
            true => contents_1(element),
            false => contents_2(element),
        };
        let role = role(element);
        if key.starts_with(LOCKED) {
            let text = source.iter().map(text_of).collect();
            docket.locked.push(Locked { role: role.unwrap_or(Role::Body), text, unconfirmed: false });
        } else {
            // Without a role that is known it is a paragraph like most.
            let unit = Unit {
                key: key.to_owned(),
                role: role.unwrap_or(Role::Body),
                source,
                target: None,
                note: None,
            };
            docket.units.push(unit);
        }
        let (begins, inlines) = (vec![key.to_owned()], target.unwrap_or_default());
        paragraphs.push(ReturnedParagraph { begins, continues: Vec::new(), role, inlines });
    }
    Ok(Returned { docket: Some(docket), paragraphs, tracked_changes: 0 })
}

fn text_of(inline: &Inline) -> &str {
    match inline {
        Inline::Text(text) => &text.text,
        Inline::NoteMark(_) => "",
    }
}

/// The language of a tag: its first part says it.
fn language(tag: &str) -> Result<Language, Kind> {
    let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    code.parse().map_err(|_| Kind::Language { tag: tag.to_owned() })
}

/// The hash of what was sent; empty where a tool has dropped the note with it. The units then tell themselves.
fn hash(file: &Element) -> Result<String, Kind> {
    let mut notes = Vec::new();
    for part in file.elements().filter(|part| matches!(part.name.as_str(), "header" | "notes")) {
        part.descendants("note", &mut notes);
    }
    let ours = |note: &&&Element| {
        note.attribute("from") == Some(PROGRAM) || note.attribute("category") == Some(PROGRAM)
    };
    let Some(note) = notes.iter().find(ours) else { return Ok(String::new()) };
    let text = note.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    let ["docket", version, hash] = words[..] else { return Ok(String::new()) };
    match version.parse::<u32>() {
        Ok(version) if version > DOCKET_VERSION => Err(Kind::LaterVersion { version: version.to_string() }),
        _ => Ok(hash.to_owned()),
    }
}

/// What a paragraph is, by the attribute in which that is written, else by its key.
fn role(unit: &Element) -> Option<Role> {
    let written = unit.attribute("restype").and_then(|value| value.strip_prefix("x-"));
    let written = written.or_else(|| unit.attribute("type").and_then(|value| value.strip_prefix("us:")));
    let key = unit.attribute("id").unwrap_or_default();
    written.and_then(Role::find).or_else(|| Role::find(key.split('-').next().unwrap_or_default()))
}

/// Source and target of a unit of version 1.
fn contents_1(unit: &Element) -> (Vec<Inline>, Option<Vec<Inline>>) {
    let source = unit.all("source").next();
    let codes = Codes::of(source.into_iter());
    let content = |element: &Element| {
        let mut content = Content { codes: &codes, forms: Vec::new(), inlines: Vec::new() };
        content.add(element);
        content.inlines
    };
    (source.map(content).unwrap_or_default(), unit.all("target").next().map(content))
}

/// Source and target of a unit of version 2: tools may divide it into segments, with ignorable gaps between them.
fn contents_2(unit: &Element) -> (Vec<Inline>, Option<Vec<Inline>>) {
    let segments: Vec<&Element> =
        unit.elements().filter(|part| matches!(part.name.as_str(), "segment" | "ignorable")).collect();
    let codes = Codes::of(segments.iter().flat_map(|segment| segment.all("source")));
    let mut source = Content { codes: &codes, forms: Vec::new(), inlines: Vec::new() };
    let mut target = Content { codes: &codes, forms: Vec::new(), inlines: Vec::new() };
    let mut has_target = false;
    for segment in segments {
        let own_source = segment.all("source").next();
        let own_target = segment.all("target").next();
        has_target |= own_target.is_some() && segment.name == "segment";
        own_source.into_iter().for_each(|element| source.add(element));
        // A gap without a target of its own is that of the source.
        let gap = own_source.filter(|_| segment.name == "ignorable");
        own_target.or(gap).into_iter().for_each(|element| target.add(element));
    }
    (source.inlines, has_target.then_some(target.inlines))
}

/// The inline elements of a source, by which a tool that keeps only their ids is understood.
struct Codes(Vec<(String, Option<Form>)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Emphasis,
    Strong,
}

impl Codes {
    fn of<'e>(sources: impl Iterator<Item = &'e Element>) -> Self {
        let mut codes = Vec::new();
        for source in sources {
            collect(source, &mut codes);
        }
        Codes(codes)
    }

    /// The form that an element opens: by its own word, else by that of the element with its id in the source.
    fn form(&self, element: &Element) -> Option<Form> {
        own_form(element).or_else(|| {
            let id = element.attribute("id")?;
            self.0.iter().find(|(known, _)| known == id)?.1
        })
    }
}

fn collect(element: &Element, codes: &mut Vec<(String, Option<Form>)>) {
    for inner in element.elements() {
        if let Some(id) = inner.attribute("id") {
            codes.push((id.to_owned(), own_form(inner)));
        }
        collect(inner, codes);
    }
}

fn own_form(element: &Element) -> Option<Form> {
    let word = element.attribute("ctype").or_else(|| element.attribute("subType"))?;
    match word {
        "italic" | "xlf:i" => Some(Form::Emphasis),
        "bold" | "xlf:b" => Some(Form::Strong),
        _ => None,
    }
}

/// The content of a source or a target, as it is put together.
struct Content<'c> {
    codes: &'c Codes,
    /// The forms that are open; those of elements that are closed elsewhere with the id of their opening.
    forms: Vec<(Option<String>, Form)>,
    inlines: Vec<Inline>,
}

impl Content<'_> {
    fn add(&mut self, element: &Element) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.add_text(text),
                Node::Element(inner) if inner.is_like(element) => self.add_element(inner),
                Node::Element(_) => {}
            }
        }
    }

    fn add_element(&mut self, element: &Element) {
        let id = element.attribute("id").unwrap_or_default();
        match element.name.as_str() {
            "x" | "ph" => {
                if let Some(number) = id.strip_prefix(MARK).and_then(|number| number.parse().ok()) {
                    self.inlines.push(Inline::NoteMark(number));
                }
            }
            "g" | "pc" => {
                let form = self.codes.form(element);
                self.forms.extend(form.map(|form| (None, form)));
                self.add(element);
                if form.is_some() {
                    self.forms.pop();
                }
            }
            "sc" => {
                let form = self.codes.form(element);
                self.forms.extend(form.map(|form| (Some(id.to_owned()), form)));
            }
            "ec" => {
                let start = element.attribute("startRef");
                if let Some(at) =
                    self.forms.iter().rposition(|(id, _)| id.is_some() && id.as_deref() == start)
                {
                    self.forms.remove(at);
                }
            }
            "cp" => {
                let code = element.attribute("hex").and_then(|hex| u32::from_str_radix(hex, 16).ok());
                if let Some(character) = code.and_then(char::from_u32) {
                    self.add_text(&character.to_string());
                }
            }
            // Codes of other formats.
            "bpt" | "ept" | "it" | "bx" | "ex" | "sub" => {}
            // Segments, terms and remarks stand round text.
            _ => self.add(element),
        }
    }

    fn add_text(&mut self, more: &str) {
        let has = |form: Form| self.forms.iter().any(|(_, open)| *open == form);
        let (emphasis, strong) = (has(Form::Emphasis), has(Form::Strong));
        match self.inlines.last_mut() {
            Some(Inline::Text(last)) if (last.emphasis, last.strong) == (emphasis, strong) => {
                last.text.push_str(more);
            }
            _ => self.inlines.push(Inline::Text(Text {
                text: more.to_owned(),
                emphasis,
                strong,
                ..Text::default()
            })),
        }
    }
}
