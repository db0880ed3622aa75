"""Who reads a review on another worker waits for what was decided before."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import Cancelled, ReviewError
from core.jobs import CancelToken
from core.vocabulary import Action, Verdict
from desktop.services.review.behind import Behind
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.workers import Workers
from tests.window import WAIT_MS


def test_a_decision_that_waits_is_waited_for(
    reviewed: ReviewDesk, workers: Workers, products: Path
) -> None:
    gate, shared, blue = threading.Event(), reviewed.shared, products / "a" / "blue.png"
    workers.review.submit(lambda token, tell: gate.wait(WAIT_MS / 1000))
    reviewed.decide(Action.CORRECT, [blue], "Red")
    behind = Behind(reviewed)
    threading.Timer(0.2, gate.set).start()
    behind.wait(CancelToken())
    (row,) = shared.rows(shared.ids([blue])).values()
    assert row.state.verdict is Verdict.CORRECTED


def test_who_is_cancelled_or_left_waits_no_longer(
    qtbot: QtBot, reviewed: ReviewDesk, workers: Workers
) -> None:
    gate, token, shared = threading.Event(), CancelToken(), reviewed.shared
    workers.review.submit(lambda token, tell: gate.wait(WAIT_MS / 1000))
    behind = Behind(reviewed)
    token.cancel()
    with pytest.raises(Cancelled):
        behind.wait(token)
    shared.close()
    with pytest.raises(ReviewError, match="closed before"):
        behind.wait(CancelToken())
    gate.set()


def test_without_a_review_nothing_is_waited_for(reviewed: ReviewDesk) -> None:
    reviewed.open_none()
    Behind(reviewed).wait(CancelToken())
