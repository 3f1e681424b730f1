#!/usr/bin/env python3
"""Writes what is measured, all of it made from examples/doc-16229.yaml.

Usage: content.py BINARY FOLDER [--quick]

content.json      the text as the command resolves it, for the rivals
main.typ          the command's own template, with data.json and theme.json, for the typst command; text in data.json is plain
contents/         200 different contents for the rivals, and archive-200/ the same for the command
archive-N/        N different documents; --quick leaves out those of 1,000 and 10,000
signatories-N.json, words-N.json   one document with so many signatories, or words; --quick leaves out 5,000 and 20,000
"""

import json
import re
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from rows import EXAMPLE, ROOT, SIZES

TEMPLATE = ROOT / "templates" / "document.typ"

# A template that fails tells what it was given: the message is the data. Text in it is content, and lengths become points;
# a mark of a note becomes a character that no text has.
TELLTALE = r"""
#let plain(it) = if it.func() == footnote { "\u{1}" } else {
  for name in ("text", "body", "child") { if it.has(name) { let part = it.at(name); if type(part) == str { part } else { plain(part) } } }
  if it.has("children") { for child in it.children { plain(child) } }
  ""
}
#let shown(it) = if type(it) == content { plain(it) } else if type(it) == length { it.pt() } else if type(it) == array { it.map(shown) } else if (
  type(it) == dictionary
) { for (name, part) in it { ((name): shown(part)) } } else { it }
#let noted(it) = if type(it) == array { it.map(noted).flatten() } else if type(it) == dictionary {
  noted(it.values())
} else if type(it) == content {
  if it.func() == footnote { (shown(it.body.value),) } else { noted(it.fields().values()) }
} else { () }
#let document(data) = assert(
  false,
  message: json.encode(shown(data) + (notes: noted(data.blocks.map(it => it.at("body", default: none))))) + read("theme.json"),
)
"""
MARK = "\u0001"
# Each with a letter that the others lack.
PLACES = ["Łódź", "Århus", "Plzeň", "Genève", "Besançon", "Škofja Loka", "Tromsø", "Zürich", "Malmö", "İzmir"]

# What the command adds to Typst's functions, in Typst's own words: no tags, and Typst's own words for a link.
SUBSTITUTES = """\
#let tagged(kind, body) = body
#let linked(location, alt, body) = link(location, body)
#let entries(texts) = block(for text in texts { par(text) })
#let settled(paragraph, starts) = paragraph
"""
# And what it does before it calls the template: of text it makes content, and lengths of points. The example
# has one note.
CALL = r"""
#let data = json("data.json")
#set std.document(title: data.title, description: data.subject, date: datetime(..data.date))
#let filled(it) = if type(it) == array { it.map(filled) } else if type(it) == dictionary {
  for (name, part) in it {
    ((name): if name == "body" and "\u{1}" in part {
      part.split("\u{1}").map(text).join(footnote(metadata(filled(data.notes.first()))))
    } else if name == "body" { text(part) } else if name in ("tracking", "narrowed") { part * 1pt } else if (
      name == "texts"
    ) { part.map(text) } else { filled(part) })
  }
} else { it }
#document(filled(data))
"""


def resolved(binary, folder):
    """What the command hands to its template: the document and the measures."""
    profile = folder / "profile"
    profile.mkdir()
    (profile / "document.typ").write_text(TELLTALE, encoding="utf-8")
    command = [binary, "render", EXAMPLE, "--profile", profile, "--format", "pdf", "--output", folder]
    said = subprocess.run(command, capture_output=True, text=True).stderr
    data, end = json.JSONDecoder().raw_decode(said, said.index("{"))
    theme, _ = json.JSONDecoder().raw_decode(said, end)
    return data, theme


def text(paragraph):
    return paragraph["body"].replace(MARK, "")


def paragraphs(blocks):
    for block in blocks:
        if block["kind"] == "signatories":
            for run in block["runs"]:
                yield from ({"role": "signatory", "body": text} for text in run["texts"])
                yield from [run["entry"]] if run["entry"] else []
        else:
            yield block


