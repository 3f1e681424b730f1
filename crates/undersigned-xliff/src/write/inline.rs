//! Text with its forms and marks, as the content of an element.

use std::cmp::Reverse;

use undersigned::sheet::Inline;

use super::xml::{end, tag, text};
use crate::error::Kind;
use crate::forms::{Form, Forms};
use crate::key;
use crate::version::Version;

/// A text and its translation, as XML.
pub(super) struct Pair {
    pub(super) source: String,
    pub(super) target: Option<String>,
}

impl Pair {
    /// `unit` is what both stand in.
    pub(super) fn new(
        unit: &str,
        source: &[Inline],
        target: Option<&[Inline]>,
        version: Version,
    ) -> Result<Pair, Kind> {
        let mut ids = Ids::default();
        let source_xml = content(unit, source, version, &mut |form| ids.add(form))?;
        let target = target.map(|target| content(unit, target, version, &mut |form| ids.same(form)));
        Ok(Pair { source: source_xml, target: target.transpose()? })
    }
}

/// The ids of the elements that forms are, unique in a unit. By them tools know which element of a
/// translation is which of the original; the first italics of the one are those of the other.
#[derive(Default)]
struct Ids {
    /// Those of the text, each until the translation has it too.
    free: Vec<(Form, usize)>,
    last: usize,
}

impl Ids {
    fn add(&mut self, form: Form) -> usize {
        self.last += 1;
        self.free.push((form, self.last));
        self.last
    }

    fn same(&mut self, form: Form) -> usize {
        match self.free.iter().position(|(free, _)| *free == form) {
            Some(index) => self.free.remove(index).1,
            None => {
                self.last += 1;
                self.last
            }
        }
    }
}

/// The XML of a text.
fn content(
    unit: &str,
    inlines: &[Inline],
    version: Version,
    id: &mut dyn FnMut(Form) -> usize,
) -> Result<String, Kind> {
    let mut xml = String::new();
    for step in steps(inlines) {
        match step {
            Step::Open(form) => open(form, id(form), version, &mut xml),
            Step::Close => end(&mut xml, element(version)),
            Step::Text(piece) => xml.push_str(&text(piece, unit)?),
            Step::Mark(note) => mark(note, version, &mut xml),
        }
    }
    Ok(xml)
}

/// The element that a form is.
const fn element(version: Version) -> &'static str {
    match version {
        Version::V1_2 => "g",
        Version::V2_1 => "pc",
    }
}

fn open(form: Form, id: usize, version: Version, xml: &mut String) {
    let (id, name) = (id.to_string(), form.name(version));
    match version {
        Version::V1_2 => tag(xml, element(version), &[("id", &id), ("ctype", name)]),
        // A type goes with every subtype.
        Version::V2_1 => tag(xml, element(version), &[("id", &id), ("type", "fmt"), ("subType", name)]),
    }
    xml.push('>');
}

fn mark(note: usize, version: Version, xml: &mut String) {
    let (id, shown) = (key::mark(note), format!("[{note}]"));
    match version {
        Version::V1_2 => {
            tag(xml, "x", &[("id", &id), ("ctype", key::mark_type(version)), ("equiv-text", &shown)])
        }
        // There is no native code behind it, so that it needs no original data.
        Version::V2_1 => tag(
            xml,
            "ph",
            &[
                ("id", &id),
                ("type", "other"),
                ("subType", key::mark_type(version)),
                ("disp", &shown),
                ("canCopy", "no"),
                ("canDelete", "no"),
            ],
        ),
    }
    xml.push_str("/>");
}

enum Step<'t> {
    Open(Form),
    /// Closes the form that was opened last.
    Close,
    Text(&'t str),
    Mark(usize),
}

/// A text as openings and closings of forms, as few as can be: each is a tag that a translator has to carry
/// along.
fn steps(inlines: &[Inline]) -> Vec<Step<'_>> {
    let inlines: Vec<&Inline> = inlines.iter().filter(|inline| !is_empty(inline)).collect();
    let forms = forms(&inlines);
    let mut steps = Vec::new();
    let mut open: Vec<Form> = Vec::new();
    let mut ahead = forms.as_slice();
    for inline in inlines {
        let Some((&wanted, rest)) = ahead.split_first() else { break };
        while !open.iter().all(|&form| wanted.has(form)) {
            open.pop();
            steps.push(Step::Close);
        }
        let mut missing: Vec<Form> =
            Form::ALL.into_iter().filter(|form| wanted.has(*form) && !open.contains(form)).collect();
        // What lasts longer goes round the other.
        missing.sort_by_key(|&form| Reverse(ahead.iter().take_while(|forms| forms.has(form)).count()));
        for form in missing {
            open.push(form);
            steps.push(Step::Open(form));
        }
        steps.push(match inline {
            Inline::Text(text) => Step::Text(&text.text),
            Inline::NoteMark(note) => Step::Mark(*note),
        });
        ahead = rest;
    }
    steps.extend(open.iter().map(|_| Step::Close));
    steps
}

