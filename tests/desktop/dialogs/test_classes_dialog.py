"""What the choice of classes says before it is made, and that nothing else is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.dialogs.classes_dialog import ClassesDialog
from desktop.services.review.classes import NO_REVIEW, Occurring
from desktop.window.main_window import SMALLEST_SIZE
from tests.packs import LABELS

KNOWN = Occurring({"Blue": 3, "Green": 1, "Grey": 2}, ("Blue", "Red"), 0, "")
Make = Callable[..., ClassesDialog]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(known: Occurring = KNOWN, chosen: tuple[str, ...] = LABELS) -> ClassesDialog:
        dialog = ClassesDialog(LABELS, chosen, known)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # qtbot does
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def said(dialog: ClassesDialog) -> tuple[str, str, str, str, bool]:
    words = (dialog.said, dialog.lost, dialog.error, dialog.use_button)
    shown = tuple(one.text() if one.isVisible() else "" for one in words)
    return (*shown, dialog.use_button.isEnabled())  # type: ignore[return-value]


def test_it_begins_with_the_choice_in_force(make: Make) -> None:
    assert said(make()) == ("All 5 classes can occur", "", "", "Use all classes", True)
    some = make(chosen=("Blue", "Green"))
    assert some.classes.ticked == {"Blue", "Green"}
    assert said(some) == (
        "2 of 5 classes can occur",
        "2 photos carry a class that would be left out.",
        "", "Use 2 classes", True,
    )  # fmt: skip


def test_the_ticks_say_what_they_would_do(make: Make) -> None:
    dialog = make()
    dialog.classes.tick({"Blue", "Grey"})
    assert dialog.lost.text() == "1 photo carries a class that would be left out."
    dialog.classes.tick({"Blue", "Green", "Grey"})
    assert dialog.lost.text() == "No photo carries a class that would be left out."


@pytest.mark.parametrize(
    ("ticked", "error"),
    [
        (set(), "No class is named: name at least two."),
        ({"Red"}, "One class alone would be sure of every photo: name another."),
    ],
)
def test_a_choice_that_cannot_be_is_a_sentence(make: Make, ticked: set[str], error: str) -> None:
    dialog = make()
    dialog.classes.tick(ticked)
    assert said(dialog)[2] == error
    assert not dialog.use_button.isEnabled()
    dialog.classes.tick({"Red", "Blue"})
    assert said(dialog)[2:] == ("", "Use 2 classes", True)


def test_what_is_confirmed_has_the_networks_order_and_all_is_no_choice(
    qtbot: QtBot, make: Make
) -> None:
    dialog = make()
    dialog.classes.tick({"Red", "Blue"})
    with qtbot.waitSignal(dialog.confirmed) as told:
        dialog.use_button.click()
    assert told.args == [("Blue", "Red")]
    dialog = make(chosen=("Blue", "Red"))
    dialog.all_button.click()
    with qtbot.waitSignal(dialog.confirmed) as told:
        dialog.use_button.click()
    assert told.args == [()]


def test_cancel_tells_nothing(qtbot: QtBot, make: Make) -> None:
    dialog = make()
    dialog.none_button.click()
    with qtbot.assertNotEmitted(dialog.confirmed):
        QTest.keyClick(dialog.classes, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_catalogs_terms_tick_their_classes_whatever_is_searched(make: Make) -> None:
    dialog = make()
    assert dialog.catalog_button.isEnabled()
    dialog.search.setText("gre")
    dialog.catalog_button.click()
    assert dialog.classes.ticked == {"Blue", "Red"}


def test_without_a_catalog_the_button_says_why(make: Make) -> None:
    dialog = make(Occurring())
    assert not dialog.catalog_button.isEnabled()
    assert dialog.catalog_button.toolTip() == NO_REVIEW
    dialog.classes.tick({"Blue", "Red"})
    assert said(dialog)[1] == ""  # nothing is known of photos


@pytest.mark.parametrize(
    ("unclear", "words"),
    [
        (1, "1 category of the file has no class yet: tick by hand what it holds."),
        (2, "2 categories of the file have no class yet: tick by hand what they hold."),
    ],
)
def test_categories_without_a_class_are_told(make: Make, unclear: int, words: str) -> None:
    assert make(Occurring({}, ("Blue", "Red"), unclear, "")).lost.text() == words


def test_the_keyboard_searches_ticks_and_confirms(qtbot: QtBot, make: Make) -> None:
    dialog = make(chosen=("Blue", "Green", "Grey"))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.search.hasFocus)
    QTest.keyClicks(dialog.search, "gre")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)  # goes to what was found
    assert dialog.isVisible()
    assert dialog.classes.hasFocus()
    QTest.keyClick(dialog.classes, Qt.Key.Key_Down)
    QTest.keyClick(dialog.classes, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.confirmed) as told:
        QTest.keyClick(dialog.classes, Qt.Key.Key_Return)
    assert told.args == [("Blue", "Green")]


def test_it_fits_a_small_screen_and_has_names(make: Make) -> None:
    dialog = make(Occurring({"Blue": 1}, ("Blue",), 2, ""))
    dialog.classes.tick(set())  # with everything that it can say
    hint = dialog.minimumSizeHint()
    assert hint.boundedTo(SMALLEST_SIZE) == hint
    named = [*dialog.findChildren(QLineEdit), dialog.classes]
    assert [widget for widget in named if not widget.accessibleName()] == []
    assert all(button.text() for button in dialog.findChildren(QPushButton))
