//! The example of a profile (examples/profiles/aegean): an assembly in whose documents nothing built in is left.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use undersigned::translation::ImportOptions;
use undersigned::{Document, Format, Kind, Language, Profile, Starter};
use undersigned_tests::{check, examples, paragraphs, part};

fn file(name: &str) -> Option<Vec<u8>> {
    std::fs::read(examples().join("profiles/aegean").join(name)).ok()
}

fn profile() -> Profile {
    Profile::with_files(file).unwrap_or_else(|faults| panic!("{faults}"))
}

fn input() -> String {
    String::from_utf8(file("lighthouses.yaml").unwrap()).unwrap()
}

fn read(profile: &Profile, input: &str) -> Document {
    profile
        .read("lighthouses.yaml", input.as_bytes(), Format::Yaml)
        .unwrap_or_else(|faults| panic!("{faults}"))
}

fn language(code: &str) -> Language {
    code.parse().unwrap()
}

/// Both files of the declaration in a language.
fn both(code: &str) -> (String, Vec<u8>) {
    let profile = profile();
    let sheet = profile.resolve(&read(&profile, &input()), language(code)).unwrap();
    let pdf = undersigned_pdf::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
    let word = undersigned_docx::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
    (String::from_utf8_lossy(&pdf).into_owned(), word)
}

/// All paragraphs of a Word file.
fn text(word: &[u8]) -> Vec<String> {
    let parts = ["word/document.xml", "word/footnotes.xml", "word/header2.xml", "word/footer1.xml"];
    parts
        .iter()
        .flat_map(|name| paragraphs(&part(word, name)))
        .map(|text| text.replace('\u{a0}', " "))
        .collect()
}

#[test]
fn the_fixed_wording_is_that_of_the_assembly() {
    for (code, expected) in [
        (
            "it",
            [
                "Atto 412",
                "1º maggio 2026",
                "Dichiarazione scritta n. 37",
                "Questo testo impegna soltanto i membri che lo hanno firmato; l’Assemblea non lo ha discusso.",
                "I sottoscritti dichiarano quanto segue:",
                "Le firme sono a tergo",
                "Hanno firmato[2]:",
                "Totale: 15",
                "2. FARI: Gruppo dei Fari",
                "VELE: Gruppo delle Vele",
                "Molo Vecchio 1, Genova | segreteria@porti.example | porti.example",
            ],
        ),
        (
            "el",
            [
                "Έγγραφο 412",
                "1η Μαΐου 2026",
                "Γραπτή δήλωση αριθ. 37",
                "Το κείμενο αυτό δεσμεύει μόνο τα μέλη που το υπέγραψαν· η Συνέλευση δεν το συζήτησε.",
                "Οι υπογράφοντες δηλώνουμε τα εξής:",
                "Οι υπογραφές βρίσκονται όπισθεν",
                "Υπογράφουν[2]:",
                "Σύνολο: 15",
                "2. ΔΙΧ: Ομάδα των Διχτυών",
                "ΦΑΡ: Ομάδα των Φάρων",
                "Παλαιός Μόλος 1, Γένοβα | segreteria@porti.example | porti.example",
            ],
        ),
    ] {
        let (pdf, word) = both(code);
        let text = text(&word);
        for line in expected {
            assert!(text.iter().any(|known| known == line), "{line} is not in {text:#?}");
        }
        // The words of the PDF's pages are compressed, and compared with those of the Word file by a judge.
        assert!(pdf.contains(&format!(
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{}",
            expected[2].replace(" 37", "\u{a0}37")
        )));
    }
}

