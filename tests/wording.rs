//! The document's own date and language pick wording, names and forms.

use undersigned::sheet::{Block, Inline, Paragraph, Role, Sheet};
use undersigned::{Format, Language, Profile};

/// A document with the given lines in the place of the usual ones.
fn sheet_of(kind: &str, date: &str, language: &str, more: &str, text: &str, signatories: &[&str]) -> Sheet {
    let number = if kind == "written-declaration" { "number: 5\n" } else { "" };
    let list: String = signatories.iter().map(|line| format!("  - {line}\n")).collect();
    let input = format!(
        "kind: {kind}\ndoc: 9056\n{number}date: {date}\n{more}text:\n  {language}:\n    title: T\n    body: B\n\
         {text}signatories:\n{list}"
    );
    let profile = Profile::builtin();
    let document = profile
        .read("f", input.as_bytes(), Format::Yaml)
        .unwrap_or_else(|faults| panic!("{faults}\n{input}"));
    profile.resolve(&document, language.parse().unwrap()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn declaration(date: &str, language: &str) -> Sheet {
    sheet_of("written-declaration", date, language, "", "", &["A-B Ann, Spain, SOC"])
}

/// The text of the first paragraph with a role; raised text stands in `^…^`, a mark as `[n]`, and a non-breaking
/// space as `~`.
fn text(sheet: &Sheet, role: Role) -> Option<String> {
    let paragraphs = sheet.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    });
    paragraphs.chain(&sheet.contact_line).find(|paragraph| paragraph.role == role).map(shown)
}

fn shown(paragraph: &Paragraph) -> String {
    let mut shown = String::new();
    for inline in &paragraph.inlines {
        match inline {
            Inline::Text(text) if text.raised => shown.push_str(&format!("^{}^", text.text)),
            Inline::Text(text) => shown.push_str(&text.text),
            Inline::NoteMark(number) => shown.push_str(&format!("[{number}]")),
        }
    }
    shown.replace('\u{a0}', "~")
}

fn entries(sheet: &Sheet) -> Vec<String> {
    let entries = sheet.blocks.iter().find_map(|block| match block {
        Block::Signatories(entries) => Some(entries),
        _ => None,
    });
    entries.unwrap().iter().map(shown).collect()
}

fn legend(sheet: &Sheet) -> Vec<String> {
    sheet.notes.iter().flat_map(|note| note.paragraphs.iter().map(shown)).collect()
}

#[test]
fn the_masthead_is_read_in_its_two_languages() {
    let languages = |sheet: &Sheet| -> Vec<_> {
        let inlines = sheet.masthead.iter().flat_map(|paragraph| &paragraph.inlines);
        inlines
            .map(|inline| match inline {
                Inline::Text(text) => (text.text.clone(), text.language.as_ref().map(|known| known.language)),
                Inline::NoteMark(_) => panic!("a mark in the masthead"),
            })
            .collect()
    };
    let (english, french) = ("Parliamentary Assembly".to_owned(), "Assemblée parlementaire".to_owned());
    assert_eq!(
        languages(&declaration("2023-06-01", "en")),
        [(english.clone(), None), (french.clone(), Some(Language::FRENCH))]
    );
    assert_eq!(
        languages(&declaration("2023-06-01", "fr")),
        [(english, Some(Language::ENGLISH)), (french, None)]
    );
}

#[test]
fn the_way_back_from_a_note_is_told_in_words() {
    let back = |language| declaration("2023-06-01", language).notes[0].back.replace('\u{a0}', "~");
    assert_eq!(back("en"), "Back to the mark of note 1");
    assert_eq!(back("fr"), "Retour à l'appel de note 1");
}

#[test]
fn the_disclaimer_is_that_of_the_date() {
    for (date, language, wording) in [
        (
            "2025-01-01",
            "en",
            "This written declaration does not reflect the position of the Assembly; only of those \
          members that have signed it. It will not be considered further by the Assembly.",
        ),
        ("2024-12-31", "en", "This written declaration commits only those who have signed it."),
        ("2024-12-31", "fr", "Cette déclaration écrite n’engage que ses signataires."),
        ("2008-01-01", "fr", "Cette déclaration écrite n’engage que ses signataires."),
        ("2007-12-31", "en", "This written declaration commits only the members who have signed it"),
    ] {
        assert_eq!(text(&declaration(date, language), Role::Disclaimer).as_deref(), Some(wording), "{date}");
    }
    let motion = |date, language| {
        let sheet = sheet_of("motion-for-resolution", date, language, "", "", &["A-B Ann, Spain, SOC"]);
        text(&sheet, Role::Disclaimer).unwrap()
    };
    let english =
        "This motion has not been discussed in the Assembly and commits only those who have signed it.";
    assert_eq!(motion("2025-08-19", "en"), english);
    assert!(motion("2007-12-31", "en").ends_with("commits only the members who have signed it"));
    assert!(motion("2025-08-19", "fr").starts_with("Cette proposition n'a pas été examinée par l'Assemblée"));
}

