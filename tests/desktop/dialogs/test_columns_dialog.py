"""Columns are ticked, moved, kept by name and handed on as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.report.tables.columns import COLUMNS
from desktop.dialogs.columns_dialog import ColumnsDialog

Open = Callable[[QDialog], ColumnsDialog]
Press = Callable[[QDialog, str], None]


def test_ticked_columns_come_in_their_order(opened: Open) -> None:
    dialog = opened(ColumnsDialog(("tag", "path"), {}))
    assert dialog.columns == ("tag", "path")
    assert {item.text(0) for item in dialog._items()} == set(COLUMNS)


def test_the_keyboard_ticks_and_moves(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(ColumnsDialog(("tag", "path"), {}))
    qtbot.keyClick(dialog._list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert dialog.columns == ("path", "tag")
    qtbot.keyClick(dialog._list, Qt.Key.Key_Space)
    assert dialog.columns == ("path",)
    qtbot.keyClick(dialog._list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(dialog._list, Qt.Key.Key_Space)
    assert dialog.columns == ("tag", "path")


def test_a_table_without_a_column_is_not_accepted(opened: Open, press: Press) -> None:
    dialog = opened(ColumnsDialog(COLUMNS, {}))
    press(dialog, "None")
    press(dialog, "Use these columns")
    assert dialog.isVisible() and dialog.columns == ()
    press(dialog, "All")
    press(dialog, "Use these columns")
    assert not dialog.isVisible() and dialog.columns == COLUMNS


def test_presets_are_kept_shown_and_removed(opened: Open, press: Press) -> None:
    dialog = opened(ColumnsDialog(("tag", "path"), {"Short": ("path",)}))
    assert dialog._preset.currentIndex() == -1
    dialog._name.setText("Shop")
    press(dialog, "Keep")
    assert dialog.presets == {"Short": ("path",), "Shop": ("tag", "path")}
    assert dialog._preset.currentText() == "Shop"
    dialog._preset.setCurrentIndex(1)
    dialog._preset.activated.emit(1)
    assert dialog.columns == ("path",)
    press(dialog, "Remove")
    assert dialog.presets == {"Shop": ("tag", "path")} and dialog.columns == ("path",)


def test_columns_go_to_a_file_and_come_from_one(
    opened: Open, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "c.txt")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (file, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (file, ""))
    press(opened(ColumnsDialog(("tag", "path"), {})), "To a file…")
    dialog = opened(ColumnsDialog(COLUMNS, {}))
    press(dialog, "From a file…")
    assert dialog.columns == ("tag", "path")
    Path(file).write_text("pfad")
    press(dialog, "From a file…")
    assert 'no column "pfad"' in dialog._said.text() and dialog.columns == ("tag", "path")
