//! The JSON Schema of the input format, for editors that complete and check while one types. The structures here say
//! what the reader reads by the built-in profile; tests hold their keys against the reader's, and their languages
//! against the profile's.
#![expect(dead_code, reason = "these structures are described, never made")]

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::bounds::{
    MAX_BODY, MAX_DECLARATION, MAX_DOC, MAX_EDITION, MAX_NAME, MAX_SIGNATORIES, MAX_TITLE, MAX_WORDING,
};

/// The JSON Schema (draft 2020-12) of an input file, as JSON. It holds for all three notations.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&undersigned::schema()).unwrap();
/// assert_eq!(schema["properties"]["doc"]["minimum"], 1);
/// ```
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12()
        .with_transform(without_null)
        .with_transform(on_one_line)
        .into_generator();
    let schema: Schema = generator.into_root_schema_for::<InputFile>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// A document that members of a parliamentary assembly sign together: a written declaration or a motion.
#[derive(JsonSchema)]
#[schemars(title = "undersigned, input format 1", deny_unknown_fields, rename_all = "kebab-case", extend("allOf" = [
    {
        "if": { "properties": { "kind": { "const": "written-declaration" } }, "required": ["kind"] },
        "then": { "required": ["number"] }
    },
    {
        "if": {
            "properties": { "kind": { "enum": ["motion-for-resolution", "motion-for-recommendation"] } },
            "required": ["kind"]
        },
        "then": { "properties": { "number": false, "edition": false } }
    }
]))]
struct InputFile {
    /// The name of this schema, for editors; it is passed over.
    #[schemars(rename = "$schema", example = &"undersigned.schema.json")]
    schema: Option<String>,
    /// What kind of document it is.
    #[schemars(example = &"written-declaration")]
    kind: InputKind,
    /// The number of the Assembly's document: 16229 of “Doc. 16229”.
    #[schemars(range(min = 1, max = MAX_DOC), example = 16229)]
    doc: u32,
    /// The number of the written declaration. Motions have none.
    #[schemars(range(min = 1, max = MAX_DECLARATION), example = 818)]
    number: Option<u32>,
    /// The day that the document bears. It picks the fixed wording and the names of countries and groups.
    #[schemars(example = &"2025-08-19")]
    date: InputDate,
    /// What a re-issue says of itself. A first edition has no such key.
    #[schemars(example = json!({ "number": 2, "originally-tabled": "2025-06-24" }))]
    edition: Option<InputEdition>,
    /// The language in which the text was tabled; without the key the first under `text`.
    #[schemars(example = &"en")]
    tabled_in: Option<InputLanguage>,
    /// The text, by language.
    #[schemars(example = json!({ "en": { "title": "Libraries in small towns", "body": "A town without a library is a poor town." } }))]
    text: InputTexts,
    /// Who signed: the initiator first, the others in any order. Or the name of a CSV or TSV file with the columns
    /// surname, given, honorific, country and group; its path counts from the folder of this file.
    #[schemars(example = json!(["CASTEL Laura, Spain, UEL", "DAEMS Rik, Belgium, ALDE"]))]
    signatories: InputSignatories,
}

/// A key that may be left out is an `Option`, which schemars takes for a value that may be `null`. The reader takes none.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
        if let [only] = choices.as_slice()
            && let Some(only) = only.as_object().cloned()
        {
            schema.remove("anyOf");
            only.into_iter().for_each(|(key, value)| drop(schema.insert(key, value)));
        }
    }
    transform_subschemas(&mut without_null, schema);
}

/// A doc comment breaks its lines where the code does.
fn on_one_line(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
    transform_subschemas(&mut on_one_line, schema);
}

/// A kind of document.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum InputKind {
    /// A written declaration commits only those who sign it, and is not debated.
    WrittenDeclaration,
    /// A motion for a resolution.
    MotionForResolution,
    /// A motion for a recommendation.
    MotionForRecommendation,
}

/// A language that documents are printed in.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum InputLanguage {
    /// English.
    En,
    /// French.
    Fr,
}

