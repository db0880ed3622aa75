"""Classify a folder of large photos: Tagproof, Keras one by one, and decoding alone, in one run.

    python -m benchmarks.folder                          # 300 photos of 1800x2400, drawn samples
    python -m benchmarks.folder --photos DIR --count 100

The photos are made from pictures of a folder, enlarged and given a camera's grain, so that every
file is its own. All are read once before, so that no disk is timed. Decoding alone is libjpeg's
scaled draft mode through Pillow, on as many threads as Tagproof uses: once at the scale that
Tagproof decodes at, once at the smallest that still covers the network's input.
"""

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import click
import keras
import numpy as np
from PIL import Image

from benchmarks.photos import timed
from core.catalog import scan
from core.errors import AppError
from core.images import ANALYSIS_SIDE, load_full
from core.paths import default_pack, resources
from core.session import Session

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
        same = min(_decode(files, ANALYSIS_SIDE) for _ in range(runs))
        smallest = min(_decode(files, side) for _ in range(runs))
        some = files[: by_keras or len(files)]
        keras = _one_by_one(some, side) / len(some)
    ours, same, smallest = (seconds / len(files) for seconds in (ours, same, smallest))
    _tell("Tagproof, classify", ours, ours)
    _tell(f"decoding alone, for {ANALYSIS_SIDE} px", same, ours)
    _tell(f"decoding alone, for {side} px", smallest, ours)
    _tell("Keras predict one by one", keras, ours)


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


def _decode(files: list[Path], side: int) -> float:
    """Decode at the smallest of libjpeg's scales that still covers `side`."""

    def decode(file: Path) -> None:
        with Image.open(file) as image:
            image.draft("RGB", (round(side * WIDTH / HEIGHT), side))
            image.load()

    def all_of_them() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for _ in pool.map(decode, files):
                pass

    return float(timed(all_of_them)[0])


def _one_by_one(files: list[Path], side: int) -> float:
    network = keras.saving.load_model(default_pack() / "network.keras", compile=False)

    def tag(file: Path) -> None:
        picture = keras.utils.load_img(file, target_size=(side, side))
        network.predict(keras.utils.img_to_array(picture)[None], verbose=0)

    tag(files[0])  # traces the network, which is no photo's time
    return float(timed(_each(tag, files))[0])


def _each(work: Callable[[Path], None], files: list[Path]) -> Callable[[], None]:
    def run() -> None:
        for file in files:
            work(file)

    return run


if __name__ == "__main__":
    main()
