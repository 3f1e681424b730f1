#!/usr/bin/env python3
"""Writes each declaration with python-docx. Usage: with_python_docx.py BASE FOLDER CONTENT.json…

BASE is a Word file with styles, heads and feet and an empty note, as one makes it in Word beforehand.
"""

import json
import sys
from contextlib import contextmanager
from pathlib import Path

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

# The paragraphs of the text, by style, in their order.
TEXT = [("reference", "Doc Reference"), ("date", "Doc Date"), ("title", "Heading 1"), ("type", "Type Line"),
        ("disclaimer", "Disclaimer"), ("lead_in", "Lead-in"), ("body", "Body"), ("overleaf", "Signed Overleaf"),
        ("signed", "Signed Head"), ("signatories", "Signatory"), ("total", "Total")]


@contextmanager
def last_note(document):
    """The last note, to be changed. python-docx knows nothing of notes: their part is XML to it."""
    relations = document.part.rels.values()
    part = next(relation.target_part for relation in relations if relation.reltype.endswith("/footnotes"))
    notes = parse_xml(part.blob)
    yield notes[-1]
    part._blob = etree.tostring(notes, encoding="UTF-8", xml_declaration=True, standalone=True)


def legend(document, lines):
    with last_note(document) as note:
        note[0].add_r().text = lines[0]
        for line in lines[1:]:
            paragraph = OxmlElement("w:p")
            paragraph.style = "LegendContinued"
            paragraph.add_r().text = line
            note.append(paragraph)


def note_mark(paragraph):
    run = paragraph.add_run(style="footnote reference")
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "1")
    run._r.append(mark)


def declaration(it, base, path):
    document = docx.Document(base)
    document.core_properties.title = it["title"]
    document.sections[0].header.paragraphs[0].runs[0].text = it["reference"]
    for key, name in TEXT:
        style = document.styles[name]
        for text in [it[key]] if isinstance(it[key], str) else it[key]:
            paragraph = document.add_paragraph(style=style)
            run = paragraph.add_run(text)
            if key == "signed":
                run.italic = True
                note_mark(paragraph)
                paragraph.add_run(":")
    legend(document, it["legend"])
    document.save(path)


def main():
    base, folder, *contents = sys.argv[1:]
    for content in map(Path, contents):
        declaration(json.loads(content.read_text(encoding="utf-8")), base, Path(folder, content.stem + ".docx"))


if __name__ == "__main__":
    main()
