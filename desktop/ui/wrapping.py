"""A row of controls that goes on in further lines where one has no room for all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class WrappedRow(QWidget):
    """Controls from left to right and then from top to bottom, each as large as it asks to be.

    Parameters
    ----------
    gap : int
        Px between them, across and down.
    """

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._gap = gap
        self._parts: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, part: QWidget) -> None:
        """Add a control at the end."""
        part.setParent(self)
        part.show()
        self._parts.append(part)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all side by side, as high as the lines are now."""
        across = sum(part.sizeHint().width() for part in self._seen())
        return QSize(across + self._gap * max(len(self._seen()) - 1, 0), self._height())

    def minimumSizeHint(self) -> QSize:
        """Room for the widest of them, as high as the lines are now."""
        widest = max((_size(part).width() for part in self._seen()), default=0)
        return QSize(widest, self._height())

    def event(self, event: QEvent) -> bool:
        """Place all anew where one has other words."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as this width needs."""
        super().resizeEvent(event)
        self._place()

    def _seen(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _places(self) -> list[QRect]:
        """Give each part's place in the width there is."""
        places: list[QRect] = []
        x = y = line = 0
        for size in map(_size, self._seen()):
            if x and x + size.width() > self.width():
                x, y, line = 0, y + line + self._gap, 0
            places.append(QRect(x, y, min(size.width(), max(self.width(), 1)), size.height()))
            x, line = x + size.width() + self._gap, max(line, size.height())
        return places

    def _height(self) -> int:
        return max((place.bottom() + 1 for place in self._places()), default=0)

    def _place(self) -> None:
        before = self.minimumHeight()
        for part, place in zip(self._seen(), self._places(), strict=True):
            part.setGeometry(place)
        self.setFixedHeight(self._height())
        if self.minimumHeight() != before:
            self.updateGeometry()


def _size(part: QWidget) -> QSize:
    """Give the size that a control asks for; some ask for less than the least they may have."""
    return part.sizeHint().expandedTo(part.minimumSizeHint()).expandedTo(part.minimumSize())
