#!/usr/bin/env python3
"""Sets each declaration with WeasyPrint. Usage: with_weasyprint.py [--tagged] FOLDER CONTENT.json…"""

import json
import sys
from html import escape
from pathlib import Path

from weasyprint import HTML

STYLE = """
@page { size: A4; margin: 70.85pt;
  @top-left { content: string(reference); width: 50%; font-size: 9pt; border-bottom: 0.5pt solid; margin: 30pt 0 12pt }
  @top-right { content: counter(page); width: 50%; font-size: 9pt; border-bottom: 0.5pt solid; margin: 30pt 0 12pt }
  @footnote { border-top: 0.5pt solid; padding-top: 3pt } }
@page :first {
  @top-left { content: none } @top-right { content: none }
  @bottom-left { content: string(contact); font-size: 8pt; border-top: 0.5pt solid; margin: 12pt 0 30pt; width: 100% }
}
html { font: 10pt/1.35 "Liberation Sans"; font-kerning: none }
p { margin: 7pt 0 }
body { margin: 0 }
header { string-set: contact attr(data-contact); font-size: 12pt; margin: -34pt 0 22pt; padding-bottom: 6pt;
  border-bottom: 0.75pt solid }
.reference { font-size: 11pt; string-set: reference attr(data-reference) }
h1 { font-size: 17pt; margin: 30pt 0 8pt }
.type { font-size: 11pt; font-weight: bold; margin-bottom: 16pt }
.disclaimer { font-size: 9pt; font-style: italic; margin-bottom: 18pt }
.body { text-align: justify }
.overleaf { font-style: italic; margin-top: 16pt }
.signed { break-before: page }
ul { list-style: none; padding: 0; margin: 0; line-height: 14pt }
.legend { float: footnote; font-size: 8pt }
::footnote-marker { content: counter(footnote) ". " }
"""


def lines(texts):
    return "<br>".join(map(escape, texts))


def page(it):
    body = "".join(f'<p class="body">{escape(text)}</p>' for text in it["body"])
    signatories = "".join(f"<li>{escape(text)}</li>" for text in it["signatories"])
    e = {key: escape(value) for key, value in it.items() if isinstance(value, str)}
    return f"""<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{e["title"]}</title><style>{STYLE}</style>
<header data-contact="{e["contact"]}"><b>{escape(it["masthead"][0])}</b><br>{escape(it["masthead"][1])}</header>
<p class="reference" data-reference="{e["reference"]}"><b>{e["reference"]}</b><br>{e["date"]}</p>
<h1>{e["title"]}</h1><p class="type">{e["type"]}</p><p class="disclaimer">{e["disclaimer"]}</p><p>{e["lead_in"]}</p>
{body}<p class="overleaf">{e["overleaf"]}</p>
<p class="signed"><i>{e["signed"]}</i><span class="legend">{lines(it["legend"])}</span>:</p>
<ul>{signatories}</ul><p>{e["total"]}</p>"""


def main():
    arguments = sys.argv[1:]
    tagged = arguments[0] == "--tagged"
    folder, *contents = arguments[tagged:]
    options = {"pdf_variant": "pdf/ua-1"} if tagged else {}
    for content in map(Path, contents):
        it = json.loads(content.read_text(encoding="utf-8"))
        HTML(string=page(it)).write_pdf(Path(folder, content.stem + ".pdf"), **options)


if __name__ == "__main__":
    main()
