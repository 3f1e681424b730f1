//! Documents to render, built by hand, and the parts of the files that they become.

pub(crate) mod xml;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use undersigned::sheet::{Block, Inline, List, Note, Origin, Paragraph, Role, Text};
use undersigned::{Language, Profile, Sheet, Span};

/// Names, numbers and dates: what nobody translates.
pub(crate) fn fixed(text: &str) -> Inline {
    Inline::Text(Text { text: text.to_owned(), fixed: true, ..Text::default() })
}

pub(crate) fn plain(text: &str) -> Inline {
    Inline::Text(Text { text: text.to_owned(), ..Text::default() })
}

pub(crate) fn emphasis(text: &str) -> Inline {
    Inline::Text(Text { text: text.to_owned(), emphasis: true, ..Text::default() })
}

pub(crate) fn strong(text: &str) -> Inline {
    Inline::Text(Text { text: text.to_owned(), strong: true, ..Text::default() })
}

pub(crate) fn raised(text: &str) -> Inline {
    Inline::Text(Text { text: text.to_owned(), raised: true, ..Text::default() })
}

/// A paragraph from the input.
pub(crate) fn typed(role: Role, inlines: Vec<Inline>) -> Paragraph {
    let span = Some(Span { source: 0, start: 0, end: 1 });
    Paragraph {
        role,
        inlines,
        origin: Origin { field: format!("text.en.{}", role.name()), span },
        unit: None,
        fit: Default::default(),
        lines: Vec::new(),
    }
}

/// A paragraph of fixed wording.
pub(crate) fn wording(role: Role, inlines: Vec<Inline>) -> Paragraph {
    let field = format!("wording: {}", role.name());
    Paragraph {
        role,
        inlines,
        origin: Origin { field, span: None },
        unit: None,
        fit: Default::default(),
        lines: Vec::new(),
    }
}

pub(crate) fn block(paragraph: Paragraph) -> Block {
    Block::Paragraph(paragraph)
}

pub(crate) const TITLE: &str = "Stand up for human rights in Kazakhstan";

pub(crate) const BODY: [&str; 7] = [
    "The Parliamentary Assembly has been closely following Kazakhstan's new political leaders' \
     commitments to democratic transformation and human rights.",
    "However, despite the authorities' promising assertions, there were no improvements regarding the \
     fight against torture, the treatment of prisoners, judicial independence and the right to a fair \
     trial.",
    "Kazakh authorities resort to fabricate cases and extend legal threats, including against family \
     members. Muratkhan Tokmadi, imprisoned and tortured to obtain a false confession against \
     opposition politician Mukhtar Ablyazov, is an illustrative example.",
    "This case was reported in written declaration No.\u{a0}638, which called for the release of \
     political prisoners, respect for human rights and an end to torture.",
    "In the light of the forthcoming report on transnational repression, we are concerned that written \
     declaration No.\u{a0}638 and other Assembly documents concerning Kazakhstan have been ignored.",
    "We condemn the use of extrajudicial methods and abuse of legal co-operation mechanisms against \
     those associated with the opposition. In light of the above, we call for granting to Muratkhan \
     Tokmadi the right to a fair trial and for his release.",
    "We support the European Parliament's resolution on the human rights situation in Kazakhstan and \
     the recommendation to use multilateral forums such as the United Nations High Commissioner for \
     Refugees and the Organization for Security and Co-operation in Europe to monitor the country.",
];

pub(crate) const SIGNATORIES: [&str; 20] = [
    "CASTEL Laura, Spain, UEL",
    "CATHALA Gabrielle, France, UEL",
    "EFSTATHIOU Constantinos, Cyprus, SOC",
    "FERNANDES Emmanuel, France, UEL",
    "GIOVAGNOLI Gerardo, San Marino, SOC",
    "GLASER Vinzenz, Germany, UEL",
    "GRIFFITHS Leslie, United Kingdom, SOC",
    "IKIĆ BANIČEK Kristina, Croatia, SOC",
    "KOVÁCS Elvira, Serbia, EPP/CD",
    "LACROIX Christophe, Belgium, SOC",
    "LAMUÀ Marc, Spain, SOC",
    "LICHERI Ettore Antonio, Italy, UEL",
    "LOUCAIDES George, Cyprus, UEL",
    "MURPHY Conor, Ireland, UEL",
    "RAČAN Ivan, Croatia, SOC",
    "RĂILEANU Adela, Republic of Moldova, UEL",
    "SCHENNACH Stefan, Austria, SOC",
    "STAMBACH-TERRENOIR Anne, France, UEL",
    "STARÎȘ Constantin, Republic of Moldova, UEL",
    "VELDHOEN Gala, Netherlands, SOC",
];

