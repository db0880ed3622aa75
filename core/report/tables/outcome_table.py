"""The table that `classify` writes: what came of each photo, as CSV or JSON."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from core import paths
from core.entities import Outcome, Prediction
from core.report.json_text import Json, dumped
from core.report.records import top_classes
from core.report.tables.columns import neutral

COLUMNS: Final = (
    "path",
    "label",
    "confidence",
    "second_label",
    "second_confidence",
    "status",
    "error",
)


def write_csv(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write one row per photo, UTF-8, row by row.

    Undecodable bytes of a path become escapes. Confidences, in [0, 1], have six decimals.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    with (
        paths.writing(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for outcome in outcomes:
            table.writerow(cells(outcome))


def cells(outcome: Outcome) -> list[str]:
    """Give the cells of one photo, in the order of `COLUMNS`."""
    found = dict.fromkeys(COLUMNS, "")
    found |= {"path": str(outcome.path), "status": outcome.status.value, "error": outcome.error}
    if outcome.prediction:
        found |= {
            name: value if isinstance(value, str) else f"{value:.6f}"
            for name, value in _tag(outcome.prediction).items()
        }
    return [neutral(found[name]) for name in COLUMNS]


def _tag(prediction: Prediction) -> dict[str, str | float]:
    first, *others = prediction.top
    tag: dict[str, str | float] = {"label": first.label, "confidence": first.probability}
    if others:
        tag |= {"second_label": others[0].label, "second_confidence": others[0].probability}
    return tag


def write_json(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write a list of one object per photo, with the fields of the CSV and the top five.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    with paths.writing(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        file.write("[")
        for number, outcome in enumerate(outcomes):
            file.write(",\n" if number else "\n")
            file.write(dumped(as_json(outcome)))
        file.write("\n]\n")


def as_json(outcome: Outcome) -> dict[str, Json]:
    """Give one photo as a JSON object; what there is not is null."""
    record: dict[str, Json] = dict.fromkeys(COLUMNS)
    record |= {"path": str(outcome.path), "status": outcome.status.value, "error": outcome.error}
    if outcome.prediction:
        record |= _tag(outcome.prediction)
    record["top5"] = top_classes(outcome.prediction) if outcome.prediction else []
    return record
