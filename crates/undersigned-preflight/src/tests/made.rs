//! Files made of objects that are written out.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Objects by number, as they stand in a file.
#[derive(Clone)]
pub(super) struct Made {
    objects: BTreeMap<u32, String>,
    trailer: String,
}

/// Two pages of A4 with a bleed of 3 mm, a heading, a rule, a figure, and a note that is linked both ways.
pub(super) const SOUND: &str = include_str!("sound.pdf");

/// A stream that is not packed.
pub(super) fn stream(entries: &str, data: &str) -> String {
    format!("<< {entries} /Length {} >>\nstream\n{data}\nendstream", data.len())
}

/// A stream of bytes that are packed, in Latin-1 so that it can stand in a text.
pub(super) fn deflated(entries: &str, data: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).expect("memory");
    let packed: String = encoder.finish().expect("memory").into_iter().map(char::from).collect();
    let length = packed.chars().count();
    format!("<< {entries} /Filter /FlateDecode /Length {length} >>\nstream\n{packed}\nendstream")
}

fn latin_1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect()
}

/// The objects of the sound file.
pub(super) fn sound() -> Made {
    let (_, body) = SOUND.split_once('\n').expect("a first line");
    let (body, end) = body.split_once("xref\n0 1\n").expect("a table");
    let objects = body.split_terminator("\nendobj\n").map(|object| {
        let (number, text) = object.split_once(" 0 obj\n").expect("an object");
        (number.parse().expect("its number"), text.to_owned())
    });
    let (_, trailer) = end.split_once("<< /Size 99 ").expect("a trailer");
    let (trailer, _) = trailer.split_once(" >>\nstartxref").expect("its end");
    Made { objects: objects.collect(), trailer: trailer.to_owned() }
}

impl Made {
    /// With a text changed, which stands in one object or in the trailer; in streams to one of the same length.
    #[track_caller]
    pub(super) fn with(mut self, from: &str, to: &str) -> Made {
        let mut texts: Vec<&mut String> = self.objects.values_mut().collect();
        texts.push(&mut self.trailer);
        let mut found: Vec<&mut String> = texts.into_iter().filter(|text| text.contains(from)).collect();
        assert_eq!(found.len(), 1, "`{from}` stands in one place");
        let text = &mut found[0];
        let is_stream = text.contains("endstream");
        assert!(!is_stream || from.len() == to.len(), "the stream keeps its length");
        **text = text.replace(from, to);
        self
    }

    pub(super) fn with_object(mut self, number: u32, text: impl Into<String>) -> Made {
        self.objects.insert(number, text.into());
        self
    }

    pub(super) fn object(&self, number: u32) -> String {
        self.objects[&number].clone()
    }

    /// A file with a table.
    pub(super) fn file(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = "xref\n0 1\n0000000000 65535 f \n".to_owned();
        for (number, text) in &self.objects {
            table.push_str(&format!("{number} 1\n{:010} 00000 n \n", bytes.len()));
            bytes.extend(latin_1(&format!("{number} 0 obj\n{text}\nendobj\n")));
        }
        let start = bytes.len();
        bytes.extend(table.bytes());
        let end = format!("trailer\n<< /Size 99 {} >>\nstartxref\n{start}\n%%EOF\n", self.trailer);
        bytes.extend(end.bytes());
        bytes
    }

    /// The file with another object added to its end in the place of the old one.
    pub(super) fn added(&self, number: u32, text: &str) -> Vec<u8> {
        let mut bytes = self.file();
        let first = self.file().windows(4).rposition(|window| window == b"xref").expect("a table");
        let first =
            bytes[..first].windows(4).rposition(|window| window == b"xref").expect("the table itself");
        let at = bytes.len();
        bytes.extend(latin_1(&format!("{number} 0 obj\n{text}\nendobj\n")));
        let start = bytes.len();
        let end = format!(
            "xref\n{number} 1\n{at:010} 00000 n \ntrailer\n<< /Size 99 /Prev {first} {} >>\nstartxref\n{start}\n%%EOF\n",
            self.trailer
        );
        bytes.extend(end.bytes());
        bytes
    }

    /// A file in which all objects but streams are in a stream, and the table is a stream with a predictor.
    pub(super) fn packed(&self) -> Vec<u8> {
        const PACK: u32 = 97;
        const TABLE: u32 = 98;
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let (mut head, mut body) = (String::new(), String::new());
        let mut rows = vec![[0; 4]; TABLE as usize + 1];
        let row = |kind: u8, place: usize, index: usize| [kind, (place >> 8) as u8, place as u8, index as u8];
        let mut index = 0;
        let mut outside = self.objects.clone();
        outside.retain(|&number, text| {
            let is_stream = text.contains("endstream");
            if !is_stream {
                head.push_str(&format!("{number} {} ", body.len()));
                body.push_str(&format!("{text}\n"));
                rows[number as usize] = row(2, PACK as usize, index);
                index += 1;
            }
            is_stream
        });
        let entries = format!("/Type /ObjStm /N {index} /First {}", head.len());
        outside.insert(PACK, deflated(&entries, format!("{head}{body}").as_bytes()));
        for (number, text) in &outside {
            rows[*number as usize] = row(1, bytes.len(), 0);
            bytes.extend(latin_1(&format!("{number} 0 obj\n{text}\nendobj\n")));
        }
        let start = bytes.len();
        rows[TABLE as usize] = row(1, start, 0);
        let mut data = Vec::new();
        let mut above = [0; 4];
        for row in rows {
            data.push(2);
            data.extend(row.iter().zip(above).map(|(byte, above): (&u8, u8)| byte.wrapping_sub(above)));
            above = row;
        }
        let entries = format!(
            "/Type /XRef /W [1 2 1] /Size {} /DecodeParms << /Predictor 12 /Columns 4 >> {}",
            TABLE + 1,
            self.trailer
        );
        bytes.extend(latin_1(&format!("{TABLE} 0 obj\n{}\nendobj\n", deflated(&entries, &data))));
        bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        bytes
    }
}
