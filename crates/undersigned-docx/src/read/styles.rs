//! The styles of a file: what a paragraph is, and whether a piece of text is emphasised.

use std::collections::BTreeMap;

use undersigned::sheet::Role;

use super::error::Fault;
use super::limits::{MAX_STYLE_CHAIN, MAX_STYLE_NAME};
use super::xml::{Event, Xml};
use crate::styles::role_of;

/// The styles by their ids, which programs give anew; the names stay.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    /// Whether the name says that text of the style is emphasised, and strong.
    named: (bool, bool),
    based_on: Option<String>,
    form: Form,
}

/// Italics and bold, as far as something says so of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) italic: Option<bool>,
    pub(super) bold: Option<bool>,
}

impl Form {
    /// Notes a property of a run; others are passed over.
    pub(super) fn note(&mut self, name: &str, value: Option<&str>) {
        let on = !matches!(value, Some("0" | "false" | "off" | "none"));
        match name {
            "i" => self.italic = Some(on),
            "b" => self.bold = Some(on),
            _ => {}
        }
    }
}

impl Styles {
    pub(super) fn read(part: &str) -> Result<Self, Fault> {
        let mut xml = Xml::new(part);
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        while let Some(event) = xml.next()? {
            match event {
                Event::Open(element) => match (element.name.word(), &mut open) {
                    ("style", _) => {
                        let id = element.attribute("styleId").unwrap_or_default().to_owned();
                        open = Some((id, Style::default()));
                    }
                    ("name", Some((_, style))) => {
                        let name = element.attribute("val").unwrap_or_default();
                        style.name = name.chars().take(MAX_STYLE_NAME).collect();
                        let has =
                            |word: &str| style.name.split(' ').any(|part| part.eq_ignore_ascii_case(word));
                        style.named = (has("Emphasis"), has("Strong"));
                    }
                    ("basedOn", Some((_, style))) => {
                        style.based_on = element.attribute("val").map(str::to_owned);
                    }
                    (name, Some((_, style))) => style.form.note(name, element.attribute("val")),
                    _ => {}
                },
                Event::Close(name) if name.word() == "style" => styles.extend(open.take()),
                _ => {}
            }
        }
        Ok(Styles { styles })
    }

    /// What a paragraph of this style is.
    pub(super) fn role(&self, id: Option<&str>) -> Option<Role> {
        self.chain(id).find_map(|style| role_of(&style.name))
    }

    /// Whether the style or one that it builds on has this name.
    pub(super) fn is_named(&self, id: Option<&str>, name: &str) -> bool {
        self.chain(id).any(|style| style.name.eq_ignore_ascii_case(name))
    }

    /// Whether a run is emphasised, and strong: by its style's name, by another style's form, or by what stands on the
    /// run itself. Italics in a paragraph of italics are none.
    pub(super) fn forms(&self, paragraph: Option<&str>, run: Option<&str>, direct: Form) -> (bool, bool) {
        let of_paragraph = |is: fn(&Form) -> Option<bool>| {
            self.chain(paragraph).find_map(|style| is(&style.form)).unwrap_or(false)
        };
        let form = |named: fn(&Style) -> bool, is: fn(&Form) -> Option<bool>| match is(&direct) {
            Some(on) => on != of_paragraph(is),
            None => self.chain(run).any(|style| named(style) || is(&style.form) == Some(true)),
        };
        (form(|style| style.named.0, |form| form.italic), form(|style| style.named.1, |form| form.bold))
    }

    /// A style and those that it builds on.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.styles.get(id));
        std::iter::successors(first, |style| self.styles.get(style.based_on.as_ref()?)).take(MAX_STYLE_CHAIN)
    }
}
