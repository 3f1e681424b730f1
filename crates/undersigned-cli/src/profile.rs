//! The profile and the faces that the arguments name.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use undersigned::{Language, Profile};
use undersigned_fonts::Catalogue;

use crate::{Failure, report};

/// The option that names a profile.
#[derive(Debug, Args)]
pub(crate) struct ProfileOption {
    /// A folder whose theme, template, facts and image take the place of the built-in ones, file by file.
    #[arg(long, value_name = "DIR")]
    profile: Option<PathBuf>,
}

impl ProfileOption {
    /// The profile that is named, or the built-in one.
    pub(crate) fn load(&self) -> Result<Profile, Failure> {
        load(self.profile.as_deref(), None)
    }
}

/// The options of commands that ask what a document looks like.
#[derive(Debug, Args)]
pub(crate) struct LookOptions {
    #[command(flatten)]
    profile: ProfileOption,

    /// A folder with font files; a letter that no face has is an error. The system's fonts are never looked at.
    #[arg(long, value_name = "DIR")]
    font_dir: Option<PathBuf>,
}

impl LookOptions {
    /// The profile that is named, or the built-in one, with the faces of the folder.
    pub(crate) fn load(&self) -> Result<Profile, Failure> {
        load(self.profile.profile.as_deref(), self.font_dir.as_deref())
    }
}

/// Refuses the languages of an option that the profile's documents are not printed in.
pub(crate) fn refuse_unknown<'l>(
    profile: &Profile,
    option: &str,
    languages: impl IntoIterator<Item = &'l Language>,
) -> Result<(), Failure> {
    for &language in languages {
        profile.language(language).map_err(|error| Failure::Other(format!("{option}: {error}")))?;
    }
    Ok(())
}

/// The built-in profile, with the files of `folder` and the faces of `font_folder` in the place of its own.
fn load(folder: Option<&Path>, font_folder: Option<&Path>) -> Result<Profile, Failure> {
    let profile = match folder {
        None => Profile::builtin(),
        Some(folder) => with_folder(folder)?,
    };
    match font_folder {
        None => Ok(profile),
        Some(folder) => Ok(profile.with_fonts(with_faces(folder)?)),
    }
}

fn with_folder(folder: &Path) -> Result<Profile, Failure> {
    let what = |name: &Path| format!("cannot read {} of the profile", name.display());
    let names = names_in(folder).map_err(|source| Failure::File { what: what(folder), source })?;
    let unread =
        Profile::unread_files(names.iter().map(String::as_str), |name| std::fs::read(folder.join(name)).ok());
    report::diagnostics(&unread);
    if !Profile::file_names().any(|name| folder.join(name).exists()) {
        let names: Vec<_> = Profile::file_names().collect();
        return Err(Failure::Other(format!(
            "the folder {} holds no file of a profile (they are {})",
            folder.display(),
            names.join(", ")
        )));
    }
    // A file that is there and cannot be read must not be passed over as if it were not there.
    let unreadable = std::cell::RefCell::new(None);
    let profile = Profile::with_files(|name| {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(source) => {
                unreadable.borrow_mut().get_or_insert(Failure::File { what: what(&path), source });
                None
            }
        }
    });
    match unreadable.into_inner() {
        Some(failure) => Err(failure),
        None => {
            let profile = profile.map_err(Failure::Profile)?;
            report::diagnostics(profile.warnings());
            Ok(profile)
        }
    }
}

/// The names of the files in a folder and in the folders within, with `/` between their parts.
fn names_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            // A folder of the user's own need not be readable.
            let inner = std::fs::read_dir(entry.path()).into_iter().flatten().flatten();
            let files = inner.filter(|inner| inner.path().is_file());
            names.extend(files.map(|inner| format!("{name}/{}", inner.file_name().to_string_lossy())));
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn with_faces(folder: &Path) -> Result<Catalogue, Failure> {
    let cannot =
        |source| Failure::File { what: format!("cannot read the fonts of {}", folder.display()), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        if matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Failure::Other(format!(
            "there is no font file (ttf, otf, ttc, otc) in {}",
            folder.display()
        )));
    }
    // A folder has no order of its own; the document must not depend on the one that it is listed in.
    paths.sort();
    let mut catalogue = Catalogue::builtin();
    for path in paths {
        let bytes = std::fs::read(&path).map_err(cannot)?;
        let origin = path.display().to_string();
        catalogue.add(bytes, &origin).map_err(|error| Failure::Other(format!("{origin}: {error}")))?;
    }
    Ok(catalogue)
}
