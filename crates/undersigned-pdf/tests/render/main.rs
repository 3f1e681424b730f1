//! The files that come out: their bytes, and the faults that keep them from coming out.

#![expect(clippy::expect_used, reason = "a test may stop where it fails")]

use std::thread;

use undersigned::sheet::{Block, Inline, List, Note, Paragraph, Role, Text};
use undersigned::{Language, PrintLanguage, Profile, Sheet};
use undersigned_pdf::{Error, Fault, Options, Renderer, Standard};

mod entries;
mod lines;
#[path = "../seed/mod.rs"]
mod seed;

use seed::{BODY, block, body, document, origin, paragraph, seed, text, varied};

const THEME: &str = include_str!("../../../../templates/theme.toml");

fn renderer() -> Renderer {
    Renderer::new(&Profile::builtin()).expect("a sound profile")
}

fn render(sheet: &Sheet) -> Vec<u8> {
    renderer().render(sheet).expect("a sound document")
}

/// What a PDF says outside of its compressed streams: its metadata and the tree of its tags.
fn plain(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn count(bytes: &[u8], needle: &str) -> usize {
    plain(bytes).matches(needle).count()
}

fn faults(sheet: &Sheet) -> Vec<Fault> {
    renderer().render(sheet).expect_err("a faulty document").faults().to_vec()
}

fn messages(sheet: &Sheet) -> Vec<(String, String)> {
    faults(sheet).into_iter().map(|fault| (fault.origin.field, fault.message)).collect()
}

/// A profile whose `from` in the template or the theme is replaced.
fn profile_with(file: &'static str, text: &str, from: &str, to: &str) -> Profile {
    assert!(text.contains(from), "{file} has no `{from}`");
    let replaced = text.replace(from, to).into_bytes();
    Profile::with_files(|name| (name == file).then(|| replaced.clone())).expect("a sound profile")
}

/// The files of a document under this theme and template, as they are and with `by_the_engine` in the place of `by_us`; or
/// their faults.
fn both_ways(
    theme: &str,
    template: &str,
    by_us: &str,
    by_the_engine: &str,
    sheet: impl Fn(&Profile) -> Sheet,
) -> [Result<Vec<u8>, String>; 2] {
    assert!(template.contains(by_us));
    [template.to_owned(), template.replace(by_us, by_the_engine)].map(|template| {
        let files = [("theme.toml", theme), ("document.typ", &template)];
        let file = |name: &str| files.iter().find(|(known, _)| *known == name);
        let profile = Profile::with_files(|name| file(name).map(|(_, text)| text.as_bytes().to_vec()))
            .unwrap_or_else(|faults| panic!("{faults}"));
        let renderer = Renderer::new(&profile).expect("a renderer");
        renderer.render(&sheet(&profile)).map_err(|error| error.to_string())
    })
}

fn template_with(from: &str, to: &str) -> Profile {
    profile_with("document.typ", Profile::builtin().template(), from, to)
}

fn theme_with(from: &str, to: &str) -> Profile {
    profile_with("theme.toml", THEME, from, to)
}

#[test]
fn a_renderer_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Renderer>();
    shared::<Error>();
}

#[test]
fn the_same_document_makes_the_same_bytes() {
    let renderer = renderer();
    let (seed, varied) = (seed(), varied());
    let first = [renderer.render(&seed).expect("a document"), renderer.render(&varied).expect("a document")];
    assert_ne!(first[0], first[1]);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                assert_eq!(renderer.render(&varied).expect("a document"), first[1]);
                assert_eq!(renderer.render(&seed).expect("a document"), first[0]);
            });
        }
    });
    assert_eq!(render(&seed), first[0]);
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = render(&seed());
    let text = plain(&bytes);
    assert!(text.starts_with("%PDF-1.7"));
    for needle in [
        "/Lang(en-GB)",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<xmp:CreatorTool>undersigned</xmp:CreatorTool>",
        "2025-08-19",
        "Stand up for human rights in Kazakhstan",
        "Written declaration No.",
    ] {
        assert!(text.contains(needle), "the file lacks `{needle}`");
    }
    assert!(!text.contains("TrimBox"));
    assert!(!text.contains("/DeviceRGB"));

    let french = render(&Sheet { language: Language::FRENCH, language_tag: "fr-FR".to_owned(), ..seed() });
    assert!(plain(&french).contains("/Lang(fr-FR)"));
    // The same document in another language is another document.
    let identity = |bytes: &[u8]| {
        let text = plain(bytes);
        let at = text.find("<xmpMM:DocumentID>").expect("an identity");
        text[at..at + 40].to_owned()
    };
    assert_ne!(identity(&bytes), identity(&french));
    assert_eq!(identity(&bytes), identity(&render(&document(vec![body(BODY[0])], 3))));
}

