"""Plots put their numbers where they belong, whatever draws them."""

from core.report.drawing import plots, style
from core.report.section import Curve, HeatMap
from tests.core.report.drawing.conftest import Notes


def test_a_curve_runs_inside_its_frame(notes: Notes) -> None:
    curve = Curve("Risk", "accepted", "wrong", ((0.0, 0.0), (1.0, 0.1)), top=0.1)
    plots.draw(notes, curve, 10, 20, 128)
    (line,) = [points for points, colour in notes.lines if colour == style.ACCENT]
    left, top, side = 10 + plots.TICK_ROOM, 20 + plots.TITLE_ROOM, 100
    assert line == [(left, top + side), (left + side, top)]
    assert {"Risk", "accepted", "wrong", "10 %"} <= notes.words


def test_a_heat_map_colours_the_diagonal_and_what_is_off_it(notes: Notes) -> None:
    plots.draw(notes, HeatMap("Confusion", "", "", ((1.0, 0.0), (0.5, 0.5))), 0, 0, 128)
    colours = [colour for box, colour in notes.boxes if box[2] == 50]
    assert colours[0] == style.ACCENT
    assert len(set(colours)) == len(colours) == 3  # full, and half of either kind


def test_height_keeps_the_frame_square() -> None:
    assert plots.height_of(228) - plots.height_of(128) == 100
