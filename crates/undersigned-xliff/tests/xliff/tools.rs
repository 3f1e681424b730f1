//! Files as translators' tools save them.

use undersigned::Language;
use undersigned::sheet::{Inline, Role};
use undersigned::translation::Docket;
use undersigned_xliff::Version;

use crate::common::{
    Errand, draft_of, emphasis, formed, paragraph, plain, read, shapes, strong, target, translated, v1, v2,
    written,
};

#[test]
fn attributes_that_tools_drop() {
    let draft = draft_of(&shapes());
    for &version in Version::ALL {
        let file = translated(&written(&draft, version));
        let whole = read(&file);
        // The forms stand in the sources only, and the types of the units are gone.
        let mut bare = String::new();
        for part in file.split_inclusive("</target>") {
            let (source, target) = part.split_once("<target").unwrap_or((part, ""));
            bare.push_str(source);
            if !target.is_empty() {
                bare.push_str("<target");
            }
            let mut target = target.to_owned();
            for form in [" ctype=\"italic\"", " ctype=\"bold\"", " ctype=\"x-note\""] {
                target = target.replace(form, "");
            }
            for form in [" type=\"fmt\"", " type=\"other\"", " subType=\"xlf:i\"", " subType=\"xlf:b\""] {
                target = target.replace(form, "");
            }
            bare.push_str(&target.replace(" subType=\"us:note\"", "").replace(" disp=", " equiv="));
        }
        assert_ne!(bare, file);
        assert_eq!(read(&bare), whole, "{version}");
    }
}

#[test]
fn roles_without_their_attribute() {
    for errand in Errand::all() {
        for &version in Version::ALL {
            let file = translated(&written(&errand.draft, version));
            let mut bare = file.clone();
            for role in Role::ALL {
                for kind in
                    [format!(" restype=\"x-{}\"", role.name()), format!(" type=\"us:{}\"", role.name())]
                {
                    bare = bare.replace(&kind, "");
                }
            }
            let (whole, bare) = (read(&file).docket.unwrap(), read(&bare).docket.unwrap());
            for (unit, bare) in whole.units.iter().zip(&bare.units) {
                let is_item = matches!(unit.role, Role::ListItem | Role::ListItemSecond);
                assert_eq!(bare.role, if is_item { Role::Body } else { unit.role }, "{}", unit.key);
            }
            assert_eq!(bare.locked.len(), whole.locked.len());
        }
    }
}

#[test]
fn a_file_that_says_nothing_of_itself() {
    let file = written(&draft_of(&[vec![plain("One.")]]), Version::V1_2);
    let lost = |what: &str| read(&file.replace(what, ""));
    let docket = read(&file).docket.unwrap();
    assert_eq!(docket.hash.len(), 64);
    assert_eq!(lost("docket 1").docket.unwrap(), Docket { hash: String::new(), ..docket });
    for gone in [" target-language=\"fr-FR\"", " source-language=\"en-GB\"", " original=\"Doc.\u{a0}16229\""]
    {
        let returned = lost(gone);
        assert_eq!(returned.docket, None);
        assert!(paragraph(&returned, "body-1").is_some());
    }
}

#[test]
fn languages_by_their_first_part() {
    let file = written(&draft_of(&[vec![plain("One.")]]), Version::V2_1);
    for (source, target) in [("en", "fr"), ("EN-US", "FR-BE"), ("en_GB", "fr_FR"), ("en-Latn-GB", "fr-CH")] {
        let file = file
            .replace("\"en-GB\"", &format!("\"{source}\""))
            .replace("\"fr-FR\"", &format!("\"{target}\""));
        let docket = read(&file).docket.unwrap();
        assert_eq!((docket.source, docket.target), (Language::ENGLISH, Language::FRENCH));
    }
}

#[test]
fn a_prefix_for_the_namespace() {
    for &version in Version::ALL {
        let file = translated(&written(&draft_of(&shapes()), version));
        let prefixed = file.replace("</", "</xlf:").replace("<xlf:", "</xlf:");
        let mut prefixed = prefixed.replace("<//xlf:", "</xlf:").replace("<//", "</");
        for name in
            ["xliff", "file", "header", "notes", "note", "body", "trans-unit", "unit", "segment", "source"]
        {
            prefixed = prefixed.replace(&format!("<{name} "), &format!("<xlf:{name} "));
            prefixed = prefixed.replace(&format!("<{name}>"), &format!("<xlf:{name}>"));
        }
        for name in ["target", "g", "pc", "x", "ph"] {
            prefixed = prefixed.replace(&format!("<{name} "), &format!("<xlf:{name} "));
            prefixed = prefixed.replace(&format!("<{name}>"), &format!("<xlf:{name}>"));
        }
        let prefixed = prefixed.replace(" xmlns=", " xmlns:xlf=");
        assert!(prefixed.contains("<xlf:source>") && !prefixed.contains("<source>"), "{prefixed}");
        assert_eq!(read(&prefixed), read(&file), "{version}");
    }
}