/// Gives the paragraphs that were typed the keys of their units, in print order.
pub(crate) fn number_units(sheet: &mut Sheet) {
    fn number(blocks: &mut [Block], last: &mut usize) {
        for item in blocks {
            match item {
                Block::Paragraph(paragraph) if paragraph.origin.span.is_some() => {
                    paragraph.unit = match paragraph.role {
                        Role::Body | Role::ListItem | Role::ListItemSecond => {
                            *last += 1;
                            Some(format!("body-{last}"))
                        }
                        role => Some(role.name().to_owned()),
                    };
                }
                Block::List(list) => list.items.iter_mut().for_each(|item| number(item, last)),
                _ => {}
            }
        }
    }
    number(&mut sheet.blocks, &mut 0);
    for (note, number) in sheet.notes.iter_mut().zip(1..) {
        for (paragraph, part) in note.paragraphs.iter_mut().zip(1..) {
            if paragraph.role == Role::Note {
                paragraph.unit = Some(format!("note-{number}-{part}"));
            }
        }
    }
}

/// Doc. 16229, with the masthead and the contact line that its print has.
pub(crate) fn seed() -> Sheet {
    sheet(
        BODY.iter().map(|text| block(typed(Role::Body, vec![plain(text)]))).collect(),
        &SIGNATORIES,
        Vec::new(),
    )
}

/// A declaration with this body, these names and these notes to the body.
pub(crate) fn sheet(body: Vec<Block>, names: &[&str], mut notes: Vec<Note>) -> Sheet {
    let mut blocks = vec![
        block(wording(Role::DocReference, vec![fixed("Doc.\u{a0}16229")])),
        block(wording(Role::Date, vec![fixed("19\u{a0}August 2025")])),
        block(typed(Role::Title, vec![plain(TITLE)])),
        block(wording(Role::TypeLine, vec![plain("Written declaration "), fixed("No.\u{a0}818")])),
        block(wording(
            Role::Disclaimer,
            vec![plain(
                "This written declaration does not reflect the position of the Assembly; only of those \
                 members that have signed it. It will not be considered further by the Assembly.",
            )],
        )),
        block(wording(Role::LeadIn, vec![plain("We, the undersigned, declare the following:")])),
    ];
    blocks.extend(body);
    blocks.push(block(wording(Role::SignedOverleaf, vec![plain("Signed (see overleaf)")])));
    let mark = Inline::NoteMark(notes.len() + 1);
    blocks.push(block(wording(Role::SignedHead, vec![emphasis("Signed"), mark, plain(":")])));
    let names_set = names.iter().map(|name| typed(Role::Signatory, vec![fixed(name)])).collect();
    blocks.push(Block::Signatories(names_set));
    blocks.push(block(wording(
        Role::Total,
        vec![plain("Total"), fixed(&format!("\u{a0}=\u{a0}{}", names.len()))],
    )));
    let groups = [
        "EPP/CD: Group of the European People's Party",
        "SOC: Socialists, Democrats and Greens Group",
        "UEL: Group of the Unified European Left",
    ];
    notes.push(Note {
        paragraphs: groups.iter().map(|group| wording(Role::Legend, vec![plain(group)])).collect(),
        back: "Back to the mark".to_owned(),
    });
    let mut sheet = Sheet {
        language: Language::ENGLISH,
        language_tag: "en-GB".to_owned(),
        title: TITLE.to_owned(),
        reference: "Doc.\u{a0}16229".to_owned(),
        subject: "Written declaration No.\u{a0}818".to_owned(),
        date: "2025-08-19".parse().unwrap(),
        masthead: vec![
            wording(Role::Masthead, vec![plain("Parliamentary Assembly")]),
            wording(Role::MastheadSecond, vec![plain("Assemblée parlementaire")]),
        ],
        running_head: wording(Role::RunningHead, vec![fixed("Doc.\u{a0}16229")]),
        contact_line: Some(wording(
            Role::ContactLine,
            vec![fixed(
                "F – 67075 Strasbourg Cedex | assembly@coe.int | Tel: +33 3 88 41 2000 | assembly.coe.int",
            )],
        )),
        blocks,
        notes,
    };
    number_units(&mut sheet);
    sheet
}

