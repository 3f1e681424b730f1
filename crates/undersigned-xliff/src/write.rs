//! A draft as XLIFF.

use quick_xml::escape::escape;
use undersigned::sheet::Inline;
use undersigned::translation::{DOCKET_VERSION, Draft, Locked};

use crate::{LOCKED, MARK, PROGRAM, Version};

/// A draft as a file for translation tools, in UTF-8.
///
/// In version 1.2 the target of what is not translated yet holds the text that was sent, because tools such as OmegaT
/// translate the target; its state says that it needs translation. In version 2.1 there is no target then.
pub fn write(draft: &Draft, version: Version) -> Vec<u8> {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    match version {
        Version::V1_2 => write_1(draft, &mut xml),
        Version::V2_1 => write_2(draft, &mut xml),
    }
    xml.into_bytes()
}

/// What the file says of itself: in a note, because tools keep notes, and schemas know them.
fn docket(draft: &Draft) -> String {
    format!("docket {DOCKET_VERSION} {}", draft.docket.hash)
}

const TO_CONFIRM: &str = "Not seen in a published document yet: somebody should confirm it.";

fn write_1(draft: &Draft, xml: &mut String) {
    let docket = &draft.docket;
    let (source, target) = (docket.source.tag(), docket.target.tag());
    xml.push_str(&format!(
        "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n\
         <file original=\"{}\" source-language=\"{source}\" target-language=\"{target}\" datatype=\"plaintext\">\n\
         <header><note from=\"{PROGRAM}\">{}</note></header>\n<body>\n",
        escape(docket.reference.as_str()),
        escape(self::docket(draft))
    ));
    for unit in &docket.units {
        let (state, target) = match &unit.target {
            Some(target) => ("translated", target),
            None => ("needs-translation", &unit.source),
        };
        xml.push_str(&format!(
            "<trans-unit id=\"{}\" restype=\"x-{}\" xml:space=\"preserve\">\
             <source xml:lang=\"{source_language}\">{}</source>\
             <target xml:lang=\"{target_language}\" state=\"{state}\">{}</target>{}</trans-unit>\n",
            escape(unit.key.as_str()),
            unit.role.name(),
            content(&unit.source, Version::V1_2),
            content(target, Version::V1_2),
            note_1(unit.note.as_deref()),
            source_language = docket.source.tag(),
            target_language = docket.target.tag(),
        ));
    }
    for (locked, number) in docket.locked.iter().zip(1..) {
        let text = escape(locked.text.as_str());
        // What is locked is in the language of the translation already.
        xml.push_str(&format!(
            "<trans-unit id=\"{LOCKED}{number}\" restype=\"x-{}\" translate=\"no\" xml:space=\"preserve\">\
             <source>{text}</source><target state=\"final\">{text}</target>{}</trans-unit>\n",
            locked.role.name(),
            note_1(to_confirm(locked)),
        ));
    }
    xml.push_str("</body>\n</file>\n</xliff>\n");
}

fn note_1(note: Option<&str>) -> String {
    note.map(|note| format!("<note from=\"{PROGRAM}\">{}</note>", escape(note))).unwrap_or_default()
}

fn write_2(draft: &Draft, xml: &mut String) {
    let docket = &draft.docket;
    xml.push_str(&format!(
        "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"{}\" trgLang=\"{}\">\n\
         <file id=\"f1\" original=\"{}\" xml:space=\"preserve\">\n\
         <notes><note id=\"docket\" category=\"{PROGRAM}\">{}</note></notes>\n",
        docket.source.tag(),
        docket.target.tag(),
        escape(docket.reference.as_str()),
        escape(self::docket(draft))
    ));
    for unit in &docket.units {
        let (state, target) = match &unit.target {
            Some(target) => ("translated", format!("<target>{}</target>", content(target, Version::V2_1))),
            None => ("initial", String::new()),
        };
        xml.push_str(&unit_2(
            unit.key.as_str(),
            unit.role.name(),
            "",
            unit.note.as_deref(),
            &format!(
                "<segment state=\"{state}\"><source>{}</source>{target}</segment>",
                content(&unit.source, Version::V2_1)
            ),
        ));
    }
    for (locked, number) in docket.locked.iter().zip(1..) {
        let text = escape(locked.text.as_str());
        xml.push_str(&unit_2(
            &format!("{LOCKED}{number}"),
            locked.role.name(),
            " translate=\"no\"",
            to_confirm(locked),
            &format!("<segment state=\"final\"><source>{text}</source><target>{text}</target></segment>"),
        ));
    }
    xml.push_str("</file>\n</xliff>\n");
}

fn unit_2(id: &str, role: &str, attributes: &str, note: Option<&str>, segment: &str) -> String {
    let notes = note.map(|note| format!("<notes><note>{}</note></notes>", escape(note))).unwrap_or_default();
    format!("<unit id=\"{}\" type=\"us:{role}\"{attributes}>{notes}{segment}</unit>\n", escape(id))
}

fn to_confirm(locked: &Locked) -> Option<&'static str> {
    locked.unconfirmed.then_some(TO_CONFIRM)
}

/// The content of a source or a target. Every form is an element with a number of its own; strong emphasis is two, one in
/// the other.
fn content(inlines: &[Inline], version: Version) -> String {
    let mut xml = String::new();
    let mut last_id = 0;
    for inline in inlines {
        match inline {
            Inline::NoteMark(number) => xml.push_str(&match version {
                Version::V1_2 => {
                    format!("<x id=\"{MARK}{number}\" ctype=\"x-note\" equiv-text=\"[{number}]\"/>")
                }
                Version::V2_1 => format!(
                    "<ph id=\"{MARK}{number}\" type=\"other\" subType=\"us:note\" disp=\"[{number}]\" \
                     canCopy=\"no\" canDelete=\"no\"/>"
                ),
            }),
            Inline::Text(text) => {
                let forms: Vec<Form> = [(text.strong, Form::Strong), (text.emphasis, Form::Emphasis)]
                    .into_iter()
                    .filter_map(|(has, form)| has.then_some(form))
                    .collect();
                for form in &forms {
                    last_id += 1;
                    xml.push_str(&form.opening(last_id, version));
                }
                xml.push_str(&escape(text.text.as_str()));
                xml.push_str(&Form::closing(version).repeat(forms.len()));
            }
        }
    }
    xml
}

#[derive(Clone, Copy)]
enum Form {
    Emphasis,
    Strong,
}

impl Form {
    fn opening(self, id: usize, version: Version) -> String {
        match (version, self) {
            (Version::V1_2, Form::Emphasis) => format!("<g id=\"{id}\" ctype=\"italic\">"),
            (Version::V1_2, Form::Strong) => format!("<g id=\"{id}\" ctype=\"bold\">"),
            (Version::V2_1, Form::Emphasis) => format!("<pc id=\"{id}\" type=\"fmt\" subType=\"xlf:i\">"),
            (Version::V2_1, Form::Strong) => format!("<pc id=\"{id}\" type=\"fmt\" subType=\"xlf:b\">"),
        }
    }

    fn closing(version: Version) -> &'static str {
        match version {
            Version::V1_2 => "</g>",
            Version::V2_1 => "</pc>",
        }
    }
}
