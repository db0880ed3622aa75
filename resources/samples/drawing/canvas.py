"""The studio: a white picture on which shapes are laid with relief, light and soft shadows."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from drawing.relief import Fold, Plane, Surface, blur, light
from drawing.shapes import band, dashes
from drawing.textures import Colour, Texture, plain, rgb

WIDTH: Final = 1080  # px
HEIGHT: Final = 1440  # px
PHOTO: Final = (960, 1280)  # px, drawn larger and reduced: edges come out finer
JPEG_QUALITY: Final = 80
FLAT: Final = Surface(depth=2, bulge=0.0)

Crop = tuple[slice, slice]


class Canvas:
    """A picture in the making.

    Attributes
    ----------
    pixels : (HEIGHT, WIDTH, 3) float32 RGB, 0-1
    """

    def __init__(self) -> None:
        self.pixels: NDArray[np.float32] = np.ones((HEIGHT, WIDTH, 3), dtype=np.float32)

    def paint(
        self,
        path: QPainterPath,
        colour: Colour | Texture,
        surface: Surface = FLAT,
        *,
        clip: QPainterPath | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Lay a shape on the picture, lit as its surface tells; clip cuts it to another shape."""
        crop = _crop(path, 4)
        mask = coverage(path)[crop]
        if not mask.size:
            return
        lighting = light(mask, surface, _folds(surface.folds, crop))
        albedo = self._albedo(colour, crop)
        lit = albedo * lighting.shade[..., None] + lighting.glint[..., None]
        if clip is not None:
            mask = mask * coverage(clip)[crop]
        self._blend(crop, lit, mask * opacity)

    def tint(
        self,
        path: QPainterPath,
        colour: Colour,
        sigma: float,
        opacity: float,
        *,
        clip: QPainterPath | None = None,
    ) -> None:
        """Breathe a soft colour over the picture: a shade or a sheen with blurred edges."""
        crop = _crop(path, 3 * sigma + 2)
        mask = blur(coverage(path)[crop], sigma)
        if clip is not None:
            mask = mask * coverage(clip)[crop]
        self._blend(crop, self._albedo(colour, crop), mask * opacity)

    def shadow(
        self, path: QPainterPath, sigma: float = 14, opacity: float = 0.3, drop: float = 12
    ) -> None:
        """Cast a soft shadow of a shape, `drop` px below it."""
        self.tint(path.translated(drop * 0.3, drop), "#20242c", sigma, opacity)

    def ground(self, left: float, right: float, y: float, opacity: float = 0.4) -> None:
        """Lay the contact shadow of a thing that stands on the table from left to right at y."""
        width = right - left
        for height, sigma, share in ((0.02, 0.012, 1.0), (0.05, 0.04, 0.7)):
            shape = QPainterPath()
            shape.addEllipse(left, y - height * width, width, 2 * height * width)
            self.tint(shape, "#20242c", max(3.0, sigma * width), opacity * share)

    def reflect(self, y: int, length: int, opacity: float = 0.3) -> None:
        """Mirror what stands above y in a polished table, fading over length px."""
        fade = (1 - np.arange(length, dtype=np.float32) / length) ** 1.6 * opacity
        mirrored = self.pixels[y - length : y][::-1]
        below = self.pixels[y : y + length]
        below[:] = below * (1 - fade[:, None, None] * (1 - mirrored))

    def seam(
        self,
        path: QPainterPath,
        colour: Colour,
        width: float = 3,
        dash: float = 11,
        gap: float = 7,
        opacity: float = 0.9,
    ) -> None:
        """Sew stitches along a line."""
        self.groove(path, width * 2.2, 0.22)
        self.paint(dashes(path, width, dash, gap), colour, opacity=opacity)

    def groove(self, path: QPainterPath, width: float = 4, opacity: float = 0.5) -> None:
        """Press a line into the surface: a dark line with a lit lower edge."""
        line = band(path, width)
        self.tint(line.translated(0, width * 0.8), "#ffffff", width * 0.4, opacity * 0.35)
        self.tint(line, "#000000", width * 0.35, opacity)

    def frame(self, across: float, down: float, shift: float = 0) -> None:
        """Frame the picture anew: enlarge it about its middle, then lower it by `shift` px."""
        inverse = (
            1 / across,
            0,
            WIDTH / 2 * (1 - 1 / across),
            0,
            1 / down,
            HEIGHT / 2 * (1 - 1 / down) - shift / down,
        )
        for channel in range(3):
            plane = Image.fromarray(np.ascontiguousarray(self.pixels[..., channel]))
            moved = plane.transform(
                (WIDTH, HEIGHT),
                Image.Transform.AFFINE,
                inverse,
                Image.Resampling.BICUBIC,
                fillcolor=1.0,
            )
            self.pixels[..., channel] = np.asarray(moved)

    def save(self, path: Path) -> None:
        """Write the picture as JPEG."""
        values = np.clip(self.pixels, 0, 1) * 255
        image = Image.fromarray(np.rint(values).astype(np.uint8))
        image = image.resize(PHOTO, Image.Resampling.LANCZOS)
        image.save(path, quality=JPEG_QUALITY, optimize=True, progressive=True)

    def _albedo(self, colour: Colour | Texture, crop: Crop) -> NDArray[np.float32]:
        texture = colour if callable(colour) else plain(rgb(colour))
        rows = np.arange(crop[0].start, crop[0].stop, dtype=np.float32)
        columns = np.arange(crop[1].start, crop[1].stop, dtype=np.float32)
        x, y = np.meshgrid(columns, rows)
        return np.clip(texture(x, y), 0, 1)

    def _blend(self, crop: Crop, colour: NDArray[np.float32], mask: Plane) -> None:
        below = self.pixels[crop]
        below += (np.clip(colour, 0, 1) - below) * mask[..., None]


def coverage(path: QPainterPath) -> Plane:
    """How far each pixel lies inside a path, 0-1, (HEIGHT, WIDTH)."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, Qt.GlobalColor.white)
    painter.end()
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(HEIGHT, image.bytesPerLine())
    return rows[:, :WIDTH].astype(np.float32) / 255


def _folds(folds: tuple[Fold, ...], crop: Crop) -> Plane:
    height = np.zeros((crop[0].stop - crop[0].start, crop[1].stop - crop[1].start), np.float32)
    for fold in folds:
        ridge = coverage(band(fold.path, fold.width))[crop]
        height += blur(ridge, fold.width * 0.45) * fold.height
    return height


def _crop(path: QPainterPath, margin: float) -> Crop:
    box = path.boundingRect().adjusted(-margin, -margin, margin, margin)
    top, bottom = np.clip([box.top(), box.bottom() + 1], 0, HEIGHT).astype(int)
    left, right = np.clip([box.left(), box.right() + 1], 0, WIDTH).astype(int)
    return slice(int(top), int(bottom)), slice(int(left), int(right))
