//! The JSON Schema that is stored is the one that is made, every example keeps to it, and what it refuses the reader
//! refuses too.

use serde_json::{Value, json};
use undersigned_tests::{data, example_files};

fn schema() -> Value {
    serde_json::from_str(&undersigned::schema()).unwrap()
}

/// An input file as the values that a schema is about.
fn value(name: &str, text: &str) -> Value {
    match name.rsplit('.').next().unwrap() {
        "json" => serde_json::from_str(text).unwrap(),
        "toml" => with_dates_as_texts(toml::Value::Table(toml::from_str(text).unwrap())),
        _ => serde_saphyr::from_str(text).unwrap(),
    }
}

fn with_dates_as_texts(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(with_dates_as_texts).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, with_dates_as_texts(value))).collect()
        }
        other => serde_json::to_value(other).unwrap(),
    }
}

#[test]
fn the_stored_schema_is_up_to_date() {
    assert!(
        data("../docs/undersigned.schema.json") == undersigned::schema(),
        "write it anew: undersigned schema > docs/undersigned.schema.json"
    );
}

#[test]
fn the_schema_is_one_of_draft_2020_12() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_example_keeps_to_the_schema() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    for name in example_files() {
        let value = value(&name, &data(&format!("../examples/{name}")));
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

#[test]
fn what_the_reader_refuses_as_to_its_shape_the_schema_refuses_too() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let sound = value("frame.yaml", &data("broken/frame.yaml"));
    assert!(validator.is_valid(&sound));
    for (pointer, wrong) in [
        ("/kind", json!("declaration")),
        ("/doc", json!(0)),
        ("/doc", json!("16229")),
        ("/number", json!(null)),
        ("/date", json!("19 August 2025")),
        ("/text", json!({})),
        ("/text", json!({ "de": { "title": "T", "body": "B" } })),
        ("/text/en", json!({ "title": "T" })),
        ("/text/en/title", json!("")),
        ("/signatories", json!([])),
        ("/signatories", json!("names.doc")),
        ("/signatories/0", json!("CASTEL Laura")),
        ("/signatories/0", json!({ "surname": "CASTEL", "land": "Spain" })),
        ("/edition", json!({ "number": 1, "originally-tabled": "2025-06-24" })),
        ("/edition", json!({ "number": 2 })),
        ("/colour", json!("red")),
    ] {
        let mut broken = sound.clone();
        match broken.pointer_mut(pointer) {
            Some(place) => *place = wrong,
            None => drop(broken.as_object_mut().unwrap().insert(pointer[1..].to_owned(), wrong)),
        }
        assert!(!validator.is_valid(&broken), "{pointer}: {broken}");
    }
    // A declaration has a number, a motion has none.
    let without = |kind: &str, number: bool| {
        let mut document = sound.clone();
        document["kind"] = json!(kind);
        if !number {
            document.as_object_mut().unwrap().remove("number");
        }
        validator.is_valid(&document)
    };
    assert!(!without("written-declaration", false));
    assert!(!without("motion-for-resolution", true));
    assert!(without("motion-for-resolution", false));
}
