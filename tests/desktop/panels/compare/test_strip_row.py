"""The row of a product's photos: which file is dragged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from desktop.panels.compare import strip_row
from desktop.panels.compare.strip_row import StripRow


def test_the_photo_looked_at_is_dragged(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[list[Path]] = []
    monkeypatch.setattr(strip_row, "drag_files", lambda _, paths, image: dragged.append(paths))
    row = StripRow(lambda index: Path(index.data()))
    qtbot.addWidget(row)
    model = QStandardItemModel()
    for name in ("a.jpg", "b.jpg"):
        model.appendRow(QStandardItem(name))
    row.setModel(model)
    row.startDrag(Qt.DropAction.MoveAction)
    assert dragged == []  # none is looked at yet
    row.setCurrentIndex(model.index(1, 0))
    row.startDrag(Qt.DropAction.MoveAction)
    assert dragged == [[Path("b.jpg")]]
