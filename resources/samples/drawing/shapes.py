"""Outlines and lines: smooth paths through a few points, as a designer would set them."""

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

Node = tuple[float, float, bool]


def outline(points: str, *, mirror: float | None = None) -> QPainterPath:
    """Close a smooth outline through points.

    Parameters
    ----------
    points : str
        "x,y x,y! ..." in px of the picture; "!" makes a corner, all others are smooth.
    mirror : float, optional
        Axis x, px: the points are one half, the other half follows as its mirror image.
    """
    nodes = _nodes(points)
    if mirror is not None:
        other = [(2 * mirror - x, y, corner) for x, y, corner in reversed(nodes)]
        nodes += [node for node in other if abs(node[0] - mirror) > 1]
    return _smooth([*nodes, nodes[0]], closed=True)


def line(points: str) -> QPainterPath:
    """Lead a smooth open line through points, written as for `outline`."""
    return _smooth(_nodes(points), closed=False)


def ellipse(x: float, y: float, radius_x: float, radius_y: float | None = None) -> QPainterPath:
    """Draw an ellipse around (x, y), px."""
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius_x, radius_x if radius_y is None else radius_y)
    return path


def box(left: float, top: float, right: float, bottom: float, radius: float = 0) -> QPainterPath:
    """Draw a rectangle with round corners, px."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(left, top, right - left, bottom - top), radius, radius)
    return path


def band(path: QPainterPath, width: float, *, flat: bool = False) -> QPainterPath:
    """Widen a line to a band of this width, px; its ends are round unless flat."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap if flat else Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(path).simplified()


def dashes(path: QPainterPath, width: float, dash: float, gap: float) -> QPainterPath:
    """Cut a line into stitches, px."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setDashPattern([dash / width, gap / width])
    return stroker.createStroke(path)


def turned(path: QPainterPath, degrees: float, x: float, y: float) -> QPainterPath:
    """Rotate a path clockwise about (x, y)."""
    return QTransform().translate(x, y).rotate(degrees).translate(-x, -y).map(path)


def moved(path: QPainterPath, x: float, y: float) -> QPainterPath:
    """Shift a path, px."""
    return path.translated(x, y)


def scaled(path: QPainterPath, factor: float, x: float, y: float) -> QPainterPath:
    """Enlarge a path about (x, y)."""
    return QTransform().translate(x, y).scale(factor, factor).translate(-x, -y).map(path)


def mirrored(path: QPainterPath, axis: float) -> QPainterPath:
    """Mirror a path left to right about the axis x, px."""
    return QTransform().translate(2 * axis, 0).scale(-1, 1).map(path)


def union(*paths: QPainterPath) -> QPainterPath:
    """Unite outlines into one."""
    whole = QPainterPath(paths[0])
    for path in paths[1:]:
        whole = whole.united(path)
    return whole


def along(path: QPainterPath, count: int) -> list[tuple[float, float, float]]:
    """Spread points evenly along a line.

    Returns
    -------
    list of (x, y, angle)
        px, px, degrees clockwise from the x axis.
    """
    spots = []
    for i in range(count):
        share = path.percentAtLength(path.length() * i / max(1, count - 1))
        point = path.pointAtPercent(share)
        spots.append((point.x(), point.y(), -path.angleAtPercent(share)))
    return spots


def _nodes(points: str) -> list[Node]:
    nodes = []
    for word in points.split():
        x, y = word.rstrip("!").split(",")
        nodes.append((float(x), float(y), word.endswith("!")))
    return nodes


def _smooth(nodes: list[Node], *, closed: bool) -> QPainterPath:
    path = QPainterPath(QPointF(*nodes[0][:2]))
    last = len(nodes) - 1
    for i, (start, end) in enumerate(pairwise(nodes)):
        before = nodes[i - 1] if i else (nodes[-2] if closed else start)
        after = nodes[i + 2] if i + 2 <= last else (nodes[1] if closed else end)
        reach = math.dist(start[:2], end[:2]) / 3
        leave = _direction(start if start[2] else before, end)
        arrive = _direction(start, end if end[2] else after)
        path.cubicTo(
            start[0] + leave[0] * reach,
            start[1] + leave[1] * reach,
            end[0] - arrive[0] * reach,
            end[1] - arrive[1] * reach,
            end[0],
            end[1],
        )
    if closed:
        path.closeSubpath()
    return path


def _direction(start: Node, end: Node) -> tuple[float, float]:
    length = math.dist(start[:2], end[:2]) or 1.0
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length
