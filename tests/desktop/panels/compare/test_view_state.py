"""The arithmetic of fit, zoom and pan."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from desktop.panels.compare.view_state import LARGEST_SCALE, MARGIN, SMALLEST_SCALE, Size, View

SIDES = st.floats(10, 5000)
SIZES = st.builds(Size, SIDES, SIDES)
PANES = st.builds(Size, st.floats(100, 3000), st.floats(100, 3000))
SCALES = st.floats(SMALLEST_SCALE, LARGEST_SCALE)
FRACTIONS = st.floats(0, 1)
PICTURE, PANE = Size(1800, 2400), Size(600, 700)


def test_fit_shows_the_whole_picture_in_the_middle() -> None:
    box = View().box(PICTURE, PANE)
    assert box.height == approx(700 - 2 * MARGIN)
    assert box.left + box.width / 2 == approx(300)
    assert box.top == approx(MARGIN)


@given(SIZES, PANES, SCALES, FRACTIONS, FRACTIONS)
def test_picture_never_leaves_the_pane(
    picture: Size, pane: Size, scale: float, x: float, y: float
) -> None:
    box = View(scale, x, y).held(picture, pane).box(picture, pane)
    if box.width >= pane.width:
        assert box.left <= 1e-6
        assert box.left + box.width >= pane.width - 1e-6
    else:
        assert box.left + box.width / 2 == approx(pane.width / 2)


def test_zoom_keeps_the_point_under_the_pointer() -> None:
    at = (200.0, 320.0)
    before = View(1.0).box(PICTURE, PANE)
    after = View(1.0).zoomed(1.25, at, PICTURE, PANE).box(PICTURE, PANE)
    for side in (0, 1):
        share = (at[side] - before[side]) / before[side + 2]
        assert after[side] + share * after[side + 2] == approx(at[side])


@given(SIZES, PANES, st.floats(0.01, 100))
def test_scale_stays_in_its_range(picture: Size, pane: Size, factor: float) -> None:
    zoomed = View().zoomed(factor, (pane.width / 2, pane.height / 2), picture, pane)
    assert SMALLEST_SCALE <= zoomed.scale <= LARGEST_SCALE


def test_pan_moves_by_view_pixels_and_leaves_a_fitted_picture() -> None:
    before, after = View(1.0), View(1.0).panned(30, -20, PICTURE, PANE)
    assert after.box(PICTURE, PANE).left - before.box(PICTURE, PANE).left == approx(30)
    assert after.box(PICTURE, PANE).top - before.box(PICTURE, PANE).top == approx(-20)
    assert View().panned(30, 30, PICTURE, PANE) == View()
