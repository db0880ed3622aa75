"""Columns of a catalog, and what its names mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QDialog
from pytestqt.qtbot import QtBot

from desktop.dialogs.columns_dialog import MOST_NAMES, NOT_THERE, ColumnsDialog, NamesDialog

COLUMNS = ("id", "file", "category", "title")
Guess = tuple[str, str, str]
Open = Callable[[QDialog], QDialog]
Press = Callable[[QDialog, str], None]
Said = Callable[[QDialog], list[str]]


def combo(dialog: QDialog, name: str) -> QComboBox:
    return next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)


@pytest.mark.parametrize("guess", [("file", "category", "title"), ("id", "category", "")])
def test_recognised_columns_are_offered_and_taken(
    qtbot: QtBot, opened: Open, press: Press, said: Said, guess: Guess
) -> None:
    dialog = opened(ColumnsDialog("shop.csv", COLUMNS, guess))
    assert "shop.csv: Its columns were recognised." in said(dialog)
    with qtbot.waitSignal(dialog.chosen) as told:
        press(dialog, "Import")
    assert tuple(told.args) == guess


def test_other_columns_can_be_chosen(qtbot: QtBot, opened: Open, press: Press, said: Said) -> None:
    dialog = opened(ColumnsDialog("shop.csv", COLUMNS, None))
    assert "shop.csv: Please say which column is which." in said(dialog)
    product = combo(dialog, "Column of the product's name")
    assert product.currentText() == NOT_THERE
    combo(dialog, "Column of the tag").setCurrentText("category")
    product.setCurrentText("title")
    with qtbot.waitSignal(dialog.chosen) as told:
        press(dialog, "Import")
    assert told.args == ["id", "category", "title"]
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.open()
        press(dialog, "Cancel")


def test_only_names_that_somebody_gave_a_meaning_are_assigned(
    qtbot: QtBot, opened: Open, press: Press, said: Said
) -> None:
    names = {"Pumps": 12, "Misc": 1}
    dialog = opened(NamesDialog("13 rows were imported.", names, ("Heels", "Ties")))
    assert {"13 rows were imported.", "12 photos", "1 photo"} <= set(said(dialog))
    combo(dialog, "Class for Pumps").setCurrentText("Heels")
    with qtbot.waitSignal(dialog.assigned) as told:
        press(dialog, "Done")
    assert told.args == [{"Pumps": "Heels"}]


def test_without_a_meaning_nothing_is_assigned(qtbot: QtBot, opened: Open, press: Press) -> None:
    dialog = opened(NamesDialog("1 row was imported.", {"Misc": 1}, ("Heels",)))
    with qtbot.assertNotEmitted(dialog.assigned):
        press(dialog, "Done")


def test_an_import_that_needs_no_answer_asks_nothing(opened: Open, press: Press) -> None:
    dialog = opened(NamesDialog("1 row was imported.", {}, ("Heels",)))
    assert dialog.findChildren(QComboBox) == []
    with pytest.raises(AssertionError):
        press(dialog, "Cancel")


def test_of_very_many_names_the_first_are_offered(opened: Open) -> None:
    names = {f"name {n}": 1000 - n for n in range(2 * MOST_NAMES)}
    dialog = opened(NamesDialog("Imported.", names, ("Heels",)))
    shown = [box.accessibleName() for box in dialog.findChildren(QComboBox)]
    assert shown == [f"Class for name {n}" for n in range(MOST_NAMES)]
