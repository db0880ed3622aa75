"""What may be looked at next is found out before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from core.entities import Explanation
from core.explain import lime
from core.inference.classifier import Classifier
from core.inference.model_pack import Pack
from core.jobs import CancelToken
from desktop.app import Program
from desktop.services.answer_cache import NEXT, AnswerCache, Kept
from desktop.services.answer_cache import explained as explanation_of
from desktop.services.current_network import CurrentNetwork
from desktop.services.job_bridge import JobBridge
from desktop.services.overlay_painter import settings_of
from desktop.services.picture_loader import Shown, load
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.workers import Workers
from tests.window import (
    WAIT_MS,
)
from tests.window_parts import QUICK


def test_next_photo_is_explained_ahead(qtbot: QtBot, explained: Program) -> None:
    bench = explained.workbench
    current_photo, settings = bench.current_photo, bench.current_photo.settings
    ahead = explained.window.model.paths[1]

    def ready() -> bool:
        shown = current_photo._pictures.get(ahead)
        key = (shown.photo.sha256, settings) if shown else ("", settings)
        return current_photo._answers.explanations.get(key) is not None

    qtbot.waitUntil(ready, timeout=WAIT_MS)
    told: list[bool] = []
    current_photo.explained.connect(lambda explanation: told.append(explanation.final))
    current_photo.choose(ahead)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert told == [True]
    assert not current_photo.explaining


@pytest.fixture
def answers(bridge: JobBridge, workers: Workers, network: CurrentNetwork) -> AnswerCache:
    return AnswerCache(bridge, workers.engine, workers.painters, network)


@given(st.lists(st.integers(0, 9)), st.integers(1, 5))
def test_the_last_few_used_are_kept(used: list[int], most: int) -> None:
    kept: Kept[int, int] = Kept(most)
    for key in used:
        if kept.get(key) is None:
            kept.put(key, -key - 1)
    last = list(dict.fromkeys(reversed(used)))[:most]
    assert [key for key in range(10) if kept.get(key) is not None] == sorted(last)


def test_tag_and_activation_map_are_ready_before_a_photo_is_looked_at(
    qtbot: QtBot, answers: AnswerCache, shown: Shown
) -> None:
    content = shown.photo.sha256
    answers.prepare(shown, QUICK)
    key = (content, "Blue", QUICK.opacity, QUICK.colours)
    qtbot.waitUntil(lambda: answers.maps.get(key) is not None, timeout=WAIT_MS)
    assert answers.predictions.get(content).label == "Blue"
    answers.forget()
    assert answers.predictions.get(content) is None


def test_a_few_are_explained_ahead_when_nothing_else_is_to_be_done(
    qtbot: QtBot, answers: AnswerCache, products: Path
) -> None:
    settings = settings_of(QUICK)
    photos = [load(path) for path in sorted(products.rglob("*.png"))]
    for shown in photos:
        answers.prepare(shown, QUICK)
    last = [shown.photo.sha256 for shown in photos]
    qtbot.waitUntil(lambda: answers.predictions.get(last[-1]) is not None, timeout=WAIT_MS)
    answers.explain_ahead(settings, None)
    done = lambda: [answers.explanations.get((one, settings)) is not None for one in last]  # noqa: E731
    qtbot.waitUntil(lambda: all(done()[-NEXT:]), timeout=WAIT_MS)
    assert done() == [False] * (len(last) - NEXT) + [True] * NEXT


def test_another_networks_late_answer_is_not_kept(
    qtbot: QtBot,
    answers: AnswerCache,
    bridge: JobBridge,
    workers: Workers,
    network: CurrentNetwork,
    quantised_pack: Pack,
    shown: Shown,
) -> None:
    heard: list[bool] = []
    answers.prepare(shown, QUICK)
    network._on_opened(Classifier.open(quantised_pack.folder))  # before the answer is heard
    assert workers.engine.submit(lambda token, tell: None).wait(10)
    bridge.post(lambda: heard.append(True))
    qtbot.waitUntil(lambda: heard == [True], timeout=WAIT_MS)
    assert answers.predictions.get(shown.photo.sha256) is None


def test_an_explanation_that_is_remembered_is_not_made_again(
    reviewed: ReviewDesk, classifier: Classifier, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    prediction, settings = classifier.classify(shown.photo), settings_of(QUICK)
    assert reviewed.shared is not None
    reviewed.shared.keep([(shown.photo, prediction)], classifier.pack)

    def ask() -> Explanation:
        return explanation_of(
            classifier, shown.photo, prediction, settings, reviewed.shared, CancelToken(), None
        )

    made = ask()
    monkeypatch.setattr(lime, "explain", lambda *_, **__: pytest.fail("explained again"))
    assert ask().surrogate.weights == pytest.approx(made.surrogate.weights)
