"""Every table format: written and read back, shown, and offered by the command line."""

import csv
import json
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from core import paths
from core.cli import review
from core.errors import ExportFailed
from core.report.json_text import JsonObject
from core.report.tables.columns import COLUMNS, PART, SCHEMA
from core.report.tables.formats import TABLE_FORMATS, Csv, Json, JsonLines, TableFormat, Xlsx


def row(**values: object) -> JsonObject:
    return dict.fromkeys(COLUMNS) | values


ROWS = [
    row(path="=1+1.png", label="Bags", confidence=0.5, automatic=True, cluster=3),
    row(path="手袋\udcff.png", error="not an image"),
]


@pytest.mark.parametrize("table", TABLE_FORMATS, ids=lambda table: table.name)
def test_a_sample_has_every_row(table: TableFormat) -> None:
    sample = table.sample(iter(ROWS))
    assert "1+1.png" in sample and "not an image" in sample


@pytest.mark.parametrize("table", TABLE_FORMATS, ids=lambda table: table.name)
def test_what_goes_wrong_midway_leaves_nothing(table: TableFormat, tmp_path: Path) -> None:
    def broken() -> object:
        yield ROWS[0]
        raise OSError(28, "No space left on device")

    with pytest.raises((ExportFailed, OSError), match=r"(?i)no space left"):
        table.write_rows(broken(), tmp_path / f"t{table.suffix}", tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_command_line_has_an_option_for_each() -> None:
    options = {option.name: option for option in review.command.params}
    for table in TABLE_FORMATS:
        option = options[table.option]
        assert isinstance(option, click.Option) and option.help == table.option_help


def test_csv_is_for_spreadsheets(tmp_path: Path) -> None:
    Csv().write_rows(ROWS, tmp_path / "t.csv", tmp_path)
    first, second = csv.DictReader((tmp_path / "t.csv").open(encoding="utf-8", newline=""))
    assert list(first) == list(COLUMNS)
    assert (first["path"], first["confidence"], first["automatic"]) == (
        "'=1+1.png",
        "0.500000",
        "yes",
    )
    assert (second["path"], second["label"]) == (r"手袋\udcff.png", "")


def test_json_and_json_lines_hold_the_rows_as_they_are(tmp_path: Path) -> None:
    Json().write_rows(ROWS, tmp_path / "t.json", tmp_path)
    JsonLines().write_rows(ROWS, tmp_path / "t.jsonl", tmp_path)
    whole = json.loads((tmp_path / "t.json").read_text("utf-8"))
    assert whole == {"schema": SCHEMA, "photos": ROWS}
    lines = (tmp_path / "t.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [{"schema": SCHEMA, **row} for row in ROWS]


def test_no_rows_are_an_empty_table(tmp_path: Path) -> None:
    for table in TABLE_FORMATS:
        table.write_rows([], tmp_path / f"t{table.suffix}", tmp_path)
    assert json.loads((tmp_path / "t.json").read_text()) == {"schema": SCHEMA, "photos": []}
    assert (tmp_path / "t.jsonl").read_text() == ""
    assert load_workbook(tmp_path / "t.xlsx").active.max_row == 1


def test_a_workbook_is_shown_as_its_cells() -> None:
    assert Xlsx().sample(ROWS) == Csv().sample(ROWS)


@pytest.mark.parametrize("table", TABLE_FORMATS, ids=lambda table: table.name)
def test_chosen_columns_alone_are_written_in_their_order(
    table: TableFormat, tmp_path: Path
) -> None:
    file, columns = tmp_path / f"t{table.suffix}", ("confidence", "path")
    table.write_rows(ROWS, file, tmp_path, columns)
    match table:
        case Csv():
            assert file.read_text("utf-8").splitlines()[:2] == [
                "confidence,path", "0.500000,'=1+1.png",
            ]  # fmt: skip
        case Xlsx():
            sheet = load_workbook(file).active
            assert [cell.value for cell in sheet[1]] == ["photo", *columns]
            assert sheet["B2"].value == 0.5 and sheet.auto_filter.ref == "A1:C3"
        case Json():
            told = json.loads(file.read_text("utf-8"))
            assert told["schema"] == PART and list(told["photos"][0]) == list(columns)
        case JsonLines():
            told = json.loads(file.read_text("utf-8").splitlines()[0])
            assert told == {"schema": PART, "confidence": 0.5, "path": "=1+1.png"}
        case _:
            pytest.fail(table.name)
    assert "label" not in table.sample(ROWS, columns)


def test_the_schema_of_a_part_names_every_column() -> None:
    schema = json.loads((paths.resources() / "schema" / "review-part-1.json").read_text("utf-8"))
    assert schema["title"] == PART
    assert tuple(schema["$defs"]["photo"]["properties"]) == COLUMNS
    assert tuple(schema["$defs"]["line"]["properties"]) == ("schema", *COLUMNS)
