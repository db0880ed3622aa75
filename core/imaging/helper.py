"""A process of its own for one large photo, of a format that is decoded in a single call.

Nothing ends such a call from inside: the process is ended instead, and its memory comes back.
"""

import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from core.entities import Pixels
from core.errors import ImageUnreadable
from core.imaging.decoding import Decoded, Wanted
from core.imaging.watch import Watch

ARGUMENT: Final = "--decode-one-photo"
"""What the packed program is started with to be such a process."""

_LISTEN_S: Final = 0.05
"""Seconds between looks at the watch."""

_NO_CONSOLE: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


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
    process = subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_CONSOLE,
    )
    answered = threading.Event()
    threading.Thread(target=_end_in_time, args=(process, watch, answered), daemon=True).start()
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump((path, wanted, len(data)), process.stdin)
        process.stdin.write(data)
        process.stdin.flush()
        return _answer(process.stdout)
    except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
        watch.check()
        raise ImageUnreadable(path, "its decoder crashed or ran out of memory") from error
    finally:
        answered.set()
        process.kill()
        process.wait()
        process.stdout.close()
        _close(process.stdin)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; from core.imaging import helper; helper.serve()"
    )
    return [sys.executable, "-c", code]


def _end_in_time(
    process: "subprocess.Popen[bytes]", watch: Watch, answered: threading.Event
) -> None:
    while not answered.wait(_LISTEN_S):
        if watch.over:
            process.kill()
            return


def _answer(stream: Any) -> Decoded:  # noqa: ANN401 - a pipe
    answer = pickle.load(stream)
    if isinstance(answer, BaseException):
        raise answer
    shape, full_size = answer
    pixels: Pixels = np.empty(shape, np.uint8)
    rest = pixels.reshape(-1).data
    while rest:
        count = stream.readinto(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    pixels.flags.writeable = False
    return Decoded(pixels, full_size)


def _close(stream: Any) -> None:  # noqa: ANN401 - a pipe
    """Close a pipe that may hold what nobody read."""
    try:
        stream.close()
    except OSError:
        return


def serve() -> int:
    """Decode the photo that comes in, and write its pixels out; in the process of its own."""
    from core.imaging.images import decoded_here

    asked, answer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between
    path, wanted, length = pickle.load(asked)
    data = asked.read(length)
    threading.Thread(target=_end_with_the_caller, args=(asked,), daemon=True).start()
    try:
        decoded = decoded_here(path, data, wanted, Watch(path, seconds=float("inf")))
    except Exception as error:  # noqa: BLE001 - the caller raises it
        pickle.dump(error, answer)
    else:
        pickle.dump((decoded.pixels.shape, decoded.full_size), answer)
        answer.write(decoded.pixels.reshape(-1).data)
    answer.close()
    return 0


def _end_with_the_caller(asked: BinaryIO) -> None:
    """Leave no process behind where the caller was killed outright."""
    asked.read(1)
    os._exit(1)
