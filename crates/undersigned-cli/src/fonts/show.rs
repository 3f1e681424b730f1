//! The faces as text and as JSON.

use serde::Serialize;
use undersigned::{Face, Language};

use super::{Letter, Looked, Overview, Used};
use crate::Failure;

/// For people.
pub(super) fn human(overview: &Overview) -> String {
    let mut text = format!("{} in the PDF, {} in the Word file\n", overview.family, overview.word);
    for styled in &overview.styles {
        let face = match &styled.face {
            Some(face) => described(face),
            None => "missing: add it with --font-dir".to_owned(),
        };
        let roles = match styled.roles.is_empty() {
            true => "emphasis alone".to_owned(),
            false => styled.roles.join(", "),
        };
        text.push_str(&format!("  {:<12} {face}\n  {:<12} for {roles}\n", styled.style.name(), ""));
    }
    if !overview.unused.is_empty() {
        text.push_str("not in use\n");
    }
    for face in &overview.unused {
        text.push_str(&format!("  {} {}: {}\n", face.family, face.style.name(), described(face)));
    }
    overview.documents.iter().for_each(|document| show(document, &mut text));
    text
}

fn described(face: &Face) -> String {
    let origin = face.origin.as_deref().unwrap_or("built in");
    let version = face.version().map(|version| format!(", version {version}")).unwrap_or_default();
    format!("{origin}{version}, {} characters", face.characters())
}

fn show(document: &Looked, text: &mut String) {
    text.push_str(&format!("{}\n", document.name));
    for (language, used) in &document.languages {
        let names: Vec<&str> = used.iter().map(|used| used.style.name()).collect();
        let lacks = used.iter().any(|used| !used.lacking.is_empty());
        let whole = if lacks { "" } else { ": every character is there" };
        text.push_str(&format!("  {language}  {}{whole}\n", names.join(", ")));
        for used in used {
            for letter in &used.lacking {
                let Letter { character, field, place } = letter;
                let at = match place {
                    Some((file, line, column)) => format!("{file}:{line}:{column} ({field})"),
                    None => field.clone(),
                };
                let style = used.style.name();
                text.push_str(&format!(
                    "      {style} lacks “{character}” ({}): {at}\n",
                    code_point(*character)
                ));
            }
        }
    }
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[derive(Serialize)]
struct Document<'a> {
    /// Of this form; it rises when a key comes to mean something else or goes.
    version: u32,
    family: &'a str,
    word: &'a str,
    faces: Vec<InUse<'a>>,
    unused: Vec<Known<'a>>,
    documents: Vec<Lettered<'a>>,
}

#[derive(Serialize)]
struct InUse<'a> {
    style: &'static str,
    roles: &'a [&'static str],
    /// Nothing where the face is missing.
    face: Option<Known<'a>>,
}

#[derive(Serialize)]
struct Known<'a> {
    family: &'a str,
    style: &'static str,
    /// The path of the file; nothing for a built-in face.
    file: Option<&'a str>,
    version: Option<String>,
    characters: usize,
}

#[derive(Serialize)]
struct Lettered<'a> {
    file: &'a str,
    languages: Vec<InLanguage<'a>>,
}

#[derive(Serialize)]
struct InLanguage<'a> {
    language: String,
    faces: Vec<FaceOf<'a>>,
}

#[derive(Serialize)]
struct FaceOf<'a> {
    style: &'static str,
    lacking: Vec<Lacking<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Lacking<'a> {
    character: char,
    code_point: String,
    field: &'a str,
    /// Nothing in fixed wording.
    place: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

/// For programs.
pub(super) fn json(overview: &Overview) -> Result<String, Failure> {
    let document = Document {
        version: 1,
        family: &overview.family,
        word: &overview.word,
        faces: overview
            .styles
            .iter()
            .map(|styled| InUse {
                style: styled.style.name(),
                roles: &styled.roles,
                face: styled.face.as_ref().map(known),
            })
            .collect(),
        unused: overview.unused.iter().map(known).collect(),
        documents: overview.documents.iter().map(lettered).collect(),
    };
    serde_json::to_string_pretty(&document)
        .map(|text| text + "\n")
        .map_err(|error| Failure::Other(format!("the faces cannot be written: {error}")))
}

fn known(face: &Face) -> Known<'_> {
    Known {
        family: &face.family,
        style: face.style.name(),
        file: face.origin.as_deref(),
        version: face.version(),
        characters: face.characters(),
    }
}

fn lettered(document: &Looked) -> Lettered<'_> {
    Lettered { file: &document.name, languages: document.languages.iter().map(in_language).collect() }
}

fn in_language((language, used): &(Language, Vec<Used>)) -> InLanguage<'_> {
    InLanguage { language: language.to_string(), faces: used.iter().map(face_of).collect() }
}

fn face_of(used: &Used) -> FaceOf<'_> {
    FaceOf { style: used.style.name(), lacking: used.lacking.iter().map(lacking).collect() }
}

fn lacking(letter: &Letter) -> Lacking<'_> {
    let place = letter.place.as_ref();
    Lacking {
        character: letter.character,
        code_point: code_point(letter.character),
        field: &letter.field,
        place: place.map(|(file, line, column)| Place { file, line: *line, column: *column }),
    }
}
