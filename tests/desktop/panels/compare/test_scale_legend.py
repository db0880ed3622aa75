"""The colour scale with its words."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.panels.compare.scale_legend import BAR, SHORTEST_BAR, ScaleLegend
from tests.desktop.painted import painted, where


@pytest.fixture
def legend(qtbot: QtBot) -> ScaleLegend:
    made = ScaleLegend()
    qtbot.addWidget(made)
    scale = QImage(100, 1, QImage.Format.Format_RGB32)
    scale.fill(QColor("#ff0000"))
    made.show_scale(scale)
    made.resize(made.sizeHint())
    return made


def bar(legend: ScaleLegend) -> tuple[int, int]:
    """Where the scale begins and ends, px."""
    columns = (painted(legend) == (255, 0, 0)).all(axis=2).any(axis=0).nonzero()[0]
    return int(columns.min()), int(columns.max())


def test_the_scale_lies_between_its_words(legend: ScaleLegend) -> None:
    left, right = bar(legend)
    words = where(painted(legend), "muted", 100)
    assert right - left == pytest.approx(BAR.width(), abs=4)
    assert words[:, :left].any()
    assert words[:, right + 2 :].any()
    assert not words[:, left : right + 1].any()


def test_long_names_are_shortened_and_told_in_full(legend: ScaleLegend) -> None:
    usual = legend.sizeHint().width()
    legend.say("Sports Sandals and Flip Flops", "Formal Shoes of Any Kind")
    assert legend.sizeHint().width() > usual
    legend.resize(160, legend.height())
    left, right = bar(legend)
    assert right - left >= SHORTEST_BAR - 4
    assert 20 < left < right < 140
    for name in ("Sports Sandals and Flip Flops", "Formal Shoes of Any Kind"):
        assert name in legend.toolTip()
        assert name in legend.accessibleName()


def test_a_scale_never_shrinks_to_nothing(legend: ScaleLegend) -> None:
    legend.say("Sports Sandals", "Formal Shoes")
    legend.resize(legend.minimumSizeHint())
    left, right = bar(legend)
    assert right - left >= SHORTEST_BAR - 4


def test_without_names_the_usual_words_return(legend: ScaleLegend) -> None:
    usual = painted(legend)
    legend.say("Heels", "Flats")
    assert (painted(legend) != usual).any()
    legend.say("", "")
    assert (painted(legend) == usual).all()
