//! What stands outside of the text on every page: masthead, running head and contact line, and the measures
//! of the page itself.

use docx_rs::{
    FieldChar, FieldCharType, Footer, FooterReference, Header, HeaderReference, InstrPAGE, InstrText,
    PageMargin, PageSize, Paragraph as WordParagraph, ParagraphChild, Pic, Run, RunChild, SectionProperty,
    Tab, Text,
};
use quick_xml::escape::escape;
use undersigned::sheet::Paragraph;
use undersigned::theme::MastheadImage;
use undersigned::{Sheet, Theme};

use crate::error::Kind;
use crate::finish::{self, Element};
use crate::measure::emu;
use crate::parts::{RELATIONSHIPS, WORD};
use crate::styles::{Form, ParagraphStyle};
use crate::stylesheet::MASTHEAD_IMAGE;
use crate::text::{Compositor, checked};

/// The names under which the text refers to the parts, and the masthead to its image.
pub(crate) const FIRST_HEADER: &str = "rIdFirstHeader";
pub(crate) const HEADER: &str = "rIdHeader";
pub(crate) const FIRST_FOOTER: &str = "rIdFirstFooter";
pub(crate) const IMAGE: &str = "rIdImage";

/// The measures of the page, and which heads and feet it has.
pub(crate) fn section(theme: &Theme, has_masthead: bool, has_contact_line: bool) -> SectionProperty {
    let page = &theme.page;
    let margin = |twips: u32| i32::try_from(twips).unwrap_or(i32::MAX);
    let mut section = SectionProperty::new()
        .title_pg()
        .page_size(PageSize::new().size(page.width, page.height))
        .page_margin(PageMargin {
            top: margin(page.margin_top),
            left: margin(page.margin_left),
            bottom: margin(page.margin_bottom),
            right: margin(page.margin_right),
            header: margin(page.header),
            footer: margin(page.footer),
            gutter: 0,
        });
    section.space = 720;
    section.header_reference = Some(HeaderReference::new("default", HEADER));
    section.first_header_reference = has_masthead.then(|| HeaderReference::new("first", FIRST_HEADER));
    section.first_footer_reference = has_contact_line.then(|| FooterReference::new("first", FIRST_FOOTER));
    section
}

/// The head of page 1: the assembly's name.
pub(crate) fn masthead(masthead: &[Paragraph], compositor: &mut Compositor) -> Result<String, Kind> {
    let mut header = Header::new();
    for paragraph in masthead {
        header = header.add_paragraph(*compositor.set(paragraph, ParagraphStyle::of(paragraph.role))?);
    }
    let source = finish::source(&header)?;
    finished(Element::read(&source)?)
}

/// The head of page 1 where an image takes the place of the words.
pub(crate) fn masthead_image(image: &MastheadImage, sheet: &Sheet) -> Result<String, Kind> {
    // docx-rs never sees the bytes: it would only carry them to a package that is not used.
    let picture =
        Pic::new_with_dimensions(Vec::new(), 1, 1).id(IMAGE).size(emu(image.width), emu(image.height));
    let paragraph = WordParagraph::new().style(MASTHEAD_IMAGE).add_run(Run::new().add_image(picture));
    let source = finish::source(&Header::new().add_paragraph(paragraph))?;
    let mut root = Element::read(&source)?;
    let alt = escape(checked(&image.alt_text(sheet), "masthead-image: alt")?).into_owned();
    root.each("wp:docPr", &mut |properties| {
        properties.attributes = format!("id=\"1\" name=\"Masthead\" descr=\"{alt}\"").into();
    });
    finished(root)
}

/// The head of the pages from 2 on: the reference on the left, the number of the page on the right.
pub(crate) fn running_head(paragraph: &Paragraph, compositor: &mut Compositor) -> Result<String, Kind> {
    let mut word = compositor.set(paragraph, ParagraphStyle::of(paragraph.role))?;
    let mut add = |mut run: Box<Run>, child: RunChild| {
        run.children.push(child);
        word.children.push(ParagraphChild::Run(run));
    };
    add(Box::new(Run::new()), RunChild::Tab(Tab::new()));
    // The field holds its result, for readers that do not count pages. The first page with this head is page
    // 2.
    for child in [
        RunChild::FieldChar(FieldChar::new(FieldCharType::Begin)),
        RunChild::InstrText(Box::new(InstrText::PAGE(InstrPAGE::new()))),
        RunChild::FieldChar(FieldChar::new(FieldCharType::Separate)),
        RunChild::Text(Text::new("2")),
        RunChild::FieldChar(FieldChar::new(FieldCharType::End)),
    ] {
        add(compositor.formed(Form::FIXED), child);
    }
    let source = finish::source(&Header::new().add_paragraph(*word))?;
    finished(Element::read(&source)?)
}

/// The foot of page 1.
pub(crate) fn contact_line(paragraph: &Paragraph, compositor: &mut Compositor) -> Result<String, Kind> {
    let word = compositor.set(paragraph, ParagraphStyle::of(paragraph.role))?;
    let source = finish::source(&Footer::new().add_paragraph(*word))?;
    finished(Element::read(&source)?)
}

fn finished(mut root: Element) -> Result<String, Kind> {
    root.attributes = format!(
        "xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONSHIPS}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
    )
    .into();
    Ok(root.to_xml())
}
