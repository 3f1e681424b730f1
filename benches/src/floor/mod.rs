//! The floor under the time of a PDF: the same file, written with krilla alone.
//!
//! Typst lays a document out and then hands glyphs, rules, links and tags to krilla, which makes the bytes. What
//! krilla takes for that is the least that any program could take that writes through it. To measure it, what stands in
//! a finished file of ours is read back ([`Transcript::of`]) and written again ([`Transcript::write`]), as a program
//! would that knows beforehand where every glyph goes. That the second file is the same is asserted, not hoped for.

mod content;
mod faces;
mod read;
mod transcript;
mod write;

pub use faces::Faces;
pub use transcript::Transcript;
pub use write::Identity;

#[cfg(test)]
mod tests {
    use undersigned::Profile;

    use super::{Faces, Identity, Transcript};
    use crate::inputs::Input;

    fn is_a_floor(input: &Input) {
        let profile = Profile::builtin();
        let sheet = input.sheet(&profile);
        let faces = Faces::of(&profile);
        let ours = undersigned_pdf::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
        let transcript = Transcript::of(&ours, &faces);
        let floor = transcript.write(&Identity::of(&sheet), &faces);
        Transcript::of(&floor, &faces).assert_same(&transcript);
    }

    #[test]
    fn the_floor_is_the_same_file() {
        is_a_floor(&Input::seed());
    }

    #[test]
    fn the_floor_of_a_long_list_is_the_same_file() {
        is_a_floor(&Input::of_size(100, 300));
    }
}
