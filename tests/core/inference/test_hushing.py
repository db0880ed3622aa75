"""Notes of libraries do not reach stderr; errors, and what others say, do."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core.inference.hushing import ANYTHING, STDERR, TENSORFLOW, hushed

SAID = (
    b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
    b"I0000 00:00:1796096943.290114   21678 port.cc:153] oneDNN custom operations are on.\n"
    b"E0000 00:00:1796096943.290114   21678 cuda.cc:1] failed\n"
    b"somebody else\n"
)


def test_notes_are_dropped_and_errors_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="x"), hushed(TENSORFLOW):
        os.write(STDERR, SAID)
        raise ValueError("x")
    os.write(STDERR, b"later\n")
    told = capfd.readouterr().err.splitlines()
    assert [line[:5] for line in told] == ["E0000", "someb", "later"]


def test_anything_can_be_a_note(capfd: pytest.CaptureFixture[str]) -> None:
    with hushed(ANYTHING):
        os.write(STDERR, SAID)
    assert capfd.readouterr().err == ""


@contextmanager
def unheard() -> Iterator[None]:
    """A stderr that can be copied and takes nothing, as without a console on Windows."""
    heard, deaf = os.dup(STDERR), os.open(os.devnull, os.O_RDONLY)
    os.dup2(deaf, STDERR)
    try:
        yield
    finally:
        os.dup2(heard, STDERR)
        os.close(heard)
        os.close(deaf)


@pytest.mark.parametrize("said", [b"", SAID])
def test_nobody_who_could_be_told_is_no_error(said: bytes) -> None:
    with unheard():
        with hushed(TENSORFLOW):
            os.write(STDERR, said)
        with pytest.raises(OSError, match="descriptor"):  # it is as deaf as before
            os.write(STDERR, b"x")


def test_two_at_once_leave_stderr_as_it_was(
    capfd: pytest.CaptureFixture[str],
) -> None:
    begun, let, over = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        with hushed(ANYTHING):
            begun.set()
            let.wait(10)
        over.set()

    def second() -> None:
        begun.wait(10)
        threading.Timer(0.1, let.set).start()  # while this one waits, or has looked too early
        with hushed(ANYTHING):
            over.wait(10)

    threads = [threading.Thread(target=one) for one in (first, second)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"
