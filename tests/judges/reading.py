#!/usr/bin/env python3
"""Compares the order in which a PDF is read out with that in which it is printed. Usage: reading.py FILE.pdf

The words in the order of the tags (poppler's) must be the words on the pages (pdfminer.six's), page by page, from the top
to the bottom and from the left to the right. Notes are the one exception, as ISO 32000-1 has them: they print at the
foot of the page and are read out where their mark stands. So they are compared apart, and must stand below all other
text of their page. Head and foot of a page are artifacts of these kinds, all other text has a tag, and nothing is painted that is neither.
"""

import difflib
import sys

import poppler
import verdict
from glyphs import rows, words
from tagged import Tagged

# A label stands apart where it is that of an item or a note, and in the line where it is the mark of a note.
BLOCKS = ("P", "H1", "LBody", "Figure")


def read_out(path):
    """The words of the text, and those of the notes, in the order of the tags."""
    streams = {False: "", True: ""}
    last = {False: None, True: None}
    above = []
    for at, (indent, sort, value) in enumerate(poppler.lines(path)):
        above = [(depth, kind, place) for depth, kind, place in above if depth < indent]
        kinds = [kind for _, kind, _ in above]
        if sort == "element":
            above.append((indent, value.split()[0], at))
        elif sort == "text":
            note = "Note" in kinds
            blocks = [
                place
                for index, (_, kind, place) in enumerate(above)
                if kind in BLOCKS or (kind == "Lbl" and kinds[index - 1] in ("LI", "Note"))
            ]
            block = blocks[-1] if blocks else None
            if block != last[note]:
                streams[note] += " "
            last[note] = block
            streams[note] += value
    return streams[False].split(), streams[True].split()


def joined(lines):
    """The words of lines; one that a line ends in the midst of ends in a hyphen there."""
    text = ""
    for line in lines:
        text += line if line.endswith("-") else line + " "
    return text.split()


def main():
    path = sys.argv[1]
    document = Tagged(path)
    faults = []
    notes = {
        (content.page.id, content.number)
        for element in document.top.walk()
        if element.kind == "Note"
        for content in element.contents()
    }
    tagged = {(content.page.id, content.number) for content in document.top.contents()}
    faults += [f"neither tagged nor an artifact: {item}" for item in document.unmarked]
    text, feet = [], []
    for number, page in enumerate(document.pages, 1):
        inked = [glyph for glyph in page.glyphs if glyph.get_text().strip()]
        for glyph in inked:
            if glyph.mark not in ("Header", "Footer") and (page.id, glyph.mark) not in tagged:
                faults.append(f"page {number}: «{glyph.get_text()}» is neither text nor head or foot: {glyph.mark}")
        inked = [glyph for glyph in inked if isinstance(glyph.mark, int)]
        foot = [glyph for glyph in inked if (page.id, glyph.mark) in notes]
        rest = [glyph for glyph in inked if (page.id, glyph.mark) not in notes]
        if foot and rest and max(g.matrix[5] for g in foot) >= min(g.matrix[5] for g in rest):
            faults.append(f"page {number}: a note stands beside or above other text")
        text += [words(row) for row in rows(page.height, rest)]
        feet += [words(row) for row in rows(page.height, foot)]
    read, read_notes = read_out(path)
    for what, printed, heard in (("text", joined(text), read), ("notes", joined(feet), read_notes)):
        if not printed and what == "text":
            faults.append("there is no text")
        if printed != heard:
            faults.append(f"the {what} on the pages (-) and in the tags (+):")
            faults += difflib.unified_diff(printed, heard, lineterm="", n=3)
    verdict.end(faults, f"{len(read)} words of text and {len(read_notes)} of notes, read out as they are printed")


main()
