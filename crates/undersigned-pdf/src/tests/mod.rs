//! What stands where on the pages, read from the frames that Typst lays out.

mod typography;

#[path = "../../tests/seed/mod.rs"]
mod seed;

use seed::{BODY, body, document, names, seed};
use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem, Point};
use typst::visualize::{Color, FixedStroke, Geometry, Paint};
use undersigned::sheet::{Block, Inline, Paragraph, Role, Sheet, Text};
use undersigned::{Profile, Theme};

use crate::{Laid, Renderer};

/// A run of text on a page; all lengths in points.
#[derive(Debug, Clone)]
struct Run {
    page: usize,
    start: f64,
    end: f64,
    baseline: f64,
    size: f64,
    face: String,
    text: String,
    /// The widths of its spaces, in ems.
    spaces: Vec<f64>,
}

/// A filled area.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Rule {
    page: usize,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

#[derive(Default)]
struct Pages {
    count: usize,
    runs: Vec<Run>,
    rules: Vec<Rule>,
    /// The widths and heights of the areas that link to somewhere.
    links: Vec<(f64, f64)>,
    /// How many tags begin something, and end something.
    tags: (usize, usize),
}

impl Pages {
    fn of(sheet: &Sheet) -> Pages {
        Pages::with(sheet, &Profile::builtin())
    }

    fn with(sheet: &Sheet, profile: &Profile) -> Pages {
        let renderer = Renderer::new(profile).expect("a sound profile");
        let Laid { document, .. } =
            renderer.lay(&renderer.template.setting(), sheet).expect("a sound template");
        let mut pages = Pages { count: document.pages().len(), ..Pages::default() };
        for (index, page) in document.pages().iter().enumerate() {
            pages.read(index + 1, &page.frame, Point::zero());
        }
        pages
    }

    fn read(&mut self, page: usize, frame: &Frame, origin: Point) {
        for (position, item) in frame.items() {
            let at = origin + *position;
            match item {
                FrameItem::Group(group) => {
                    assert!(group.transform.is_identity(), "the template turns nothing round");
                    self.read(page, &group.frame, at);
                }
                FrameItem::Text(run) => {
                    assert_grey(&run.fill);
                    let spaces = run.glyphs.iter().filter(|glyph| &run.text[glyph.range()] == " ");
                    self.runs.push(Run {
                        page,
                        start: at.x.to_pt(),
                        end: (at.x + run.width()).to_pt(),
                        baseline: at.y.to_pt(),
                        size: run.size.to_pt(),
                        face: run.font.font().post_script_name().unwrap_or_default(),
                        text: run.text.to_string(),
                        spaces: spaces.map(|glyph| glyph.x_advance.get()).collect(),
                    });
                }
                FrameItem::Shape(shape, _) => {
                    assert_eq!(shape.stroke, None::<FixedStroke>, "rules are areas");
                    assert_grey(shape.fill.as_ref().expect("a filled area"));
                    let Geometry::Rect(size) = shape.geometry else { panic!("rules are rectangles") };
                    let (width, height) = (size.x.to_pt(), size.y.to_pt());
                    self.rules.push(Rule { page, left: at.x.to_pt(), top: at.y.to_pt(), width, height });
                }
                FrameItem::Link(_, size) => self.links.push((size.x.to_pt(), size.y.to_pt())),
                FrameItem::Tag(Tag::Start(..)) => self.tags.0 += 1,
                FrameItem::Tag(Tag::End(..)) => self.tags.1 += 1,
                FrameItem::Image(..) => {}
            }
        }
    }

    /// The lines of a page from top to bottom: the baseline and the text of each. Raised marks belong to no
    /// line.
    fn lines(&self, page: usize) -> Vec<(f64, String)> {
        let mut lines: Vec<(f64, Vec<&Run>)> = Vec::new();
        for run in self.runs.iter().filter(|run| run.page == page && run.size != 6.0) {
            match lines.iter_mut().find(|(baseline, _)| (baseline - run.baseline).abs() < 0.001) {
                Some((_, runs)) => runs.push(run),
                None => lines.push((run.baseline, vec![run])),
            }
        }
        lines.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let joined = |(baseline, mut runs): (f64, Vec<&Run>)| {
            runs.sort_by(|a, b| a.start.total_cmp(&b.start));
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            (baseline, text.trim_end().to_owned())
        };
        lines.into_iter().map(joined).collect()
    }

