"""Decide a folder of photos with keyboard or mouse only, in the real window, as fast as it answers.

    python -m benchmarks.walk DIR --split split.csv --count 200 --think 1

Needs a screen with a window manager, which gives the keyboard back when a list closes.

Every key goes through Qt's own queue to whatever holds the keyboard, as from a real one: Enter
mostly, every tenth photo is corrected by typing, every twentieth flagged, skipped, or taken back.
With `--mouse` the pointer does the same on the buttons, and takes lines of the lists by a click.
From the key's or the button's press to the next photo painted in full is told, and to its tag;
then the log is audited. Before the first key all photos are tagged, as on a review of the day
before; the reviewer looks `--think` seconds at each.
"""

import csv
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import click
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTreeWidget, QWidget

from benchmarks.scale import isolate, program_running, rest, until
from core.errors import AppError
from core.imaging.scan import scan
from core.review.audit import verify
from desktop.app import Program
from desktop.dialogs.picker import Picker
from desktop.ui.controls import KeyButton
from desktop.window.main_window import MainWindow

AIM_MS: Final = 50.0
ROUND: Final = 20
"""Photos after which the order of keys repeats."""
PICKED: Final = (4, 9, 19)
"""Of these, those that are decided in a list that opens."""
KEYBOARD_S: Final = 10.0
"""Within which some control must hold the keyboard."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--split", type=click.Path(exists=True, path_type=Path), help="Takes its `test`.")
@click.option("--count", default=200, show_default=True)
@click.option("--think", default=1.0, show_default=True, help="Seconds between decisions.")
@click.option("--mouse", is_flag=True, help="Click on the buttons instead of pressing keys.")
def main(folder: Path, split: Path | None, count: int, think: float, mouse: bool) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home:
        place = Path(home) / "photos"
        place.mkdir()
        for file in islice(_files(folder, split), count):
            shutil.copy(file, place)
        isolate(Path(home))
        with program_running() as program:
            _walk(program, place, think, mouse)
        (log,) = Path(home).rglob("*.tagproof")
        report = verify(log)
        click.echo(f"log: {report.entries} entries, {report.fault or 'sound'}")


def _files(folder: Path, split: Path | None) -> Iterator[Path]:
    if split is None:
        yield from (item for item in scan([folder]) if not isinstance(item, AppError))
        return
    with split.open(encoding="utf-8", newline="") as stream:
        names = [row["id"] for row in csv.DictReader(stream) if row["split"] == "test"]
    yield from (file for name in names if (file := folder / f"{name}.jpg").is_file())


def _walk(program: Program, folder: Path, think: float, mouse: bool) -> None:
    bench, window = program.workbench, program.window
    assert bench is not None
    bench.open([folder])
    until(lambda: bench.tagger.finished_all and not bench.scan.running and len(window.model.paths))
    until(lambda: window.photos.current_path() is not None)
    rest(2)
    photos, total = len(window.model.paths), time.perf_counter()
    shown: list[float] = []
    listed: list[float] = []
    tagged: list[float] = []
    for number in range(photos):
        rest(think)
        before = window.photos.current_path()
        started = _decide_by_mouse(window, number) if mouse else _decide(number)
        if window.photos.current_path() == before:
            continue  # the last one, or one taken back
        until(lambda: bench.current_photo.shown is not None)
        QApplication.processEvents()
        took_ms = (time.perf_counter() - started) * 1000
        (listed if number % ROUND in PICKED else shown).append(took_ms)
        until(lambda: bench.current_photo.prediction is not None)
        tagged.append((time.perf_counter() - started) * 1000)
    took = time.perf_counter() - total
    tell(f"next photo on screen after its {'click' if mouse else 'key'}", shown)
    tell("after a line of a list was taken, which closes", listed)
    tell("its tag on screen", tagged)
    spent = (took - photos * think) / photos * 1000
    hands = "clicking" if mouse else "typing"
    click.echo(
        f"{photos} photos in {took:.0f} s: {took / photos:.2f} s each, of which the program and"
        f" the {hands} took {spent:.0f} ms; aim {AIM_MS:.0f} ms to the next photo"
    )


def _decide(number: int) -> float:
    """Do one decision; gives when the key that ends it was pressed."""
    place = number % ROUND
    if place == 19:
        _press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        rest(0.2)
    if place in (9, 19):
        _press(Qt.Key.Key_C)
        return _pick("shirt")
    if place == 4:
        _press(Qt.Key.Key_F)
        return _pick("")
    return _press(Qt.Key.Key_S if place == 14 else Qt.Key.Key_Return)


def _pick(typed: str) -> float:
    """Type into the list that has opened, and take its first line."""
    until(lambda: isinstance(QApplication.activeModalWidget(), Picker))
    until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    QTest.keyClicks(QApplication.focusWidget(), typed)
    started = _press(Qt.Key.Key_Return)
    until(lambda: QApplication.activeModalWidget() is None)
    return started


def _decide_by_mouse(window: MainWindow, number: int) -> float:
    """Do one decision with the pointer; gives when the button was clicked that ends it."""
    place, deciding = number % ROUND, window.decisions
    if place == 19:
        _click_on(window, deciding.undo_action)
        rest(0.2)
    if place in (9, 19):
        return _pick_by_mouse(window, deciding.correct_action)
    if place == 4:
        return _pick_by_mouse(window, deciding.flag_action)
    return _click_on(window, deciding.skip_action if place == 14 else deciding.accept_action)


def _pick_by_mouse(window: MainWindow, asking: QAction) -> float:
    """Click on a button that asks, and on the first line of the list that has opened."""
    _click_on(window, asking)
    until(lambda: isinstance(QApplication.activeModalWidget(), Picker))
    picker = QApplication.activeModalWidget()
    assert picker is not None
    lines = picker.findChild(QTreeWidget)
    assert lines is not None
    place = lines.visualItemRect(lines.topLevelItem(0)).center()
    started = _click(picker, lines.viewport().mapTo(picker, place))
    until(lambda: QApplication.activeModalWidget() is None)
    return started


def _click_on(window: MainWindow, choice: QAction) -> float:
    """Click in the middle of an action's button; gives when."""
    shown = window.findChildren(KeyButton)
    button = next(one for one in shown if one.defaultAction() is choice and one.isVisible())
    until(lambda: button.isEnabled() and window.isActiveWindow(), KEYBOARD_S)
    return _click(window, button.mapTo(window, button.rect().center()))


def _click(window: QWidget, place: QPoint) -> float:
    """Click as the system tells of it: on the window, whatever lies there.

    Gives when the button was let go, which is what acts; it is seen pressed before.
    """
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window.windowHandle(), left, plain, place)
    QApplication.processEvents()
    started = time.perf_counter()
    QTest.mouseRelease(window.windowHandle(), left, plain, place)
    return started


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
    """Press a key where the keyboard is; gives when."""
    until(QApplication.focusWidget, KEYBOARD_S)
    holder, started = QApplication.focusWidget(), time.perf_counter()
    assert holder is not None
    QTest.keyClick(holder, key, modifier)
    return started


def tell(name: str, times: list[float]) -> None:
    """Print the middle and the worst of some milliseconds."""
    ordered = sorted(times)
    late = sum(one > AIM_MS for one in times)
    click.echo(
        f"{name}: median {statistics.median(ordered):.0f} ms,"
        f" 95 % {ordered[int(len(ordered) * 0.95)]:.0f} ms, most {ordered[-1]:.0f} ms;"
        f" {late} of {len(ordered)} over {AIM_MS:.0f} ms"
    )


if __name__ == "__main__":
    main()