#[test]
fn the_lead_in_came_in_june_2019_and_motions_have_none() {
    assert_eq!(text(&declaration("2019-05-31", "en"), Role::LeadIn), None);
    let lead_in = text(&declaration("2019-06-01", "en"), Role::LeadIn);
    assert_eq!(lead_in.as_deref(), Some("We, the undersigned, declare the following:"));
    let lead_in = text(&declaration("2020-01-31", "fr"), Role::LeadIn);
    assert_eq!(lead_in.as_deref(), Some("Nous, soussignés, déclarons ce qui suit:"));
    let motion = sheet_of("motion-for-recommendation", "2025-01-31", "en", "", "", &["A-B Ann, Spain, SOC"]);
    assert_eq!(text(&motion, Role::LeadIn), None);
    assert_eq!(text(&motion, Role::TypeLine).as_deref(), Some("Motion for a recommendation"));
}

#[test]
fn a_text_brings_its_own_wording_or_leaves_it_out() {
    let own = "    disclaimer: Its own.\n    lead-in: ''\n";
    let sheet = sheet_of("written-declaration", "2025-08-19", "fr", "", own, &["A-B Ann, Spain, SOC"]);
    assert_eq!(text(&sheet, Role::Disclaimer).as_deref(), Some("Its own."));
    assert_eq!(text(&sheet, Role::LeadIn), None);
}

#[test]
fn fixed_words_in_both_languages() {
    let (english, french) = (declaration("2024-08-19", "en"), declaration("2014-08-01", "fr"));
    for (sheet, role, expected) in [
        (&english, Role::DocReference, "Doc.~9056"),
        (&english, Role::Date, "19~August 2024"),
        (&english, Role::TypeLine, "Written declaration No.~5"),
        (&english, Role::SignedOverleaf, "Signed (see overleaf)"),
        (&english, Role::SignedHead, "Signed[1]:"),
        (&english, Role::Total, "Total~=~1"),
        (&french, Role::DocReference, "Doc.~9056"),
        (&french, Role::Date, "1^er^~août 2014"),
        (&french, Role::TypeLine, "Déclaration écrite n°~5"),
        (&french, Role::SignedOverleaf, "Signé (voir au verso)"),
        (&french, Role::SignedHead, "Signé[1]:"),
        (&french, Role::Total, "Total~=~1"),
    ] {
        assert_eq!(text(sheet, role).as_deref(), Some(expected));
    }
    assert!(text(&english, Role::ContactLine).is_some());
    assert_eq!(text(&french, Role::ContactLine), None);
    assert_eq!(shown(&english.running_head), "Doc.~9056");
}

#[test]
fn a_re_issue_says_which_edition_it_is() {
    for (number, language, edition) in [
        (2, "en", "2^nd^ edition"),
        (3, "en", "3^rd^ edition"),
        (4, "en", "4^th^ edition"),
        (11, "en", "11^th^ edition"),
        (12, "en", "12^th^ edition"),
        (13, "en", "13^th^ edition"),
        (21, "en", "21^st^ edition"),
        (22, "en", "22^nd^ edition"),
        (2, "fr", "2^e^ édition"),
    ] {
        let more = format!("edition: {{number: {number}, originally-tabled: 2010-04-01}}\n");
        let sheet =
            sheet_of("written-declaration", "2010-06-25", language, &more, "", &["A-B Ann, Spain, SOC"]);
        assert_eq!(text(&sheet, Role::DocReference).unwrap(), format!("Doc.~9056 {edition}"));
        let line = match language {
            "en" => format!("{edition}, originally tabled on 1~April 2010"),
            _ => format!("{edition}, déposée initialement le 1^er^~avril 2010"),
        };
        assert_eq!(text(&sheet, Role::Edition).unwrap(), line);
        // The head of the other pages and the metadata name the document, not the edition.
        assert_eq!(shown(&sheet.running_head), "Doc.~9056");
    }
}