#[test]
fn nothing_built_in_is_left() {
    let mut fragments = BTreeSet::new();
    for (name, text) in Profile::builtin_files().filter(|(name, _)| name.starts_with("facts/")) {
        // Words to compare texts by, and thresholds, are not printed.
        if matches!(name, "facts/terms.toml" | "facts/procedure.toml" | "facts/names.toml") {
            continue;
        }
        let table: toml::Table = text.parse().unwrap();
        strings(&toml::Value::Table(table), &mut fragments);
    }
    for kept in ["Signed", "Parliamentary Assembly", "Written declaration No. ", "décembre", "Macedonia"] {
        assert!(fragments.iter().any(|known| known.contains(kept)), "{kept}");
    }
    for code in ["it", "el"] {
        let (pdf, word) = both(code);
        let all = text(&word).join("\n");
        for fragment in &fragments {
            let whole = |&(at, _): &(usize, &str)| {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
                !letter(all[..at].chars().next_back()) && !letter(all[at + fragment.len()..].chars().next())
            };
            let there = all.match_indices(fragment.as_str()).any(|found| whole(&found));
            assert!(!there, "`{fragment}` stands in the {code} text");
        }
        let tag = if code == "it" { "it-IT" } else { "el-GR" };
        assert!(pdf.contains(&format!("/Lang({tag})")));
        let mut archive = zip::ZipArchive::new(Cursor::new(&word)).unwrap();
        for index in 0..archive.len() {
            let mut bytes = Vec::new();
            archive.by_index(index).unwrap().read_to_end(&mut bytes).unwrap();
            let xml = String::from_utf8_lossy(&bytes);
            assert!(!xml.contains("en-GB") && !xml.contains("fr-FR"), "part {index}");
        }
        assert!(part(&word, "word/settings.xml").contains(&format!("w:themeFontLang w:val=\"{tag}\"")));
    }
}

