"""Pictures whose places can be told apart by their colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.ui.qimage import Picture


@pytest.fixture
def picture() -> Callable[..., Picture]:
    """`picture(width, height, colour)`: black at the left half, of a colour at the right."""

    def make(width: int = 300, height: int = 400, colour: str = "#ff0000") -> Picture:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("black"))
        painter = QPainter(image)
        painter.fillRect(width // 2, 0, width - width // 2, height, QColor(colour))
        painter.end()
        return Picture(image)

    return make
