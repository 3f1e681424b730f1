//! Files, each written whole or not at all.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use undersigned::{Format, Language};

use crate::Failure;

/// The bytes of a file, or of standard input for `-`. No more than the library looks at is read, and one byte: then it
/// says that there is too much.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = if path == Path::new("-") {
        read_some(io::stdin().lock(), undersigned::bounds::MAX_BYTES)
    } else {
        read_file(path)
    };
    bytes.map_err(|source| Failure::File { what: format!("cannot read {}", path.display()), source })
}

/// The bytes of a file that came back from a translator, as far as its reader looks at them.
pub(crate) fn read_translation(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = std::fs::File::open(path).and_then(|file| read_some(file, undersigned_docx::MAX_FILE));
    bytes.map_err(|source| Failure::File { what: format!("cannot read {}", path.display()), source })
}

/// The bytes of a PDF, as far as the preflight looks at them.
pub(crate) fn read_pdf(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = std::fs::File::open(path).and_then(|file| read_some(file, undersigned_preflight::MAX_BYTES));
    bytes.map_err(|source| Failure::File { what: format!("cannot read {}", path.display()), source })
}

/// The bytes of a file, as far as the library looks at them.
pub(crate) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    read_some(std::fs::File::open(path)?, undersigned::bounds::MAX_BYTES)
}

fn read_some(source: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The notation of an input, by the extension of its path; none where it is no input.
pub(crate) fn notation(path: &Path) -> Option<Format> {
    Format::from_extension(path.extension()?.to_str()?)
}

/// Whether a path is that of a list of signatories.
pub(crate) fn is_list(path: &Path) -> bool {
    let known = |extension: &OsStr| {
        undersigned::LIST_EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
    };
    path.extension().is_some_and(known)
}

/// The path of an input's output without what is put behind its stem: in a folder, or beside the input.
pub(crate) fn stem(input: &Path, folder: Option<&Path>) -> PathBuf {
    let stem = stem_name(input);
    match folder {
        Some(folder) => folder.join(stem),
        None => input.with_file_name(stem),
    }
}

/// The name of an input's output without what is put behind its stem.
pub(crate) fn stem_name(input: &Path) -> &OsStr {
    match input.to_str() {
        Some("-") => "document".as_ref(),
        _ => input.file_stem().unwrap_or(input.as_os_str()),
    }
}

/// The path of a file for a translator: the stem of the input, the language, and what it is.
pub(crate) fn translation(input: &Path, folder: Option<&Path>, language: Language, what: &str) -> PathBuf {
    let mut path = stem(input, folder).into_os_string();
    path.push(format!(".{language}.{what}"));
    PathBuf::from(path)
}

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path of a file whose folder has no links in it; nothing where the folder is not there. The file itself may be a
/// link: its own name is that of its outputs.
pub(crate) fn canonical(path: &Path) -> Option<PathBuf> {
    Some(folder_of(path).canonicalize().ok()?.join(path.file_name()?))
}

/// Makes the folder to write into, where one was named.
pub(crate) fn make_folder(folder: Option<&Path>) -> Result<(), Failure> {
    let Some(folder) = folder else { return Ok(()) };
    let name = folder.display();
    std::fs::create_dir_all(folder).map_err(|source| match folder.is_file() {
        true => Failure::Other(format!("{name} is a file: nothing can be written into it")),
        false => Failure::File { what: format!("cannot make the folder {name}"), source },
    })
}

/// Puts other bytes in the place of a file's own; its rights, and the file that a link leads to, stay.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let cannot = |source| Failure::File { what: format!("cannot change {}", path.display()), source };
    let path = path.canonicalize().map_err(cannot)?;
    let rights = std::fs::metadata(&path).map_err(cannot)?.permissions();
    if rights.readonly() {
        return Err(cannot(io::ErrorKind::PermissionDenied.into()));
    }
    let staged = Staged::write(path, bytes)?;
    std::fs::set_permissions(staged.file.path(), rights).map_err(cannot)?;
    staged.publish().map(drop)
}

/// A finished file, written beside its place: moved there at once, nobody ever meets half of it.
pub(crate) struct Staged {
    file: NamedTempFile,
    path: PathBuf,
}

impl Staged {
    /// Writes all that a reader gives; nothing is at the path yet.
    pub(crate) fn write(path: PathBuf, mut bytes: impl Read) -> Result<Self, Failure> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".undersigned-");
        // A temporary file is for its owner alone; a document has the rights that the user's umask gives.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let written = builder.tempfile_in(folder_of(&path)).and_then(|mut file| {
            io::copy(&mut bytes, &mut file)?;
            Ok(file)
        });
        Staged::at(path, written)
    }

    /// Takes a file that another process has finished, on the disk of its path.
    pub(crate) fn finished(file: &Path, path: PathBuf) -> Result<Self, Failure> {
        let opened = std::fs::File::open(file).and_then(|opened| {
            let kept = tempfile::TempPath::try_from_path(file)?;
            Ok(NamedTempFile::from_parts(opened, kept))
        });
        Staged::at(path, opened)
    }

    fn at(path: PathBuf, file: io::Result<NamedTempFile>) -> Result<Self, Failure> {
        match file {
            Ok(_) if path.is_dir() => Err(cannot_write(&path, io::ErrorKind::IsADirectory)),
            Ok(file) => Ok(Staged { file, path }),
            Err(error) => Err(cannot_write(&path, error.kind())),
        }
    }

    /// Moves the file to its path.
    pub(crate) fn publish(self) -> Result<PathBuf, Failure> {
        match self.file.persist(&self.path) {
            Ok(_) => Ok(self.path),
            Err(error) => Err(cannot_write(&self.path, error.error.kind())),
        }
    }
}

/// Writes several files, of which none takes its place before all are written; gives their paths.
pub(crate) fn write_all(
    files: impl IntoIterator<Item = (PathBuf, impl AsRef<[u8]>)>,
) -> Result<Vec<PathBuf>, Failure> {
    let staged: Vec<Staged> = files
        .into_iter()
        .map(|(path, bytes)| Staged::write(path, bytes.as_ref()))
        .collect::<Result<_, _>>()?;
    staged.into_iter().map(Staged::publish).collect()
}

/// The kind of the error alone: its text names the temporary file, which nobody asked for.
fn cannot_write(path: &Path, kind: io::ErrorKind) -> Failure {
    Failure::File { what: format!("cannot write {}", path.display()), source: kind.into() }
}
