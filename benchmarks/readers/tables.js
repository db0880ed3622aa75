// node tables.js LIBRARY FILE: prints the rows of a table, first the head, as JSON.
const fs = require("fs");
const [library, file] = process.argv.slice(2);

const cells = (value) => (value === undefined || value === null ? "" : value);

const readers = {
  exceljs: async () => {
    const { Workbook } = require("exceljs");
    const book = new Workbook();
    await book.xlsx.readFile(file);
    const sheet = book.worksheets[0];
    const rows = [];
    sheet.eachRow((row) => {
      const width = sheet.columnCount;
      rows.push(Array.from({ length: width }, (_, at) => cells(row.getCell(at + 1).value)));
    });
    return { rows, pictures: sheet.getImages().length };
  },
  sheetjs: async () => {
    const book = require("xlsx").readFile(file);
    const sheet = book.Sheets[book.SheetNames[0]];
    return { rows: require("xlsx").utils.sheet_to_json(sheet, { header: 1, defval: "" }) };
  },
  papaparse: async () => {
    const text = fs.readFileSync(file, "utf8");
    return { rows: require("papaparse").parse(text, { skipEmptyLines: true }).data };
  },
  json: async () => {
    const text = fs.readFileSync(file, "utf8");
    const lines = file.endsWith(".jsonl");
    const found = lines ? text.trim().split("\n").map(JSON.parse) : JSON.parse(text);
    const photos = found.photos || found;
    return { rows: [Object.keys(photos[0]), ...photos.map(Object.values)] };
  },
};

readers[library]().then((found) => process.stdout.write(JSON.stringify(found)));
