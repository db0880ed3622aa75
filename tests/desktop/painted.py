"""What widgets paint, as pixels, and where in them a colour of the scheme is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.entities import Pixels
from desktop.ui import theme


def pixels_of(image: QImage) -> Pixels:
    """Copy an image's pixels, (H, W, 3) uint8 RGB."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return lines[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


def painted(widget: QWidget) -> Pixels:
    """Give what a widget looks like, (H, W, 3) uint8 RGB; it need not be shown."""
    return pixels_of(widget.grab().toImage())


def where(pixels: Pixels, name: str, within: int = 0) -> NDArray[np.bool_]:
    """Tell where a colour of the scheme is, (H, W).

    Parameters
    ----------
    pixels : (H, W, 3) uint8
    name : str
        A colour name of the scheme.
    within : int
        How far the three values together may be off: thin letters are paler than their colour.
    """
    colour = theme.current().colour(name)
    off = np.abs(pixels.astype(int) - (colour.red(), colour.green(), colour.blue()))
    return np.asarray(off.sum(axis=2) <= within)


def turn_wheel(widget: QWidget, notches: float, at: QPointF | None = None) -> None:
    """Turn the wheel over a widget, away from the user where positive."""
    place = at if at is not None else QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place)),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
