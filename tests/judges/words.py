#!/usr/bin/env python3
"""Checks a rendered Doc. 16229 against its published text: words, order, page breaks, and where type leans.

Usage: words.py PUBLISHED.txt RENDERED.pdf

The furniture of the pages (masthead, running head, contact line) is set aside. Needs pdftotext (poppler), and
pdfminer.six for the faces of the type.
"""

import re
import subprocess
import sys

from pdfminer.high_level import extract_pages

import verdict
from glyphs import glyphs

FURNITURE = [
    "Parliamentary Assembly\n",
    "Assemblée parlementaire\n",
    "F – 67075 Strasbourg Cedex | assembly@coe.int | Tel: +33 3 88 41 2000 | assembly.coe.int\n",
]


def page_glyphs(path, index):
    """The glyphs of a page in reading order."""
    # Without a layout analysis the glyphs come in the order in which they are painted.
    page = list(extract_pages(path, laparams=None, page_numbers=[index]))[0]
    return list(glyphs(page))


def main():
    published = open(sys.argv[1], encoding="utf-8").read().replace("*Signed*¹:", "Signed1:").split()
    # In reading order; each page ends in a form feed.
    raw = subprocess.run(["pdftotext", "-raw", sys.argv[2], "-"], check=True, capture_output=True, text=True).stdout
    pages = raw.replace("\u00a0", " ").split("\f")[:-1]
    faults = []
    if len(pages) != 2:
        faults.append(f"{len(pages)} pages, not 2")
    for part in FURNITURE:
        if pages[0].count(part) != 1:
            faults.append(f"page 1 lacks its furniture «{part.strip()}»")
        pages[0] = pages[0].replace(part, "", 1)
    head = re.compile(r"^(Doc\. 16229 2|2 Doc\. 16229|Doc\. 16229\n2|2\nDoc\. 16229)\n", re.M)
    if not head.search(pages[1]):
        faults.append("page 2 lacks its running head")
    pages[1] = head.sub("", pages[1], count=1)
    if not pages[0].rstrip().endswith("Signed (see overleaf)"):
        faults.append(f"page 1 ends with «{pages[0].rstrip()[-40:]}»")
    if not re.sub(r"\s", "", pages[1]).startswith("Signed1:"):
        faults.append(f"page 2 starts with «{pages[1].lstrip()[:40]}»")
    # The raised mark may stand apart from the word that it belongs to.
    found = re.sub(r"Signed\s*1\s*:", "Signed1:", " ".join(pages)).split()
    if found != published:
        for index, (a, b) in enumerate(zip(found, published)):
            if a != b:
                faults.append(f"word {index + 1} is «{a}», published is «{b}»")
                break
        else:
            faults.append(f"{len(found)} words, published are {len(published)}")
    # The first word below the running head of page 2: its face, and where its mark stands.
    shown = [g for g in page_glyphs(sys.argv[2], 1) if g.get_text().strip()]
    start = next(i for i in range(len(shown)) if "".join(g.get_text() for g in shown[i : i + 6]) == "Signed")
    signed, mark, colon = shown[start : start + 6], shown[start + 6], shown[start + 7]
    if not all("Italic" in g.fontname for g in signed):
        faults.append("«Signed» does not lean")
    if "Italic" in mark.fontname or "Italic" in colon.fontname:
        faults.append("the mark or the colon of «Signed¹:» leans")
    if not (mark.get_text() == "1" and mark.matrix[5] > signed[0].matrix[5] + 2 and mark.size < 7):
        faults.append("the mark of «Signed¹:» is not raised")
    verdict.end([f"  FAULT: {fault}" for fault in faults], f"{len(found)} words as published, 2 pages, page 2 starts with «Signed¹:»")


main()
