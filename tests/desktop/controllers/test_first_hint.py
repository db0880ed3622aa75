"""The keys are told until somebody shows that they are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.vocabulary import Action
from desktop.controllers.first_hint import HINT, FirstHint
from desktop.services.review.review_desk import ReviewDesk
from desktop.system.settings import Settings
from desktop.window.notice_bar import NoticeBar
from tests.window import WAIT_MS


@pytest.fixture
def notice(qtbot: QtBot, settings: Settings, desk: ReviewDesk) -> NoticeBar:
    """The line under the bar, tied to the desk."""
    bar = NoticeBar()
    qtbot.addWidget(bar)
    FirstHint(bar, settings, desk)
    return bar


def open_review(qtbot: QtBot, desk: ReviewDesk, folder: Path) -> None:
    with qtbot.waitSignal(desk.opened, timeout=WAIT_MS):
        desk.open(folder, "ana")


def test_the_keys_are_told_until_the_first_decision(
    qtbot: QtBot, notice: NoticeBar, settings: Settings, desk: ReviewDesk, blue: Path
) -> None:
    open_review(qtbot, desk, blue.parent)
    assert notice._words.text() == HINT
    assert not settings.knows_keys
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        desk.decide(Action.SKIP, [blue])
    assert notice.isHidden()
    assert settings.knows_keys


def test_putting_the_hint_away_shows_that_they_are_known(
    qtbot: QtBot, notice: NoticeBar, settings: Settings, desk: ReviewDesk, blue: Path
) -> None:
    open_review(qtbot, desk, blue.parent)
    notice.put_away.emit()
    assert settings.knows_keys
    open_review(qtbot, desk, blue.parent.parent)
    assert notice.isHidden()


def test_where_nothing_can_be_decided_no_keys_are_told(
    notice: NoticeBar, settings: Settings, desk: ReviewDesk
) -> None:
    desk.open_none()
    assert notice.isHidden()
    assert not settings.knows_keys
