#!/usr/bin/env bash
# exceljs 4.4.0: a workbook with a picture that openpyxl 3.1.5 wrote cannot be opened at all.
#
# Expected: the sheet's cells and one picture, as Excel, LibreOffice, SheetJS and calamine read it.
# Seen: TypeError: Cannot read properties of undefined (reading 'anchors'), before any cell is given.
#
# openpyxl writes the drawing under the default name space (`<wsDr xmlns="…/spreadsheetDrawing">`),
# which is the same XML as `<xdr:wsDr xmlns:xdr="…">`. exceljs compares the letters `xdr:wsDr`
# (lib/xlsx/xform/drawing/drawing-xform.js), so it sees no drawing where the sheet refers to one.
# With the prefix put into the very same file, it opens.
#
# Who meets it: whoever sends a workbook with pictures, or charts, made in Python to a web
# application that reads it with exceljs.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet openpyxl==3.1.5 pillow==12.0.0
npm install --silent --no-fund --no-audit --prefix "$folder" exceljs@4.4.0 >/dev/null
cd "$folder"

venv/bin/python - <<'PYTHON'
import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.drawing.image import Image as Drawing
from PIL import Image

picture = io.BytesIO()
Image.new("RGB", (8, 8), "red").save(picture, "PNG")
book = Workbook()
book.active["A1"] = "a photo"
book.active.add_image(Drawing(picture), "B1")
book.save("as-written.xlsx")

OWN = r"<(/?)((?:wsDr|oneCellAnchor|from|col|colOff|row|rowOff|ext|pic|nvPicPr|cNvPr|cNvPicPr|blipFill|spPr|clientData)\b)"
with zipfile.ZipFile("as-written.xlsx") as source, zipfile.ZipFile("prefixed.xlsx", "w") as target:
    for name in source.namelist():
        part = source.read(name)
        if name == "xl/drawings/drawing1.xml":
            text = re.sub(OWN, r"<\1xdr:\2", part.decode())
            part = text.replace(' xmlns="', ' xmlns:xdr="', 1).encode()
        target.writestr(name, part)
PYTHON

cat >read.js <<'JS'
const { Workbook } = require("exceljs");
const version = require("exceljs/package.json").version;

async function read(file) {
  const book = new Workbook();
  try {
    await book.xlsx.readFile(file);
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
  const sheet = book.worksheets[0];
  return `${sheet.getCell("A1").value}, ${sheet.getImages().length} picture`;
}

(async () => {
  const seen = {};
  for (const file of ["as-written.xlsx", "prefixed.xlsx"]) {
    seen[file] = await read(file);
    console.log(`exceljs ${version}, ${file}: ${seen[file]}`);
  }
  const asTold =
    seen["as-written.xlsx"].includes("reading 'anchors'") &&
    seen["prefixed.xlsx"] === "a photo, 1 picture";
  process.exit(asTold ? 0 : 1);
})();
JS
node read.js
