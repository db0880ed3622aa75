"""What is offered for what is typed, and taken by a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTreeWidget
from pytestqt.qtbot import QtBot

from core.catalog.tag_finder import Found, TagFinder
from desktop.dialogs.picker import MOST_SHOWN, Picker, matching
from desktop.ui.choice import Choice

CHOICES = (
    Choice("Sports Shoes", "3 %"),
    Choice("Shirts", "90 %"),
    Choice("Tshirts"),
    Choice("Hats"),
)
NAMES = st.text("Aa b", min_size=1, max_size=4)


def test_type_ahead_prefers_beginnings() -> None:
    found = [found.name for found in matching(CHOICES, " sh")]
    assert found == ["Shirts", "Sports Shoes", "Tshirts"]


@given(st.lists(NAMES, unique=True).map(lambda names: [Choice(n) for n in names]), NAMES)
def test_every_choice_that_holds_what_was_typed_is_offered_once_in_three_ranks(
    choices: list[Choice], typed: str
) -> None:
    names = [choice.text for choice in choices]
    found, wanted = matching(choices, typed), " ".join(typed.split()).casefold()
    told = [one.name for one in found]
    assert sorted(told, key=names.index) == [name for name in names if wanted in name.casefold()]
    starts = [name.casefold().startswith(wanted) for name in told]
    assert starts == sorted(starts, reverse=True)
    assert matching(choices, "") == [Found(name) for name in names]


@pytest.fixture
def picker(qtbot: QtBot) -> Picker:
    return make(qtbot, "Another tag")


def make(qtbot: QtBot, other: str) -> Picker:
    made = Picker("Correct", CHOICES, other)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


def lines(picker: Picker) -> list[tuple[str, str]]:
    view = picker.findChild(QTreeWidget)
    items = (view.topLevelItem(row) for row in range(view.topLevelItemCount()))
    return [(item.text(0), item.text(1)) for item in items]


def field(picker: Picker) -> QLineEdit:
    return picker.findChild(QLineEdit)


def test_a_few_letters_and_enter_are_enough(qtbot: QtBot, picker: Picker) -> None:
    assert lines(picker)[0] == ("Sports Shoes", "3 %")
    qtbot.keyClicks(field(picker), "sh")
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(field(picker), Qt.Key.Key_Return)
    assert told.args == ["Shirts"]
    assert not picker.isVisible()


def test_arrows_move_the_mark_while_typing_goes_on(qtbot: QtBot, picker: Picker) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(field(picker), key)
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(field(picker), Qt.Key.Key_Return)
    assert told.args == ["Shirts"]
    picker.open()
    qtbot.keyClick(field(picker), Qt.Key.Key_Down)
    qtbot.keyClicks(field(picker), "h")
    assert field(picker).text() == "h"


def test_a_click_takes_a_line(qtbot: QtBot, picker: Picker) -> None:
    view = picker.findChild(QTreeWidget)
    place = view.visualItemRect(view.topLevelItem(3)).center()
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["Hats"]


def test_something_else_is_taken_in_free_text(qtbot: QtBot, picker: Picker) -> None:
    qtbot.keyClicks(field(picker), "  rain   hats ")
    assert lines(picker) == [("Another tag: rain hats", "")]
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(field(picker), Qt.Key.Key_Return)
    assert told.args == ["rain hats"]


def test_what_is_there_already_is_no_free_text(qtbot: QtBot, picker: Picker) -> None:
    qtbot.keyClicks(field(picker), "HATS")
    assert lines(picker) == [("Hats", "")]


def test_a_typing_error_is_taken_for_what_it_means_and_a_new_tag_has_the_last_line(
    qtbot: QtBot,
) -> None:
    find = TagFinder([choice.text for choice in CHOICES], {"Sneakers": ["Sports Shoes"]}).find
    picker = Picker("Correct", CHOICES, "New tag", find=find)
    picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(picker)
    picker.open()
    qtbot.keyClicks(field(picker), "sneaker")
    assert lines(picker) == [("Sports Shoes (Sneakers)", "3 %"), ("New tag: sneaker", "")]
    field(picker).clear()
    qtbot.keyClicks(field(picker), "tshrt")
    assert lines(picker) == [("Tshirts", ""), ("New tag: tshrt", "")]
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(field(picker), Qt.Key.Key_Return)
    assert told.args == ["Tshirts"]
    picker.open()
    qtbot.keyClick(field(picker), Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(field(picker), Qt.Key.Key_Return)
    assert told.args == ["tshrt"]


def test_where_a_choice_is_wanted_nothing_else_is_taken(qtbot: QtBot) -> None:
    picker = make(qtbot, "")
    qtbot.keyClicks(field(picker), "gloves")
    assert lines(picker) == []
    with qtbot.assertNotEmitted(picker.picked):
        qtbot.keyClick(field(picker), Qt.Key.Key_Return)
    assert picker.isVisible()


def test_of_many_only_so_many_are_shown_until_more_is_typed(qtbot: QtBot) -> None:
    picker = Picker("Product", [Choice(f"sku {number:05}") for number in range(30_000)], "")
    qtbot.addWidget(picker)
    assert len(lines(picker)) == MOST_SHOWN
    qtbot.keyClicks(field(picker), "sku 29998")
    assert lines(picker) == [("sku 29998", "")]


def test_esc_leaves_everything_as_it_is(qtbot: QtBot, picker: Picker) -> None:
    with qtbot.assertNotEmitted(picker.picked):
        qtbot.keyClick(field(picker), Qt.Key.Key_Escape)
    assert not picker.isVisible()
