//! Files, each written whole or not at all.

use std::io::{Read, Write};
use std::path::Path;

use crate::Failure;

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    bytes.map_err(|source| Failure::File { what: format!("cannot read {}", path.display()), source })
}

/// Writes a file beside its place and moves it there when it is whole, so that nobody ever meets half of it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = (|| {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".undersigned-");
        // A temporary file is for its owner alone; a document has the rights that the user's umask gives.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    })();
    written.map_err(|source| Failure::File { what: format!("cannot write {}", path.display()), source })
}
