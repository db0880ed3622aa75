"""What a cell may hold, so that no spreadsheet runs it."""

import pytest

from core.report.tables import columns


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "-0.5"]
)
def test_formulas_are_neutralised(text: str) -> None:
    assert columns.neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "/photos/-1.jpg", "0.5", "C:\\-x", "'quoted"])
def test_harmless_cells_stay(text: str) -> None:
    assert columns.neutral(text) == text