#[test]
fn the_tags_say_what_the_text_is() {
    let bytes = render(&seed());
    // 20 names in a list without numbers; one title; one note with its mark, which link to one another.
    assert_eq!(count(&bytes, "/S/LI/P "), 20);
    assert_eq!(count(&bytes, "/S/LBody/P "), 20);
    assert_eq!(count(&bytes, "/S/L/P "), 1);
    assert_eq!(count(&bytes, "/ListNumbering/None"), 1);
    assert_eq!(count(&bytes, "/S/H1/P "), 1);
    assert_eq!(count(&bytes, "/S/Note/P "), 1);
    assert_eq!(count(&bytes, "/S/Link/P "), 2);
    // 15 paragraphs of text beside the title, 2 lines of masthead, 20 names, 3 lines of legend.
    assert_eq!(count(&bytes, "/S/P/P "), 15 + 2 + 20 + 3);
    assert_eq!(count(&bytes, "/Contents(Footnote 1)"), 1);
    assert_eq!(count(&bytes, "/Contents(Back to the mark)"), 1);

    let bytes = render(&varied());
    assert_eq!(count(&bytes, "/ListNumbering/Decimal"), 1);
    assert_eq!(count(&bytes, "/ListNumbering/Circle"), 2);
    assert_eq!(count(&bytes, "/S/LI/P "), 3 + 2 + 2 + 4);
    assert_eq!(count(&bytes, "/S/Note/P "), 3);
}

fn french() -> PrintLanguage {
    Profile::builtin().language(Language::FRENCH).expect("a language").clone()
}

#[test]
fn words_in_another_language_say_so() {
    let mut sheet = seed();
    assert_eq!(count(&render(&sheet), "/Lang(fr-FR)"), 0);
    let foreign = Text { text: "Assemblée".to_owned(), language: Some(french()), ..Text::default() };
    sheet.masthead[1].inlines = vec![Inline::Text(foreign)];
    let bytes = render(&sheet);
    assert_eq!((count(&bytes, "/Lang(fr-FR)"), count(&bytes, "/Lang(en-GB)")), (1, 1));
}

#[test]
fn a_plain_file_promises_no_standard() {
    let renderer = Renderer::with_options(
        &Profile::builtin(),
        Options { standard: Standard::Tagged, ..Options::default() },
    )
    .expect("a renderer");
    let text = plain(&renderer.render(&seed()).expect("a document"));
    assert!(!text.contains("pdfaid") && !text.contains("pdfuaid"));
    assert!(text.contains("/StructTreeRoot"));
}

#[test]
fn all_faults_come_at_once_and_say_where() {
    let mut sheet = seed();
    sheet.contact_line = Some(paragraph(Role::ContactLine, "wording: contact", &"x".repeat(200)));
    sheet.running_head = paragraph(Role::RunningHead, "number", "Doc.\u{a0}16229\u{2060}漢");
    sheet.blocks.insert(6, body("The words 漢 and 字, 漢 again."));
    let long = format!("Before {} after", "w".repeat(100));
    sheet.blocks.insert(7, block(Role::Body, "text.en.body[1]", &long));
    sheet.notes[0].paragraphs[1] = paragraph(Role::Legend, "groups", "漢");
    let too_long = |c: &str| format!("the word “{}…” is too long for the line", c.repeat(40));
    let expected = [
        ("number", "the typeface has no “漢” (U+6F22)".to_owned()),
        ("text.en.body", "the typeface has no “漢” (U+6F22), “字” (U+5B57)".to_owned()),
        ("text.en.body[1]", too_long("w")),
        ("groups", "the typeface has no “漢” (U+6F22)".to_owned()),
        ("wording: contact", too_long("x")),
    ];
    let expected: Vec<_> = expected.map(|(field, message)| (field.to_owned(), message)).into();
    assert_eq!(messages(&sheet), expected);
    assert_eq!(faults(&sheet)[1].origin, origin("text.en.body"));
}

#[test]
fn a_fault_keeps_its_field_when_a_page_divides_the_paragraph() {
    let mut blocks: Vec<Block> = (0..21).map(|_| body("One line.")).collect();
    // The second half is on page 2, after the running head.
    let long = format!("{} {} 漢", BODY[6], BODY[6]);
    blocks.push(block(Role::Body, "text.en.body[18]", &long));
    // The last paragraph would stay whole, with the line that follows the body.
    blocks.push(body("The last one."));
    let messages = messages(&document(blocks, 3));
    assert_eq!(messages, [("text.en.body[18]".to_owned(), "the typeface has no “漢” (U+6F22)".to_owned())]);
}

