"""Draws the icon files of each system from the one SVG."""

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIDES: Final = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIDES: Final = (16, 24, 32, 48, 64, 128, 256)


def draw_icons(svg: Path, folder: Path, name: str) -> None:
    """Write <name>-<side>.png in each size, <name>.ico and <name>.icns.

    Parameters
    ----------
    svg : Path
        Square drawing.
    folder : Path
        Made where missing.
    name : str
        How the files are to be called.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {side: _render(svg, side) for side in SIDES}
    for side, picture in pictures.items():
        picture.save(folder / f"{name}-{side}.png")
    small = [pictures[side] for side in ICO_SIDES]
    sizes = [(side, side) for side in ICO_SIDES]
    small[-1].save(folder / f"{name}.ico", sizes=sizes, append_images=small[:-1])
    largest = pictures[SIDES[-1]]
    largest.save(folder / f"{name}.icns", append_images=list(pictures.values())[:-1])


def _render(svg: Path, side: int) -> Image.Image:
    """Draw at this very size, so that small icons are sharp."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(BytesIO(bytes(buffer.data()))).convert("RGBA")
