"""The row of a box: there while one is drawn; it says how, and how large."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.panels.compare.box_bar import BoxBar


def test_it_says_what_to_do_how_large_the_box_is_and_why_there_is_none(qtbot: QtBot) -> None:
    bar = BoxBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.show_active(True)
    assert bar.isVisible()
    assert (bar.words[:4], bar.keep_action.isEnabled()) == ("Drag", False)
    bar.show_size((1200, 80))
    assert bar.words.startswith("1,200 × 80 px")
    assert bar.keep_action.isEnabled()
    bar.show_too_small(16)
    assert "at least 16 px" in bar.words
    assert not bar.keep_action.isEnabled()


def test_only_what_is_there_can_be_taken_away(qtbot: QtBot) -> None:
    bar = BoxBar()
    qtbot.addWidget(bar)
    assert not bar.unbox_action.isEnabled()
    bar.offer_none(True)
    assert bar.unbox_action.isEnabled()
    assert bar.unbox_action.shortcut().toString() == "Shift+B"