#[test]
fn a_huge_word_is_refused_before_it_is_set() {
    let messages = messages(&document(vec![body(&"a".repeat(100_000))], 3));
    assert_eq!(messages[0].1, format!("the word “{}…” is too long for the line", "a".repeat(40)));
}

#[test]
fn a_word_that_just_fits_is_no_fault() {
    // 453.6 pt of text hold 81 digits of 5.56 pt, and not 82.
    render(&document(vec![body(&"8".repeat(81))], 3));
    assert_eq!(faults(&document(vec![body(&"8".repeat(82))], 3)).len(), 1);
}

#[test]
fn characters_that_cannot_be_printed_are_faults_and_no_panic() {
    let stray = "\u{0}\u{7f}\u{85}\n\u{2028}\u{202e}שa\u{10ffff}";
    let expected = [
        "U+0000",
        "U+000A",
        "U+007F",
        "U+0085",
        "“ש” (U+05E9)",
        "U+2028",
        "U+202E",
        "“\u{10ffff}” (U+10FFFF)",
    ];
    let expected = expected.map(|name| format!("the character {name} cannot be printed"));
    let found: Vec<_> =
        messages(&document(vec![body(stray)], 3)).into_iter().map(|(_, message)| message).collect();
    assert_eq!(found, expected);
}

#[test]
fn marks_and_notes_must_agree() {
    let marked = |role, number| {
        let inlines = vec![text("Words"), Inline::NoteMark(number)];
        Block::Paragraph(Paragraph {
            role,
            inlines,
            origin: origin("marked"),
            unit: None,
            fit: Default::default(),
            lines: Vec::new(),
        })
    };
    let mut sheet = seed();
    sheet.blocks.insert(6, marked(Role::Body, 99));
    assert_eq!(messages(&sheet), [("marked".to_owned(), "the mark of note 99 is out of order".to_owned())]);

    let mut sheet = seed();
    let note = |paragraphs| Note { paragraphs, back: "Back to the mark".to_owned() };
    sheet.notes.push(note(vec![paragraph(Role::Note, "second", "A note.")]));
    sheet.notes.push(note(Vec::new()));
    assert_eq!(
        messages(&sheet),
        [
            ("second".to_owned(), "note 2 has no mark in the text".to_owned()),
            (String::new(), "note 3 is empty".to_owned()),
        ]
    );

    // A note that marks itself would never end.
    let mut sheet = seed();
    sheet.notes[0].paragraphs[0].inlines.push(Inline::NoteMark(1));
    assert_eq!(messages(&sheet)[0].1, "the mark of note 1 cannot stand here");
}

#[test]
fn lists_of_every_shape_are_set() {
    let list = |start, items| Block::List(List { start, items });
    let item = || block(Role::ListItem, "text.en.body", "An item.");
    let blocks = vec![
        list(None, vec![]),
        list(Some(u64::MAX), vec![vec![], vec![item(), item()]]),
        list(Some(98), vec![vec![item()], vec![list(Some(1), vec![vec![item()]])], vec![item()]]),
        Block::Signatories(Vec::new()),
        body(""),
    ];
    render(&document(blocks, 3));

    let third = list(None, vec![vec![list(None, vec![vec![list(None, vec![vec![item()]])]])]]);
    assert_eq!(
        messages(&document(vec![third], 3)),
        [("text.en.body".to_owned(), "a list is deeper than 2 levels".to_owned())]
    );
}

#[test]
fn a_document_of_nothing_is_a_document() {
    let sheet =
        Sheet { blocks: Vec::new(), notes: Vec::new(), masthead: Vec::new(), contact_line: None, ..seed() };
    render(&sheet);
}

#[test]
fn what_is_cut_away_makes_a_trim_box() {
    let renderer = Renderer::new(&theme_with("bleed = 0", "bleed = 60")).expect("a sound profile");
    let text = plain(&renderer.render(&seed()).expect("a document"));
    assert_eq!(text.matches("/TrimBox[3 3 598.3 844.9]").count(), 2);
}

#[test]
fn a_family_without_all_its_faces_is_an_error() {
    let error = Renderer::new(&theme_with("pdf = \"Liberation Sans\"", "pdf = \"Unheard Sans\"")).err();
    let error = error.expect("there is no such family");
    assert_eq!(error.to_string(), "the family `Unheard Sans` has no regular face");
    assert!(error.faults().is_empty());
}

