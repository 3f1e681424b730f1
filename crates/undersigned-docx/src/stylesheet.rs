//! The style sheet of the file: one style for every role, those derived from them, and the character styles.
//!
//! Every measure comes from the theme, and every style says all of its own, so that a change to one style in
//! Word does not spread to the others.

use std::collections::BTreeMap;

use docx_rs::{
    AlignmentType, Indent, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, SpecialIndentType, Style, StyleType, Tab, TabValueType, VertAlignType,
};
use quick_xml::escape::escape;
use undersigned::sheet::{Fit, Role};
use undersigned::theme::{Align, RoleStyle, Slant, Weight};
use undersigned::translation::Draft;
use undersigned::{Sheet, Theme};

use crate::error::Kind;
use crate::finish::{self, Element};
use crate::measure::{eighths, half_points, twips};
use crate::parts::WORD;
use crate::styles::{CharacterStyle, Form, ParagraphStyle, Used, base, next, style_id};

/// The style of the paragraph that holds the masthead's image.
pub(crate) const MASTHEAD_IMAGE: &str = "MastheadImage";
/// The style of the text beside which its translation stands.
pub(crate) const SOURCE_TEXT: &str = "SourceText";
/// The style of the translation.
pub(crate) const TRANSLATED_TEXT: &str = "TranslatedText";
/// The style of the table in which they stand.
pub(crate) const BILINGUAL_TABLE: &str = "BilingualTable";
/// The style of the line above the notes.
pub(crate) const NOTE_RULE: &str = "NoteRule";

/// All styles that a document could use, finished.
#[derive(Debug)]
pub(crate) struct Stylesheet {
    fonts: String,
    theme: Theme,
    /// What stands in every document: the built-in styles, and those of what the theme has once.
    always: String,
    roles: BTreeMap<Role, String>,
    derived: BTreeMap<ParagraphStyle, String>,
    characters: BTreeMap<CharacterStyle, String>,
    /// What a table of two languages needs beside them.
    bilingual: String,
}

impl Stylesheet {
    pub(crate) fn new(theme: &Theme) -> Result<Self, Kind> {
        let font = escape(theme.fonts.word.as_str());
        let fonts = format!(
            "<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" w:cs=\"{font}\"/>"
        );
        let mut always = String::new();
        for style in built_in(theme) {
            write(style, Vec::new(), &mut always)?;
        }
        write(masthead_image(theme), Vec::new(), &mut always)?;
        write(note_rule(theme), Vec::new(), &mut always)?;

        let mut roles = BTreeMap::new();
        let mut derived = BTreeMap::new();
        for &role in Role::ALL {
            roles.insert(role, written(role_style(theme, role, Fit::default()))?);
            for (kept, continued) in [(true, false), (false, true), (true, true)] {
                let style = ParagraphStyle { kept, continued, ..ParagraphStyle::of(role) };
                derived.insert(style, written(derived_style(theme, style))?);
            }
        }
        let marks = [CharacterStyle::NoteMark, CharacterStyle::NoteMarkInItalics, CharacterStyle::NoteNumber];
        let mut characters = BTreeMap::new();
        for style in marks.into_iter().chain(Form::all().map(CharacterStyle::Form)) {
            let mut xml = String::new();
            write_character_style(theme, &style, &mut xml)?;
            characters.insert(style, xml);
        }
        let (theme, bilingual) = (theme.clone(), bilingual(theme)?);
        Ok(Stylesheet { fonts, theme, always, roles, derived, characters, bilingual })
    }

