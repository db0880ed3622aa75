"""Line icons drawn in the colours of the scheme, sharp at every scale."""

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from core.paths import resources
from desktop.ui import theme

ICON_SIDE: Final = 18
"""Side of an icon in a button, px before scaling."""
ICON_GAP: Final = 4
"""Px that an icon with words beside it is wider, so that the words keep off it."""
STROKE: Final = "1.75"
"""Lucide draws with 2 on a grid of 24; a little thinner suits small text."""


@cache
def _source(name: str) -> str:
    text = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    """Parse an icon once: a list paints dozens of them at every scroll step."""
    data = _source(name).replace("currentColor", colour).encode()
    return QSvgRenderer(QByteArray(data))


def draw(painter: QPainter, name: str, where: QRectF, colour: str) -> None:
    """Paint an icon in a colour, given as #rrggbb."""
    _renderer(name, colour).render(painter, where)


class _LineIcon(QIconEngine):
    """Draws when asked, so that a change of scheme or screen needs no new icon."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "disabled" if mode is QIcon.Mode.Disabled else self._role
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x(), rect.y(), side, side)
        draw(painter, self._name, square, theme.current().tokens[role])

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, made.rect(), mode, state)
        painter.end()
        return made


def icon(name: str, role: str = "text") -> QIcon:
    """Give the icon of that name; `role` is a colour name of the scheme."""
    return QIcon(_LineIcon(name, role))


def application_icon() -> QIcon:
    """Give the program's own icon."""
    return QIcon(str(resources() / "icons" / "tagproof.svg"))


class SignIcon(QWidget):
    """An icon that stands by itself, painted in the colours in force."""

    SIDE: Final = 16
    """Px."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._role = ""
        self.setFixedSize(self.SIDE, self.SIDE)

    def show_sign(self, name: str, role: str) -> None:
        """Show the icon of that name; `role` is a colour name of the scheme."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        if self._name:
            colour = theme.current().tokens[self._role]
            draw(QPainter(self), self._name, QRectF(self.rect()), colour)
