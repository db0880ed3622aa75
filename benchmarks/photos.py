"""The photos and the network that benchmarks run on."""

import csv
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from benchmarks.engines import TimedEngine
from core.entities import Photo, Progress
from core.errors import AppError, ImageUnreadable
from core.imaging.images import load_photo
from core.imaging.scan import scan
from core.inference.classifier import Classifier
from core.inference.model_pack import open_pack
from core.inference.opening import open_engine
from core.jobs import Eta
from core.paths import default_pack, resources
from core.terminal import Terminal
from model.measuring.page import fill

PAGE: Final = Path(__file__).parent.parent / "docs" / "explanations.md"

PHOTOS: Final = click.option(
    "--photos", type=click.Path(exists=True, path_type=Path), help="Folder; our samples without."
)
SPLIT: Final = click.option(
    "--split",
    type=click.Path(exists=True, path_type=Path),
    help="CSV with id and split: takes the photos of its `test` alone.",
)
PACK: Final = click.option(
    "--pack", type=click.Path(exists=True, path_type=Path), help="Model pack; the one that ships."
)
WRITE: Final = click.option(
    "--page", is_flag=True, help=f"Also write the tables into {PAGE.parent.name}/{PAGE.name}."
)


def watched(photos: Sequence[Photo], verb: str) -> Iterator[Photo]:
    """Give the photos one by one, and tell on stderr how many are done and the time left."""
    terminal, eta = Terminal(verb), Eta(len(photos))
    for done, photo in enumerate(photos, start=1):
        yield photo
        terminal.progress(Progress(done, len(photos), photo.path.name, eta.update(done)))
    terminal.clear()


def open_classifier(folder: Path | None) -> Classifier:
    """Open a pack, the shipped one by default, behind a timed engine."""
    pack = open_pack(folder or default_pack())
    return Classifier(pack, TimedEngine(open_engine(pack)))


def chosen(folder: Path | None, split: Path | None, count: int, seed: int = 0) -> list[Photo]:
    """Load `count` photos drawn at random from a folder, our own samples by default."""
    root = folder or resources() / "samples"
    paths = sorted(found for found in scan([root]) if not isinstance(found, AppError))
    if split is not None:
        wanted = _test_ids(split)
        paths = [path for path in paths if path.stem in wanted]
    photos: list[Photo] = []
    for place in np.random.default_rng(seed).permutation(len(paths)):
        try:
            photos.append(load_photo(paths[place]))
        except ImageUnreadable:
            continue  # the benchmark is of explanations, not of decoding
        if len(photos) == count:
            break
    if not photos:
        raise SystemExit(f"no photos in {root}")
    return photos


def _test_ids(split: Path) -> set[str]:
    with split.open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file) if row["split"] == "test"}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Run and give seconds and result."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def tell(block: str, text: str, *, page: bool) -> None:
    """Print a block of tables, and put it into the page where that was asked for."""
    click.echo(f"\n{text}\n")
    if page:
        fill(PAGE, block, text)


def measured_on(classifier: Classifier, photos: list[Photo]) -> str:
    """Say what a table was measured on."""
    pack = classifier.pack
    return f"`{pack.card.name}` {pack.card.version} ({pack.sha256[:12]}), {len(photos)} photos."
