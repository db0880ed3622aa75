"""Facets in the real window: how long counting takes, and its frames meanwhile.

    python -m benchmarks.facets                              # 20,000 photos
    python -m benchmarks.facets --photos 100000

The photos are small files in folders; their review is made by the store itself: answers of every
class and status, terms of a shop's file, badges, decisions. First all facets are counted in the
file alone, beside nothing, two facets and a search. Then the window is opened with all facets
unfolded; values are ticked, photos are decided by key, and answers arrive as from a network that
tags. A timer that should tick every 5 ms notes how long the window was held up. No frame may take
longer than 50 ms.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from benchmarks.frames import FRAME_MS, answer, fill_review, make_photos
from benchmarks.scale import Pulse, isolate, program_running, rest, until
from core.paths import data_dir
from core.review.facets import count_facets
from core.review.store import Review, path_for
from core.review.views import NOTHING_ASKED, VIEWS, Filter
from core.vocabulary import Facet, Status, Trust, ViewKey
from desktop.app import Program
from desktop.panels.browser.facet_panel import GROUPS

TERMS: Final = 400
"""Of the shop's file, some common and most rare."""
DECIDED: Final = 5
"""Of so many photos one is decided."""
KEYS: Final = 60
BATCH: Final = 50
"""Photos whose answers arrive together."""
BATCHES: Final = 100
REPEATS: Final = 9


@click.command()
@click.option("--photos", default=20_000, show_default=True)
def main(photos: int) -> None:
    """Print how long counting takes, and the waits of the window's thread."""
    with tempfile.TemporaryDirectory() as place:
        home, folder = Path(place, "home"), Path(place, "photos")
        home.mkdir()
        isolate(home)
        make_photos(folder, photos)
        fill_review(folder)
        with Review(path_for(folder, data_dir() / "reviews"), reviewer="bench") as review:
            _stock(review)
            _count(review)
        with program_running() as program:
            _open(program, folder)
            waits = [_idle(), _tick(program), _decide(program), _tag(program), _group(program)]
    sys.exit(max(waits) > FRAME_MS)


def _stock(review: Review) -> None:
    """Give the photos statuses, terms, badges and decisions, as after a week's work."""
    rng = np.random.default_rng(1)
    ids = [row[0] for row in review.database.rows("SELECT id FROM photos ORDER BY id")]
    statuses, badges = [*map(str, Status)][:3], [*map(str, Trust), None]
    rare = rng.zipf(1.3, len(ids)) % TERMS
    rows = [
        (statuses[rng.integers(3)], f"Term {rare[n]:03}", badges[rng.integers(4)], photo)
        for n, photo in enumerate(ids)
    ]
    with review.database.transaction() as connection:
        connection.executemany(
            "UPDATE photos SET status = ?, catalog_tag = ?, badge = ? WHERE id = ?", rows
        )
    review.decisions.accept(ids[::DECIDED])


def _count(review: Review) -> None:
    """Time all counts in the file alone."""
    label = review.queue.labels()[0][0]
    ticked = Filter(classes=(label,), statuses=("known", "unknown"))
    for name, view, asked in (
        ("all photos", ViewKey.ALL, NOTHING_ASKED),
        ("to do", ViewKey.TO_DO, NOTHING_ASKED),
        ("two facets chosen", ViewKey.ALL, ticked),
        ("two facets and a search", ViewKey.ALL, Filter(ticked.classes, text="shelf1")),
    ):
        times = []
        for _ in range(REPEATS):
            started = time.perf_counter()
            count_facets(review.database, VIEWS[view], asked)
            times.append((time.perf_counter() - started) * 1000)
        click.echo(
            f"all facets counted, {name}: median {statistics.median(times):.0f} ms,"
            f" most {max(times):.0f} ms"
        )


