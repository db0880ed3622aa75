"""Deletion and insertion beside random order: two small plots over their areas."""

from typing import Final

from core.explain.faithfulness import Curves
from core.language.catalog import Language
from core.report.drawing import style
from core.report.drawing.pen import Pen
from core.report.drawing.plots import SMALL

HIGH: Final = 34.0
GAP: Final = 14.0
TITLE_ROOM: Final = 10.0
LEGEND_ROOM: Final = 20.0
"""All of these in points."""

HEIGHT: Final = TITLE_ROOM + HIGH + LEGEND_ROOM
"""Of the plots with their words, points."""


def draw_curves(
    pen: Pen, curves: Curves, x: float, y: float, width: float, language: Language
) -> None:
    """Draw both curves, their upper left corner at x, y."""
    wide = (width - GAP) / 2
    pairs = (
        (language.say("chance.deleted"), curves.deletion, curves.random_deletion),
        (language.say("chance.inserted"), curves.insertion, curves.random_insertion),
    )
    for index, (title, ours, random) in enumerate(pairs):
        left, top = x + index * (wide + GAP), y + TITLE_ROOM
        pen.text(left, top - 3, title, size=SMALL, colour=style.MUTED)
        pen.fill(left, top, wide, HIGH, style.PANEL)
        for line, colour, thick in ((random, style.MUTED, 0.7), (ours, style.ACCENT, 1.2)):
            pairs_ = zip(curves.share, line, strict=True)
            points = [(left + wide * share, top + HIGH * (1 - value)) for share, value in pairs_]
            pen.line(points, colour, thick)
        pen.text(left, top + HIGH + 8, "0", size=SMALL, colour=style.MUTED)
        pen.text(left + wide, top + HIGH + 8, "100 %", size=SMALL, colour=style.MUTED, right=True)
    y += HEIGHT - 3
    x += _key(pen, x, y, language.say("chance.by_weight"), style.ACCENT, 1.2)
    _key(pen, x, y, language.say("chance.by_chance"), style.MUTED, 0.7)


def _key(pen: Pen, x: float, y: float, word: str, colour: str, thick: float) -> float:
    """Draw a line's sample and its meaning; gives the width taken."""
    pen.line([(x, y - 2.5), (x + 10, y - 2.5)], colour, thick)
    return 13 + pen.text(x + 13, y, word, size=SMALL, colour=style.MUTED) + 8
