"""Paints a photo of the similar ones: ticked or not, and how like it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.panels.browser.photo_delegate import PhotoDelegate
from desktop.panels.browser.photo_model import PATH_ROLE, PRODUCT_ROLE, Index
from desktop.ui import theme
from desktop.ui.flags import without
from desktop.ui.icons import draw
from desktop.ui.words import count

BOX: Final = 18
"""Side of the box that is ticked, px."""
CORNER: Final = 4
GAP: Final = 8
"""Least room between likeness and name, px."""
LEAST: Final = 5
"""Letters of a name that are worth showing; all of it is told on hover."""


class SimilarDelegate(PhotoDelegate):
    """The list's tile; the current photo has its outline, a ticked one its tick.

    Parameters
    ----------
    words : callable
        Says how like a photo is.
    """

    def __init__(self, words: Callable[[Path], str]) -> None:
        super().__init__()
        self._words = words

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = QStyle.StateFlag
        ticked = bool(option.state & state.State_Selected)
        tile = QStyleOptionViewItem(option)
        current = bool(option.state & state.State_HasFocus)
        tile.state = without(option.state, state.State_Selected)
        if current:
            tile.state |= state.State_Selected
        super().paint(painter, tile, index)
        _paint_box(painter, QRectF(option.rect), ticked=ticked)

    def shown(self, index: Index) -> tuple[object, ...]:
        """Also how like it is."""
        return (*super().shown(index), self._words(index.data(PATH_ROLE)))

    def paint_last(self, painter: QPainter, line: QRectF, index: Index) -> None:
        """Say how like it is, and of how many photos a product is."""
        words, metrics = self._words(index.data(PATH_ROLE)), painter.fontMetrics()
        painter.setPen(theme.current().colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, words)
        product = index.data(PRODUCT_ROLE)
        several = product is not None and product.photos > 1
        beside = count(product.photos, "photo") if several else index.data()
        room = int(line.width()) - metrics.horizontalAdvance(words) - GAP
        if room >= LEAST * metrics.averageCharWidth():
            shown = metrics.elidedText(beside, Qt.TextElideMode.ElideMiddle, room)
            painter.setPen(theme.current().colour("muted"))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, shown)


def _paint_box(painter: QPainter, tile: QRectF, *, ticked: bool) -> None:
    scheme = theme.current()
    box = QRectF(tile.left() + 8, tile.top() + 8, BOX, BOX)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(scheme.colour("accent" if ticked else "border_strong"), 1))
    painter.setBrush(scheme.colour("accent" if ticked else "base"))
    painter.drawRoundedRect(box, CORNER, CORNER)
    if ticked:
        draw(painter, "check", box.adjusted(2, 2, -2, -2), scheme.tokens["accent_text"])
    painter.restore()
