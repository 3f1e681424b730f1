//! The image of the masthead: what is no sound one, and what would be distorted.

use undersigned::{Diagnostics, Profile, Severity};

use crate::{THEME, builtin};

/// A PNG with nothing but its head, pixels that nobody decodes, and its end.
fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let named = [name, data].concat();
        let sum = named.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
        });
        [&(data.len() as u32).to_be_bytes()[..], &named, &(!sum).to_be_bytes()].concat()
    };
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = [&size[..], &[8, 0, 0, 0, 0]].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", b"x"), &chunk(b"IEND", b"")].concat()
}

/// A JPEG with its head, a scan and its end.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    let frame = [&[0xff, 0xc0, 0, 11, 8], &size[..], &[1, 1, 0x11, 0]].concat();
    [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0], &frame[..], &[0xff, 0xda, 0, 3, 0, 1, 2, 0xff, 0xd9]].concat()
}

fn with_image(image: Option<Vec<u8>>) -> Result<Profile, Diagnostics> {
    let table = "[masthead-image]\nfile = \"emblem\"\nalt = \"Emblem\"\nwidth = 120\nheight = 40\n";
    let theme = builtin(THEME).replace("[note-mark]", &format!("{table}[note-mark]"));
    Profile::with_files(|name| match name {
        THEME => Some(theme.clone().into_bytes()),
        "emblem" => image.clone(),
        _ => None,
    })
}

#[test]
fn an_image_that_is_no_sound_one_is_refused_where_it_is_named() {
    let theme = builtin(THEME);
    let line = theme[..theme.find("[note-mark]").unwrap()].matches('\n').count() + 2;
    let cut = |image: Vec<u8>, off: usize| image[..image.len() - off].to_vec();
    let mut damaged = png(30, 10);
    damaged[20] ^= 1;
    for (image, message) in [
        (None, "that theme.toml names is not there"),
        (Some(b"GIF89a".to_vec()), "is no PNG or JPEG file"),
        (Some(cut(png(30, 10), 5)), "is not whole"),
        (Some(cut(jpeg(30, 10), 2)), "is not whole"),
        (Some(b"\xff\xd8\xff".to_vec()), "is not whole"),
        (Some(damaged), "is damaged"),
        (Some(png(60_000, 20_000)), "is too large: 60000 × 20000 pixels"),
        (Some(png(0, 10)), "is empty"),
        (Some(vec![0; (16 << 20) + 1]), "is too large: 16 MiB"),
    ] {
        let found = with_image(image).unwrap_err().to_string();
        let expected = format!("theme.toml:{line}:8: error[U902]: the image `emblem` {message}");
        assert!(found.starts_with(&expected), "{expected}\n{found}");
    }
}

#[test]
fn an_image_that_would_be_distorted_is_a_warning() {
    for image in [png(300, 100), jpeg(300, 101)] {
        let profile = with_image(Some(image)).unwrap();
        assert!(profile.warnings().is_empty(), "{}", profile.warnings());
    }
    for image in [png(300, 150), jpeg(300, 150)] {
        let profile = with_image(Some(image)).unwrap();
        let said = profile.warnings().to_string();
        assert!(
            said.contains("warning[U906]: the image `emblem` would be distorted: it has 300 × 150 pixels"),
            "{said}"
        );
        assert!(said.contains("with a width of 120 its height is 60"), "{said}");
        assert_eq!(profile.warnings().severity(), Some(Severity::Warning));
    }
}
