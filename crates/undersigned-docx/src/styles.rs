//! The names of the styles, and which of them a document uses.

use std::collections::BTreeSet;

use undersigned::PrintLanguage;
use undersigned::sheet::{Fit, Role, Text};

/// The style of a paragraph: that of its role, or one derived from it for a place in the text. What Word
/// users would do by hand, on the paragraph, is a style here, because a translator's tool keeps no direct
/// formatting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ParagraphStyle {
    pub(crate) role: Role,
    /// Stays on the page of the next paragraph, though the role as such does not.
    pub(crate) kept: bool,
    /// A further paragraph of a note or of an item in a list, which has no mark in its margin.
    pub(crate) continued: bool,
    /// Set a little otherwise than the role says.
    pub(crate) fit: Fit,
}

impl ParagraphStyle {
    /// The style of the role itself.
    pub(crate) fn of(role: Role) -> Self {
        ParagraphStyle { role, kept: false, continued: false, fit: Fit::default() }
    }

    /// The same, set a little otherwise. What of the fit is no matter of the style, Word sees to by itself: widow control
    /// keeps together what is not to be divided.
    pub(crate) fn fitted(self, fit: Fit) -> Self {
        let Fit { tracking, narrowed, .. } = fit;
        ParagraphStyle { fit: Fit { tracking, narrowed, ..Fit::default() }, ..self }
    }

    /// The name that Word shows; also what survives when another program saves the file anew.
    pub(crate) fn name(self) -> String {
        let mut name = role_name(self.role).to_owned();
        if self.continued {
            name.push_str(" Continued");
        }
        if self.kept {
            name.push_str(" Kept");
        }
        let Fit { tracking, narrowed, .. } = self.fit;
        match tracking.signum() {
            1 => name.push_str(&format!("{WIDE}{tracking}")),
            -1 => name.push_str(&format!("{TIGHT}{}", -tracking)),
            _ => {}
        }
        if narrowed > 0 {
            name.push_str(&format!("{NARROW}{narrowed}"));
        }
        name
    }

    pub(crate) fn id(self) -> String {
        style_id(&self.name())
    }

    fn is_derived(self) -> bool {
        self != ParagraphStyle::of(self.role)
    }
}

/// What the name of a style says of its fit, each before a number of twips.
const WIDE: &str = " Wide ";
const TIGHT: &str = " Tight ";
const NARROW: &str = " Narrow ";

/// The names are stable: the reader of translated files goes by them where a bookmark is lost. Those in small
/// letters are Word's own, which it shows in the language of its user.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::Masthead => "Masthead",
        Role::MastheadSecond => "Masthead Second",
        Role::DocReference => "Doc Reference",
        Role::Date => "Doc Date",
        Role::Edition => "Edition",
        Role::Title => "heading 1",
        Role::TypeLine => "Type Line",
        Role::Disclaimer => "Disclaimer",
        Role::LeadIn => "Lead-in",
        Role::Body => "Body",
        Role::ListItem => "List Item",
        Role::ListItemSecond => "List Item Second",
        Role::SignedOverleaf => "Signed Overleaf",
        Role::SignedHead => "Signed Head",
        Role::Signatory => "Signatory",
        Role::Total => "Total",
        Role::Legend => "Legend",
        Role::Note => "Note",
        Role::RunningHead => "Running Head",
        Role::ContactLine => "Contact Line",
    }
}

/// The role whose style, or one derived from it, has this name. Programs differ in the capitals of Word's own names.
pub(crate) fn role_of(name: &str) -> Option<Role> {
    let mut base = name;
    for fit in [NARROW, TIGHT, WIDE] {
        base = base.split_once(fit).map_or(base, |(before, _)| before);
    }
    let base = base.trim_end_matches(" Kept").trim_end_matches(" Continued");
    Role::ALL.iter().copied().find(|&role| role_name(role).eq_ignore_ascii_case(base))
}

/// The style of the paragraph that Word begins when Enter is pressed at the end of one.
pub(crate) fn next(role: Role) -> Role {
    match role {
        Role::Masthead => Role::MastheadSecond,
        Role::DocReference => Role::Date,
        Role::Date | Role::Edition => Role::Title,
        Role::Title => Role::TypeLine,
        Role::TypeLine => Role::Disclaimer,
        Role::Disclaimer => Role::LeadIn,
        Role::LeadIn => Role::Body,
        Role::SignedOverleaf => Role::SignedHead,
        Role::SignedHead => Role::Signatory,
        role => role,
    }
}

