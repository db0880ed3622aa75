"""Which superpixels lie where on a photo; places are told in fractions of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from core.entities import UNSEEN

if TYPE_CHECKING:
    from core.entities import Explanation


def region_at(explanation: Explanation, place: QPointF) -> int:
    """Give the superpixel at a point, told in fractions of the photo; UNSEEN beyond the frame."""
    height, width = explanation.segments.shape
    return int(explanation.segments[int(place.y() * height), int(place.x() * width)])


def regions_between(explanation: Explanation, start: QPointF, end: QPointF) -> list[int]:
    """Give the superpixels on a straight line: a quick hand leaves whole regions between points.

    What the network does not see is left out.
    """
    height, width = explanation.segments.shape
    way = end - start
    steps = 1 + int(max(abs(way.x()) * width, abs(way.y()) * height))
    points = (start + way * (step / steps) for step in range(steps + 1))
    passed = (region_at(explanation, point) for point in points)
    return [region for region in passed if region != UNSEEN]
