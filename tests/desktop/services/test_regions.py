"""Which superpixels lie where: told in fractions of the photo, whatever its size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from core.entities import UNSEEN, Box, ExplainSettings, Explanation, Photo, Surrogate
from desktop.services.regions import in_item, region_at, regions_between

SEGMENTS = np.array([[UNSEEN, 0, 1], [UNSEEN, 2, 2]], np.int32)
EXPLANATION = Explanation(
    "Blue", SEGMENTS, {"Blue": Surrogate("Blue", np.zeros(3), 0, 1, 0, 0)}, 2, ExplainSettings(), 0
)
FRACTIONS = st.floats(0, 0.999)
PLACES = st.builds(QPointF, FRACTIONS, FRACTIONS)


def test_a_place_is_counted_from_the_upper_left_corner() -> None:
    rows = [[region_at(EXPLANATION, QPointF(x, y)) for x in (0.2, 0.5, 0.9)] for y in (0.2, 0.9)]
    assert rows == SEGMENTS.tolist()


@given(PLACES, PLACES)
def test_a_line_passes_what_lies_at_its_ends_and_only_what_is_seen(
    start: QPointF, end: QPointF
) -> None:
    passed = regions_between(EXPLANATION, start, end)
    ends = [region_at(EXPLANATION, start), region_at(EXPLANATION, end)]
    if UNSEEN not in ends:
        assert [passed[0], passed[-1]] == ends
    assert UNSEEN not in passed


def test_a_quick_hand_passes_over_every_region_between() -> None:
    stripes = replace(EXPLANATION, segments=np.arange(40, dtype=np.int32)[None, :].repeat(3, 0))
    assert set(regions_between(stripes, QPointF(0, 0.5), QPointF(0.99, 0.5))) == set(range(40))


def test_what_lies_beside_a_box_is_not_seen() -> None:
    pixels = np.zeros((60, 40, 3), np.uint8)
    photo = Photo(Path("a.png"), pixels, (120, 80), "ab", box=Box(20, 30, 40, 60))
    assert in_item(photo, QPointF(0.5, 0.5)) == QPointF(0.5, 0.5)
    assert in_item(photo, QPointF(0.25, 0.25)) == QPointF(0, 0)
    for place in (QPointF(0.1, 0.5), QPointF(0.9, 0.5), QPointF(0.5, 0.9)):
        assert region_at(EXPLANATION, in_item(photo, place)) == UNSEEN
    whole = replace(photo, box=None)
    assert in_item(whole, QPointF(0.3, 0.7)) == QPointF(0.3, 0.7)
