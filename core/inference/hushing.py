"""Keeps libraries from telling stderr that all is well, for which they have no switch."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Final

STDERR: Final = 2
ANYTHING: Final = re.compile(rb"")
TENSORFLOW: Final = re.compile(rb"[IW]\d{4} |WARNING: All log messages before absl")
"""What TensorFlow notes while it is imported, before it heeds `TF_CPP_MIN_LOG_LEVEL`."""
_ALONE: Final = Lock()


@contextmanager
def hushed(notes: re.Pattern[bytes]) -> Iterator[None]:
    """Drop lines that are notes; stderr gets the others at the end, in their order.

    It belongs to all threads: whoever uses this does so once, and not for long. Windows gives a
    program without a console a stderr that can be copied, and takes not even nothing on it.

    Parameters
    ----------
    notes : pattern of bytes
        How such a line begins.
    """
    with _ALONE:  # the second of two would find nothing, and put that back for good
        try:
            stderr, said = os.dup(STDERR), tempfile.TemporaryFile()  # noqa: SIM115 - closed below
        except OSError:  # a program without a console; no room for anything
            yield
            return
        try:
            os.dup2(said.fileno(), STDERR)
            yield
        finally:
            os.dup2(stderr, STDERR)
            said.seek(0)
            others = b"".join(line for line in said if not notes.match(line))
            with suppress(OSError):  # no console, a closed pipe, a full disk: nobody can be told
                os.write(stderr, others)
            said.close()
            os.close(stderr)
