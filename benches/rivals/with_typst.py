#!/usr/bin/env python3
"""Sets each declaration with the Python package typst. Usage: with_typst.py FACES FOLDER CONTENT.json…"""

import sys
from pathlib import Path

import typst

faces, folder, *contents = sys.argv[1:]
here = Path(__file__).parent
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[faces])
# One compiler, so that fonts and template are read once.
compiler = typst.Compiler(str(here / "declaration.typ"), root="/", font_paths=fonts)
for content in contents:
    compiler.compile(
        output=str(Path(folder, Path(content).stem + ".pdf")),
        sys_inputs={"content": str(Path(content).resolve())},
        pdf_standards=["a-2a", "ua-1"],
    )
