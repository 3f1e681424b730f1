//! Paragraphs of which it is settled where their lines begin: what is set by ourselves and what the engine makes of them
//! are the same.

use std::fmt::Write;

use undersigned::sheet::{Block, Paragraph, Role};
use undersigned::{Format, Language, Profile, Sheet};
use undersigned_pdf::Renderer;

use crate::{THEME, template_with};

const BY_US: &str = "settled(all, starts)";

/// Words of several lengths, and what else stands in texts.
const WORDS: [&str; 23] = [
    "the",
    "Assembly",
    "co-operation",
    "of",
    "“human rights”,",
    "member",
    "States’",
    "a",
    "cross-border",
    "2019–2021",
    "—",
    "declaration",
    "(No. 638),",
    "naïve",
    "Šibenik",
    "«\u{a0}droits\u{a0}»",
    "is",
    "5\u{a0}000\u{a0}€",
    "independence",
    "in",
    "well-known…",
    "under",
    "it.",
];

/// A document with paragraphs of one line to nine, over several pages.
fn document(profile: &Profile, kind: &str, words: &[&str]) -> Sheet {
    let mut words = words.iter().cycle();
    let paragraphs = (0..40).map(|paragraph| {
        let said: Vec<&str> = words.by_ref().take(4 + paragraph * 7 % 111).copied().collect();
        let item = if kind == "written-declaration" { "" } else { ["- ", "- ", "  - "][paragraph % 3] };
        // With one of these in it a text is in pieces.
        let end = ["", "", " and/or"][paragraph % 3];
        format!("{item}{}{end}", said.join(" "))
    });
    with_paragraphs(profile, kind, paragraphs)
}