    fn texts(&self, page: usize) -> Vec<String> {
        self.lines(page).into_iter().map(|(_, text)| text).collect()
    }

    fn run(&self, text: &str) -> &Run {
        self.runs.iter().find(|run| run.text.trim_end() == text).expect(text)
    }

    fn page_of(&self, text: &str) -> usize {
        let found = self.runs.iter().find(|run| run.text.starts_with(text));
        found.unwrap_or_else(|| panic!("`{text}` is on no page")).page
    }
}

/// Black as a grey, which is no colour of the screen.
fn assert_grey(paint: &Paint) {
    assert_eq!(*paint, Paint::Solid(Color::BLACK));
}

#[track_caller]
fn assert_near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 0.001, "{value} is not {expected}");
}

/// Where the lines of paragraphs must have their baselines, by the tokens alone: each role with its number of
/// lines, from the given height down.
fn baselines(theme: &Theme, mut top: f64, paragraphs: &[(Role, usize)]) -> Vec<f64> {
    let mut baselines = Vec::new();
    let mut after = 0.0_f64;
    for &(role, lines) in paragraphs {
        let style = theme.role(role);
        top += after.max(style.before);
        for _ in 0..lines {
            baselines.push(top + 0.8 * style.line);
            top += style.line;
        }
        after = style.after;
    }
    baselines
}

/// Our own marks of a text begin and do not end, those of the engine do both.
#[test]
fn plain_text_is_not_set_by_the_engines_paragraphs() {
    let profile = Profile::builtin();
    let typed = include_bytes!("../../../../examples/doc-16229.yaml");
    let document = profile.read("seed", typed, undersigned::Format::Yaml).expect("a sound document");
    let pages = Pages::of(&profile.resolve(&document, undersigned::Language::ENGLISH).expect("a sheet"));
    let (begun, ended) = pages.tags;
    // All but title, masthead, head and foot of the pages, and what has the mark or the number of a note: reference, date,
    // type line, disclaimer, lead-in, the seven paragraphs of the body, the line below them, the signatories, the total
    // and two lines of the legend.
    assert_eq!(begun - ended, 2 * (5 + 7 + 1 + 20 + 1 + 2));
}

/// Each document has faces of its own; nothing of that is to be seen in the file.
#[test]
fn a_document_is_the_same_whoever_else_is_set() {
    let renderer = Renderer::new(&Profile::builtin()).unwrap();
    let sheet = seed();
    let alone = renderer.render(&sheet).unwrap();
    let mut others = Vec::new();
    for count in [1, 255] {
        others.resize_with(count, || renderer.template.setting());
        assert_eq!(renderer.render(&sheet).unwrap(), alone, "beside {count}");
    }
}

#[test]
fn the_seed_has_two_pages_that_divide_before_the_names() {
    let pages = Pages::of(&seed());
    assert_eq!(pages.count, 2);
    let first = pages.texts(1);
    assert_eq!(
        first[first.len() - 2..],
        [
            "Signed (see overleaf)",
            "F – 67075 Strasbourg Cedex | assembly@coe.int | Tel: +33 3 88 41 2000 | assembly.coe.int",
        ]
    );
    assert_eq!(pages.texts(2)[..3], ["Doc.\u{a0}162292", "Signed:", "CASTEL Laura, Spain, UEL"]);
}

#[test]
fn every_baseline_of_the_first_page_is_the_sum_of_the_tokens() {
    let profile = Profile::builtin();
    let pages = Pages::of(&seed());
    // 737 twips down to the masthead: two lines of 15 pt, 6 pt to the rule and the rule of 0.75 pt, which is
    // more than the margin of 1417 twips.
    let mut expected = vec![36.85 + 12.0, 36.85 + 15.0 + 12.0];
    let mut paragraphs = vec![
        (Role::DocReference, 1),
        (Role::Date, 1),
        (Role::Title, 1),
        (Role::TypeLine, 1),
        (Role::Disclaimer, 2),
        (Role::LeadIn, 1),
    ];
    paragraphs.extend([2, 2, 3, 2, 2, 3, 3].map(|lines| (Role::Body, lines)));
    paragraphs.push((Role::SignedOverleaf, 1));
    expected.extend(baselines(profile.theme(), 36.85 + 30.0 + 6.0 + 0.75, &paragraphs));
    // The contact line ends 680 twips above the lower edge: 0.2 of its 10.5 pt are below the baseline.
    expected.push(841.9 - 34.0 - 2.1);
    let found: Vec<f64> = pages.lines(1).into_iter().map(|(baseline, _)| baseline).collect();
    assert_eq!(found.len(), expected.len());
    found.iter().zip(&expected).for_each(|(&found, &expected)| assert_near(found, expected));
}

