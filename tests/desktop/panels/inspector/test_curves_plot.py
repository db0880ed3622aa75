"""The curves of deletion and insertion, painted."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from core.explain.faithfulness import Curves, Faithfulness
from desktop.panels.inspector.curves_plot import FRAME, GAP, CurvesPlot
from desktop.ui import theme
from tests.desktop.painted import painted, where

FALLING, RISING = (0.9, 0.1, 0.0), (0.0, 0.8, 0.9)
MEASURED = Faithfulness(
    0.2, 0.7, 0.4, 0.5, Curves((0.0, 0.5, 1.0), FALLING, RISING, (0.9, 0.5, 0.0), (0.0, 0.4, 0.9))
)


@pytest.fixture
def plot(qtbot: QtBot) -> CurvesPlot:
    made = CurvesPlot()
    qtbot.addWidget(made)
    made.resize(240, made.sizeHint().height())
    return made


def ours(plot: CurvesPlot) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where our line runs in the left and the right frame."""
    top = plot.fontMetrics().height()
    line = where(painted(plot), "accent", 40)[top : top + FRAME + 6]
    half = (plot.width() - GAP) // 2
    return line[:, :half], line[:, half + GAP :]


def height(line: NDArray[np.bool_], share: float) -> float:
    """How high the line runs at a share of the frame's width, from 0 at its top to 1."""
    column = line[:, round(share * (line.shape[1] - 1))]
    return float(np.nonzero(column)[0].mean() / len(column))


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK])
def test_lines_are_painted_in_both_schemes(plot: CurvesPlot, scheme: str) -> None:
    theme.current().choose(scheme)
    plot.show_measured(MEASURED)
    left, right = ours(plot)
    assert left.sum() > 30
    assert right.sum() > 30


def test_deletion_falls_at_the_left_and_insertion_rises_at_the_right(plot: CurvesPlot) -> None:
    plot.show_measured(MEASURED)
    left, right = ours(plot)
    assert height(left, 0.1) < 0.5 < height(left, 0.5)
    assert height(right, 0.1) > 0.5 > height(right, 0.5)


def test_averages_are_said_beside_those_of_random_order(plot: CurvesPlot) -> None:
    plot.show_measured(MEASURED)
    assert plot.shown is MEASURED.curves
    assert plot.toolTip() == plot.accessibleDescription()
    assert "0.20 on average, 0.40 in random order" in plot.toolTip()
    assert "0.70 on average, 0.50 in random order" in plot.toolTip()


def test_nothing_measured_leaves_empty_frames(plot: CurvesPlot) -> None:
    plot.show_measured(MEASURED)
    plot.show_measured(None)
    assert plot.shown is None
    assert plot.toolTip() == ""
    assert not any(line.any() for line in ours(plot))
    assert where(painted(plot), "track").sum() > plot.width() * FRAME / 2
