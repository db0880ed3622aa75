"""No table has a column twice."""

import pytest

from core.report.tables import columns


@pytest.mark.parametrize(
    "names", [columns.COLUMNS, columns.OUTCOME_COLUMNS, columns.CHANGE_COLUMNS]
)
def test_columns_can_be_told_apart(names: tuple[str, ...]) -> None:
    assert len(set(names)) == len(names)
