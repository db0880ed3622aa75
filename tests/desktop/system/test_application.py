"""Files that the system asks to open reach whoever opens them, once, together and in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.system.application import GATHERED_MS, Application
from tests.window import WAIT_MS


@pytest.fixture
def application(qapp: Application) -> Iterator[Application]:
    """The application object of all tests, which hands nothing to anybody afterwards."""
    yield qapp
    qapp.hand_files_to(None)
    qapp._given.clear()


def ask(*paths: Path) -> None:
    """Ask as macOS does: an event for each file."""
    for path in paths:
        event = QFileOpenEvent(QUrl.fromLocalFile(str(path)))
        assert QCoreApplication.sendEvent(QCoreApplication.instance(), event)


def test_files_opened_together_come_together_in_their_order(
    qtbot: QtBot, application: Application, tmp_path: Path
) -> None:
    taken: list[list[Path]] = []
    application.hand_files_to(taken.append)
    files = [tmp_path / "b.jpg", tmp_path / "a b Ä.png", tmp_path / "folder"]
    ask(*files)
    qtbot.waitUntil(lambda: taken == [files], timeout=WAIT_MS)
    ask(files[1])
    qtbot.waitUntil(lambda: taken == [files, files[1:2]], timeout=WAIT_MS)


def test_what_comes_before_anybody_takes_is_kept(
    qtbot: QtBot, application: Application, tmp_path: Path
) -> None:
    ask(tmp_path / "a.jpg")
    QTest.qWait(2 * GATHERED_MS)
    taken: list[list[Path]] = []
    application.hand_files_to(taken.append)
    qtbot.waitUntil(lambda: taken == [[tmp_path / "a.jpg"]], timeout=WAIT_MS)


def test_a_dialog_above_the_window_is_finished_first(
    qtbot: QtBot, application: Application, tmp_path: Path
) -> None:
    taken: list[list[Path]] = []
    application.hand_files_to(taken.append)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    ask(tmp_path)
    QTest.qWait(3 * GATHERED_MS)
    assert taken == []
    dialog.close()
    qtbot.waitUntil(lambda: taken == [[tmp_path]], timeout=WAIT_MS)


def test_addresses_elsewhere_are_not_opened(qtbot: QtBot, application: Application) -> None:
    taken: list[list[Path]] = []
    application.hand_files_to(taken.append)
    event = QFileOpenEvent(QUrl("https://example.org/photo.jpg"))
    assert not QCoreApplication.sendEvent(application, event)
    QTest.qWait(2 * GATHERED_MS)
    assert taken == []
