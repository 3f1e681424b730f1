//! Every example renders in both formats and every language.

use undersigned::Profile;
use undersigned_tests::{data, example, example_files};

#[test]
fn every_example_renders_in_both_formats_and_every_language() {
    let profile = Profile::builtin();
    let pdf = undersigned_pdf::Renderer::new(&profile).unwrap();
    let docx = undersigned_docx::Renderer::new(&profile).unwrap();
    let files = example_files();
    assert!(files.len() >= 5, "{files:?}");
    for name in files {
        let document = example(&profile, &name);
        for language in document.languages() {
            let sheet = profile.resolve(&document, language).unwrap_or_else(|faults| panic!("{faults}"));
            let bytes = pdf.render(&sheet).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
            let bytes = docx.render(&sheet).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            assert!(bytes.starts_with(b"PK"), "{name}");
        }
    }
}

#[test]
fn all_three_notations_say_the_same() {
    let profile = Profile::builtin();
    let yaml = "kind: motion-for-resolution\ndoc: 1\ndate: 2025-09-30\ntext:\n  fr:\n    title: Un titre\n    \
                body: |\n      Un.\n\n      *Deux.*\n  en:\n    title: A title\n    body: |\n      One.\n\n      \
                *Two.*\nsignatories:\n  - EXAMPLE Ann, Spain, SOC\n  - {surname: AMPLE, country: FR, group: PPE/DC}\n";
    let toml = "kind = 'motion-for-resolution'\ndoc = 1\ndate = 2025-09-30\nsignatories = ['EXAMPLE Ann, Spain, SOC', \
                {surname='AMPLE', country='FR', group='PPE/DC'}]\n[text.fr]\ntitle='Un titre'\nbody=\"\"\"\nUn.\n\n\
                *Deux.*\"\"\"\n[text.en]\ntitle='A title'\nbody=\"One.\\n\\n*Two.*\"\n";
    let json = r#"{"kind":"motion-for-resolution","doc":1,"date":"2025-09-30","text":{"fr":{"title":"Un titre",
        "body":"Un.\n\n*Deux.*"},"en":{"title":"A title","body":"One.\n\n*Two.*"}},
        "signatories":["EXAMPLE Ann, Spain, SOC",{"surname":"AMPLE","country":"FR","group":"PPE/DC"}]}"#;
    let sheets: Vec<_> = [
        ("a.yaml", yaml, undersigned::Format::Yaml),
        ("a.toml", toml, undersigned::Format::Toml),
        ("a.json", json, undersigned::Format::Json),
    ]
    .map(|(name, input, format)| {
        let document =
            profile.read(name, input.as_bytes(), format).unwrap_or_else(|faults| panic!("{faults}"));
        // The first language of the file is the one in which the text was tabled, whatever the notation.
        assert_eq!(document.tabled_in(), undersigned::Language::FRENCH, "{name}");
        let docx = undersigned_docx::Renderer::new(&profile).unwrap();
        let languages: Vec<_> = document.languages().collect();
        languages
            .into_iter()
            .map(|language| docx.render(&profile.resolve(&document, language).unwrap()).unwrap())
            .collect::<Vec<_>>()
    })
    .into();
    assert_eq!(sheets[0], sheets[1]);
    assert_eq!(sheets[0], sheets[2]);
}

/// The first block of the README in a notation.
fn readme_block(notation: &str) -> String {
    let readme = data("../README.md");
    let (_, rest) = readme.split_once(&format!("```{notation}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_input_file_of_the_readme_is_sound() {
    let profile = Profile::builtin();
    let input = readme_block("yaml");
    let document = profile
        .read("README.md", input.as_bytes(), undersigned::Format::Yaml)
        .unwrap_or_else(|faults| panic!("{faults}"));
    let sheet = profile.resolve(&document, undersigned::Language::ENGLISH).unwrap();
    let findings = profile.check(&document, &[]);
    assert!(!findings.list().iter().any(|found| found.rule.name == "unconfirmed-wording"), "{findings}");
    assert!(undersigned_pdf::Renderer::new(&profile).unwrap().render(&sheet).is_ok());
}
