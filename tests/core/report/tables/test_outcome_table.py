"""The table of tags is read back by the standard library."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.entities import ClassScore, Outcome, Prediction
from core.errors import ExportFailed
from core.report.content import PhotoReport
from core.report.tables import outcome_table
from core.spreadsheets import CsvFor, neutral, unneutral

MakeReport = Callable[..., PhotoReport]
HEADER = "path,label,confidence,second_label,second_confidence,status,error"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def prediction(make_report: MakeReport) -> Prediction:
    return make_report().prediction


def test_the_csv_has_exactly_its_columns(prediction: Prediction, tmp_path: Path) -> None:
    path = tmp_path / "tags.csv"
    outcome_table.write_csv([Outcome(Path("a.jpg"), prediction)], path)
    assert path.read_bytes().split(b"\r\n")[0].decode() == HEADER
    assert read(path) == [
        {
            "path": "a.jpg",
            "label": "Handbags",
            "confidence": "0.713000",
            "second_label": "Clutches",
            "second_confidence": "0.172200",
            "status": "uncertain",
            "error": "",
        }
    ]


def test_failures_are_rows_too(tmp_path: Path) -> None:
    outcome_table.write_csv([Outcome(Path("b.jpg"), error="not an image")], tmp_path / "t.csv")
    (row,) = read(tmp_path / "t.csv")
    assert (row["status"], row["error"], row["label"]) == ("error", "not an image", "")


NAMES = st.text(st.characters(blacklist_characters="\0/", blacklist_categories=["Cs"]), min_size=1)


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_any_name_survives_the_csv(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    outcome_table.write_csv((Outcome(Path(name), error=name) for name in names), path)
    for name, row in zip(names, read(path), strict=True):
        assert row["path"] == neutral(str(Path(name)))
        assert unneutral(row["error"]) == name
        assert not row["path"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_undecodable_names_become_escapes(tmp_path: Path) -> None:
    outcome = Outcome(Path("a\udcff.jpg"), error="gone")
    outcome_table.write_csv([outcome], tmp_path / "t.csv")
    outcome_table.write_json([outcome], tmp_path / "t.json")
    assert read(tmp_path / "t.csv")[0]["path"] == r"a\udcff.jpg"
    assert json.loads((tmp_path / "t.json").read_text())[0]["path"] == str(outcome.path)


def test_the_json_has_the_same_fields_and_the_top_five(
    prediction: Prediction, tmp_path: Path
) -> None:
    pair = [Outcome(Path("手袋.jpg"), prediction), Outcome(Path("b.jpg"), error="not an image")]
    outcome_table.write_json(pair, tmp_path / "t.json")
    good, bad = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert list(good) == [*HEADER.split(","), "top5"] == list(bad)
    assert good["path"] == "手袋.jpg"
    assert good["confidence"] == prediction.confidence
    assert [c["label"] for c in good["top5"]] == [c.label for c in prediction.top]
    assert (bad["label"], bad["confidence"], bad["top5"]) == (None, None, [])


def test_no_outcomes_give_an_empty_list(tmp_path: Path) -> None:
    outcome_table.write_json([], tmp_path / "t.json")
    assert json.loads((tmp_path / "t.json").read_text()) == []


def test_a_network_of_one_class_has_no_second(prediction: Prediction) -> None:
    single = replace(prediction, top=(ClassScore("Bags", 1.0),))
    found = outcome_table.fields(Outcome(Path("a"), single))
    assert (found["label"], found["confidence"]) == ("Bags", 1.0)
    assert found["second_label"] is found["second_confidence"] is None


def test_columns_are_chosen_alike_in_all_three(prediction: Prediction, tmp_path: Path) -> None:
    outcomes, columns = [Outcome(Path("=a_x1600_.jpg"), prediction)], ("status", "path")
    outcome_table.write_csv(outcomes, tmp_path / "t.csv", columns, CsvFor.EXCEL_SEMICOLON)
    outcome_table.write_xlsx(outcomes, tmp_path / "t.xlsx", columns)
    outcome_table.write_json(outcomes, tmp_path / "t.json", columns)
    marked = (tmp_path / "t.csv").read_bytes()
    assert marked == b"\xef\xbb\xbfstatus;path\r\nuncertain;'=a_x1600_.jpg\r\n"
    head, row = load_workbook(tmp_path / "t.xlsx")["Tags"].values
    assert (head, row) == (("photo", *columns), (None, "uncertain", "'=a_x1600_.jpg"))
    written = (tmp_path / "t.json").read_bytes()
    assert json.loads(written) == [{"status": "uncertain", "path": "=a_x1600_.jpg"}]
    assert b"\r" not in written


def test_what_goes_wrong_midway_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old")

    def broken() -> Iterator[Outcome]:
        yield Outcome(Path("a"))
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportFailed, match="no space left"):
        outcome_table.write_csv(broken(), path)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["t.csv"]
