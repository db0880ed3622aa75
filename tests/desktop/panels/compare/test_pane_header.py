"""A title above a picture, and a figure that is seen whole or not at all."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.panels.compare.pane_header import MARGIN, PaneHeader

TITLE, FIGURE = "Why Casual Shoes", "Stable after 320 samples"


@pytest.fixture
def header(qtbot: QtBot) -> PaneHeader:
    made = PaneHeader(QToolButton())
    qtbot.addWidget(made)
    made.title.set_whole(TITLE)
    made.say(FIGURE, "320 samples, 1.2 s")
    made.resize(600, made.height())
    made.show()
    return made


def test_figure_stands_beside_the_title_where_both_fit(header: PaneHeader) -> None:
    assert (header.title.text(), header.figure.text()) == (TITLE, FIGURE)
    assert header.figure.geometry().left() > header.title.geometry().left()
    assert header.figure.toolTip() == "320 samples, 1.2 s"


@pytest.mark.parametrize("width", range(150, 420, 30))
def test_a_figure_without_room_leaves_the_title_all_of_it(
    qtbot: QtBot, header: PaneHeader, width: int
) -> None:
    header.resize(width, header.height())
    seen = header.figure.isVisible()
    qtbot.waitUntil(lambda: header.figure.isVisible() == seen)
    header.layout().activate()
    assert header.figure.text() == FIGURE or not header.figure.isVisible()
    enough = header.title.sizeHint().width() + 2 * MARGIN + header._button_px()
    assert header.title.text() == TITLE or width < enough


def test_figure_below_has_the_whole_line(header: PaneHeader) -> None:
    one_line = header.height()
    header.put_below(True)
    header.resize(240, header.height())
    header.layout().activate()
    assert header.height() > one_line
    assert (header.title.text(), header.figure.text()) == (TITLE, FIGURE)
    assert header.figure.geometry().top() >= header.title.geometry().bottom()
    header.put_below(False)
    assert header.height() == one_line
    assert not header.figure.isVisible()


def test_header_is_as_narrow_as_its_title_may_be(header: PaneHeader) -> None:
    assert header.minimumSizeHint().width() < 240
