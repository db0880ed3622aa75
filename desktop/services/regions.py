"""Which superpixels lie where on a photo; places are told in fractions of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from core.entities import UNSEEN

if TYPE_CHECKING:
    from core.entities import Explanation, Photo


def in_item(photo: Photo, place: QPointF) -> QPointF:
    """Tell a point of a photo in fractions of what is inside its box; it may lie beside that."""
    box, (height, width) = photo.box, photo.full_size
    if box is None:
        return place
    x = (place.x() * width - box.left) / box.width
    return QPointF(x, (place.y() * height - box.top) / box.height)


def region_at(explanation: Explanation, place: QPointF) -> int:
    """Give the superpixel at a point, told in fractions of the item.

    UNSEEN beyond the frame, and beside the item.
    """
    if not (0 <= place.x() < 1 and 0 <= place.y() < 1):
        return UNSEEN
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
