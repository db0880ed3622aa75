"""Controls that go on in further lines where there is no room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.wrapping import WrappedRow

WORDS = ("Next", "Switch the marked one", "Only", "Without", "Invert", "Reset")


@pytest.fixture
def row(qtbot: QtBot) -> WrappedRow:
    window, made = QWidget(), WrappedRow(4)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    for words in WORDS:
        made.add(QPushButton(words))
    window.show()
    made.keep = window  # type: ignore[attr-defined] - it goes with the row
    return made


def _lines(row: WrappedRow) -> int:
    return len({button.y() for button in row.findChildren(QPushButton)})


def _overlap(row: WrappedRow) -> bool:
    buttons = row.findChildren(QPushButton)
    return any(one.geometry().intersects(two.geometry()) for one, two in pairwise(buttons))


@pytest.mark.parametrize("width", [160, 260, 400])
def test_row_takes_the_lines_that_it_needs(qtbot: QtBot, row: WrappedRow, width: int) -> None:
    window = row.window()
    window.resize(1200, 300)
    qtbot.waitUntil(lambda: _lines(row) == 1)
    window.resize(width, 300)
    qtbot.waitUntil(lambda: _lines(row) > 1 and row.height() > row.childAt(1, 1).height())
    assert not _overlap(row)
    for button in row.findChildren(QPushButton):
        assert row.rect().contains(button.geometry()), button.text()
        assert button.width() >= button.sizeHint().width()


def test_row_makes_room_for_other_words(qtbot: QtBot, row: WrappedRow) -> None:
    window, button = row.window(), row.findChildren(QPushButton)[0]
    window.resize(row.sizeHint().width() + 40, 300)
    qtbot.waitUntil(lambda: _lines(row) == 1)
    button.setText("Mark the next strongest region of the photo")
    qtbot.waitUntil(lambda: _lines(row) == 2 and button.width() >= button.sizeHint().width())
    assert not _overlap(row)


def test_row_asks_for_no_more_than_its_widest(row: WrappedRow) -> None:
    widest = max(button.sizeHint().width() for button in row.findChildren(QPushButton))
    assert row.minimumSizeHint().width() == widest