fn is_empty(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.text.is_empty())
}

/// The forms of each piece. A mark has none of its own: it has those that go on behind it.
fn forms(inlines: &[&Inline]) -> Vec<Forms> {
    let own = |inline: &&Inline| match inline {
        Inline::Text(text) => Some(Forms::of(text)),
        Inline::NoteMark(_) => None,
    };
    // The forms of the text that comes last, up to each piece.
    let last = |forms: &mut Forms, inline: &&Inline| {
        *forms = own(inline).unwrap_or(*forms);
        Some(*forms)
    };
    let before = inlines.iter().scan(Forms::default(), last);
    let mut behind: Vec<Forms> = inlines.iter().rev().scan(Forms::default(), last).collect();
    behind.reverse();
    before.zip(behind).map(|(before, behind)| before.and(behind)).collect()
}

#[cfg(test)]
mod tests {
    use undersigned::sheet::Text;

    use super::*;

    fn piece(text: &str, emphasis: bool, strong: bool) -> Inline {
        Inline::Text(Text { text: text.to_owned(), emphasis, strong, ..Text::default() })
    }

    fn source(inlines: &[Inline]) -> String {
        Pair::new("body-1", inlines, None, Version::V1_2).unwrap().source
    }

    #[test]
    fn what_lasts_longer_goes_round_the_other() {
        let xml = source(&[piece("a", true, true), piece("b", false, true), piece("c", false, false)]);
        assert_eq!(xml, "<g id=\"1\" ctype=\"bold\"><g id=\"2\" ctype=\"italic\">a</g>b</g>c");
        let xml = source(&[piece("a", true, false), piece("b", true, true), piece("c", false, true)]);
        let italic = "<g id=\"1\" ctype=\"italic\">a<g id=\"2\" ctype=\"bold\">b</g></g>";
        assert_eq!(xml, format!("{italic}<g id=\"3\" ctype=\"bold\">c</g>"));
    }

    #[test]
    fn a_mark_stands_in_a_form_that_goes_on_behind_it() {
        let mark = "<x id=\"note-1\" ctype=\"x-note\" equiv-text=\"[1]\"/>";
        let xml = source(&[piece("a", true, false), Inline::NoteMark(1), piece("b", true, false)]);
        assert_eq!(xml, format!("<g id=\"1\" ctype=\"italic\">a{mark}b</g>"));
        let xml = source(&[piece("a", true, false), Inline::NoteMark(1), piece("b", false, false)]);
        assert_eq!(xml, format!("<g id=\"1\" ctype=\"italic\">a</g>{mark}b"));
        assert_eq!(source(&[Inline::NoteMark(1)]), mark);
    }

    #[test]
    fn pieces_of_one_form_are_one() {
        assert_eq!(
            source(&[piece("a", true, false), piece("", false, true), piece("<b>", true, false)]),
            "<g id=\"1\" ctype=\"italic\">a&lt;b&gt;</g>"
        );
    }

    #[test]
    fn the_translation_has_the_ids_of_the_text() {
        let sent = [piece("a", true, false), piece("b", false, true)];
        let translated = [piece("B", false, true), piece("A", true, false), piece("C", false, true)];
        let pair = Pair::new("body-1", &sent, Some(&translated), Version::V2_1).unwrap();
        let element = |id, name| format!("<pc id=\"{id}\" type=\"fmt\" subType=\"xlf:{name}\">");
        let (italic, bold, more) = (element(1, "i"), element(2, "b"), element(3, "b"));
        assert_eq!(pair.target.unwrap(), format!("{bold}B</pc>{italic}A</pc>{more}C</pc>"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let error = Pair::new("body-1", &[piece("a\u{8}", false, false)], None, Version::V1_2).err().unwrap();
        assert_eq!(
            error.to_string(),
            "`body-1` holds the character '\\u{8}', which has no place in a line of XML"
        );
    }
}
