#!/usr/bin/env python3
"""Validates a PDF against a standard. Usage: standard.py FILE.pdf PROFILE (2a, ua1)."""

import sys

import page

report = page.validate_pdf(sys.argv[1], profile=sys.argv[2])
print(report)
compliant = report.is_compliant
sys.exit(0 if (compliant() if callable(compliant) else compliant) else 1)
