"""Switch superpixels by the mouse in the real window: how soon the new probabilities are there.

    python -m benchmarks.what_if                           # offscreen where there is no display
    python -m benchmarks.what_if DIR --photos 20 --clicks 20

From the press of the mouse to the end of the first painting that shows the network's new answer,
and to the picture with the region off. Twice: with nothing else to do, and while the window tags
copies of the same photos behind.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.scale import isolate, program_running, rest, until
from benchmarks.walk import tell
from core.entities import Explanation
from core.errors import AppError
from core.imaging.scan import scan
from core.paths import resources
from core.vocabulary import ViewKey
from desktop.app import Program

EXPLAINED_S: Final = 120.0
BUSY_COPIES: Final = 400
"""Of each photo, so that tagging goes on as long as the mouse does."""
BESIDE_S: Final = 0.2
"""Between two clicks."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--photos", default=5, show_default=True)
@click.option("--clicks", default=20, show_default=True, help="On each photo.")
def main(folder: Path | None, photos: int, clicks: int) -> None:
    """Print the figures."""
    found = (item for item in scan([folder or resources() / "samples"]))
    files = [item for item in found if not isinstance(item, AppError)][:photos]
    for name, copies in (("nothing else to do", 1), ("while tagging", BUSY_COPIES)):
        with tempfile.TemporaryDirectory() as home:
            place = _copied(files, Path(home), copies)
            isolate(Path(home))
            with program_running() as program:
                figures, pictures = _click(program, place, len(files), clicks)
        tell(f"{name}: new probabilities on screen", figures)
        tell(f"{name}: the region off on screen", pictures)


def _copied(files: list[Path], home: Path, copies: int) -> Path:
    """Put the photos first, and copies with contents of their own behind them."""
    place = home / "photos"
    for number in range(copies):
        shelf = place / f"{number:04}"
        shelf.mkdir(parents=True)
        for file in files:
            shutil.copy(file, shelf)
            if number:
                with (shelf / file.name).open("ab") as stream:
                    stream.write(f"{number}".encode())
    return place


def _click(
    program: Program, folder: Path, photos: int, clicks: int
) -> tuple[list[float], list[float]]:
    bench, window = program.workbench, program.window
    assert bench is not None
    until(lambda: window.status._network.text() not in ("", "Loading the network …"))
    bench.open([folder])
    until(lambda: len(window.model.paths) >= photos)
    window.views.set_view(ViewKey.ALL)
    window.list_controls.changed.emit()
    figures: list[float] = []
    pictures: list[float] = []
    for row in range(photos):
        until(lambda row=row: len(window.model.paths) > row)
        window.photos.choose(window.model.paths[row])
        until(lambda: _final(program) is not None, EXPLAINED_S)
        window.compare.what_if_action.trigger()
        until(lambda: bench.what_if.switches is not None)
        rest(1)
        for place in _places(program, clicks):
            rest(BESIDE_S)
            _one(program, place, figures, pictures)
    return figures, pictures


def _final(program: Program) -> Explanation | None:
    explanation = program.workbench.current_photo.explanation if program.workbench else None
    return explanation if explanation is not None and explanation.final else None


def _places(program: Program, clicks: int) -> list[QPoint]:
    """Points of the overlay's pane, each in the middle of a superpixel, the largest first."""
    explanation, why = _final(program), program.window.compare.why
    assert explanation is not None
    sizes = explanation.sizes
    size = why.picture.full if why.picture else why.size()
    factor = why.factor() / why.devicePixelRatioF()
    left = (why.width() - size.width() * factor) / 2
    top = (why.height() - size.height() * factor) / 2
    places = []
    for region in np.argsort(-sizes)[:clicks]:
        rows, columns = np.nonzero(explanation.segments == region)
        middle = len(rows) // 2
        x = (columns[middle] + 0.5) / explanation.segments.shape[1] * size.width()
        y = (rows[middle] + 0.5) / explanation.segments.shape[0] * size.height()
        places.append(QPoint(round(left + x * factor), round(top + y * factor)))
    return places


class _Painted(QObject):
    """Notes when a widget was first painted after something held."""

    def __init__(self, widget: QWidget, holds: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._holds = holds
        self.at: float | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and self.at is None and self._holds():
            QTimer.singleShot(0, self._note)  # once it is painted
        return False

    def _note(self) -> None:
        self.at = self.at or time.perf_counter()


def _one(program: Program, at: QPoint, figures: list[float], pictures: list[float]) -> None:
    """Click, and wait for what follows; both in milliseconds."""
    bars, why = program.window.inspector.scores, program.window.compare.why
    answers, picture = bars._scores, why.picture
    bars_painted = _Painted(bars, lambda: bars._scores is not answers)
    why_painted = _Painted(why, lambda: why.picture is not picture)
    started = time.perf_counter()
    QTest.mouseClick(why, Qt.MouseButton.LeftButton, pos=at)
    until(lambda: bars_painted.at and why_painted.at, EXPLAINED_S)
    for painted, times in ((bars_painted, figures), (why_painted, pictures)):
        times.append(((painted.at or started) - started) * 1000)
        painted.deleteLater()


if __name__ == "__main__":
    main()
