"""What was chosen the last time, as the settings keep it."""

import pytest

from core.report.tables.columns import COLUMNS
from desktop.services.export.choices import ExportChoices, written_columns


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", '{"kind": ".exe"}', '{"what": 3}', '{"network": "x"}']
)
def test_broken_choices_are_the_usual_ones(text: str) -> None:
    assert ExportChoices.read(text) == ExportChoices()


def test_columns_come_back_and_unknown_ones_are_all() -> None:
    kept = ExportChoices(columns=written_columns(("tag", "path")))
    assert ExportChoices.read(kept.written()).as_columns() == ("tag", "path")
    assert written_columns(COLUMNS) == "" and ExportChoices().as_columns() == COLUMNS
    assert ExportChoices(columns="pfad").as_columns() == COLUMNS
