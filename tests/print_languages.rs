//! Profiles of other assemblies: languages of their own.

use undersigned::translation::{ImportOptions, Stage};
use undersigned::{Diagnostics, Document, Format, Language, Profile};
use undersigned_tests::{check, part};

const LANGUAGES: &str = "facts/languages.toml";
const WORDING: &str = "facts/wording.toml";
const TERMS: &str = "facts/terms.toml";

fn builtin(name: &str) -> String {
    let mut files = Profile::builtin_files();
    files.find(|(known, _)| *known == name).map(|(_, text)| text.to_owned()).unwrap()
}

/// The built-in profile with other files.
fn profile(files: &[(&str, String)]) -> Result<Profile, Diagnostics> {
    Profile::with_files(|name| {
        files.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone().into_bytes())
    })
}

/// The built-in profile with Low German as a third language, by what English has.
fn with_low_german() -> Profile {
    let languages = builtin(LANGUAGES)
        + "[[language]]\ncode = \"nds\"\ntag = \"nds-DE\"\nown-name = \"Plattdüütsch\"\nenglish-name = \"Low German\"\n";
    let wording = builtin(WORDING)
        .replace("languages = [\"en\"]", "languages = [\"en\", \"nds\"]")
        .replace("languages = [\"en\", \"fr\"]", "languages = [\"en\", \"fr\", \"nds\"]");
    let forms = wording[wording.find("[date.en]").unwrap()..].replace(".en]", ".nds]");
    let forms: String =
        forms.split("\n[").filter(|table| !table.contains(".fr]")).map(|t| format!("\n[{t}")).collect();
    let wording = format!("{wording}\n{}", forms.replacen("\n[[", "\n[", 1));
    let terms = builtin(TERMS).replace("[language.fr]", "[language.nds]\nnumber = []\nordinal = []\nscale = {}\nabbreviation = []\nlink = []\nrole = []\ncounted = []\ncapitalised = []\ncited = { document = [], declaration = [], resolution = [], recommendation = [] }\n\n[language.fr]");
    let with_name = |text: String, english: &str, name: &str| {
        let at = text.find(&format!("{{ en = \"{english}\"")).unwrap() + 1;
        format!("{} nds = \"{name}\",{}", &text[..at], &text[at..])
    };
    let certain = |text: String, after: &str| {
        let entry = text.find(after).unwrap();
        let at = entry + text[entry..].find("certainty = {").unwrap() + "certainty = {".len();
        format!("{} nds = \"assumed\",{}", &text[..at], &text[at..])
    };
    let countries = certain(with_name(builtin("facts/countries.toml"), "Spain", "Spanien"), "Spanien");
    let groups = with_name(builtin("facts/groups.toml"), "UEL", "VEL");
    let groups = with_name(groups, "Group of the Unified European Left", "Verenigte Linke");
    let groups = certain(groups, "Verenigte Linke");
    profile(&[
        (LANGUAGES, languages),
        (WORDING, wording),
        (TERMS, terms),
        ("facts/countries.toml", countries),
        ("facts/groups.toml", groups),
    ])
    .unwrap_or_else(|faults| panic!("{faults}"))
}

const MOTION: &str = "kind: motion-for-resolution
doc: 4711
date: 2025-09-30
text:
  en:
    title: Libraries
    body: There are 31 libraries in the 12 towns.
signatories:
  - CASTEL Laura, Spain, UEL
";

fn nds() -> Language {
    "nds".parse().unwrap()
}

