"""What stands is said before it is overwritten, and nothing is unless that is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from core.vocabulary import Verdict
from desktop.dialogs.anew_dialog import AnewDialog
from desktop.window.main_window import SMALLEST_SIZE


@pytest.fixture
def dialog(opened: Callable[[QDialog], AnewDialog]) -> AnewDialog:
    return opened(AnewDialog("13 photos", {Verdict.FLAGGED: 1, Verdict.CORRECTED: 12}))


def test_what_stands_is_said(dialog: AnewDialog, said: Callable[[QDialog], list[str]]) -> None:
    words = said(dialog)
    assert words[0] == "Somebody has decided otherwise before: 13 photos."
    assert words[1] == "12\N{NO-BREAK SPACE}corrected     1\N{NO-BREAK SPACE}flagged"


def test_enter_and_escape_leave_it(qtbot: QtBot, dialog: AnewDialog) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog.open()
        with qtbot.waitSignal(dialog.rejected):
            QTest.keyClick(dialog, key)


def test_deciding_anew_is_asked_for(
    qtbot: QtBot, dialog: AnewDialog, press: Callable[[QDialog, str], None]
) -> None:
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, "Decide them again")


def test_long_words_wrap_on_a_small_screen(opened: Callable[[QDialog], AnewDialog]) -> None:
    everything = dict.fromkeys(Verdict, 12_345)
    made = opened(AnewDialog("12,345 products with 67,890 photos " * 6, everything))
    assert made.width() < SMALLEST_SIZE.width()
    for shown in made.findChildren(QLabel):
        assert shown.height() >= shown.heightForWidth(shown.width()), shown.text()