#[test]
fn elements_of_others_are_passed_over() {
    let file =
        v1("<source>One</source><sdl:x xmlns:sdl=\"urn:sdl\"><source>no</source><target>no</target></sdl:x>\
         <target>Un<o:ph xmlns:o=\"urn:o\" id=\"note-1\">no</o:ph></target>\
         <alt-trans><source>no</source><target>no</target></alt-trans><note>no</note>");
    assert_eq!(target(&file), Some(vec![plain("Un")]));
    let file = v2("<mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\
         <mtc:match ref=\"#1\"><source>no</source>\
         <target>no</target></mtc:match></mtc:matches><notes><note>no</note></notes>\
         <originalData><data id=\"d1\">no</data></originalData>\
         <segment><source>One</source><target>Un</target></segment>");
    assert_eq!(target(&file), Some(vec![plain("Un")]));
}

#[test]
fn comments_instructions_and_cdata() {
    let file = v1("<source>x</source>\
         <target>a<!-- no --><?no no?><![CDATA[<b> & ]]>c&#x2019;&#233;&amp;&quot;</target>");
    assert_eq!(target(&file), Some(vec![plain("a<b> & c’é&\"")]));
}

#[test]
fn empty_translations_are_none() {
    for target_xml in
        ["", "<target/>", "<target></target>", "<target> \n\u{a0}</target>", "<target><g id=\"1\"/></target>"]
    {
        assert_eq!(target(&v1(&format!("<source>x</source>{target_xml}"))), None, "{target_xml}");
        let segment = format!("<segment><source>x</source>{}</segment>", target_xml.replace("<g ", "<pc "));
        assert_eq!(target(&v2(&segment)), None, "{target_xml}");
    }
    let mark = v1("<source>x</source><target><x id=\"note-2\"/></target>");
    assert_eq!(target(&mark), Some(vec![Inline::NoteMark(2)]));
}

#[test]
fn what_is_locked_comes_back_without_its_translation() {
    let file = written(&draft_of(&[]), Version::V1_2);
    let bare = file.replace("<target state=\"final\">19 août 2025</target>", "");
    assert_ne!(bare, file);
    assert_eq!(read(&bare), read(&file));
}

#[test]
fn a_locked_unit_that_is_missing_moves_no_other() {
    let draft = draft_of(&[]);
    let file = written(&draft, Version::V2_1).replace("locked-1", "x");
    let docket = read(&file).docket.unwrap();
    assert!(docket.locked.is_empty());
    let mut draft = draft;
    draft.docket.locked.extend(draft.docket.locked.clone());
    let file = written(&draft, Version::V2_1).replace("locked-3", "x");
    let texts: Vec<String> =
        read(&file).docket.unwrap().locked.into_iter().map(|locked| locked.text).collect();
    assert_eq!(texts, ["19 août 2025", "Total = 20"]);
}

#[test]
fn segments_of_1_2() {
    let file = v1("<source>One. <g id=\"1\" ctype=\"italic\">Two.</g></source>\
         <seg-source><mrk mtype=\"seg\" mid=\"0\">One.</mrk> \
         <g id=\"1\"><mrk mtype=\"seg\" mid=\"1\">Two.</mrk></g></seg-source>\
         <target><mrk mtype=\"seg\" mid=\"0\">Un.</mrk> \
         <g id=\"1\"><mrk mtype=\"seg\" mid=\"1\">Deux.</mrk></g></target>");
    assert_eq!(target(&file), Some(vec![plain("Un. "), emphasis("Deux.")]));
}

#[test]
fn native_codes_of_1_2_are_no_text() {
    let file = v1("<source>x</source><target>a<ph id=\"1\">{b}</ph><it id=\"2\" pos=\"open\">{c}</it>\
         <bpt id=\"3\" ctype=\"bold\">{d<sub>e</sub>}</bpt>f<ept id=\"3\">{g}</ept>h\
         <mrk mtype=\"term\">i</mrk><ph id=\"note-1\">[1]</ph></target>");
    assert_eq!(target(&file), Some(vec![plain("a"), strong("f"), plain("hi"), Inline::NoteMark(1)]));
}

