"""The row of what if: there while regions are switched, and gone with its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.compare.what_if_bar import WhatIfBar


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bar(qtbot: QtBot, window: QWidget) -> WhatIfBar:
    made = WhatIfBar()
    QVBoxLayout(window).addWidget(made)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def test_keys_and_buttons_work_while_regions_are_switched(qtbot: QtBot, bar: WhatIfBar) -> None:
    bar.show_active(True)
    buttons = bar.findChildren(QToolButton)
    assert len({choice.shortcut().toString() for choice in bar.choices}) == len(buttons) == 6
    for choice, button in zip(bar.choices, buttons, strict=True):
        with qtbot.waitSignal(choice.triggered):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(choice.triggered):
            qtbot.keyClicks(bar.window(), choice.shortcut().toString().lower())


def test_the_row_takes_its_keys_with_it(qtbot: QtBot, bar: WhatIfBar) -> None:
    assert not bar.isVisible()
    for active in (True, False):
        bar.show_active(active)
        assert bar.isVisible() == active
        assert {choice.isEnabled() for choice in bar.choices} == {active}
    with qtbot.assertNotEmitted(bar.invert_action.triggered):
        qtbot.keyClicks(bar.window(), "i")


def test_the_answer_says_how_far_the_surrogate_is_off(bar: WhatIfBar) -> None:
    bar.show_active(True)
    bar.show_answer("Handbags", 0.71, 0.8)
    said = "Handbags: model 71 %, simple model 80 %, difference +9 points"
    assert bar._answer.accessibleName() == said
    bar.show_answer("Handbags", 0.71, 0.6)
    assert bar._answer.accessibleName().endswith("difference −11 points")
    bar.show_answer("Handbags", 0.6849, 0.4151)  # 26.98, but 68 and 42 are what one reads
    assert "model 68 %, simple model 42 %, difference" in bar._answer.accessibleName()
    assert bar._answer.accessibleName().endswith("26 points")
    bar.show_active(True)
    assert bar._answer.accessibleName() == "Click a region to switch it off or on"
