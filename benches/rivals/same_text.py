"""Whether a file holds the same text as another, so that nobody is compared with an empty page."""

import re
import subprocess
import zipfile
from collections import Counter
from html import unescape


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def words(path):
    """The words of a PDF, or those of the text and the notes of a Word file."""
    if path.suffix == ".pdf":
        return run("pdftotext", path, "-").split()
    parts = ("word/document.xml", "word/footnotes.xml")
    with zipfile.ZipFile(path) as package:
        paragraphs = re.findall(r"<w:p[ >].*?</w:p>", "".join(package.read(part).decode() for part in parts), re.S)
    return unescape(" ".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", it)) for it in paragraphs)).split()


def letters(said):
    """Letters and figures alone: programs differ in where words are parted at the ends of lines."""
    return "".join(letter for letter in "".join(said) if letter.isalnum())


def sheets(path):
    """How many pages a PDF has, how large they are, and the families of its faces, in whatever way they are spelled."""
    about = dict(line.split(":", 1) for line in run("pdfinfo", path).splitlines())
    size = tuple(round(float(side)) for side in re.findall(r"[\d.]+", about["Page size"])[:2])
    faces = [line.split()[0].rpartition("+")[2] for line in run("pdffonts", path).splitlines()[2:]]
    return int(about["Pages"]), size, {re.sub("-|Bold|Italic|Oblique|Regular", "", face) for face in faces}


def differences(ours, other):
    """What the other file says otherwise."""
    expected, found = words(ours), letters(words(other))
    yield from (f"lacks “{word}”" for word in expected if letters([word]) not in found)
    more, less = Counter(found), Counter(letters(expected))
    if more != less:
        yield f"has {dict(more - less)} more and {dict(less - more)} less"
    if ours.suffix == ".pdf" and sheets(ours) != sheets(other):
        yield f"has {sheets(other)} for pages, size and faces, not {sheets(ours)}"
