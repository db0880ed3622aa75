"""Folders and files are dropped on a window, and a veil says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.browser.drop import DropTarget, DropVeil, are_tables, local_paths, network_among
from tests.desktop.painted import painted, where

COPY, LEFT, NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
PHOTOS = (Path("/shop/bags"), Path("/shop/ä b.jpg"))


def carrying(urls: Sequence[QUrl]) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


LOCAL = [QUrl.fromLocalFile(str(path)) for path in PHOTOS]
REMOTE = [QUrl("https://example.org/bag.jpg")]


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def enter(widget: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEY)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, data: QMimeData) -> bool:
    event = QDropEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEY)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_several_folders_and_files_are_taken_at_once(qtbot: QtBot, widget: QWidget) -> None:
    target, hovering = DropTarget(widget), []
    target.hovering.connect(hovering.append)
    data = carrying([*LOCAL, *REMOTE])
    assert enter(widget, data)
    with qtbot.waitSignal(target.dropped) as told:
        assert drop(widget, data)
    assert told.args == [list(PHOTOS)]
    assert hovering == [list(PHOTOS), []]


def test_leaving_ends_the_hovering(widget: QWidget) -> None:
    target, hovering = DropTarget(widget), []
    target.hovering.connect(hovering.append)
    enter(widget, carrying(LOCAL))
    QApplication.sendEvent(widget, QDragLeaveEvent())
    assert hovering == [list(PHOTOS), []]


@pytest.mark.parametrize("urls", [REMOTE, []], ids=["elsewhere", "nothing"])
def test_what_does_not_lie_on_this_computer_is_refused(
    qtbot: QtBot, widget: QWidget, urls: list[QUrl]
) -> None:
    target, data = DropTarget(widget), carrying(urls)
    with qtbot.assertNotEmitted(target.dropped), qtbot.assertNotEmitted(target.hovering):
        assert not enter(widget, data)
        assert not drop(widget, data)
    assert local_paths(data) == []


def test_the_veil_covers_the_window_and_takes_no_click(qtbot: QtBot, widget: QWidget) -> None:
    veil = DropVeil(widget)
    later = QWidget(widget)
    assert veil.isHidden()
    widget.show()
    widget.resize(500, 350)
    veil.say("Drop to open")
    assert veil.size() == widget.size()
    assert widget.children().index(veil) > widget.children().index(later)
    frame, words = where(painted(widget), "accent"), where(painted(widget), "text")
    assert frame[:40].any() and frame[-40:].any()
    assert words[150:200, 150:350].any()
    assert veil.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_shop_s_files_are_told_from_folders_and_photos(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert are_tables([Path("a.csv"), Path("B.XLSX"), Path("feed.xml")])
    assert not are_tables([Path("a.csv"), Path("photo.jpg")])
    assert not are_tables([tmp_path / "folder.csv"])
    assert not are_tables([])


def test_a_network_comes_alone_or_with_its_class_names(tmp_path: Path) -> None:
    network, labels, photo = (tmp_path / name for name in ("n.h5", "labels.txt", "p.jpg"))
    network.write_bytes(b"")
    assert network_among([network]) == (network, None)
    assert network_among([labels, network]) == (network, labels)
    for others in ([photo], [photo, network], [labels], [network, network], [], [tmp_path]):
        assert network_among(others) is None
    assert network_among([network, labels, tmp_path / "b.txt"]) is None
