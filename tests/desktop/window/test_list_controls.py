"""View and order, as one wish."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.review.views import Listed
from core.vocabulary import Order, ViewKey
from desktop.window.list_controls import ListControls
from desktop.window.main_window import MainWindow
from tests.window import WAIT_MS


@pytest.fixture
def window(main_window: MainWindow) -> MainWindow:
    main_window.list_controls.reset(Listed(ViewKey.ALL), reviewed=True)
    return main_window


@pytest.fixture
def controls(window: MainWindow) -> ListControls:
    return window.list_controls


def sort_by(window: MainWindow, order: Order) -> None:
    next(one for one in window.top._orders.actions() if one.data() == order).trigger()


def test_a_view_is_told_before_the_wish_for_its_list(
    window: MainWindow, controls: ListControls
) -> None:
    told: list[str] = []
    controls.view_changed.connect(lambda: told.append("view"))
    controls.changed.connect(lambda: told.append("list"))
    window.views.set_view(ViewKey.FLAGGED)
    told.clear()  # what the program sets is no wish
    window.views.chosen.emit(ViewKey.FLAGGED)
    assert told == ["view", "list"]
    assert controls.view is ViewKey.FLAGGED


def test_an_order_or_groups_make_a_list_of_ones_own(
    qtbot: QtBot, window: MainWindow, controls: ListControls
) -> None:
    assert controls.as_viewed
    with qtbot.waitSignal(controls.changed, timeout=WAIT_MS):
        sort_by(window, Order.DATE)
    assert (controls.order, controls.as_viewed) == (Order.DATE, False)
    with qtbot.waitSignal(controls.changed, timeout=WAIT_MS):
        window.top.group_action.trigger()
    assert controls.by_class
    assert window.views._otherwise.text().endswith("Class")
    controls.reset(Listed(ViewKey.DOUBTFUL), reviewed=True)
    assert controls.as_viewed
    assert (controls.by_class, controls.order, controls.view) == (False, None, ViewKey.DOUBTFUL)


def test_the_program_turns_to_a_view_as_a_click_does(
    qtbot: QtBot, window: MainWindow, controls: ListControls
) -> None:
    sort_by(window, Order.DATE)
    with qtbot.waitSignals([controls.view_changed, controls.changed], timeout=WAIT_MS):
        controls.turn_to(ViewKey.FLAGGED)
    assert (controls.view, controls.order) == (ViewKey.FLAGGED, None)


def test_a_list_is_shown_as_it_was_left(window: MainWindow, controls: ListControls) -> None:
    controls.reset(Listed(ViewKey.TO_DO, Order.LABEL), reviewed=True)
    assert (controls.view, controls.order) == (ViewKey.TO_DO, Order.LABEL)
    assert window.views._otherwise.text().endswith("Class")
    controls.reset(Listed(ViewKey.TO_DO, Order.PATH), reviewed=True)  # the view's own
    assert controls.as_viewed


def test_everything_is_the_view_of_all_in_its_own_order(controls: ListControls) -> None:
    controls.reset(Listed(ViewKey.DONE, Order.LABEL), reviewed=True)
    controls.show_everything()
    assert (controls.view, controls.as_viewed) == (ViewKey.ALL, True)


def test_a_view_is_as_its_name_says_until_it_is_sorted_otherwise_and_says_that(
    window: MainWindow, controls: ListControls
) -> None:
    said = window.views._otherwise
    controls.reset(Listed(ViewKey.DOUBTFUL), reviewed=True)
    sort_by(window, Order.PATH)
    assert (controls.order, controls.as_viewed, said.isHidden()) == (Order.PATH, False, False)
    assert said.text().endswith("Name")
    sort_by(window, Order.DOUBT)  # what the view says itself
    assert (controls.order, controls.as_viewed, said.isHidden()) == (None, True, True)
    sort_by(window, Order.CLUSTER)
    window.views.set_view(ViewKey.FLAGGED)
    window.views.chosen.emit(ViewKey.FLAGGED)
    assert (controls.order, window.top.order, said.isHidden()) == (None, None, True)


def test_without_a_review_there_is_one_view_and_no_search(
    window: MainWindow, controls: ListControls
) -> None:
    controls.reset(Listed(ViewKey.ALL), reviewed=False)
    offered = (window.views.isHidden(), window.top.search.isEnabled())
    assert offered == (True, False)
    controls.reset(Listed(ViewKey.ALL), reviewed=True)
    offered = (window.views.isHidden(), window.top.search.isEnabled())
    assert offered == (False, True)


def test_subfolders_are_as_ticked(window: MainWindow, controls: ListControls) -> None:
    assert controls.subfolders
    window.folders.set_subfolders(False)
    assert not controls.subfolders
