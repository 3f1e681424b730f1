//! Rules for the files of a profile.

use super::rule;

rule! {
    /// A file of the profile cannot be used: it cannot be understood, or contradicts itself.
    ///
    /// The files of a profile are those of the built-in one: `theme.toml`, `document.typ` and the facts. Each may be
    /// replaced alone; `undersigned profile init` writes all of them, to copy from.
    UnusableFile: "U901" "profile-file" Profile Error
}

rule! {
    /// The image of the masthead is not there, or is no sound PNG or JPEG file.
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

rule! {
    /// The template of the PDF does not compile.
    ///
    /// Typst says what it dislikes in `document.typ`, with the place and its hints.
    UnusableTemplate: "U904" "profile-template" Profile Error
}

rule! {
    /// A file in the profile's folder is none of a profile's files.
    ///
    /// Nothing reads it, so that a misspelt name such as `Theme.toml` would leave the built-in look as it is. Only TOML and
    /// Typst files are looked at, and names that are nearly those of a profile.
    UnreadFile: "U905" "profile-unread-file" Profile Warning
}

rule! {
    /// The image of the masthead would be distorted.
    ///
    /// Width and height in `theme.toml` are not in the proportion of the image's pixels.
    DistortedImage: "U906" "profile-image-distorted" Profile Warning
}

rule! {
    /// A country has no name in a language in which others have one.
    ///
    /// A document in the language that a member of the country has signed is refused (U402).
    NamelessCountry: "U907" "profile-nameless-country" Profile Warning
}
