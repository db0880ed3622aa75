"""Keys and entries for the most probable classes, called by them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.entities import ClassScore
from desktop.panels.inspector.score_bars import ROWS, ScoreBars
from desktop.window.score_actions import ScoreActions


@pytest.fixture
def scores(qtbot: QtBot) -> ScoreBars:
    made = ScoreBars()
    qtbot.addWidget(made)
    return made


def test_actions_are_called_by_the_classes_shown(scores: ScoreBars, place: QWidget) -> None:
    made = ScoreActions(scores, place)
    assert not any(choice.isEnabled() for choice in (*made.explaining, *made.taking))
    assert made.taking[0].text() == "Choose class 1 as the tag"
    scores.show_scores((ClassScore("Bags & more", 0.7), ClassScore("Belts", 0.2)), "Belts")
    assert [choice.text() for choice in made.explaining[:3]] == [
        "Explain Bags && more", "Explain Belts", "Explain class 3",
    ]  # fmt: skip
    assert [choice.isEnabled() for choice in made.taking] == [True, True, False, False, False]
    scores.show_scores((), "")
    assert made.explaining[0].text() == "Explain class 1"
    assert made.explaining[0].statusTip() == "The photo is not tagged yet."


def test_each_has_its_key_and_does_what_it_is_called(scores: ScoreBars, place: QWidget) -> None:
    made, told = ScoreActions(scores, place), []
    scores.chosen.connect(lambda label: told.append(("explain", label)))
    scores.taken.connect(lambda label: told.append(("take", label)))
    scores.show_scores(tuple(ClassScore(name, 0.2) for name in "abcde"), "a")
    for choice in (*made.explaining, *made.taking):
        choice.trigger()
    assert told == [(how, name) for how in ("explain", "take") for name in "abcde"]
    keys = [choice.shortcut() for choice in made.taking]
    assert keys == [QKeySequence(f"Shift+{number}") for number in range(1, ROWS + 1)]
    assert set(made.explaining) < set(place.actions())
