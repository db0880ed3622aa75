"""Photos' files and pictures handed to the system and the clipboard, from the real window."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from core.entities import Photo
from desktop.app import Program
from desktop.controllers.files import MOST_OPENED
from tests.window import WAIT_MS, click, strike

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Opener(QObject):
    """Takes the place of the system's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()).name)


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_the_photo_looked_at_is_opened_by_its_key_alone(
    explained: Program, opener: Opener, products: Path
) -> None:
    strike(explained.window, Qt.Key.Key_Return, CTRL)
    assert opener.opened == ["blue.png"]
    model = explained.window.model
    assert model.mark(products / "a" / "blue.png").pending  # Enter alone would decide


def test_several_that_are_selected_are_opened_together(explained: Program, opener: Opener) -> None:
    photos = explained.window.photos
    strike(explained.window, Qt.Key.Key_Right, SHIFT)
    assert photos.selected_count() == 2
    explained.window.file_actions.open_action.trigger()
    assert opener.opened == ["blue.png", "green.png"]


def test_too_many_are_not_opened_and_it_is_said(
    explained: Program, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.controllers.files.MOST_OPENED", 2)
    assert MOST_OPENED > 2
    explained.window.all_action.trigger()
    explained.window.file_actions.open_action.trigger()
    assert opener.opened == []
    assert "too many to open at once" in explained.window.notice.text()


def test_paths_are_copied_a_line_each(explained: Program, products: Path) -> None:
    window, clipboard = explained.window, QApplication.clipboard()
    strike(window, Qt.Key.Key_P, CTRL | SHIFT)
    assert clipboard.text() == str(products / "a" / "blue.png")
    assert window.status.words == f"Copied: {products / 'a' / 'blue.png'}"
    strike(window, Qt.Key.Key_Right, SHIFT)
    window.file_actions.path_action.trigger()
    assert clipboard.text().splitlines() == [
        str(products / "a" / "blue.png"),
        str(products / "a" / "green.png"),
    ]
    assert window.status.words.endswith("and 1 path more")


def test_a_folder_is_asked_about_where_one_is_chosen(
    explained: Program, opener: Opener, products: Path
) -> None:
    window = explained.window
    actions = window.file_actions
    assert not actions.show_folder_action.isEnabled()
    assert actions.show_folder_action.statusTip()
    tree = window.folders.tree
    window.folders.tree_view.setCurrentIndex(tree.index(1, 0))
    assert actions.folder_path_action.isEnabled()
    actions.folder_path_action.trigger()
    assert QApplication.clipboard().text() == str(products)


def test_the_picture_is_copied_as_large_as_the_file(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window = explained.window
    file = products / "a" / "blue.png"
    with Image.open(file) as image:
        image.resize((3000, 2250)).save(file)
    window.file_actions.picture_action.trigger()
    clipboard = QApplication.clipboard()
    qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=WAIT_MS)
    copied = clipboard.image()
    assert (copied.width(), copied.height()) == (3000, 2250)
    plain = QImage(str(file))
    points = [(x, y) for x in range(100, 3000, 100) for y in range(100, 2250, 100)]
    differing = [p for p in points if _far(copied.pixelColor(*p), plain.pixelColor(*p))]
    assert 0 < len(differing) < len(points)
    assert "3,000 × 2,250 px" in window.status.words


def test_a_path_copied_later_stays_where_a_picture_is_still_being_painted(
    qtbot: QtBot, explained: Program, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions, go_on = explained.window.file_actions, threading.Event()
    painted: list[QImage] = []

    def slow(photo: Photo, *rest: object) -> QImage:
        assert go_on.wait(WAIT_MS / 1000)
        painted.append(QImage(str(photo.path)))
        return painted[-1]

    monkeypatch.setattr("desktop.controllers.files.paint_whole", slow)
    actions.picture_action.trigger()
    actions.path_action.trigger()
    go_on.set()
    behind = explained.workbench._workers.painters.submit(lambda *_: None)
    qtbot.waitUntil(lambda: behind.wait(0), timeout=WAIT_MS)
    QApplication.processEvents()
    assert QApplication.clipboard().text() == str(products / "a" / "blue.png")


def _far(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return max(abs(a - b) for a, b in pairs) > 20


def test_a_picture_that_is_gone_is_told(qtbot: QtBot, explained: Program, products: Path) -> None:
    (products / "a" / "blue.png").unlink()
    explained.window.file_actions.picture_action.trigger()
    qtbot.waitUntil(lambda: "blue.png" in explained.window.notice.text(), timeout=WAIT_MS)
    assert explained.window.status.words == ""  # nothing is being painted


def test_a_file_that_was_written_is_opened_from_the_line_above(
    explained: Program, opener: Opener, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")  # others have a program that would start here
    window = explained.window
    window.status.show_written(products / "a" / "grey.png")
    assert window.notice.isVisible()
    links = {button.text(): button for button in window.notice.findChildren(QToolButton)}
    click(window, links["Open it"])
    assert opener.opened == ["grey.png"]
    click(window, links["Show its folder"])
    assert opener.opened == ["grey.png", "a"]
