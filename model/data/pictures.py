"""Photos decoded once, kept as one array on disk that training reads at random.

Made by the very function that the program uses before it asks the network.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import AppError
from core.imaging.images import load_photo
from core.imaging.preprocessing import prepare
from model.data.dataset import Example, is_validation

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Decoded examples.

    Attributes
    ----------
    examples : list of Example
        Those that could be read, in the order of `pixels`.
    pixels : (N, size, size, 3) uint8, memory mapped
    held_out : (N,) bool
        Which of them belong to validation.
    """

    examples: list[Example]
    pixels: NDArray[np.uint8]
    held_out: NDArray[np.bool_]


def _decode(task: tuple[Path, int]) -> tuple[NDArray[np.uint8] | None, bool, str]:
    path, size = task
    try:
        photo = load_photo(path)
        return prepare(photo.pixels, size), is_validation(path.read_bytes()), ""
    except AppError as error:
        return None, False, str(error)


def decode(examples: list[Example], size: int, folder: Path, workers: int = 2) -> Pictures:
    """Decode examples to squares of `size` px, or take them from `folder` if they are there.

    Photos that are missing or corrupt are logged and skipped.
    """
    key = hashlib.sha256(repr([(str(e.path), size) for e in examples]).encode()).hexdigest()[:16]
    array, table = folder / f"pictures-{key}.npy", folder / f"pictures-{key}.json"
    if not table.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _fill(examples, size, array, table, workers)
    kept = json.loads(table.read_text(encoding="utf-8"))
    pixels = np.load(array, mmap_mode="r")[: len(kept["rows"])]
    return Pictures(
        [examples[row] for row in kept["rows"]],
        pixels,
        np.array(kept["held_out"], dtype=bool),
    )


def _fill(examples: list[Example], size: int, array: Path, table: Path, workers: int) -> None:
    shape = (len(examples), size, size, 3)
    pixels = np.lib.format.open_memmap(array, "w+", np.uint8, shape)
    rows: list[int] = []
    held_out: list[bool] = []
    with Pool(workers) as pool:
        tasks = ((example.path, size) for example in examples)
        for row, (square, held, said) in enumerate(pool.imap(_decode, tasks, 32)):
            if square is None:
                _log.warning("skipped %s", said)
                continue
            pixels[len(rows)] = square
            rows.append(row)
            held_out.append(held)
    pixels.flush()
    table.write_text(json.dumps({"rows": rows, "held_out": held_out}))


def batches(rows: NDArray[np.intp], size: int) -> Iterator[NDArray[np.intp]]:
    """Cut row numbers into runs of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
