//! Paths in a manifest, which count from its folder.

use std::path::{Component, Path, PathBuf};

use crate::Failure;

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
        let path = parent(manifest);
        let cannot =
            |source| Failure::File { what: format!("cannot read the folder {}", path.display()), source };
        Ok(Folder { path: path.canonicalize().map_err(cannot)?, here: canonical_here() })
    }

    /// A path as it is recorded: from this folder, with `/`, or absolute where the two have nothing in common.
    pub(crate) fn record(&self, path: &Path) -> Result<String, Failure> {
        if path == Path::new("-") {
            return Ok("-".to_owned());
        }
        // The file itself may be a link: its own name is that of its outputs.
        let absolute = match (parent(path).canonicalize(), path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            // What is not there has no links.
            _ => self.here.join(path),
        };
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
}

/// The folder of a file.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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
