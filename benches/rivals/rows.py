"""What is measured: the commands, and which of them stand side by side."""

import sys
from collections import namedtuple
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FACES = ROOT / "fonts" / "faces"
EXAMPLE = ROOT / "examples" / "doc-16229.yaml"
BILINGUAL = ROOT / "examples" / "bilingual.yaml"

# `folder` is what the process writes into, `made` a file there; its text is compared with that of the first row.
# `documents` is how many the process makes: time is given for one.
Row = namedtuple("Row", "name command folder made documents", defaults=[None, 1])
# The rows are measured in turns, and compared with the first.
Group = namedtuple("Group", "title rounds rows")

ARCHIVAL = ["--pdf-standard", "a-2a,ua-1"]
SIZES = [100, 1_000, 5_000, 20_000]
PINNED = ["taskset", "-c", "0"]


class Rows:
    """Makes rows. TOOLS holds the rivals, WORK what content.py and word_files.py wrote."""

    def __init__(self, binary, tools, work):
        self.binary, self.tools, self.work = binary, tools, work
        self.folders = 0

    def folder(self):
        """A folder of its own for what a row writes."""
        self.folders += 1
        path = self.work / "made" / str(self.folders)
        path.mkdir(parents=True)
        return path

    def ours(self, name, *options, made=None, documents=1, before=()):
        folder = self.folder()
        command = [*before, self.binary, "render", *options, "--output", folder]
        return Row(name, command, folder, made and folder / made, documents)

    def typst(self, name, file, *options):
        folder = self.folder()
        made = folder / "declaration.pdf"
        fonts = ["--ignore-system-fonts", "--ignore-embedded-fonts", "--font-path", FACES]
        return Row(name, [self.tools / "bin/typst", "compile", *fonts, *options, file, made], folder, made)

    def python(self, name, script, *options, contents=None, made="pdf"):
        contents = contents or [self.work / "content.json"]
        folder = self.folder()
        command = [sys.executable, HERE / script, *options, folder, *contents]
        return Row(name, command, folder, folder / f"{contents[0].stem}.{made}", len(contents))

    def libreoffice(self, name, file, made):
        folder = self.folder()
        office = ["soffice", f"-env:UserInstallation=file://{self.tools}/libreoffice", "--headless"]
        command = [*office, "--convert-to", made, "--outdir", folder, file]
        return Row(name, command, folder, folder / f"{file.stem}.{made}")

    def spelled(self, row):
        """The command of a row, as one would type it in the folder with the files."""
        contents = self.work / "contents"
        parts = [part for part in row.command if not isinstance(part, Path) or part.parent != contents]
        if len(parts) < len(row.command):
            parts.append(contents / "*.json")
        line = " ".join(map(str, parts))
        for made in range(self.folders, 0, -1):
            line = line.replace(f"{self.work}/made/{made}", "OUT")
        known = {
            sys.executable: "python",
            self.binary: "undersigned",
            self.tools / "bin/typst": "typst",
            f"{self.work}/": "",
            self.tools: "TOOLS",
            f"{HERE}/": "",
            f"{ROOT}/": "",
        }
        for path, name in known.items():
            line = line.replace(str(path), name)
        return line


def rivals(rows):
    """One document, and many in one process."""
    work = rows.work
    yield Group("One PDF", 30, [
        rows.ours("undersigned", EXAMPLE, "--format", "pdf", "--lang", "en", made="doc-16229.en.pdf"),
        rows.typst("typst command, the same template", work / "main.typ", *ARCHIVAL),
        rows.typst("the same, plain PDF", work / "main.typ"),
        rows.typst("typst command, a document by hand", work / "declaration.typ", *ARCHIVAL),
        rows.typst("the same, plain PDF", work / "declaration.typ"),
        rows.python("Python typst, the document by hand", "with_typst.py", FACES),
        rows.python("ReportLab, no tags", "with_reportlab.py", FACES),
        rows.python("WeasyPrint, no tags", "with_weasyprint.py"),
        rows.python("WeasyPrint, PDF/UA-1", "with_weasyprint.py", "--tagged"),
        rows.libreoffice("LibreOffice, from the Word file", work / "doc-16229.en.docx", "pdf"),
    ])
    yield Group("One Word file", 20, [
        rows.ours("undersigned", EXAMPLE, "--format", "docx", "--lang", "en", made="doc-16229.en.docx"),
        rows.python("python-docx", "with_python_docx.py", work / "base.docx", made="docx"),
        rows.python("docxtpl", "with_docxtpl.py", work / "template.docx", made="docx"),
        rows.libreoffice("LibreOffice, from an ODT", work / "doc-16229.en.odt", "docx"),
    ])
    contents = sorted((work / "contents").glob("*.json"))
    first = contents[0].stem
    archive = [work / "archive-200", "--jobs", "1"]
    yield Group("A PDF among 200, one process, one thread", 20, [
        rows.ours("undersigned", *archive, "--format", "pdf", made=f"{first}.en.pdf", documents=200),
        rows.python("Python typst, the document by hand", "with_typst.py", FACES, contents=contents),
        rows.python("ReportLab, no tags", "with_reportlab.py", FACES, contents=contents),
    ])
    yield Group("A Word file among 200, one process, one thread", 20, [
        rows.ours("undersigned", *archive, "--format", "docx", made=f"{first}.en.docx", documents=200),
        rows.python("python-docx", "with_python_docx.py", work / "base.docx", contents=contents, made="docx"),
        rows.python("docxtpl", "with_docxtpl.py", work / "template.docx", contents=contents, made="docx"),
    ])


def languages(rows):
    """One document in both formats and both languages."""
    yield Group("Two languages", 40, [
        rows.ours("one PDF", BILINGUAL, "--format", "pdf", "--lang", "en"),
        rows.ours("PDF and Word file in both languages", BILINGUAL),
    ])


def many(rows):
    """Archives, and a document that is larger than any."""
    thousand = rows.work / "archive-1000"
    yield Group("1,000 documents, both formats", 7, [
        rows.ours("all cores", thousand),
        rows.ours("one core, `--jobs 1`", thousand, "--jobs", "1", before=PINNED),
        rows.ours("one core, `--jobs 2`", thousand, "--jobs", "2", before=PINNED),
    ])
    yield Group("More documents, both formats, all cores", 3, [
        rows.ours("1,000", thousand),
        rows.ours("10,000", rows.work / "archive-10000"),
    ])
    large = rows.work / "signatories-5000.json"
    yield Group("5,000 signatories", 10, [
        rows.ours("one PDF", large, "--format", "pdf"),
        rows.ours("PDF and Word file", large),
    ])


def growing(rows):
    """One document with more and more in it: a row for each of the sizes. On one core: on two a small document is read and
    checked while the renderer is made, and a large one is not."""
    for what in ("signatories", "words"):
        for form, name in (("pdf", "PDF"), ("docx", "Word file")):
            files = [rows.work / f"{what}-{size}.json" for size in SIZES]
            sizes = [rows.ours(file.stem, file, "--format", form, before=PINNED) for file in files]
            yield Group(f"{what}, {name}", 60, sizes)
