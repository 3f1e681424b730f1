//! Built-in files with one edit each, and what is to be said of it where.

use crate::{COUNTRIES, GROUPS, NAMES, PROCEDURE, TERMS, THEME, WORDING, builtin, profile_with};

/// A built-in file with one edit. `‸` stands in the new text where the finding is expected; without it, it is expected at
/// the beginning of the file.
struct Broken {
    file: &'static str,
    old: &'static str,
    new: &'static str,
    message: &'static str,
    help: &'static str,
}

const fn broken(
    file: &'static str,
    old: &'static str,
    new: &'static str,
    message: &'static str,
    help: &'static str,
) -> Broken {
    Broken { file, old, new, message, help }
}

const CORPUS: &[Broken] = &[
    // Syntax and shape.
    broken(THEME, "width = 11906", "width = ‸", "this is not TOML", ""),
    broken(
        THEME,
        "[page]\nwidth",
        "[page]\n‸widht",
        "there is no key `widht` in `page`",
        "did you mean `width`?",
    ),
    broken(
        THEME,
        "[page]\nwidth",
        "[page]\n‸colour = 1\nwidth",
        "there is no key `colour` in `page`",
        "known are `width`",
    ),
    broken(THEME, "width = 11906\n", "", "`page` lacks `width`", "add it"),
    broken(
        THEME,
        "width = 11906",
        "width = ‸\"11906\"",
        "`page.width` is a whole number, 0 or more, not the text `11906`",
        "",
    ),
    broken(THEME, "width = 11906", "width = ‸-1", "`page.width` is a whole number, 0 or more, not `-1`", ""),
    broken(
        THEME,
        "weight = \"bold\"",
        "weight = ‸\"bolt\"",
        "`role.masthead.weight`: there is no `bolt`",
        "did you mean `bold`?",
    ),
    broken(THEME, "weight = \"bold\"", "weight = ‸true", "`role.masthead.weight` is a word, not `true`", ""),
    broken(THEME, "[page]", "[‸pages]", "there is no key `pages` in the file", "did you mean `page`?"),
    // The theme.
    broken(THEME, "[role.title]", "[role.‸titel]", "there is no role `titel`", "did you mean `title`?"),
    broken(
        THEME,
        "[role.title]\nsize = ",
        "[role.title]\nsize = ‸9",
        "is outside its bounds",
        "from 1 to 200",
    ),
    broken(
        THEME,
        "[role.title]\n",
        "[role.title]\nhanging = ‸5\n",
        "`role.title.hanging` = 5 is outside its bounds",
        "from 0 to 0",
    ),
    broken(
        THEME,
        "after = 3.1",
        "after = ‸3.12",
        "`note-rule.after` = 3.12 is not a multiple of 0.05 pt",
        "the nearest is 3.1",
    ),
    broken(
        THEME,
        "thickness = 0.5",
        "thickness = ‸9",
        "`note-rule.thickness` = 9 is outside its bounds",
        "from 0 to 6",
    ),
    broken(
        THEME,
        "margin-left = 1417",
        "margin-left = ‸11000",
        "leave no room for text",
        "together they are 12417 twips",
    ),
    broken(
        THEME,
        "[role.body]\nsize = 10\nline = ",
        "[role.body]\nsize = 10\nline = ‸5 #",
        "`role.body.line` = 5 is less than the size",
        "write at least the size",
    ),
    broken(
        THEME,
        "header = 737",
        "header = ‸1200",
        "the running head would stand in the text",
        "15.5 pt of the running head",
    ),
    broken(
        THEME,
        "[note-mark]",
        "[masthead-image]\nfile = \"p.png\"\nalt = \"A\"\nheight = 10\nwidth = ‸454\n\n[note-mark]",
        "`masthead-image.width` = 454 is more than the text has",
        "between the margins are 453.6 pt",
    ),
    broken(THEME, "bleed = 0", "bleed = ‸2000", "`page.bleed` is 2000 twips", "write at most 1440"),
    broken(THEME, "pdf = \"Liberation Sans\"", "pdf = ‸\" \"", "`fonts.pdf` is empty", "name a typeface"),
    // Countries.
    broken(
        COUNTRIES,
        "code = \"AL\"",
        "‸cod = \"AL\"",
        "there is no key `cod` in `country`",
        "did you mean `code`?",
    ),
    broken(
        COUNTRIES,
        "status = \"member\"",
        "status = ‸\"membre\"",
        "there is no `membre`",
        "did you mean `member`?",
    ),
    broken(
        COUNTRIES,
        "en = \"Albania\", fr",
        "‸English = \"Albania\", fr",
        "`English` is not the code of a language",
        "",
    ),
    broken(COUNTRIES, "en = \"Albania\"", "en = ‸\"\"", "a country without a name", "write the name"),
    broken(
        COUNTRIES,
        "en = \"Andorra\"",
        "en = ‸\"albania\"",
        "`albania` means two of them: `AL` and `AD`",
        "let it mean one",
    ),
    broken(
        COUNTRIES,
        "code = \"AL\"\n",
        "code = \"AL\"\nfrom = \"2020-01-01\"\nto = ‸\"2019-12-31\"\n",
        "it holds from 2020-01-01 on, and ends before that",
        "the last day",
    ),
    broken(
        COUNTRIES,
        "code = \"AL\"\n",
        "code = \"AL\"\nfrom = ‸\"2020-13-01\"\n",
        "the calendar has no such day",
        "",
    ),
    broken(
        COUNTRIES,
        "[[country]]\ncode = \"AD\"",
        "‸[[country]]\ncode = \"AL\"",
        "two entries hold for the country `AL` on the same days",
        "let one end",
    ),
    broken(
        COUNTRIES,
        "certainty = { en = \"seen\", fr = \"seen\" }",
        "certainty = ‸{ en = \"seen\" }",
        "`certainty` lacks `fr`",
        "write `fr = \"assumed\"`",
    ),
    // Groups.
    broken(
        GROUPS,
        "to = \"2017-08-31\"",
        "to = \"2017-09-01\"",
        "two entries hold for the group `soc` on the same days",
        "let one end",
    ),
    broken(
        GROUPS,
        "aliases = [\"EPP\", \"PPE\"]",
        "aliases = [\"EPP\", ‸\"SOC\"]",
        "`SOC` means two of them: `soc` and `epp`",
        "let it mean one",
    ),
    broken(GROUPS, "key = \"epp\"\n", "", "`group` lacks `key`", "add it"),
    // Wording.
    broken(
        WORDING,
        "part = \"masthead\"",
        "part = ‸\"mast-head\"",
        "no part of a document is called `mast-head`",
        "did you mean `masthead`?",
    ),
    broken(
        WORDING,
        "No. {number}",
        "No. ‸{nonsense}",
        "nothing is known that stands for `{nonsense}` here",
        "known are `doc`, `number`",
    ),
    broken(
        WORDING,
        "No. {number}",
        "No. ‸{numer}",
        "nothing is known that stands for `{numer}` here",
        "did you mean `number`?",
    ),
    broken(WORDING, "No. {number}", "No. ‸{number", "the brace is not closed", "write `}`"),
    broken(
        WORDING,
        "No. {number}",
        "‸*No. {number}",
        "`*` opens emphasis that is not closed",
        "write a second `*`",
    ),
    broken(
        WORDING,
        "\"Motion for a resolution\"",
        "‸\"Motion {number}\"",
        "`{number}` stands in a wording for motions",
        "set `kinds`",
    ),
    broken(
        WORDING,
        "\"Doc. {doc}\"",
        "\"Doc. {doc} ‸{note}\"",
        "nothing is known that stands for `{note}` here",
        "known are",
    ),
    broken(
        WORDING,
        "kinds = [\"written-declaration\"]",
        "kinds = [‸\"written-decl\"]",
        "there is no `written-decl`",
        "known are",
    ),
    broken(
        WORDING,
        "kinds = [\"written-declaration\"]",
        "kinds = ‸[]",
        "`kinds` is empty, so that the wording is never used",
        "name one",
    ),
    broken(
        WORDING,
        "to = \"2024-12-31\"",
        "to = \"2025-01-01\"",
        "two entries hold for the `disclaimer` of a written-declaration in `en` on the same days",
        "let one end",
    ),
    broken(
        WORDING,
        "\"{day} {month} {year}\"",
        "\"‸{dey} {month} {year}\"",
        "nothing is known that stands for `{dey}` here",
        "did you mean `day`?",
    ),
    broken(WORDING, "\"January\",", "‸\"\",", "a month without a name", "write its name"),
    broken(WORDING, "  \"December\",\n", "", "`date.en.months` has 11 entries", "write 12 of them"),
    broken(
        WORDING,
        "[\"Doc.\", \"<number>\"]",
        "[\"Doc.\", ‸\"<nmber>\"]",
        "`<nmber>` stands for nothing",
        "did you mean `<number>`?",
    ),
    broken(WORDING, "[together.fr]", "[together.‸French]", "", ""),
    // The rest.
    broken(
        PROCEDURE,
        "at-most = 200\n",
        "at-most = 200\n‸at-least = 5\n",
        "a threshold of words with two bounds",
        "either `at-most` or `at-least`",
    ),
    broken(
        PROCEDURE,
        "measure = \"words\"",
        "measure = ‸\"pages\"",
        "there is no `pages`",
        "known are `words`",
    ),
    broken(
        PROCEDURE,
        "measure = \"signatures\"",
        "measure = \"words\"",
        "two entries hold for the number of words of a written-declaration",
        "let one end",
    ),
    broken(PROCEDURE, "from = \"2023-01-01\"", "from = ‸2023", "`threshold.from` is a text, not `2023`", ""),
    broken(TERMS, "\"president\"", "‸\"President\"", "`President` has a capital", "write `president`"),
    broken(NAMES, "\"af\",", "‸5,", "`particles` is a text, not `5`", ""),
];

