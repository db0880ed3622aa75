"""Time reading a shop's file of a million rows against csv.reader alone, in one run.

    python -m benchmarks.catalog                 # 1,000,000 rows, 300 MB; 100,000 photos
    python -m benchmarks.catalog --rows 100000

Each step runs in a process of its own, so that its memory is its own; processor seconds are told,
which other work on the machine does not change. Limits: inspecting takes at most three times what
csv.reader takes and stays under 300 MB; matching the photos adds at most as much again.
"""

import csv
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from core.catalog.term_map import classes_of
from core.paths import default_pack

ROWS_A_PRODUCT: Final = 3
TIMES: Final = 3.0
MEGABYTES: Final = 300
HEAD: Final = [
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Product Category",
    "Type",
    "Tags",
    "Option1 Value",
    "Variant SKU",
    "Variant Price",
    "Image Src",
    "Image Position",
    "Status",
]
KINDS: Final = ("T-Shirts", "Handbags", "Watches", "Jeans", "Belts", "Dresses", "Shirts", "Hats")


@click.command()
@click.option("--rows", default=1_000_000, show_default=True)
@click.option("--photos", default=100_000, show_default=True)
def main(*, rows: int, photos: int) -> None:
    """Write the file, then time reading, inspecting and matching it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "catalog.csv")
        write(file, rows)
        click.echo(f"{rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB")
        alone = _measured("csv.reader alone", _read, file, 0)
        inspected = _measured("inspected", _inspect, file, 0)
        matched = _measured(f"matched with {photos:,} photos", _inspect, file, photos)
    click.echo(f"inspecting: {inspected[0] / alone[0]:.2f} times csv.reader, at most {TIMES}")
    added = (matched[0] - inspected[0]) / alone[0]
    click.echo(f"matching adds {added:.2f} times csv.reader, at most {TIMES}")
    good = max(inspected[0] / alone[0], added) <= TIMES
    good &= max(inspected[1], matched[1]) < MEGABYTES
    sys.exit(not good)


def write(file: Path, rows: int) -> None:
    """Write products of three rows each: the first has category, title and text."""
    text = '<p>Made of good stuff, with care; a "best" seller. ' + "Soft and light. " * 24 + "</p>"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        for row in range(rows):
            product, view = divmod(row, ROWS_A_PRODUCT)
            kind = KINDS[product % len(KINDS)]
            first = (f"Product {product} é", text, "Shop", f"Apparel > Clothing > {kind}", kind,
                     "Men, Blue, sale")  # fmt: skip
            address = f"https://cdn.example/s/files/1/0001/files/{product}_{view + 1}.jpg?v=17123"
            writer.writerow([
                f"product-{product}", *(first if view == 0 else [""] * 6), "SML"[view],
                f"{product}-{'SML'[view]}", "19.99", address, view + 1, "active",
            ])  # fmt: skip


def _read(file: Path, _: int) -> str:
    with file.open(encoding="utf-8", newline="") as stream:
        return f"{sum(1 for _ in csv.reader(stream)):,} records"


def _inspect(file: Path, photos: int) -> str:
    labels = json.loads((default_pack() / "card.json").read_text("utf-8"))["labels"]
    paths = [f"shelf{n % 37}/{n // 3}_{n % 3 + 1}.jpg" for n in range(photos)]
    found = inspect(file, PhotoIndex(paths) if photos else None, classes_of(labels))
    return f"{found.tally.product_count:,} products, {len(found.entries):,} photos found"


def _measured(
    what: str, work: Callable[[Path, int], str], file: Path, photos: int
) -> tuple[float, float]:
    """Do something in a process of its own; gives processor seconds and MB at the most."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        said, seconds, megabytes = pool.apply(_timed, (work, file, photos))
    click.echo(f"{what:32} {seconds:8.2f} s {megabytes:6.0f} MB   {said}")
    return seconds, megabytes


def _timed(work: Callable[[Path, int], str], file: Path, photos: int) -> tuple[str, float, float]:
    started = time.process_time()
    said = work(file, photos)
    seconds = time.process_time() - started
    return said, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