fn with_paragraphs(profile: &Profile, kind: &str, paragraphs: impl Iterator<Item = String>) -> Sheet {
    let number = if kind == "written-declaration" { "number: 818\n" } else { "" };
    let mut text = format!(
        "kind: {kind}\ndoc: 16229\n{number}date: 2025-08-19\ntext:\n  en:\n    title: Stand up\n    body: |\n"
    );
    for paragraph in paragraphs {
        write!(text, "      {paragraph}\n\n").expect("room");
    }
    text.push_str("signatories:\n  - ALBRET Anna, Spain, SOC\n");
    let document =
        profile.read("input", text.as_bytes(), Format::Yaml).unwrap_or_else(|faults| panic!("{faults}"));
    profile.resolve(&document, Language::ENGLISH).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The files of a document, by us and by the engine alone.
fn both_ways(theme: &str, template: &str, sheet: impl Fn(&Profile) -> Sheet) -> [Result<Vec<u8>, String>; 2] {
    crate::both_ways(theme, template, BY_US, "all", sheet)
}

fn settled(blocks: &[Block]) -> usize {
    let in_block = |block: &Block| match block {
        Block::Paragraph(Paragraph { lines, .. }) => usize::from(!lines.is_empty()),
        Block::List(list) => list.items.iter().map(|item| settled(item)).sum(),
        Block::Signatories(_) => 0,
    };
    blocks.iter().map(in_block).sum()
}

#[test]
fn settled_paragraphs_are_set_as_the_engine_sets_them() {
    // Looks of the body; with the last one the lines begin elsewhere than they are settled to.
    let looks = [
        "align = \"justify\"\n",
        "indent = 20\nhanging = 12.5\nalign = \"justify\"\n",
        "indent = 9\nweight = \"bold\"\nslant = \"italic\"\nbefore = 3\nafter = 7\n",
        "keep-together = true\nrule-above = 1\nrule-below = 2\nrule-space = 3\n",
        "tracking",
    ];
    for (place, look) in looks.iter().enumerate() {
        for kind in ["written-declaration", "motion-for-resolution"] {
            let words = WORDS.iter().cycle().skip(place * 5).step_by(1 + place % 2).take(97);
            let words: Vec<&str> = words.copied().collect();
            let theme = if *look == "tracking" { THEME.to_owned() } else { with_body(look) };
            let [ours, theirs] = both_ways(&theme, Profile::builtin().template(), |profile| {
                let mut sheet = document(profile, kind, &words);
                assert!(settled(&sheet.blocks) > 12, "{look} {kind}");
                if *look == "tracking" {
                    track(&mut sheet.blocks);
                }
                sheet
            });
            assert!(ours.is_ok() && ours == theirs, "{look} {kind}");
        }
    }
}

#[test]
fn what_a_template_asks_for_counts_for_settled_paragraphs_as_for_others() {
    let lines = [
        "set text(kerning: true)",
        "set text(ligatures: true, features: (\"smcp\",))",
        "set text(hyphenate: true)",
        "set text(overhang: true)",
        "set text(spacing: 200%)",
        "set text(costs: (widow: 0%, orphan: 0%))",
        "set text(stroke: 0.2pt + luma(0))",
        "set text(baseline: 3pt)",
        "set text(top-edge: \"bounds\", bottom-edge: \"bounds\")",
        "set text(bottom-edge: 1pt)",
        "set text(dir: rtl)",
        "set text(lang: \"pl\", size: 7pt, weight: \"bold\", fill: luma(20%))",
        "set align(right)",
        "set align(horizon)",
        "set block(inset: 3pt, fill: luma(80%), breakable: false, sticky: true, width: 50%)",
        "set par(linebreaks: \"optimized\")",
        "set par(justification-limits: (spacing: (min: 80%, max: 110%)))",
        "set par(justification-limits: (tracking: (min: -0.01em, max: 0.02em)))",
        "set par(leading: 3pt)",
        "set par.line(numbering: \"1\")",
        "show: upper",
        "show: underline",
        "show regex(\"[A-Z]{3,}\"): set text(weight: \"bold\")",
        "show par: it => block(inset: (left: 1cm), it.body)",
    ];
    for line in lines {
        let usual = "#let plain-lines(arguments, body, starts) = {\n";
        let template = Profile::builtin().template().replace(usual, &format!("{usual}  {line}\n"));
        assert!(template.contains(line));
        let [ours, theirs] = both_ways(THEME, &template, declaration);
        assert!(ours == theirs, "{line}");
        // What hangs in the margin, or begins beyond it, is refused.
        let refused = line.contains("overhang") || line.contains("rtl");
        assert_eq!(ours.is_err(), refused, "{line}");
    }
}

#[test]
fn places_that_no_line_can_begin_at_are_left_to_the_engine() {
    let [_, theirs] = both_ways(THEME, Profile::builtin().template(), declaration);
    for starts in
        ["()", "(0, 1)", "(0, 40, 40)", "(3,)", "(0, 9999)", "(0, 80, 20)", "(0, 95, 193)", "(0, 96, 194)"]
    {
        let profile = template_with(BY_US, &format!("settled(all, {starts})"));
        let renderer = Renderer::new(&profile).expect("a renderer");
        let ours = renderer.render(&declaration(&profile)).map_err(|error| error.to_string());
        assert!(ours.is_ok() && ours == theirs, "{starts}");
    }
}

#[test]
fn lines_begin_nowhere_but_where_the_engine_begins_them() {
    // The second line of each paragraph at another place, and the end of the first at another part of a word.
    let parts = |filler| {
        format!("{} {filler}co-operation -under-signed — or else", "the Assembly of States".repeat(4))
    };
    let places = (0..8).flat_map(|filler| (70..130).map(move |place| ("m".repeat(filler), place)));
    let places: Vec<(String, usize)> = places.collect();
    let usual = "#let plain-lines(arguments, body, starts) = {\n";
    // Polish repeats a hyphen on the next line.
    for language in ["en", "fr", "de", "it", "pl"] {
        let line = format!("  set text(lang: \"{language}\")\n");
        let template = Profile::builtin().template().replace(usual, &format!("{usual}{line}"));
        let [ours, theirs] = both_ways(THEME, &template, |profile| {
            let said = places.iter().map(|(filler, _)| parts(filler));
            let mut sheet = with_paragraphs(profile, "written-declaration", said);
            begin_second_lines(&mut sheet.blocks, places.iter().map(|&(_, place)| place));
            sheet
        });
        assert!(template.contains(&line) && ours.is_ok() && ours == theirs, "{language}");
    }
}

#[test]
fn lines_stand_together_at_the_ends_of_pages() {
    for lines in 2..7 {
        let long = "the Assembly of States ".repeat(lines * 9 / 2);
        // Every line of a paragraph comes to stand at the end of the page.
        for short in 0..9 {
            let paragraphs = || {
                let short = std::iter::repeat_n("One line.".to_owned(), short);
                short.chain(std::iter::repeat_n(long.trim_end().to_owned(), 45 / lines))
            };
            let [ours, theirs] = both_ways(THEME, Profile::builtin().template(), |profile| {
                with_paragraphs(profile, "written-declaration", paragraphs())
            });
            assert!(ours.is_ok() && ours == theirs, "{lines} {short}");
        }
    }
}

fn declaration(profile: &Profile) -> Sheet {
    document(profile, "written-declaration", &WORDS)
}

/// The theme with another look of the body.
fn with_body(look: &str) -> String {
    let (before, body) = THEME.split_once("[role.body]\n").expect("a role");
    let (body, after) = body.split_once("\n[").expect("another role");
    let keys: Vec<&str> = look.lines().filter_map(|line| line.split(' ').next()).collect();
    let kept = body.lines().filter(|line| !keys.iter().any(|key| line.starts_with(key)));
    format!("{before}[role.body]\n{look}{}\n\n[{after}", kept.collect::<Vec<_>>().join("\n"))
}

/// Lets the paragraphs of the body have two lines, of which the second begins at one of these places.
fn begin_second_lines(blocks: &mut [Block], mut places: impl Iterator<Item = usize>) {
    for block in blocks {
        if let Block::Paragraph(paragraph) = block
            && paragraph.role == Role::Body
        {
            assert!(!paragraph.lines.is_empty(), "in pieces: {:?}", paragraph.inlines);
            paragraph.lines = vec![0, places.next().expect("a place")];
        }
    }
}

/// Gives every paragraph another tracking than its lines were settled for.
fn track(blocks: &mut [Block]) {
    for (index, block) in blocks.iter_mut().enumerate() {
        match block {
            Block::Paragraph(paragraph) => paragraph.fit.tracking = [-3, -1, 2, 5][index % 4],
            Block::List(list) => list.items.iter_mut().for_each(|item| track(item)),
            Block::Signatories(_) => {}
        }
    }
}
