"""Small plots, drawn alike on a page of a PDF and on a picture for the window."""

from typing import Final

from core.report.drawing import style
from core.report.drawing.pen import Pen
from core.report.section import Curve, HeatMap, Plot

TITLE_ROOM: Final = 28.0
"""Above the frame: the title, and what the vertical axis shows."""

AXIS_ROOM: Final = 24.0
"""Below the frame: figures of the horizontal axis, and what it shows."""

TICK_ROOM: Final = 28.0
"""Left of the frame."""

SMALL: Final = 7.0
"""Size of an axis' words; all of these in points."""

DOT: Final = (2.0, 6.0)
"""Side of the mark of a bin: for next to no photo, and for the fullest bin; points."""

FAINTEST: Final = 0.004
"""Shares of a row below this leave no trace on a heat map."""


def height_of(width: float) -> float:
    """Give the height of a plot of this width; its frame is a square."""
    return TITLE_ROOM + (width - TICK_ROOM) + AXIS_ROOM


def draw(pen: Pen, plot: Plot, x: float, y: float, width: float) -> None:
    """Draw a plot with its words; its upper left corner is at x, y."""
    side = width - TICK_ROOM
    left, top = x + TICK_ROOM, y + TITLE_ROOM
    pen.text(x, y + 9, plot.title, bold=True)
    pen.text(left, top - 5, plot.up, size=SMALL, colour=style.MUTED)
    pen.text(left + side, top + side + 20, plot.across, size=SMALL, colour=style.MUTED, right=True)
    pen.fill(left, top, side, side, style.PANEL)
    if isinstance(plot, Curve):
        _curve(pen, plot, left, top, side)
    else:
        _heat(pen, plot, left, top, side)


def _curve(pen: Pen, plot: Curve, left: float, top: float, side: float) -> None:
    def place(point: tuple[float, float]) -> tuple[float, float]:
        return left + side * point[0], top + side * (1 - min(point[1] / plot.top, 1.0))

    _axes(pen, plot, left, top, side)
    if plot.diagonal:
        pen.line([place((0, 0)), place((1, plot.top))], style.MUTED, 0.5)
    pen.line([place(point) for point in plot.points], style.ACCENT, 1.2)
    for point, size in zip(plot.points, plot.sizes, strict=False):
        _dot(pen, place(point), DOT[0] + (DOT[1] - DOT[0]) * size**0.5, style.ACCENT)
    if plot.marked:
        x, y = place(plot.marked)
        _dot(pen, (x, y), DOT[1], style.FOR)
        pen.text(x - 6, y - 5, plot.word, size=SMALL, colour=style.FOR, right=True)


def _axes(pen: Pen, plot: Curve, left: float, top: float, side: float) -> None:
    for step in (0.25, 0.5, 0.75):
        pen.line([(left + side * step, top), (left + side * step, top + side)], style.RULE, 0.4)
        pen.line([(left, top + side * step), (left + side, top + side * step)], style.RULE, 0.4)
    ink, below = style.MUTED, top + side + 10
    pen.text(left, below, "0", size=SMALL, colour=ink)
    pen.text(left + side, below, "100 %", size=SMALL, colour=ink, right=True)
    pen.text(left - 4, top + side, "0", size=SMALL, colour=ink, right=True)
    pen.text(left - 4, top + 6, f"{100 * plot.top:.0f} %", size=SMALL, colour=ink, right=True)


def _dot(pen: Pen, at: tuple[float, float], side: float, colour: str) -> None:
    pen.fill(at[0] - side / 2, at[1] - side / 2, side, side, colour)


def _heat(pen: Pen, plot: HeatMap, left: float, top: float, side: float) -> None:
    cell = side / len(plot.rows)
    for y, row in enumerate(plot.rows):
        for x, share in enumerate(row):
            if share >= FAINTEST:
                right_one = style.ACCENT if x == y else style.FOR
                colour = _mixed(right_one, share**0.5)
                pen.fill(left + x * cell, top + y * cell, cell, cell, colour)


def _mixed(colour: str, strength: float) -> str:
    """Mix a colour with the panel's, so that weak cells fade into the ground."""
    pairs = zip(_channels(style.PANEL), _channels(colour), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * strength):02X}" for low, high in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
