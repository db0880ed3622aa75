"""Vectors for photos that have none yet: decoded a little ahead, described a batch at a time."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from core.entities import Pixels, Progress
from core.errors import AppError, EngineError
from core.imaging import images
from core.imaging.loaded import Loaded
from core.imaging.preprocessing import prepare
from core.jobs import CancelToken, Eta, LinkedToken
from core.similar.features import Vectors

BATCH: Final = 32
BATCHES_AHEAD: Final = 2

Describe = Callable[[Pixels], Vectors]


class Decode(Protocol):
    """Reads a photo, or raises an AppError."""

    def __call__(self, path: Path, *, token: CancelToken) -> Loaded:
        """Read it; the token is heard on the way."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """What a photo holds, and its vector (w,); neither where it cannot be read or made sense of."""

    photo: int
    subject: str | None = None
    vector: NDArray[np.float32] | None = None


def gather(
    photos: Sequence[tuple[int, Path]],
    size: int,
    describe: Describe,
    keep: Callable[[list[Described]], None],
    *,
    decode: Decode = images.load_picture,
    token: CancelToken,
    on_progress: Callable[[Progress], None],
) -> None:
    """Describe photos, in their order.

    Parameters
    ----------
    photos : sequence of (int, Path)
        Numbers and files.
    size : int
        Side of the network's input, px.
    describe : callable
        Gives the vectors of (N, size, size, 3) pictures; waits for its turn at the network.
    keep : callable
        Takes each batch as soon as it is described.
    decode : callable
        Reads a photo; AppError where it cannot.
    token : CancelToken
        Heard at every batch, and while photos are decoded.
    on_progress : callable
        Told after each batch, with the time left.

    Raises
    ------
    Cancelled
        Once `token` was cancelled; what was kept until then stays.
    """
    eta, done = Eta(len(photos)), 0
    with closing(_decoded(photos, size, decode, LinkedToken(token))) as ready:
        while batch := list(islice(ready, BATCH)):
            token.check()
            keep(_described(batch, describe))
            done += len(batch)
            on_progress(Progress(done, len(photos), seconds_left=eta.update(done)))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A photo, what it holds, and what the network is to see of it; None where it is unreadable."""

    photo: int
    subject: str = ""
    picture: Pixels | None = None


def _described(batch: Sequence[_Ready], describe: Describe) -> list[Described]:
    """Describe what could be read; nonsense about one photo spoils no other."""
    pictures = [item.picture for item in batch if item.picture is not None]
    if not pictures:
        return [Described(item.photo) for item in batch]
    try:
        vectors = iter(describe(np.stack(pictures)))
    except EngineError:
        if len(batch) == 1:
            return [Described(batch[0].photo)]
        return [one for item in batch for one in _described([item], describe)]
    return [
        Described(item.photo)
        if item.picture is None
        else Described(item.photo, item.subject, next(vectors))
        for item in batch
    ]


def _decoded(
    photos: Iterable[tuple[int, Path]], size: int, decode: Decode, token: CancelToken
) -> Generator[_Ready, None, None]:
    """Decode in order on a thread per core, never more than two batches beyond the caller."""
    pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="similar")
    waiting: deque[Future[_Ready]] = deque()
    try:
        for photo, path in photos:
            waiting.append(pool.submit(_prepared, photo, path, size, decode, token))
            if len(waiting) > BATCHES_AHEAD * BATCH:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        token.cancel()  # nobody waits for what is being decoded
        pool.shutdown(cancel_futures=True)


def _prepared(photo: int, path: Path, size: int, decode: Decode, token: CancelToken) -> _Ready:
    try:
        read = decode(path, token=token)
    except AppError:
        return _Ready(photo)
    return _Ready(photo, read.subject, prepare(read.picture, size))
