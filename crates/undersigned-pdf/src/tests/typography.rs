//! The rules that hold at any length: each has documents here that would break it.

use undersigned::sheet::{Block, Sheet};
use undersigned::{Format, Language, Profile};

use super::seed::{self, BODY, body, document, varied};
use super::{Pages, assert_near};
use crate::Renderer;

#[test]
fn notes_stand_on_the_page_of_their_marks() {
    let pages = Pages::of(&varied());
    assert_eq!(pages.page_of("2."), 1);
    assert_eq!(pages.page_of("ETS No."), 1);
    assert_eq!(pages.page_of("EPP/CD: Group"), 2);
    let signed = pages.run("Signed");
    let mark = pages.runs.iter().find(|run| run.text == "3" && run.size == 6.0).expect("the third mark");
    assert_near(mark.start, signed.end);
}

#[test]
fn an_entry_that_wraps_has_a_hanging_indent() {
    let pages = Pages::of(&varied());
    assert_near(
        pages.runs.iter().find(|run| run.text.starts_with("A-VERY-LONG")).expect("an entry").start,
        70.85,
    );
    assert_near(
        pages.runs.iter().find(|run| run.text.starts_with("Herzegovina")).expect("its end").start,
        88.85,
    );
}

#[test]
fn lists_have_their_numbers_and_bullets_in_the_margin() {
    let pages = Pages::of(&varied());
    for (label, start) in [("3.", 70.85), ("5.", 70.85), ("–", 88.85), ("•", 70.85)] {
        assert_near(pages.run(label).start, start);
    }
    let start = |words: &str| pages.runs.iter().find(|run| run.text.starts_with(words)).expect(words).start;
    assert_near(start("The Parliamentary"), 88.85);
    assert_near(start("commitments to"), 88.85);
    assert_near(start("A short one."), 106.85);
}

#[test]
fn the_running_head_is_on_every_page_but_the_first() {
    let pages = Pages::of(&document(vec![body(BODY[0])], 120));
    assert_eq!(pages.count, 4);
    assert_eq!(pages.texts(1)[0], "Parliamentary Assembly");
    for page in 2..=4 {
        assert_eq!(pages.texts(page)[0], format!("Doc.\u{a0}16229{page}"));
        let number = pages.runs.iter().find(|run| run.page == page && run.text == page.to_string());
        assert_near(number.expect("the number of the page").end, 595.3 - 70.85);
    }
}

#[test]
fn the_last_two_names_stay_with_the_total() {
    // Over these counts the end of the list passes the end of a page.
    let mut divided = 0;
    for count in 44..=54 {
        let mut sheet = document(vec![body(BODY[0])], count);
        let Some(Block::Signatories(entries)) = sheet.blocks.iter_mut().rev().nth(1) else {
            panic!("the names")
        };
        for (index, entry) in entries.iter_mut().enumerate() {
            entry.inlines = vec![seed::text(&format!("NAME{}", count - index))];
        }
        let pages = Pages::of(&sheet);
        let total = pages.page_of("Total");
        assert_eq!((pages.run("NAME1").page, pages.run("NAME2").page), (total, total), "{count} names");
        divided += usize::from(pages.runs.iter().any(|run| run.text.starts_with("NAME") && run.page < total));
    }
    assert!(divided > 3, "only {divided} lists were divided");
}

#[test]
fn signed_see_overleaf_never_stands_alone() {
    let mut moved = 0;
    for lines in 18..=26 {
        let mut blocks: Vec<Block> = (0..lines).map(|_| body("One line.")).collect();
        blocks.push(body("The last paragraph."));
        let pages = Pages::of(&document(blocks, 3));
        let page = pages.page_of("Signed (see overleaf)");
        assert_eq!(pages.page_of("The last paragraph."), page);
        assert_eq!(pages.page_of("CASTEL"), page + 1);
        moved += page - 1;
    }
    assert!(
        (1..9).contains(&moved),
        "the end of the body passes the end of the page, not {moved} times of 9"
    );
}

