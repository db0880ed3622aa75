"""The colour scale under the overlay: against, nothing, for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme

BAR: Final = QSize(96, 8)
"""The scale's size, px before scaling."""
GAP: Final = 8
WORDS: Final = ("against", "for")


class ScaleLegend(QWidget):
    """Words left and right of the scale that the overlay is painted with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Colour scale: blue speaks against the class, orange for it")
        self.setToolTip("Blue regions speak against the class, orange ones for it")

    def show_scale(self, image: QImage) -> None:
        """Take the scale as painted by the overlay's painter."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the scale and its words."""
        words = sum(self.fontMetrics().horizontalAdvance(word) + GAP for word in WORDS)
        return QSize(BAR.width() + words, self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and scale."""
        scheme = theme.current()
        painter = QPainter(self)
        painter.setPen(scheme.colour("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, WORDS[0])
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, WORDS[1])
        left = self.fontMetrics().horizontalAdvance(WORDS[0]) + GAP
        bar = QRectF(left, (self.height() - BAR.height()) / 2, BAR.width(), BAR.height())
        if not self._image.isNull():
            painter.drawImage(bar, self._image)
        painter.setPen(QPen(scheme.colour("border"), 1))
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
