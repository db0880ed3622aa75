"""Icons in the colours of the scheme."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from core.paths import resources
from desktop.ui import icons, theme
from tests.desktop.painted import pixels_of, where

SIDE = 32
LINE_ICONS = sorted(
    file.stem
    for file in (resources() / "icons").glob("*.svg")
    if "currentColor" in file.read_text("utf-8")
)


def on_white(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, side: int = SIDE) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    icon.paint(painter, image.rect(), mode=mode)
    painter.end()
    return image


def test_the_program_s_icon_is_a_tag_on_a_ground(qapp) -> None:  # noqa: ANN001
    image = icons.application_icon().pixmap(256, 256).toImage()
    ground, tag = image.pixelColor(60, 60), image.pixelColor(190, 90)
    assert tag == QColor("white")
    assert ground.green() > 2 * ground.red()  # the tag's corners are cut, not a square of white
    assert image.pixelColor(1, 1).alpha() == 0


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", LINE_ICONS)
def test_an_icon_is_drawn_in_one_colour_and_does_not_fill_its_square(name: str) -> None:
    pixels = pixels_of(on_white(icons.icon(name, "error")))
    inked = np.any(pixels < 250, axis=2)
    assert where(pixels, "error").any()
    assert 0.02 < inked.mean() < 0.6


@pytest.mark.usefixtures("qapp")
def test_an_icon_follows_scheme_role_and_mode() -> None:
    icon = icons.icon("flag", "text")
    assert where(pixels_of(on_white(icon)), "text").any()
    disabled = pixels_of(on_white(icon, QIcon.Mode.Disabled))
    assert where(disabled, "disabled").any()
    assert not where(disabled, "text").any()
    theme.current().choose(theme.DARK)
    assert where(pixels_of(on_white(icon)), "text").any()
    assert where(pixels_of(on_white(QIcon(icon))), "text").any()


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_drawn_anew_at_every_size_and_stays_square() -> None:
    pixmap = icons.icon("x").pixmap(QSize(200, 200))
    assert pixmap.size() == QSize(200, 200)
    pixels = pixels_of(on_white(icons.icon("x"), side=200))
    greys = np.any(pixels < 250, axis=2) & ~where(pixels, "text")
    assert greys.sum() < where(pixels, "text").sum()  # edges alone are mixed: not blown up
    assert not icons.icon("x").pixmap(QSize(200, 50)).toImage().pixelColor(150, 25).alpha()


@pytest.mark.usefixtures("qapp")
def test_an_icon_can_be_painted_anywhere_in_a_colour() -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    icons.draw(painter, "check", QRectF(32, 32, 32, 32), "#ff0000")
    painter.end()
    red = np.all(pixels_of(image) == (255, 0, 0), axis=2)
    assert red[32:, 32:].any()
    assert not red[:32].any()
    assert not red[:, :32].any()
