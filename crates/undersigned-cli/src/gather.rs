//! The inputs of a batch: files, folders, patterns, and a list of paths.

use std::ffi::OsStr;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::manifest::is_manifest;
use crate::{Failure, files};

/// An input. Of thousands in one folder no more is kept than their names.
#[derive(Debug, Clone)]
pub(crate) struct Gathered {
    folder: Arc<Folder>,
    name: Box<OsStr>,
}

/// A folder of inputs.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// The same from the folder on that was named; empty for files that were named themselves.
    below: PathBuf,
}

impl Gathered {
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path.join(&*self.name)
    }

    /// Where its files go below the folder of --output.
    pub(crate) fn below(&self) -> &Path {
        &self.folder.below
    }

    pub(crate) fn name(&self) -> &OsStr {
        &self.name
    }
}

/// All inputs that are meant, in the order in which they were named; those of a folder by their names. A manifest or a schema
/// that lies among them is none.
pub(crate) fn gather(named: &[PathBuf], list: Option<&Path>) -> Result<Vec<Gathered>, Failure> {
    let listed = list.map(paths).transpose()?.unwrap_or_default();
    let mut gathered = Vec::new();
    for path in named.iter().chain(listed.iter().filter(|path| !is_passed_over(path))) {
        add(path, &mut gathered)?;
    }
    Ok(gathered)
}

/// The same without a list; what is wrong with one that was named is no reason to leave out the others.
pub(crate) fn gather_each(named: &[PathBuf]) -> (Vec<Gathered>, Vec<Failure>) {
    let mut gathered = Vec::new();
    let failures = named.iter().filter_map(|path| add(path, &mut gathered).err()).collect();
    (gathered, failures)
}

/// A manifest, or the schema that an editor wants beside the inputs. What cannot be read is said when it is read.
fn is_passed_over(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b".schema.json") || is_manifest(path).unwrap_or(false)
}

fn add(path: &Path, gathered: &mut Vec<Gathered>) -> Result<(), Failure> {
    if path != Path::new("-") && path.is_dir() {
        let before = gathered.len();
        add_folder(path, Path::new(""), gathered)?;
        if gathered.len() == before {
            let message = format!("there is no input file (.yaml, .yml, .toml, .json) in {}", path.display());
            return Err(Failure::Other(message));
        }
        return Ok(());
    }
    match path.to_str() {
        // A file may have any name; it is a pattern only if there is none.
        Some(pattern) if pattern.contains(['*', '?', '[']) && !path.exists() => {
            add_pattern(pattern, gathered)
        }
        _ => {
            add_file(path, gathered);
            Ok(())
        }
    }
}

/// A file that was named. Those of a pattern or a list mostly lie in the folder of the last one.
fn add_file(path: &Path, gathered: &mut Vec<Gathered>) {
    // As it was typed: `a//b.yaml` is to be called so.
    let (parent, name) = match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent.join(name).as_os_str() == path.as_os_str() => (parent, name),
        _ => (Path::new(""), path.as_os_str()),
    };
    let is_same = |last: &&Arc<Folder>| {
        last.path.as_os_str() == parent.as_os_str() && last.below.as_os_str().is_empty()
    };
    let last = gathered.last().map(|last| &last.folder).filter(is_same).cloned();
    let new = || Arc::new(Folder { path: parent.to_owned(), below: PathBuf::new() });
    gathered.push(Gathered { folder: last.unwrap_or_else(new), name: name.into() });
}

/// The inputs of a folder and of those in it. What is hidden is not looked at.
fn add_folder(folder: &Path, below: &Path, gathered: &mut Vec<Gathered>) -> Result<(), Failure> {
    let cannot =
        |source| Failure::File { what: format!("cannot read the folder {}", folder.display()), source };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let name = entry.file_name();
        // Hidden files come and go while others write into the folder.
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let kind = entry.file_type().map_err(cannot)?;
        // A link to a folder may lead back to this one, and a pipe would be waited for without end. A link to nowhere is
        // said when it is read.
        let is_folder = kind.is_dir();
        let is_file = || match kind.is_symlink() {
            true => std::fs::metadata(entry.path()).map_or(true, |found| found.is_file()),
            false => kind.is_file(),
        };
        let is_input = || files::notation(Path::new(&name)).is_some() && is_file();
        if is_folder || is_input() && !is_passed_over(&entry.path()) {
            names.push((name.into_boxed_os_str(), is_folder));
        }
    }
    names.sort();
    gathered.reserve(names.len());
    let this = Arc::new(Folder { path: folder.to_owned(), below: below.to_owned() });
    for (name, is_folder) in names {
        if is_folder {
            add_folder(&folder.join(&*name), &below.join(&*name), gathered)?;
        } else {
            gathered.push(Gathered { folder: this.clone(), name });
        }
    }
    Ok(())
}

