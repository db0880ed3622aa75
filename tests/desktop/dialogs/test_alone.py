"""What is asked for twice before it is there stands once, in front."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from core.jobs import JobRunner
from desktop.app import Program
from desktop.dialogs.about_dialog import AboutDialog
from desktop.dialogs.alone import raised
from desktop.dialogs.products_dialog import ProductsDialog
from desktop.dialogs.summary_dialog import SummaryDialog
from desktop.window.main_window import MainWindow
from tests.window import WAIT_MS


def settle(qtbot: QtBot, program: Program, runner: JobRunner) -> None:
    """Wait until a worker has answered all that it was asked."""
    answered: list[None] = []
    program.workbench._bridge.start(runner, lambda token, tell: None, done=answered.append)
    qtbot.waitUntil(lambda: answered == [None], timeout=WAIT_MS)


def standing(program: Program, kind: type[QDialog]) -> list[QDialog]:
    return [one for one in program.window.findChildren(kind) if one.isVisible()]


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        (lambda window: window.help_menu.about_model_action, AboutDialog),
        (lambda window: window.review_menu.summary_action, SummaryDialog),
        (lambda window: window.review_menu.group_action, ProductsDialog),
    ],
)
def test_what_takes_time_to_come_comes_once(
    qtbot: QtBot, explained: Program, action: Callable[[MainWindow], QAction], kind: type[QDialog]
) -> None:
    asked = action(explained.window)
    for _ in range(2):
        asked.trigger()
    qtbot.waitUntil(lambda: bool(standing(explained, kind)), timeout=WAIT_MS)
    workers = explained.workbench._workers
    for runner in (workers.painters, workers.review):
        settle(qtbot, explained, runner)
    (dialog,) = standing(explained, kind)
    assert raised(kind, explained.window)
    dialog.reject()
    assert not raised(kind, explained.window)


def test_another_kind_is_none(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QDialog(window)
    assert not raised(QDialog, window)  # made, and not shown
