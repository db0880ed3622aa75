"""Deletion and insertion beside random order: how well the weights foretell what matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.explain.faithfulness import Curves, Faithfulness

FRAME: Final = 52
"""Height of a frame, px."""
GAP: Final = 16
PAD: Final = 3
KEY: Final = 14
"""Length of a line's sample beside its meaning, px."""
TITLES: Final = (tr("Removing regions"), tr("Adding back regions"))
KEYS: Final = (tr("strongest first"), tr("random order"))
HINT: Final = tr(
    "How the class's probability, from 0 to 100 %, changes while the photo's "
    "regions are removed, strongest first, and added back.\nRemoving: {:.2f} on "
    "average, {:.2f} in random order; less is better.\nAdding back: {:.2f} on "
    "average, {:.2f} in random order; more is better."
)


class CurvesPlot(QWidget):
    """Two small frames side by side; empty ones keep the room until there is something to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Curves | None = None
        room = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        room.setRetainSizeWhenHidden(True)  # nothing moves when it comes and goes
        self.setSizePolicy(room)
        self.setAccessibleName(tr("Deletion and insertion"))

    @property
    def shown(self) -> Curves | None:
        """The curves shown."""
        return self._curves

    def show_measured(self, measured: Faithfulness | None) -> None:
        """Show what was measured; None empties the frames."""
        self._curves = measured.curves if measured else None
        said = ""
        if measured is not None:
            said = HINT.format(
                measured.deletion,
                measured.random_deletion,
                measured.insertion,
                measured.random_insertion,
            )
        self.setToolTip(said)
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for titles, frames and the key."""
        return QSize(200, FRAME + 2 * self.fontMetrics().height() + 2 * PAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frames, curves and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        curves, line = self._curves, self.fontMetrics().height()
        wide = (self.width() - GAP) / 2
        left, right = (QRectF(x, line + PAD, wide, FRAME) for x in (0, wide + GAP))
        for box, title in zip((left, right), TITLES, strict=True):
            self._paint_frame(painter, box, title)
        if curves is not None:
            ours, random = _pens()
            _paint_line(painter, left, curves.share, curves.random_deletion, random)
            _paint_line(painter, right, curves.share, curves.random_insertion, random)
            _paint_line(painter, left, curves.share, curves.deletion, ours)
            _paint_line(painter, right, curves.share, curves.insertion, ours)
        self._paint_key(painter, line + FRAME + 2 * PAD)

    def _paint_frame(self, painter: QPainter, box: QRectF, title: str) -> None:
        scheme = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.colour("track"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(scheme.colour("muted"))
        words = QRectF(box.left(), 0, box.width(), self.fontMetrics().height())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, self._fitted(title, box.width()))

    def _paint_key(self, painter: QPainter, top: float) -> None:
        x, metrics = 0.0, self.fontMetrics()
        for word, pen in zip(KEYS, _pens(), strict=True):
            painter.setPen(pen)
            middle = top + metrics.height() / 2
            painter.drawLine(QPointF(x, middle), QPointF(x + KEY, middle))
            x += KEY + 2 * PAD
            painter.setPen(theme.current().colour("muted"))
            shown = self._fitted(word, self.width() - x)
            painter.drawText(QRectF(x, top, self.width() - x, metrics.height()), 0, shown)
            x += metrics.horizontalAdvance(shown) + GAP

    def _fitted(self, words: str, room: float) -> str:
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))


def _pens() -> tuple[QPen, QPen]:
    """Ours, solid; and that of random order, thin and dashed."""
    scheme = theme.current()
    return (
        QPen(scheme.colour("accent"), 2),
        QPen(scheme.colour("text"), 1, Qt.PenStyle.DashLine),
    )


def _paint_line(
    painter: QPainter, box: QRectF, shares: Sequence[float], values: Sequence[float], pen: QPen
) -> None:
    inner = box.adjusted(PAD, PAD, -PAD, -PAD)
    points = [
        QPointF(inner.left() + inner.width() * share, inner.bottom() - inner.height() * value)
        for share, value in zip(shares, values, strict=True)
    ]
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
