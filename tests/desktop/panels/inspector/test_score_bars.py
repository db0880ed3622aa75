"""The most probable classes as bars, chosen by mouse and key."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from core.entities import ClassScore, Prediction
from desktop.panels.inspector.score_bars import ROWS, ScoreBars
from tests.desktop.painted import painted, where


@pytest.fixture
def bars(qtbot: QtBot, prediction: Prediction) -> ScoreBars:
    made = ScoreBars()
    qtbot.addWidget(made)
    made.resize(240, made.sizeHint().height())
    made.show()
    made.show_scores(prediction.top, "Yellow")
    return made


def middle(bars: ScoreBars, row: int) -> QPoint:
    return QPoint(60, round((row + 0.5) * bars._row_height()))


def test_a_bar_is_as_long_as_its_class_is_probable(bars: ScoreBars, prediction: Prediction) -> None:
    bars.show_scores(prediction.top, "")
    pixels, rows = painted(bars), np.arange(bars.height()) // bars._row_height()
    long = where(pixels, "accent") | where(pixels, "border_strong")
    whole = long | where(pixels, "track")
    for row, score in enumerate(prediction.top):
        bar = long[rows == row].any(axis=0).sum() / whole[rows == row].any(axis=0).sum()
        assert bar == pytest.approx(score.probability, abs=0.04)


def test_the_explained_class_is_marked(bars: ScoreBars, prediction: Prediction) -> None:
    def marked() -> set[int]:
        lines = np.nonzero(where(painted(bars), "accent_soft").sum(axis=1) > 100)[0]
        return set((lines // bars._row_height()).tolist())

    assert marked() == {1}
    bars.show_scores(prediction.top, "Blue")
    assert marked() == {2}


def test_a_click_and_the_arrows_choose_a_class(qtbot: QtBot, bars: ScoreBars) -> None:
    with qtbot.waitSignal(bars.chosen) as told:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 3))
    assert told.args == [bars.labels[3]]
    for key, label in ((Qt.Key.Key_Up, "Green"), (Qt.Key.Key_Down, "Blue")):
        with qtbot.waitSignal(bars.chosen) as told:
            qtbot.keyClick(bars, key)
        assert told.args == [label]


def test_a_double_click_takes_a_class(qtbot: QtBot, bars: ScoreBars) -> None:
    with qtbot.waitSignal(bars.taken) as told:
        qtbot.mouseDClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 2))
    assert told.args == [bars.labels[2]]


def test_what_would_be_accepted_is_marked_while_another_is_explained(bars: ScoreBars) -> None:
    def ticked() -> set[int]:
        lines = np.nonzero((painted(bars) != plain).any(axis=(1, 2)))[0]
        return {row for row in (lines // bars._row_height()).tolist() if row < ROWS}

    plain = painted(bars)
    bars.mark_accepted("Green")
    assert ticked() == {0}
    assert "Explained: Yellow. To be accepted: Green" in bars.accessibleDescription()
    bars.mark_accepted("Teal")
    assert ticked() == set()


def test_there_is_nothing_to_choose_beyond_the_ends(
    qtbot: QtBot, bars: ScoreBars, prediction: Prediction
) -> None:
    bars.show_scores(prediction.top[:2], "Green")
    with qtbot.assertNotEmitted(bars.chosen):
        qtbot.keyClick(bars, Qt.Key.Key_Up)
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 4))
        bars.choose(2)
        bars.take(2)
        bars.choose(-1)


def test_pointing_marks_a_class_and_tells_its_exact_figure(bars: ScoreBars) -> None:
    QTest.mouseMove(bars, middle(bars, 2))
    QTest.mouseMove(bars, middle(bars, 0))
    assert QToolTip.text() == (
        "Green: 0.6200\nClick: explain this class (1)\nDouble click: choose it as the tag (Shift+1)"
    )
    assert where(painted(bars), "hover")[: bars.height() // ROWS].sum() > 100
    QTest.mouseMove(bars, middle(bars, 0) + QPoint(400, 0))
    QToolTip.hideText()


def test_classes_are_said_and_never_more_than_five(bars: ScoreBars, prediction: Prediction) -> None:
    assert bars.accessibleDescription().startswith("Green 62 %, Yellow 30 %, Blue 5 %")
    assert bars.accessibleDescription().endswith("Explained: Yellow")
    bars.show_scores([*prediction.top, ClassScore("Sixth", 0.0)], "Green")
    assert len(bars.labels) == ROWS
    bars.show_scores((), "")
    assert bars.accessibleDescription() == ""
    assert not where(painted(bars), "track").any()


def test_looking_at_another_class_leaves_what_enter_accepts(
    bars: ScoreBars, prediction: Prediction
) -> None:
    def below() -> tuple[int, ...]:
        return tuple(painted(bars)[ROWS * bars._row_height() :].ravel().tolist())

    bars.mark_accepted("Green")
    assert "Enter still accepts Green" in bars.accessibleDescription()
    reminded = below()
    bars.show_scores(prediction.top, "Green")
    assert "Enter still accepts" not in bars.accessibleDescription()
    assert len(set(below())) > 1  # what the numbers do is said instead
    assert below() != reminded
    bars.mark_accepted("")  # several photos together: each its own
    assert "Enter still accepts" not in bars.accessibleDescription()
    bars.show_scores((), "")
    assert len(set(below())) <= 3
