//! Broken profiles: what is wrong is said at its place, all of it at once.

use undersigned::{Diagnostics, Profile, Severity};

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

const THEME: &str = "theme.toml";
const COUNTRIES: &str = "facts/countries.toml";
const GROUPS: &str = "facts/groups.toml";
const WORDING: &str = "facts/wording.toml";
const PROCEDURE: &str = "facts/procedure.toml";
const TERMS: &str = "facts/terms.toml";
const NAMES: &str = "facts/names.toml";

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

fn profile_with(file: &str, text: &str) -> Result<Profile, Diagnostics> {
    Profile::with_files(|name| (name == file).then(|| text.as_bytes().to_vec()))
}

fn builtin(file: &str) -> &'static str {
    Profile::builtin_files().find(|(name, _)| *name == file).expect("a built-in file").1
}

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

#[test]
fn the_built_in_profile_has_nothing_to_warn_of() {
    assert!(Profile::builtin().warnings().is_empty(), "{}", Profile::builtin().warnings());
}

#[test]
fn all_faults_of_all_files_are_said_at_once() {
    let theme = builtin(THEME)
        .replace("width = 11906", "width = \"wide\"")
        .replace("[role.title]\nsize", "[role.title]\nsise")
        .replace("[role.date]\n", "[role.date]\nindent = -1\nwieght = \"bold\"\n")
        .replace("[fonts]\n", "[fonts]\nscreen = \"x\"\n");
    let groups = "[[group]]\nkey = 5\n[[group]]\nkee = \"soc\"\n";
    let found = Profile::with_files(|name| match name {
        THEME => Some(theme.clone().into_bytes()),
        GROUPS => Some(groups.into()),
        _ => None,
    });
    let lines = found.unwrap_err().to_string();
    for expected in [
        "there is no key `screen` in `fonts`",
        "`page.width` is a whole number",
        "there is no key `sise` in `role.title` (help: did you mean `size`?)",
        "there is no key `wieght` in `role.date` (help: did you mean `weight`?)",
        "facts/groups.toml:2:7: error[U901]: `group.key` is a text, not `5`",
        "facts/groups.toml:4:1: error[U901]: there is no key `kee` in `group` (help: did you mean `key`?)",
    ] {
        assert!(lines.contains(expected), "{expected}\n{lines}");
    }
}

#[test]
fn what_is_missing_is_named_with_what_to_add() {
    let own = builtin(THEME);
    let (start, rest) = own.split_once("[role.title]").expect("the role");
    let after = rest.split_once("\n[").expect("the next role").1;
    let found = profile_with(THEME, &format!("{start}[{after}")).unwrap_err();
    assert_eq!(
        found.to_string(),
        "theme.toml:1:1: error[U901]: the role `title` is missing \
         (help: add the table `[role.title]` with at least `size` and `line`)"
    );
    let own = builtin(WORDING);
    let without = own.replace("\"total\"", "\"announcement\"");
    let found = profile_with(WORDING, &without).unwrap_err().to_string();
    assert!(found.contains("facts/wording.toml:1:1: error[U901]: there is no wording `total`"), "{found}");
    let own = own.replace("[date.fr]", "[date.en2]");
    let found = profile_with(WORDING, &own).unwrap_err().to_string();
    assert!(found.contains("`date`: `en2` is not the code of a language"), "{found}");
}

#[test]
fn a_country_without_a_name_in_a_language_is_a_warning() {
    let own = builtin(COUNTRIES);
    let text = own.replacen("fr = \"Albanie\" }", "}", 1).replacen(", }", " }", 1).replacen(
        "certainty = { en = \"seen\", fr = \"seen\" }",
        "certainty = { en = \"seen\" }",
        1,
    );
    let profile = profile_with(COUNTRIES, &text).unwrap();
    let warnings = profile.warnings().to_string();
    assert!(warnings.contains("warning[U907]: no name in `fr` for AL"), "{warnings}");
    assert!(warnings.starts_with("facts/countries.toml:"), "{warnings}");
}

/// A PNG with nothing but its head, pixels that nobody decodes, and its end.
fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let named = [name, data].concat();
        let sum = named.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
        });
        [&(data.len() as u32).to_be_bytes()[..], &named, &(!sum).to_be_bytes()].concat()
    };
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = [&size[..], &[8, 0, 0, 0, 0]].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", b"x"), &chunk(b"IEND", b"")].concat()
}

