//! The numbering of lists inside the body.

use docx_rs::{
    AbstractNumbering, Level, LevelJc, LevelText, NumberFormat, Numbering, SpecialIndentType, Start,
};
use undersigned::Theme;
use undersigned::sheet::{List, Role};

use crate::error::Kind;
use crate::finish::{self, Element};
use crate::measure::twips;
use crate::parts::WORD;

/// The most that Word numbers.
const LIMIT: u64 = 32_767;

/// The lists of a document, each with a numbering of its own: so every one begins at its own number.
#[derive(Default)]
pub(crate) struct Lists {
    /// The first number of each, or none for bullets.
    starts: Vec<Option<usize>>,
}

impl Lists {
    /// Takes a list in and gives the id of its numbering, counted from 1.
    pub(crate) fn add(&mut self, list: &List) -> Result<usize, Kind> {
        let start = match list.start {
            Some(start) if start > LIMIT => return Err(Kind::ListStart { start }),
            start => start.and_then(|start| usize::try_from(start).ok()),
        };
        self.starts.push(start);
        Ok(self.starts.len())
    }

    /// The part, where there is a list.
    pub(crate) fn part(&self, theme: &Theme) -> Result<Option<String>, Kind> {
        if self.starts.is_empty() {
            return Ok(None);
        }
        let mut xml = format!("<w:numbering xmlns:w=\"{WORD}\">");
        for (index, &start) in self.starts.iter().enumerate() {
            let numbering = AbstractNumbering::new(index)
                .add_level(level(theme, 0, Role::ListItem, start))
                .add_level(level(theme, 1, Role::ListItemSecond, start));
            let source = finish::source(&numbering)?;
            let mut element = Element::read(&source)?;
            let children = std::mem::take(&mut element.children);
            element.insert(Element::leaf("w:multiLevelType", "w:val=\"multilevel\""));
            element.children.extend(children);
            element.write(&mut xml);
        }
        for index in 0..self.starts.len() {
            let source = finish::source(&Numbering::new(index + 1, index))?;
            Element::read(&source)?.write(&mut xml);
        }
        xml.push_str("</w:numbering>");
        Ok(Some(xml))
    }
}

/// One level: the mark, ranged left in the hanging indent of the role.
fn level(theme: &Theme, level: usize, role: Role, start: Option<usize>) -> Level {
    let look = theme.role(role);
    let (format, mark) = match start {
        Some(_) => ("decimal", format!("%{}.", level + 1)),
        None => ("bullet", if level == 0 { "•" } else { "–" }.to_owned()),
    };
    let hanging = SpecialIndentType::Hanging(twips(look.hanging));
    Level::new(
        level,
        Start::new(start.unwrap_or(1)),
        NumberFormat::new(format),
        LevelText::new(mark),
        LevelJc::new("left"),
    )
    .indent(Some(twips(look.indent)), Some(hanging), None, None)
}
