"""A bug is shown with its trace, from whichever thread; trouble from outside is not."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.controllers.crash import CrashReporter
from desktop.dialogs.crash_dialog import CrashDialog

log = logging.getLogger("desktop.test")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window that is watched."""
    hooks = sys.excepthook, threading.excepthook
    made = QWidget()
    qtbot.addWidget(made)
    reporter = CrashReporter(made)
    reporter.watch()
    made.show()
    yield made
    reporter.stop()
    sys.excepthook, threading.excepthook = hooks


def shown(window: QWidget, qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is not None)
    return window.findChild(CrashDialog)


def copied(dialog: CrashDialog) -> str:
    copy = next(
        button
        for button in dialog.findChild(QDialogButtonBox).buttons()
        if button.text() == "Copy details"
    )
    copy.click()
    return QGuiApplication.clipboard().text()


def test_bug_of_a_job_is_shown_and_copied(window: QWidget, qtbot: QtBot) -> None:
    try:
        raise ZeroDivisionError("a job's bug")
    except ZeroDivisionError:
        log.exception("bug in a job")
    dialog = shown(window, qtbot)
    details = copied(dialog)
    assert "ZeroDivisionError: a job's bug" in details
    assert "Tagproof" in details
    assert "Qt 6" in details
    dialog.reject()


def test_what_ends_a_thread_is_shown(window: QWidget, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: {}["nothing of that name"])
    thread.start()
    thread.join()
    dialog = shown(window, qtbot)
    assert "KeyError: 'nothing of that name'" in copied(dialog)
    dialog.reject()


def test_what_nobody_caught_is_logged_and_shown(
    window: QWidget, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    sys.excepthook(ValueError, ValueError("of a slot"), None)
    dialog = shown(window, qtbot)
    assert "ValueError: of a slot" in caplog.text
    sys.excepthook(ValueError, ValueError("its echo"), None)
    qtbot.wait(50)
    assert len(window.findChildren(CrashDialog)) == 1
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is None)
    sys.excepthook(ValueError, ValueError("another"), None)
    shown(window, qtbot).reject()


def test_trouble_from_outside_is_no_bug(window: QWidget, qtbot: QtBot) -> None:
    log.error("x.jpg: not an image")
    log.info("job failed", exc_info=OSError("disk full"))
    qtbot.wait(50)
    assert window.findChild(CrashDialog) is None
