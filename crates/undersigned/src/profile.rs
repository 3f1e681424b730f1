//! draft
use crate::Theme;
/// Everything of an institution
#[derive(Debug, Clone)]
pub struct Profile { theme: Theme }
impl Profile {
    /// built in
    pub fn builtin() -> Self { Profile { theme: Theme::parse(undersigned_templates::THEME).unwrap() } }
    /// The style tokens.
    pub fn theme(&self) -> &Theme { &self.theme }
    /// The bytes of the image that stands in the place of the masthead's words (PNG or JPEG), where the theme names one.
    pub fn masthead_image(&self) -> Option<&[u8]> { None }
}
