#!/usr/bin/env python3
"""Writes each declaration with docxtpl. Usage: with_docxtpl.py TEMPLATE FOLDER CONTENT.json…

TEMPLATE is a Word file with Jinja's tags in its text, its header and its note.
"""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

path, folder, *contents = sys.argv[1:]
# It reads the template anew for each document.
template = DocxTemplate(path)
for content in map(Path, contents):
    template.render(json.loads(content.read_text(encoding="utf-8")), autoescape=True)
    template.save(Path(folder, content.stem + ".docx"))
