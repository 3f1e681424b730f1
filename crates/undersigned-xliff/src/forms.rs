//! Emphasis and strong text, and what both versions of XLIFF call them.

use undersigned::sheet::Text;

use crate::version::Version;

/// The forms that a piece of text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Forms {
    pub(crate) emphasis: bool,
    pub(crate) strong: bool,
}

/// One form, which is one inline element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Emphasis,
    Strong,
}

impl Form {
    pub(crate) const ALL: [Form; 2] = [Form::Emphasis, Form::Strong];

    /// The value of the attribute that says so: `ctype` in 1.2, `subType` in 2.1.
    pub(crate) const fn name(self, version: Version) -> &'static str {
        match (self, version) {
            (Form::Emphasis, Version::V1_2) => "italic",
            (Form::Strong, Version::V1_2) => "bold",
            (Form::Emphasis, Version::V2_1) => "xlf:i",
            (Form::Strong, Version::V2_1) => "xlf:b",
        }
    }

    /// The form of this name, in whichever version.
    pub(crate) fn find(name: &str) -> Option<Form> {
        let is_named = |form: &Form| Version::ALL.iter().any(|&version| form.name(version) == name);
        Form::ALL.into_iter().find(is_named)
    }
}

impl Forms {
    pub(crate) fn of(text: &Text) -> Forms {
        Forms { emphasis: text.emphasis, strong: text.strong }
    }

    pub(crate) const fn only(form: Form) -> Forms {
        Forms { emphasis: matches!(form, Form::Emphasis), strong: matches!(form, Form::Strong) }
    }

    pub(crate) const fn has(self, form: Form) -> bool {
        match form {
            Form::Emphasis => self.emphasis,
            Form::Strong => self.strong,
        }
    }

    /// The forms that both have.
    pub(crate) const fn and(self, other: Forms) -> Forms {
        Forms { emphasis: self.emphasis && other.emphasis, strong: self.strong && other.strong }
    }
}
