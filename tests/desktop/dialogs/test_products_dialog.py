"""How photos are grouped is chosen with a preview, before anything happens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.review.grouping import propose
from core.vocabulary import Grouping
from desktop.dialogs.products_dialog import NOTHING, ProductsDialog

NAMES = [f"a10_{number}.jpg" for number in range(1, 6)] + ["b20_1.jpg", "b20_2.jpg", "alone.jpg"]

Make = Callable[..., ProductsDialog]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(now: Grouping = Grouping.NONE, names: list[str] = NAMES) -> ProductsDialog:
        dialog = ProductsDialog(now, propose(names))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def choose(dialog: ProductsDialog, grouping: Grouping) -> None:
    dialog._buttons[grouping].setChecked(True)


def test_names_are_previewed_with_reason_and_examples(make: Make) -> None:
    dialog = make()
    assert not dialog._yes.isEnabled()  # each photo is by itself already
    assert not dialog._preview.isVisible()
    choose(dialog, Grouping.FOLDER)
    assert dialog._yes.isEnabled()
    assert dialog._hint.text() == "2 products from 7 photos, 1 photo left alone"
    said = [one.text() for one in dialog._preview.findChildren(QLabel)]
    assert said[0].startswith("Names with a common key")
    assert said[0].endswith("2 products from 7 photos")
    assert said[1] == "a10: a10_1.jpg, a10_2.jpg, a10_3.jpg and 2 more"
    assert said[2] == "b20: b20_1.jpg, b20_2.jpg"


def test_names_that_say_nothing_cannot_be_chosen(make: Make) -> None:
    dialog = make(names=["red.jpg", "blue.jpg"])
    choose(dialog, Grouping.FOLDER)
    assert dialog._hint.text() == NOTHING
    assert not dialog._yes.isEnabled()


def test_the_choice_is_told_once_it_is_confirmed(qtbot: QtBot, make: Make) -> None:
    dialog = make(Grouping.FOLDER)
    choose(dialog, Grouping.NONE)
    with qtbot.waitSignal(dialog.confirmed) as told:
        dialog._yes.click()
    assert told.args == [Grouping.NONE]


def test_a_catalogs_products_can_only_be_left(make: Make) -> None:
    assert Grouping.CATALOG not in make()._buttons
    dialog = make(Grouping.CATALOG)
    assert dialog.chosen is Grouping.CATALOG
    assert not dialog._yes.isEnabled()
    choose(dialog, Grouping.FOLDER)
    assert dialog._yes.isEnabled()
