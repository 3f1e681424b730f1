//! Paths in a manifest, which count from its folder, and the files that they lead to.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::Sha256;
use crate::{Failure, files};

/// The folder of a manifest.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    /// Without links, so that `..` means the folder above.
    path: PathBuf,
    /// The folder in which the program runs: what lies in it is shown without it.
    here: PathBuf,
}

impl Folder {
    /// The folder of the manifest at this path.
    pub(crate) fn of(manifest: &Path) -> Result<Self, Failure> {
        let path = files::folder_of(manifest);
        let cannot =
            |source| Failure::File { what: format!("cannot read the folder {}", path.display()), source };
        Ok(Folder { path: path.canonicalize().map_err(cannot)?, here: canonical_here() })
    }

    /// A path as it is recorded: from this folder, with `/`, or absolute where the two have nothing in common.
    pub(crate) fn record(&self, path: &Path) -> Result<String, Failure> {
        if path == Path::new("-") {
            return Ok("-".to_owned());
        }
        // What is not there has no links.
        let absolute = files::canonical(path).unwrap_or_else(|| self.here.join(path));
        let recorded = self.relative(&absolute);
        recorded.ok_or_else(|| {
            let message = format!("the path {} is not UTF-8 and cannot stand in a manifest", path.display());
            Failure::Other(message)
        })
    }

    fn relative(&self, absolute: &Path) -> Option<String> {
        let ours: Vec<Component<'_>> = self.path.components().collect();
        let theirs: Vec<Component<'_>> = absolute.components().collect();
        let common = ours.iter().zip(&theirs).take_while(|(ours, theirs)| ours == theirs).count();
        let meet = theirs[..common].iter().any(|part| matches!(part, Component::Normal(_)));
        if !meet && common < ours.len() {
            return absolute.to_str().map(str::to_owned);
        }
        let up = ours[common..].iter().map(|_| Some(".."));
        let down = theirs[common..].iter().map(|part| part.as_os_str().to_str());
        let recorded = up.chain(down).collect::<Option<Vec<&str>>>()?.join("/");
        // A file of this name is not standard input.
        Some(if recorded == "-" { "./-".to_owned() } else { recorded })
    }

    /// Where a recorded path leads.
    pub(crate) fn path(&self, recorded: &str) -> PathBuf {
        if recorded == "-" {
            return PathBuf::from(recorded);
        }
        let mut path = self.path.clone();
        for part in Path::new(recorded).components() {
            match part {
                Component::ParentDir => {
                    path.pop();
                }
                Component::CurDir => {}
                // An absolute path takes the place of all before.
                other => path.push(other),
            }
        }
        match path.strip_prefix(&self.here) {
            Ok(below) if !below.as_os_str().is_empty() && below != Path::new("-") => below.to_owned(),
            _ => path,
        }
    }

    /// What is to be said of a file that was recorded; nothing if it is the same.
    pub(crate) fn difference(&self, recorded: &str, sha256: Sha256, bytes: Option<u64>) -> Option<String> {
        let most = bytes.unwrap_or(undersigned::bounds::MAX_BYTES as u64);
        let read = || -> io::Result<bool> {
            let path = self.path(recorded);
            let found = std::fs::metadata(&path)?;
            // The size tells most changes; and a device or a pipe would be read without end.
            if !found.is_file() || found.len() > most || bytes.is_some_and(|bytes| bytes != found.len()) {
                return Ok(false);
            }
            Ok(Sha256::of_reader(File::open(&path)?.take(most))? == sha256)
        };
        match read() {
            Ok(true) => None,
            Ok(false) => Some("has changed".to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some("is not there".to_owned()),
            Err(error) => Some(format!("cannot be read: {error}")),
        }
    }
}

fn canonical_here() -> PathBuf {
    Path::new(".").canonicalize().unwrap_or_default()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_counts_from_the_folder_of_the_manifest() {
        let folder = |path: &str| Folder { path: path.into(), here: "/work/archive".into() };
        for (manifest, file, recorded, shown) in [
            ("/work/archive", "/work/archive/2024/a.yaml", "2024/a.yaml", "2024/a.yaml"),
            ("/work/archive/out", "/work/archive/a.yaml", "../a.yaml", "a.yaml"),
            ("/work/archive", "/work/out/a.en.pdf", "../out/a.en.pdf", "/work/out/a.en.pdf"),
            ("/work/archive", "/tmp/a.yaml", "/tmp/a.yaml", "/tmp/a.yaml"),
            ("/", "/tmp/a.yaml", "tmp/a.yaml", "/tmp/a.yaml"),
            ("/work/archive", "/work/archive/-", "./-", "/work/archive/-"),
        ] {
            let folder = folder(manifest);
            assert_eq!(folder.relative(Path::new(file)).as_deref(), Some(recorded));
            assert_eq!(folder.path(recorded), Path::new(shown));
        }
        assert_eq!(folder("/work").path("../../../../etc"), Path::new("/etc"));
        assert_eq!(folder("/work").path("-"), Path::new("-"));
    }
}
