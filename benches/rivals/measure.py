#!/usr/bin/env python3
"""Measures whole processes side by side, in turns, and writes a table.

Usage: measure.py BINARY TOOLS WORK TABLE [--quick]

TOOLS holds the rivals, WORK what content.py and word_files.py wrote. A ratio is the median of the ratios pair by pair:
of a process to the first of its group in the same round. A first round is not counted. Each round has an order of its
own: a process takes longer after one that had much memory, and none is to come after the same one always. No process is
seen to take less memory than this one does (17 MiB): a process begins as a part of the one that starts it.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections import namedtuple
from datetime import date
from importlib.metadata import version
from itertools import count, pairwise
from pathlib import Path
from random import Random
from statistics import median
from textwrap import wrap

from rows import SIZES, Rows, growing, languages, many, rivals
from same_text import differences

# Seconds and bytes.
Measure = namedtuple("Measure", "wall processor peak")

# Of the folders that are put aside.
NUMBERS = count()

PACKAGES = ("typst", "weasyprint", "reportlab", "python-docx", "docxtpl")

HEAD = """\
# Side by side

{machine}. Whole processes, from start to end, in turns, each round in
another order; medians, time for one document. “Times” is the median of the ratios, round by round, to the first row of
the group. All rivals set the same text, on pages of the same size and in the same faces. Written by `benches/rivals/run`.

| | time | processor time | peak memory | times |
| --- | --: | --: | --: | --: |"""

GROWTH = """
| one document with more and more, on one core | | time for each more | time | peak memory |
| --- | --: | --: | --: | --: |"""


def empty(folder):
    """Gives a process an empty folder. To put files in the place of others, or where others were deleted seconds ago,
    costs ext4 up to 3 ms each: it looks for a number that no file has had lately. So what was made stays to the end."""
    if any(folder.iterdir()):
        folder.rename(folder.with_name(f"{folder.name}.{next(NUMBERS)}"))
        folder.mkdir()


def measure(row):
    """One process, from its start to its end."""
    empty(row.folder)
    command = [str(part) for part in row.command]
    silent = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    began = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - began
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return Measure(wall / row.documents, (usage.ru_utime + usage.ru_stime) / row.documents, usage.ru_maxrss * 1024)


def in_turns(group):
    """The measures of each row, one of each round."""
    for row in group.rows:
        measure(row)
        found = list(differences(group.rows[0].made, row.made)) if row.made else []
        if found:
            sys.exit(f"{group.title}, {row.name}: not the same text\n" + "\n".join(found))
    rounds = [one_round(group.rows, number) for number in range(group.rounds)]
    return list(zip(*rounds))


def one_round(rows, number):
    """The measures in the order of the rows. They are taken in the round's own order, which is the same in every run."""
    order = Random(number).sample(range(len(rows)), len(rows))
    taken = {row: measure(rows[row]) for row in order}
    return [taken[row] for row in sorted(taken)]


def spelled_time(seconds):
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def medians(measures):
    """As they are printed."""
    wall, processor, peak = (median(values) for values in zip(*measures))
    return spelled_time(wall), spelled_time(processor), f"{peak / 2**20:.0f} MiB"


def line(*cells):
    """A row of a table, which is shown at once: the next one may take minutes."""
    text = f"| {' | '.join(cells)} |"
    print(text, file=sys.stderr)
    return text


def table(group):
    yield line(f"**{group.title}**", "", "", "", "")
    found = in_turns(group)
    for row, measures in zip(group.rows, found):
        times = median(one.wall / first.wall for one, first in zip(measures, found[0]))
        yield line(row.name, *medians(measures), f"{times:.2f}")


def growth(group):
    """What one more costs, from each size to the next."""
    sizes = zip(SIZES, in_turns(group))
    for (less, before), (more, after) in pairwise(sizes):
        each = median((b.wall - a.wall) / (more - less) for a, b in zip(before, after))
        wall, _, peak = medians(after)
        yield line(group.title, f"{less:,} to {more:,}", f"{each * 1e6:.1f} µs", wall, peak)


def machine():
    """What it was measured on, and when."""
    about = [line.split(":", 1) for line in Path("/proc/cpuinfo").read_text().splitlines() if ":" in line]
    model = {key.strip(): value.strip() for key, value in about}["model name"]
    day = date.today()
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{os.cpu_count()} cores of {model}, {system}, {day.day} {day:%B %Y}"


def versions(rows):
    """Of everything that was measured."""
    for command in (rows.binary, rows.tools / "bin/typst", "soffice"):
        said = subprocess.run([command, "--version"], check=True, capture_output=True, text=True).stdout
        yield " ".join(said.split()[:2])
    yield f"Python {platform.python_version()}"
    for package in PACKAGES:
        yield f"{package} {version(package)}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("binary", "tools", "work", "table"):
        arguments.add_argument(name, type=Path)
    arguments.add_argument("--quick", action="store_true", help="leave out what takes minutes")
    options = arguments.parse_args()
    rows = Rows(options.binary.resolve(), options.tools.resolve(), options.work.resolve())

    groups = [*rivals(rows), *languages(rows)]
    more = []
    if not options.quick:
        groups += many(rows)
        more += growing(rows)
    lines = [HEAD.format(machine=machine()), *(row for group in groups for row in table(group))]
    if more:
        lines += [GROWTH, *(row for group in more for row in growth(group))]
    lines += ["", *wrap(f"Versions: {', '.join(versions(rows))}.", 120), "", "Commands; OUT is a folder:", ""]
    for group in groups + more:
        lines.append(f"* {group.title}, {group.rounds} rounds")
        lines += [f"  * {row.name}: `{rows.spelled(row)}`" for row in group.rows]
    options.table.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