/// A JPEG with its head, a scan and its end.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    let frame = [&[0xff, 0xc0, 0, 11, 8], &size[..], &[1, 1, 0x11, 0]].concat();
    [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0], &frame[..], &[0xff, 0xda, 0, 3, 0, 1, 2, 0xff, 0xd9]].concat()
}

fn with_image(image: Option<Vec<u8>>) -> Result<Profile, Diagnostics> {
    let table = "[masthead-image]\nfile = \"emblem\"\nalt = \"Emblem\"\nwidth = 120\nheight = 40\n";
    let theme = builtin(THEME).replace("[note-mark]", &format!("{table}[note-mark]"));
    Profile::with_files(|name| match name {
        THEME => Some(theme.clone().into_bytes()),
        "emblem" => image.clone(),
        _ => None,
    })
}

#[test]
fn an_image_that_is_no_sound_one_is_refused_where_it_is_named() {
    let theme = builtin(THEME);
    let line = theme[..theme.find("[note-mark]").unwrap()].matches('\n').count() + 2;
    let cut = |image: Vec<u8>, off: usize| image[..image.len() - off].to_vec();
    let mut damaged = png(30, 10);
    damaged[20] ^= 1;
    for (image, message) in [
        (None, "that theme.toml names is not there"),
        (Some(b"GIF89a".to_vec()), "is no PNG or JPEG file"),
        (Some(cut(png(30, 10), 5)), "is not whole"),
        (Some(cut(jpeg(30, 10), 2)), "is not whole"),
        (Some(b"\xff\xd8\xff".to_vec()), "is not whole"),
        (Some(damaged), "is damaged"),
        (Some(png(60_000, 20_000)), "is too large: 60000 × 20000 pixels"),
        (Some(png(0, 10)), "is empty"),
        (Some(vec![0; (16 << 20) + 1]), "is too large: 16 MiB"),
    ] {
        let found = with_image(image).unwrap_err().to_string();
        let expected = format!("theme.toml:{line}:8: error[U902]: the image `emblem` {message}");
        assert!(found.starts_with(&expected), "{expected}\n{found}");
    }
}

#[test]
fn an_image_that_would_be_distorted_is_a_warning() {
    for image in [png(300, 100), jpeg(300, 101)] {
        let profile = with_image(Some(image)).unwrap();
        assert!(profile.warnings().is_empty(), "{}", profile.warnings());
    }
    for image in [png(300, 150), jpeg(300, 150)] {
        let profile = with_image(Some(image)).unwrap();
        let said = profile.warnings().to_string();
        assert!(
            said.contains("warning[U906]: the image `emblem` would be distorted: it has 300 × 150 pixels"),
            "{said}"
        );
        assert!(said.contains("with a width of 120 its height is 60"), "{said}");
        assert_eq!(profile.warnings().severity(), Some(Severity::Warning));
    }
}

#[test]
fn a_file_that_nothing_reads_is_told_of_if_it_looks_like_a_mistake() {
    let input = b"kind = \"motion-for-resolution\"\n[text.en]\ntitle = \"x\"\n";
    let meant = [
        ("Theme.toml", Some("theme.toml")),
        ("theme.tml", Some("theme.toml")),
        ("theme.toml.txt", Some("theme.toml")),
        ("document.typst", Some("document.typ")),
        ("wording.toml", Some("facts/wording.toml")),
        ("facts/country.toml", Some("facts/countries.toml")),
        ("fact/groups.toml", Some("facts/groups.toml")),
        ("facts/theme.toml", Some("theme.toml")),
        ("facts/limits.toml", None),
        ("layout.typ", None),
    ];
    let ignored = [
        "theme.toml",
        "facts/groups.toml",
        "README.md",
        "emblem.png",
        "examples/theme.yaml",
        "motion.toml",
        "motion.yaml",
        "theme.toml~",
        ".theme.toml.swp",
        "examples/other.toml",
        ".git/theme.toml",
        "facts/README.md",
    ];
    for (name, known) in meant {
        let found = Profile::unread_files([name], |_| None);
        let [finding] = found.list() else { panic!("{name}: {found}") };
        assert_eq!((finding.rule.code, finding.severity), ("U905", Severity::Warning), "{name}");
        assert!(finding.message.contains(name), "{}", finding.message);
        let help = finding.help.as_deref().unwrap();
        match known {
            Some(known) => assert_eq!(help, format!("did you mean `{known}`?"), "{name}"),
            None => assert!(help.starts_with("the files of a profile are theme.toml, "), "{name}: {help}"),
        }
    }
    let found = Profile::unread_files(ignored, |name| (name == "motion.toml").then(|| input.to_vec()));
    assert!(found.is_empty(), "{found}");
}