fn add_pattern(pattern: &str, gathered: &mut Vec<Gathered>) -> Result<(), Failure> {
    let matched = glob::glob(pattern).map_err(|error| {
        Failure::Other(format!("the pattern `{pattern}` cannot be understood: {}", error.msg))
    })?;
    let before = gathered.len();
    for path in matched {
        let path = path.map_err(|error| Failure::File {
            what: format!("cannot read {}", error.path().display()),
            source: error.into(),
        })?;
        if path.is_dir() {
            add_folder(&path, Path::new(""), gathered)?;
        } else if !is_passed_over(&path) {
            add_file(&path, gathered);
        }
    }
    if gathered.len() == before {
        return Err(Failure::Other(format!("no input file matches `{pattern}`")));
    }
    Ok(())
}

/// The paths in a list, one on each line; `-` is standard input.
fn paths(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot = |source| Failure::File { what: format!("cannot read the list {}", list.display()), source };
    let lines = |reader: &mut dyn BufRead| -> std::io::Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for line in reader.lines() {
            let line = line?;
            let line = line.trim_end_matches('\r');
            if !line.is_empty() {
                paths.push(PathBuf::from(line));
            }
        }
        Ok(paths)
    };
    if list == Path::new("-") {
        return lines(&mut std::io::stdin().lock()).map_err(cannot);
    }
    let file = std::fs::File::open(list).map_err(cannot)?;
    lines(&mut std::io::BufReader::new(file)).map_err(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(folder: &Path, named: &[&str]) -> Vec<(String, String)> {
        let named: Vec<PathBuf> = named.iter().map(|name| folder.join(name)).collect();
        let relative = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
        let all = gather(&named, None).unwrap();
        all.iter().map(|one| (relative(&one.path()), one.below().display().to_string())).collect()
    }

    #[test]
    fn folders_and_patterns_give_their_inputs_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let others = ["names.csv", ".hidden.yaml", "2024/.git/d.yaml", "2024/undersigned.schema.json"];
        for name in ["b.yaml", "a.toml", "2024/c.json"].iter().chain(&others) {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let pair = |path: &str, below: &str| (path.to_owned(), below.to_owned());
        assert_eq!(
            gathered(folder.path(), &["."]),
            [pair("./2024/c.json", "2024"), pair("./a.toml", ""), pair("./b.yaml", "")]
                .map(|(path, below)| (path.trim_start_matches("./").to_owned(), below))
        );
        assert_eq!(
            gathered(folder.path(), &["2024", "?.yaml"]),
            [pair("2024/c.json", ""), pair("b.yaml", "")]
        );
        // A file that is not there is said when it is read.
        assert_eq!(gathered(folder.path(), &["missing.yaml"]), [pair("missing.yaml", "")]);
        let empty = gather(&[folder.path().join("2024/.git")], None).unwrap();
        assert_eq!(empty.len(), 1, "a folder that is named is looked at, hidden or not");
        assert!(gather(&[folder.path().join("*.xml")], None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_could_not_be_read_to_an_end_is_no_input_of_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        std::fs::create_dir_all(at.join("in/inner.yaml")).unwrap();
        for name in ["in/a.yaml", "in/inner.yaml/b.yaml"] {
            std::fs::write(at.join(name), "").unwrap();
        }
        assert!(
            std::process::Command::new("mkfifo").arg(at.join("in/pipe.yaml")).status().unwrap().success()
        );
        for (to, link) in
            [("a.yaml", "c.yaml"), ("nowhere", "d.yaml"), (".", "e.yaml"), ("pipe.yaml", "f.yaml")]
        {
            std::os::unix::fs::symlink(to, at.join("in").join(link)).unwrap();
        }
        let names = |named: &[&str]| -> Vec<String> {
            gathered(at, named)
                .into_iter()
                .map(|(path, _)| path.trim_start_matches("in/").to_owned())
                .collect()
        };
        assert_eq!(names(&["in"]), ["a.yaml", "c.yaml", "d.yaml", "inner.yaml/b.yaml"]);
        // A folder that a pattern matches is a folder.
        assert_eq!(names(&["in/[ai]*"]), ["a.yaml", "inner.yaml/b.yaml"]);
    }

    #[test]
    fn a_list_names_a_path_on_each_line() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("list");
        let as_typed = ["two words.yaml", "a//b/c.yaml", "a/b/d.yaml", "a//e.yaml", "a/./f.yaml", "g.yaml/"];
        std::fs::write(&list, format!("one.yaml\r\n\n{}\n", as_typed.join("\n"))).unwrap();
        let all = gather(&[], Some(&list)).unwrap();
        let names: Vec<_> = all.iter().map(|one| one.path().display().to_string()).collect();
        assert_eq!(names, [&["one.yaml"], &as_typed[..]].concat());
    }
}
