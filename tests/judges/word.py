#!/usr/bin/env python3
"""Compares what a Word file says to a screen reader with what its PDF does. Usage: word.py FILE.pdf FILE.docx

Equal must be: the language of the file; every paragraph with its text and what it is (a heading and its level, an item
of a list with its level and label, or plain), in order; the words in another language; where the mark of each note
stands, and the text of the note; the text in the place of an image. The masthead is read out at the head of the PDF, and
stands in the head of page 1 in Word. A list without labels, that of the signatories, is plain paragraphs in Word, which
knows no such list. Needs pdfminer.six.
"""

import difflib
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

import verdict
from tagged import Element, Tagged

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"


def plain(text):
    """A text without its blanks: where a line ends is not asked."""
    return re.sub(r"\s", "", text)


class Said:
    """What a file says: languages, paragraphs and notes, each a line of text that can be compared and shown."""

    def __init__(self):
        self.languages, self.paragraphs, self.notes, self.foreign = [], [], [], []


# --- PDF ---


def of_pdf(path):
    document = Tagged(path)
    said = Said()
    said.languages = [document.language]
    for element in document.top.walk():
        if element.kind == "Figure":
            said.paragraphs.append(f"image: {element.entry('Alt')}")
        if element.kind == "Note":
            (mark,) = [glyphs for glyphs in [element.children[0].text()] if glyphs]
            paragraphs = [child.text() for child in element.children[1:]]
            said.notes.append(f"{mark} {' / '.join(map(plain, paragraphs))}")
        language = element.entry("Lang")
        if language is not None and language != document.language:
            said.foreign.append(f"{language}: {plain(element.text())}")
        if element.kind in ("P", "H1", "H2", "H3") and element.within("Note") is None:
            said.paragraphs.append(f"{sort(element)}: {marked(element)}")
    return said


def sort(paragraph):
    if paragraph.kind != "P":
        return f"heading {paragraph.kind[1:]}"
    item = paragraph.within("LI")
    label = next((child.text() for child in item.children if child.kind == "Lbl"), "") if item else ""
    if not label:
        return "plain"
    level = 0
    while item is not None:
        level += item.kind == "L"
        item = item.parent
    return f"item of level {level}, {label}"


def marked(element):
    """The text of a paragraph, with the marks of its notes and without the notes."""
    text = ""
    for child in element.children:
        if not isinstance(child, Element):
            if hasattr(child, "target"):
                continue
            text += "".join(g.get_text() for g in child.page.glyphs if g.mark == child.number)
        elif child.kind == "Lbl":
            text += f"[{child.text()}]"
        elif child.kind != "Note":
            text += marked(child)
    return plain(text)


# --- Word ---