/// One of everything that a body can hold: two notes, forms of text, lists in a list.
pub(crate) fn full() -> Sheet {
    let item = |text: &str| vec![block(typed(Role::ListItem, vec![plain(text)]))];
    let second = |text: &str| vec![block(typed(Role::ListItemSecond, vec![plain(text)]))];
    let inner = List { start: None, items: vec![second("the courts;"), second("the prisons;")] };
    let numbered = List { start: Some(4), items: vec![second("in 2024;"), second("in 2025.")] };
    let mut with_lists = item("look at:");
    with_lists.push(Block::List(inner));
    with_lists.push(block(typed(Role::ListItem, vec![plain("and, once more,")])));
    with_lists.push(Block::List(numbered));
    let note = |text: &str| Note {
        paragraphs: vec![typed(Role::Note, vec![plain(text)])],
        back: "Back to the mark".to_owned(),
    };
    let body = vec![
        block(typed(
            Role::Body,
            vec![
                plain("We call "),
                plain("on all "),
                emphasis("member"),
                emphasis(" States"),
                Inline::NoteMark(1),
                plain(" to "),
                strong("act & report <now>"),
                plain(" by the 1"),
                raised("er"),
                plain(" août, as "),
                Inline::Text(Text {
                    text: "Doc.\u{a0}15000".to_owned(),
                    emphasis: true,
                    strong: true,
                    fixed: true,
                    ..Text::default()
                }),
                plain(" says."),
                Inline::NoteMark(2),
            ],
        )),
        Block::List(List {
            start: Some(3),
            items: vec![item("listen to \"them\";"), with_lists, item("act.")],
        }),
        block(typed(Role::Body, vec![plain("And further:")])),
        Block::List(List { start: Some(1), items: vec![item("again;"), item("for ever.")] }),
    ];
    let mut sheet = sheet(body, &SIGNATORIES[..3], vec![note("The 46 of them."), note("Adopted in 2020.")]);
    sheet.notes[1].paragraphs.push(typed(Role::Note, vec![plain("See also the debate.")]));
    number_units(&mut sheet);
    sheet
}

/// A motion with one of everything, as it goes to a translator: from English into French.
pub(crate) const MOTION: &str = "
kind: written-declaration
doc: 16300
number: 820
date: 2025-10-02
text:
  en:
    title: Libraries in small towns
    body: |
      A town **without** a library is a poor *and sad* town.[^1]

      We recall Doc. 14025, and ask:

      1. for books;
      2. for chairs, in particular
         - soft ones;
         - hard ones.

      [^1]: See the debate.

          And the next one.
signatories:
  - EXAMPLE Ann, Hungary, SOC
  - SAMPLE Bea, France, NR
";

/// A draft of it, and the same with both languages side by side.
pub(crate) fn drafts() -> [Vec<u8>; 2] {
    let profile = Profile::builtin();
    let document = profile.read("motion.yaml", MOTION.as_bytes(), undersigned::Format::Yaml).unwrap();
    let draft = profile.draft(&document, Language::FRENCH).unwrap();
    let renderer = undersigned_docx::Renderer::new(&profile).unwrap();
    [renderer.render_draft(&draft).unwrap(), renderer.render_bilingual(&draft).unwrap()]
}

pub(crate) fn render(sheet: &Sheet) -> Vec<u8> {
    undersigned_docx::Renderer::new(&Profile::builtin()).unwrap().render(sheet).unwrap()
}

/// The parts of a file, by path.
pub(crate) fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut read = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(&mut read).collect()
}

/// One part, read.
pub(crate) fn part(file: &[u8], path: &str) -> xml::Xml {
    let parts = parts(file);
    xml::Xml::parse(parts.get(path).unwrap_or_else(|| panic!("there is no {path}")))
}

/// The parts that hold text.
pub(crate) fn text_parts(file: &[u8]) -> Vec<xml::Xml> {
    parts(file)
        .iter()
        .filter(|(path, _)| {
            ["word/document", "word/footnotes", "word/header", "word/footer"]
                .iter()
                .any(|start| path.starts_with(start))
        })
        .map(|(_, bytes)| xml::Xml::parse(bytes))
        .collect()
}

/// The paragraphs of a part that have a style of this id.
pub(crate) fn styled<'x>(part: &'x xml::Xml, style: &str) -> Vec<&'x xml::Xml> {
    part.all("w:p").into_iter().filter(|p| p.val_at("w:pPr/w:pStyle") == Some(style)).collect()
}

/// The style of this id.
pub(crate) fn style(styles: &xml::Xml, id: &str) -> xml::Xml {
    let found = styles.all("w:style").into_iter().find(|style| style.attribute("w:styleId") == Some(id));
    found.unwrap_or_else(|| panic!("there is no style {id}")).clone()
}
