"""Frames of the real window while photos are searched, become products, and a shop's file is read.

    python -m benchmarks.frames                              # 100,000 photos, 1,000,000 rows
    python -m benchmarks.frames --photos 20000 --rows 100000

The photos are small files whose names tell 30,000 products; their review is filled beforehand, so
that nothing is tagged meanwhile. A timer that should tick every 5 ms notes how long the window
was held up, and how long by its own work: the processor's time of its thread, which other
programs do not lengthen. No frame may take longer than 50 ms.
"""

import hashlib
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Final

import click
import numpy as np
from PIL import Image
from PySide6.QtCore import QObject

from benchmarks import catalog
from benchmarks.scale import Pulse, isolate, program_running, rest, until
from core.entities import TOP_K, ClassScore, Prediction
from core.inference.model_pack import open_pack
from core.paths import data_dir, default_pack
from core.review.records import FoundFile, PackRecord
from core.review.store import Review, path_for
from core.vocabulary import Grouping, Status
from desktop.app import Program
from desktop.dialogs.import_dialog import ImportDialog
from desktop.dialogs.products_dialog import ProductsDialog

VIEWS: Final = 3
SHELVES: Final = 37
SOUGHT: Final = ("watches", "not sure", "shelf1", "a", "nothing like it", "")
"""From a tag, a status and a folder to a letter that nearly every photo has; the last finds all."""
BATCH: Final = 1000
FRAME_MS: Final = 50


@click.command()
@click.option("--photos", default=100_000, show_default=True)
@click.option("--rows", default=1_000_000, show_default=True)
def main(photos: int, rows: int) -> None:
    """Print the waits of the window's thread."""
    with tempfile.TemporaryDirectory() as place:
        home, folder, file = Path(place, "home"), Path(place, "photos"), Path(place, "shop.csv")
        home.mkdir()
        isolate(home)
        make_photos(folder, photos)
        fill_review(folder)
        catalog.write(file, rows)
        with program_running() as program:
            _open(program, folder)
            waits = [_idle()]
            waits += [_search(program, words) for words in SOUGHT]
            waits += [_group(program, g) for g in (Grouping.FOLDER, Grouping.NONE)]
            waits += _import(program, file)
    sys.exit(max(waits) > FRAME_MS)


def make_photos(folder: Path, photos: int) -> None:
    """Write small photos, each with a content of its own, in folders."""
    stream = BytesIO()
    Image.new("RGB", (32, 32), "white").save(stream, "JPEG")
    for number in range(photos):
        product, view = divmod(number, VIEWS)
        file = folder / f"shelf{product % SHELVES}" / f"{product}_{view + 1}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(stream.getvalue() + f"number {number}".encode())


def fill_review(folder: Path) -> None:
    """Give every photo an answer, so that the window has none to ask for."""
    pack, files = open_pack(default_pack()), sorted(folder.rglob("*.jpg"))
    rng = np.random.default_rng(0)
    with Review(path_for(folder, data_dir() / "reviews"), folder=folder, reviewer="b") as review:
        review.predictions.use(PackRecord.of(pack))
        scan = review.photos.begin_scan()
        for start in range(0, len(files), BATCH):
            part = files[start : start + BATCH]
            ids = review.photos.add([FoundFile.of(file) for file in part], scan)
            contents = [hashlib.sha256(file.read_bytes()).hexdigest() for file in part]
            review.photos.set_contents(list(zip(ids, contents, strict=True)))
            review.predictions.save((one, answer(pack.labels, rng)) for one in contents)


def answer(labels: tuple[str, ...], rng: np.random.Generator) -> Prediction:
    """Make an answer as a network gives it."""
    logits = (4 * rng.normal(size=len(labels))).astype(np.float32)
    probabilities = np.exp(logits - logits.max())
    probabilities /= probabilities.sum()
    best = np.argsort(-probabilities)[:TOP_K]
    top = tuple(ClassScore(labels[i], float(probabilities[i])) for i in best)
    return Prediction(top, Status.UNCERTAIN, probabilities, logits)


def _open(program: Program, folder: Path) -> None:
    bench = program.workbench
    assert bench is not None
    until(lambda: bench.network.pack is not None)
    settled: list[object] = []
    bench.desk.settled.connect(lambda: settled.append(None))
    bench.open([folder])
    until(lambda: settled)
    rest(2)
    click.echo(f"{len(program.window.model.paths):,} photos listed")


def _idle() -> float:
    """Tell what the machine itself takes."""
    pulse = Pulse()
    rest(3)
    return pulse.tell("nothing to do")


def _search(program: Program, words: str) -> float:
    bench, window = program.workbench, program.window
    assert bench is not None
    listed: list[object] = []
    link = bench.desk.listed.connect(listed.append)
    pulse, started = Pulse(), time.perf_counter()
    window.top.search.setText(words)
    until(lambda: listed)
    took = time.perf_counter() - started
    rest(1)
    QObject.disconnect(link)
    found = len(window.model.paths)
    return pulse.tell(f"searched for {words!r}: {found:,} entries after {took:.2f} s")


def _group(program: Program, grouping: Grouping) -> float:
    bench, window = program.workbench, program.window
    assert bench is not None
    pulse, regrouped, listed = Pulse(), list[object](), list[object]()
    links = (
        bench.grouper.regrouped.connect(lambda: regrouped.append(None)),
        bench.desk.listed.connect(listed.append),
    )
    window.review_menu.group_action.trigger()
    until(lambda: window.findChild(ProductsDialog))
    dialog = window.findChild(ProductsDialog)
    dialog.confirmed.emit(grouping)
    dialog.close()
    until(lambda: regrouped and listed)
    rest(3)
    for link in links:
        QObject.disconnect(link)
    return pulse.tell(f"grouped by {grouping}: {len(window.model.paths):,} entries")


def _import(program: Program, file: Path) -> list[float]:
    bench, window = program.workbench, program.window
    assert bench is not None
    pulse, read = Pulse(), list[object]()
    bench.catalogs.read.connect(read.append)
    bench.catalogs.failed.connect(read.append)
    started = time.perf_counter()
    bench._import_tags.offer(file)
    until(lambda: read)
    took = time.perf_counter() - started
    reading = pulse.tell(f"file read in {took:.0f} s")
    rest(2)
    shown = pulse.tell("what it says, shown")
    window.findChild(ImportDialog, "Import").reject()
    return [reading, shown]


if __name__ == "__main__":
    main()
