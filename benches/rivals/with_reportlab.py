#!/usr/bin/env python3
"""Sets each declaration with ReportLab. Usage: with_reportlab.py FACES FOLDER CONTENT.json…"""

import json
import sys
from functools import partial
from html import escape
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph

MARGIN = 70.85
WIDTH, HEIGHT = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN
REGULAR, BOLD, ITALIC = "Liberation", "Liberation-Bold", "Liberation-Italic"


def style(size, leading, before=0, after=0, face=REGULAR, **more):
    space = {"spaceBefore": before, "spaceAfter": after}
    return ParagraphStyle("", fontName=face, fontSize=size, leading=leading, **space, **more)


MASTHEAD = style(12, 15, after=22)
REFERENCE = style(11, 15)
TITLE = style(17, 21, 30, 8, BOLD)
TYPE = style(11, 15, after=16, face=BOLD)
DISCLAIMER = style(9, 12, after=18, face=ITALIC)
LEAD_IN = style(10, 13.5, after=7)
BODY = style(10, 13.5, 7, 7, alignment=TA_JUSTIFY)
OVERLEAF = style(10, 13.5, 16, face=ITALIC)
SIGNED = style(10, 13.5, after=6)
SIGNATORY = style(10, 14, leftIndent=18, firstLineIndent=-18)
TOTAL = style(10, 14, 10)
LEGEND = style(8, 10.5, leftIndent=10, firstLineIndent=-10)


def faces(folder):
    for name, face in ((REGULAR, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic")):
        registerFont(TTFont(name, f"{folder}/LiberationSans-{face}.ttf"))
    addMapping(REGULAR, 0, 0, REGULAR)
    addMapping(REGULAR, 1, 0, BOLD)
    addMapping(REGULAR, 0, 1, ITALIC)
    # Otherwise each page would begin with Helvetica.
    rl_config.canvas_basefontname = REGULAR


def first(it, canvas, _):
    canvas.setLineWidth(0.75)
    canvas.line(MARGIN, A4[1] - 73, MARGIN + WIDTH, A4[1] - 73)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 48, MARGIN + WIDTH, 48)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(MARGIN, 36, it["contact"])


def later(it, canvas, document):
    canvas.setFont(REGULAR, 9)
    canvas.drawString(MARGIN, A4[1] - 47, it["reference"])
    canvas.drawRightString(MARGIN + WIDTH, A4[1] - 47, str(document.page))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, A4[1] - 53, MARGIN + WIDTH, A4[1] - 53)


def overleaf(it, legend, canvas, document):
    later(it, canvas, document)
    _, height = legend.wrapOn(canvas, WIDTH, HEIGHT)
    legend.drawOn(canvas, MARGIN, MARGIN)
    canvas.line(MARGIN, MARGIN + height + 3, MARGIN + 142, MARGIN + height + 3)


def declaration(it, path):
    legend = Paragraph("1. " + "<br/>".join(map(escape, it["legend"])), LEGEND)
    room = legend.wrap(WIDTH, HEIGHT)[1] + 8
    whole = partial(Frame, MARGIN, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document = BaseDocTemplate(path, pagesize=A4, title=it["title"], lang="en-GB")
    document.addPageTemplates([
        PageTemplate("first", whole(MARGIN, WIDTH, HEIGHT + 34), partial(first, it)),
        PageTemplate("overleaf", whole(MARGIN + room, WIDTH, HEIGHT - room), partial(overleaf, it, legend)),
        PageTemplate("later", whole(MARGIN, WIDTH, HEIGHT), partial(later, it)),
    ])
    text = {key: escape(value) for key, value in it.items() if isinstance(value, str)}
    document.build([
        NextPageTemplate(["overleaf", "later"]),
        Paragraph("<b>{}</b><br/>{}".format(*map(escape, it["masthead"])), MASTHEAD),
        Paragraph(f"<b>{text['reference']}</b><br/>{text['date']}", REFERENCE),
        Paragraph(text["title"], TITLE),
        Paragraph(text["type"], TYPE),
        Paragraph(text["disclaimer"], DISCLAIMER),
        Paragraph(text["lead_in"], LEAD_IN),
        *(Paragraph(escape(paragraph), BODY) for paragraph in it["body"]),
        Paragraph(text["overleaf"], OVERLEAF),
        PageBreak(),
        Paragraph(f"<i>{text['signed']}</i><super size='6'>1</super>:", SIGNED),
        *(Paragraph(escape(signatory), SIGNATORY) for signatory in it["signatories"]),
        Paragraph(text["total"], TOTAL),
    ])


def main():
    fonts, folder, *contents = sys.argv[1:]
    faces(fonts)
    for content in map(Path, contents):
        declaration(json.loads(content.read_text(encoding="utf-8")), str(Path(folder, content.stem + ".pdf")))


if __name__ == "__main__":
    main()
