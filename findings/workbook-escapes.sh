#!/usr/bin/env bash
# Texts such as `a_x1600_x1200_b.jpg` in workbooks: what writers write and readers read.
#
# A workbook writes what XML cannot hold as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19), so that a text
# that looks so must be written with `_x005F_` for its first line; wherever the text stands.
#
# Expected: each writer and reader gives the text back.
# Seen:
# - openpyxl 3.1.5 escapes nothing: SheetJS 0.18.5 reads a letter of another script (`dress_1600ᘀfront.jpg`).
# - XlsxWriter 3.2.9 misses the second of two that share a line: `a_x0041_x0042_` comes back as
#   `a_x0041B`, in SheetJS, exceljs and calamine 0.9.1 alike.
# - openpyxl and exceljs 4.4.0 undo escapes in the table of shared texts, but not in texts that stand in
#   their row (`inlineStr`), which is where XlsxWriter puts all texts in constant memory.
#
# Who meets it: whoever writes names of files, sizes (1600_x1600_) or codes into workbooks.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet openpyxl==3.1.5 XlsxWriter==3.2.9 python-calamine==0.9.1
npm install --silent --no-fund --no-audit --prefix "$folder" exceljs@4.4.0 xlsx@0.18.5 >/dev/null
cd "$folder"

cat >read.js <<'JS'
const Excel = require("exceljs");
const sheets = require("xlsx");

(async () => {
  const file = process.argv[2];
  const book = new Excel.Workbook();
  await book.xlsx.readFile(file);
  const other = sheets.readFile(file);
  const sheet = other.Sheets[other.SheetNames[0]];
  console.log(JSON.stringify({ exceljs: book.worksheets[0].getCell("A1").value, sheetjs: sheet.A1.v }));
})();
JS

venv/bin/python - <<'PYTHON'
import json
import subprocess

import openpyxl
import python_calamine
import xlsxwriter

ONE, TWO = "dress_1600_x1600_front.jpg", "a_x0041_x0042_.jpg"


def by_openpyxl(text: str) -> str:
    book = openpyxl.Workbook()
    book.active["A1"] = text
    book.save("t.xlsx")
    return "t.xlsx"


def by_xlsxwriter(text: str, *, constant_memory: bool) -> str:
    with xlsxwriter.Workbook("t.xlsx", {"constant_memory": constant_memory}) as book:
        book.add_worksheet().write_string(0, 0, text)
    return "t.xlsx"


def read(file: str) -> dict[str, str]:
    told = subprocess.run(["node", "read.js", file], capture_output=True, check=True, text=True)
    return {
        **json.loads(told.stdout),
        "openpyxl": openpyxl.load_workbook(file).active["A1"].value,
        "calamine": python_calamine.load_workbook(file).get_sheet_by_index(0).to_python()[0][0],
    }


seen = {
    "openpyxl": read(by_openpyxl(ONE)),
    "XlsxWriter": read(by_xlsxwriter(ONE, constant_memory=False)),
    "XlsxWriter, two": read(by_xlsxwriter(TWO, constant_memory=False)),
    "XlsxWriter, constant memory": read(by_xlsxwriter(ONE, constant_memory=True)),
}
print(f"openpyxl {openpyxl.__version__}, XlsxWriter {xlsxwriter.__version__}")
for writer, texts in seen.items():
    print(f"{writer}: {texts}")
LETTER, ESCAPED = "dress_1600\u1600front.jpg", "dress_1600_x005F_x1600_front.jpg"
assert seen["openpyxl"] == {
    "exceljs": ONE, "sheetjs": LETTER, "openpyxl": ONE, "calamine": ONE,
}
assert set(seen["XlsxWriter"].values()) == {ONE}
assert {seen["XlsxWriter, two"][name] for name in ("exceljs", "sheetjs", "calamine")} == {"a_x0041B.jpg"}
assert seen["XlsxWriter, constant memory"] == {
    "exceljs": ESCAPED, "sheetjs": ONE, "openpyxl": ESCAPED, "calamine": ONE,
}
PYTHON
