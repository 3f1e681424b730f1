//! The documentation of a rule, with what the facts know of it.

use crate::rules::procedure;
use crate::{Area, Profile, Rule, Severity};

impl Profile {
    /// What a rule finds, why, and where it comes from, in Markdown without a heading. Thresholds are those of the
    /// profile's facts.
    ///
    /// ```
    /// let rule = undersigned::Rule::find("too-few-groups").unwrap();
    /// let text = undersigned::Profile::builtin().explain(rule);
    /// assert!(text.contains("from 2023-01-01: at least 2 political groups"));
    /// ```
    pub fn explain(&self, rule: &Rule) -> String {
        let lines: Vec<&str> = rule.documentation.lines().map(str::trim).collect();
        let mut text = lines.join("\n").trim().to_owned();
        text.push_str(match rule.severity {
            Severity::Error => "\n\nIt is an error.",
            Severity::Warning => "\n\nIt is a warning. `--deny` makes it an error.",
            Severity::Info => "\n\nIt is a piece of information. `--deny` makes it an error.",
        });
        let source = rule.source.unwrap_or(match rule.area {
            Area::File | Area::Keys | Area::Body | Area::Profile => "the input format itself",
            Area::Signatories | Area::Text | Area::Languages | Area::Procedure | Area::Pages => {
                "the practice of published documents, and the facts"
            }
            Area::Translation => "what a translation keeps of the text that was tabled",
        });
        let since = rule.since.unwrap_or("documents of every date");
        text.push_str(&format!("\n\nSource: {source}. Applies to: {since}."));
        let thresholds = procedure::thresholds(rule, self.facts());
        if !thresholds.is_empty() {
            text.push_str("\n\nThresholds that are known:\n");
            for threshold in thresholds {
                text.push_str(&format!("\n* {threshold}"));
            }
        }
        text.push('\n');
        text
    }
}
