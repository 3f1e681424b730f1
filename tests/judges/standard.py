#!/usr/bin/env python3
"""Validates a PDF against a standard. Usage: standard.py FILE.pdf PROFILE (2a, ua1).

One kind of finding is looked at again: that the length of a stream is wrong. Where the last byte of a stream is a carriage
return, page-validation 0.11.0 takes it and the line feed before `endstream` for one end of line, and counts a byte too few.
Such a finding is dropped when the length that the file states leads to the line feed, which is what ISO 32000-1, 7.3.8 asks.
"""

import re
import sys

import page


def length_is_right(data, number):
    """Whether the stream of an object ends where its length says, after a carriage return."""
    found = re.search(rb"(?:^|\n)%d 0 obj\b.*?/Length (\d+)\b.*?\bstream\r?\n" % number, data, re.DOTALL)
    if not found:
        return False
    end = found.end() + int(found[1])
    return data[end - 1 : end + 10] == b"\r\nendstream"


def main():
    report = page.validate_pdf(sys.argv[1], profile=sys.argv[2])
    compliant = report.is_compliant
    if compliant() if callable(compliant) else compliant:
        print(report)
        sys.exit(0)
    findings = re.findall(r"^\[(.+?)\](.*)$", str(report), re.MULTILINE)
    data = open(sys.argv[1], "rb").read()
    for rule, said in findings:
        number = re.search(r"\(object (\d+) 0\)", said)
        if rule != "PDFA2A-STREAM-LENGTH-001" or not number or not length_is_right(data, int(number[1])):
            print(report)
            sys.exit(1)
    print(f"lengths are right after all: {findings}" if findings else report)
    sys.exit(0 if findings else 1)


main()