/// A day, written as year, month and day.
#[derive(JsonSchema)]
#[schemars(transparent)]
struct InputDate(#[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"), extend("format" = "date"))] String);

/// What a re-issue says of itself.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename_all = "kebab-case")]
struct InputEdition {
    /// The number of this edition.
    #[schemars(range(min = 2, max = MAX_EDITION), example = 2)]
    number: u32,
    /// The day on which the document was first tabled.
    #[schemars(example = &"2025-06-24")]
    originally_tabled: InputDate,
}

/// The text, by language.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("minProperties" = 1))]
struct InputTexts {
    /// The English text.
    #[schemars(example = json!({ "title": "Libraries in small towns", "body": "A town without a library is a poor town." }))]
    en: Option<InputText>,
    /// The French text.
    #[schemars(example = json!({ "title": "Les bibliothèques des petites villes", "body": "Une ville sans bibliothèque est une ville pauvre." }))]
    fr: Option<InputText>,
}

/// The text in one language.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename_all = "kebab-case")]
struct InputText {
    /// The title, without a full stop at its end.
    #[schemars(length(min = 1, max = MAX_TITLE), example = &"Stand up for human rights in Kazakhstan")]
    title: String,
    /// The paragraphs, with an empty line between them; *emphasis*, **strong**, lists of two levels, notes `[^1]`.
    #[schemars(length(min = 1, max = MAX_BODY), example = &"The first paragraph, with *emphasis*.\n\n1. an item;\n2. another one.\n")]
    body: String,
    /// A disclaimer in the place of the fixed one; an empty text leaves it out.
    #[schemars(length(max = MAX_WORDING), example = &"Cette déclaration écrite n’engage que ses signataires.")]
    disclaimer: Option<String>,
    /// A lead-in in the place of the fixed one; an empty text leaves it out.
    #[schemars(length(max = MAX_WORDING), example = &"We, the undersigned, declare the following:")]
    lead_in: Option<String>,
    /// The text that the translation was made from: a word of eight hexadecimal figures for each paragraph. Written by
    /// `undersigned import`.
    #[schemars(regex(pattern = r"^\s*[0-9a-f]{8}(\s+[0-9a-f]{8})*\s*$"), example = &"5c1e9a30 77b2c4d1")]
    translated_from: Option<String>,
}

/// Who signed.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum InputSignatories {
    /// The entries, the initiator first.
    List(#[schemars(length(min = 1, max = MAX_SIGNATORIES))] Vec<InputSignatory>),
    /// The path of a CSV or TSV file, from the folder of this file.
    File(
        #[schemars(regex(pattern = r"\.([cC][sS][vV]|[tT][sS][vV]|[tT][xX][tT])$"), example = &"names.csv")]
        String,
    ),
}

/// Somebody who signed.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum InputSignatory {
    /// A line as it is printed: SURNAME Given, Country, GROUP. An observer's ends with the country.
    Line(
        #[schemars(regex(pattern = "^[^,]+,[^,]+(,[^,]+)?$"), example = &"CASTEL Laura, Spain, UEL")] String,
    ),
    /// The same in parts.
    Parts(InputParts),
}

/// Somebody who signed, in parts: where the capitals of a line do not tell the surname, or for the honorific.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct InputParts {
    /// The surname as it is printed, in capitals.
    #[schemars(length(min = 1, max = MAX_NAME), example = &"GRIFFITHS")]
    surname: String,
    /// The given name.
    #[schemars(length(max = MAX_NAME), example = &"Leslie")]
    given: Option<String>,
    /// The honorific, for the form of the website; the list prints none.
    #[schemars(length(max = MAX_NAME), example = &"Lord")]
    honorific: Option<String>,
    /// The country: its name in English or French, or its ISO code.
    #[schemars(length(min = 1, max = MAX_NAME), example = &"GB")]
    country: String,
    /// The code of the political group in English or French; `NR` for a member of no group. An observer has none.
    #[schemars(length(max = MAX_NAME), example = &"SOC")]
    group: Option<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use crate::read::{DOCUMENT_KEYS, EDITION_KEYS, SIGNATORY_KEYS, TEXT_KEYS};

    fn keys(schema: &Value) -> BTreeSet<&str> {
        schema["properties"].as_object().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn the_schema_has_the_keys_that_the_reader_reads() {
        let schema: Value = serde_json::from_str(&super::schema()).unwrap();
        assert_eq!(keys(&schema), BTreeSet::from(DOCUMENT_KEYS));
        let parts = &schema["$defs"];
        assert_eq!(keys(&parts["InputEdition"]), BTreeSet::from(EDITION_KEYS));
        assert_eq!(keys(&parts["InputText"]), BTreeSet::from(TEXT_KEYS));
        assert_eq!(keys(&parts["InputParts"]), BTreeSet::from(SIGNATORY_KEYS));
    }

    #[test]
    fn the_schema_has_the_languages_of_the_built_in_profile() {
        let schema: Value = serde_json::from_str(&super::schema()).unwrap();
        let (texts, choices) = (&schema["$defs"]["InputTexts"], &schema["$defs"]["InputLanguage"]["oneOf"]);
        let profile = crate::Profile::builtin();
        let known = profile.languages();
        assert_eq!(keys(texts), known.iter().map(|known| known.language.code()).collect());
        assert_eq!(choices.as_array().unwrap().len(), known.len());
        for (choice, known) in choices.as_array().unwrap().iter().zip(known) {
            let (code, name) = (known.language.code(), &known.english_name);
            assert_eq!(
                (choice["const"].as_str(), &choice["description"]),
                (Some(code), &format!("{name}.").into())
            );
            assert_eq!(texts["properties"][code]["description"], format!("The {name} text."));
        }
    }

    #[test]
    fn every_key_has_a_description_and_an_example() {
        let schema: Value = serde_json::from_str(&super::schema()).unwrap();
        let parts = schema["$defs"].as_object().unwrap();
        let mut count = 0;
        for part in parts.values().chain([&schema]) {
            let Some(properties) = part.get("properties").and_then(Value::as_object) else { continue };
            for (key, value) in properties {
                assert!(
                    value["description"].as_str().is_some_and(|text| text.ends_with('.')),
                    "{key}: {value}"
                );
                assert!(value["examples"].as_array().is_some_and(|list| !list.is_empty()), "{key}: {value}");
                count += 1;
            }
        }
        assert!(count > 15, "{count}");
    }
}