#[test]
fn every_baseline_of_the_second_page_is_the_sum_of_the_tokens() {
    let profile = Profile::builtin();
    let pages = Pages::of(&seed());
    let mut expected = vec![36.85 + 9.6];
    let mut paragraphs = vec![(Role::SignedHead, 1)];
    paragraphs.extend([(Role::Signatory, 1); 20]);
    paragraphs.push((Role::Total, 1));
    expected.extend(baselines(profile.theme(), 70.85, &paragraphs));
    // The legend ends where the margin begins.
    let legend = [(Role::Legend, 1); 3];
    expected.extend(baselines(profile.theme(), 841.9 - 70.85 - 3.0 * 10.5, &legend));
    let found: Vec<f64> = pages.lines(2).into_iter().map(|(baseline, _)| baseline).collect();
    assert_eq!(found.len(), expected.len());
    found.iter().zip(&expected).for_each(|(&found, &expected)| assert_near(found, expected));
}

#[test]
fn the_rules_stand_where_the_tokens_say() {
    let pages = Pages::of(&seed());
    let notes = 841.9 - 70.85 - 3.0 * 10.5;
    let expected = [
        Rule { page: 1, left: 70.85, top: 36.85 + 30.0 + 6.0, width: 453.6, height: 0.75 },
        Rule { page: 1, left: 70.85, top: 841.9 - 34.0 - 10.5 - 3.0 - 0.5, width: 453.6, height: 0.5 },
        Rule { page: 2, left: 70.85, top: 36.85 + 12.0 + 3.0, width: 453.6, height: 0.5 },
        Rule { page: 2, left: 70.85, top: notes - 3.1 - 0.5, width: 142.0, height: 0.5 },
    ];
    let mut rules = pages.rules.clone();
    rules.sort_by(|a, b| (a.page, a.top).partial_cmp(&(b.page, b.top)).expect("numbers"));
    assert_eq!(rules.len(), expected.len(), "{rules:#?}");
    for (rule, expected) in rules.iter().zip(&expected) {
        assert_eq!(rule.page, expected.page);
        assert_near(rule.left, expected.left);
        assert_near(rule.top, expected.top);
        assert_near(rule.width, expected.width);
        assert_near(rule.height, expected.height);
    }
}

#[test]
fn justified_lines_are_full_and_their_spaces_never_shrink() {
    let pages = Pages::of(&seed());
    let right = 595.3 - 70.85;
    let in_body = |run: &&Run| run.size == 10.0 && BODY.iter().any(|body| body.contains(run.text.trim_end()));
    let mut full = 0;
    for run in pages.runs.iter().filter(in_body) {
        let last = BODY.iter().any(|body| body.ends_with(run.text.trim_end()));
        if !last {
            assert_near(run.end, right);
            full += 1;
        }
        // The space of the face is 569 of its 2048 units wide; the one at the end of a line has no width.
        let within = run.spaces.iter().filter(|&&width| width > 0.0);
        within.for_each(|&width| assert!(width > 569.0 / 2048.0 - 0.001, "{width} em in `{}`", run.text));
    }
    assert_eq!(full, 10, "of 17 lines of the body 7 are the last of a paragraph");
}

#[test]
fn the_mark_of_a_note_is_upright_regular_and_raised() {
    let pages = Pages::of(&seed());
    let (signed, mark) = (pages.run("Signed"), pages.run("1"));
    assert_eq!(signed.face, "LiberationSans-Italic");
    assert_eq!((mark.face.as_str(), mark.size), ("LiberationSans", 6.0));
    // 0.395 of type of 9.5 points, as LibreOffice raises superscript.
    assert_near(signed.baseline - mark.baseline, 3.7525);
    assert_near(mark.start, signed.end);

    // In italics and in bold type too.
    let mut sheet = document(Vec::new(), 1);
    for role in [Role::Disclaimer, Role::TypeLine] {
        sheet.blocks.truncate(4);
        sheet.blocks.push(Block::Paragraph(Paragraph {
            role,
            inlines: vec![seed::text("Words"), Inline::NoteMark(1)],
            origin: seed::origin("text"),
            unit: None,
            fit: Default::default(),
            lines: Vec::new(),
        }));
        let pages = Pages::of(&sheet);
        assert_ne!(pages.run("Words").face, "LiberationSans");
        assert_eq!(pages.run("1").face, "LiberationSans");
    }
}

