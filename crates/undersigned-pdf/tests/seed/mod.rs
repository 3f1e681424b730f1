//! The seed's document as it comes out of resolving, and parts to build others from.

use undersigned::sheet::{Block, Inline, List, Note, Origin, Paragraph, Role, Sheet, Text};
use undersigned::{Language, Span};

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
    "This case was reported in written declaration No.\u{a0}638, which called for the release of political \
     prisoners, respect for human rights and an end to torture.",
    "In the light of the forthcoming report on transnational repression, we are concerned that written \
     declaration No.\u{a0}638 and other Assembly documents concerning Kazakhstan have been ignored.",
    "We condemn the use of extrajudicial methods and abuse of legal co-operation mechanisms against \
     those associated with the opposition. In light of the above, we call for granting to Muratkhan \
     Tokmadi the right to a fair trial and for his release.",
    "We support the European Parliament's resolution on the human rights situation in Kazakhstan and \
     the recommendation to use multilateral forums such as the United Nations High Commissioner for \
     Refugees and the Organization for Security and Co-operation in Europe to monitor the country.",
];

pub(crate) const NAMES: [&str; 20] = [
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

pub(crate) fn origin(field: &str) -> Origin {
    Origin { field: field.to_owned(), span: Some(Span { source: 0, start: 0, end: 1 }) }
}

pub(crate) fn text(text: &str) -> Inline {
    Inline::Text(Text { text: text.to_owned(), ..Text::default() })
}

pub(crate) fn emphasis(text: &str) -> Inline {
    Inline::Text(Text { text: text.to_owned(), emphasis: true, ..Text::default() })
}

pub(crate) fn paragraph(role: Role, field: &str, words: &str) -> Paragraph {
    Paragraph {
        role,
        inlines: vec![text(words)],
        origin: origin(field),
        unit: None,
        fit: Default::default(),
        lines: Vec::new(),
    }
}

pub(crate) fn block(role: Role, field: &str, words: &str) -> Block {
    Block::Paragraph(paragraph(role, field, words))
}

/// The first page up to the body, and what stands round the text.
pub(crate) fn opening() -> Sheet {
    Sheet {
        language: Language::ENGLISH,
        language_tag: "en-GB".to_owned(),
        title: TITLE.to_owned(),
        reference: "Doc.\u{a0}16229".to_owned(),
        subject: "Written declaration No.\u{a0}818".to_owned(),
        date: "2025-08-19".parse().expect("a date"),
        masthead: vec![
            paragraph(Role::Masthead, "wording: masthead", "Parliamentary Assembly"),
            paragraph(Role::MastheadSecond, "wording: masthead", "Assemblée parlementaire"),
        ],
        running_head: paragraph(Role::RunningHead, "number", "Doc.\u{a0}16229"),
        contact_line: Some(paragraph(
            Role::ContactLine,
            "wording: contact",
            "F – 67075 Strasbourg Cedex | assembly@coe.int | Tel: +33 3 88 41 2000 | assembly.coe.int",
        )),
        blocks: vec![
            block(Role::DocReference, "number", "Doc.\u{a0}16229"),
            block(Role::Date, "date", "19\u{a0}August 2025"),
            block(Role::Title, "text.en.title", TITLE),
            block(Role::TypeLine, "declaration", "Written declaration No.\u{a0}818"),
            block(
                Role::Disclaimer,
                "wording: disclaimer",
                "This written declaration does not reflect the position of the Assembly; only of \
                 those members that have signed it. It will not be considered further by the \
                 Assembly.",
            ),
            block(Role::LeadIn, "wording: lead-in", "We, the undersigned, declare the following:"),
        ],
        notes: Vec::new(),
    }
}

/// Everything after the body: the names, and the legend as the note with the given number.
pub(crate) fn close(sheet: &mut Sheet, names: &[String], note: usize) {
    sheet.blocks.push(block(Role::SignedOverleaf, "wording: signed-overleaf", "Signed (see overleaf)"));
    sheet.blocks.push(Block::Paragraph(Paragraph {
        role: Role::SignedHead,
        inlines: vec![emphasis("Signed"), Inline::NoteMark(note), text(":")],
        origin: origin("wording: signed"),
        unit: None,
        fit: Default::default(),
        lines: Vec::new(),
    }));
    let entry =
        |(index, name): (usize, &String)| paragraph(Role::Signatory, &format!("signatories[{index}]"), name);
    sheet.blocks.push(Block::Signatories(names.iter().enumerate().map(entry).collect()));
    sheet.blocks.push(block(Role::Total, "wording: total", &format!("Total = {}", names.len())));
    let legend = |words: &str| paragraph(Role::Legend, "wording: groups", words);
    sheet.notes.push(Note {
        paragraphs: vec![
            legend("EPP/CD: Group of the European People's Party"),
            legend("SOC: Socialists, Democrats and Greens Group"),
            legend("UEL: Group of the Unified European Left"),
        ],
        back: "Back to the mark".to_owned(),
    });
}

pub(crate) fn body(words: &str) -> Block {
    block(Role::Body, "text.en.body", words)
}

pub(crate) fn names(count: usize) -> Vec<String> {
    (0..count).map(|index| NAMES[index % NAMES.len()].to_owned()).collect()
}

/// A document with this body and so many names.
pub(crate) fn document(blocks: Vec<Block>, count: usize) -> Sheet {
    let mut sheet = opening();
    sheet.blocks.extend(blocks);
    close(&mut sheet, &names(count), 1);
    sheet
}

pub(crate) fn seed() -> Sheet {
    document(BODY.iter().map(|words| body(words)).collect(), 20)
}

/// Notes in the body, lists in lists, emphasis, raised text, a title of four lines and an entry that wraps.
pub(crate) fn varied() -> Sheet {
    let mut sheet = opening();
    let title = [TITLE; 4].join(" and ");
    sheet.blocks[2] = block(Role::Title, "text.en.title", &title);
    sheet.blocks.push(Block::Paragraph(Paragraph {
        role: Role::Body,
        inlines: vec![
            text("As of the 1"),
            Inline::Text(Text { text: "er".to_owned(), raised: true, ..Text::default() }),
            text(" we recall the "),
            emphasis("Convention"),
            Inline::NoteMark(1),
            text(" and, "),
            Inline::Text(Text { text: "above all".to_owned(), strong: true, ..Text::default() }),
            text(", its Protocol"),
            Inline::NoteMark(2),
            text(", the words of which are known to all, and the weight of which is felt by everybody."),
        ],
        origin: origin("text.en.body"),
        unit: None,
        fit: Default::default(),
        lines: Vec::new(),
    }));
    let item = |words: &str| block(Role::ListItem, "text.en.body", words);
    let second = |words: &str| vec![block(Role::ListItemSecond, "text.en.body", words)];
    sheet.blocks.push(Block::List(List {
        start: Some(3),
        items: vec![
            vec![item(BODY[0])],
            vec![
                item(BODY[1]),
                Block::List(List { start: None, items: vec![second(BODY[4]), second("A short one.")] }),
            ],
            vec![item(BODY[3])],
        ],
    }));
    sheet
        .blocks
        .push(Block::List(List { start: None, items: vec![vec![item("First.")], vec![item("Second.")]] }));
    let note = |words: &str| Note {
        paragraphs: vec![paragraph(Role::Note, "text.en.body", words)],
        back: "Back to the mark".to_owned(),
    };
    sheet.notes = vec![note(BODY[2]), note("ETS No.\u{a0}9.")];
    sheet.blocks.push(body(BODY[6]));
    let mut entries = names(3);
    entries.push(
        "A-VERY-LONG-FAMILY-NAME-INDEED of-somewhere-else Maria Magdalena Theodora, ".to_owned()
            + "Bosnia and Herzegovina, Group of the European People's Party",
    );
    close(&mut sheet, &entries, 3);
    sheet
}