class Word:
    def __init__(self, path):
        self.file = zipfile.ZipFile(path)
        self.styles = {style.get(W + "styleId"): style for style in self.part("word/styles.xml").iter(W + "style")}
        default = self.part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self.language = default.get(W + "val")
        self.numbering = self.part("word/numbering.xml") if "word/numbering.xml" in self.file.namelist() else None
        self.counters = {}

    def part(self, name):
        return ET.fromstring(self.file.read(name))

    def chain(self, name):
        while name in self.styles:
            yield self.styles[name]
            based = self.styles[name].find(W + "basedOn")
            name = None if based is None else based.get(W + "val")

    def paragraph(self, paragraph, said):
        """Adds what a paragraph says; gives its text with the marks of notes."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        style = None if style is None else style.get(W + "val")
        text, spoken = "", {}
        for run in paragraph.iter(W + "r"):
            words = ""
            for piece in run:
                if piece.tag == W + "t":
                    words += piece.text or ""
                elif piece.tag == W + "footnoteReference":
                    words += f"[{piece.get(W + 'id')}]"
            language = self.spoken(run, style)
            if language != self.language and plain(words):
                spoken[language] = spoken.get(language, "") + words
            text += words
        said.foreign += [f"{language}: {plain(words)}" for language, words in spoken.items()]
        return style, plain(text)

    def spoken(self, run, style):
        """The language of a run: its own, its style's, its paragraph's, or the file's."""
        own = run.find(f"{W}rPr/{W}lang")
        if own is not None:
            return own.get(W + "val")
        named = run.find(f"{W}rPr/{W}rStyle")
        for name in (None if named is None else named.get(W + "val"), style):
            for link in self.chain(name):
                found = link.find(f"{W}rPr/{W}lang")
                if found is not None:
                    return found.get(W + "val")
        return self.language

    def sort(self, paragraph, style):
        for link in self.chain(style):
            level = link.find(f"{W}pPr/{W}outlineLvl")
            if level is not None:
                return f"heading {int(level.get(W + 'val')) + 1}"
        number = paragraph.find(f"{W}pPr/{W}numPr")
        if number is None:
            return "plain"
        level, which = (number.find(W + key).get(W + "val") for key in ("ilvl", "numId"))
        return f"item of level {int(level) + 1}, {self.label(which, level)}"

    def label(self, which, level):
        number = next(n for n in self.numbering.iter(W + "num") if n.get(W + "numId") == which)
        abstract = number.find(W + "abstractNumId").get(W + "val")
        form = next(a for a in self.numbering.iter(W + "abstractNum") if a.get(W + "abstractNumId") == abstract)
        form = next(one for one in form.iter(W + "lvl") if one.get(W + "ilvl") == level)
        start = int(form.find(W + "start").get(W + "val"))
        for override in number.iter(W + "lvlOverride"):
            if override.get(W + "ilvl") == level and override.find(W + "startOverride") is not None:
                start = int(override.find(W + "startOverride").get(W + "val"))
        count = self.counters[which, level] = self.counters.get((which, level), start - 1) + 1
        shown = form.find(W + "lvlText").get(W + "val")
        if form.find(W + "numFmt").get(W + "val") == "bullet":
            return shown
        return shown.replace(f"%{int(level) + 1}", str(count))


def of_word(path):
    word = Word(path)
    said = Said()
    core = word.part("docProps/core.xml").find(DC + "language").text
    theme = word.part("word/settings.xml").find(W + "themeFontLang").get(W + "val")
    said.languages = sorted({word.language, core, theme})
    document = word.part("word/document.xml")
    relations = {r.get("Id"): r.get("Target") for r in word.part("word/_rels/document.xml.rels")}
    heads = [
        word.part(f"word/{relations[head.get(R + 'id')]}")
        for head in document.iter(W + "headerReference")
        if head.get(W + "type") == "first"
    ]
    for paragraph in [p for root in [*heads, document] for p in root.iter(W + "p")]:
        style, text = word.paragraph(paragraph, said)
        said.paragraphs += [f"image: {image.get('descr')}" for image in paragraph.iter(WP + "docPr")]
        if text:
            said.paragraphs.append(f"{word.sort(paragraph, style)}: {text}")
    notes = word.part("word/footnotes.xml") if "word/footnotes.xml" in word.file.namelist() else []
    for note in notes:
        if note.get(W + "type") is None:
            texts = [word.paragraph(paragraph, said)[1] for paragraph in note.iter(W + "p")]
            # Its number is counted by Word; the full stop behind it is text.
            said.notes.append(f"{note.get(W + 'id')}. {' / '.join([texts[0].removeprefix('.'), *texts[1:]])}")
    return said


def main():
    pdf, word = of_pdf(sys.argv[1]), of_word(sys.argv[2])
    faults = []
    for what in ("languages", "paragraphs", "notes", "foreign"):
        ours, theirs = getattr(pdf, what), getattr(word, what)
        if ours != theirs:
            faults.append(f"{what} in the PDF (-) and in the Word file (+):")
            faults += difflib.unified_diff(ours, theirs, lineterm="", n=0)
    if "image: None" in pdf.paragraphs + word.paragraphs:
        faults.append("an image has no text in its place")
    if not any(line.startswith("heading 1:") for line in pdf.paragraphs):
        faults.append("the PDF has no heading")
    verdict.end(faults, f"{len(pdf.paragraphs)} paragraphs and {len(pdf.notes)} notes say the same to a screen reader")


main()
