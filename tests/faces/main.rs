//! Letters are looked for in the face in which they are set.

mod cut;

use undersigned::{Catalogue, Format, Language, Profile};

fn profile() -> Profile {
    let mut fonts = Catalogue::builtin();
    fonts.add(cut::bold_without_cyrillic(), "cut.ttf").expect("a font");
    Profile::builtin().with_fonts(fonts)
}

fn input(title: &str, body: &str) -> String {
    format!(
        "kind: motion-for-resolution\ndoc: 1\ndate: 2025-09-30\ntext:\n  en:\n    title: {title}\n    body: |\n      \
         {body}\nsignatories:\n  - EXAMPLE Ann, Spain, SOC\n"
    )
}

/// What is missing in a document: line, column and message.
fn missing(title: &str, body: &str) -> Vec<String> {
    let profile = profile();
    let document = profile.read("f", input(title, body).as_bytes(), Format::Yaml).expect("a document");
    let found = profile.check(&document, &[]);
    let list = found.list().iter().filter(|finding| finding.rule.code == "U602");
    list.map(|finding| {
        let (line, column) = found.position(0, finding.labels[0].0.start);
        format!("{line}:{column} {}", finding.message)
    })
    .collect()
}

#[test]
fn a_bold_title_is_looked_for_in_the_bold_face() {
    let expected = [
        "6:12 the bold face has no “К” (U+041A)",
        "6:13 the bold face has no “и” (U+0438)",
        "6:14 the bold face has no “ї” (U+0457)",
        "6:15 the bold face has no “в” (U+0432)",
    ];
    assert_eq!(missing("Київ", "Text."), expected);
}

#[test]
fn a_body_is_looked_for_in_the_face_of_each_of_its_pieces() {
    assert_eq!(missing("Title", "The town of Ж."), [""; 0]);
    assert_eq!(missing("Title", "The *town* of *Ж*."), [""; 0]);
    assert_eq!(missing("Title", "Ж and **Ж**."), ["8:15 the bold face has no “Ж” (U+0416)"]);
    // In the bold italic one it is there.
    assert_eq!(missing("Title", "***Ж***."), [""; 0]);
    assert_eq!(
        missing("Title", "中 and **中**."),
        ["8:7 the typeface has no “中” (U+4E2D)", "8:15 the typeface has no “中” (U+4E2D)"]
    );
    assert_eq!(missing("Title", "- An item\n\n        - **Ж**"), ["10:13 the bold face has no “Ж” (U+0416)"]);
}

#[test]
fn a_document_tells_the_faces_that_it_is_set_in() {
    let profile = profile();
    let document =
        profile.read("f", input("Київ", "Ж **Ж** Й").as_bytes(), Format::Yaml).expect("a document");
    let faces = profile.faces_used(&document, Language::ENGLISH);
    let names: Vec<_> = faces.iter().map(|face| face.style.name()).collect();
    assert_eq!(names, ["regular", "bold", "italic"]);
    let bold: Vec<_> =
        faces[1].lacking.iter().map(|letter| (letter.character, letter.origin.field.as_str())).collect();
    assert_eq!(
        bold,
        [
            ('Ж', "text.en.body"),
            ('К', "text.en.title"),
            ('в', "text.en.title"),
            ('и', "text.en.title"),
            ('ї', "text.en.title"),
        ]
    );
    assert!(faces[0].lacking.is_empty() && faces[2].lacking.is_empty());
}

#[test]
fn a_family_that_is_not_whole_is_said_where_the_theme_names_it() {
    let with = |family: &str| {
        let theme = Profile::builtin_files().find(|(name, _)| *name == "theme.toml").expect("a theme").1;
        let theme = theme.replace("pdf = \"Liberation Sans\"", &format!("pdf = \"{family}\""));
        let line = theme[..theme.find("pdf = ").expect("the key")].matches('\n').count() + 1;
        let profile = Profile::with_files(|name| (name == "theme.toml").then(|| theme.clone().into_bytes()));
        (profile.expect("a profile"), format!("theme.toml:{line}:7: error[U901]: "))
    };
    let (profile, place) = with("Libration Sans");
    let expected =
        format!("{place}there is no family `Libration Sans` (help: did you mean `Liberation Sans`?)");
    assert_eq!(profile.missing_faces().to_string(), expected);
    // The bold face of one family under the name of another.
    let (profile, place) = with("Liberation Sanz");
    let mut fonts = Catalogue::builtin();
    fonts.add(cut::bold_of_another_family(), "other.ttf").expect("a font");
    let expected = format!(
        "{place}the family `Liberation Sanz` has no regular and no italic and no bold italic face \
         (help: add its font file (`--font-dir`); `undersigned fonts` shows what there is)"
    );
    assert_eq!(profile.with_fonts(fonts).missing_faces().to_string(), expected);
}
