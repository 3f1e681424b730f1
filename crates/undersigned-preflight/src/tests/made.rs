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

const XMP: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmp:CreateDate="2025-08-19T12:00:00+02:00"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A title &amp; more</rdf:li>
</rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>undersigned</xmp:CreatorTool><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"#;

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

/// Two pages of A4 with a bleed of 3 mm, a heading, a rule, a figure, and a note that is linked both ways.
pub(super) fn sound() -> Made {
    let first = "/Artifact BMC q 0 g 10 20 100 1 re f Q EMC\n/P << /MCID 0 >> BDC BT /F1 12 Tf (A) Tj ET EMC\n\
                 /Figure << /MCID 1 >> BDC 0 0 m 9 9 l S EMC /L << /MCID 2 >> BDC BT (1) Tj ET EMC\n";
    let second =
        "/P /Mark BDC BT /F1 12 Tf [(A) -20 (B)] TJ ET EMC /L << /MCID 1 >> BDC BT /F1 9 Tf (1) Tj ET EMC\n";
    let page = "/Type /Page /Parent 2 0 R /TrimBox [8.5 8.5 603.78 850.4] /BleedBox [0 0 612.28 858.9]";
    let objects = [
        (
            1,
            "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /MarkInfo << /Marked true >> /StructTreeRoot 5 0 R \
             /ViewerPreferences << /DisplayDocTitle true >> /Metadata 10 0 R /OutputIntents [11 0 R] \
             /Names << /Dests 26 0 R >> >>"
                .to_owned(),
        ),
        (
            2,
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 612.28 858.9] \
             /Resources << /Font << /F1 8 0 R >> /Properties << /Mark << /MCID 0 >> >> >> >>"
                .to_owned(),
        ),
        (3, format!("<< {page} /Contents 6 0 R /StructParents 0 /Annots [14 0 R] >>")),
        (4, format!("<< {page} /Contents [7 0 R] /StructParents 1 /Annots [15 0 R] >>")),
        (5, "<< /Type /StructTreeRoot /K [16 0 R] /RoleMap << /Heading /H1 >> >>".to_owned()),
        (6, stream("", first)),
        (7, stream("", second)),
        (
            8,
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Sans /DescendantFonts [9 0 R] /ToUnicode 17 0 R >>"
                .to_owned(),
        ),
        (
            9,
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Sans /FontDescriptor 12 0 R >>".to_owned(),
        ),
        (10, stream("/Type /Metadata /Subtype /XML", XMP)),
        (11, "<< /Type /OutputIntent /S /GTS_PDFA1 /DestOutputProfile 18 0 R >>".to_owned()),
        (12, "<< /Type /FontDescriptor /FontName /ABCDEF+Sans /FontFile2 13 0 R >>".to_owned()),
        (13, stream("", "glyphs")),
        (
            14,
            "<< /Subtype /Link /Rect [100 700 110 712] /Contents (Note 1) /StructParent 2 /Dest (note) >>"
                .to_owned(),
        ),
        (
            15,
            "<< /Subtype /Link /Rect [70 90 80 100] /Contents (page 1) /StructParent 3 \
             /A << /S /GoTo /D [3 0 R /XYZ 100 720 0] >> >>"
                .to_owned(),
        ),
        (16, "<< /S /Document /P 5 0 R /K [19 0 R 20 0 R 21 0 R 22 0 R 23 0 R] >>".to_owned()),
        (17, stream("", "map")),
        (18, stream("/N 3", "profile")),
        (19, "<< /S /Heading /P 16 0 R /Pg 3 0 R /K 0 >>".to_owned()),
        (20, "<< /S /Figure /P 16 0 R /Pg 3 0 R /K [1] /Alt (A line) >>".to_owned()),
        (21, "<< /S /Link /P 16 0 R /Pg 3 0 R /K [2 << /Type /OBJR /Obj 14 0 R >>] >>".to_owned()),
        (22, "<< /S /P /P 16 0 R /Pg 4 0 R /K << /Type /MCR /MCID 0 >> >>".to_owned()),
        (23, "<< /S /Note /P 16 0 R /K [24 0 R 25 0 R] >>".to_owned()),
        (24, "<< /S /Lbl /P 23 0 R /K << /S /Link /Pg 4 0 R /K [1 << /Type /OBJR /Obj 15 0 R >>] >> >>".to_owned()),
        (25, "<< /S /P /P 23 0 R >>".to_owned()),
        (26, "<< /Kids [<< /Names [(note) << /D [4 0 R /XYZ 70 110 0] >>] >>] >>".to_owned()),
        (
            27,
            "<< /Title (A title & more) /Creator (undersigned) /CreationDate (D:20250819100000Z) \
             /ModDate (D:20250820) >>"
                .to_owned(),
        ),
    ];
    let trailer = "/Root 1 0 R /Info 27 0 R /ID [<00> <00>]".to_owned();
    Made { objects: objects.into(), trailer }
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
