#!/usr/bin/env python3
"""Makes what python-docx and docxtpl start from, as one would make it in Word beforehand.

Usage: word_files.py OURS FOLDER

OURS is a declaration in Word. base.docx is the same without its text and the text of its note, template.docx has tags
in their place.
"""

import sys
from pathlib import Path

import docx
from with_python_docx import TEXT, declaration, last_note


def emptied(ours, base):
    document = docx.Document(ours)
    body = document.element.body
    for paragraph in list(body)[:-1]:
        body.remove(paragraph)
    with last_note(document) as note:
        first, *others = note
        first.remove(first[-1])
        for paragraph in others:
            note.remove(paragraph)
    document.save(base)


def loop(of):
    return [f"{{%p for it in {of} %}}", "{{ it }}", "{%p endfor %}"]


def main():
    ours, folder = sys.argv[1], Path(sys.argv[2])
    emptied(ours, folder / "base.docx")
    tags = {key: f"{{{{ {key} }}}}" for key, _ in TEXT}
    tags |= {key: loop(key) for key in ("body", "signatories")}
    tags["legend"] = ["{{ legend[0] }}", *loop("legend[1:]")]
    declaration(tags, folder / "base.docx", folder / "template.docx")


if __name__ == "__main__":
    main()
