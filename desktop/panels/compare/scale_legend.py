"""The colour scale under the overlay: against, nothing, for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.language import tr

BAR: Final = QSize(96, 8)
"""The scale's size, px before scaling."""
SHORTEST_BAR: Final = 32
"""Its width where there is no room for more, px."""
SHORTEST_WORD: Final = 4
"""Characters of each word that are shown in any case."""
GAP: Final = 8
WORDS: Final = (tr("against"), tr("for"))


class ScaleLegend(QWidget):
    """Words left and right of the scale that the overlay is painted with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._words = WORDS
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(*WORDS)

    def show_scale(self, image: QImage) -> None:
        """Take the scale as painted by the overlay's painter."""
        self._image = image
        self.update()

    def say(self, against: str, favour: str) -> None:
        """Name both ends: two classes in a contrast, or the usual words."""
        self._words = against or WORDS[0], favour or WORDS[1]
        said = tr("Colour scale, from {} over nothing to {}").format(self._words[0], self._words[1])
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the scale and its words."""
        words = sum(self.fontMetrics().horizontalAdvance(word) + GAP for word in self._words)
        return QSize(BAR.width() + words, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Room for a short scale with the beginnings of its words."""
        words = 2 * (SHORTEST_WORD * self.fontMetrics().averageCharWidth() + GAP)
        return QSize(SHORTEST_BAR + words, self.sizeHint().height())

    def _fitted_words(self) -> tuple[str, str]:
        """The words, each shortened to its half of the room where they do not fit."""
        metrics = self.fontMetrics()
        room = self.width() - SHORTEST_BAR - 2 * GAP
        if sum(map(metrics.horizontalAdvance, self._words)) <= room:
            return self._words
        left, right = (
            metrics.elidedText(word, Qt.TextElideMode.ElideRight, room // 2) for word in self._words
        )
        return left, right

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and scale."""
        scheme = theme.current()
        painter = QPainter(self)
        painter.setPen(scheme.colour("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        against, favour = self._fitted_words()
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, against)
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, favour)
        left = self.fontMetrics().horizontalAdvance(against) + GAP
        width = self.width() - left - GAP - self.fontMetrics().horizontalAdvance(favour)
        bar = QRectF(left, (self.height() - BAR.height()) / 2, width, BAR.height())
        if not self._image.isNull():
            painter.drawImage(bar, self._image)
        painter.setPen(QPen(scheme.colour("border"), 1))
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
