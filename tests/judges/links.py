#!/usr/bin/env python3
"""Checks that every note of a PDF and its mark lead to one another. Usage: links.py FILE.pdf

Both are links in the tree of tags, each with words to be read out that name the number, and each on the page and at the
place of what it says: the mark's leads to the number of the note, the number's back to the mark. There is no other link.
Needs pdfminer.six.
"""

import sys

import verdict
from glyphs import raised
from tagged import Annotation, Element, Tagged, name

PRINTED, UNSEEN = 4, 1 | 2 | 32
# A viewer shows the page from this far above the baseline, at most: from the line above the one that is meant.
ABOVE = 20


class Link:
    """A link in the tree: its annotation, its text, and the box of its glyphs from the lower left of the page."""

    def __init__(self, label):
        (self.element,) = [element for element in label.walk() if element.kind == "Link"]
        (self.annotation,) = [child for child in self.element.children if isinstance(child, Annotation)]
        self.page = self.annotation.page
        self.glyphs = list(self.element.glyphs())
        self.text = self.element.text()
        # The baseline, as the boxes of glyphs depend on what a font says of itself.
        self.left = min(glyph.x0 for glyph in self.glyphs)
        self.right = max(glyph.x1 for glyph in self.glyphs)
        self.baseline = self.glyphs[0].matrix[5]


def labels(element):
    return [child for child in element.children if isinstance(child, Element) and child.kind == "Lbl"]


def pairs(document):
    """Each note with its mark, and how it stands to it: the note comes directly behind the mark."""
    for element in document.top.walk():
        for before, note in zip([None, *element.children], element.children):
            if isinstance(note, Element) and note.kind == "Note":
                yield before, note


def faults_of(document, link, target, number):
    what = f"note {number}: the link on «{link.text}»"
    entries = link.annotation.entries
    if name(entries["Subtype"]) != "Link":
        yield f"{what} is an annotation of another kind"
    if not link.annotation.contents.strip() or str(number) not in link.annotation.contents:
        yield f"{what} is read out as «{link.annotation.contents}»"
    if entries.get("F", 0) & PRINTED == 0 or entries.get("F", 0) & UNSEEN:
        yield f"{what} has the flags {entries.get('F', 0)}"
    parent = document.parents.get(entries.get("StructParent"))
    if parent is None or parent.objid != link.element.id:
        yield f"{what} does not say to which tag it belongs"
    left, bottom, right, top = entries["Rect"]
    inside = left - 1 <= link.left and link.right <= right + 1 and bottom - 1 <= link.baseline <= top + 1
    if not inside:
        yield f"{what} lies at {entries['Rect']}, the text at {link.left:.1f}, {link.baseline:.1f}"
    if right - left > 30 or top - bottom > 20:
        yield f"{what} covers more than its text: {entries['Rect']}"
    page, _, x, y, *_ = link.annotation.target
    if page.objid != target.page.id:
        yield f"{what} leads to page {document.number(page)}, «{target.text}» is elsewhere"
    if not 0 <= y - target.baseline <= ABOVE or abs(x - target.left) > 2:
        yield f"{what} leads to {x:.1f}, {y:.1f}, but «{target.text}» is at {target.left:.1f}, {target.baseline:.1f}"


def main():
    document = Tagged(sys.argv[1])
    faults, used, ids, count = [], set(), [], 0
    for count, (before, note) in enumerate(pairs(document), 1):
        if not (isinstance(before, Element) and before.kind == "Lbl"):
            faults.append(f"note {count} does not stand behind its mark")
            continue
        mark, label = Link(before), Link(labels(note)[0])
        if (mark.text, label.text) != (str(count), f"{count}."):
            faults.append(f"note {count}: its mark is «{mark.text}», its number «{label.text}»")
        if not all(raised(glyph) for glyph in mark.glyphs):
            faults.append(f"note {count}: its mark is not raised")
        faults += faults_of(document, mark, label, count)
        faults += faults_of(document, label, mark, count)
        # A page or a number alone would not say that this is the way back.
        if len(label.annotation.contents.split()) < 3:
            faults.append(f"note {count}: the way back is read out as «{label.annotation.contents}»")
        used |= {mark.annotation.number, label.annotation.number}
        ids.append(note.entry("ID"))
    if None in ids or len(set(ids)) != len(ids):
        faults.append(f"the ids of the notes are {ids}")
    there = {number for page in document.pages for number in page.annotations}
    if there != used:
        faults.append(f"{len(there - used)} annotations belong to no note")
    for number, page in enumerate(document.pages, 1):
        if page.annotations and page.tabs != "S":
            faults.append(f"page {number} is not stepped through in the order of its tags")
    verdict.end(faults, f"{count} notes and their marks lead to one another")


main()
