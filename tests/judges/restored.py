#!/usr/bin/env python3
"""Imports a file that came back into a copy of its input, and compares the copy with what it must be by now.

Usage: restored.py BINARY INPUT RETURNED.docx [--mapped] [--bilingual] [--untranslated] [--allow CODES]

text.fr must be the English text, or what pseudo.py makes of it (--mapped); where both languages stood side by side
(--bilingual), a French text that was there must still be there. A draft that is not translated may not take the place
of a translation, so that the copy is made without its French text (--untranslated). Nothing else may differ. What the
import says of the file that came back is a fault too, but for the rules that are allowed. The input is read by other
parsers than the program's, and fixed wording is looked up in the facts. Needs PyYAML.
"""

import argparse
import difflib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

import yaml

from pseudo import mapped

FACTS = pathlib.Path(__file__).parents[2] / "templates/facts/wording.toml"
PARSERS = {".yaml": yaml.safe_load, ".json": json.loads, ".toml": tomllib.loads}
# Findings about the file that came back. How the texts compare is not asked: the mapping changes every name.
FINDING = re.compile(r"^(?:error|warning)\[(U7\d\d)\]: .*", re.M)
FINGERPRINTS = re.compile(r"[0-9a-f]{8}( [0-9a-f]{8})+")


def wording(part, document, language):
    """The fixed wording of a document; None where the facts have none."""

    def fits(entry):
        from_, to = str(entry.get("from", "")), str(entry.get("to", "9999"))
        return (
            entry["part"] == part
            and document["kind"] in entry.get("kinds", [document["kind"]])
            and language in entry.get("languages", [language])
            and from_ <= str(document["date"]) <= to
        )

    entries = tomllib.loads(FACTS.read_text(encoding="utf-8"))["wording"]
    return next((entry["text"] for entry in entries if fits(entry)), None)


def expected(document, options):
    """The French text that must be there after the import."""
    texts = document["text"]
    source = texts["fr"] if options.bilingual and "fr" in texts else texts["en"]
    text = {key: source[key] for key in ("title", "body")}
    for part in ("disclaimer", "lead-in"):
        english = wording(part, document, "en")
        if part in source:
            text[part] = source[part]
        elif english and not wording(part, document, "fr"):
            # What is not known in French is translated with the text.
            text[part] = english
    return {key: mapped(value) if options.mapped else value for key, value in text.items()}


def normal(text):
    """A text without what its notation does not count: several empty lines for one, and those at the edges."""
    return re.sub(r"\n\s*\n", "\n\n", text.strip())


def loosened(found, wanted):
    """A text with plain spaces where plain ones are wanted: those that English binds stay bound in what was sent, and the
    import loosens only those that French binds too."""
    pairs = zip(found, wanted)
    return "".join(b if (a, b) == ("\u00a0", " ") else a for a, b in pairs) + found[len(wanted) :]


def differences(what, wanted, found):
    found = loosened(found, wanted)
    if wanted == found:
        return []
    lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "wanted", "found", n=0, lineterm="")
    return [f"{what} is not what it must be:", *lines]


def without_french(text):
    """An input in YAML without the lines of its French text."""
    return re.sub(r"^  fr:\n(?:(?: {3,}.*)?\n)*", "", text, flags=re.M)


def has_one_insertion(old, new):
    """Whether a text is another one with something put in at one place."""
    same = next((at for at, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
    return len(new) >= len(old) and new.endswith(old[same:])


def faults(options, folder):
    copy = folder / options.input.name
    old = options.input.read_bytes().decode("utf-8")
    if options.untranslated:
        old = without_french(old)
    copy.write_bytes(old.encode("utf-8"))
    parse = PARSERS[options.input.suffix]
    document = parse(old)
    names = document["signatories"]
    if isinstance(names, str):
        shutil.copy(options.input.parent / names, folder)
    command = [options.binary, "import", options.returned, "--into", copy]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    if run.returncode != 0:
        return [f"the import ended with {run.returncode}:", run.stderr]
    found = [match[0] for match in FINDING.finditer(run.stderr) if match[1] not in options.allow.split(",")]

    new = copy.read_bytes().decode("utf-8")
    restored = parse(new)
    french = restored["text"].pop("fr", {})
    if not FINGERPRINTS.fullmatch(french.pop("translated-from", "")):
        found.append("translated-from is no list of fingerprints")
    wanted = expected(document, options)
    if sorted(wanted) != sorted(french):
        found.append(f"text.fr has {sorted(french)}, not {sorted(wanted)}")
    for key in wanted.keys() & french.keys():
        found += differences(f"text.fr.{key}", normal(wanted[key]), normal(french[key]))

    had_french = document["text"].pop("fr", None)
    if restored != document:
        found.append("something else than text.fr was changed")
    if had_french and options.input.suffix != ".yaml":
        sys.exit("only in YAML this judge knows where a French text ends")
    if not has_one_insertion(without_french(old) if had_french else old, new):
        found.append("bytes outside of text.fr were changed")
    if isinstance(names, str) and (folder / names).read_bytes() != (options.input.parent / names).read_bytes():
        found.append("the list of signatories was changed")
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("binary", type=pathlib.Path)
    arguments.add_argument("input", type=pathlib.Path)
    arguments.add_argument("returned", type=pathlib.Path)
    arguments.add_argument("--mapped", action="store_true")
    arguments.add_argument("--bilingual", action="store_true")
    arguments.add_argument("--untranslated", action="store_true")
    arguments.add_argument("--allow", default="")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = faults(options, pathlib.Path(folder))
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
