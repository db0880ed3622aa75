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
        self._words = WORDS
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(*WORDS)

    def show_scale(self, image: QImage) -> None:
        """Take the scale as painted by the overlay's painter."""
        self._image = image
        self.update()

    def say(self, against: str, favour: str) -> None:
        """Name both ends: two classes in a contrast, or the usual words."""
        self._words = against or WORDS[0], favour or WORDS[1]
        said = f"Colour scale, from {self._words[0]} over nothing to {self._words[1]}"
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the scale and its words."""
        words = sum(self.fontMetrics().horizontalAdvance(word) + GAP for word in self._words)
        return QSize(BAR.width() + words, self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and scale."""
        scheme = theme.current()
        painter = QPainter(self)
        painter.setPen(scheme.colour("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, self._words[0])
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, self._words[1])
        left = self.fontMetrics().horizontalAdvance(self._words[0]) + GAP
        bar = QRectF(left, (self.height() - BAR.height()) / 2, BAR.width(), BAR.height())
        if not self._image.isNull():
            painter.drawImage(bar, self._image)
        painter.setPen(QPen(scheme.colour("border"), 1))
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
