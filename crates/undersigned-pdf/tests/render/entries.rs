//! The list of signatories: what is set by ourselves and what the engine makes of paragraphs are the same.

use undersigned::sheet::Block;
use undersigned::{Profile, Sheet};
use undersigned_pdf::Renderer;

use crate::{THEME, count, seed, template_with};

/// What the engine makes of entries, as paragraphs.
const BY_THE_ENGINE: &str = "  block(for it in texts { tagged(\"item-body\", par(it)) })\n";
const BY_US: &str = "  entries(texts)\n";

/// A list in which all ways occur.
fn entries() -> Sheet {
    let mut names = seed::names(60);
    // What the engine has to look at: other scripts, letters in two parts, figures, punctuation, a second line.
    names.extend(
        [
            "ΠΑΠΑΔΟΠΟΎΛΟΥ Ελένη, Greece, SOC",
            "ŠĄ\u{328}SNIS J\u{e4}rvi, Lithuania, EPP/CD",
            "Ковальчук Олена, Ukraine, ALDE",
            "d’ALBRET-y\u{2011}LUNA Íñigo, Spain (2), [NR]",
            "d’ALBRET J.\u{a0}P.\u{a0}Íñigo, Spain, EPP/CD",
            "",
        ]
        .map(str::to_owned),
    );
    // One word after the other, until the line is full and beyond.
    names.extend((20..50).map(|words| format!("EXAMPLE Ann{}, Spain, SOC", " i".repeat(words * 2))));
    let mut sheet = seed::opening();
    seed::close(&mut sheet, &names, 1);
    // One that is set otherwise, with some behind it that are not.
    if let Some(Block::Signatories(entries)) =
        sheet.blocks.iter_mut().find(|block| matches!(block, Block::Signatories(_)))
    {
        entries[3].fit.tracking = 1;
    }
    sheet
}

/// The files of a list, by us and by the engine alone.
fn both_ways(sheet: &Sheet, theme: &str, template: &str) -> [Result<Vec<u8>, String>; 2] {
    crate::both_ways(theme, template, BY_US, BY_THE_ENGINE, |_| sheet.clone())
}

#[test]
fn entries_are_set_as_the_engine_sets_paragraphs() {
    let looks = [
        "indent = 18\nhanging = 18\n",
        "indent = 30\nhanging = 12.5\nbefore = 7\nafter = 3\n",
        "weight = \"bold\"\nslant = \"italic\"\nalign = \"justify\"\n",
    ];
    for look in looks {
        let usual = "line = 14\nindent = 18\nhanging = 18\n";
        assert!(THEME.contains(usual));
        let theme = THEME.replacen(usual, &format!("line = 14\n{look}"), 1);
        let [ours, theirs] = both_ways(&entries(), &theme, Profile::builtin().template());
        assert!(ours.is_ok() && ours == theirs, "{look}");
    }
}

#[test]
fn what_a_template_asks_for_counts_for_entries_as_for_paragraphs() {
    let mut sheet = seed::opening();
    seed::close(&mut sheet, &seed::names(30), 1);
    let lines = [
        "set text(tracking: 1pt)",
        "set text(spacing: 200%)",
        "set text(stroke: 0.2pt + luma(0))",
        "set text(baseline: 3pt)",
        "set text(top-edge: \"bounds\", bottom-edge: \"bounds\")",
        "set text(bottom-edge: 1pt)",
        "set align(horizon)",
        "set text(dir: rtl)",
        "set text(lang: \"ar\")",
        "set text(lang: \"ro\", features: (\"smcp\",), fill: luma(20%), size: 7pt, weight: \"bold\")",
        "set align(right)",
        "set par(first-line-indent: (amount: 1cm, all: true))",
        "set par(hanging-indent: 5pt, spacing: 9pt, justify: true)",
        "set par.line(numbering: \"1\")",
        "show: upper",
        "show: strong",
        "show: underline",
        "show regex(\"[A-Z]{3,}\"): set text(weight: \"bold\")",
        "show text: underline",
        "show par: it => block(inset: (left: 1cm), it.body)",
        "set block(breakable: false)",
        "show: it => columns(2, it)",
    ];
    for line in lines {
        let template = Profile::builtin().template().replace(BY_US, &format!("  {line}\n{BY_US}"));
        let [ours, theirs] = both_ways(&sheet, THEME, &template);
        assert!(ours.is_ok() && ours == theirs, "{line}");
    }
}

#[test]
fn a_template_may_measure_entries_and_hand_over_what_it_likes() {
    let of_its_own = "  let own = (strong[A] + \"-\" + strong[B], [C])\n  let measured = entries(own)\n  \
        context place(hide(box(width: measure(measured).width + 1pt, height: 1pt)))\n  entries(own)\n";
    let profile = template_with(BY_US, &format!("{of_its_own}{BY_US}"));
    let mut sheet = seed::opening();
    seed::close(&mut sheet, &seed::names(3), 1);
    let bytes = Renderer::new(&profile).expect("a renderer").render(&sheet).expect("a sound document");
    // Two of its own, and the three names.
    assert_eq!(count(&bytes, "/S/LBody/P "), 5);
    assert!(count(&bytes, "/S/Strong/P ") >= 2);
}
