"""The real program on an offscreen screen, with the small pack and settings of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.system.settings import Settings
from desktop.ui import theme
from tests.packs import LABELS, draw_product

WAIT_MS = 60_000


@pytest.fixture(autouse=True)
def _theme(qapp: QApplication) -> None:
    if qapp.findChild(theme.Theme) is None:
        theme.Theme(qapp)
    theme.current().choose(theme.SYSTEM)


@pytest.fixture(autouse=True)
def _no_qt_warnings(qtlog) -> Iterator[None]:  # noqa: ANN001 - pytest-qt names no type
    yield
    said = [
        record.message for record in qtlog.records if "propagateSizeHints" not in record.message
    ]
    assert said == []


@pytest.fixture(autouse=True)
def _no_leaks() -> Iterator[None]:
    yield
    QApplication.processEvents()
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []
    names = {thread.name.rsplit("-", 1)[0] for thread in threading.enumerate()}
    assert names.isdisjoint({"engine", "export", "views", "painter", "decoders", "scan"})


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
def start(qtbot: QtBot, tiny_pack: Pack, settings: Settings) -> Iterator[Callable[..., Program]]:
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
def explained(qtbot: QtBot, start: Callable[..., Program], products: Path) -> Program:
    """The program with the products open, all listed by name and tagged, blue.png explained."""
    program = start(products)
    bench, blue = program.workbench, products / "a" / "blue.png"
    assert bench is not None
    qtbot.waitUntil(lambda: len(bench.scan.index) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    program.window.views.set_view(ViewKey.ALL)
    program.window.list_controls.changed.emit()

    def ready() -> bool:
        program.window.photos.choose(blue)
        explanation = bench.current_photo.explanation
        tagged = sum(bench.tagger.counts.values()) == len(LABELS)
        return tagged and explanation is not None and explanation.final

    qtbot.waitUntil(ready, timeout=WAIT_MS)
    return program
