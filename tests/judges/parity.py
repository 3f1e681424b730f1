#!/usr/bin/env python3
"""Compares a PDF with the same document printed from its Word file: word by word, line by line, in points.

Usage: parity.py OURS.pdf WORD.pdf [--lines N] [--baseline PT] [--mark PT]

Prints a table; exits 1 when pages differ, when more than N lines differ (default 0), or when the baseline of a word in
an equal line is off by more than PT (default 0.1; raised marks 0.7). Needs pdfminer.six, which tells where a glyph's
baseline is; the boxes of other readers depend on what the fonts say of themselves.
"""

import argparse
import sys
from collections import namedtuple

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams

from glyphs import glyphs, raised, rows

# left, right and baseline in points, the baseline from the top of the page.
Word = namedtuple("Word", "text left right baseline raised")


def pages(path):
    """The pages of a PDF: each a list of lines from the top, each a list of words."""
    return [lines(page) for page in extract_pages(path, laparams=LAParams(all_texts=True))]


def lines(page):
    return [words(row) for row in rows(page.height, glyphs(page))]


def words(row):
    found = []
    for y, glyph in row:
        joined = found and glyph.x0 - found[-1].right < 1.2 and raised(glyph) == found[-1].raised
        if joined:
            last = found[-1]
            found[-1] = last._replace(text=last.text + glyph.get_text(), right=glyph.x1)
        else:
            found.append(Word(glyph.get_text(), glyph.x0, glyph.x1, y, raised(glyph)))
    return found


def text(line):
    return " ".join(word.text for word in line)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("ours")
    arguments.add_argument("word")
    arguments.add_argument("--lines", type=int, default=0)
    arguments.add_argument("--baseline", type=float, default=0.1)
    arguments.add_argument("--mark", type=float, default=0.7)
    options = arguments.parse_args()
    ours, word = pages(options.ours), pages(options.word)
    faults = []
    if len(ours) != len(word):
        faults.append(f"{len(ours)} pages and {len(word)} pages")
    equal = total = 0
    worst = {"baseline": (0.0, ""), "mark": (0.0, ""), "left": (0.0, ""), "right": (0.0, "")}
    for number, (a, b) in enumerate(zip(ours, word), 1):
        total += max(len(a), len(b))
        ends = [(text(page[0]), text(page[-1])) if page else ("", "") for page in (a, b)]
        if ends[0] != ends[1]:
            faults.append(f"page {number} begins and ends otherwise: {ends[0]} / {ends[1]}")
        if sorted(w.text for line in a for w in line) != sorted(w.text for line in b for w in line):
            faults.append(f"page {number} holds other words")
        for index in range(max(len(a), len(b))):
            left = a[index] if index < len(a) else []
            right = b[index] if index < len(b) else []
            if text(left) != text(right):
                print(f"  page {number}, line {index + 1}: «{text(left)}» / «{text(right)}»")
                continue
            equal += 1
            for x, y in zip(left, right):
                differences = {
                    "mark" if x.raised else "baseline": x.baseline - y.baseline,
                    "left": x.left - y.left,
                    "right": x.right - y.right,
                }
                for name, difference in differences.items():
                    if abs(difference) > abs(worst[name][0]):
                        worst[name] = (difference, x.text)
    if total - equal > options.lines:
        faults.append(f"{total - equal} lines differ, {options.lines} may")
    for name, bound in (("baseline", options.baseline), ("mark", options.mark)):
        if abs(worst[name][0]) > bound:
            faults.append(f"{name} off by {worst[name][0]:.2f} pt at «{worst[name][1]}»")
    shown = ", ".join(f"{name} {value:+.2f} («{at}»)" for name, (value, at) in worst.items())
    print(f"  {equal} of {total} lines equal; largest differences in pt: {shown}")
    for fault in faults:
        print(f"  FAULT: {fault}")
    sys.exit(1 if faults else 0)


main()
