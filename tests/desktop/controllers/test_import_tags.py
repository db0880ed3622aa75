"""Existing tags, from the menu to the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.dialogs import file_dialogs
from desktop.dialogs.columns_dialog import ColumnsDialog, NamesDialog
from tests.window import (
    WAIT_MS,
    opened,
)


def mark(program: Program, name: str):  # noqa: ANN201
    model = program.window.model
    return next(model.mark(path) for path in model.paths if path.name == name)


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A CSV with one tag that agrees, one that does not, and one that means no class."""
    file = tmp_path / "styles.csv"
    file.write_text(
        "id,articleType,productDisplayName\nblue,blue,A blue thing\ngreen,Red,A green one\n"
        "grey,Ash,Grey\nstranger,Red,Not here\n",
        "utf-8",
    )
    monkeypatch.setattr(file_dialogs, "ask_table", lambda *_: file)
    return file


def test_existing_tags_are_shown_and_kept_by_one_key(
    qtbot: QtBot, explained: Program, catalog: Path
) -> None:
    window = explained.window
    window.review_menu.import_action.trigger()
    opened(qtbot, explained, ColumnsDialog).accept()
    names = opened(qtbot, explained, NamesDialog)
    assert list(names._combos) == ["Ash"]
    names._combos["Ash"].setCurrentText("Grey")
    names.accept()
    qtbot.waitUntil(lambda: mark(explained, "grey.png").catalog == "Grey", timeout=WAIT_MS)
    assert window.decisions._catalog.text() == "Catalog says Blue\nA blue thing"
    window.views.set_view(ViewKey.DISAGREEMENTS)
    window.list_controls.changed.emit()
    qtbot.waitUntil(
        lambda: [path.name for path in window.model.paths] == ["green.png"], timeout=WAIT_MS
    )
    window.activateWindow()
    window.photos.setFocus()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window.photos, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: mark(explained, "green.png").verdict == "corrected", timeout=WAIT_MS)
    assert mark(explained, "green.png").tag == "Red"
