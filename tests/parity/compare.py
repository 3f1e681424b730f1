#!/usr/bin/env python3
"""Compares PDFs with the same documents printed from their Word files: word by word, line by line, in points.

Usage: compare.py OURS PRINTED [--table FILE] [--pictures FOLDER]

OURS and PRINTED are folders with files of the same names. Every difference is printed with its place, then the sums.
Exits 1 when a page begins or ends otherwise, when fewer lines are equal than --equal says (in per cent), or when in an
equal line a baseline, a raised mark or the start of the line is off by more than is allowed. Needs pdfminer.six, which
tells where a glyph's baseline is; the boxes of other readers depend on what the fonts say of themselves. --table writes
the result as Markdown, --pictures lays the pages that differ over one another: what only the PDF has is red, what only
the Word file has is blue. That needs pdftoppm (poppler).
"""

import argparse
import difflib
import subprocess
import sys
import zlib
from collections import Counter, namedtuple
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "judges"))
from glyphs import glyphs, raised, rows  # noqa: E402

# left, right and baseline in points, the baseline from the top of the page.
Word = namedtuple("Word", "text left right baseline raised")
# What was found in one document: numbers of lines, the differences in words, the worst offset of each kind.
Result = namedtuple("Result", "name pages lines equal faults differences worst")

# In points: what a kind of offset may be at most. Inside a justified line words may stand apart, because programs differ in
# the width of non-breaking spaces; LibreOffice ends justified lines up to 1.7 pt before the margin.
BARS = {"baseline": 0.1, "mark": 0.3, "start": 0.3, "end": 2.0}


def pages(path):
    """The pages of a PDF: each a list of lines from the top, each a list of words."""
    found = extract_pages(path, laparams=LAParams(all_texts=True))
    return [[words(row) for row in rows(page.height, glyphs(page))] for page in found]


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


def offsets(ours, word):
    """The offsets of the words in two lines that say the same."""
    yield "start", ours[0].left - word[0].left, ours[0].text
    for a, b in zip(ours, word):
        yield "mark" if a.raised else "baseline", a.baseline - b.baseline, a.text
        yield "within", a.left - b.left, a.text
    yield "end", ours[-1].right - word[-1].right, ours[-1].text


def compare_page(number, ours, word, faults, differences, worst):
    """Adds what is found on one page; returns the numbers of lines and of equal lines."""
    texts = [[text(line) for line in page] for page in (ours, word)]
    ends = [(page[0], page[-1]) if page else ("", "") for page in texts]
    if ends[0] != ends[1]:
        faults.append(f"page {number} begins and ends otherwise: {ends[0]} / {ends[1]}")
    if Counter(w.text for line in ours for w in line) != Counter(w.text for line in word for w in line):
        faults.append(f"page {number} holds other words")
    equal = 0
    matcher = difflib.SequenceMatcher(None, *texts, autojunk=False)
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind != "equal":
            said = [f"«{line}»" for line in texts[0][a0:a1]], [f"«{line}»" for line in texts[1][b0:b1]]
            differences.append(f"page {number}, line {a0 + 1}: {' '.join(said[0])} / {' '.join(said[1])}")
            continue
        equal += a1 - a0
        for a, b in zip(ours[a0:a1], word[b0:b1]):
            for name, offset, at in offsets(a, b):
                if abs(offset) > abs(worst.get(name, (0, ""))[0]):
                    worst[name] = (offset, f"page {number}, «{at}»")
    return max(len(ours), len(word)), equal


def compare(name, ours, printed):
    """Compares one document."""
    a, b = pages(ours / name), pages(printed / name)
    faults, differences, worst = [], [], {}
    if len(a) != len(b):
        faults.append(f"{len(a)} pages and {len(b)} pages")
    total = equal = 0
    for number in range(max(len(a), len(b))):
        page = [pages[number] if number < len(pages) else [] for pages in (a, b)]
        counted = compare_page(number + 1, *page, faults, differences, worst)
        total, equal = total + counted[0], equal + counted[1]
    for kind, bar in BARS.items():
        offset, at = worst.get(kind, (0, ""))
        if abs(offset) > bar:
            faults.append(f"{kind} off by {offset:+.2f} pt at {at}")
    return Result(name.removesuffix(".pdf"), (len(a), len(b)), total, equal, faults, differences, worst)


