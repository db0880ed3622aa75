"""No window is larger than its screen, and what does not fit scrolls above a foot that stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.controls import label
from desktop.ui.fitting import above_foot, fit, room


@pytest.fixture
def window(qtbot: QtBot) -> QDialog:
    made = QDialog()
    qtbot.addWidget(made)
    return made


def tall(rows: int) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    for row in range(rows):
        column.addWidget(label(f"Row {row}"))
    return body


def test_a_window_is_as_large_as_asked_where_the_screen_is(window: QDialog) -> None:
    fit(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)
    fit(window, QSize(5000, 5000))
    assert window.size() == room(window)
    assert room(window).height() < window.screen().availableSize().height()


def test_what_fits_does_not_scroll(window: QDialog) -> None:
    above_foot(window, tall(3), QPushButton("Close"))
    fit(window)
    window.show()
    bars = window.findChildren(QWidget, "qt_scrollarea_vcontainer")
    assert not any(bar.isVisible() for bar in bars)


def test_what_does_not_fit_scrolls_and_the_foot_is_seen(qtbot: QtBot, window: QDialog) -> None:
    button = QPushButton("Close")
    above_foot(window, tall(200), button)
    assert window.minimumSizeHint().height() < 200
    fit(window)
    window.show()
    assert window.size().height() == room(window).height()
    assert window.rect().contains(button.geometry().translated(button.parentWidget().pos()))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    window.resize(window.width(), 160)
    qtbot.waitUntil(lambda: window.height() == 160)
    assert window.rect().contains(button.geometry().translated(button.parentWidget().pos()))


def test_words_that_wrap_have_their_lines(window: QDialog) -> None:
    body = QWidget()
    column = QVBoxLayout(body)
    words = label("one word after the other " * 40, wrap=True)
    words.setMinimumWidth(200)
    column.addWidget(words)
    above_foot(window, body, QPushButton("Close"))
    fit(window)
    window.show()
    assert words.height() >= words.heightForWidth(words.width())