def content(data):
    """The text without a word about how it looks."""
    by_role = {}
    for paragraph in paragraphs(data["blocks"]):
        by_role.setdefault(paragraph["role"], []).append(paragraph)
    said = {role: [text(paragraph) for paragraph in found] for role, found in by_role.items()}
    return {
        "day": data["date"],
        "masthead": [text(paragraph) for paragraph in data["masthead"]],
        "contact": text(data["contact-line"]),
        "reference": said["doc-reference"][0],
        "date": said["date"][0],
        "title": said["title"][0],
        "type": said["type-line"][0],
        "disclaimer": said["disclaimer"][0],
        "lead_in": said["lead-in"][0],
        "body": said["body"],
        "overleaf": said["signed-overleaf"][0],
        "signed": by_role["signed-head"][0]["body"].split(MARK)[0],
        "signatories": said["signatory"],
        "total": said["total"][0],
        "legend": [text(paragraph) for paragraph in data["notes"][0]["paragraphs"]],
    }


def differing(paragraph, number):
    """A paragraph that no other document has, with a letter that none of those round it has: an engine could keep a
    paragraph that it has set before, and the letters that it has taken out of a face."""
    return paragraph.replace(" and ", f" and, under {number} in {PLACES[number % len(PLACES)]}, ")


def new_title(title, number):
    return f"{title} ({number}, {PLACES[number % len(PLACES)]})"


def new_name(signatory, number):
    """A signatory with one given name more, before the country: a name that no document round this one has."""
    name, comma, rest = signatory.partition(", ")
    return f"{name} {PLACES[number % len(PLACES)]}{comma}{rest}"


def copies(source, title, count):
    """The input files of different documents, by their numbers."""
    for number in range(20_000, 20_000 + count):
        changed = source.replace("16229", str(number)).replace(title, new_title(title, number))
        text, names = differing(changed, number).split("signatories:\n")
        # Of one signatory, surname and given name have lines of their own.
        names = re.sub("^(  - .*,|    given: ).*", lambda line: new_name(line[0], number), names, flags=re.M)
        yield number, f"{text}signatories:\n{names}"


def changed(it, number):
    """The same document for the rivals."""
    return it | {
        "reference": f"Doc. {number}",
        "title": new_title(it["title"], number),
        "body": [differing(paragraph, number) for paragraph in it["body"]],
        "signatories": [new_name(signatory, number) for signatory in it["signatories"]],
    }


def document(it, body, signatories):
    texts = {"en": {"title": it["title"], "body": "\n\n".join(body)}}
    return {"kind": "written-declaration", "doc": 16229, "number": 818, "date": "2025-08-19", "text": texts,
            "signatories": signatories}


def signatories(it, count):
    """People who differ in the first part of their names."""
    for number, known in zip(range(count), cycle(it["signatories"])):
        name = ""
        for _ in range(4):
            number, letter = divmod(number, 26)
            name += chr(ord("A") + letter)
        yield f"{name}-{known}"


def body(it, words):
    """Paragraphs that differ in their first words, with so many words."""
    counted = 0
    for number, paragraph in enumerate(cycle(it["body"])):
        said = f"Under {number}, {paragraph}".split(" ")
        yield " ".join(said[: words - counted])
        counted += len(said)
        if counted >= words:
            return


def write(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def main():
    binary, folder = sys.argv[1], Path(sys.argv[2])
    quick = "--quick" in sys.argv[3:]
    data, theme = resolved(binary, folder)
    it = content(data)
    write(folder / "content.json", it)
    write(folder / "data.json", data)
    write(folder / "theme.json", theme)
    (folder / "main.typ").write_text(SUBSTITUTES + TEMPLATE.read_text(encoding="utf-8") + CALL, encoding="utf-8")

    source = EXAMPLE.read_text(encoding="utf-8")
    (folder / "contents").mkdir()
    for number, _ in copies(source, it["title"], 200):
        write(folder / "contents" / f"{number}.json", changed(it, number))
    for count in [200] if quick else [200, 1_000, 10_000]:
        archive = folder / f"archive-{count}"
        archive.mkdir()
        for number, text_of in copies(source, it["title"], count):
            (archive / f"{number}.yaml").write_text(text_of, encoding="utf-8")
    for count in SIZES[:2] if quick else SIZES:
        write(folder / f"signatories-{count}.json", document(it, it["body"], list(signatories(it, count))))
        few = list(islice(signatories(it, 20), 20))
        write(folder / f"words-{count}.json", document(it, body(it, count), few))


if __name__ == "__main__":
    main()
