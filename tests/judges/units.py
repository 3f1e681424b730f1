#!/usr/bin/env python3
"""Lets translate-toolkit read one document in both versions of XLIFF: it must find the same units, and the same text.

Usage: units.py FILE-1.2 FILE-2.1. Needs translate-toolkit.
"""

import sys

from translate.storage import xliff, xliff2


def units(store):
    """For each unit its id, whether it is to be translated, and its source."""
    found = []
    for unit in store.units:
        # One version names the file in the id, the other does not.
        key = unit.getid().split("\u0004")[-1]
        found.append((key, unit.istranslatable(), " ".join(unit.source.split())))
    return found


def main():
    first = units(xliff.xlifffile.parsefile(sys.argv[1]))
    second = units(xliff2.Xliff2File.parsefile(sys.argv[2]))
    if not first or first != second:
        for one, other in zip(first, second):
            if one != other:
                print(f"{one}\n{other}")
        sys.exit(f"{len(first)} units in XLIFF 1.2, {len(second)} in XLIFF 2.1")
    print(f"{len(first)} units, {sum(1 for unit in first if unit[1])} of them to be translated")


main()
