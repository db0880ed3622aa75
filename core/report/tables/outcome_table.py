"""The tables that `classify` writes: what came of each photo."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from core import outputs
from core.entities import Outcome, Prediction
from core.report.json_text import Json, JsonObject, dumped
from core.report.records import top_classes
from core.report.tables.columns import OUTCOME_COLUMNS, Columns
from core.spreadsheets import CsvFor, writing_csv

TOP: Final = "top5"
"""What JSON has beside them, where no columns were chosen."""


def write_csv(
    outcomes: Iterable[Outcome],
    path: Path,
    columns: Columns | None = None,
    for_whom: CsvFor = CsvFor.PROGRAMS,
) -> None:
    """Write one row per photo, row by row.

    Undecodable bytes of a path become escapes. Confidences, in [0, 1], have six decimals.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    columns = columns or OUTCOME_COLUMNS
    with writing_csv(path, for_whom) as table:
        table.row(columns)
        for outcome in outcomes:
            found = fields(outcome)
            table.row(found[name] for name in columns)


def write_xlsx(outcomes: Iterable[Outcome], path: Path, columns: Columns | None = None) -> None:
    """Write the same as a workbook, with thumbnails.

    Raises
    ------
    ExportFailed
        More photos than a sheet has rows, or the file cannot be written; nothing is left.
    """
    from core.report.tables import workbook

    rows = (fields(outcome) for outcome in outcomes)
    workbook.write_xlsx(rows, path, Path(), columns or OUTCOME_COLUMNS, title="Tags")


def write_json(outcomes: Iterable[Outcome], path: Path, columns: Columns | None = None) -> None:
    """Write a list of one object per photo; what there is not is null.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    columns = columns or (*OUTCOME_COLUMNS, TOP)
    with (
        outputs.writing(path) as temporary,
        temporary.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.write("[")
        for number, outcome in enumerate(outcomes):
            found = fields(outcome)
            file.write(",\n" if number else "\n")
            file.write(dumped({name: found[name] for name in columns}))
        file.write("\n]\n")


def fields(outcome: Outcome) -> JsonObject:
    """Give all that there is to say of one photo, by column; what there is not is None."""
    found: dict[str, Json] = dict.fromkeys(OUTCOME_COLUMNS)
    found |= {"path": str(outcome.path), "status": outcome.status.value, "error": outcome.error}
    if outcome.prediction:
        found |= _tag(outcome.prediction)
    found[TOP] = top_classes(outcome.prediction) if outcome.prediction else []
    return found


def _tag(prediction: Prediction) -> dict[str, str | float]:
    first, *others = prediction.top
    tag: dict[str, str | float] = {"label": first.label, "confidence": float(first.probability)}
    if others:
        second = others[0]
        tag |= {
            "second_label": second.label,
            "second_confidence": float(second.probability),
        }
    return tag
