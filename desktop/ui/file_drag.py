"""Dragging photos out of the window: other programs get their files, which stay where they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.controls import title_font
from desktop.ui.language import numeral

SIZE: Final = QSize(96, 72)
"""Of the picture under the pointer, px."""


def drag_files(source: QWidget, paths: Sequence[Path], image: QImage | None) -> None:
    """Let files be dropped elsewhere as copies, with a small picture under the pointer.

    Parameters
    ----------
    source : QWidget
        What they are dragged from.
    paths : sequence of Path
    image : QImage or None
        Of the one looked at.
    """
    if not paths:
        return
    drag = QDrag(source)
    drag.setMimeData(mime_of(paths))
    picture = _picture(image, len(paths), source.devicePixelRatioF())
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(SIZE.width() // 2, SIZE.height()))
    drag.exec(Qt.DropAction.CopyAction)


def mime_of(paths: Sequence[Path]) -> QMimeData:
    """Name files for other programs, which can but copy them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _picture(image: QImage | None, number: int, ratio: float) -> QPixmap:
    """Paint the photo, and how many there are where there are several."""
    made = QPixmap(SIZE * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter, scheme = QPainter(made), theme.current()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    room = QRect(QPoint(0, 0), SIZE)
    if image is not None and not image.isNull():
        size = image.size().scaled(SIZE, Qt.AspectRatioMode.KeepAspectRatio)
        where = QRect(QPoint(0, 0), size)
        where.moveCenter(room.center())
        painter.drawImage(where, image)
    if number > 1:
        badge = QRect(SIZE.width() - 48, SIZE.height() - 28, 48, 28)
        painter.fillRect(badge, scheme.colour("accent"))
        painter.setPen(scheme.colour("accent_text"))
        painter.setFont(title_font(painter.font()))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, numeral(number))
    painter.end()
    return made
