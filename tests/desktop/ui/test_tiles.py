"""The ground of a tile: chosen, pointed at, or neither."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.tiles import paint_ground

State = QStyle.StateFlag


@pytest.mark.parametrize(
    ("state", "colour"),
    [
        (State.State_Selected, "accent_soft"),
        (State.State_Selected | State.State_MouseOver, "accent_soft"),
        (State.State_MouseOver, "hover"),
        (State.State_None, None),
    ],
)
def test_a_tile_shows_its_state(qtbot: QtBot, state: QStyle.StateFlag, colour: str | None) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    paint_ground(painter, QRectF(2, 2, 36, 36), state, 4)
    painter.end()
    wanted = theme.current().colour(colour) if colour else QColor("#123456")
    assert image.pixelColor(20, 20).name() == wanted.name()
    assert image.pixelColor(0, 0).name() == "#123456"
