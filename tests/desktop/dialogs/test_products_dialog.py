"""How photos are grouped is chosen with a preview, before anything happens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.review.catalog_products import NAMED_BY_FILE
from core.review.grouping import Form, Proposal, propose
from core.vocabulary import BY_NAME, Grouping
from desktop.dialogs.products_dialog import NO_FILE, NOTHING, ProductsDialog

NAMES = [f"a10_{number}.jpg" for number in range(1, 6)] + ["b20_1.jpg", "b20_2.jpg", "alone.jpg"]

Make = Callable[..., ProductsDialog]


CATALOG = Proposal(
    {"a10": ("a10_1.jpg", "alone.jpg")},
    (Form(NAMED_BY_FILE, 1, 2, (("a10", ("a10_1.jpg", "alone.jpg")),)),),
    6,
    {"a10": "Linen shirt"},
)


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(
        now: Grouping = Grouping.NONE, names: list[str] = NAMES, catalog: Proposal | None = None
    ) -> ProductsDialog:
        proposals = {way: propose(names, way) for way in BY_NAME}
        if catalog is not None:
            proposals[Grouping.CATALOG] = catalog
        dialog = ProductsDialog(now, proposals)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def said(dialog: ProductsDialog) -> list[str]:
    """What the preview says, line by line."""
    shown = [preview for preview in dialog._previews.values() if preview.isVisible()]
    return [one.text() for preview in shown for one in preview.findChildren(QLabel)]


def choose(dialog: ProductsDialog, grouping: Grouping) -> None:
    dialog._buttons[grouping].setChecked(True)


def test_names_are_previewed_with_reason_and_examples(make: Make) -> None:
    dialog = make()
    assert not dialog._yes.isEnabled()  # each photo is by itself already
    assert said(dialog) == []
    choose(dialog, Grouping.NAMES)
    assert dialog._yes.isEnabled()
    assert dialog._hint.text() == "2 products from 7 photos, 1 photo left alone"
    lines = said(dialog)
    assert lines[0].startswith("Names with a common key")
    assert lines[0].endswith("2 products from 7 photos")
    assert lines[1] == "a10: a10_1.jpg, a10_2.jpg, a10_3.jpg and 2 more"
    assert lines[2] == "b20: b20_1.jpg, b20_2.jpg"


@pytest.mark.parametrize("way", [Grouping.NAMES, Grouping.FOLDERS, Grouping.CATALOG])
def test_a_way_that_makes_nothing_says_why_and_cannot_be_chosen(make: Make, way: Grouping) -> None:
    dialog = make(names=["red.jpg", "blue.jpg"])
    choose(dialog, way)
    assert dialog._hint.text() == (NO_FILE if way is Grouping.CATALOG else NOTHING[way])
    assert not dialog._yes.isEnabled()


def test_the_choice_is_told_once_it_is_confirmed(qtbot: QtBot, make: Make) -> None:
    dialog = make(Grouping.NAMES)
    choose(dialog, Grouping.NONE)
    with qtbot.waitSignal(dialog.confirmed) as told:
        dialog._yes.click()
    assert told.args == [Grouping.NONE]


def test_the_catalogs_products_can_be_left_and_chosen_again(make: Make) -> None:
    dialog = make(Grouping.CATALOG, catalog=CATALOG)
    assert dialog.chosen is Grouping.CATALOG
    assert not dialog._yes.isEnabled()
    assert dialog._hint.text() == "1 product from 2 photos, 6 photos left alone"
    assert said(dialog)[1] == "a10, Linen shirt: a10_1.jpg, alone.jpg"
    choose(dialog, Grouping.NAMES)
    assert dialog._yes.isEnabled()
    dialog = make(Grouping.NAMES, catalog=CATALOG)
    choose(dialog, Grouping.CATALOG)
    assert dialog._yes.isEnabled()


def test_both_forms_together_are_offered_where_both_are_found(make: Make) -> None:
    assert Grouping.FOLDER not in make()._buttons
    folders = [f"k{key}/{view}.jpg" for key in (10, 11) for view in (1, 2)]
    dialog = make(names=NAMES + folders)
    choose(dialog, Grouping.FOLDER)
    assert dialog._hint.text() == "4 products from 11 photos, 1 photo left alone"
    choose(dialog, Grouping.FOLDERS)
    assert dialog._hint.text() == "2 products from 4 photos, 8 photos left alone"
    assert Grouping.FOLDER in make(Grouping.FOLDER)._buttons  # it is what groups now
