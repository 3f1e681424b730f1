//! Writes what stands in a file with krilla, the way a program would that has laid it out already.

use krilla::Document;
use krilla::SerializeSettings;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::{Destination, XyzDestination};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::{Location, Surface};
use krilla::tagging::{Artifact, ContentTag, Identifier, Node as TagNode, SpanTag, TagGroup, TagTree};
use krilla::text::GlyphId;
use undersigned::Sheet;

use super::faces::Faces;
use super::transcript::{Glyph, Goal, Mark, Node, Page, Passage, Transcript};

/// What the metadata of a file say.
#[derive(Clone)]
pub struct Identity {
    language: String,
    title: String,
    subject: String,
    date: DateTime,
    id: String,
}

impl Identity {
    /// What our files say of a document.
    pub fn of(sheet: &Sheet) -> Identity {
        let year = u16::try_from(sheet.date.year()).unwrap_or_default();
        Identity {
            language: sheet.language_tag.clone(),
            title: sheet.title.clone(),
            subject: sheet.subject.clone(),
            date: DateTime::new(year).month(sheet.date.month()).day(sheet.date.day()),
            id: [&sheet.reference, sheet.language.code(), &sheet.subject].join("\n"),
        }
    }
}

impl Transcript {
    /// The file.
    ///
    /// # Panics
    /// When krilla refuses something, which it has written before.
    pub fn write(&self, identity: &Identity, faces: &Faces) -> Vec<u8> {
        let mut document = Document::new_with(settings());
        let written: Vec<Written> = self.pages.iter().map(|page| page.write(&mut document, faces)).collect();
        let mut outline = Outline::new();
        for (title, goal) in &self.bookmarks {
            outline.push_child(OutlineNode::new(title.clone(), goal.destination()));
        }
        document.set_outline(outline);
        document.set_metadata(identity.metadata());
        document.set_tag_tree(TagTree::from(tag_nodes(&self.tags, &written)));
        document.finish().expect("a file")
    }
}

/// The settings that Typst has for PDF/A-2a with PDF/UA-1.
fn settings() -> SerializeSettings {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("both at once");
    SerializeSettings { no_device_cs: true, configuration, ..SerializeSettings::default() }
}

impl Identity {
    fn metadata(&self) -> Metadata {
        Metadata::new()
            .language(self.language.clone())
            .creator("undersigned".to_owned())
            .title(self.title.clone())
            .description(self.subject.clone())
            .document_id(self.id.clone())
            .creation_date(self.date)
            .text_direction(TextDirection::LeftToRight)
    }
}

/// What the tags of a page are hung on.
struct Written {
    texts: Vec<Identifier>,
    links: Vec<Identifier>,
}

impl Page {
    fn write(&self, document: &mut Document, faces: &Faces) -> Written {
        let settings = PageSettings::from_wh(self.width, self.height).expect("a size");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
        let texts = self.passages.iter().filter_map(|passage| passage.write(&mut surface, faces)).collect();
        surface.finish();
        let links = self.links.iter().map(|link| {
            let target = Target::Destination(Destination::Xyz(link.goal.destination()));
            let annotation = LinkAnnotation::new(link.rect, target);
            page.add_tagged_annotation(Annotation::new_link(annotation, Some(link.alt.clone())))
        });
        Written { texts, links: links.collect() }
    }
}

impl Passage {
    /// Draws it; what it is known by in the tags, if anybody hears it.
    fn write(&self, surface: &mut Surface<'_>, faces: &Faces) -> Option<Identifier> {
        let tag = match &self.mark {
            Mark::Artifact(kind) => ContentTag::Artifact(Artifact::with_kind(*kind)),
            Mark::Text(language) => ContentTag::Span(SpanTag::empty().with_lang(language.as_deref())),
        };
        let identifier = surface.start_tagged(tag);
        for run in &self.runs {
            surface.draw_glyphs(run.start, &run.glyphs, faces.font(run.face), &run.text, run.size, false);
        }
        for rule in &self.rules {
            surface.draw_path(&rule.path);
        }
        surface.end_tagged();
        matches!(self.mark, Mark::Text(_)).then_some(identifier)
    }
}

impl Goal {
    fn destination(self) -> XyzDestination {
        XyzDestination::new(self.page, self.point)
    }
}

fn tag_nodes(nodes: &[Node], written: &[Written]) -> Vec<TagNode> {
    let node = |node: &Node| match node {
        Node::Element(kind, children) => {
            TagNode::Group(TagGroup::with_children(kind.clone(), tag_nodes(children, written)))
        }
        Node::Text(page, index) => TagNode::Leaf(written[*page].texts[*index]),
        Node::Link(page, index) => TagNode::Leaf(written[*page].links[*index]),
    };
    nodes.iter().map(node).collect()
}

impl krilla::text::Glyph for Glyph {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id)
    }

    fn text_range(&self) -> std::ops::Range<usize> {
        self.range.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }

    fn x_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<Location> {
        None
    }
}