def laid_over(ours, printed, number, target):
    """Writes one page of both over one another, as a PNG file."""
    grey = []
    for path in (ours, printed):
        command = ["pdftoppm", "-gray", "-r", "100", "-f", str(number), "-l", str(number), str(path)]
        image = subprocess.run(command, check=True, capture_output=True).stdout
        if not image:
            return
        _, size, _, pixels = image.split(b"\n", 3)
        grey.append((tuple(map(int, size.split())), pixels))
    (size, a), (other, b) = grey
    if size != other:
        return
    width, height = size
    rgb = bytearray(3 * len(a))
    # Ink takes light away: that of the PDF leaves red, that of the Word file blue, both together black.
    rgb[0::3], rgb[1::3], rgb[2::3] = b, bytes(map(min, a, b)), a
    scanlines = b"".join(b"\0" + rgb[3 * width * y : 3 * width * (y + 1)] for y in range(height))

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    png = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(scanlines)), chunk(b"IEND", b"")]
    target.write_bytes(b"".join(png))


def offset(result, kind):
    return f"{abs(result.worst.get(kind, (0, ''))[0]):.2f}"


def table(results):
    """The result as Markdown, a row for each document."""
    kinds = ["baseline", "mark", "start"]
    written = ["| document | pages | lines equal | baseline | raised mark | line start |", "| --- | --- | --- | --- | --- | --- |"]
    for result in results:
        pages_shown = result.pages[0] if result.pages[0] == result.pages[1] else "{} / {}".format(*result.pages)
        shown = " | ".join(offset(result, kind) for kind in kinds)
        written.append(f"| {result.name} | {pages_shown} | {result.equal} of {result.lines} | {shown} |")
    return "\n".join(written) + "\n"


def summary(results):
    equal, total = sum(r.equal for r in results), sum(r.lines for r in results)
    same_pages = sum(r.pages[0] == r.pages[1] and not any(f.startswith("page") for f in r.faults) for r in results)
    worst = ", ".join(
        f"{kind} {max((abs(r.worst.get(kind, (0, ''))[0]) for r in results), default=0):.2f}"
        for kind in ("baseline", "mark", "start", "within", "end")
    )
    return (
        f"{len(results)} documents, {equal} of {total} lines equal ({100 * equal / max(total, 1):.2f} %), "
        f"page breaks equal in {same_pages}; largest offsets in pt: {worst}"
    )


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("ours", type=Path)
    arguments.add_argument("printed", type=Path)
    arguments.add_argument("--equal", type=float, default=100.0, metavar="PERCENT")
    arguments.add_argument("--table", type=Path, metavar="FILE")
    arguments.add_argument("--pictures", type=Path, metavar="FOLDER")
    options = arguments.parse_args()
    names = sorted(path.name for path in options.ours.glob("*.pdf"))
    missing = [name for name in names if not (options.printed / name).exists()]
    if missing or not names:
        sys.exit(f"nothing was printed of: {', '.join(missing) or options.ours}")
    with ProcessPoolExecutor() as pool:
        results = list(pool.map(partial(compare, ours=options.ours, printed=options.printed), names))
    for result in results:
        for said in [f"FAULT: {fault}" for fault in result.faults] + result.differences:
            print(f"{result.name}: {said}")
    differing = [r for r in results if r.faults or r.differences]
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
        for result in differing:
            ours, printed = (folder / f"{result.name}.pdf" for folder in (options.ours, options.printed))
            for number in range(1, min(result.pages) + 1):
                laid_over(ours, printed, number, options.pictures / f"{result.name}.{number}.png")
    print(summary(results))
    if options.table:
        options.table.write_text(f"{summary(results)}\n\n{table(results)}", encoding="utf-8")
    equal, total = sum(r.equal for r in results), sum(r.lines for r in results)
    sys.exit(1 if any(r.faults for r in results) or 100 * equal < options.equal * total else 0)


if __name__ == "__main__":
    main()
