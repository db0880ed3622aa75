"""Tables and records are read back by the standard library."""

import csv
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entities import ClassScore, Outcome, Prediction
from core.errors import ExportFailed
from core.report.content import PhotoReport
from core.report.tables import outcomes

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
    outcomes.write_csv([Outcome(Path("a.jpg"), prediction)], path)
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
    outcomes.write_csv([Outcome(Path("b.jpg"), error="not an image")], tmp_path / "t.csv")
    (row,) = read(tmp_path / "t.csv")
    assert (row["status"], row["error"], row["label"]) == ("error", "not an image", "")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "-0.5"]
)
def test_formulas_are_neutralised(text: str) -> None:
    assert outcomes.neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "/photos/-1.jpg", "0.5", "C:\\-x", "'quoted"])
def test_harmless_cells_stay(text: str) -> None:
    assert outcomes.neutral(text) == text


NAMES = st.text(st.characters(blacklist_characters="\0/", blacklist_categories=["Cs"]), min_size=1)


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_any_name_survives_the_csv(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    outcomes.write_csv((Outcome(Path(name), error=name) for name in names), path)
    for name, row in zip(names, read(path), strict=True):
        assert row["path"] == outcomes.neutral(str(Path(name)))
        assert row["error"].removeprefix("'") == name.removeprefix("'")
        assert not row["path"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_undecodable_names_become_escapes(tmp_path: Path) -> None:
    outcome = Outcome(Path(os.fsdecode(b"a\xff.jpg")), error="gone")
    outcomes.write_csv([outcome], tmp_path / "t.csv")
    outcomes.write_json([outcome], tmp_path / "t.json")
    assert read(tmp_path / "t.csv")[0]["path"] == r"a\udcff.jpg"
    assert json.loads((tmp_path / "t.json").read_text())[0]["path"] == str(outcome.path)


def test_the_json_has_the_same_fields_and_the_top_five(
    prediction: Prediction, tmp_path: Path
) -> None:
    pair = [Outcome(Path("手袋.jpg"), prediction), Outcome(Path("b.jpg"), error="not an image")]
    outcomes.write_json(pair, tmp_path / "t.json")
    good, bad = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert list(good) == [*HEADER.split(","), "top5"] == list(bad)
    assert good["path"] == "手袋.jpg"
    assert good["confidence"] == prediction.confidence
    assert [c["label"] for c in good["top5"]] == [c.label for c in prediction.top]
    assert (bad["label"], bad["confidence"], bad["top5"]) == (None, None, [])


def test_no_outcomes_give_an_empty_list(tmp_path: Path) -> None:
    outcomes.write_json([], tmp_path / "t.json")
    assert json.loads((tmp_path / "t.json").read_text()) == []


def test_a_network_of_one_class_has_no_second(prediction: Prediction) -> None:
    single = replace(prediction, top=(ClassScore("Bags", 1.0),))
    assert outcomes.row(Outcome(Path("a"), single))[1:5] == ["Bags", "1.000000", "", ""]


def test_what_goes_wrong_midway_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old")

    def broken() -> Iterator[Outcome]:
        yield Outcome(Path("a"))
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportFailed, match="no space left"):
        outcomes.write_csv(broken(), path)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["t.csv"]


def test_the_record_holds_what_a_recomputation_needs(
    make_report: MakeReport, tmp_path: Path
) -> None:
    report = make_report()
    outcomes.write_explanation(report, tmp_path / "e.json")
    record = json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))
    assert record["label"] == "Handbags"
    assert record["segments"] == len(record["weights"]) == 16
    assert record["weights"] == report.explanation.surrogate.weights.tolist()
    assert (record["samples"], record["seed"], record["seconds"]) == (512, 7, 0.41)
    assert record["network"]["sha256"] == report.pack.sha256
    assert record["photo"]["sha256"] == report.photo.sha256
    assert record["parameters"]["segmenter"] == "slic"
    assert len(record["standard_errors"]) == len(record["weights"])
    assert {"confidence", "top5", "intercept", "r2", "local_prediction", "status"} <= record.keys()
    assert record["versions"]["lime"] == "0.2.0.1"


def test_the_record_is_strict_json_even_without_held_out_samples(make_report: MakeReport) -> None:
    report = make_report()
    surrogate = replace(report.explanation.surrogate, held_out_r2=float("nan"))
    explanation = replace(report.explanation, surrogates={"Handbags": surrogate})
    record = outcomes.explanation_json(replace(report, explanation=explanation))
    assert record["held_out_r2"] is None
    json.dumps(record, allow_nan=False)