/// The built-in style that the style of a role builds on.
pub(crate) fn base(role: Role) -> &'static str {
    match role {
        Role::Masthead | Role::MastheadSecond | Role::RunningHead => "Header",
        Role::ContactLine => "Footer",
        Role::Legend | Role::Note => "FootnoteText",
        _ => "Normal",
    }
}

/// Word makes the id of a style from its name in this way.
pub(crate) fn style_id(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for word in name.split([' ', '-']) {
        let mut characters = word.chars();
        id.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(characters.as_str());
    }
    id
}

/// How a piece of text differs from its paragraph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Form {
    pub(crate) emphasis: bool,
    pub(crate) strong: bool,
    pub(crate) raised: bool,
    pub(crate) fixed: bool,
    pub(crate) unconfirmed: bool,
    /// Where it is another than that of the text round it.
    pub(crate) language: Option<PrintLanguage>,
}

impl Form {
    pub(crate) const FIXED: Form = Form {
        emphasis: false,
        strong: false,
        raised: false,
        fixed: true,
        unconfirmed: false,
        language: None,
    };

    pub(crate) fn of(text: &Text) -> Self {
        let &Text { emphasis, strong, raised, fixed, unconfirmed, .. } = text;
        Form { emphasis, strong, raised, fixed, unconfirmed, language: text.language.clone() }
    }

    /// Every form in the language of the text round it.
    pub(crate) fn all() -> impl Iterator<Item = Form> {
        (1..32u8).map(|bits| Form {
            emphasis: bits & 1 != 0,
            strong: bits & 2 != 0,
            raised: bits & 4 != 0,
            fixed: bits & 8 != 0,
            unconfirmed: bits & 16 != 0,
            language: None,
        })
    }
}

/// A character style.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CharacterStyle {
    /// The mark of a note in the text.
    NoteMark,
    /// The mark of a note in a paragraph of italics: upright all the same.
    NoteMarkInItalics,
    /// The number at the head of a note. LibreOffice knows the name as that of its own style for this number,
    /// which it would raise otherwise.
    NoteNumber,
    Form(Form),
}

impl CharacterStyle {
    pub(crate) fn name(&self) -> String {
        match self {
            CharacterStyle::NoteMark => "footnote reference".to_owned(),
            CharacterStyle::NoteMarkInItalics => "Footnote Reference in Italics".to_owned(),
            CharacterStyle::NoteNumber => "Footnote Characters".to_owned(),
            CharacterStyle::Form(form) => {
                let forms = [
                    (form.emphasis, "Emphasis"),
                    (form.strong, "Strong"),
                    (form.raised, "Raised"),
                    (form.fixed, "Do Not Translate"),
                    (form.unconfirmed, "To Confirm"),
                ];
                let forms =
                    forms.into_iter().filter(|(applies, _)| *applies).map(|(_, name)| name.to_owned());
                let language = form.language.iter().map(|language| format!("In {}", language.english_name));
                forms.chain(language).collect::<Vec<_>>().join(" ")
            }
        }
    }

    pub(crate) fn id(&self) -> String {
        style_id(&self.name())
    }
}

/// The styles beside those of the roles that one document uses.
#[derive(Debug, Default)]
pub(crate) struct Used {
    pub(crate) paragraphs: BTreeSet<ParagraphStyle>,
    pub(crate) characters: BTreeSet<CharacterStyle>,
    /// How the title is fitted.
    pub(crate) title: Fit,
}

impl Used {
    /// Notes that a paragraph has this style, and gives its id.
    pub(crate) fn paragraph(&mut self, style: ParagraphStyle) -> String {
        if style.is_derived() {
            self.paragraphs.insert(style);
        }
        style.id()
    }

    /// Notes that a run has this style, and gives its id.
    pub(crate) fn character(&mut self, style: CharacterStyle) -> String {
        if style == CharacterStyle::NoteMarkInItalics {
            self.characters.insert(CharacterStyle::NoteMark);
        }
        let id = style.id();
        self.characters.insert(style);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_derived_style_is_read_as_that_of_its_role() {
        for &role in Role::ALL {
            for (tracking, narrowed) in [(0, 0), (2, 0), (-3, 0), (0, 640)] {
                for (kept, continued) in [(false, false), (true, false), (false, true), (true, true)] {
                    let fit = Fit { tracking, narrowed, ..Fit::default() };
                    let style = ParagraphStyle { role, kept, continued, fit };
                    assert_eq!(role_of(&style.name()), Some(role), "{}", style.name());
                }
            }
        }
    }
}
