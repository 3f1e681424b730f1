//! What mentions are found in texts.

use super::{What, mentions};
use crate::{Language, Profile};

fn keys(text: &str, language: Language) -> Vec<String> {
    let found = mentions(text, language, Profile::builtin().facts());
    found.into_iter().map(|mention| mention.key).collect()
}

#[test]
fn numbers_agree_in_both_languages() {
    for (english, french, key) in [
        ("some 50,000 people", "quelque 50 000 personnes", "50000"),
        ("some 1 250 000 people", "quelque 1 250 000 personnes", "1250000"),
        ("it rose by 1.5 %", "une hausse de 1,5 %", "1.5"),
        ("the 21st century", "le XXIe siècle", "21"),
        ("in the 1990s", "dans les années 1990", "1990"),
        ("a 12-year-old boy", "un garçon de 12 ans", "12"),
        ("Rule 9.1.a says", "l'article 9.1.a dit", "9.1.a"),
        ("at 3.30 p.m. sharp", "à 15 h 30 précises", "15:30"),
        ("at 10 p.m. sharp", "à 22 heures précises", "22"),
        ("at 10.30 a.m. sharp", "à 10 h 30 précises", "10:30"),
        ("some 1,250.50 euros", "quelque 1 250,50 euros", "1250.50"),
        ("some 13th-century walls", "des murs du XIIIe siècle", "13"),
        ("since the mid-1990s", "depuis les années 1990", "1990"),
        ("some 1,200 million euros", "quelque 1,2 milliard d'euros", "1200000000"),
        ("some €2.5 million", "quelque 2,5 millions d'euros", "2500000"),
        ("under 1.5°C more", "sous 1,5 °C de plus", "1.5"),
        ("under CM/Rec(2024)2 of", "la recommandation CM/Rec(2024)2 de", "cmrec20242"),
    ] {
        assert_eq!(keys(english, Language::ENGLISH), [key], "{english}");
        assert_eq!(keys(french, Language::FRENCH), [key], "{french}");
    }
    assert_eq!(keys("from 2019–2021", Language::ENGLISH), ["2019", "2021"]);
}

#[test]
fn dates_agree_in_both_languages() {
    for (english, french, key) in [
        ("on 19 August 2025.", "le 19 août 2025.", "2025-08-19"),
        ("on August 19, 2025", "le 19 août 2025", "2025-08-19"),
        ("on 1 January 2026,", "le 1er janvier 2026,", "2026-01-01"),
        ("in June 2024", "en juin 2024", "2024-06-?"),
        ("on 8 March", "le 8 mars", "?-03-08"),
        ("since 12/03/2024,", "depuis le 12 mars 2024,", "2024-03-12"),
        ("since 24.02.2022,", "depuis le 24 février 2022,", "2022-02-24"),
        ("May 2024 was", "Mai 2024 fut", "2024-05-?"),
        ("19 AUGUST 2025", "19 AOÛT 2025", "2025-08-19"),
    ] {
        assert_eq!(keys(english, Language::ENGLISH), [key], "{english}");
        assert_eq!(keys(french, Language::FRENCH), [key], "{french}");
    }
    assert_eq!(keys("the 12-19 August 2025", Language::ENGLISH), ["12", "2025-08-19"]);
}

#[test]
fn references_agree_in_both_languages() {
    for (english, french, key) in [
        ("written declaration No. 638,", "la déclaration écrite n° 638,", "Declaration 638"),
        ("(Doc. 16229)", "(Doc. 16229)", "Document 16229"),
        ("Resolution 2150", "la Résolution 2150", "Resolution 2150"),
        ("declaration No.638", "déclaration n°638", "Declaration 638"),
        ("(Doc. 14 025)", "(Doc. 14025)", "Document 14025"),
        ("declaration No. 638", "déclaration écrite no. 638", "Declaration 638"),
    ] {
        assert_eq!(keys(english, Language::ENGLISH), [key], "{english}");
        assert_eq!(keys(french, Language::FRENCH), [key], "{french}");
    }
}

#[test]
fn ordinary_words_are_no_numbers_and_no_names() {
    let found = keys("Le gouvernement a décidé. Ce jour-là, Les autres", Language::FRENCH);
    assert!(!found.iter().any(|key| key.bytes().all(|byte| byte.is_ascii_digit())), "{found:?}");
    let sure = |text: &str, language| {
        let found = mentions(text, language, Profile::builtin().facts());
        let names = found.into_iter().filter(|mention| {
            matches!(mention.what, What::Name { heads_sentence: false, in_institution: false, .. })
        });
        names.map(|mention| mention.key).collect::<Vec<_>>()
    };
    let text = "by the Red Cross, the Universal Declaration, NGOs and MPs, the Sustainable Development Goals, the \
                Framework Convention for the Protection of National Minorities and the High Representative";
    assert_eq!(sure(text, Language::ENGLISH), Vec::<String>::new());
    let text = "par la Croix-Rouge, la mer Noire, la Seconde guerre mondiale et les ONG";
    assert_eq!(sure(text, Language::FRENCH), Vec::<String>::new());
    assert_eq!(sure("met President Volodymyr Testenko", Language::ENGLISH), ["volodymyr", "testenko"]);
}

#[test]
fn names_are_told_from_other_words_with_a_capital() {
    let text = "However, Muratkhan Tokmadi met the Prime Minister of Kazakhstan and Conor O'Reilly's lawyer in Strasbourg";
    assert_eq!(
        keys(text, Language::ENGLISH),
        ["however", "muratkhan", "tokmadi", "conor", "oreilly", "strasbourg"]
    );
    let text = "Les Nations Unies et l'Union européenne ont rencontré Anne-Sophie d'Albret à Genève le lundi";
    assert_eq!(keys(text, Language::FRENCH), ["les", "anne", "sophie", "albret", "geneve"]);
    let first = &mentions("However, it", Language::ENGLISH, Profile::builtin().facts())[0];
    assert_eq!(first.what, What::Name { heads_sentence: true, before_name: false, in_institution: false });
}
