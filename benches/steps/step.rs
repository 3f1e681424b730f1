//! The steps from an input file to the two files that are made of it.

use criterion::Bencher;
use undersigned::{Format, Language, Profile};
use undersigned_benches::inputs::Input;

/// What documents share.
pub(crate) struct Workshop {
    profile: Profile,
    pdf: undersigned_pdf::Renderer,
    docx: undersigned_docx::Renderer,
}

impl Workshop {
    pub(crate) fn new() -> Workshop {
        let profile = Profile::builtin();
        let pdf = undersigned_pdf::Renderer::new(&profile).expect("a renderer");
        let docx = undersigned_docx::Renderer::new(&profile).expect("a renderer");
        Workshop { profile, pdf, docx }
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Step {
    Read,
    Check,
    /// Lines are settled in it; nothing public resolves without.
    Resolve,
    Pdf,
    Docx,
}

impl Step {
    pub(crate) const ALL: [Step; 5] = [Step::Read, Step::Check, Step::Resolve, Step::Pdf, Step::Docx];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Step::Read => "read",
            Step::Check => "check",
            Step::Resolve => "resolve",
            Step::Pdf => "pdf",
            Step::Docx => "docx",
        }
    }

    /// Measures the step alone, with versions of the document in turns: what comes before it is done before.
    pub(crate) fn bench(self, workshop: &Workshop, input: &Input, bencher: &mut Bencher<'_>) {
        let Workshop { profile, pdf, docx } = workshop;
        let versions = input.versions();
        let documents = versions.each_ref().map(|input| input.read(profile));
        let sheets = versions.each_ref().map(|input| input.sheet(profile));
        let (mut input, mut document, mut sheet) =
            (in_turns(&versions), in_turns(&documents), in_turns(&sheets));
        match self {
            Step::Read => {
                bencher.iter(|| profile.read("input", &input().bytes, Format::Yaml).expect("sound"))
            }
            Step::Check => bencher.iter(|| profile.check(document(), &[])),
            Step::Resolve => {
                bencher.iter(|| profile.resolve(document(), Language::ENGLISH).expect("a sheet"))
            }
            Step::Pdf => bencher.iter(|| pdf.render(sheet()).expect("a PDF")),
            Step::Docx => bencher.iter(|| docx.render(sheet()).expect("a Word file")),
        }
    }
}

/// Gives one after the other, and begins anew after the last.
pub(crate) fn in_turns<'i, T>(items: &'i [T]) -> impl FnMut() -> &'i T {
    let mut items = items.iter().cycle();
    move || items.next().expect("there is one")
}
