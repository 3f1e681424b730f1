"""The preflight finds no fault, sees the pages, boxes and faces that poppler sees, and says the same of the file as qpdf
writes it anew, with its objects packed.

Usage: preflight.py UNDERSIGNED FILE.pdf
"""

import json
import re
import subprocess
import sys
import tempfile


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def poppler_faces(path):
    faces = set()
    for line in said("pdffonts", path).splitlines()[2:]:
        name = line.split()[0]
        embedded, subset, unicode = line.split()[-5:-2]
        faces.add((name, embedded == "yes", subset == "yes", unicode == "yes"))
    return faces


def poppler_boxes(path):
    """The boxes of all pages; those that a page does not have are printed as well."""
    boxes = {}
    for line in said("pdfinfo", "-box", "-f", "1", "-l", "9999", path).splitlines():
        if found := re.match(r"Page +\d+ (\w+Box): +(.*)", line):
            boxes.setdefault(found[1], set()).add(tuple(found[2].split()))
    return boxes


def own_faces(row):
    def face(line):
        name, facts = line.rsplit(": ", 1)
        facts = facts.split(", ")
        return name, "embedded" in facts, "subset" in facts, "ToUnicode" in facts

    return {face(line) for line in row["details"]}


def look(path):
    """The exit code and the report."""
    looked = subprocess.run([undersigned, "preflight", path, "--output", "json"], capture_output=True, text=True)
    [report] = json.loads(looked.stdout)["files"]
    return looked.returncode, report


undersigned, path = sys.argv[1:]
code, report = look(path)
rows = {row["matter"]: row for row in report["rows"]}
faults = [remark["message"] for row in rows.values() for remark in row["remarks"] if remark["verdict"] == "fault"]
if report["error"]:
    faults.append(report["error"])
if (code == 0) != (not faults):
    faults.append(f"it ended with {code}")

with tempfile.NamedTemporaryFile(suffix=".pdf") as anew:
    said("qpdf", "--object-streams=generate", "--linearize", path, anew.name)
    _, other = look(anew.name)
    if other["error"] or other["rows"] != report["rows"]:
        faults.append(f"it says something else of the same file with packed objects: {other}")

if rows:
    pages = re.search(r"^Pages: +(\d+)", said("pdfinfo", path), re.M)[1]
    if not rows["pages"]["found"].startswith(f"{pages} page"):
        faults.append(f"poppler sees {pages} pages: {rows['pages']['found']}")
    poppler, own = poppler_faces(path), own_faces(rows["fonts"])
    if poppler != own:
        faults.append(f"poppler sees other faces: {sorted(poppler ^ own)}")
    boxes = poppler_boxes(path)
    for line in rows["boxes"]["details"]:
        name, *corners = line.removesuffix(" pt").split()
        if boxes.get(name) != {tuple(corners)}:
            faults.append(f"poppler sees another box: {line}, {boxes.get(name)}")
    if not rows["boxes"]["details"]:
        faults.append("it sees no boxes")

print("\n".join(faults))
sys.exit(1 if faults else 0)