fn motion(profile: &Profile, more: &str) -> Document {
    let input = MOTION.replace("signatories:", &format!("{more}signatories:"));
    profile.read("m.yaml", input.as_bytes(), Format::Yaml).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn a_profile_brings_a_third_language() {
    let profile = with_low_german();
    let document =
        motion(&profile, "  nds:\n    title: Böker\n    body: Dat gifft 31 Böker in de 12 Städer.\n");
    let sheet = profile.resolve(&document, nds()).unwrap();
    assert_eq!((sheet.language.code(), sheet.language_tag.as_str()), ("nds", "nds-DE"));
    let pdf = undersigned_pdf::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
    assert!(String::from_utf8_lossy(&pdf).contains("/Lang(nds-DE)"), "the PDF has another language");
    let word = undersigned_docx::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
    assert!(part(&word, "word/styles.xml").contains("<w:lang w:val=\"nds-DE\""));
    assert!(part(&word, "docProps/core.xml").contains("<dc:language>nds-DE</dc:language>"));
    let lines = profile.print_list(&document.signatories(), nds()).unwrap();
    assert_eq!(lines.entries, ["CASTEL Laura, Spanien, VEL"]);
}

#[test]
fn words_may_be_in_a_language_that_nothing_is_printed_in() {
    let wording = builtin(WORDING).replace("words-in = \"fr\"", "words-in = \"la\"");
    let profile = profile(&[(WORDING, wording)]).unwrap();
    let sheet = profile.resolve(&motion(&profile, ""), Language::ENGLISH).unwrap();
    let pdf = undersigned_pdf::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
    assert!(String::from_utf8_lossy(&pdf).contains("/Lang(la)"), "the PDF does not tell the language");
    let word = undersigned_docx::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
    let styles = part(&word, "word/styles.xml");
    assert!(styles.contains("<w:name w:val=\"Do Not Translate In la\"/>"), "{styles}");
    assert!(styles.contains("<w:lang w:val=\"la\"/>"), "{styles}");
}

#[test]
fn every_translation_is_compared_with_the_text_that_was_tabled() {
    let profile = with_low_german();
    let document = motion(
        &profile,
        "  fr:\n    title: Des livres\n    body: Il y a 31 bibliothèques dans les 13 villes.\n\
         \x20 nds:\n    title: Böker\n    body: Dat gifft 32 Böker in de 12 Städer.\n",
    );
    let findings = profile.check(&document, &[]);
    let differ: Vec<&str> = findings
        .list()
        .iter()
        .filter(|finding| finding.rule.name == "number-differs")
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(differ, ["`13` in `fr` is `12` in `en`", "`32` in `nds` is `31` in `en`"]);
}

#[test]
fn a_file_that_came_back_without_its_languages_needs_one_to_be_named() {
    let profile = with_low_german();
    let document = motion(&profile, "");
    let draft = profile.draft(&document, nds()).unwrap();
    let renderer = undersigned_docx::Renderer::new(&profile).unwrap();
    let word = renderer.render_bilingual(&draft).unwrap();
    assert!(part(&word, "word/document.xml").contains(">Plattdüütsch<"));
    let mut returned = undersigned_docx::read(&renderer.render_draft(&draft).unwrap()).unwrap();
    for paragraph in returned.paragraphs.iter_mut().filter(|paragraph| !paragraph.begins.is_empty()) {
        let Some(undersigned::sheet::Inline::Text(text)) = paragraph.inlines.first_mut() else { continue };
        text.text = text.text.replace("ibr", "iebr").replace("There are", "Dat gifft");
    }
    // What the file says of itself is enough.
    let import = profile.import(&document, "m.docx", &returned, ImportOptions::default()).unwrap();
    assert_eq!(import.language, nds());
    returned.docket = None;
    let faults = profile.import(&document, "m.docx", &returned, ImportOptions::default()).unwrap_err();
    assert_eq!(
        faults.list().iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>(),
        ["the file does not say into which language it is a translation: `fr`, `nds`"]
    );
    let options = ImportOptions { language: Some(nds()), ..ImportOptions::default() };
    let import = profile.import(&document, "m.docx", &returned, options).unwrap();
    assert!(String::from_utf8(import.input).unwrap().contains("  nds:\n    title: Liebraries\n"));
}

#[test]
fn tags_of_the_profile_go_into_a_translators_file() {
    let profile = with_low_german();
    let draft = profile.draft(&motion(&profile, ""), nds()).unwrap();
    for (version, attribute) in [
        (undersigned_xliff::Version::V1_2, "target-language=\"nds-DE\""),
        (undersigned_xliff::Version::V2_1, "trgLang=\"nds-DE\""),
    ] {
        let file = String::from_utf8(undersigned_xliff::write(&draft, version).unwrap()).unwrap();
        assert!(file.contains(attribute), "{file}");
        assert_eq!(undersigned_xliff::read(file.as_bytes()).unwrap().docket.unwrap().target, nds());
    }
    let word = undersigned_docx::Renderer::new(&profile).unwrap().render_draft(&draft).unwrap();
    let styles = part(&word, "word/styles.xml");
    assert!(styles.contains("<w:lang w:val=\"en-GB\"") && styles.contains("w:val=\"nds-DE\""), "{styles}");
}

#[test]
fn a_language_that_the_profile_does_not_have_is_refused_with_those_that_it_has() {
    let third = with_low_german();
    let faults = check(&third, "m.yaml", MOTION.replace("date:", "tabled-in: gsw\ndate:").as_bytes());
    assert!(
        faults.list().iter().any(|fault| fault.message
            == "`gsw` is not a language of the Assembly's documents: `en`, `fr` or `nds`"
            && !fault.labels.is_empty()),
        "{faults}"
    );
    let faults = check(&third, "m.yaml", MOTION.replace("  en:", "  gsw:").as_bytes());
    assert!(
        faults.list().iter().any(|fault| fault.message == "there is no key `gsw` in `text`"
            && fault.help.as_deref() == Some("the keys are `en`, `fr`, `nds`")),
        "{faults}"
    );
    let builtin = Profile::builtin();
    let refused = "`nds` is not a language of the Assembly's documents: `en` or `fr`";
    let faults = builtin.draft(&motion(&builtin, ""), nds()).unwrap_err();
    assert_eq!(faults.list()[0].message, refused);
    let faults = builtin.print_list(&motion(&builtin, "").signatories(), nds()).unwrap_err();
    assert_eq!(faults.list()[0].message, refused);
}

#[test]
fn a_document_of_another_profile_is_no_panic() {
    let (third, builtin) = (with_low_german(), Profile::builtin());
    let document =
        motion(&third, "  nds:\n    title: Böker\n    body: Dat gifft Doc. 12 in’n August 2025.\n");
    assert!(builtin.resolve(&document, nds()).is_err());
    builtin.check(&document, &[]);
    assert!(builtin.announce(&document, nds()).is_err());
    assert!(matches!(builtin.standing(&document, nds()).stage, Stage::Draft { .. }));
}

#[test]
fn a_file_that_lacks_a_language_is_named_with_the_table_that_is_missing() {
    let languages = builtin(LANGUAGES).replace("\"fr", "\"it");
    let faults = profile(&[(LANGUAGES, languages)]).unwrap_err();
    let said: Vec<String> = faults
        .list()
        .iter()
        .map(|fault| format!("{}: {}", faults.sources()[fault.labels[0].0.source].name, fault.message))
        .map(|line| line.split(", AM").next().unwrap().to_owned())
        .collect();
    assert_eq!(
        said,
        [
            "facts/countries.toml: no name in `it` for AL, AD",
            "facts/terms.toml: the table `language.it` is missing",
            "facts/wording.toml: the table `date.it` is missing",
            "facts/wording.toml: the table `edition.it` is missing",
            "facts/wording.toml: the table `together.it` is missing",
        ]
    );
    // The user never saw the file, as it is built in.
    let help = faults.list()[1].help.as_deref();
    assert_eq!(
        help,
        Some("the profile has no facts/terms.toml of its own, and the built-in one does not fit")
    );

    let wording = builtin(WORDING).replace("[edition.fr]", "[edition.it]");
    let faults = profile(&[(WORDING, wording)]).unwrap_err();
    assert_eq!(faults.list()[0].message, "the table `edition.fr` is missing");
    let help = "add the table `[edition.fr]`: facts/languages.toml has the language `fr`";
    assert_eq!(faults.list()[0].help.as_deref(), Some(help));
    // It is missing among the tables of the others.
    let (place, _) = faults.list()[0].labels[0];
    assert!(faults.sources()[place.source].text[place.start..].starts_with("edition.en]"), "{faults}");
}
