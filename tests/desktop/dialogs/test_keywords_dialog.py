"""Where keywords go is chosen; photos themselves only where the review can note it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.report.xmp.places import KeywordsInto
from desktop.dialogs.keywords_dialog import KeywordsDialog

Open = Callable[[QDialog], KeywordsDialog]


@pytest.mark.parametrize("into", KeywordsInto)
def test_what_was_chosen_last_is_chosen_first(opened: Open, into: KeywordsInto) -> None:
    dialog = opened(KeywordsDialog(into, changes=True))
    assert dialog.into is into and not dialog.undecided


def test_the_keyboard_chooses_and_writes(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(KeywordsDialog(KeywordsInto.FULL_NAME, changes=True))
    dialog.activateWindow()
    qtbot.waitUntil(dialog._choices[KeywordsInto.FULL_NAME].hasFocus)
    QTest.keyClick(dialog._choices[KeywordsInto.FULL_NAME], Qt.Key.Key_Down)
    QTest.keyClick(dialog._undecided, Qt.Key.Key_Space)
    assert (dialog.into, dialog.undecided) == (KeywordsInto.STEM, True)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_each_place_says_what_it_means(opened: Open, said: Callable[[QDialog], list[str]]) -> None:
    dialog = opened(KeywordsDialog(KeywordsInto.FULL_NAME, changes=True))
    assert {place.hint for place in KeywordsInto} <= set(said(dialog))


def test_a_review_to_look_at_leaves_photos_alone(opened: Open) -> None:
    dialog = opened(KeywordsDialog(KeywordsInto.JPEG, changes=False))
    assert dialog.into is KeywordsInto.FULL_NAME
    assert not dialog._choices[KeywordsInto.JPEG].isEnabled()
