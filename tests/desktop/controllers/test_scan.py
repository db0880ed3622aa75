"""What the scan finds is told, and why it finds nothing."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.window import (
    WAIT_MS,
    Start,
)


def test_vanished_folder_and_empty_folder_say_so(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    program = start(empty)
    qtbot.waitUntil(
        lambda: program.window.empty._title.text() == "No photos found there", timeout=WAIT_MS
    )
    empty.rmdir()
    program.workbench.open([empty])
    qtbot.waitUntil(
        lambda: program.window.empty._title.text() == "This could not be opened", timeout=WAIT_MS
    )
    assert str(empty) in program.window.empty._hint.text()


def test_a_folder_that_is_gone_is_named_while_the_rest_goes_on(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start()
    gone = products / "gone"
    program.workbench.open([products / "a", gone])
    qtbot.waitUntil(lambda: str(gone) in program.window.notice.text(), timeout=WAIT_MS)
    assert program.window.model.rowCount() == 3
