"""Open 100,000 photos in the real window: first thumbnails, stalls while scrolling, memory.

    python -m benchmarks.scale                             # offscreen where there is no display
    python -m benchmarks.scale --photos 10000 --folder /tmp/many

    python -m benchmarks.scale --photos 1000000 --files 100000 --folder /tmp/million

The last one makes a folder of links, whose review is written beside it without the window: with a
million files of their own it would take 10 GB and an hour of tagging. Both are kept.

The folder is made where it is missing: drawn samples of 240x320, every file its own content. It is
opened while nothing is known of it, then, once all is tagged, again; each time by a program of its
own, since the first would leave its memory to the second. The window is the program's own, with
settings, cache and review in a temporary home. A timer that should tick every 5 ms tells how long
the window was held up, and how long by its own work: the processor's time of its thread, which
other programs do not lengthen.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import click
from PIL import Image
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.known import write_review
from core.errors import AppError
from core.imaging.images import load_full
from core.imaging.scan import scan
from core.paths import resources
from core.review.store import SUFFIX, path_for
from core.vocabulary import ViewKey
from desktop.app import Program, make_application
from desktop.services.review.opening import shelf
from desktop.system.gc_tuning import QUIET_MS

FOLDERS: Final = 100
SIZE: Final = (240, 320)
TICK_MS: Final = 5
SCROLL_MS: Final = 16
PATIENCE_S: Final = 1800.0
WARM_S: Final = 5.0
"""From the network on, until what the first look needs is read as well."""
PAUSE_S: Final = QUIET_MS / 1000 + 3
"""After which the program has given back what it can."""


@click.command()
@click.option("--photos", default=100_000, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Made where missing, and kept.")
@click.option("--files", default=0, help="So many: other photos are links, and tagged already.")
@click.option("--seconds", default=10.0, show_default=True, help="How long each scrolling lasts.")
def main(photos: int, folder: Path | None, files: int, seconds: float) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home:
        place = folder or Path(home) / "photos"
        if not place.exists():
            make(place, photos, files)
        isolate(Path(home))
        if files:
            know(place)
        for tagged in (True,) if files else (False, True):
            click.echo(f"--- opened, {'all' if tagged else 'none'} tagged before")
            program = get_context("spawn").Process(target=_measure, args=(place, seconds, tagged))
            program.start()
            program.join()
            if program.exitcode:
                raise click.ClickException(f"the program ended with {program.exitcode}")


def know(folder: Path) -> None:
    """Have a finished review of a folder in the home: a copy of the one beside it."""
    kept = folder.with_name(f"{folder.name}{SUFFIX}")
    if not kept.exists():
        write_review(folder, kept)
    shelf().mkdir(parents=True)
    shutil.copyfile(kept, path_for(folder, shelf()))


def make(folder: Path, photos: int, files: int = 0) -> None:
    """Write photos whose pictures repeat and whose contents do not: a comment numbers them.

    Parameters
    ----------
    folder : Path
    photos : int
    files : int, optional
        So many have a file of their own; the others are links to these.
    """
    found = (item for item in scan([resources() / "samples"]) if not isinstance(item, AppError))
    pictures = [_encoded(file) for file in found]
    draft = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    for number in range(FOLDERS):
        _place(draft, number).parent.mkdir(parents=True)
    for number in range(photos):
        if files and number >= files:
            _place(draft, number).hardlink_to(_place(draft, number % files))
            continue
        comment = f"number {number}".encode()
        _place(draft, number).write_bytes(pictures[number % len(pictures)] + comment)
    draft.rename(folder)


def _place(folder: Path, number: int) -> Path:
    return folder / f"shelf {number % FOLDERS:02}" / f"photo {number:06}.jpg"


def _encoded(file: Path) -> bytes:
    stream = BytesIO()
    Image.fromarray(load_full(file)).resize(SIZE).save(stream, "JPEG", quality=85)
    return stream.getvalue()


def isolate(home: Path) -> None:
    """Give the program a home of its own."""
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        del os.environ[name]
    os.environ["HOME"] = str(home)
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Pulse:
    """Ticks in the window's thread and notes the longest waits."""

    def __init__(self) -> None:
        self._last, self._spent = time.perf_counter(), time.thread_time()
        self._gaps: list[float] = []
        self._work: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        self._gaps.append((now - self._last) * 1000)
        self._work.append((spent - self._spent) * 1000)
        self._last, self._spent = now, spent

    def tell(self, name: str) -> float:
        """Print what was noted since the last time; gives the longest wait, in ms."""
        gaps, self._gaps = sorted(self._gaps) or [0.0], []
        over = sum(gap > 50 for gap in gaps)
        middle, most, late = (gaps[int(len(gaps) * share)] for share in (0.5, 0.95, 0.99))
        work, self._work = max(self._work, default=0), []
        click.echo(
            f"{name}: ticks {middle:.0f} ms (median), {most:.0f} ms (95 %), {late:.0f} ms (99 %),"
            f" {gaps[-1]:.0f} ms (most); {over} of {len(gaps)} over 50 ms; its own work at most"
            f" {work:.0f} ms"
        )
        return gaps[-1]


