//! Files in a profile's folder that nothing reads.

use undersigned_templates as builtin;

use crate::facts::nearest;
use crate::rules::finding;
use crate::rules::profile::UnreadFile;
use crate::{Diagnostic, Diagnostics, Profile};

impl Profile {
    /// What lies in a profile's folder and changes nothing, although it looks as if it were meant to: a misspelt name is
    /// the built-in file again, and nobody is told. `names` are those of the files in the folder and in the folders
    /// within, with `/` between their parts; `file` is asked for the bytes of a few.
    ///
    /// Only what a profile is made of is looked at, TOML and Typst files, and names that are nearly those of a profile.
    /// A README, images, the copies of editors, hidden files, documents to typeset and whatever lies in folders of the
    /// user's own are nobody's mistake.
    ///
    /// ```
    /// let findings = undersigned::Profile::unread_files(["theme.toml", "Theme.toml", "README.md"], |_| None);
    /// assert_eq!(findings.list().len(), 1);
    /// assert_eq!(findings.list()[0].help.as_deref(), Some("did you mean `theme.toml`?"));
    /// ```
    pub fn unread_files<'n>(
        names: impl IntoIterator<Item = &'n str>,
        file: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Diagnostics {
        let mut findings = Vec::new();
        for name in names {
            if builtin::FILES.iter().any(|known| known.name == name) || !is_placed(name) || is_aside(name) {
                continue;
            }
            let meant = meant(name);
            let made_of = matches!(extension(name).as_str(), "toml" | "typ");
            let document = || file(name).is_some_and(|bytes| is_document(&bytes));
            if meant.is_some() || (made_of && !document()) {
                findings.push(unread(name, meant));
            }
        }
        Diagnostics::new(findings, Vec::new().into())
    }
}

fn unread(name: &str, meant: Option<&str>) -> Diagnostic {
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            let known: Vec<&str> = Profile::file_names().collect();
            format!("the files of a profile are {}", known.join(", "))
        }
    };
    finding(UnreadFile, format!("nothing reads the profile's file `{name}`")).help(help)
}

/// The file of a profile that a name most likely means.
fn meant(name: &str) -> Option<&'static str> {
    let known = || builtin::FILES.iter().map(|file| file.name);
    // Windows hides the last ending of `theme.toml.txt`.
    let shown = name.strip_suffix(".txt").unwrap_or(name);
    let own = |name: &'static str| name.rsplit('/').next().unwrap_or(name);
    let meant = nearest(shown.rsplit('/').next().unwrap_or(shown), known().map(own))?;
    known().find(|known| own(known) == meant)
}

/// Whether a file lies where those of a profile do, perhaps in the wrong one of the two folders, or a misspelt one.
fn is_placed(name: &str) -> bool {
    name.rsplit_once('/').is_none_or(|(folder, _)| nearest(folder, ["facts"]).is_some())
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
}

/// Whether a file is hidden, or the copy that an editor leaves.
fn is_aside(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    name.split('/').any(|part| part.starts_with('.'))
        || own.ends_with('~')
        || own.starts_with('#')
        || matches!(extension(name).as_str(), "bak" | "orig" | "old" | "swp" | "md" | "png" | "jpg" | "jpeg")
}

/// Whether a TOML file is a document to typeset.
fn is_document(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (table, _) = toml::de::DeTable::parse_recoverable(&text);
    ["kind", "text"].iter().all(|key| table.get_ref().contains_key(*key))
}