    /// The part, with the styles that a document uses.
    pub(crate) fn part(
        &self,
        sheet: &Sheet,
        used: &Used,
        draft: Option<&Draft>,
        bilingual: bool,
    ) -> Result<String, Kind> {
        let (fonts, tag) = (&self.fonts, escape(sheet.language_tag.as_str()));
        let mut xml = format!(
            "<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}\
             <w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"{tag}\"/></w:rPr></w:rPrDefault>\
             <w:pPrDefault/></w:docDefaults>{}",
            self.always
        );
        for (&role, style) in &self.roles {
            match used.title {
                fit if role == Role::Title && fit != Fit::default() => {
                    xml.push_str(&written(role_style(&self.theme, role, fit))?);
                }
                _ => xml.push_str(style),
            }
        }
        for style in &used.paragraphs {
            match self.derived.get(style) {
                Some(known) => xml.push_str(known),
                None => xml.push_str(&written(derived_style(&self.theme, *style))?),
            }
        }
        // In a draft what is not to be translated is in the other language than the text.
        let fixed = match draft {
            Some(Draft { languages: (source, target), .. }) if sheet.language == source.language => {
                &target.tag
            }
            Some(Draft { languages: (source, _), .. }) => &source.tag,
            None => &sheet.language_tag,
        };
        let tag = format!("w:val=\"{}\"", escape(fixed.as_str()));
        for style in &used.characters {
            match self.characters.get(style) {
                Some(known) => xml.push_str(&known.replace(LANGUAGE_OF_FIXED, &tag)),
                None => write_character_style(&self.theme, style, &mut xml)?,
            }
        }
        if bilingual {
            xml.push_str(&self.bilingual);
        }
        xml.push_str("</w:styles>");
        Ok(xml)
    }
}

