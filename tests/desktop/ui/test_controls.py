"""Small controls that shorten what does not fit."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.controls import ElidedLabel, KeyButton, action, shortened


def test_names_too_long_for_a_button_lose_their_middle() -> None:
    assert shortened("shoes") == "shoes"
    assert len(shortened("x" * 100)) <= 24


def test_figures_are_shown_whole_or_not_at_all(qtbot: QtBot) -> None:
    figure = ElidedLabel(shortens=False)
    qtbot.addWidget(figure)
    figure.set_whole("960 × 1,280 px")
    figure.resize(20, 20)
    figure._elide()
    assert figure.text() == ""
    figure.resize(400, 20)
    figure._elide()
    assert figure.text() == "960 × 1,280 px"


def test_button_shows_its_key_where_there_is_room(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    button = KeyButton(action(parent, "Flag", "", "F"))
    qtbot.addWidget(button)
    button.resize(200, 32)
    with_key = button.grab().toImage()
    button.defaultAction().setShortcut(QKeySequence())
    assert button.grab().toImage() != with_key
