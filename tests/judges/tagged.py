"""The tags of a PDF, as pdfminer.six reads them: the tree, and which of its elements each glyph belongs to."""

import io
import pathlib

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from glyphs import glyphs


class Page:
    """A page: its height, the annotations by the number of their object, and its glyphs. Each of those has `mark`, the
    number of its marked content, or the name of the artifact that it is; None if it is neither."""

    def __init__(self, page, layout):
        self.id, self.height = page.pageid, layout.height
        self.glyphs = list(glyphs(layout))
        self.annotations = {ref.objid: resolve1(ref) for ref in resolve1(page.attrs.get("Annots")) or []}
        self.tabs = name(page.attrs.get("Tabs"))


class Element:
    """An element of the tree: its kind, its entries, and its children, which are elements, numbers of marked content
    with their page (Content) or annotations (Annotation)."""

    def __init__(self, ref, parent, pages):
        self.id = ref.objid
        self.parent = parent
        self.entries = resolve1(ref)
        # As the file names it: Em and Strong stand for Span.
        self.kind = name(self.entries["S"])
        self.children = []
        kids = resolve1(self.entries.get("K", []))
        for kid in kids if isinstance(kids, list) else [kids]:
            value = resolve1(kid)
            if isinstance(value, int):
                self.children.append(Content(pages[self.entries["Pg"].objid], value))
            elif name(value.get("Type")) == "MCR":
                page = value.get("Pg") or self.entries["Pg"]
                self.children.append(Content(pages[page.objid], value["MCID"]))
            elif name(value.get("Type")) == "OBJR":
                page = value.get("Pg") or self.entries["Pg"]
                self.children.append(Annotation(pages[page.objid], value["Obj"].objid))
            else:
                self.children.append(Element(kid, self, pages))

    def entry(self, key):
        """An entry that is a text."""
        value = resolve1(self.entries.get(key))
        return None if value is None else decode_text(value)

    def walk(self):
        """This element and those below it, in the order in which they are read out."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def within(self, kind):
        """The nearest element of this kind that holds this one, or is it."""
        element = self
        while element is not None and element.kind != kind:
            element = element.parent
        return element

    def contents(self):
        """The marked contents of this element and those below it, in the order in which they are read out."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.contents()
            elif isinstance(child, Content):
                yield child

    def glyphs(self):
        for content in self.contents():
            yield from (glyph for glyph in content.page.glyphs if glyph.mark == content.number)

    def text(self):
        return "".join(glyph.get_text() for glyph in self.glyphs())


class Content:
    def __init__(self, page, number):
        self.page, self.number = page, number


class Annotation:
    def __init__(self, page, number):
        self.page, self.number = page, number
        self.entries = page.annotations.get(number)
        self.target = resolve1(self.entries["Dest"])
        self.contents = decode_text(resolve1(self.entries.get("Contents", b"")))


class Tagged:
    """A tagged PDF: its catalogue, its pages, and the topmost element of its tree."""

    def __init__(self, path):
        document = PDFDocument(PDFParser(io.BytesIO(pathlib.Path(path).read_bytes())))
        device = _Device(PDFResourceManager())
        interpreter = PDFPageInterpreter(device.rsrcmgr, device)
        self.pages = []
        for page in PDFPage.create_pages(document):
            interpreter.process_page(page)
            self.pages.append(Page(page, device.get_result()))
        self.unmarked = device.unmarked
        self.catalog = document.catalog
        self.language = decode_text(resolve1(self.catalog["Lang"]))
        tree = resolve1(self.catalog["StructTreeRoot"])
        (top,) = resolve1(tree["K"])
        self.top = Element(top, None, {page.id: page for page in self.pages})
        numbers = resolve1(resolve1(tree["ParentTree"])["Nums"])
        # To which element a page or an annotation says that it belongs.
        self.parents = dict(zip(numbers[::2], numbers[1::2]))
        # Each bookmark: its title and the number of its page.
        self.bookmarks = [
            (title, self.number(resolve1(place)[0])) for _, title, place, *_ in document.get_outlines()
        ]

    def number(self, ref):
        """The number of the page that a reference names, counted from 1."""
        return next(number for number, page in enumerate(self.pages, 1) if page.id == ref.objid)


class _Device(PDFPageAggregator):
    """Notes for each glyph in which marked content it stands."""

    def __init__(self, manager):
        super().__init__(manager, laparams=None)
        self.marks = []
        # All that is painted and is neither content nor artifact.
        self.unmarked = []

    def begin_tag(self, tag, props=None):
        props = props if isinstance(props, dict) else {}
        if tag.name == "Artifact":
            self.marks.append(name(props.get("Subtype")) or name(props.get("Type")) or "Artifact")
        else:
            self.marks.append(props.get("MCID"))

    def end_tag(self):
        self.marks.pop()

    def render_char(self, *arguments, **more):
        return self.noted(super().render_char, *arguments, **more)

    def paint_path(self, *arguments, **more):
        return self.noted(super().paint_path, *arguments, **more)

    def render_image(self, *arguments, **more):
        return self.noted(super().render_image, *arguments, **more)

    def noted(self, paint, *arguments, **more):
        before = len(self.cur_item._objs)
        result = paint(*arguments, **more)
        for item in self.cur_item._objs[before:]:
            item.mark = next((mark for mark in reversed(self.marks) if mark is not None), None)
            if item.mark is None:
                self.unmarked.append(item)
        return result


def name(value):
    value = resolve1(value)
    return value.name if isinstance(value, PSLiteral) else value
