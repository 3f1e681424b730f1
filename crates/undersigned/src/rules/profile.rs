//! Rules for the files of a profile.

use super::rule;

rule! {
    /// A file of the profile cannot be understood.
    ///
    /// The files of a profile are those of the built-in one: `theme.toml`, `document.typ` and the facts. Each may be
    /// replaced alone.
    UnusableFile: "U901" "profile-file" Profile Error
}

rule! {
    /// The image of the masthead is not there, or is no PNG or JPEG file.
    ///
    /// `theme.toml` names the image by its path from the profile's folder.
    UnusableImage: "U902" "profile-image" Profile Error
}

rule! {
    /// A fixed wording is missing, or calls for a value that there is not.
    ///
    /// The wordings stand in `facts/wording.toml`, each with its kinds, languages and dates.
    UnusableWording: "U903" "profile-wording" Profile Error
}
