//! The package: its parts by path, and which part refers to which.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::Fault;
use super::limits::{MAX_ENTRIES, MAX_FILE, MAX_PART, MAX_PARTS};
use super::xml::{Event, Xml};

/// The first bytes of the container in which Word keeps files of before 2007, and encrypted ones.
const COMPOUND_FILE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// An open package. Its parts are looked up by their names; nothing is ever unpacked to a path.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(Fault::OldOrEncrypted);
        }
        if bytes.len() > MAX_FILE {
            return Err(Fault::LargeFile);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(Fault::NotAPackage)?;
        if zip.len() > MAX_ENTRIES {
            return Err(Fault::ManyEntries);
        }
        if zip.index_for_name("META-INF/manifest.xml").is_some()
            && zip.index_for_name("_rels/.rels").is_none()
        {
            return Err(Fault::OpenDocument);
        }
        Ok(Archive { zip, left: MAX_PARTS })
    }

    /// The text of a part.
    pub(super) fn part(&mut self, path: &str) -> Result<String, Fault> {
        let entry = match self.zip.by_name(path) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Err(Fault::Missing { path: path.to_owned() }),
            Err(error) => return Err(Fault::NotAPackage(error)),
        };
        // The size that an archive claims is no bound: one byte more than allowed is read, and tells.
        let allowed = MAX_PART.min(self.left);
        let mut bytes = Vec::new();
        let read = entry.take(allowed + 1).read_to_end(&mut bytes);
        read.map_err(|source| Fault::Damaged { path: path.to_owned(), source })?;
        let length = bytes.len() as u64;
        if length > MAX_PART {
            return Err(Fault::LargePart { path: path.to_owned() });
        }
        self.left = self.left.checked_sub(length).ok_or(Fault::LargeParts)?;
        let text = String::from_utf8(bytes).map_err(|_| Fault::NotUtf8)?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// The paths of the parts that a part refers to in a role, such as `styles`; the package itself is the part "".
    pub(super) fn related(&mut self, owner: &str, role: &str) -> Result<Vec<String>, Fault> {
        let (folder, name) = owner.rsplit_once('/').unwrap_or(("", owner));
        let list = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        let list = match self.part(&list) {
            Ok(list) => list,
            Err(Fault::Missing { .. }) if !owner.is_empty() => return Ok(Vec::new()),
            Err(Fault::Missing { .. }) => return Err(Fault::NoText),
            Err(fault) => return Err(fault),
        };
        let mut xml = Xml::new(&list);
        let mut paths = Vec::new();
        while let Some(event) = xml.next()? {
            let Event::Open(element) = event else { continue };
            let kind = element.attribute("Type").unwrap_or_default();
            let is_inside = element.attribute("TargetMode") != Some("External");
            if let (Some(target), true) = (element.attribute("Target"), is_inside && in_role(kind, role)) {
                paths.push(inside(folder, target)?);
            }
        }
        Ok(paths)
    }
}

/// Whether a kind of reference, which is an address, ends in the name of a role.
fn in_role(kind: &str, role: &str) -> bool {
    kind.rsplit('/').next() == Some(role)
}

/// The path of a part from the package's root on.
fn inside(folder: &str, target: &str) -> Result<String, Fault> {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop().ok_or_else(|| Fault::LeavesPackage { target: target.to_owned() })?;
            }
            step => path.push(step),
        }
    }
    Ok(path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn references_stay_in_the_package() {
        assert_eq!(inside("word", "styles.xml").unwrap(), "word/styles.xml");
        assert_eq!(inside("word", "../customXml/item1.xml").unwrap(), "customXml/item1.xml");
        assert_eq!(inside("word", "/word/./styles.xml").unwrap(), "word/styles.xml");
        assert!(inside("word", "../../etc/passwd").is_err());
        assert!(inside("", "../x").is_err());
    }
}
