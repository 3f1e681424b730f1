//! Broken profiles: what is wrong is said at its place, all of it at once.

mod edits;
mod images;

use undersigned::{Diagnostics, Profile, Severity};

pub(crate) const THEME: &str = "theme.toml";
pub(crate) const COUNTRIES: &str = "facts/countries.toml";
pub(crate) const GROUPS: &str = "facts/groups.toml";
pub(crate) const WORDING: &str = "facts/wording.toml";
pub(crate) const PROCEDURE: &str = "facts/procedure.toml";
pub(crate) const TERMS: &str = "facts/terms.toml";
pub(crate) const NAMES: &str = "facts/names.toml";

pub(crate) fn profile_with(file: &str, text: &str) -> Result<Profile, Diagnostics> {
    Profile::with_files(|name| (name == file).then(|| text.as_bytes().to_vec()))
}

pub(crate) fn builtin(file: &str) -> &'static str {
    Profile::builtin_files().find(|(name, _)| *name == file).expect("a built-in file").1
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