#[test]
fn spans_of_1_2_in_two_elements() {
    let file = v1("<source>a<g id=\"7\" ctype=\"italic\">b</g></source>\
         <target>a<bx id=\"7\" rid=\"r\"/>b<bx id=\"8\" ctype=\"bold\"/>\
         c<ex id=\"9\" rid=\"r\"/>d<ex id=\"8\"/>e</target>");
    let expected = [plain("a"), emphasis("b"), formed("c", true, true), strong("d"), plain("e")];
    assert_eq!(target(&file), Some(expected.to_vec()));
}

#[test]
fn segments_of_2_1_are_joined() {
    let file = v2("<segment state=\"translated\">\
         <source>One. <sc id=\"1\" type=\"fmt\" subType=\"xlf:i\"/>Two.</source>\
         <target>Un. <sc id=\"1\"/>Deux.</target></segment>\
         <ignorable><source> </source></ignorable>\
         <segment state=\"translated\"><source>Three<ec startRef=\"1\"/>.</source>\
         <target>Trois<ec startRef=\"1\"/>.</target></segment>\
         <ignorable><source>\n</source><target> </target></ignorable>\
         <segment state=\"final\"><source>Four.</source><target>Quatre.</target></segment>");
    assert_eq!(target(&file), Some(vec![plain("Un. "), emphasis("Deux. Trois"), plain(". Quatre.")]));
    let unit = read(&file).docket.unwrap().units.remove(0);
    assert_eq!(unit.source, [plain("One. "), emphasis("Two. Three"), plain(".\nFour.")]);
}

#[test]
fn segments_of_2_1_in_another_order() {
    let segment = |text: &str, order: &str| {
        format!("<segment><source>x</source><target{order}>{text}</target></segment>")
    };
    let space = "<ignorable><source> </source></ignorable>";
    let file = v2(&format!("{}{space}{}", segment("un", " order=\"3\""), segment("deux", " order=\"1\"")));
    assert_eq!(target(&file), Some(vec![plain("deux un")]));
}

#[test]
fn a_unit_of_which_a_segment_is_not_translated() {
    let one = "<segment state=\"translated\"><source>One.</source><target>Un.</target></segment>";
    for other in [
        "<segment><source>Two.</source></segment>",
        "<segment state=\"initial\"><source>Two.</source><target/></segment>",
        "<segment state=\"translated\"><source>Two.</source></segment>",
    ] {
        assert_eq!(target(&v2(&format!("{one}{other}"))), None, "{other}");
    }
    // Both sentences by one.
    let done = "<segment state=\"translated\"><source>Two.</source><target></target></segment>";
    assert_eq!(target(&v2(&format!("{one}{done}"))), Some(vec![plain("Un.")]));
}

#[test]
fn marks_that_have_another_id() {
    let file = v1("<source>x</source><target>a<x id=\"4\" ctype=\"x-note\" equiv-text=\"[2]\"/></target>");
    assert_eq!(target(&file), Some(vec![plain("a"), Inline::NoteMark(2)]));
    let file = v2("<segment><source>x</source>\
         <target>a<ph id=\"4\" subType=\"us:note\" disp=\"[2]\"/>\
         <ph id=\"5\" disp=\"[3]\"/></target></segment>");
    assert_eq!(target(&file), Some(vec![plain("a"), Inline::NoteMark(2)]));
}

/// OmegaT puts the translation in and leaves everything else as it was.
#[test]
fn states_count_for_nothing() {
    for state in ["new", "needs-translation", "needs-review-translation", "x-own", ""] {
        let file = v1(&format!("<source>x</source><target state=\"{state}\">Dit &quot;y&quot;</target>"));
        assert_eq!(target(&file), Some(vec![plain("Dit \"y\"")]), "{state}");
    }
    let file = v2("<segment state=\"initial\"><source>x</source><target>y</target></segment>");
    assert_eq!(target(&file), Some(vec![plain("y")]));
}

#[test]
fn groups_are_read_through() {
    let file = written(&draft_of(&[vec![plain("One.")]]), Version::V1_2);
    let grouped =
        file.replace("<body>", "<body><group><group>").replace("</body>", "</group></group></body>");
    assert_eq!(read(&grouped), read(&file));
}

#[test]
fn earlier_versions() {
    let v1 = v1("<source>x</source><target>y</target>");
    let v2 = v2("<segment><source>x</source><target>y</target></segment>");
    for file in [
        v1.replace("document:1.2", "document:1.1").replace("version=\"1.2\"", "version=\"1.1\""),
        v1.replace(" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"", "").replace("\"1.2\"", "\"1.0\""),
        v2.replace("\"2.1\"", "\"2.0\""),
    ] {
        assert_eq!(target(&file), Some(vec![plain("y")]), "{file}");
    }
}
