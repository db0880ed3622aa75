"""A workbook keeps numbers numbers, and shows the photos that it can."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from core.errors import ExportFailed
from core.report.tables import workbook
from core.report.tables.columns import COLUMNS


def test_cells_keep_their_kind_and_photos_are_shown(tmp_path: Path) -> None:
    Image.new("RGB", (90, 30), "red").save(tmp_path / "a.png")
    row = dict.fromkeys(COLUMNS) | {"path": "a.png", "confidence": 0.25, "reason": "b\x07ad"}
    gone = dict.fromkeys(COLUMNS) | {"path": "gone.png"}
    workbook.write_xlsx([row, gone], tmp_path / "t.xlsx", tmp_path)
    sheet = load_workbook(tmp_path / "t.xlsx").active
    cells = dict(zip(COLUMNS, [cell.value for cell in sheet[2]][1:], strict=True))
    assert (cells["confidence"], cells["reason"]) == (0.25, "b_x0007_ad")
    assert cells["label"] is None
    assert len(sheet._images) == 1


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    rows = [dict.fromkeys(COLUMNS) | {"path": "gone.png"}] * 3
    with pytest.raises(ExportFailed, match="more than the 2 rows"):
        workbook.write_xlsx(rows, tmp_path / "t.xlsx", tmp_path)
    assert not list(tmp_path.iterdir())