#[test]
fn the_link_on_a_mark_can_be_hit() {
    let pages = Pages::of(&seed());
    // From the mark to the note and back: as high as the lines of their roles.
    let [mark, number] = pages.links[..] else { panic!("{} links", pages.links.len()) };
    assert_near(mark.1, 13.5);
    assert_near(number.1, 10.5);
    assert!(mark.0 > 3.0 && number.0 > 3.0);
}

#[test]
fn emphasis_turns_italics_round() {
    let mut sheet = document(vec![], 1);
    let inlines = |words: &str| vec![seed::emphasis(words), seed::text(" and more")];
    for (role, words) in [(Role::Body, "In the body"), (Role::Disclaimer, "In the disclaimer")] {
        let origin = seed::origin("text");
        sheet.blocks.push(Block::Paragraph(Paragraph {
            role,
            inlines: inlines(words),
            origin,
            unit: None,
            fit: Default::default(),
            lines: Vec::new(),
        }));
    }
    let pages = Pages::of(&sheet);
    assert_eq!(pages.run("In the body").face, "LiberationSans-Italic");
    assert_eq!(pages.run("In the disclaimer").face, "LiberationSans");
}

#[test]
fn raised_text_leaves_its_line_as_high_as_the_others() {
    let raised = |raised: bool| {
        let piece = Inline::Text(Text { text: "er".to_owned(), raised, ..Text::default() });
        let mut sheet = seed();
        let Block::Paragraph(date) = &mut sheet.blocks[1] else { panic!("the date") };
        date.inlines = vec![seed::text("1"), piece, seed::text(" août 2025")];
        Pages::of(&sheet)
    };
    assert_near(raised(true).run(seed::TITLE).baseline, raised(false).run(seed::TITLE).baseline);
    assert_near(raised(true).run("1").baseline - raised(true).run("er").baseline, 3.7525);
}

#[test]
fn a_note_has_its_number_in_the_margin_and_its_paragraphs_aligned() {
    let pages = Pages::of(&seed());
    assert_near(pages.run("1.").start, 70.85);
    for group in ["EPP/CD: Group of", "SOC: Socialists", "UEL: Group of"] {
        let run = pages.runs.iter().find(|run| run.text.starts_with(group)).expect(group);
        assert_near(run.start, 70.85 + 10.0);
        assert_eq!(run.size, 8.0);
    }
}

#[test]
fn a_tall_masthead_pushes_the_text_down() {
    let mut sheet = seed();
    let mut line = sheet.masthead[0].clone();
    line.inlines = vec![seed::text("A third line")];
    sheet.masthead.insert(1, line);
    let down = Pages::of(&sheet).run(seed::TITLE).baseline - Pages::of(&seed()).run(seed::TITLE).baseline;
    assert_near(down, 15.0);

    // A low one leaves it where the margin ends.
    sheet.masthead.truncate(1);
    assert_near(Pages::of(&sheet).run("Doc.\u{a0}16229").baseline, 70.85 + 22.0 + 12.0);
}

#[test]
fn a_document_without_a_contact_line_has_no_rule_for_it() {
    let empty = Paragraph {
        role: Role::ContactLine,
        inlines: Vec::new(),
        origin: seed::origin("contact"),
        unit: None,
        fit: Default::default(),
        lines: Vec::new(),
    };
    for contact_line in [None, Some(empty)] {
        let pages = Pages::of(&Sheet { contact_line, ..seed() });
        assert_eq!(pages.texts(1).last().map(String::as_str), Some("Signed (see overleaf)"));
        assert_eq!(pages.rules.iter().filter(|rule| rule.page == 1).count(), 1);
    }
}

#[test]
fn five_hundred_names_are_all_there() {
    let pages = Pages::of(&document(vec![body(BODY[0])], 500));
    for name in names(20) {
        assert_eq!(pages.runs.iter().filter(|run| run.text == name).count(), 25, "{name}");
    }
}