/// What of the facts is printed: their texts without what stands for values, as far as they are words.
fn strings(value: &toml::Value, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => {
            for fragment in text.split(['{', '}', '*', '^']) {
                if fragment.chars().filter(|c| c.is_alphabetic()).count() > 4 && fragment != "number" {
                    found.insert(fragment.to_owned());
                }
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        toml::Value::Table(table) => {
            let told = |key: &&String| {
                !matches!(key.as_str(), "note" | "source" | "certainty" | "status" | "part" | "key" | "kinds")
            };
            table.iter().filter(|(key, _)| told(key)).for_each(|(_, value)| strings(value, found));
        }
        _ => {}
    }
}

#[test]
fn greek_and_latin_names_stand_in_one_order_in_both_languages() {
    let profile = profile();
    let document = read(&profile, &input());
    let names = |code: &str| -> Vec<String> {
        let list = profile.print_list(&document.signatories(), language(code)).unwrap();
        list.entries.iter().map(|line| line.split(',').next().unwrap().to_owned()).collect()
    };
    let expected = [
        // The initiator.
        "ΆΓΓΕΛΟΥ-ΧΑΤΖΗ Ευδοκία",
        "ÀRTOM Noè",
        "BÖRK Özlem",
        "D’ASTE Ippolita",
        "di NEGRO Bartolomeo",
        "SANGUINETI Gio Batta",
        "ZUNINO Teresa",
        // The same surname with an accent and without: by given name.
        "ΑΝΔΡΕΟΥ Ανδρέας",
        "ΑΝΔΡΈΟΥ Θάλεια",
        "ΆΝΘΙΜΟΣ Κωνσταντίνος",
        // Under its word in capitals.
        "του ΜΎΛΟΥ Ίων",
        "ΌΘΩΝΟΣ Φοίβος",
        "ΥΔΡΑΊΟΣ Ελπιδοφόρος-Ιωάννης",
        "ΫΛΛΟΣ Μάρκος",
        "ΩΡΟΛΟΓΆΣ Παναγιώτης",
    ];
    assert_eq!(names("it"), expected);
    assert_eq!(names("el"), expected);
    let list = profile.print_list(&document.signatories(), language("el")).unwrap();
    // A delegation typed in capitals, without the accent and with another sigma.
    assert!(list.entries.contains(&"ΌΘΩΝΟΣ Φοίβος, Πειραιάς, ΙΣΤ".to_owned()), "{:?}", list.entries);
    // An observer, and a delegation in the other language.
    assert!(list.entries.contains(&"BÖRK Özlem, Σμύρνη".to_owned()));
    assert!(list.entries.contains(&"di NEGRO Bartolomeo, Γένοβα, ΔΙΧ".to_owned()));
}

#[test]
fn greek_faults_are_found_as_others_are() {
    let profile = profile();
    let first = |from: &str, to: &str| {
        let changed = input().replace(from, to);
        assert_ne!(changed, input(), "{from}");
        let found = check(&profile, "d.yaml", changed.as_bytes());
        found
            .list()
            .iter()
            .map(|finding| (finding.rule.code, finding.message.clone(), finding.help.clone()))
            .collect::<Vec<_>>()
    };
    let is = |found: &[(&str, String, Option<String>)], code: &str, message: &str, help: &str| {
        let same = |(known, text, said): &(&str, String, Option<String>)| {
            *known == code && text == message && said.as_deref().unwrap_or_default().contains(help)
        };
        assert!(found.iter().any(same), "{code} {message} is not in {found:#?}");
    };
    let found = first("Μυτιλήνη, ΔΙΧ", "Μυτιλίνη, ΔΙΧ");
    is(&found, "U201", "no country is called `Μυτιλίνη`", "did you mean `Μυτιλήνη`?");
    let found = first("Μυτιλήνη, ΔΙΧ", "Αθήνα, ΔΙΧ");
    is(&found, "U201", "no country is called `Αθήνα`", "in Italian or Greek, or its ISO code");
    let found = first("Μυτιλήνη, ΔΙΧ", "Μυτιλήνη, ΞΞΞΞ");
    is(&found, "U202", "no political group has the code `ΞΞΞΞ`", "such as FARI; a member of no group is NI");
    let found = first("ΑΝΔΡΕΟΥ Ανδρέας, Μυτιλήνη", "Ανδρέου Ανδρέας, Μυτιλήνη");
    is(&found, "U205", "`Ανδρέου Ανδρέας`: no word of the name is in capitals", "");
    let found = first("ΑΝΔΡΕΟΥ Ανδρέας, Μυτιλήνη", "κ. ΑΝΔΡΕΟΥ Ανδρέας, Μυτιλήνη");
    is(
        &found,
        "U205",
        "`κ. ΑΝΔΡΕΟΥ Ανδρέας`: a word before the surname is no part of it that is known",
        "leave out `κ.`",
    );
    let found = first("ΑΝΔΡΕΟΥ Ανδρέας, Μυτιλήνη", "ΑΝΔΡΕΟΥ Θαλεια, Σύρος");
    assert!(found.iter().any(|(code, ..)| *code == "U208"), "{found:#?}");
    let found = first("Σύρος, ΔΙΧ", "Σύρος");
    is(&found, "U216", "`ΑΝΔΡΈΟΥ Θάλεια` is no observer and has no group", "is `NI`, in Greek `ΜΕ`");
}

#[test]
fn texts_in_two_scripts_are_compared() {
    let profile = profile();
    let found = |from: &str, to: &str| -> Vec<String> {
        let changed = input().replace(from, to);
        let findings = check(&profile, "d.yaml", changed.as_bytes());
        let advice = findings.list().iter().filter(|finding| finding.severity > undersigned::Severity::Info);
        advice.map(|finding| finding.message.clone()).collect()
    };
    assert_eq!(found("", ""), Vec::<String>::new());
    assert_eq!(found("1.250.000 ευρώ", "1.350.000 ευρώ"), ["`1.350.000` in `el` is `1.250.000` in `it`"]);
    assert_eq!(found("20 Αυγούστου", "21 Αυγούστου"), ["`21 Αυγούστου` in `el` is `20 agosto` in `it`"]);
    assert_eq!(found("Η Λαντέρνα", "Αυτή"), ["`Lanterna` stands in `it` and not in `el`"]);
    // A name whose other spelling nobody has told cannot be looked for.
    assert_eq!(found("Un faro spento", "Il faro di Capo Mele"), Vec::<String>::new());
}

#[test]
fn a_new_file_speaks_of_what_the_assembly_knows() {
    let profile = profile();
    let starter = Starter {
        kind: Kind::WrittenDeclaration,
        doc: 5,
        number: Some(3),
        date: "2026-06-01".parse().unwrap(),
        languages: profile.languages().iter().map(|known| known.language).collect(),
    };
    let text = profile.starter(&starter);
    for line in [
        "# A written declaration: at most 250 words, at least 10 signatures, at least 5 national delegations, \
         at least 2 political groups.",
        "tabled-in: it",
        "  el:",
        "#   - SURNAME Given, Genova, FARI",
    ] {
        assert!(text.lines().any(|known| known == line), "{line} is not in\n{text}");
    }
    // The wording of both languages is known: nothing has to be written for it.
    assert!(!text.contains("disclaimer"), "{text}");
}

#[test]
fn the_image_is_read_out_in_the_language_of_the_document() {
    for (code, alt) in [
        ("it", "Assemblea dei Porti dell’Egeo e della Liguria"),
        ("el", "Συνέλευση των Λιμανιών του Αιγαίου και της Λιγουρίας"),
    ] {
        let profile = profile();
        let sheet = profile.resolve(&read(&profile, &input()), language(code)).unwrap();
        let word = undersigned_docx::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
        let header = part(&word, "word/header1.xml");
        assert!(header.contains(&format!("descr=\"{alt}\"")), "{header}");
        assert!(paragraphs(&header).is_empty(), "the words are gone: {header}");
        let pdf = undersigned_pdf::Renderer::new(&profile).unwrap().render(&sheet).unwrap();
        let pdf = String::from_utf8_lossy(&pdf);
        let figure = pdf.lines().find(|line| line.contains("/S/Figure")).unwrap();
        let utf_16: String = alt.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        assert!(figure.contains(&format!("/Alt<FEFF{utf_16}>")), "{figure}");
    }
}

#[test]
fn a_translation_goes_out_and_comes_back() {
    let profile = profile();
    let (whole, greek) = (read(&profile, &input()), language("el"));
    let input = input();
    let without = format!(
        "{}{}",
        &input[..input.find("  el:\n").unwrap()],
        &input[input.find("signatories:\n").unwrap()..]
    );
    let document = read(&profile, &without);
    // What a translator sends back is what the example has.
    let draft = profile.draft(&whole, greek).unwrap();
    assert!(draft.docket.units.iter().all(|unit| unit.target.is_some()));
    assert!(draft.docket.locked.iter().any(|locked| locked.text == "Σύνολο:\u{a0}15"));
    let file = undersigned_xliff::write(&draft, undersigned_xliff::Version::V1_2).unwrap();
    let returned = undersigned_xliff::read(&file).unwrap();
    let import = profile.import(&document, "d.el.xlf", &returned, ImportOptions::default()).unwrap();
    assert_eq!((import.language, import.findings.list().len()), (greek, 0), "{}", import.findings);
    let back = read(&profile, std::str::from_utf8(&import.input).unwrap());
    let sheet = |document: &Document| {
        let sheet = profile.resolve(document, greek).unwrap();
        undersigned_docx::Renderer::new(&profile).unwrap().render(&sheet).unwrap()
    };
    assert!(sheet(&back) == sheet(&whole), "the translation prints otherwise");
    // As a Word file nothing of the head is missed in whose place the image stands.
    let word = undersigned_docx::Renderer::new(&profile)
        .unwrap()
        .render_draft(&profile.draft(&document, greek).unwrap())
        .unwrap();
    let returned = undersigned_docx::read(&word).unwrap();
    let import = profile.import(&document, "d.el.docx", &returned, ImportOptions::default()).unwrap();
    let found: BTreeSet<&str> = import.findings.list().iter().map(|finding| finding.rule.code).collect();
    assert_eq!(found, BTreeSet::from(["U715"]), "{}", import.findings);
}
