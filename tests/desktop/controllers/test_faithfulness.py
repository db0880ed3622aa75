"""Deletion and insertion in the window: measured behind it, shown below the reasons."""

import pytest
from pytestqt.qtbot import QtBot

from core.explain import faithfulness as measuring
from desktop.app import Program
from tests.window import WAIT_MS


def measured(qtbot: QtBot, program: Program) -> measuring.Curves:
    plot = program.window.inspector.curves
    qtbot.waitUntil(lambda: plot.shown is not None, timeout=WAIT_MS)
    assert plot.shown is not None
    return plot.shown


def test_curves_are_of_the_class_looked_at(qtbot: QtBot, explained: Program) -> None:
    current_photo, plot = explained.workbench.current_photo, explained.window.inspector.curves
    first = measured(qtbot, explained)
    assert first.deletion[0] == pytest.approx(current_photo.prediction.confidence, abs=1e-5)
    assert "random order" in plot.toolTip() == plot.accessibleDescription()
    other = current_photo.prediction.top[1]
    current_photo.choose_class(other.label)
    second = measured(qtbot, explained)
    assert second.deletion[0] == pytest.approx(other.probability, abs=1e-5)


def test_a_contrast_and_a_photo_not_yet_explained_have_none(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    current_photo, plot = explained.workbench.current_photo, explained.window.inspector.curves
    before = measured(qtbot, explained)
    current_photo.contrast_with(current_photo.prediction.top[1].label)
    assert plot.shown is None and plot.toolTip() == "" and plot.isHidden()
    current_photo.contrast_with("")
    assert not plot.isHidden()
    assert plot.shown == before  # known already
    explained.window.photos.step(1)
    assert plot.shown is None
    assert measured(qtbot, explained) != before
