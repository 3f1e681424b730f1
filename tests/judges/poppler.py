"""The tree of a tagged PDF and its text, as poppler reads them."""

import re
import subprocess
import sys

# An element: its kind, in front of an id and a title, and how it is placed.
ELEMENT = re.compile(r'^( *)(\w+)(?: <[^>]*>)?(?: ".*")?(?: \((?:block|inline)\))?(:?)$')
TEXT = re.compile(r'^( *)"(.*)"$')
ATTRIBUTE = re.compile(r"^ *(/\w+) (.*)$")
# How type looks, which nobody hears.
LOOK = ("/BaselineShift", "/LineHeight")
OBJECT = re.compile(r"^( *)Object \d+ \d+$")


def lines(path):
    """The lines of the tree, as (indent, sort, value); neighbouring pieces of text are joined."""
    run = subprocess.run(["pdfinfo", "-struct-text", path], check=True, capture_output=True)
    found = []
    # A title in UTF-16 comes out in bytes that are no text.
    for line in run.stdout.decode("utf-8", "replace").splitlines():
        # In this order: a text may look like an element.
        if match := TEXT.match(line):
            if found and found[-1][1] == "text" and found[-1][0] == len(match[1]):
                found[-1] = (found[-1][0], "text", found[-1][2] + match[2])
            else:
                found.append((len(match[1]), "text", match[2]))
        elif match := ATTRIBUTE.match(line):
            if match[1] not in LOOK:
                found[-1] = (found[-1][0], "element", f"{found[-1][2]} {match[1]} {match[2]}")
        elif match := OBJECT.match(line):
            found.append((len(match[1]), "object", ""))
        elif match := ELEMENT.match(line):
            found.append((len(match[1]), "element", match[2]))
        else:
            sys.exit(f"this line of pdfinfo's is not understood: {line}")
    return found
