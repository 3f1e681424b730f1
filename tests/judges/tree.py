#!/usr/bin/env python3
"""Prints what a PDF says to a screen reader, so that a person can review it. Usage: tree.py FILE.pdf

The tree and its text are poppler's (pdfinfo -struct-text); what poppler does not show (languages, alternative texts,
links, and the text that is not read out) comes from pdfminer.six. Where a line ends on paper is not said.
"""

import sys

import poppler
from glyphs import rows, words
from tagged import Annotation, Tagged

def told(element):
    """What an element says beside its kind and its text."""
    said = "" if element.kind not in ("Em", "Strong", "Title") else f" ({element.kind})"
    for key, word in (("ID", "id"), ("Lang", "language"), ("Alt", "alt"), ("ActualText", "in place of the text")):
        if element.entry(key) is not None:
            said += f' {word} "{element.entry(key)}"'
    if element.entry("T") not in (None, element.text()):
        said += f' title "{element.entry("T")}"'
    return said


def linked(document, annotation):
    page = document.number(annotation.target[0])
    return f'link to page {page}, read out as "{annotation.contents}"'


def main():
    path = sys.argv[1]
    document = Tagged(path)
    print(f"Language {document.language}")
    for title, page in document.bookmarks:
        print(f'Bookmark "{title}", page {page}')
    print()
    elements = document.top.walk()
    links = (child for element in document.top.walk() for child in element.children if isinstance(child, Annotation))
    for indent, sort, value in poppler.lines(path):
        if sort == "element":
            value += told(next(elements))
        elif sort == "object":
            value = linked(document, next(links))
        else:
            value = f'"{value}"'
        print(" " * indent + value.replace("\u00a0", "·"))
    if next(elements, None) or next(links, None):
        sys.exit("pdfinfo shows fewer elements than pdfminer.six")
    print("\nNot read out")
    for number, page in enumerate(document.pages, 1):
        artifacts = [glyph for glyph in page.glyphs if not isinstance(glyph.mark, int)]
        for row in rows(page.height, artifacts):
            kinds = sorted({str(glyph.mark) for _, glyph in row})
            print(f'  page {number}, {", ".join(kinds)}: "{words(row)}"'.replace("\u00a0", "·"))


main()
