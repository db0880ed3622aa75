"""How far a tag or an explanation can be relied on: a shape, a word and a colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.vocabulary import Doubt, Status
from desktop.ui import theme
from desktop.ui.icons import draw
from desktop.ui.language import hint_of, tr
from desktop.ui.words import STATUS_SIGNS, Sign, told

SHAPE = 14
"""Side of the shape, px."""
ROUND = SHAPE + 26
"""Px that the pill takes beside its word."""
LEAST_LETTERS = 8
"""Of its word are seen in any case."""


class Badge(QWidget):
    """A small pill."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = STATUS_SIGNS[None]
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_status(None)

    def show_status(self, status: Status | None, doubt: Doubt | None = None) -> None:
        """Show how far a tag can be relied on, and why no further; None while it is waited for."""
        sign = told(STATUS_SIGNS[status], doubt)
        hint = f"{sign.hint}\n{hint_of(doubt)}" if doubt else sign.hint
        self.show_sign(tr("Status"), sign, hint)

    def show_sign(self, about: str, sign: Sign, hint: str = "") -> None:
        """Show a sign, with what it is about for screen readers and a hint of its own."""
        self._sign = sign
        self.setToolTip(hint or sign.hint)
        self.setAccessibleName(f"{about}: {sign.word}. {hint or sign.hint}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for shape and word."""
        metrics = self.fontMetrics()
        return QSize(ROUND + metrics.horizontalAdvance(self._sign.word), metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        """Room for shape and a few letters: a word that is too long is shortened."""
        whole, few = self.sizeHint(), LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(ROUND + few, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        scheme = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(scheme.colour(self._sign.colour), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        shape = QRectF(8, (self.height() - SHAPE) / 2, SHAPE, SHAPE)
        draw(painter, self._sign.icon, shape, scheme.tokens[self._sign.colour])
        words = self.rect().adjusted(SHAPE + 14, 0, 0, 0)
        room, mode = self.width() - ROUND + 2, Qt.TextElideMode.ElideRight  # widths are rounded
        shown = self.fontMetrics().elidedText(self._sign.word, mode, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
