"""Classify a folder of large photos: Tagproof, Keras one by one, and decoding alone, in one run.

    python -m benchmarks.folder                          # 300 photos of 1800x2400, drawn samples
    python -m benchmarks.folder --photos DIR --count 100

The photos are made from pictures of a folder, enlarged and given a camera's grain, so that every
file is its own. All are read once before, so that no disk is timed. Decoding alone is libjpeg's
scaled draft mode through Pillow, on as many threads as Tagproof uses: once at the scale that
Tagproof decodes at, once at the smallest that still covers the network's input. Last comes what
each step takes of one core by itself: their sum is the least that a photo can cost.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

import click
import keras
import numpy as np
from PIL import Image

from benchmarks.photos import timed
from core.errors import AppError
from core.imaging.images import ANALYSIS_SIDE, load_full, load_picture
from core.imaging.preprocessing import prepare
from core.imaging.scan import scan
from core.paths import default_pack, resources
from core.session import Session

T = TypeVar("T")

WIDTH: Final = 1800
HEIGHT: Final = 2400
GRAIN: Final = 3.0
"""Standard deviation of the noise, in bytes: what a camera adds at low sensitivity."""
QUALITY: Final = 90


@click.command()
@click.option(
    "--photos", type=click.Path(path_type=Path), default=None, help="Pictures to enlarge."
)
@click.option("--count", default=300, show_default=True)
@click.option("--keras", "by_keras", default=None, type=int, help="Keras tags so many, not all.")
@click.option("--runs", default=3, show_default=True, help="Of all but Keras; the best is told.")
def main(photos: Path | None, count: int, by_keras: int | None, runs: int) -> None:
    """Print seconds a photo and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        files = make(photos or resources() / "samples", Path(folder), count)
        size = sum(len(file.read_bytes()) for file in files) / len(files)
        click.echo(f"{len(files)} photos of {WIDTH}x{HEIGHT}, {size / 1e6:.1f} MB each")
        with Session.open() as session:
            side = session.classifier.size
            ours = min(_classify(session, files) for _ in range(runs))
            steps = _steps(session, files)
        same = min(_decode(files, ANALYSIS_SIDE) for _ in range(runs))
        smallest = min(_decode(files, side) for _ in range(runs))
        some = files[: by_keras or len(files)]
        keras = _one_by_one(some, side) / len(some)
    ours, same, smallest = (seconds / len(files) for seconds in (ours, same, smallest))
    _tell("Tagproof, classify", ours, ours)
    _tell(f"decoding alone, for {ANALYSIS_SIDE} px", same, ours)
    _tell(f"decoding alone, for {side} px", smallest, ours)
    _tell("Keras predict one by one", keras, ours)
    for name, cpu in steps.items():
        click.echo(f"{name:32} {1000 * cpu:8.2f} ms of one core")


def _tell(name: str, seconds: float, ours: float) -> None:
    click.echo(f"{name:32} {1000 * seconds:8.1f} ms a photo   {seconds / ours:6.2f} x ours")


def make(source: Path, folder: Path, count: int) -> list[Path]:
    """Write photos of full size, each from one of the source's pictures and with its own grain."""
    pictures = [load_full(found) for found in scan([source]) if not isinstance(found, AppError)]
    if not pictures:
        raise click.ClickException(f"no photos in {source}")

    def write(number: int) -> Path:
        chance = np.random.default_rng(number)
        picture = Image.fromarray(pictures[number % len(pictures)])
        picture.thumbnail((WIDTH, HEIGHT))
        scale = min(WIDTH / picture.width, HEIGHT / picture.height)
        size = round(picture.width * scale), round(picture.height * scale)
        sheet = Image.new("RGB", (WIDTH, HEIGHT), "white")
        sheet.paste(picture.resize(size, Image.Resampling.BICUBIC), ((WIDTH - size[0]) // 2, 0))
        grain = chance.normal(0, GRAIN, (HEIGHT, WIDTH, 1)).astype(np.int16)
        pixels = np.clip(np.asarray(sheet) + grain, 0, 255).astype(np.uint8)
        file = folder / f"{number:04}.jpg"
        Image.fromarray(pixels).save(file, quality=QUALITY)
        return file

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(write, range(count)))


def _classify(session: Session, files: list[Path]) -> float:
    seconds, outcomes = timed(lambda: list(session.classify(files)))
    if failed := [outcome for outcome in outcomes if outcome.prediction is None]:
        raise click.ClickException(f"{failed[0].path}: {failed[0].error}")
    return float(seconds)


def _steps(session: Session, files: list[Path]) -> dict[str, float]:
    """CPU seconds a photo of each step, one after another on one thread."""
    size, engine = session.classifier.size, session.classifier.engine
    contents = [file.read_bytes() for file in files]
    photos = [load_picture(file).picture for file in files]
    pictures = np.stack([prepare(picture, size) for picture in photos])
    works: dict[str, Callable[[], object]] = {
        "SHA-256": _each(lambda content: hashlib.sha256(content).digest(), contents),
        "decoding alone": _each(lambda file: _draft(file, ANALYSIS_SIDE), files),
        "reading, SHA-256 and decoding": _each(load_picture, files),
        "the network's input": _each(lambda picture: prepare(picture, size), photos),
        "network": lambda: engine.run(pictures),
        "network, confidence and status": lambda: session.classifier.classify_prepared(
            pictures, keep_features=False
        ),
        "all, on all threads": lambda: _classify(session, files),
    }
    return {name: _cpu(work) / len(files) for name, work in works.items()}


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _draft(file: Path, side: int) -> None:
    """Decode at the smallest of libjpeg's scales that still covers `side`."""
    with Image.open(file) as image:
        image.draft("RGB", (round(side * WIDTH / HEIGHT), side))
        image.load()


def _decode(files: list[Path], side: int) -> float:
    def all_of_them() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for _ in pool.map(lambda file: _draft(file, side), files):
                pass

    return float(timed(all_of_them)[0])


def _one_by_one(files: list[Path], side: int) -> float:
    network = keras.saving.load_model(default_pack() / "network.keras", compile=False)

    def tag(file: Path) -> None:
        picture = keras.utils.load_img(file, target_size=(side, side))
        network.predict(keras.utils.img_to_array(picture)[None], verbose=0)

    tag(files[0])  # traces the network, which is no photo's time
    return float(timed(_each(tag, files))[0])


def _each(work: Callable[[T], object], items: list[T]) -> Callable[[], None]:
    def run() -> None:
        for item in items:
            work(item)

    return run


if __name__ == "__main__":
    main()
