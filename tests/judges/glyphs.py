"""The glyphs of a page, as pdfminer.six reads them, and the lines that they make."""

from pdfminer.layout import LTChar, LTContainer


def glyphs(item):
    """The glyphs below an item, in the order in which they come."""
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for part in item:
            yield from glyphs(part)


def raised(glyph):
    """The marks of notes and the endings of numbers; nothing else is set so small."""
    return glyph.size < 7


def rows(height, found):
    """The lines of a page from the top, each a list of pairs: a baseline, from the top of the page, and a glyph. Blanks are
    left out; raised glyphs join the line that they stand on."""
    found = [(height - glyph.matrix[5], glyph) for glyph in found if glyph.get_text().strip()]
    lines = []
    full = [(y, glyph) for y, glyph in found if not raised(glyph)]
    for y, glyph in sorted(full, key=lambda pair: pair[0]):
        if not lines or y - lines[-1][0] > 2:
            lines.append((y, []))
        lines[-1][1].append((y, glyph))
    for y, glyph in found:
        if raised(glyph):
            near = min(lines, key=lambda line: abs(line[0] - y - 3))
            near[1].append((y, glyph))
    return [sorted(line, key=lambda pair: pair[1].x0) for _, line in lines]


def words(row):
    """The text of a line, with a blank wherever type stands apart."""
    text = ""
    for index, (_, glyph) in enumerate(row):
        if index and glyph.x0 - row[index - 1][1].x1 > 1.2:
            text += " "
        text += glyph.get_text()
    return text
