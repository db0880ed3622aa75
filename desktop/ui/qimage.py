"""From pixels to what Qt draws; safe on any thread, because no QPixmap is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from core.entities import Pixels

SMALLEST_LEVEL: Final = 256
"""Halving a picture stops below this longer side, px."""


def to_qimage(pixels: Pixels) -> QImage:
    """Copy (H, W, 3) uint8 RGB pixels, contiguous or not, into an image that owns its memory."""
    height, width = pixels.shape[:2]
    data = pixels.tobytes()
    view = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return view.convertToFormat(QImage.Format.Format_RGB32)


class Picture:
    """A photo ready to be drawn at any zoom: the image and its halvings.

    Parameters
    ----------
    image : QImage
    full_size : (int, int), optional
        Height and width of the photo in its file, px; the image's own by default.
    """

    def __init__(self, image: QImage, full_size: tuple[int, int] | None = None) -> None:
        height, width = full_size or (image.height(), image.width())
        self.full = QSize(width, height)
        self.levels = _halvings(image)

    @property
    def bytes(self) -> int:
        """Memory that the levels take."""
        return sum(level.sizeInBytes() for level in self.levels)

    def level_for(self, width: float) -> QImage:
        """Give the smallest level that still has `width` device pixels across, or the largest."""
        fitting = (level for level in reversed(self.levels) if level.width() >= width)
        return next(fitting, self.levels[0])


def _halvings(image: QImage) -> list[QImage]:
    levels = [image]
    while max(levels[-1].width(), levels[-1].height()) >= 2 * SMALLEST_LEVEL:
        half = levels[-1].size() / 2
        levels.append(
            levels[-1].scaled(
                half,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    return levels
