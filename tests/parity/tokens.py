#!/usr/bin/env python3
"""Writes a profile for every measure of the theme, in each of which this one measure is another.

Usage: tokens.py FOLDER

FOLDER/TOKEN/theme.toml is the built-in theme with a change; FOLDER/everything.json is an input in which every role prints.
"""

import re
import sys
from pathlib import Path

from corpus import Shape

THEME = Path(__file__).resolve().parents[2] / "templates" / "theme.toml"

# How each measure is changed. What a role does not say stands at 0.
CHANGES = {
    "size": lambda value: value + 0.5,
    "line": lambda value: value + 1.5,
    "before": lambda value: value + 3,
    "after": lambda value: value + 2.5,
    "indent": lambda value: value + 4,
    "hanging": lambda value: value - 3,
    "rule-below": lambda value: value + 0.5,
    "rule-above": lambda value: value + 0.5,
    "rule-space": lambda value: value + 2,
    "weight": lambda value: '"regular"' if value == '"bold"' else '"bold"',
    "slant": lambda value: '"upright"' if value == '"italic"' else '"italic"',
    "align": lambda value: '"left"' if value == '"justify"' else '"justify"',
    "width": lambda value: value - 300,
    "height": lambda value: value - 400,
    "margin-top": lambda value: value + 100,
    "margin-bottom": lambda value: value + 150,
    "margin-left": lambda value: value + 120,
    "margin-right": lambda value: value - 90,
    "header": lambda value: value + 60,
    "footer": lambda value: value + 40,
}


def everything():
    """An input with every role: a title of three lines, lists of two levels, notes, and names on two pages."""
    shape = Shape("everything", ("en",), "2024-06-25", "written-declaration").with_title(0.52).with_names(60)
    shape.edition = {"number": 2, "originally-tabled": "2024-04-17"}
    lists = shape.with_list("numbers", 4, inner=2).body["en"]
    notes = shape.with_notes(2, long=True, sentences=5).body["en"]
    marked, below = notes.split("\n\n[^1]: ", 1)
    shape.body = {"en": f"{marked}\n\n{lists}\n\n[^1]: {below}"}
    return shape


def themes():
    """The name of each change, and the theme with it."""
    lines = THEME.read_text(encoding="utf-8").splitlines()
    table = ""
    for number, line in enumerate(lines):
        if line.startswith("["):
            table = line.strip("[]")
        setting = re.fullmatch(r"([a-z-]+) = (.+)", line)
        if not setting or setting[1] not in CHANGES:
            continue
        key, value = setting[1], setting[2]
        changed = CHANGES[key](value if value.startswith('"') else float(value))
        changed = changed if isinstance(changed, str) else f"{changed:g}"
        yield f"{table}.{key}", "\n".join(lines[:number] + [f"{key} = {changed}"] + lines[number + 1 :]) + "\n"


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "everything.json").write_text(everything().input(), encoding="utf-8")
    for name, theme in themes():
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "theme.toml").write_text(theme, encoding="utf-8")


if __name__ == "__main__":
    main()