def _measure(folder: Path, seconds: float, tagged: bool) -> None:
    with program_running() as program:
        bench, window = program.workbench, program.window
        assert bench is not None
        until(lambda: window.status._network.text() not in ("", "Loading the network …"))
        rest(WARM_S)
        empty = _resident()
        click.echo(f"window and network, nothing open: {empty:.0f} MB resident")
        arrived: list[float] = []
        bench.thumbnails.arrived.connect(lambda _: arrived.append(time.perf_counter()))
        scanned: list[float] = []
        bench.scan.finished.connect(lambda: scanned.append(time.perf_counter()))
        pulse, started = Pulse(), time.perf_counter()
        bench.open([folder])
        tiles = max(1, window.photos.viewport().width() // window.photos.tile_size().width())
        until(lambda: len(arrived) >= tiles)
        first, full = arrived[0] - started, arrived[tiles - 1] - started
        click.echo(f"thumbnails after opening: first {first:.2f} s, filmstrip full {full:.2f} s")
        window.grid_action.trigger()
        _scroll(program, seconds)
        pulse.tell("scrolling while scanning and tagging")
        until(lambda: scanned)
        took = scanned[0] - started
        pulse.tell("waiting for the scan")
        click.echo(f"scanned {len(bench.scan.index):,} photos in {took:.1f} s")
        window.views.set_view(ViewKey.ALL)
        window.list_controls.changed.emit()
        rest(2)
        pulse.tell("listing all")
        _scroll(program, seconds)
        pulse.tell("scrolling over all while tagging")
        window.views.set_view(ViewKey.DOUBTFUL)
        window.list_controls.changed.emit()
        rest(2)
        pulse.tell("changing the view")
        click.echo(f"{_resident():.0f} MB resident")
        rest(PAUSE_S)
        pulse.tell("in a pause")
        whole = _resident()
        click.echo(f"{whole:.0f} MB resident, {whole - empty:.0f} MB more than with nothing open")
        if not tagged:
            until(lambda: bench.tagger.finished_all)
            took = time.perf_counter() - started
            pulse.tell("waiting for the last tag")
            click.echo(f"tagged {len(bench.scan.index):,} photos in {took:.1f} s")
            rest(WARM_S)


@contextmanager
def program_running() -> Iterator[Program]:
    """The program with its window and workbench."""
    QApplication.instance() or make_application()
    program = Program([])
    program.window.show()
    until(lambda: program.workbench is not None)
    yield program
    program.window.close()
    program.deleteLater()
    program.window.deleteLater()
    rest(0.5)


def _scroll(program: Program, seconds: float) -> None:
    """Scroll through the grid, a third of a screen at each frame, back and forth."""
    bar = program.window.photos.verticalScrollBar()
    step, end = max(1, bar.pageStep() // 3), time.perf_counter() + seconds
    while time.perf_counter() < end:
        before = bar.value()
        bar.setValue(before + step)
        if bar.value() == before:
            bar.setValue(bar.minimum())
        rest(SCROLL_MS / 1000)


def rest(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def until(holds: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
    """Let the window live until something holds."""
    end = time.perf_counter() + patience_s
    while not holds():
        if time.perf_counter() > end:
            raise click.ClickException(f"it did not happen in {patience_s:.0f} s")
        rest(0.005)


def _resident() -> float:
    """Megabytes of memory that the process holds now."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise click.ClickException("the system does not tell the memory of a process")


if __name__ == "__main__":
    main()
