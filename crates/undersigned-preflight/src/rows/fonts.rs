//! The faces that text is shown in.

use std::collections::BTreeSet;

use super::{count, on_pages};
use crate::content::Usage;
use crate::face::Face;
use crate::report::{Matter, Row};

pub(super) fn row(usage: &Usage) -> Row {
    let faces: BTreeSet<&Face> = usage.faces.keys().map(|face| &**face).collect();
    let mut row = Row::new(Matter::Fonts, count(faces.len(), "face", "faces"));
    for (face, pages) in &usage.faces {
        let pages = on_pages(pages);
        let name = &face.name;
        let is = |what: bool, yes: &str, no: &str| if what { yes.to_owned() } else { no.to_owned() };
        row.details.push(format!(
            "{name}: {}, {}, {}",
            is(face.embedded, "embedded", "not embedded"),
            is(face.subset, "subset", "no subset"),
            is(face.to_unicode, "ToUnicode", "no ToUnicode"),
        ));
        if !face.embedded {
            row.fault(format!(
                "{name} is not embedded ({pages}): another face would be printed in its place"
            ));
        } else if !face.subset {
            row.fault(format!("{name} is embedded whole, not as a subset ({pages})"));
        }
        if !face.to_unicode {
            row.fault(format!(
                "{name} has no ToUnicode ({pages}): its text cannot be searched, copied or read out"
            ));
        }
        if face.drawn {
            row.note(format!(
                "each glyph of {name} is a drawing (Type 3); the drawings were not looked into ({pages})"
            ));
        }
    }
    if !usage.faceless.is_empty() {
        row.fault(format!("text in a face that the file does not have on {}", on_pages(&usage.faceless)));
    }
    row
}
