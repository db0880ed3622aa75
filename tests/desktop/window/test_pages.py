"""The panels, or an invitation where nothing is open."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.browser.empty_state import EmptyState
from desktop.window.pages import Pages


@pytest.fixture
def pages(qtbot: QtBot) -> Pages:
    made = Pages(EmptyState(QAction("Open"), QAction("Again"), QAction("Samples")), QWidget())
    qtbot.addWidget(made)
    return made


def test_each_turn_is_told(pages: Pages) -> None:
    told: list[bool] = []
    pages.panels_shown.connect(told.append)
    pages.show_panels()
    pages.say("No photos found there", "Drop another folder here.")
    assert told == [True, False]
    assert isinstance(pages.currentWidget(), EmptyState)
    said = {label.text() for label in pages.currentWidget().findChildren(QLabel)}
    assert {"No photos found there", "Drop another folder here."} <= said


def test_a_drop_over_the_panels_is_veiled(pages: Pages) -> None:
    pages.show_panels()
    pages.set_hovering("Drop to open")
    assert not pages._veil.isHidden()
    pages.set_hovering("")
    assert pages._veil.isHidden()
    pages.show_empty()
    pages.set_hovering("Drop to open")
    assert pages._veil.isHidden()  # the empty state says it itself


def test_panels_are_painted_before_they_are_wanted(qtbot: QtBot, pages: Pages) -> None:
    painted: list[bool] = []

    class Panel(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            painted.append(pages.panels)

    layout = QVBoxLayout(pages.widget(1))
    layout.addWidget(Panel())
    pages.resize(400, 300)
    pages.draw_ahead()
    assert painted == [False]
    pages.show_panels()
    pages.draw_ahead()
    assert painted == [False]  # what is seen paints itself
