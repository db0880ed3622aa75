"""Superpixels off and on by hand, and the network's answer to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from core.explain.what_if import WhatIfAnswer
from desktop.services.current_network import CurrentNetwork
from desktop.services.current_photo import CurrentPhoto
from desktop.services.job_bridge import JobBridge
from desktop.services.regions import region_at, regions_between
from desktop.services.what_if_trial import WhatIfTrial
from desktop.services.workers import Workers
from tests.window import WAIT_MS


@pytest.fixture
def trial(
    bridge: JobBridge, workers: Workers, current_photo: CurrentPhoto, network: CurrentNetwork
) -> WhatIfTrial:
    return WhatIfTrial(bridge, workers.engine, workers.painters, current_photo, network)


@pytest.fixture
def photo(look_at: Callable[[Path], CurrentPhoto], blue: Path) -> CurrentPhoto:
    return look_at(blue)


def answer(qtbot: QtBot, trial: WhatIfTrial, act: Callable[[], None]) -> WhatIfAnswer:
    with (
        qtbot.waitSignal(trial.painted, timeout=WAIT_MS),
        qtbot.waitSignal(trial.answered, timeout=WAIT_MS) as answered,
    ):
        act()
    assert answered.args[0] == "Blue"
    return answered.args[1]


def off(trial: WhatIfTrial) -> list[int]:
    assert trial.switches is not None
    return np.flatnonzero(~trial.switches).tolist()


def test_it_begins_with_the_photo_as_it_is(
    qtbot: QtBot, trial: WhatIfTrial, photo: CurrentPhoto
) -> None:
    said = answer(qtbot, trial, trial.start)
    assert off(trial) == []
    assert said.actual == pytest.approx(photo.prediction.confidence, abs=1e-4)


def test_one_region_alone_or_all_others(
    qtbot: QtBot, trial: WhatIfTrial, photo: CurrentPhoto
) -> None:
    answer(qtbot, trial, trial.start)
    order = np.argsort(-np.abs(photo.explanation.surrogate.weights), kind="stable").tolist()
    others = sorted(set(order) - {order[1]})
    trial.mark_next()
    for act, expected in (
        (trial.drop_marked, [order[1]]),
        (trial.toggle_marked, []),
        (trial.keep_marked, others),
        (trial.invert, [order[1]]),
        (trial.reset, []),
    ):
        answer(qtbot, trial, act)
        assert off(trial) == expected


def test_a_finger_switches_as_where_it_came_down(
    qtbot: QtBot, trial: WhatIfTrial, photo: CurrentPhoto
) -> None:
    answer(qtbot, trial, trial.start)
    left, right = QPointF(0.3, 0.5), QPointF(0.7, 0.5)
    regions = {region_at(photo.explanation, place) for place in (left, right)}
    assert len(regions) == 2
    trial.touch(left, True)
    trial.touch(right, False)
    assert set(off(trial)) == set(regions_between(photo.explanation, left, right))
    trial.touch(left, True)  # comes down on one that is off: now they go on
    trial.touch(right, False)
    assert off(trial) == []


def test_nothing_is_tried_without_an_explanation_or_after_the_end(
    qtbot: QtBot, trial: WhatIfTrial, look_at: Callable[[Path], CurrentPhoto], blue: Path
) -> None:
    trial.start()
    trial.invert()
    assert trial.switches is None
    look_at(blue)
    answer(qtbot, trial, trial.start)
    trial.stop()
    trial.invert()
    trial.touch(QPointF(0.5, 0.5), True)
    assert trial.switches is None