def _open(program: Program, folder: Path) -> None:
    bench, window = program.workbench, program.window
    assert bench is not None
    until(lambda: bench.network.pack is not None)
    settled: list[object] = []
    bench.desk.settled.connect(lambda: settled.append(None))
    bench.open([folder])
    until(lambda: settled)
    window.list_controls.turn_to(ViewKey.ALL)
    for facet in GROUPS:
        window.facets.view.expand(window.facets.tree.head(facet))
    rest(3)
    click.echo(f"{len(window.model.paths):,} photos listed, all facets unfolded")


def _idle() -> float:
    """Tell what the machine itself takes."""
    pulse = Pulse()
    rest(3)
    return pulse.tell("nothing to do")


def _after(program: Program, work: Callable[[], object]) -> float:
    """Do something and wait for the counts that follow; gives the time in ms."""
    bench = program.workbench
    assert bench is not None
    counted: list[object] = []
    link = bench.facets.counted.connect(counted.append)
    started = time.perf_counter()
    work()
    until(lambda: counted)
    QObject.disconnect(link)
    return (time.perf_counter() - started) * 1000


def _tick(program: Program) -> float:
    """Tick values of every facet and clear them."""
    bench, times = program.workbench, []
    assert bench is not None
    pulse, narrowing = Pulse(), bench.narrowing
    label = program.window.model.tag(program.window.model.paths[0]).label
    for facet, value in (
        (Facet.STATUS, "known"), (Facet.TERM, "Term 001"), (Facet.CLASS, label),
        (Facet.BADGE, "weak"), (Facet.FOLDER, "shelf1"),
    ):  # fmt: skip
        times.append(_after(program, lambda f=facet, v=value: narrowing.tick(f, v)))
        rest(0.3)
        times.append(_after(program, narrowing.clear))
        rest(0.3)
    click.echo(
        f"all counts on screen after a tick: median {statistics.median(times):.0f} ms,"
        f" most {max(times):.0f} ms"
    )
    return pulse.tell("values ticked and cleared")


def _decide(program: Program) -> float:
    """Accept by key, one after the other, while the counts follow."""
    bench, window = program.workbench, program.window
    assert bench is not None
    window.list_controls.turn_to(ViewKey.DOUBTFUL)
    rest(2)
    pulse = Pulse()
    for _ in range(KEYS):
        QTest.keyClick(window.photos, Qt.Key.Key_Return)
        rest(0.15)
    rest(1)
    return pulse.tell(f"{KEYS} photos decided")


def _tag(program: Program) -> float:
    """Let answers arrive in the file and in the window, as tagging gives them."""
    bench = program.workbench
    assert bench is not None
    shared = bench.desk.shared
    assert shared is not None and bench.network.pack is not None
    labels, rng = bench.network.pack.labels, np.random.default_rng(2)
    rows = shared.review.database.rows("SELECT sha256 FROM photos WHERE verdict = 0")
    pulse = Pulse()
    for start in range(0, BATCH * BATCHES, BATCH):
        part = [row[0] for row in rows[start : start + BATCH]]
        answers = [(sha256, answer(labels, rng)) for sha256 in part]
        bench.desk.ask(
            lambda shared, answers=answers: shared.review.predictions.save(answers), _nothing
        )
        bench.tagger.tagged.emit({})
        rest(0.05)
    rest(1)
    return pulse.tell(f"{BATCH * BATCHES:,} answers arriving")


def _nothing(_: object) -> None:
    """Take no notice."""


def _group(program: Program) -> float:
    """Show the grid class by class, and scroll through it."""
    window = program.window
    window.list_controls.turn_to(ViewKey.ALL)
    rest(1)
    pulse = Pulse()
    window.grid_action.setChecked(True)
    window.top.group_action.trigger()
    until(lambda: window.model.groups)
    bar = window.photos.verticalScrollBar()
    for _ in range(200):
        bar.setValue(bar.value() + bar.pageStep() // 3)
        rest(0.016)
    return pulse.tell(f"{len(window.model.groups)} classes under headings, scrolled through")


if __name__ == "__main__":
    main()
