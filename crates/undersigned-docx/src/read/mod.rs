//! Reads a translated Word file, whatever program saved it last.
//!
//! The file comes from strangers: everything that could grow is bounded, nothing is written, and no path of it leads
//! anywhere.

mod archive;
mod docket;
mod error;
mod fields;
mod limits;
mod story;
mod styles;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use undersigned::sheet::Inline;
use undersigned::translation::{Returned, ReturnedParagraph, Story};

pub use self::error::ReadError;
pub use self::limits::MAX_FILE;

use self::archive::Archive;
use self::error::Fault;
use self::story::{ENDNOTE, Piece, StoryParagraph, StoryReader};
use self::styles::Styles;

/// Reads what came back from a translator: the paragraphs of a Word file and what it says of itself.
///
/// Changes that are tracked are taken as if they had been accepted; how many there are stands in the result.
///
/// ```
/// # use undersigned::{Format, Language, Profile};
/// # let input = b"{kind: motion-for-resolution, doc: 1, date: 2025-09-30,
/// #   text: {en: {title: Libraries, body: A poor town.}}, signatories: ['EXAMPLE Ann, Spain, SOC']}";
/// # let profile = Profile::builtin();
/// # let document = profile.read("motion.yaml", input, Format::Yaml)?;
/// # let draft = profile.draft(&document, Language::FRENCH)?;
/// # let file = undersigned_docx::Renderer::new(&profile)?.render_draft(&draft)?;
/// let returned = undersigned_docx::read(&file)?;
/// assert_eq!(returned.docket.unwrap().target, Language::FRENCH);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The bytes are no Word file, are damaged, or hold more than any document.
pub fn read(bytes: &[u8]) -> Result<Returned, ReadError> {
    Ok(package(bytes)?)
}

fn package(bytes: &[u8]) -> Result<Returned, Fault> {
    let mut archive = Archive::open(bytes)?;
    let main = archive.related("", "officeDocument")?.into_iter().next().ok_or(Fault::NoText)?;
    let mut one = |kind: &str| -> Result<Option<String>, Fault> {
        let Some(path) = archive.related(&main, kind)?.into_iter().next() else { return Ok(None) };
        archive.part(&path).map(Some)
    };
    let styles = match one("styles")? {
        Some(part) => Styles::read(&part)?,
        None => Styles::default(),
    };
    let notes = one("footnotes")?;

    let mut reader = StoryReader::default();
    let text = archive.part(&main)?;
    let paragraphs = reader.read(&text, &styles)?;
    let notes = match notes {
        Some(part) => reader.read(&part, &styles)?,
        None => Vec::new(),
    };
    // The head of the page may hold the image of the masthead.
    let (comments, images) = (reader.comments, reader.images);
    let mut furniture = Vec::new();
    for kind in ["header", "footer"] {
        for path in archive.related(&main, kind)? {
            furniture.extend(reader.read(&archive.part(&path)?, &styles)?);
        }
    }
    let mut docket = None;
    for path in archive.related(&main, "customXml")? {
        docket = docket.or(docket::read(&archive.part(&path)?)?);
    }

    let numbers = note_numbers(&paragraphs, &notes);
    let mut notes: Vec<(usize, StoryParagraph)> = notes
        .into_iter()
        .map(|paragraph| (number_of(paragraph.note.as_deref(), &numbers), paragraph))
        .collect();
    notes.sort_by_key(|(number, _)| *number);
    let text = paragraphs.into_iter().map(|paragraph| (Story::Text, paragraph));
    let notes = notes.into_iter().map(|(number, paragraph)| (Story::Note(number), paragraph));
    let furniture = furniture.into_iter().map(|paragraph| (Story::Furniture, paragraph));
    Ok(Returned {
        docket,
        paragraphs: text
            .chain(notes)
            .chain(furniture)
            .map(|(story, paragraph)| returned(story, paragraph, &numbers))
            .collect(),
        tracked_changes: reader.tracked_changes,
        comments,
        images,
    })
}

/// The number that each note was sent with, by its id: programs number the ids anew. A note that has lost its bookmarks
/// has the number of its mark, counted through the text.
fn note_numbers(text: &[StoryParagraph], notes: &[StoryParagraph]) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    for paragraph in notes {
        let number = paragraph
            .begins
            .iter()
            .find_map(|key| key.strip_prefix("note-")?.split('-').next()?.parse().ok());
        if let (Some(id), Some(number)) = (&paragraph.note, number) {
            numbers.insert(id.clone(), number);
        }
    }
    let mut taken: BTreeSet<usize> = numbers.values().copied().collect();
    let mut count = 0;
    for piece in text.iter().flat_map(|paragraph| &paragraph.pieces) {
        let Piece::Mark(id) = piece else { continue };
        if id.starts_with(ENDNOTE) {
            continue;
        }
        count += 1;
        if !numbers.contains_key(id) {
            // One that was added has a number that no other one has.
            let free = (count..).find(|number| !taken.contains(number)).unwrap_or(count);
            taken.insert(free);
            numbers.insert(id.clone(), free);
        }
    }
    numbers
}

/// A note without a mark comes last.
fn number_of(id: Option<&str>, numbers: &BTreeMap<String, usize>) -> usize {
    id.and_then(|id| numbers.get(id)).copied().unwrap_or(usize::MAX)
}

fn returned(story: Story, paragraph: StoryParagraph, numbers: &BTreeMap<String, usize>) -> ReturnedParagraph {
    let inline = |piece| match piece {
        Piece::Text(text) => Inline::Text(text),
        Piece::Mark(id) => Inline::NoteMark(number_of(Some(&id), numbers)),
    };
    ReturnedParagraph {
        begins: paragraph.begins,
        continues: paragraph.continues,
        role: paragraph.role,
        story,
        struck: paragraph.struck,
        inlines: paragraph.pieces.into_iter().map(inline).collect(),
    }
}
