"""Deletion and insertion are drawn beside random order, in colours of their own."""

from core.explain.faithfulness import Curves
from core.language.catalog import english
from core.report.drawing import style
from core.report.drawing.curves import HEIGHT, draw_curves
from tests.core.report.drawing.conftest import Notes


def test_both_curves_stand_beside_random_order(notes: Notes) -> None:
    down, up, flat = (1.0, 0.5, 0.0), (0.0, 0.5, 1.0), (0.5, 0.5, 0.5)
    draw_curves(notes, Curves((0.0, 0.5, 1.0), down, up, flat, flat), 0, 0, 214, english())
    ours = [points for points, colour in notes.lines if colour == style.ACCENT and len(points) == 3]
    deletion, insertion = ours
    assert deletion[0][1] < deletion[-1][1] and insertion[0][1] > insertion[-1][1]
    assert deletion[-1][0] < insertion[0][0]
    assert {
        "Removing regions",
        "Adding back regions",
        "strongest first",
        "random order (mean)",
    } <= notes.words
    assert all(y <= HEIGHT for points, _ in notes.lines for _, y in points)
