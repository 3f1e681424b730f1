//! The files as they are written.

use undersigned_xliff::Version;

use crate::common::{draft_of, emphasis, plain, written};

const HASH: &str = "a hash";

fn small(version: Version) -> String {
    let mut draft = draft_of(&[
        vec![plain("A "), emphasis("poor"), plain(" town & more."), undersigned::sheet::Inline::NoteMark(1)],
        vec![plain("Done.")],
    ]);
    draft.docket.hash = HASH.to_owned();
    draft.docket.units[0].note = Some("The mark of note 1 stays in this paragraph.".to_owned());
    draft.docket.units[1].target = Some(vec![plain("Fait.")]);
    written(&draft, version)
}

#[test]
fn xliff_1_2() {
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file original="Doc. 16229" source-language="en-GB" target-language="fr-FR" datatype="plaintext">
    <header>
      <note from="undersigned">docket 1 a hash</note>
    </header>
    <body>
      <trans-unit id="body-1" restype="x-body" xml:space="preserve">
        <source>A {italic}poor</g> town &amp; more.{mark}</source>
        <target state="needs-translation">A {italic}poor</g> town &amp; more.{mark}</target>
        <note>The mark of note 1 stays in this paragraph.</note>
      </trans-unit>
      <trans-unit id="body-2" restype="x-body" xml:space="preserve">
        <source>Done.</source>
        <target state="translated">Fait.</target>
      </trans-unit>
      <trans-unit id="locked-1" restype="x-date" translate="no" approved="yes" xml:space="preserve">
        <source>19 août 2025</source>
        <target state="final">19 août 2025</target>
      </trans-unit>
      <trans-unit id="locked-2" restype="x-total" translate="no" xml:space="preserve">
        <source>Total = 20</source>
        <target state="translated">Total = 20</target>
        <note>Not seen in a published document yet: somebody should confirm it.</note>
      </trans-unit>
    </body>
  </file>
</xliff>
"#;
    let expected = expected
        .replace("{italic}", r#"<g id="1" ctype="italic">"#)
        .replace("{mark}", r#"<x id="note-1" ctype="x-note" equiv-text="[1]"/>"#);
    // The reference has a non-breaking space, which nobody sees here.
    assert_eq!(small(Version::V1_2).replace("Doc.\u{a0}", "Doc. "), expected);
}

#[test]
fn xliff_2_1() {
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en-GB" trgLang="fr-FR">
  <file id="f1" original="Doc. 16229">
    <notes>
      <note category="undersigned">docket 1 a hash</note>
    </notes>
    <unit id="body-1" type="us:body" xml:space="preserve">
      <notes>
        <note>The mark of note 1 stays in this paragraph.</note>
      </notes>
      <segment state="initial">
        <source>A {italic}poor</pc> town &amp; more.{mark}</source>
      </segment>
    </unit>
    <unit id="body-2" type="us:body" xml:space="preserve">
      <segment state="translated">
        <source>Done.</source>
        <target>Fait.</target>
      </segment>
    </unit>
    <unit id="locked-1" type="us:date" translate="no" xml:space="preserve">
      <segment state="final">
        <source>19 août 2025</source>
        <target>19 août 2025</target>
      </segment>
    </unit>
    <unit id="locked-2" type="us:total" translate="no" xml:space="preserve">
      <notes>
        <note>Not seen in a published document yet: somebody should confirm it.</note>
      </notes>
      <segment state="translated">
        <source>Total = 20</source>
        <target>Total = 20</target>
      </segment>
    </unit>
  </file>
</xliff>
"#;
    let mark = r#"<ph id="note-1" type="other" subType="us:note" disp="[1]" canCopy="no" canDelete="no"/>"#;
    let expected =
        expected.replace("{italic}", r#"<pc id="1" type="fmt" subType="xlf:i">"#).replace("{mark}", mark);
    assert_eq!(small(Version::V2_1).replace("Doc.\u{a0}", "Doc. "), expected);
}

#[test]
fn what_is_no_text_is_refused() {
    for (text, name) in [("a\nb", "'\\n'"), ("\u{0}", "'\\0'"), ("\u{2028}", "'\\u{2028}'")] {
        for &version in Version::ALL {
            let error = undersigned_xliff::write(&draft_of(&[vec![plain(text)]]), version).unwrap_err();
            let expected =
                format!("`body-1` holds the character {name}, which has no place in a line of XML");
            assert_eq!(error.to_string(), expected);
        }
    }
}
