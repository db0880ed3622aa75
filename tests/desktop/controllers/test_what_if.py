"""Switching regions off and on: what the window shows of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.services.regions import region_at
from tests.packs import LABELS
from tests.window import (
    WAIT_MS,
)


def answered(program: Program) -> str:
    return program.window.compare.what_if._answer._whole


def begin(qtbot: QtBot, program: Program) -> None:
    program.window.compare.what_if_action.trigger()
    qtbot.waitUntil(lambda: "model" in answered(program), timeout=WAIT_MS)


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


def test_another_class_is_asked_about_with_the_same_regions_off(
    qtbot: QtBot, explained: Program
) -> None:
    current_photo, bench = explained.workbench.current_photo, explained.workbench
    begin(qtbot, explained)
    explained.window.compare.what_if.without_action.trigger()
    switches = bench.what_if.switches
    second = current_photo.prediction.top[1].label
    explained.window.inspector.class_chosen.emit(second)
    qtbot.waitUntil(lambda: answered(explained).startswith(f"{second}:"), timeout=WAIT_MS)
    current_photo.set_look(replace(current_photo.look, classes=1))
    qtbot.waitUntil(lambda: not current_photo.explaining, timeout=WAIT_MS)
    last = next(name for name in LABELS if name not in current_photo.explanation.surrogates)
    explained.window.inspector.class_chosen.emit(last)
    qtbot.waitUntil(lambda: answered(explained).startswith(f"{last}:"), timeout=WAIT_MS)
    assert np.array_equal(bench.what_if.switches, switches)


def test_regions_that_are_no_more_are_switched_no_more(qtbot: QtBot, explained: Program) -> None:
    current_photo = explained.workbench.current_photo
    begin(qtbot, explained)
    current_photo.set_look(replace(current_photo.look, superpixels=8))
    qtbot.waitUntil(lambda: not current_photo.explaining, timeout=WAIT_MS)
    assert explained.workbench.what_if.switches is None
    assert not explained.window.compare.what_if_action.isChecked()
