"""The outline of a box on a picture, seen on any photo, in light and dark."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

LINE_PX, CASING_PX = 1.5, 3.5
LINE: Final = QColor(255, 255, 255)
CASING: Final = QColor(0, 0, 0, 170)
SHADE: Final = QColor(0, 0, 0, 110)
"""Over what lies outside a box that is being drawn."""


def paint_outline(painter: QPainter, picture: QRectF, outline: QRectF, *, shade: bool) -> None:
    """Paint a part's outline.

    Parameters
    ----------
    painter : QPainter
    picture : QRectF
        Where the whole picture lies.
    outline : QRectF
        The part, in fractions of the picture.
    shade : bool
        Darken all else of the picture.
    """
    part = QRectF(
        picture.left() + outline.left() * picture.width(),
        picture.top() + outline.top() * picture.height(),
        outline.width() * picture.width(),
        outline.height() * picture.height(),
    )
    if shade:
        around = QPainterPath()
        around.addRect(picture)
        around.addRect(part)  # paths are filled by the odd-even rule: the part stays clear
        painter.fillPath(around, SHADE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((CASING, CASING_PX), (LINE, LINE_PX)):
        pen = QPen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(part)
