"""A process of its own for one large photo, of a format that is decoded in a single call."""

import pickle
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np

from core import apart
from core.entities import Pixels
from core.errors import ImageUnreadable
from core.imaging.decoding import Decoded, Wanted
from core.imaging.watch import Watch


def decode_apart(path: Path, data: bytes, wanted: Wanted, watch: Watch) -> Decoded:
    """Decode a photo in another process.

    Parameters
    ----------
    path : Path
    data : bytes
        What the file holds.
    wanted : Wanted
    watch : Watch
        When it is over, the process is ended.

    Raises
    ------
    Cancelled
    ImageUnreadable
        Also where the process ended without an answer: it crashed, or the system took its memory.
    BoxUnusable
    """
    send = partial(_send, (path, wanted, len(data)), data)
    try:
        return apart.ask(apart.Work.PHOTO, send, _answer, lambda: watch.over)
    except apart.Died as error:
        watch.check()
        raise ImageUnreadable(path, "its decoder crashed or ran out of memory") from error


def _send(head: tuple[Path, Wanted, int], data: bytes, stream: IO[bytes]) -> None:
    pickle.dump(head, stream)
    stream.write(data)


def _answer(stream: Any) -> Decoded:  # noqa: ANN401 - a pipe
    shape, full_size = apart.answer_of(stream)
    pixels: Pixels = np.empty(shape, np.uint8)
    rest = pixels.reshape(-1).data
    while rest:
        count = stream.readinto(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    pixels.flags.writeable = False
    return Decoded(pixels, full_size)


def answer(asked: IO[bytes], out: IO[bytes]) -> None:
    """Decode the photo that comes in, and write its pixels out; in the process of its own."""
    from core.imaging.images import decoded_here

    path, wanted, length = pickle.load(asked)
    data = asked.read(length)
    apart.end_with_the_caller(asked)
    decoded = decoded_here(path, data, wanted, Watch(path, seconds=float("inf")))
    pickle.dump((decoded.pixels.shape, decoded.full_size), out)
    out.write(decoded.pixels.reshape(-1).data)
