//! What a rule is, and the list of all of them.

use crate::{Severity, rules};

/// A rule that inputs are held to. Its code is stable: it never comes to mean anything else.
///
/// ```
/// let rule = undersigned::Rule::find("U012").unwrap();
/// assert_eq!(rule.name, "missing-key");
/// assert_eq!(rule.area, undersigned::Area::Keys);
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The code, such as `U012`.
    pub code: &'static str,
    /// The name, in words joined by hyphens, such as `missing-key`.
    pub name: &'static str,
    /// What the rule is about.
    pub area: Area,
    /// How much a finding weighs.
    pub severity: Severity,
    /// The documentation in Markdown: its first paragraph says in a sentence what the rule finds.
    pub documentation: &'static str,
    /// Where the rule comes from; `None` for one that the input format itself makes.
    pub source: Option<&'static str>,
    /// The date from which the rule applies, or where its dates stand; `None` for all documents.
    pub since: Option<&'static str>,
}

impl Rule {
    /// The rule for what shows only on the page, such as a word that fits on no line. Renderers' faults are findings
    /// of it.
    pub const CANNOT_BE_SET: &'static Rule = &rules::rule_of::<rules::pages::CannotBeSet>();

    /// The rule for a file from a translator that cannot be read. Readers' errors are findings of it.
    pub const NOT_READABLE: &'static Rule = &rules::rule_of::<rules::translation::NotReadable>();

    /// The rule for a template that does not compile. What the engine of the PDF says of it are findings of it.
    pub const UNUSABLE_TEMPLATE: &'static Rule = &rules::rule_of::<rules::profile::UnusableTemplate>();

    /// Every rule, in the order of the codes.
    pub fn all() -> &'static [&'static Rule] {
        rules::ALL
    }

    /// The rule with this code or name, without regard to case.
    pub fn find(code_or_name: &str) -> Option<&'static Rule> {
        let wanted = code_or_name.trim();
        Rule::all()
            .iter()
            .copied()
            .find(|rule| rule.code.eq_ignore_ascii_case(wanted) || rule.name.eq_ignore_ascii_case(wanted))
    }

    /// The first paragraph of the documentation: what the rule finds, in a sentence.
    pub fn summary(&self) -> String {
        let lines = self.documentation.lines().take_while(|line| !line.trim().is_empty());
        lines.map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// The file as a text: encoding, notation, size.
    File,
    /// The keys of the input format and the form of their values.
    Keys,
    /// The forms of the body.
    Body,
    /// Those who signed.
    Signatories,
    /// What the text says and how it is typed.
    Text,
    /// The texts in two languages against one another, and their fixed wording.
    Languages,
    /// The Rules of Procedure. Their findings are advice: the President decides.
    Procedure,
    /// The pages that were set.
    Pages,
    /// What goes to a translator and comes back.
    Translation,
    /// The files of a profile.
    Profile,
}

impl Area {
    /// Every area, in the order of the codes.
    pub const ALL: &'static [Area] = &[
        Area::File,
        Area::Keys,
        Area::Body,
        Area::Signatories,
        Area::Text,
        Area::Languages,
        Area::Procedure,
        Area::Pages,
        Area::Translation,
        Area::Profile,
    ];

    /// The name, such as `procedure`.
    pub const fn name(self) -> &'static str {
        match self {
            Area::File => "file",
            Area::Keys => "keys",
            Area::Body => "body",
            Area::Signatories => "signatories",
            Area::Text => "text",
            Area::Languages => "languages",
            Area::Procedure => "procedure",
            Area::Pages => "pages",
            Area::Translation => "translation",
            Area::Profile => "profile",
        }
    }
}