/// The line and column of the mark, both from 1, and the text without it.
fn unmarked(text: &str) -> (String, usize, usize) {
    let at = text.find('‸').unwrap_or(0);
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (text.replace('‸', ""), line, column)
}

#[test]
fn every_fault_of_a_profile_is_said_at_its_place() {
    let mut wrong = Vec::new();
    for Broken { file, old, new, message, help } in CORPUS {
        let own = builtin(file);
        assert!(own.contains(old), "{file} has no `{old}`");
        let (text, line, column) = unmarked(&own.replacen(old, new, 1));
        let case = format!("{file}: `{new}`");
        let Err(found) = profile_with(file, &text) else {
            wrong.push(format!("{case} was accepted"));
            continue;
        };
        let lines = found.to_string();
        let at = format!("{file}:{line}:{column}: error[U901]: ");
        let said = |shown: &&str| {
            (!new.contains('‸') || shown.starts_with(&at)) && shown.contains(message) && shown.contains(help)
        };
        if !lines.lines().any(|shown| said(&shown)) {
            wrong.push(format!("{case}: expected {at}{message} ({help})\n{lines}"));
        }
        // One edit, one finding: nothing follows from it.
        if found.list().len() != 1 {
            wrong.push(format!("{case}: {} findings\n{lines}", found.list().len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
