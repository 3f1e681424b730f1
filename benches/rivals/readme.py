#!/usr/bin/env python3
"""Puts the comparison with other programs into the README, between its two marks.

Usage: readme.py TABLE README
"""

import sys
from pathlib import Path

BEGIN, END = "<!-- side by side -->\n", "<!-- as benches/rivals/run wrote it -->\n"
# The groups of the table in which other programs stand.
RIVALS = ("One ", "A PDF among", "A Word file among")
HEAD = """\
| | time | peak memory | times ours |
| --- | --: | --: | --: |
"""


def rows(table):
    """The rows of the rivals: name, time, peak memory, and how many times as long as the first."""
    wanted = False
    for line in table.splitlines():
        if not line.startswith("| ") or line.startswith(("| |", "| ---")):
            continue
        name, time, _, memory, times = (cell.strip() for cell in line.strip("|").split("|"))
        if name.startswith("**"):
            wanted = name.strip("*").startswith(RIVALS)
        if wanted:
            yield f"| {name} | {time} | {memory} | {times} |\n"


def main():
    table, readme = (Path(path) for path in sys.argv[1:])
    text = table.read_text(encoding="utf-8")
    # "# Side by side", and below it the machine and the date.
    machine = text.split("\n\n")[1].split(". ")[0]
    before, rest = readme.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    inside = f"\n{HEAD}{''.join(rows(text))}\n{machine}.\n\n"
    readme.write_text(before + BEGIN + inside + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