#[test]
fn countries_are_called_as_on_the_date_whatever_the_input_calls_them() {
    let printed = |date, language, country: &str| {
        let line = format!("A-B Ann, {country}, SOC");
        let sheet = sheet_of("motion-for-resolution", date, language, "", "    disclaimer: ''\n", &[&line]);
        entries(&sheet)[0].trim_start_matches("A-B Ann, ").trim_end_matches(", SOC").to_owned()
    };
    for (date, language, typed, expected) in [
        ("2022-06-01", "en", "Türkiye", "Turkey"),
        ("2022-06-02", "en", "Turkey", "Türkiye"),
        ("2022-06-02", "fr", "TR", "Türkiye"),
        ("2019-02-11", "en", "North Macedonia", "“The former Yugoslav Republic of Macedonia”"),
        ("2019-02-12", "fr", "MK", "Macédoine du Nord"),
        ("2024-01-01", "en", "République tchèque", "Czech Republic"),
        ("2024-01-01", "en", "Czechia", "Czech Republic"),
        ("2024-01-01", "fr", "uk", "Royaume-Uni"),
        ("2024-01-01", "en", "Moldova", "Republic of Moldova"),
        ("2022-03-16", "en", "Russia", "Russian Federation"),
        // YAML's truth value of old: Norway.
        ("2024-01-01", "en", "NO", "Norway"),
    ] {
        assert_eq!(printed(date, language, typed), expected, "{typed} on {date}");
    }
}

#[test]
fn the_legend_has_the_groups_present_by_code_and_in_the_language() {
    let signatories = [
        "A-B Ann, Spain, UEL",
        "C-D Cem, Spain, EPP/CD",
        "E-F Eva, Spain, NR",
        "G-H Gil, Canada",
        "I-J Ina, Spain, GUE",
        "K-L Kim, Spain, SOC",
    ];
    let sheet = sheet_of("motion-for-resolution", "2018-01-31", "en", "", "", &signatories);
    let expected = [
        "EPP/CD: Group of the European People's Party",
        "NR: not registered in a group",
        "SOC: Socialists, Democrats and Greens Group",
        "UEL: Group of the Unified European Left",
    ];
    assert_eq!(legend(&sheet), expected);
    assert_eq!(entries(&sheet)[3..5], ["G-H Gil, Canada", "I-J Ina, Spain, UEL"]);

    let sheet = sheet_of("motion-for-resolution", "2017-08-31", "fr", "", "", &signatories);
    let expected = [
        "GUE: Groupe pour la gauche unitaire européenne",
        "NI: n'appartenant à aucun groupe",
        "PPE/DC: Groupe du Parti populaire européen",
        "SOC: Groupe socialiste",
    ];
    assert_eq!(legend(&sheet), expected);
    assert_eq!(entries(&sheet)[2..4], ["E-F Eva, Espagne, NI", "G-H Gil, Canada"]);
}

#[test]
fn without_a_group_there_is_no_legend_and_no_mark() {
    let sheet = sheet_of("motion-for-resolution", "2018-01-31", "en", "", "", &["G-H Gil, Canada"]);
    assert!(sheet.notes.is_empty());
    assert_eq!(text(&sheet, Role::SignedHead).as_deref(), Some("Signed:"));
}

#[test]
fn what_somebody_should_confirm_is_named() {
    let profile = Profile::builtin();
    let to_confirm = |language: &str, entry: &str| {
        let input = format!(
            "kind: motion-for-resolution\ndoc: 1\ndate: 2019-01-10\ntext: {{{language}: {{title: T, body: B}}}}\n\
             signatories: ['A-B Ann, {entry}']\n"
        );
        let document = profile.read("f", input.as_bytes(), Format::Yaml).unwrap();
        let findings = profile.check(&document, &[]);
        let wanted = |name: &str| ["unconfirmed-wording", "without-group"].contains(&name);
        let list = findings.list().iter().filter(|finding| wanted(finding.rule.name));
        list.map(|finding| finding.message.clone()).collect::<Vec<_>>()
    };
    assert!(to_confirm("en", "Spain, EPP/CD").is_empty(), "{:?}", to_confirm("en", "Spain, EPP/CD"));
    assert_eq!(
        to_confirm("en", "Israel"),
        ["not seen in a published document in `en`: the country “Israel”"]
    );
    assert_eq!(to_confirm("en", "Spain"), ["`A-B Ann` is no observer and has no group"]);
    let french = to_confirm("fr", "Spain, EPP/CD");
    assert!(french.iter().any(|line| line.contains("Signé (voir au verso)")), "{french:?}");
}

#[test]
fn the_title_in_the_properties_of_the_files_is_the_one_that_prints() {
    let input = "kind: motion-for-resolution\ndoc: 1\ndate: 2019-01-10\ntext: {en: {title: 'A  title', body: B}}\n\
                 signatories: ['A-B Ann, Spain, SOC']\n";
    let profile = Profile::builtin();
    let document = profile.read("f", input.as_bytes(), Format::Yaml).unwrap();
    let sheet = profile.resolve(&document, undersigned::Language::ENGLISH).unwrap();
    assert_eq!(sheet.title, "A title");
    assert_eq!(text(&sheet, Role::Title).as_deref(), Some("A title"));
}
