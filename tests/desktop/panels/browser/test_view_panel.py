"""The views of a review and how many photos they hold."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from core.vocabulary import ViewKey
from desktop.panels.browser.view_panel import ViewPanel


@pytest.fixture
def panel(qtbot: QtBot) -> ViewPanel:
    made = ViewPanel()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("key", [key for key in ViewKey if key is not ViewKey.ALL])
def test_a_view_is_chosen_by_a_click(qtbot: QtBot, panel: ViewPanel, key: ViewKey) -> None:
    view = panel.findChild(QTreeView)
    place = view.visualRect(view.model().index(list(ViewKey).index(key), 0))
    assert view.viewport().rect().contains(place)
    with qtbot.waitSignal(panel.chosen) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert told.args == [key]
    assert panel.view is key


def test_a_view_is_set_without_telling(qtbot: QtBot, panel: ViewPanel) -> None:
    assert panel.view is ViewKey.ALL
    with qtbot.assertNotEmitted(panel.chosen):
        panel.set_view(ViewKey.FLAGGED)
    assert panel.view is ViewKey.FLAGGED
    with qtbot.waitSignal(panel.chosen) as told:
        qtbot.keyClick(panel.findChild(QTreeView), Qt.Key.Key_Up)
    assert told.args == [ViewKey.DONE]


def test_a_view_that_is_sorted_otherwise_says_so(panel: ViewPanel) -> None:
    assert not panel._otherwise.isVisible()
    panel.say_order("Name")
    assert panel._otherwise.isVisible() and "Name" in panel._otherwise.text()
    panel.say_order("")
    assert not panel._otherwise.isVisible()


def test_counts_stand_beside_their_views_and_others_stay_empty(panel: ViewPanel) -> None:
    model = panel.findChild(QTreeView).model()
    panel.show_counts({ViewKey.ALL: 12_345, ViewKey.DONE: 0})
    shown = {model.index(row, 0).data(): model.index(row, 1).data() for row in range(len(ViewKey))}
    assert shown.pop("All") == "12,345"
    assert shown.pop("Done") == "0"
    assert set(shown.values()) == {""}
    panel.show_counts({})
    assert model.index(len(ViewKey) - 1, 1).data() == ""
