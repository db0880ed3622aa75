"""Vectors for photos that have none yet: decoded a little ahead, described a batch at a time."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import Pixels, Progress
from core.errors import AppError, EngineError
from core.imaging import images
from core.imaging.preprocessing import prepare
from core.jobs import CancelToken, Eta
from core.similar.features import Vectors

BATCH: Final = 32
BATCHES_AHEAD: Final = 2

Describe = Callable[[Pixels], Vectors]


@dataclass(frozen=True, slots=True)
class Described:
    """What a photo holds; None where there is no vector: it cannot be read, or makes no sense."""

    photo: int
    subject: str | None


def gather(
    photos: Sequence[tuple[int, Path]],
    size: int,
    describe: Describe,
    keep: Callable[[list[str], Vectors], None],
    *,
    token: CancelToken,
    on_progress: Callable[[Progress], None],
) -> list[Described]:
    """Describe photos, and keep each batch's vectors as soon as they are known.

    Parameters
    ----------
    photos : sequence of (int, Path)
        Numbers and files.
    size : int
        Side of the network's input, px.
    describe : callable
        Gives the vectors of (N, size, size, 3) pictures; waits for its turn at the network.
    keep : callable
        Takes what photos hold, and their vectors.
    token : CancelToken
        Heard at every batch.
    on_progress : callable
        Told after each batch, with the time left.

    Returns
    -------
    list of Described
        In the order of the photos.

    Raises
    ------
    Cancelled
        Once `token` was cancelled; what was kept until then stays.
    """
    eta, done = Eta(len(photos)), list[Described]()
    with closing(_decoded(photos, size)) as ready:
        while batch := list(islice(ready, BATCH)):
            token.check()
            vectors = _described([item for item in batch if item.picture is not None], describe)
            if vectors:
                keep(list(vectors), np.stack(list(vectors.values())))
            done += [
                Described(item.photo, item.subject if item.subject in vectors else None)
                for item in batch
            ]
            left = eta.update(len(done))
            on_progress(Progress(len(done), len(photos), seconds_left=left))
    return done


@dataclass(frozen=True, slots=True)
class _Ready:
    """A photo, what it holds, and what the network is to see of it; None where it is unreadable."""

    photo: int
    subject: str = ""
    picture: Pixels | None = None


def _described(batch: Sequence[_Ready], describe: Describe) -> dict[str, NDArray[np.float32]]:
    """Give vectors by what photos hold; one of nonsense spoils no other."""
    if not batch:
        return {}
    try:
        vectors = describe(np.stack([item.picture for item in batch if item.picture is not None]))
    except EngineError:
        if len(batch) == 1:
            return {}
        parts = (_described([item], describe) for item in batch)
        return {subject: vector for part in parts for subject, vector in part.items()}
    return {item.subject: vector for item, vector in zip(batch, vectors, strict=True)}


def _decoded(photos: Iterable[tuple[int, Path]], size: int) -> Generator[_Ready, None, None]:
    """Decode in order on a thread per core, never more than two batches beyond the caller."""
    pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="similar")
    waiting: deque[Future[_Ready]] = deque()
    try:
        for photo, path in photos:
            waiting.append(pool.submit(_decode, photo, path, size))
            if len(waiting) > BATCHES_AHEAD * BATCH:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _decode(photo: int, path: Path, size: int) -> _Ready:
    try:
        read = images.load_photo(path)
    except AppError:
        return _Ready(photo)
    return _Ready(photo, read.sha256, prepare(read.pixels, size))
