"""The outline of a box is seen on light and dark, and hides nothing of what is inside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.panels.compare.outline import paint_outline

PART = QRectF(0.25, 0.5, 0.5, 0.25)


def painted(colour: str, *, shade: bool) -> QImage:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    painter = QPainter(image)
    paint_outline(painter, QRectF(0, 0, 200, 100), PART, shade=shade)
    painter.end()
    return image


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#888888"])
def test_a_line_is_seen_on_any_ground(colour: str) -> None:
    image = painted(colour, shade=False)
    across = [image.pixelColor(x, 60).lightness() for x in range(44, 57)]
    assert max(across) - min(across) > 100
    for x, y in ((100, 62), (10, 10), (190, 90)):
        assert image.pixelColor(x, y) == QColor(colour)


def test_while_it_is_drawn_all_else_is_darkened() -> None:
    image = painted("#ffffff", shade=True)
    assert image.pixelColor(100, 62) == QColor("#ffffff")
    assert image.pixelColor(10, 10).lightness() < 200
