"""Files dragged out of the window, as copies; without a screen nothing takes what is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDropEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.panels.browser.drop import DropTarget
from desktop.ui import file_drag
from desktop.ui.file_drag import SIZE, drag_files, mime_of

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[QDrag]:
    """Every drag that begins."""
    begun: list[QDrag] = []

    class Noted(QDrag):
        def exec(self, actions: Qt.DropAction) -> Qt.DropAction:
            begun.append(self)
            self.allowed = actions
            return Qt.DropAction.CopyAction

    monkeypatch.setattr(file_drag, "QDrag", Noted)
    return begun


def names(drag: QDrag) -> list[str]:
    return [Path(url.toLocalFile()).name for url in drag.mimeData().urls()]


def drag_from(widget: QWidget, start: QPoint) -> None:
    """Press, and move far enough that a drag begins."""
    QTest.mousePress(widget, LEFT, pos=start)
    for far in (5, 15, 30):
        at = QPointF(start + QPoint(far, far))
        where = QPointF(widget.mapToGlobal(at.toPoint()))
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove, at, where, Qt.MouseButton.NoButton, LEFT, NONE
        )
        QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, LEFT, pos=start)


def test_a_tile_is_dragged_as_a_copy_of_its_file(explained: Program, dragged: list[QDrag]) -> None:
    photos = explained.window.photos
    second = photos.visualRect(explained.window.model.index(1)).center()
    drag_from(photos.viewport(), second)
    assert [names(drag) for drag in dragged] == [["green.png"]]
    assert dragged[0].allowed is Qt.DropAction.CopyAction


def test_several_that_are_selected_are_dragged_together(
    explained: Program, dragged: list[QDrag]
) -> None:
    photos = explained.window.photos
    QTest.keyClick(photos, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    first = photos.visualRect(explained.window.model.index(0)).center()
    drag_from(photos.viewport(), first)
    assert [names(drag) for drag in dragged] == [["blue.png", "green.png"]]


def test_several_are_counted_under_the_pointer(qtbot: QtBot, dragged: list[QDrag]) -> None:
    source = QWidget()
    qtbot.addWidget(source)
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    for number in (1, 3):
        drag_files(source, [Path(f"{place}.jpg") for place in range(number)], image)
    alone, several = (drag.pixmap().toImage() for drag in dragged)
    assert alone.size() == several.size() == SIZE
    assert alone != several
    drag_files(source, [], None)
    assert len(dragged) == 2


class OwnDrop(QDropEvent):
    """Comes from a window of this program, as Qt tells while something is dragged."""

    def source(self) -> QObject:
        return self.window


def test_what_is_dragged_out_of_a_window_is_not_opened_by_it(qtbot: QtBot) -> None:
    window, data = QWidget(), mime_of([Path("/shop/a.jpg")])
    qtbot.addWidget(window)
    target = DropTarget(window)
    how = (QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE)
    own = OwnDrop(*how)
    own.window = window
    with qtbot.assertNotEmitted(target.dropped):
        assert not target.eventFilter(window, own)
    with qtbot.waitSignal(target.dropped):
        assert target.eventFilter(window, QDropEvent(*how))


def test_names_with_signs_of_their_own_are_told_as_they_are() -> None:
    urls = mime_of([Path("/shop/50% off #1.jpg")]).urls()
    assert [url.toLocalFile() for url in urls] == ["/shop/50% off #1.jpg"]
