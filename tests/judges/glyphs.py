"""The glyphs of a page, as pdfminer.six reads them."""

from pdfminer.layout import LTChar, LTContainer


def glyphs(item):
    """The glyphs below an item, in the order in which they come."""
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for part in item:
            yield from glyphs(part)
