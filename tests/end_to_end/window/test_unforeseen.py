"""Whatever is pressed, clicked or dropped at any moment: nothing raises, and the review holds.

TAGPROOF_MONKEY_S says for how many seconds, TAGPROOF_MONKEY_SEED which of all sequences.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.paths import data_dir
from core.review.audit import verify
from desktop.app import Program
from tests.packs import LABELS
from tests.window import WAIT_MS, Start

SECONDS: Final = float(os.environ.get("TAGPROOF_MONKEY_S", "4"))
SEED: Final = int(os.environ.get("TAGPROOF_MONKEY_SEED", "1"))
PAUSES_MS: Final = (0, 0, 1, 5, 30, 150)
"""Between two deeds; the longest lets explaining begin."""
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
MODIFIERS: Final = (PLAIN, PLAIN, PLAIN, SHIFT, Qt.KeyboardModifier.ControlModifier)
MOVING: Final = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab, Qt.Key.Key_Backspace,
    Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_A, Qt.Key.Key_J,
)  # fmt: skip

log = logging.getLogger(__name__)


class Monkey(QObject):
    """Does anything, also inside menus and dialogs that wait for it.

    Parameters
    ----------
    window : QWidget
    dropped : list of Path
        What it may drop on the window.
    seed : int
    """

    tired = Signal()

    def __init__(self, window: QWidget, dropped: list[Path], seed: int) -> None:
        super().__init__()
        self._window, self._dropped, self._random = window, dropped, Random(seed)
        shortcuts = (one.shortcuts() for one in window.findChildren(QAction))
        self._keys = [key[0] for keys in shortcuts for key in keys]
        self._until = 0.0
        self._under_way = 0  # QTest lets others go on before it acts on a window, gone or not
        self.deeds = 0

    def play(self, seconds: float) -> None:
        """Begin; `tired` follows once all that it has opened is closed."""
        self._until = time.monotonic() + seconds
        self._do_more()

    def _do_more(self) -> None:
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if time.monotonic() > self._until:
            self._tidy_up(above)
            return
        QTimer.singleShot(self._random.choice(PAUSES_MS), self._do_more)  # also in a menu's loop
        if isinstance(above, QFileDialog):
            above.reject()
        elif not self._under_way or QApplication.activePopupWidget():
            self._under_way += 1
            self._do(above or self._window)
            self._under_way -= 1

    def _do(self, target: QWidget) -> None:
        self.deeds += 1
        deeds: tuple[Callable[[QWidget], None], ...] = (self._press, self._click, self._drop)
        self._random.choices(deeds, (60, 38, 2))[0](target)

    def _tidy_up(self, above: QWidget | None) -> None:
        if above is None:
            self.tired.emit()
            return
        QTimer.singleShot(0, self._do_more)
        _put_away(above)

    def _press(self, target: QWidget) -> None:
        if self._random.random() < 0.6:
            keys = self._random.choice(self._keys)
            key, modifiers = keys.key(), keys.keyboardModifiers()
        else:
            key, modifiers = self._random.choice(MOVING), self._random.choice(MODIFIERS)
        log.info("press %s %s in %s", key.name, modifiers, target)
        window = target.windowHandle()
        QTest.keyPress(window, key, modifiers)
        if isValid(window) and window.isVisible():  # the key may have closed it
            QTest.keyRelease(window, key, modifiers)

    def _click(self, target: QWidget) -> None:
        seen = [one for one in target.findChildren(QWidget) if one.isVisible()]
        widget = self._random.choice([target, *seen])
        if widget.window() is not target or widget.size().isEmpty():
            return
        x, y = self._random.randrange(widget.width()), self._random.randrange(widget.height())
        place = widget.mapTo(target, QPoint(x, y))
        if not target.rect().contains(place):
            return  # it is scrolled away
        log.info("click %s at %s", widget, place)
        window, left = target.windowHandle(), Qt.MouseButton.LeftButton
        modifiers = self._random.choice(MODIFIERS)
        if target is self._window and self._random.random() < 0.3:
            QTest.mouseDClick(window, left, modifiers, place)
            return
        QTest.mousePress(window, left, modifiers, place)
        if isValid(window) and window.isVisible():
            QTest.mouseRelease(window, left, modifiers, place)

    def _drop(self, target: QWidget) -> None:
        if target is not self._window:
            return  # what is above takes nothing
        data, path = QMimeData(), self._random.choice(self._dropped)
        data.setUrls([QUrl.fromLocalFile(str(path))])
        how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, PLAIN)
        log.info("drop %s", path)
        QApplication.sendEvent(target, QDragEnterEvent(QPoint(50, 50), *how))
        QApplication.sendEvent(target, QDropEvent(QPointF(50, 50), *how))


def _put_away(above: QWidget) -> None:
    if isinstance(above, QDialog):
        above.reject()
    else:
        above.close()


class Nowhere(QObject):
    """Takes what would be shown in the system's file manager."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        log.info("shown: %s", url)


@pytest.fixture
def at_large(
    start: Start, products: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Program:
    """The program as it begins to look at the products, where nothing it writes does harm."""
    monkeypatch.chdir(tmp_path)
    return start(products)


def given(products: Path) -> list[Path]:
    """What is dropped: folders, photos, the shop's file, and what there is not."""
    table = products.parent / "shop.csv"
    rows = [f"{label.lower()}.png,{label}" for label in LABELS]
    table.write_text("\n".join(["image,category", *rows]), "utf-8")
    return [products, products / "b", products / "a" / "blue.png", table, products / "gone"]


def check_what_is_shown(qtbot: QtBot, program: Program) -> None:
    """Compare what the list shows as decided with what the file holds."""
    desk, model = program.workbench.desk, program.window.model
    if desk.shared is None:
        return
    told: list[dict[Path, object]] = []
    desk.ask(lambda shared: shared.everything().marks, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    for path in model.paths:
        assert model.mark(path) == told[0][path]


def test_nothing_raises_and_the_review_holds(
    qtbot: QtBot, at_large: Program, products: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, __name__)
    nowhere = Nowhere()
    QDesktopServices.setUrlHandler("file", nowhere, "open")
    monkey = Monkey(at_large.window, given(products), SEED)
    with qtbot.waitSignal(monkey.tired, timeout=round(1000 * SECONDS) + WAIT_MS):
        monkey.play(SECONDS)
    QDesktopServices.unsetUrlHandler("file")
    assert monkey.deeds
    assert [one.getMessage() for one in caplog.records if one.exc_info] == []
    check_what_is_shown(qtbot, at_large)
    at_large.window.close()
    reviews = list((data_dir() / "reviews").glob("*.tagproof"))
    assert reviews
    assert [verify(one).fault for one in reviews] == [""] * len(reviews)
