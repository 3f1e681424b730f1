//! The profile and the faces that the arguments name.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use undersigned::{Diagnostics, Language, Profile};
use undersigned_fonts::Catalogue;

use crate::manifest::{Content, Folder, Sha256};
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
        load(self.profile.as_deref(), None, report::diagnostics).map(|loaded| loaded.profile)
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
        self.load_files().map(|loaded| loaded.profile)
    }

    /// The same with the files that it was made of.
    pub(crate) fn load_files(&self) -> Result<Loaded, Failure> {
        load(self.profile.profile.as_deref(), self.font_dir.as_deref(), report::diagnostics)
    }

    /// The same, for a process that stands under another one, which has said what there is to say.
    pub(crate) fn load_silently(&self) -> Result<Profile, Failure> {
        load(self.profile.profile.as_deref(), self.font_dir.as_deref(), |_| ()).map(|loaded| loaded.profile)
    }

    /// As if these folders had been named.
    pub(crate) fn at(profile: Option<PathBuf>, font_dir: Option<PathBuf>) -> Self {
        LookOptions { profile: ProfileOption { profile }, font_dir }
    }

    /// What a manifest records of the profile and of its fonts.
    pub(crate) fn content(&self, loaded: &Loaded, manifest: &Folder) -> Result<(Content, Content), Failure> {
        let folder = |path: &Option<PathBuf>| path.as_deref().map(|path| manifest.record(path)).transpose();
        let profile = Content { folder: folder(&self.profile.profile)?, sha256: loaded.hash() };
        let fonts =
            Content { folder: folder(&self.font_dir)?, sha256: hash_of_faces(loaded.profile.fonts()) };
        Ok((profile, fonts))
    }
}

/// A profile, and the files of a folder that it was made of.
pub(crate) struct Loaded {
    pub(crate) profile: Profile,
    /// By their names; the others are built in.
    own: BTreeMap<String, Vec<u8>>,
}

impl Loaded {
    /// The hash of all files of the profile, those that are built in too.
    fn hash(&self) -> Sha256 {
        let files = Profile::builtin_files().flat_map(|(name, text)| {
            [name.as_bytes(), self.own.get(name).map_or(text.as_bytes(), Vec::as_slice)]
        });
        Sha256::of_parts(files.chain(self.profile.masthead_image()))
    }
}

fn hash_of_faces(fonts: &Catalogue) -> Sha256 {
    let hashes: Vec<String> = fonts
        .faces()
        .map(|face| {
            let hash = Sha256::of(face.data.as_ref());
            format!("{} {} {} {hash}", face.family, face.style.name(), face.index)
        })
        .collect();
    Sha256::of_parts(hashes.iter().map(String::as_bytes))
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
fn load(
    folder: Option<&Path>,
    font_folder: Option<&Path>,
    tell: fn(&Diagnostics),
) -> Result<Loaded, Failure> {
    let mut loaded = match folder {
        None => Loaded { profile: Profile::builtin(), own: BTreeMap::new() },
        Some(folder) => with_folder(folder, tell)?,
    };
    if let Some(folder) = font_folder {
        loaded.profile = loaded.profile.with_fonts(with_faces(folder)?);
    }
    Ok(loaded)
}

fn with_folder(folder: &Path, tell: fn(&Diagnostics)) -> Result<Loaded, Failure> {
    let what = |name: &Path| format!("cannot read {} of the profile", name.display());
    let names = names_in(folder).map_err(|source| Failure::File { what: what(folder), source })?;
    let unread =
        Profile::unread_files(names.iter().map(String::as_str), |name| std::fs::read(folder.join(name)).ok());
    tell(&unread);
    if !Profile::file_names().any(|name| folder.join(name).exists()) {
        let names: Vec<_> = Profile::file_names().collect();
        return Err(Failure::Other(format!(
            "the folder {} holds no file of a profile (they are {})",
            folder.display(),
            names.join(", ")
        )));
    }
    // A file that is there and cannot be read must not be passed over as if it were not there.
    let unreadable = RefCell::new(None);
    // Each is read once, so that what is recorded is what was used.
    let own = RefCell::new(BTreeMap::<String, Vec<u8>>::new());
    let profile = Profile::with_files(|name| {
        if let Some(bytes) = own.borrow().get(name) {
            return Some(bytes.clone());
        }
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(bytes) => {
                own.borrow_mut().insert(name.to_owned(), bytes.clone());
                Some(bytes)
            }
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
            tell(profile.warnings());
            Ok(Loaded { profile, own: own.into_inner() })
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
