"""The overlay's controls."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_wheel_passes_over_a_control_that_was_not_chosen(explained: Program) -> None:
    controls = explained.window.inspector.controls
    slider = controls._opacity._slider
    explained.window.photos.setFocus()
    before = (slider.value(), controls._samples.currentIndex())
    turn_wheel(slider)
    turn_wheel(controls._samples)
    assert (slider.value(), controls._samples.currentIndex()) == before
