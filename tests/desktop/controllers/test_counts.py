"""The numbers beside views and on the bar are those of the lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.dialogs import file_dialogs
from desktop.dialogs.columns_dialog import ColumnsDialog, NamesDialog
from tests.window import (
    WAIT_MS,
    opened,
)


def shown_counts(program: Program) -> dict[str, str]:
    """What stands beside the views, as of this moment."""
    cells = program.window.views._model
    return {name: cells.item(row, 1).text() for row, name in enumerate(ViewKey)}


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


def test_each_view_says_how_many_photos_it_lists(
    qtbot: QtBot, explained: Program, catalog: Path
) -> None:
    window = explained.window
    window.review_menu.import_action.trigger()
    opened(qtbot, explained, ColumnsDialog).accept()
    opened(qtbot, explained, NamesDialog).accept()
    qtbot.waitUntil(lambda: shown_counts(explained)[ViewKey.DISAGREEMENTS] == "1", timeout=WAIT_MS)
    window.decisions.accept_action.trigger()
    qtbot.waitUntil(lambda: shown_counts(explained)[ViewKey.DONE] == "1", timeout=WAIT_MS)
    for name in ViewKey:
        window.views.set_view(name)
        with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
            window.list_controls.changed.emit()
        qtbot.waitUntil(
            lambda name=name: shown_counts(explained)[name] == f"{window.model.rowCount()}",
            timeout=WAIT_MS,
        )
