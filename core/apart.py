"""Work in a process of its own: where a library may crash, or never come back from one call.

Nothing ends such a call from inside: the process is ended instead, and its memory comes back. It is
started by itself and not by `multiprocessing`, which would run a caller's script a second time.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import IO, Any, Final, TypeVar

from core import ending

Answer = TypeVar("Answer")

ARGUMENT: Final = "--apart"
"""What the packed program is started with to be such a process; the kind of work follows."""

_LISTEN_S: Final = 0.05
"""Seconds between looks at whether it is over."""

_NO_CONSOLE: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Work(StrEnum):
    """What is done so; the module of each offers `answer(asked, out)`, which does it."""

    PHOTO = "core.imaging.helper"
    NETWORK = "core.inference.trial"


class Died(Exception):
    """The process ended without an answer: it crashed, was ended, or the system took its memory."""


def ask(
    work: Work,
    send: Callable[[IO[bytes]], None],
    read: Callable[[IO[bytes]], Answer],
    over: Callable[[], bool],
) -> Answer:
    """Have a process of its own do one piece of work; none is left behind.

    Parameters
    ----------
    work : Work
    send : callable
        Writes what is asked.
    read : callable
        Reads the answer; what it raises passes.
    over : callable
        Asked every now and then from another thread; once it is true, the process is ended.

    Raises
    ------
    Died
    """
    with ending.kept_from_children():
        process = subprocess.Popen(
            _command(work),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_CONSOLE,
        )
    answered = threading.Event()
    threading.Thread(target=_end_in_time, args=(process, over, answered), daemon=True).start()
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        send(process.stdin)
        process.stdin.flush()
        return read(process.stdout)
    except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
        raise Died from error
    finally:
        answered.set()
        process.kill()
        process.wait()
        process.stdout.close()
        _close(process.stdin)


def answer_of(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever the work gives
    """Read one answer; an error is raised here."""
    answer = pickle.load(stream)
    if isinstance(answer, BaseException):
        raise answer
    return answer


def serve(work: str) -> int:
    """Do the work that comes in, and write its answer out; in the process of its own."""
    asked, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between
    try:
        import_module(Work(work)).answer(asked, out)
    except Exception as error:  # noqa: BLE001 - the caller raises it
        pickle.dump(error, out)
    out.close()
    return 0


def end_with_the_caller(asked: IO[bytes]) -> None:
    """Leave no process behind where the caller was killed outright; once all was read."""
    threading.Thread(target=_end_behind, args=(asked,), daemon=True).start()


def _command(work: Work) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT, work.value]
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; "
        f"from core import apart; apart.serve({work.value!r})"
    )
    return [sys.executable, "-c", code]


def _end_in_time(
    process: "subprocess.Popen[bytes]", over: Callable[[], bool], answered: threading.Event
) -> None:
    while not answered.wait(_LISTEN_S):
        if over():
            process.kill()
            return


def _end_behind(asked: IO[bytes]) -> None:
    asked.read(1)
    os._exit(1)


def _close(stream: IO[bytes]) -> None:
    """Close a pipe that may hold what nobody read."""
    try:
        stream.close()
    except OSError:
        return
