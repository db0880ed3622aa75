"""A sample is looked at, and what is selected in it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.review.sample_check import ErrorRate
from desktop.dialogs.check_dialog import FEWEST, MOST, USUAL, CheckDialog, rate_words
from desktop.panels.browser.photo_model import PhotoModel
from desktop.ui.photo_state import Listing

SAMPLE = [Path(f"{number}.jpg") for number in range(4)]


def make(opened: Callable[[QDialog], CheckDialog], population: int = 2014) -> CheckDialog:
    dialog = opened(CheckDialog(population, PhotoModel()))
    dialog.show_sample(Listing.of(SAMPLE))
    return dialog


def test_what_is_selected_counts_as_wrong(
    qtbot: QtBot,
    opened: Callable[[QDialog], CheckDialog],
    press: Callable[[QDialog, str], None],
    said: Callable[[QDialog], list[str]],
) -> None:
    dialog = make(opened)
    assert any("seen by nobody: 2,014 entries." in words for words in said(dialog))
    dialog._grid._list.select(SAMPLE[2:3])
    assert rate_words(ErrorRate(1, 4)) in said(dialog)
    with qtbot.waitSignal(dialog.checked) as told:
        press(dialog, "I have looked at all")
    assert told.args == [SAMPLE, SAMPLE[2:3]]


def test_leaving_says_nothing(
    qtbot: QtBot, opened: Callable[[QDialog], CheckDialog], press: Callable[[QDialog, str], None]
) -> None:
    dialog = make(opened)
    with qtbot.assertNotEmitted(dialog.checked):
        press(dialog, "Cancel")


def test_the_size_can_be_chosen_within_what_there_is(
    qtbot: QtBot, opened: Callable[[QDialog], CheckDialog]
) -> None:
    dialog = make(opened)
    assert (dialog._size.minimum(), dialog._size.maximum()) == (FEWEST, MOST)
    assert dialog.size_wanted == USUAL
    with qtbot.waitSignal(dialog.sample_wanted) as wanted:
        dialog._size.setValue(20)
    assert wanted.args == [20]
    assert make(opened, population=4).size_wanted == 4


def test_the_interval_is_said_in_per_cent() -> None:
    words = rate_words(ErrorRate(2, 50))
    assert words.startswith("2 of 50 wrong, which is 4.0 %. ")
    assert "1.1 to 13.5 %" in words
