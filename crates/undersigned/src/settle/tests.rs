//! How single paragraphs are settled.

use super::*;
use crate::sheet::{Origin, Role, Undivided};
use crate::{Profile, Theme};

fn text(words: &str) -> Inline {
    Inline::Text(Text { text: words.to_owned(), ..Text::default() })
}

/// A paragraph of a role, settled as it would be in the body.
fn settled(role: Role, inlines: Vec<Inline>) -> Paragraph {
    let profile = Profile::builtin();
    let mut paragraph = Paragraph {
        role,
        inlines,
        origin: Origin::default(),
        unit: None,
        fit: Fit::default(),
        lines: Vec::new(),
    };
    let settler = Settler { theme: profile.theme(), faces: profile.faces() };
    settler.paragraph(&mut paragraph, Margin::Text, &[]);
    paragraph
}

/// How the lines of a paragraph break, with its fit.
fn lines(theme: &Theme, faces: &Faces, paragraph: &Paragraph) -> Lines {
    let settler = Settler { theme, faces };
    let style = theme.role(paragraph.role);
    let room = settler.room(style, Margin::Text);
    settler.measured(paragraph, style, room.rest).broken(fitted(room, paragraph.fit))
}

#[test]
fn the_disclaimer_of_2025_is_narrowed() {
    let words = "This written declaration does not reflect the position of the Assembly; only of those members that have \
                 signed it. It will not be considered further by the Assembly.";
    let disclaimer = settled(Role::Disclaimer, vec![text(words)]);
    // Its first line had 0.37 points of room left; half a point less would leave it open still.
    assert_eq!(disclaimer.fit, Fit { narrowed: 20, ..Fit::default() });
    let profile = Profile::builtin();
    let settled = lines(profile.theme(), profile.faces(), &disclaimer);
    assert!(settled.count == 2 && settled.margin >= CLEAR, "{settled:?}");
}

#[test]
fn a_line_that_is_clear_stays_as_it_is() {
    let body = settled(Role::Body, vec![text("A short text.")]);
    assert_eq!(body.fit, Fit::default());
}

#[test]
fn lines_begin_where_both_formats_begin_them() {
    let words = "Å1 The Parliamentary Assembly has been closely following Kazakhstan's new political leaders' commitments to \
                 democratic transformation and, in particular, to human rights.";
    let body = settled(Role::Body, vec![text(words)]);
    let [Inline::Text(whole)] = &body.inlines[..] else { panic!("{:?}", body.inlines) };
    let begun: Vec<&str> = body.lines.iter().map(|&start| &whole.text[start..start + 9]).collect();
    // As LibreOffice 7.4 prints it.
    assert_eq!(begun, ["Å1 The P", "commitmen"]);
    let pieces = settled(Role::Body, vec![text("See https://www.coe.int/en of "), text(words)]);
    assert_eq!(pieces.lines, Vec::<usize>::new());
    let profile = Profile::builtin();
    let mut open = 0;
    for count in 1..100 {
        // Words that do not come again.
        let letter = |index: usize| {
            if index % 7 == 6 { ' ' } else { char::from(b'a' + (index * index % 2_339 % 26) as u8) }
        };
        let letters: String = (0..count * 100).map(letter).collect();
        let paragraph = settled(Role::Body, vec![text(&letters)]);
        let settled = lines(profile.theme(), profile.faces(), &paragraph);
        assert_eq!(paragraph.lines.is_empty(), settled.margin < CLEAR, "{count}");
        assert!(paragraph.lines.is_empty() || paragraph.lines.len() == settled.count, "{count}");
        open += usize::from(paragraph.lines.is_empty());
    }
    // The longer a paragraph, the more seldom all of its lines are clear.
    assert!((10..90).contains(&open), "{open}");
}

#[test]
fn a_web_address_is_one_piece_and_a_hyphen_before_a_figure_ends_a_line() {
    let said = "See https://www.coe.int/en or COVID-19, and/or else.";
    let body =
        settled(Role::Body, vec![text(&format!("{said} {}", "It goes on here. ".repeat(7).trim_end()))]);
    let pieces: Vec<(&str, bool, bool)> = body
        .inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Text(text) => Some((text.text.as_str(), text.unbroken, text.begins_line)),
            Inline::NoteMark(_) => None,
        })
        .collect();
    assert_eq!(
        pieces,
        [
            ("See ", false, false),
            ("https://www.coe.int/en", true, false),
            (" or COVID-", false, false),
            ("19, ", false, true),
            ("and/or", true, false),
            (
                " else. It goes on here. It goes on here. It goes on here. It goes on here. It goes on here. \
              It goes on here. It goes on here.",
                false,
                false
            ),
        ]
    );
    // On one line nothing is divided.
    let body = settled(Role::Body, vec![text(said)]);
    assert_eq!((&body.inlines[..], &body.lines[..]), (&[text(said)][..], &[0][..]));
    // One that fits on no line is divided wherever it can be.
    let long = format!("https://www.coe.int/{}", "annual/reports/".repeat(9));
    let body = settled(Role::Body, vec![text(&long)]);
    assert!(body.inlines.iter().all(|inline| matches!(inline, Inline::Text(text) if !text.unbroken)));
}

