//! The documentation of a rule, with what the facts know of it.

use crate::rules::procedure;
use crate::{Profile, Rule};

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
        let mend = match rule.severity {
            crate::Severity::Error => "",
            _ => " `--deny` makes it an error.",
        };
        text.push_str(&format!("\n\nIt is {}.{mend}", with_article(rule.severity.name())));
        let source = rule.source.unwrap_or("the input format itself");
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

fn with_article(severity: &str) -> String {
    let article = if severity.starts_with(['a', 'e', 'i']) { "an" } else { "a" };
    match severity {
        "info" => "a piece of information".to_owned(),
        other => format!("{article} {other}"),
    }
}
