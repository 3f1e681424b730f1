//! draft
/// The style tokens.
pub const THEME: &str = include_str!("../theme.toml");