#[test]
fn a_page_break_leaves_two_lines_on_either_side() {
    let long = [BODY[6]; 2].join(" ");
    let mut divided = 0;
    for lines in 16..=28 {
        let mut blocks: Vec<Block> = (0..lines).map(|_| body("One line.")).collect();
        blocks.extend([body(&long), body("The last paragraph.")]);
        let pages = Pages::of(&document(blocks, 3));
        let on = |page| pages.texts(page).iter().filter(|&text| long.contains(text.as_str())).count();
        let (first, second) = (on(1), on(2));
        assert!(first + second >= 6);
        assert!(first != 1 && second != 1, "{first} and {second} lines");
        divided += usize::from(first > 0 && second > 0);
    }
    assert!(divided > 0);
}

/// Sentences of different lengths, so that lines end everywhere.
const SENTENCES: [&str; 7] = [
    "The independence of local broadcasters depends on the good will of a few municipalities.",
    "Twelve of the 46 member States say that a long-standing agreement was put off again.",
    "We recall Resolution 2300 (2019) and written declaration No. 745.",
    "It is a matter of dignity, not of cost.",
    "Under Article 10 of the Convention, the protection of journalists' sources calls for an answer within six months.",
    "Nobody has explained it.",
    "The right to a fair trial has improved in 23 States and worsened in nine, among them some of the oldest.",
];

const OPENINGS: [&str; 11] = [
    "Yes:",
    "As often,",
    "It is said:",
    "We note this:",
    "In the light of all this,",
    "To begin with:",
    "For a decade now:",
    "Nobody denies it:",
    "Above all:",
    "It follows that this is so.",
    "Again:",
];

/// A paragraph of so many sentences, another one for every `number`.
fn prose(number: usize, sentences: usize) -> String {
    let sentence = |index: usize| {
        let opening = OPENINGS[(number * 3 + index * 4) % OPENINGS.len()];
        let sentence = SENTENCES[(number * 5 + index * (number % 3 + 1)) % SENTENCES.len()];
        format!("{opening} {sentence}")
    };
    (0..sentences).map(sentence).collect::<Vec<_>>().join(" ")
}

