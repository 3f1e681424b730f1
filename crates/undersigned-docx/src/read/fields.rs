//! Fields: of what stands in them only the result is text, and not even that where it counts pages.

use super::error::Fault;
use super::limits::MAX_FIELDS;

/// The fields that are open, one in another.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them hold no text of the document just now.
    silent: usize,
}

#[derive(Debug)]
struct Field {
    /// The beginning of its instruction.
    instruction: String,
    /// Whether what stands in it is no text.
    silent: bool,
}

/// Of an instruction only the first word is looked at.
const INSTRUCTION: usize = 64;

impl Fields {
    /// A field begins, with its instruction.
    pub(super) fn begin(&mut self, instruction: &str) -> Result<(), Fault> {
        if self.open.len() >= MAX_FIELDS {
            return Err(Fault::ManyFields);
        }
        self.open.push(Field { instruction: instruction.chars().take(INSTRUCTION).collect(), silent: true });
        self.silent += 1;
        Ok(())
    }

    /// The instruction of the last field goes on.
    pub(super) fn instruct(&mut self, more: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.instruction.len() < INSTRUCTION) {
            field.instruction.extend(more.chars().take(INSTRUCTION));
        }
    }

    /// From here on the result of the last field is read.
    pub(super) fn begin_result(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|field| field.silent && !field.counts_pages()) {
            field.silent = false;
            self.silent -= 1;
        }
    }

    /// The last field ends.
    pub(super) fn end(&mut self) {
        if let Some(field) = self.open.pop() {
            self.silent -= usize::from(field.silent);
        }
    }

    /// Whether what is read just now is no text.
    pub(super) fn are_silent(&self) -> bool {
        self.silent > 0
    }
}

impl Field {
    /// The number of a page is no text, whatever it was when the file was saved.
    fn counts_pages(&self) -> bool {
        let name = self.instruction.split_whitespace().next().unwrap_or_default();
        matches!(name.to_ascii_uppercase().as_str(), "PAGE" | "NUMPAGES" | "SECTIONPAGES")
    }
}