/// The styles of a table with a text and its translation.
fn bilingual(theme: &Theme) -> Result<String, Kind> {
    let body = theme.role(Role::Body);
    let mut xml = String::new();
    for (id, name) in [(SOURCE_TEXT, "Source Text"), (TRANSLATED_TEXT, "Translated Text")] {
        let style = Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .ui_priority(1)
            .q_format(false)
            .size(half_points(body.size))
            .align(AlignmentType::Left)
            .line_spacing(lines(body).before(0).after(0));
        write(style, Vec::new(), &mut xml)?;
    }
    let border =
        |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    xml.push_str(&format!(
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"{BILINGUAL_TABLE}\">\
         <w:name w:val=\"Bilingual Table\"/><w:uiPriority w:val=\"99\"/>\
         <w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:top w:w=\"57\" w:type=\"dxa\"/>\
         <w:left w:w=\"113\" w:type=\"dxa\"/><w:right w:w=\"113\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    ));
    Ok(xml)
}

fn built_in(theme: &Theme) -> Vec<Style> {
    let body = theme.role(Role::Body);
    let plain = |name: &str| Style::new(style_id(name), StyleType::Paragraph).name(name).ui_priority(99);
    let mut normal = plain("Normal").ui_priority(0).size(half_points(body.size)).line_spacing(lines(body));
    normal.paragraph_property = normal.paragraph_property.widow_control(true);
    let mut styles = vec![normal];
    for name in ["header", "footer", "footnote text"] {
        styles.push(plain(name).based_on("Normal").q_format(false).unhide_when_used());
    }
    styles
}

/// The style of a role. Only the title, of which there is one, has a fit here and not in a style derived from this one: the
/// heading is to have the style by which programs know one.
fn role_style(theme: &Theme, role: Role, fit: Fit) -> Style {
    let look = theme.role(role);
    let paragraph_style = ParagraphStyle::of(role);
    let mut style = Style::new(paragraph_style.id(), StyleType::Paragraph)
        .name(paragraph_style.name())
        .based_on(base(role))
        .next(ParagraphStyle::of(next(role)).id())
        .ui_priority(1)
        .size(half_points(look.size))
        .align(match look.align {
            Align::Left => AlignmentType::Left,
            Align::Justify => AlignmentType::Both,
        })
        .line_spacing(lines(look));
    if look.weight == Weight::Bold {
        style = style.bold();
    }
    if look.slant == Slant::Italic {
        style = style.italic();
    }
    if let Role::Legend | Role::Note = role {
        // LibreOffice widens the number of a note to a hanging indent, and the full stop behind it would stand
        // apart. So the first line of a note begins at its number, and a tab leads to the indent.
        style = style.indent(Some(twips(look.indent - look.hanging)), None, None, None);
    } else if look.indent > 0.0 || look.hanging > 0.0 {
        let hanging = SpecialIndentType::Hanging(twips(look.hanging));
        style = style.indent(Some(twips(look.indent)), Some(hanging), None, None);
    }
    style = fitted(style, fit);
    if role == Role::Title {
        style = style.outline_lvl(0);
    }
    let mut property = style.paragraph_property.widow_control(true);
    if look.keep_with_next {
        property = property.keep_next(true);
    }
    if look.keep_together {
        property = property.keep_lines(true);
    }
    if look.starts_page {
        property = property.page_break_before(true);
    }
    if role == Role::RunningHead {
        let text_width = theme.page.width - theme.page.margin_left - theme.page.margin_right;
        property = property.add_tab(Tab::new().val(TabValueType::Right).pos(text_width as usize));
    }
    let numbered = matches!(role, Role::Legend | Role::Note | Role::ListItem | Role::ListItemSecond);
    if numbered && look.hanging > 0.0 {
        // A number that is wider than the margin pushes the text aside, by halves of an em.
        for stop in [0.0, 0.5, 1.0].map(|ems| twips(look.indent + ems * look.size)) {
            let stop = usize::try_from(stop).unwrap_or_default();
            property = property.add_tab(Tab::new().val(TabValueType::Left).pos(stop));
        }
    }
    style.paragraph_property = property;
    style.paragraph_property.borders = rules(look);
    style
}

/// The height of the lines and the space round them. An exact height puts the baseline 0.8 of it below the
/// top of the line, whatever the typeface.
fn lines(look: &RoleStyle) -> LineSpacing {
    LineSpacing::new()
        .before(twips(look.before).unsigned_abs())
        .after(twips(look.after).unsigned_abs())
        .line(twips(look.line))
        .line_rule(LineSpacingType::Exact)
}

fn rules(look: &RoleStyle) -> Option<ParagraphBorders> {
    let sides =
        [(look.rule_above, ParagraphBorderPosition::Top), (look.rule_below, ParagraphBorderPosition::Bottom)];
    let mut borders = None;
    for (thickness, side) in sides {
        if thickness > 0.0 {
            // A border's distance is the one measure that Word counts in whole points.
            let rule =
                ParagraphBorder::new(side).size(eighths(thickness)).space(look.rule_space.round() as usize);
            borders = Some(borders.unwrap_or_else(ParagraphBorders::with_empty).set(rule));
        }
    }
    borders
}

fn derived_style(theme: &Theme, derived: ParagraphStyle) -> Style {
    let mut style = Style::new(derived.id(), StyleType::Paragraph)
        .name(derived.name())
        .based_on(ParagraphStyle::of(derived.role).id())
        .next(ParagraphStyle::of(next(derived.role)).id())
        .ui_priority(2)
        .q_format(false);
    if derived.kept {
        style.paragraph_property = style.paragraph_property.keep_next(true);
    }
    if derived.continued {
        // A hanging indent of the base goes away only before an indent of the first line, be it 0.
        let indent = twips(theme.role(derived.role).indent);
        style = style.indent(Some(indent), Some(SpecialIndentType::FirstLine(0)), None, None);
    }
    fitted(style, derived.fit)
}

/// The style with what a fit adds to it.
fn fitted(mut style: Style, fit: Fit) -> Style {
    if fit.tracking != 0 {
        style.run_property = style.run_property.spacing(fit.tracking);
    }
    if fit.narrowed > 0 {
        let indent = style.paragraph_property.indent.take();
        let narrowed = i32::try_from(fit.narrowed).unwrap_or(i32::MAX);
        style.paragraph_property.indent =
            Some(indent.unwrap_or_else(|| Indent::new(None, None, None, None)).end(narrowed));
    }
    style
}

/// The image stands on the line like a letter, and an exact line height would cut it off; the line is as tall
/// as the image and the descent of type of one point, which is a fifth of a point.
fn masthead_image(theme: &Theme) -> Style {
    let mut style = Style::new(MASTHEAD_IMAGE, StyleType::Paragraph)
        .name("Masthead Image")
        .based_on("Header")
        .ui_priority(1)
        .size(2)
        .line_spacing(LineSpacing::new().before(0).after(0).line(240).line_rule(LineSpacingType::Auto));
    style.paragraph_property.borders = rules(theme.role(Role::MastheadSecond));
    style
}

/// Word draws the rule above the notes as a character of a line of its own.
fn note_rule(theme: &Theme) -> Style {
    let line = twips(2.0 * theme.note_rule.after).max(20);
    Style::new(NOTE_RULE, StyleType::Paragraph)
        .name("Note Rule")
        .based_on("Normal")
        .ui_priority(99)
        .q_format(false)
        .size(half_points(theme.note_rule.after).max(2))
        .line_spacing(LineSpacing::new().before(0).after(0).line(line).line_rule(LineSpacingType::Exact))
}

/// The colour behind wording that somebody should confirm: a light yellow, on which black type is as clear as on paper.
const TO_CONFIRM: &str = "FFF2A8";

/// Stands for the language of fixed wording until the document is known. It is never left: a screen reader has to know
/// how to read the wording, too.
const LANGUAGE_OF_FIXED: &str = "w:val=\"zxx\"";

/// What docx-rs cannot say of a run comes in when the style is finished.
fn write_character_style(theme: &Theme, character: &CharacterStyle, out: &mut String) -> Result<(), Kind> {
    let mut style = Style::new(character.id(), StyleType::Character)
        .name(character.name())
        .ui_priority(3)
        .q_format(false);
    let mut extra = Vec::new();
    let raised = match character {
        CharacterStyle::NoteMark => true,
        CharacterStyle::NoteMarkInItalics => {
            // Italics switch over: those of the paragraph and those of the mark make an upright one.
            style = style.based_on(CharacterStyle::NoteMark.id()).italic();
            false
        }
        CharacterStyle::NoteNumber => {
            style.run_property = style.run_property.vert_align(VertAlignType::Baseline);
            false
        }
        CharacterStyle::Form(form) => {
            if form.emphasis {
                style = style.italic();
            }
            if form.strong {
                style = style.bold();
            }
            if form.fixed {
                extra.push(Element::leaf("w:noProof", ""));
            }
            match &form.language {
                Some(language) => {
                    let tag = escape(language.tag.as_str());
                    extra.push(Element::leaf("w:lang", format!("w:val=\"{tag}\"")));
                }
                None if form.fixed => extra.push(Element::leaf("w:lang", LANGUAGE_OF_FIXED)),
                None => {}
            }
            if form.unconfirmed {
                extra.push(Element::leaf(
                    "w:shd",
                    format!("w:val=\"clear\" w:color=\"auto\" w:fill=\"{TO_CONFIRM}\""),
                ));
            }
            form.raised
        }
    };
    if raised {
        // `w:position` would say size and height to the point, but LibreOffice makes any raised character style superscript
        // on top of that, and type of 6 points becomes one of 3.5.
        style = style.size(half_points(theme.note_mark.superscript_size()));
        style.run_property = style.run_property.vert_align(VertAlignType::SuperScript);
    }
    write(style, extra, out)
}

/// The ids of the styles that Word itself brings; all others must say that they are not of these.
const BUILT_IN: &[&str] =
    &["Normal", "Header", "Footer", "FootnoteText", "FootnoteReference", "Heading1", "Emphasis", "Strong"];

fn written(style: Style) -> Result<String, Kind> {
    let mut xml = String::new();
    write(style, Vec::new(), &mut xml)?;
    Ok(xml)
}

fn write(style: Style, extra: Vec<Element<'_>>, out: &mut String) -> Result<(), Kind> {
    let source = finish::source(&style)?;
    let mut element = Element::read(&source)?;
    if style.style_id == "Normal" {
        element.attributes.to_mut().push_str(" w:default=\"1\"");
    } else if !BUILT_IN.contains(&style.style_id.as_str()) {
        element.attributes.to_mut().push_str(" w:customStyle=\"1\"");
    }
    for property in extra {
        element.insert_into("w:rPr", property);
    }
    element.write(out);
    Ok(())
}
