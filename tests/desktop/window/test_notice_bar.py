"""One sentence that has to be read, or a hint that may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.window.notice_bar import NoticeBar


@pytest.fixture
def notice(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_until_there_is_something_to_say(notice: NoticeBar) -> None:
    assert notice.isHidden()
    notice.say("The folder is gone.")
    assert (notice.isHidden(), notice.text()) == (False, "The folder is gone.")
    notice.say("")
    assert notice.isHidden()


def test_a_hint_gives_way_to_what_has_to_be_read(notice: NoticeBar) -> None:
    notice.hint("Enter accepts.")
    assert (notice.isHidden(), notice.text()) == (False, "")
    notice.say("The folder is gone.")
    notice.hint("Enter accepts.")
    assert notice.text() == "The folder is gone."


def test_it_can_be_put_away(qtbot: QtBot, notice: NoticeBar) -> None:
    notice.say("The folder is gone.")
    with qtbot.waitSignal(notice.put_away):
        notice.findChild(QToolButton).click()
    assert notice.isHidden()


def test_trouble_does_not_look_like_other_news(notice: NoticeBar) -> None:
    notice.say("Not decided: torn.jpg (cannot be read)", trouble=True)
    assert notice._words.property("role") == "error"
    notice.say("The folder is gone.")
    assert notice._words.property("role") == ""


def test_what_can_be_done_is_offered_until_something_else_is_said(
    qtbot: QtBot, notice: NoticeBar
) -> None:
    offer = QAction("Look again")
    notice.ask("The folder is gone.", [offer])
    (button,) = notice._buttons
    assert button.text() == "Look again"
    with qtbot.waitSignal(offer.triggered):
        button.click()
    notice.say("")
    assert not notice._buttons and notice.isHidden()


def test_a_file_that_was_written_is_opened_or_shown(qtbot: QtBot, notice: NoticeBar) -> None:
    notice.offer_file(Path("/shop/report.pdf"))
    assert (notice.isHidden(), notice.text()) == (False, "")
    assert notice._words.text() == f"Written: {Path('/shop/report.pdf')}"
    links = {button.text(): button for button in notice.findChildren(QToolButton)}
    for words, asked in (
        ("Open it", notice.open_asked),
        ("Show its folder", notice.show_asked),
    ):
        assert not links[words].isHidden()
        with qtbot.waitSignal(asked) as told:
            links[words].click()
        assert told.args == [[Path("/shop/report.pdf")]]
    notice.say("The folder is gone.")
    assert links["Open it"].isHidden()
    notice.offer_file(Path("/shop/report.pdf"))
    assert notice.text() == "The folder is gone."
