//! Writes what the files in TOML say as JSON.
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo starts the script in the folder of the package. Its own path may be that of another checkout: cargo takes a script
    // that it has built before from a target folder that both share.
    let source = Path::new(".");
    let made = Path::new(&env::var_os("OUT_DIR").ok_or("cargo names no folder")?).to_owned();
    for folder in ["", "facts"] {
        println!("cargo::rerun-if-changed={}", source.join(folder).display());
        fs::create_dir_all(made.join(folder))?;
        for entry in fs::read_dir(source.join(folder))? {
            let name = Path::new(folder).join(entry?.file_name());
            let values = match name.extension().and_then(|extension| extension.to_str()) {
                Some("toml") => toml::from_str(&fs::read_to_string(source.join(&name))?)?,
                Some("typ") => serde_json::Value::Null,
                _ => continue,
            };
            fs::write(made.join(format!("{}.json", name.display())), values.to_string())?;
        }
    }
    Ok(())
}