#[test]
fn spaces_at_which_no_line_may_end_are_non_breaking() {
    let guillemets =
        settled(Role::Body, vec![text("Il a dit « oui » et "), Inline::NoteMark(1), text(" « non » ; fin")]);
    let Inline::Text(first) = &guillemets.inlines[0] else { panic!("a text") };
    let Inline::Text(last) = &guillemets.inlines[2] else { panic!("a text") };
    assert_eq!(first.text, "Il a dit «\u{a0}oui\u{a0}» et ");
    assert_eq!(last.text, " «\u{a0}non\u{a0}»\u{a0}; fin");
}

#[test]
fn the_last_two_lines_are_pieces_of_their_own_where_a_mark_stands_in_them() {
    let line = "nnnn ".repeat(18);
    let mark_at_the_end = vec![text(&line.repeat(4)), Inline::NoteMark(1), text(".")];
    let paragraph = settled(Role::Body, mark_at_the_end);
    let Undivided::End(pieces) = paragraph.fit.undivided else { panic!("{:?}", paragraph.fit) };
    assert_eq!((paragraph.inlines.len(), pieces), (4, 3));
    assert_eq!(paragraph.plain_text(), format!("{}.", line.repeat(4)), "no character is lost");

    let mark_at_the_head = vec![text("nnnn"), Inline::NoteMark(1), text(&line.repeat(4))];
    assert_eq!(settled(Role::Body, mark_at_the_head).fit.undivided, Undivided::Nothing);
    let short = vec![text(&line), Inline::NoteMark(1), text(&line)];
    assert_eq!(settled(Role::Body, short).fit.undivided, Undivided::Whole);
}

#[test]
fn a_title_is_as_narrow_as_it_can_be_in_as_many_lines() {
    let words = "Equal access of small municipalities and of islands to public transport and to health care";
    let title = settled(Role::Title, vec![text(words)]);
    let profile = Profile::builtin();
    let bare = Paragraph { fit: Fit::default(), lines: Vec::new(), ..title.clone() };
    let count = |paragraph: &Paragraph| lines(profile.theme(), profile.faces(), paragraph).count;
    assert!(title.fit.narrowed > 200, "{:?}", title.fit);
    assert_eq!(count(&title), count(&bare));
    // A few points less, and it would have a line more.
    let narrower = Fit { narrowed: title.fit.narrowed + 60, ..title.fit };
    assert_eq!(count(&Paragraph { fit: narrower, ..title }), count(&bare) + 1);
}

#[test]
fn a_few_words_stay_with_the_list_that_they_introduce() {
    let profile = Profile::builtin();
    let settler = Settler { theme: profile.theme(), faces: profile.faces() };
    let kept = |words: &str, rest: &[Block]| {
        let mut paragraph = settled(Role::Body, vec![text(words)]);
        settler.paragraph(&mut paragraph, Margin::Text, rest);
        paragraph.fit.kept
    };
    let item = Block::Paragraph(settled(Role::ListItem, vec![text("An item.")]));
    let list = Block::List(List { start: None, items: vec![vec![item.clone()]] });
    assert!(kept("We call upon them to:", std::slice::from_ref(&list)));
    assert!(!kept("We call upon them to:", &[item]));
    // What is longer than three lines would leave too much of a page empty.
    assert!(!kept(&"We call upon them to do this and that. ".repeat(12), &[list]));
}

#[test]
fn the_bullet_of_an_item_without_a_margin_takes_room_from_its_line() {
    let usual = "[role.list-item]\nsize = 10\nline = 13.5\nafter = 4\nalign = \"justify\"\nindent = 18\nhanging = 18\n";
    let theme = include_str!("../../../../templates/theme.toml");
    assert!(theme.contains(usual));
    let theme = theme.replace(usual, &usual.replace("hanging = 18", "hanging = 0"));
    let profile = Profile::with_files(|name| (name == "theme.toml").then(|| theme.clone().into_bytes()))
        .unwrap_or_else(|faults| panic!("{faults}"));
    let settler = Settler { theme: profile.theme(), faces: profile.faces() };
    let style = profile.theme().role(Role::ListItem);
    let width = |words: &str| settler.width(words.to_owned(), style);
    let room = settler.room(style, Margin::Label(None)).rest;
    let (mut short, mut long) = (0, 0);
    for count in 150..250 {
        let words = "i".repeat(count) + " i";
        let left = room - width("•\u{a0}") - width(&words);
        let item = Block::Paragraph(settled(Role::ListItem, vec![text(&words)]));
        let mut list = List { start: None, items: vec![vec![item]] };
        settler.list(&mut list, 0);
        let Block::Paragraph(item) = &list.items[0][0] else { panic!("a paragraph") };
        match left {
            2.0.. => (short, _) = (short + 1, assert_eq!(item.lines, [0], "{count}")),
            ..-1.0 => (long, _) = (long + 1, assert_ne!(item.lines, [0], "{count}")),
            _ => {}
        }
    }
    assert!(short > 9 && long > 9);
}