/// A motion with this title and body, resolved.
fn motion(profile: &Profile, language: Language, title: &str, body: &str) -> Sheet {
    let input = serde_json::json!({
        "kind": "motion-for-resolution",
        "doc": 15000,
        "date": "2023-04-27",
        "text": { language.code(): { "title": title, "body": body } },
        "signatories": ["CASTEL Laura, Spain, UEL", "DAEMS Rik, Belgium, ALDE", "MURPHY Conor, Ireland, SOC"],
    });
    let document = profile
        .read("motion.json", input.to_string().as_bytes(), Format::Json)
        .unwrap_or_else(|faults| panic!("{faults}"));
    profile.resolve(&document, language).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The profile with other tokens in its theme.
fn themed(changes: &[(&str, &str)]) -> Profile {
    let (_, theme) = Profile::builtin_files().find(|(name, _)| *name == "theme.toml").expect("the theme");
    let changed = changes.iter().fold(theme.to_owned(), |theme, (from, to)| {
        assert!(theme.contains(from), "{from}");
        theme.replacen(from, to, 1)
    });
    let file = |name: &str| (name == "theme.toml").then(|| changed.clone().into_bytes());
    Profile::with_files(file).unwrap_or_else(|faults| panic!("{faults}"))
}

fn all_lines(pages: &Pages) -> Vec<String> {
    (1..=pages.count).flat_map(|page| pages.texts(page)).collect()
}

/// The least by which a line is decided: the same text breaks alike in a little more and in a little less room.
#[test]
fn every_line_is_decided_by_half_a_point() {
    let mut settled = 0;
    for number in 0..12 {
        let body: Vec<String> = (0..6).map(|part| prose(number * 6 + part, 2 + part)).collect();
        let sheet = motion(
            &Profile::builtin(),
            Language::ENGLISH,
            &prose(number, 2).replace('.', ""),
            &body.join("\n\n"),
        );
        let lines = all_lines(&Pages::of(&sheet));
        // 9 twips are 0.45 points.
        for margin in ["margin-right = 1408", "margin-right = 1426"] {
            let other = themed(&[("margin-right = 1417", margin)]);
            assert_eq!(all_lines(&Pages::with(&sheet, &other)), lines, "text {number}, {margin}");
        }
        let mut bare = sheet.clone();
        for block in &mut bare.blocks {
            if let Block::Paragraph(paragraph) = block {
                paragraph.fit.tracking = 0;
            }
        }
        let others = ["margin-right = 1408", "margin-right = 1426"]
            .map(|margin| all_lines(&Pages::with(&bare, &themed(&[("margin-right = 1417", margin)]))));
        settled += usize::from(others[0] != others[1]);
    }
    assert!(settled > 2, "only {settled} of the texts had a line to be settled");
}

#[test]
fn the_lines_of_a_title_are_balanced() {
    let ragged = themed(&[("balance = true\n", "")]);
    let mut improved = 0;
    for words in (8..40).step_by(3) {
        let title: Vec<String> =
            prose(words, 6).replace('.', "").split(' ').take(words).map(str::to_owned).collect();
        let widths = |profile: &Profile| -> Vec<f64> {
            let pages =
                Pages::with(&motion(profile, Language::ENGLISH, &title.join(" "), "A text."), profile);
            pages.runs.iter().filter(|run| run.size == 17.0).map(|run| run.end - run.start).collect()
        };
        let (balanced, ragged) = (widths(&Profile::builtin()), widths(&ragged));
        assert_eq!(balanced.len(), ragged.len(), "{words} words");
        let spread = |widths: &[f64]| {
            widths.iter().copied().fold(0.0, f64::max) - widths.iter().copied().fold(f64::MAX, f64::min)
        };
        // The longest line is as short as it can be; the last one may still be shorter.
        assert!(spread(&balanced) <= spread(&ragged) + 0.001, "{words} words: {balanced:?}, {ragged:?}");
        improved += usize::from(spread(&balanced) + 50.0 < spread(&ragged));
        if balanced.len() == 2 {
            assert!(balanced[1] > 0.5 * balanced[0], "{words} words: {balanced:?}");
        }
    }
    assert!(improved > 4, "only {improved} titles were balanced");
}

#[test]
fn neither_title_nor_type_line_is_stranded() {
    // A PNG of one pixel, made high: it pushes the title over the end of the page.
    const PIXEL: &[u8] = include_bytes!("pixel.png");
    let mut moved = 0;
    for height in (480..=640).step_by(16) {
        let image = format!(
            "[masthead-image]\nfile = \"p.png\"\nalt = \"A\"\nwidth = 10\nheight = {height}\n\n[note-mark]"
        );
        let (_, theme) = Profile::builtin_files().find(|(name, _)| *name == "theme.toml").expect("the theme");
        let theme = theme.replacen("[note-mark]", &image, 1);
        let profile = Profile::with_files(|name| match name {
            "theme.toml" => Some(theme.clone().into_bytes()),
            "p.png" => Some(PIXEL.to_vec()),
            _ => None,
        })
        .unwrap_or_else(|faults| panic!("{faults}"));
        let pages = Pages::with(&motion(&profile, Language::ENGLISH, "A title", &prose(0, 9)), &profile);
        let page = pages.page_of("This motion has not");
        assert_eq!((pages.page_of("A title"), pages.page_of("Motion for a")), (page, page), "{height}");
        moved += page - 1;
    }
    assert!((1..11).contains(&moved), "the title passes the end of the page, not {moved} times of 11");
}

#[test]
fn a_note_stands_on_the_page_of_its_mark_and_no_line_alone_for_its_sake() {
    let mut divided = 0;
    for sentences in 1..=14 {
        for notes in [3, 7] {
            let texts: Vec<String> = (0..notes)
                .map(|note| {
                    prose(note + sentences, sentences).trim_end_matches('.').to_owned()
                        + &format!("[^{}].", note + 1)
                })
                .collect();
            let below: Vec<String> = (0..notes)
                .map(|note| format!("[^{}]: Note{note} {}", note + 1, prose(note, 1 + note % 3)))
                .collect();
            let body = [texts.join("\n\n"), below.join("\n\n")].join("\n\n");
            let sheet = motion(&Profile::builtin(), Language::ENGLISH, "A title", &body);
            let pages = Pages::of(&sheet);
            for note in 1..=notes {
                let number = note.to_string();
                let mark =
                    pages.runs.iter().find(|run| run.text == number && run.size == 6.0).expect("a mark");
                let at = pages.page_of(&format!("Note{} ", note - 1));
                assert_eq!(at, mark.page, "{notes} notes after {sentences} sentences, note {note}");
            }
            let last = notes.to_string();
            let mark =
                pages.runs.iter().find(|run| run.text == last && run.size == 6.0).expect("the last mark");
            assert_eq!(
                pages.page_of("Signed (see overleaf)"),
                mark.page,
                "{notes} notes, {sentences} sentences"
            );
            // By the heights of the lines: neither the first nor the last line of a paragraph stands alone on a page.
            for page in 1..pages.count {
                let body_lines = |page: usize| -> Vec<f64> {
                    let mut baselines: Vec<f64> = pages
                        .runs
                        .iter()
                        .filter(|run| run.page == page && run.size == 10.0)
                        .map(|run| run.baseline)
                        .collect();
                    baselines.sort_by(f64::total_cmp);
                    baselines.dedup_by(|a, b| (*a - *b).abs() < 0.001);
                    baselines
                };
                let (above, below) = (body_lines(page), body_lines(page + 1));
                if pages.texts(page + 1).iter().any(|text| text.starts_with("CASTEL")) {
                    continue;
                }
                let next_is_close =
                    |lines: &[f64]| lines.len() < 2 || (lines[1] - lines[0] - 13.5).abs() < 0.001;
                let starts_with_line = next_is_close(&below);
                let ends_with_line = next_is_close(&above.iter().rev().map(|y| -y).collect::<Vec<_>>());
                let long = sentences > 2;
                assert!(
                    !long || (starts_with_line && ends_with_line),
                    "{notes} notes, {sentences} sentences, page {page}"
                );
                divided += 1;
            }
        }
    }
    assert!(divided > 10, "only {divided} page breaks");
}

#[test]
fn the_legend_stays_on_the_page_of_signed() {
    for count in [1, 47, 200] {
        let pages = Pages::of(&document(vec![body(BODY[0])], count));
        let page = pages.page_of("CASTEL");
        assert_eq!(pages.run("Signed").page, page);
        for text in ["EPP/CD: Group", "SOC: Socialists", "UEL: Group"] {
            assert_eq!(pages.page_of(text), page, "{count} names: {text}");
        }
    }
}

#[test]
fn a_last_paragraph_longer_than_a_page_strands_nothing() {
    let renderer = Renderer::new(&Profile::builtin()).expect("a sound profile");
    let (mut refused, mut set) = (0, 0);
    for sentences in (40..70).step_by(2) {
        let sheet = motion(&Profile::builtin(), Language::ENGLISH, "A title", &prose(1, sentences));
        match renderer.set(&sheet) {
            Ok(_) => {
                let pages = Pages::of(&sheet);
                let page = pages.page_of("Signed (see overleaf)");
                assert!(
                    pages.texts(page).len() > 2 + usize::from(page > 1),
                    "{sentences}: {:?}",
                    pages.texts(page)
                );
                set += 1;
            }
            Err(error) => {
                let [fault] = error.faults() else { panic!("{error}") };
                assert!(fault.message.starts_with("the paragraph is longer than a page"), "{error}");
                assert_eq!(fault.origin.field, "text.en.body");
                refused += 1;
            }
        }
    }
    assert!(refused > 0 && set > 5, "{refused} refused, {set} set");
}

#[test]
fn a_number_of_two_figures_pushes_the_legend_aside_by_half_an_em() {
    let notes: Vec<String> = (1..=9).map(|note| format!("[^{note}]: A note.")).collect();
    let marks: Vec<String> = (1..=9).map(|note| format!("word[^{note}]")).collect();
    let body = format!("The {}.\n\n{}", marks.join(" and "), notes.join("\n\n"));
    let pages = Pages::of(&motion(&Profile::builtin(), Language::ENGLISH, "A title", &body));
    let start = |text: &str| pages.runs.iter().find(|run| run.text.starts_with(text)).expect(text).start;
    assert_near(start("10."), 70.85);
    // The first group behind the number, the others at the indent.
    assert_near(start("ALDE:"), 70.85 + 14.0);
    assert_near(start("SOC:"), 70.85 + 10.0);
}

#[test]
fn quotation_marks_apostrophes_and_spaces_print_as_typed() {
    let typed =
        "Il a dit «\u{a0}l’État\u{a0}», « l'Europe », “non”, \"oui\" ; 1\u{202f}000\u{a0}€ et 5\u{a0}%.";
    let pages = Pages::of(&motion(&Profile::builtin(), Language::FRENCH, "Un titre", typed));
    let printed = all_lines(&pages).join(" ");
    // A space at which no line may end becomes a non-breaking one; it is a space all the same.
    assert!(printed.replace('\u{a0}', " ").contains(&typed.replace('\u{a0}', " ")), "{printed}");
    assert!(printed.contains("«\u{a0}l’État\u{a0}»") && printed.contains("1\u{202f}000\u{a0}€"), "{printed}");
}

#[test]
fn several_marks_in_a_paragraph_stay_with_all_their_notes() {
    let mut moved = 0;
    for sentences in 28..=48 {
        let marks = "one[^1], two[^2] and three[^3], all of them in one line.";
        let notes = "[^1]: Note1 first.\n\n[^2]: Note2 second.\n\n[^3]: Note3 third.";
        let long = prose(5, 4);
        for before in ["The last of many:", "- The last of many:", &format!("The last of many: {long}")] {
            let body = format!("{}\n\n{before} {marks}\n\nAn end.\n\n{notes}", prose(2, sentences));
            let pages = Pages::of(&motion(&Profile::builtin(), Language::ENGLISH, "A title", &body));
            for note in ["1", "2", "3"] {
                let mark = pages.runs.iter().find(|run| run.text == note && run.size == 6.0).expect("a mark");
                let at = pages
                    .runs
                    .iter()
                    .find(|run| run.text.starts_with(&format!("Note{note} ")))
                    .expect("a note");
                assert_eq!(at.page, mark.page, "note {note} of {before:?} after {sentences} sentences");
            }
            moved += pages.page_of("The last of many") - 1;
        }
    }
    assert!((1..63).contains(&moved), "the marks pass the end of the page, not {moved} times of 63");
}

#[test]
fn an_item_with_a_mark_at_its_end_prints_all_its_spaces() {
    for sentences in 2..10 {
        let item = prose(3, sentences);
        let body = format!("We say:\n\n- {}[^1].\n\n[^1]: A note.", item.trim_end_matches('.'));
        let pages = Pages::of(&motion(&Profile::builtin(), Language::ENGLISH, "A title", &body));
        let printed = all_lines(&pages).join(" ").replace('\u{a0}', " ");
        assert!(printed.contains(item.trim_end_matches('.')), "{printed}");
    }
}

#[test]
fn a_list_does_not_begin_on_another_page_than_what_introduces_it() {
    let mut moved = 0;
    for lines in 14..=26 {
        let body = format!(
            "{}\n\nWe call upon them to:\n\n- do this;\n- do that.",
            ["One line."; 30][..lines].join("\n\n")
        );
        let pages = Pages::of(&motion(&Profile::builtin(), Language::ENGLISH, "A title", &body));
        let page = pages.page_of("do this;");
        assert_eq!(pages.page_of("We call upon"), page, "{lines} lines");
        moved += page - 1;
    }
    assert!((1..13).contains(&moved), "the list passes the end of the page, not {moved} times of 13");
}

#[test]
fn a_paragraph_with_a_note_is_full_to_its_last_line_but_one() {
    let text = prose(4, 7);
    let body = format!("{}[^1].\n\nAn end.\n\n[^1]: A note.", text.trim_end_matches('.'));
    let pages = Pages::of(&motion(&Profile::builtin(), Language::ENGLISH, "A title", &body));
    let mut ends: std::collections::BTreeMap<i64, f64> = Default::default();
    let first = pages.runs.iter().find(|run| run.size == 10.0 && text.starts_with(run.text.trim_end()));
    let top = first.expect("the first line").baseline;
    let end = pages.run("An end.").baseline;
    for run in pages
        .runs
        .iter()
        .filter(|run| run.page == 1 && run.baseline >= top && run.baseline < end && run.size == 10.0)
    {
        let line = ends.entry((run.baseline * 10.0) as i64).or_default();
        *line = line.max(run.end);
    }
    let ends: Vec<f64> = ends.into_values().collect();
    let (last, full) = ends.split_last().expect("lines");
    assert!(full.len() >= 5 && *last < 500.0, "{ends:?}");
    // Less the tracking of the last character.
    assert!(full.iter().all(|&end| (end - (595.3 - 70.85)).abs() < 0.1), "{ends:?}");
}
