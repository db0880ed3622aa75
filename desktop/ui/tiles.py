"""What all tiles of photos have in common, in the list and in a product's strip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from desktop.ui import theme


def paint_ground(painter: QPainter, tile: QRectF, state: QStyle.StateFlag, corner: int) -> None:
    """Paint what lies under a tile that is chosen or pointed at; `corner` is its radius, px."""
    scheme = theme.current()
    if state & QStyle.StateFlag.State_Selected:
        painter.setPen(QPen(scheme.colour("accent"), 2))
        painter.setBrush(scheme.colour("accent_soft"))
        painter.drawRoundedRect(tile, corner, corner)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.colour("hover"))
        painter.drawRoundedRect(tile, corner, corner)