#[test]
fn a_fault_in_the_template_says_where_and_what_to_do() {
    // One that shows when the template is read, and one that shows when a document is set.
    let unread = template_with("#let black = luma(0)", "#let black = below-mast-head");
    let unset = template_with("  below(masthead)\n", "  below-mast-head\n");
    let rendered = |profile: &Profile| Renderer::new(profile)?.render(&seed());
    for (profile, column) in [(unread, 14), (unset, 3)] {
        let error = rendered(&profile).expect_err("a faulty template");
        let message = error.to_string();
        let line =
            profile.template().lines().position(|line| line.contains("below-mast-head")).expect("a line") + 1;
        let expected = format!("document.typ:{line}:{column}: unknown variable: below-mast-head (hint: ");
        assert!(message.starts_with(&expected), "{message}");
        assert!(error.faults().is_empty());
    }
    let without = template_with("#let document(data)", "#let documents(data)");
    let error = Renderer::new(&without).expect_err("no template");
    assert_eq!(error.to_string(), "the PDF engine refuses: the template has no function `document`");
}

#[test]
fn a_fault_that_is_left_when_the_pages_do_not_settle_is_shown() {
    let endless =
        "context { for _ in range(counter(\"x\").final().first() + 1) { counter(\"x\").step() } }\n";
    let profile = template_with("  below(masthead)\n", &format!("  {endless}  [@nothing]\n"));
    let error = Renderer::new(&profile).expect("a renderer").render(&seed()).expect_err("a faulty template");
    assert!(error.to_string().contains("label `<nothing>` does not exist"), "{error}");
}

#[test]
fn a_template_sees_no_clock_and_no_other_files() {
    for (code, needle) in [("datetime.today()\n", "date"), ("read(\"/etc/passwd\")\n", "not found")] {
        let profile = template_with("  below(masthead)\n", code);
        let error =
            Renderer::new(&profile).expect("a profile").render(&seed()).expect_err("a faulty template");
        assert!(error.to_string().contains(needle), "{error}");
    }
}

#[test]
fn a_panic_of_the_engine_is_an_error() {
    // Typst 0.15.1 panics over this text; it can come from a template only, since none is let in from a
    // document.
    let profile = template_with(
        "  below(masthead)\n",
        "\"\\u{1} \\u{7f} \\u{85} \\u{202e} \\u{fdd0} \\u{e000} \\n line \\t tab \\u{2028} x\"\n",
    );
    let renderer = Renderer::new(&profile).expect("a profile");
    let error = renderer.render(&seed()).expect_err("a panic");
    assert!(error.to_string().starts_with("the PDF engine stopped: "), "{error}");
}

#[test]
fn an_image_takes_the_place_of_the_words() {
    let image = "[masthead-image]\nfile = \"emblem.png\"\nalt = \"Emblem\"\nwidth = 120\nheight = 40\n";
    let theme = format!("{THEME}\n{image}").into_bytes();
    let profile = Profile::with_files(|name| match name {
        "theme.toml" => Some(theme.clone()),
        "emblem.png" => Some(GREY_PIXEL.to_vec()),
        _ => None,
    });
    let bytes = Renderer::new(&profile.expect("a sound profile")).expect("a renderer").render(&seed());
    let text = plain(&bytes.expect("a document"));
    assert_eq!(text.matches("/Subtype/Image").count(), 1);
    assert_eq!((text.matches("/S/Figure").count(), text.matches("/Alt(Emblem)").count()), (1, 1));
}

/// A PNG of one grey pixel.
const GREY_PIXEL: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00,
    0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81,
    0xda, 0x45, 0x08, 0x3b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn a_template_that_leaves_out_letters_is_refused_with_their_place() {
    let without = |from: &str, to: &str| {
        let template = Profile::builtin().template().to_owned();
        assert!(template.contains(from), "{from}");
        let template = template.replacen(from, to, 1);
        let file = |name: &str| (name == "document.typ").then(|| template.clone().into_bytes());
        let profile = Profile::with_files(file).unwrap_or_else(|faults| panic!("{faults}"));
        Renderer::new(&profile).unwrap().render(&varied()).unwrap_err()
    };
    let error = without("        it.body\n", "        if it.role != \"body\" { it.body }\n");
    let said: Vec<String> = error.faults().iter().map(ToString::to_string).collect();
    // Not all paragraphs of the body go that way.
    assert!(said.iter().any(|fault| fault.starts_with("text.en.body: the template prints ")), "{said:?}");
    let error = without("  blocks(data.blocks)", "  blocks(data.blocks.slice(0, 6))");
    assert!(error.to_string().contains("the template prints 0 of "), "{error}");
}
