"""Switching regions, contrasting classes, pointing at regions: what the window shows of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.entities import UNSEEN
from core.explain import lime
from desktop.app import Program
from desktop.controllers.region_hint import weight_words
from desktop.dialogs.picker import Picker
from desktop.services.regions import region_at

WAIT_MS = 60_000
Start = Callable[..., Program]


def answered(program: Program) -> str:
    return program.window.compare.what_if._answer._whole


def begin(qtbot: QtBot, program: Program) -> None:
    program.window.compare.what_if_action.trigger()
    qtbot.waitUntil(lambda: "network" in answered(program), timeout=WAIT_MS)


def middle(program: Program) -> QPoint:
    return program.window.compare.why.rect().center()


def scores(program: Program) -> dict[str, float]:
    return {score.label: score.probability for score in program.window.inspector.scores._scores}


def test_a_click_switches_a_region_and_the_probabilities_follow(
    qtbot: QtBot, explained: Program
) -> None:
    compare, bench = explained.window.compare, explained.workbench
    before = scores(explained)
    begin(qtbot, explained)
    region = region_at(
        bench.current_photo.explanation, compare.why.place(QPointF(middle(explained)))
    )
    QTest.mouseClick(compare.why, Qt.MouseButton.LeftButton, pos=middle(explained))
    assert np.flatnonzero(~bench.what_if.switches).tolist() == [region]
    qtbot.waitUntil(lambda: scores(explained) != before, timeout=WAIT_MS)
    QTest.mouseClick(compare.why, Qt.MouseButton.LeftButton, pos=middle(explained))
    assert bench.what_if.switches.all()
    qtbot.waitUntil(lambda: scores(explained) == pytest.approx(before, abs=0.01), timeout=WAIT_MS)


def test_dragging_switches_what_it_passes_over(qtbot: QtBot, explained: Program) -> None:
    compare, bench = explained.window.compare, explained.workbench
    begin(qtbot, explained)
    for step, first in ((0.1, True), (0.9, False), (0.5, False)):
        compare.why.touched.emit(QPointF(step, 0.5), first)
    segments = bench.current_photo.explanation.segments
    height, width = segments.shape
    off = set(segments[height // 2, int(0.1 * width) : int(0.9 * width) + 1].tolist())
    assert len(off) > 2
    assert set(np.flatnonzero(~bench.what_if.switches).tolist()) == off


def test_only_without_invert_and_reset(qtbot: QtBot, explained: Program) -> None:
    bar, bench = explained.window.compare.what_if, explained.workbench
    begin(qtbot, explained)
    strongest = int(np.argmax(np.abs(bench.current_photo.explanation.surrogate.weights)))
    bar.only_action.trigger()
    assert np.flatnonzero(bench.what_if.switches).tolist() == [strongest]
    bar.invert_action.trigger()
    assert np.flatnonzero(~bench.what_if.switches).tolist() == [strongest]
    bar.next_action.trigger()
    bar.without_action.trigger()
    assert np.flatnonzero(~bench.what_if.switches).tolist() != [strongest]
    bar.switch_action.trigger()
    assert bench.what_if.switches.all()
    bar.invert_action.trigger()
    bar.reset_action.trigger()
    assert bench.what_if.switches.all()


def test_leaving_shows_overlay_and_scores_as_before(qtbot: QtBot, explained: Program) -> None:
    compare, before = explained.window.compare, scores(explained)
    begin(qtbot, explained)
    compare.what_if.only_action.trigger()
    qtbot.waitUntil(lambda: compare.why.picture is not compare._overlay, timeout=WAIT_MS)
    explained.window.cancel_action.trigger()
    assert not compare.what_if.isVisible()
    assert compare.why.picture is compare._overlay
    assert scores(explained) == before


def test_another_photo_ends_it(qtbot: QtBot, explained: Program) -> None:
    begin(qtbot, explained)
    explained.window.photos.step(1)
    assert not explained.window.compare.what_if_action.isChecked()
    assert explained.workbench.what_if.switches is None


def test_contrast_paints_the_difference_and_names_both(qtbot: QtBot, explained: Program) -> None:
    window, current_photo = explained.window, explained.workbench.current_photo
    other = current_photo.prediction.top[1].label
    window.compare.contrast_action.trigger()
    picker = window.findChild(Picker)
    field = picker.findChild(QLineEdit)
    picker.activateWindow()
    qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    QTest.keyClicks(field, other)
    QTest.keyClick(field, Qt.Key.Key_Return)
    weights = current_photo.explanation.surrogates
    expected = weights["Blue"].weights - weights[other].weights
    assert np.array_equal(current_photo.contrasted.surrogate.weights, expected)
    said = window.inspector._why.text()
    assert current_photo.contrasted.label in said or "No single region" in said
    assert window.compare.legend._words == (other, "Blue")
    assert window.compare._title._whole == f"Why Blue and not {other}"
    window.compare.contrast_action.trigger()
    assert current_photo.contrasted is current_photo.explanation
    assert window.compare.legend._words == ("against", "for")


def test_pointing_tells_a_regions_weight(explained: Program) -> None:
    explanation = explained.workbench.current_photo.explanation
    region = region_at(explanation, QPointF(0.5, 0.5))
    weight = explanation.surrogate.weights[region]
    assert f"{weight:+.3f} log-odds" in weight_words(explanation, region)
    assert "Blue" in weight_words(explanation, region)
    assert weight_words(explanation, UNSEEN) == "Not seen by the network"


def test_explanations_outlive_the_program(
    qtbot: QtBot, explained: Program, products: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = explained.workbench.current_photo.explanation.surrogate.weights
    explained.window.close()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("explained a second time")

    monkeypatch.setattr(lime, "explain", refuse)
    again = start(products)
    current_photo = again.workbench.current_photo
    qtbot.waitUntil(lambda: current_photo.path is not None, timeout=WAIT_MS)
    again.window.photos.choose(products / "a" / "blue.png")
    qtbot.waitUntil(
        lambda: current_photo.explanation is not None and current_photo.path.name == "blue.png",
        timeout=WAIT_MS,
    )
    assert np.array_equal(current_photo.explanation.surrogate.weights, weights)
