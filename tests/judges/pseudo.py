#!/usr/bin/env python3
"""A translation that anybody can check: some vowels take an accent, and all else stays.

Usage: pseudo.py MEMORY.tmx

Replaces the translations of a translation memory, of OmegaT, by such ones of their sources. The mapping goes sign by
sign, so that it does not matter where a tool parts the sentences, and signs of a notation stay what they are.
"""

import re
import sys
import xml.etree.ElementTree as ET

ACCENTS = str.maketrans("aeouAEOU", "àéôùÀÉÔÙ")
# What OmegaT shows in the place of a form, a mark or a bookmark: <t0/>, <f1>, </f1>.
TAG = re.compile(r"(</?[a-z]+[0-9]+/?>)")


def mapped(text):
    return text.translate(ACCENTS)


def mapped_around_tags(segment):
    # Parts at odd indices are tags.
    return "".join(part if index % 2 else mapped(part) for index, part in enumerate(TAG.split(segment)))


def main():
    memory = ET.parse(sys.argv[1])
    count = 0
    for unit in memory.iter("tu"):
        source, target = unit.findall("tuv/seg")
        target.text = mapped_around_tags(source.text)
        count += 1
    if not count:
        sys.exit("the translation memory is empty")
    memory.write(sys.argv[1], encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    main()
