//! What a theme must be, so that both formats can follow it.

use std::ops::RangeInclusive;

use super::{RoleStyle, Theme};
use crate::Span;
use crate::facts::nearest;
use crate::profile::{Place, TomlFile, known_words};
use crate::sheet::Role;

impl Theme {
    /// Tells everything that is wrong with the values, each at its place.
    pub(super) fn check(&self, file: &TomlFile<'_>) {
        let root = file.root();
        self.check_roles(file, root.at("role"));
        self.check_page(file, root.at("page"));
        for (key, name) in [("pdf", &self.fonts.pdf), ("word", &self.fonts.word)] {
            if name.trim().is_empty() {
                file.fault(
                    root.at("fonts").at(key).span(),
                    format!("`fonts.{key}` is empty"),
                    "name a typeface",
                );
            }
        }
        let measures = Measures { file, table: root.at("note-mark"), name: "note-mark" };
        measures.check("size", self.note_mark.size, 0.5, 1.0..=72.0);
        let measures = Measures { file, table: root.at("note-rule"), name: "note-rule" };
        measures.check("length", self.note_rule.length, 0.05, 0.0..=1584.0);
        measures.check("thickness", self.note_rule.thickness, 0.125, 0.0..=6.0);
        measures.check("after", self.note_rule.after, 0.05, 0.0..=1584.0);
        if let Some(image) = &self.masthead_image {
            let table = root.at("masthead-image");
            let measures = Measures { file, table, name: "masthead-image" };
            measures.check("width", image.width, 0.05, 1.0..=1584.0);
            measures.check("height", image.height, 0.05, 1.0..=1584.0);
            let room =
                f64::from(self.page.width.saturating_sub(self.page.margin_left + self.page.margin_right))
                    / 20.0;
            if image.width > room {
                let message = format!("`masthead-image.width` = {} is more than the text has", image.width);
                file.fault(table.at("width").span(), message, format!("between the margins are {room} pt"));
            }
            if image.alt.as_ref().is_some_and(|alt| alt.trim().is_empty()) {
                let message = "`masthead-image.alt` is empty, so the image cannot be read out";
                file.fault(table.at("alt").span(), message, "write what a screen reader says for it");
            }
        }
    }

    fn check_roles(&self, file: &TomlFile<'_>, table: Place<'_, '_>) {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
        let mut meant = Vec::new();
        for (name, key) in table.keys().filter(|(name, _)| !known.contains(name)) {
            file.fault(key, format!("there is no role `{name}`"), known_words(name, &known));
            meant.extend(nearest(name, known.iter().copied()));
        }
        for name in known {
            if !table.at(name).is_there() && !meant.contains(&name) {
                let help = format!("add the table `[role.{name}]` with at least `size` and `line`");
                file.fault(Span::input(0..0), format!("the role `{name}` is missing"), help);
            }
        }
        for (name, style) in &self.roles {
            style.check(&Measures { file, table: table.at(name), name: &format!("role.{name}") });
        }
    }

    fn check_page(&self, file: &TomlFile<'_>, table: Place<'_, '_>) {
        let page = &self.page;
        for (first, second, sum, whole, side) in [
            (
                "margin-left",
                "margin-right",
                page.margin_left.saturating_add(page.margin_right),
                page.width,
                "width",
            ),
            (
                "margin-top",
                "margin-bottom",
                page.margin_top.saturating_add(page.margin_bottom),
                page.height,
                "height",
            ),
        ] {
            if sum >= whole {
                let message = format!("`{first}` and `{second}` of the page leave no room for text");
                let help = format!("together they are {sum} twips, and the {side} is {whole}");
                file.fault(table.at(first).span(), message, help);
            }
        }
        let head = self.roles.get(Role::RunningHead.name());
        let head = head.map_or(0.0, |style| style.line + style.rule_below + style.rule_space);
        if f64::from(page.header) / 20.0 + head > f64::from(page.margin_top) / 20.0 {
            let message = "the running head would stand in the text";
            let help = format!(
                "`page.header` and the {head} pt of the running head are more than `page.margin-top`, {} twips",
                page.margin_top
            );
            file.fault(table.at("header").span(), message, help);
        }
        // Word's own limit for a side of a page is 22 inches.
        for (key, value, most) in
            [("width", page.width, 31_680), ("height", page.height, 31_680), ("bleed", page.bleed, 1_440)]
        {
            if value > most {
                let message = format!("`page.{key}` is {value} twips, which is more than Word can hold");
                file.fault(table.at(key).span(), message, format!("write at most {most}"));
            }
        }
    }
}

impl RoleStyle {
    fn check(&self, measures: &Measures<'_, '_>) {
        // What is out of bounds is said below.
        if self.line < self.size && self.size <= 200.0 {
            let message = format!("`{}.line` = {} is less than the size", measures.name, self.line);
            measures.file.fault(
                measures.table.at("line").span(),
                message,
                "lines would stand in one another: write at least the size",
            );
        }
        for (key, value, step, range) in [
            ("size", self.size, 0.5, 1.0..=200.0),
            ("line", self.line, 0.05, 1.0..=400.0),
            ("before", self.before, 0.05, 0.0..=1000.0),
            ("after", self.after, 0.05, 0.0..=1000.0),
            ("indent", self.indent, 0.05, 0.0..=1000.0),
            ("rule-above", self.rule_above, 0.125, 0.0..=6.0),
            ("rule-below", self.rule_below, 0.125, 0.0..=6.0),
            ("rule-space", self.rule_space, 1.0, 0.0..=31.0),
        ] {
            measures.check(key, value, step, range);
        }
        // The first line of a paragraph cannot begin in the margin of the page.
        measures.check("hanging", self.hanging, 0.05, 0.0..=self.indent.max(0.0));
    }
}

/// The measures of a table.
struct Measures<'f, 't> {
    file: &'f TomlFile<'t>,
    table: Place<'f, 't>,
    name: &'f str,
}

impl Measures<'_, '_> {
    /// Word counts in steps (half points, twips, eighths of a point): a measure between two of them could not be the
    /// same in both formats.
    fn check(&self, key: &str, value: f64, step: f64, range: RangeInclusive<f64>) {
        let (at, name) = (self.table.at(key).span(), format!("`{}.{key}`", self.name));
        if !range.contains(&value) {
            let help = format!("write a number from {} to {}", range.start(), range.end());
            return self.file.fault(at, format!("{name} = {value} is outside its bounds"), help);
        }
        let steps = value / step;
        if (steps - steps.round()).abs() > 1e-6 {
            let nearest = (steps.round() * step * 1000.0).round() / 1000.0;
            let message = format!("{name} = {value} is not a multiple of {step} pt");
            self.file.fault(at, message, format!("the nearest is {nearest}"));
        }
    }
}
