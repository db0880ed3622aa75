"""The bar at the top: what is open, what is searched for, and how it is sorted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from core.vocabulary import Order, Status
from desktop.ui.controls import action
from desktop.window.top_bar import TYPING_MS, TopBar, menu_button


@pytest.fixture
def top(qtbot: QtBot) -> TopBar:
    menus, actions = [QMenu() for _ in range(2)], [QAction(name) for name in "ab"]
    made = TopBar(actions[0], menus[0], [], actions[1], menus[1])
    made.kept = menus, actions
    qtbot.addWidget(made)
    return made


def test_a_search_starts_once_typing_has_rested(qtbot: QtBot, top: TopBar) -> None:
    told: list[str] = []
    top.searched.connect(told.append)
    with qtbot.waitSignal(top.searched, timeout=20 * TYPING_MS):
        for typed in ("b", "ba", "bag "):
            top.search.setText(typed)
    assert told == ["bag"]


def test_every_order_is_offered_and_none_is_the_views_own(top: TopBar) -> None:
    entries = top._orders.actions()
    assert [entry.data() for entry in entries] == ["", *Order]
    assert top.order is None
    for entry in entries[1:]:
        entry.trigger()
        assert top.order is Order(entry.data())
    entries[0].trigger()
    assert top.order is None


def test_another_folder_is_searched_and_sorted_anew_without_asking(
    qtbot: QtBot, top: TopBar
) -> None:
    top.search.setText("bag")
    top._orders.actions()[3].trigger()
    top.group_action.trigger()
    top.filter_action.setChecked(True)
    with qtbot.waitSignal(top.searched, timeout=20 * TYPING_MS):
        pass
    with qtbot.assertNotEmitted(top.asked), qtbot.assertNotEmitted(top.searched):
        top.reset_list(reviewed=False)
    assert not top.findChild(QTimer).isActive()
    assert (top.text, top.order, top.by_class) == ("", None, False)
    assert not top.filter_action.isChecked()
    assert not top.search.isEnabled() and not top.filter_action.isEnabled()
    top.reset_list(reviewed=True)
    assert top.search.isEnabled() and top.search_action.isEnabled()


def test_a_search_that_is_shown_is_not_asked_for(qtbot: QtBot, top: TopBar) -> None:
    with qtbot.assertNotEmitted(top.searched, wait=2 * TYPING_MS):
        top.show_search("bag")
    assert top.text == "bag"


def test_a_search_cleared_elsewhere_leaves_nothing_to_empty(top: TopBar) -> None:
    (empty,) = top.search.actions()
    top.search.setText("bag")
    assert empty.isVisible()
    top.show_search("")
    assert not empty.isVisible()


def test_numbers_are_those_of_decisions_or_of_tags(top: TopBar) -> None:
    top.show_decisions(1204, 3, 0)
    assert top._summary.accessibleName() == "1,204 done     3 to do     0 flagged"
    top.show_statuses({Status.KNOWN: 2, Status.ERROR: 1, None: 7})
    assert top._summary.accessibleName() == "2 sure     1 unreadable"


def test_a_button_opens_its_menu_at_once(qtbot: QtBot) -> None:
    owner = QMenu()
    trigger, menu = action(owner, "Sort", "arrow-up-down"), QMenu()
    button = menu_button(trigger, menu)
    qtbot.addWidget(button)
    assert (button.menu(), button.defaultAction()) == (menu, trigger)
    assert button.popupMode() is QToolButton.ToolButtonPopupMode.InstantPopup
