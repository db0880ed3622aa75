"""One pane: a picture with wheel zoom and drag pan, painted straight from images."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.panels.compare.outline import paint_outline
from desktop.panels.compare.view_state import Size, View
from desktop.ui import theme
from desktop.ui.qimage import Picture

WHEEL_STEP: Final = 1.25
"""Zoom factor of one notch of the wheel or one press of plus."""
PAN_STEP: Final = 64
"""Pixels that one press of a key moves a zoomed picture."""


class LinkedView(QObject):
    """The one view that the panes share."""

    changed = Signal()
    """Zoom or place has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = View()

    def set(self, view: View) -> None:
        """Show this part of the pictures in every pane."""
        if view != self.view:
            self.view = view
            self.changed.emit()


class Viewer(QWidget):
    """Shows one picture through a linked view."""

    stepped = Signal(int)
    """Left (-1) or right (+1) was pressed: the photo before or after."""
    resized = Signal()
    pointed = Signal(object, object)
    """The point under the pointer, in fractions of the picture, None beside it; and its place on
    the screen."""
    touched = Signal(object, bool)
    """While picking: a point pressed (True) or dragged over, in fractions of the picture."""
    dragged = Signal(object, object, bool)
    """While drawing: two points in fractions of the picture, which may lie beside it; True where
    the button was let go."""

    def __init__(self, name: str, linked: LinkedView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._linked = linked
        self._picture: Picture | None = None
        self._message = ""
        self._grabbed_at: QPointF | None = None
        self._drawn_from: QPointF | None = None
        self._outline: QRectF | None = None
        self.picking = False
        self._drawing = False
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(128, 88)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        linked.changed.connect(self.update)

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    def show_picture(self, picture: Picture | None, message: str = "") -> None:
        """Show a picture, or in its place a few plain words."""
        self._picture, self._message = picture, message
        self.setAccessibleDescription(message)
        self.setCursor(Qt.CursorShape.OpenHandCursor if picture else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_drawing(self, drawing: bool) -> None:
        """Let the mouse draw a box, or move the picture as ever."""
        self._drawing, self._drawn_from = drawing, None
        cross, hand = Qt.CursorShape.CrossCursor, Qt.CursorShape.OpenHandCursor
        if self._picture is not None:
            self.setCursor(cross if drawing else hand)
        self.update()

    def show_outline(self, outline: QRectF | None) -> None:
        """Outline a part of the picture, in fractions of it; None for no part."""
        self._outline = outline
        self.update()

    def factor(self) -> float:
        """Screen pixels per photo pixel now in force."""
        if self._picture is None:
            return 1.0
        return self._linked.view.factor(self._size(), self._pane())

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a point of the pane, its middle by default."""
        if self._picture is None:
            return
        ratio = self.devicePixelRatioF()
        point = at if at is not None else QPointF(self.rect().center())
        place = (point.x() * ratio, point.y() * ratio)
        view = self._linked.view.zoomed(factor, place, self._size(), self._pane())
        self._linked.set(view)

    def place(self, at: QPointF) -> QPointF | None:
        """Give a point of the pane in fractions of the picture, None beside the picture."""
        if self._picture is None:
            return None
        place = self._fraction(at)
        return place if 0 <= place.x() < 1 and 0 <= place.y() < 1 else None

    def _fraction(self, at: QPointF) -> QPointF:
        ratio = self.devicePixelRatioF()
        box = self._linked.view.box(self._size(), self._pane())
        return QPointF(
            (at.x() * ratio - box.left) / box.width, (at.y() * ratio - box.top) / box.height
        )

    def actual_size(self) -> None:
        """Show one photo pixel on one screen pixel."""
        if self._picture is not None:
            self.zoom(1.0 / self.factor())

    def pan_step(self, x: int, y: int) -> None:
        """Move the picture by a step to the right (+1) or left, down (+1) or up."""
        self._pan(x * PAN_STEP, y * PAN_STEP)

    def _size(self) -> Size:
        full = self._picture.full if self._picture else self.size()
        return Size(full.width(), full.height())

    def _pane(self) -> Size:
        ratio = self.devicePixelRatioF()
        return Size(self.width() * ratio, self.height() * ratio)

    def _pan(self, dx: float, dy: float) -> None:
        ratio = self.devicePixelRatioF()
        moved = self._linked.view.panned(dx * ratio, dy * ratio, self._size(), self._pane())
        self._linked.set(moved)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.current().colour("canvas"))
        if self._picture is not None:
            self._paint_picture(painter, self._picture)
        elif self._message:
            self._paint_message(painter)

    def _paint_message(self, painter: QPainter) -> None:
        """Words in the middle; a path without spaces is broken where it must be."""
        option = QTextOption(Qt.AlignmentFlag.AlignCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.setPen(theme.current().colour("muted"))
        room = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        painter.drawText(room, self._message, option)

    def _paint_picture(self, painter: QPainter, picture: Picture) -> None:
        ratio = self.devicePixelRatioF()
        box = self._linked.view.box(self._size(), self._pane())
        image = picture.level_for(box.width)
        where = QRectF(*(value / ratio for value in box))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(where, image)
        if self._outline is not None:
            paint_outline(painter, where, self._outline, shade=self._drawing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        self.zoom(WHEEL_STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._picture is None:
            return
        if self._drawing:
            self._drawn_from = self._fraction(event.position())
            return
        if self.picking:
            self._touch(event.position(), first=True)
            return
        self._grabbed_at = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _touch(self, at: QPointF, *, first: bool) -> None:
        place = self.place(at)
        if place is not None:
            self.touched.emit(place, first)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawn_from is not None:
            self.dragged.emit(self._drawn_from, self._fraction(event.position()), False)
        elif self._grabbed_at is not None:
            moved = event.position() - self._grabbed_at
            self._grabbed_at = event.position()
            self._pan(moved.x(), moved.y())
        elif self.picking and event.buttons() & Qt.MouseButton.LeftButton:
            self._touch(event.position(), first=False)
        elif not event.buttons():
            self.pointed.emit(self.place(event.position()), event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._drawn_from = self._drawn_from, None
        if start is not None:
            self.dragged.emit(start, self._fraction(event.position()), True)
        if self._grabbed_at is not None:
            self._grabbed_at = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.picking or self._drawing:
            self.mousePressEvent(event)
        elif self._linked.view.scale is None:
            self.zoom(1.0 / self.factor(), event.position())
        else:
            self._linked.set(View())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        else:
            super().keyPressEvent(event)
