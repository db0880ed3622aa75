"""The real program on an offscreen screen, with the small pack and its own settings; and hands."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.paths import data_dir
from core.review.store import path_for
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.dialogs.picker import Picker
from desktop.system.settings import Settings
from desktop.ui import theme
from tests.packs import LABELS, draw_product

WAIT_MS = 60_000
Start = Callable[..., Program]
D = TypeVar("D", bound=QDialog)


@pytest.fixture(autouse=True)
def _theme(qapp: QApplication) -> None:
    if qapp.findChild(theme.Theme) is None:
        theme.Theme(qapp)
    theme.current().choose(theme.SYSTEM)


@pytest.fixture(autouse=True)
def _no_qt_warnings(qtlog) -> Iterator[None]:  # noqa: ANN001 - pytest-qt names no type
    yield
    without_a_screen = "This plugin does not support"
    said = [record.message for record in qtlog.records if without_a_screen not in record.message]
    assert said == []


@pytest.fixture(autouse=True)
def _no_leaks() -> Iterator[None]:
    yield
    QApplication.processEvents()
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []
    names = {thread.name.rsplit("-", 1)[0] for thread in threading.enumerate()}
    assert names.isdisjoint({"engine", "export", "views", "painter", "decoders", "scan", "catalog"})


@pytest.fixture
def products(tmp_path: Path) -> Path:
    """A folder with one coloured product per class in two subfolders, blue.png first."""
    for number, label in enumerate(LABELS):
        folder = tmp_path / "products" / ("a" if number < 3 else "b")
        folder.mkdir(parents=True, exist_ok=True)
        pixels = draw_product(label, (120, 90), seed=number)
        Image.fromarray(pixels).save(folder / f"{label.lower()}.png")
    return tmp_path / "products"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of this test."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def start(qtbot: QtBot, tiny_pack: Pack, settings: Settings) -> Iterator[Start]:
    """`start(*paths)`: the program with its workbench running."""
    started: list[Program] = []

    def make(*paths: Path, pack: Path | None = None) -> Program:
        program = Program(paths, settings, pack or tiny_pack.folder)
        started.append(program)
        program.window.show()
        qtbot.waitUntil(lambda: program.workbench is not None, timeout=WAIT_MS)
        return program

    yield make
    for program in started:
        program.window.close()
        program.deleteLater()
        program.window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def explained(qtbot: QtBot, start: Start, products: Path) -> Program:
    """The program with the products open, all listed by name and tagged, blue.png explained."""
    program = start(products)
    bench, blue = program.workbench, products / "a" / "blue.png"
    assert bench is not None
    qtbot.waitUntil(lambda: len(bench.scan.index) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    show(qtbot, program, ViewKey.ALL)

    def ready() -> bool:
        program.window.photos.choose(blue)
        explanation = bench.current_photo.explanation
        tagged = sum(bench.tagger.counts.values()) == len(LABELS)
        return tagged and explanation is not None and explanation.final

    qtbot.waitUntil(ready, timeout=WAIT_MS)
    return program


def press(program: Program, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where a reviewer's hands are: on the list."""
    program.window.activateWindow()
    program.window.photos.setFocus()
    assert QTest.qWaitForWindowActive(program.window)
    QTest.keyClick(program.window.photos, key, modifier or Qt.KeyboardModifier.NoModifier)


def strike(
    window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key as the system tells of it: to the window, whatever has the keyboard there."""
    QTest.keyClick(window.windowHandle(), key, modifier)


def click(window: QWidget, widget: QWidget, point: QPoint | None = None) -> None:
    """Click on a point of a widget, by default its middle, whatever lies there."""
    place = widget.mapTo(window, point or widget.rect().center())
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window.windowHandle(), left, plain, place)


def pick(qtbot: QtBot, program: Program, typed: str) -> None:
    """Type into the picker that is open, and take what is found."""
    picker = opened(qtbot, program, Picker)
    field = picker.findChild(QLineEdit)
    picker.activateWindow()
    qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)


def opened(qtbot: QtBot, program: Program, kind: type[D]) -> D:
    """Wait for a dialog to stand above the window."""

    def found() -> D | None:
        return next((d for d in program.window.findChildren(kind) if d.isVisible()), None)

    qtbot.waitUntil(lambda: found() is not None, timeout=WAIT_MS)
    dialog = found()
    assert dialog is not None
    return dialog


def show(qtbot: QtBot, program: Program, view: ViewKey) -> None:
    """List a view, and wait until it is there."""
    assert program.workbench is not None
    with qtbot.waitSignal(program.workbench.desk.listed, timeout=WAIT_MS):
        program.window.views.set_view(view)
        program.window.list_controls.changed.emit()


def current(program: Program) -> str:
    """The name of the photo looked at."""
    path = program.window.photos.current_path()
    return path.name if path else ""


def verdicts(program: Program) -> dict[str, str]:
    """What the list shows as decided, by name."""
    model = program.window.model
    return {path.name: model.mark(path).verdict for path in model.paths}


def wait_for_verdict(qtbot: QtBot, program: Program, name: str, verdict: str) -> None:
    """Wait until the list shows a decision; trouble told meanwhile fails."""

    def stands() -> None:
        assert program.window.notice.text() == ""
        assert verdicts(program).get(name) == verdict

    qtbot.waitUntil(stands, timeout=WAIT_MS)


def review_file(products: Path) -> Path:
    """Where the review of a folder lies."""
    return path_for(products, data_dir() / "reviews")
