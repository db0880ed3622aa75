"""Requests to end: heard once, kept where a library swallows them, left alone where ignored."""

import json
import signal
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from core import ending
from core.ending import Stopped
from tests import unix

ROOT = Path(ending.__file__).parent.parent


LAST = ending.SIGNALS[-1]
"""A terminal that is closed, where the system tells it."""


def ask(number: signal.Signals = signal.SIGINT) -> None:
    signal.raise_signal(number)


@pytest.mark.parametrize("number", ending.SIGNALS, ids=lambda one: one.name)
def test_each_request_unwinds_and_has_its_code(number: signal.Signals) -> None:
    with pytest.raises(Stopped), ending.in_order():
        ask(number)
    assert ending.code() == 128 + number


def test_a_request_that_was_swallowed_is_raised_again() -> None:
    with ending.in_order():
        ending.heed()
        with suppress(BaseException):  # as libraries do
            ask()
        with pytest.raises(Stopped):
            ending.heed()


class Thing:
    """Something that goes."""


def test_a_request_while_an_object_goes_leaves_no_trace_and_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda left: told.append(left.exc_type))
    with ending.in_order():
        thing, other = Thing(), Thing()
        first = weakref.ref(thing, lambda _: ask())
        second = weakref.ref(other, lambda _: 1 // 0)
        del thing
        with pytest.raises(Stopped):
            ending.heed()
        del other
    assert first() is second() is None
    assert told == [ZeroDivisionError]  # what is none still is
    sys.unraisablehook(SimpleNamespace(exc_type=Stopped, exc_value=Stopped()))
    assert told == [ZeroDivisionError, Stopped]  # put back


def test_a_second_request_leaves_the_tidying_alone_and_a_late_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ending.in_order():
        with pytest.raises(Stopped):
            ask(LAST)
        ask(signal.SIGTERM)
        monkeypatch.setattr(ending, "PATIENCE_S", 0.0)
        with pytest.raises(Stopped):
            ask(signal.SIGTERM)
    assert ending.code() == 128 + LAST


def test_what_is_ignored_from_outside_stays_ignored() -> None:
    before = signal.signal(LAST, signal.SIG_IGN)
    try:
        with ending.in_order():
            ask(LAST)
            ending.heed()
        assert signal.getsignal(LAST) is signal.SIG_IGN
    finally:
        signal.signal(LAST, before)


def test_handlers_are_put_back_and_another_thread_has_none() -> None:
    before = [signal.getsignal(one) for one in ending.SIGNALS]
    with ending.in_order():
        assert signal.getsignal(signal.SIGTERM) is not before[1]
    assert [signal.getsignal(one) for one in ending.SIGNALS] == before
    seen: list[object] = []

    def elsewhere() -> None:
        with ending.in_order():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [before[1]]


@unix.signals
def test_children_are_started_deaf_to_the_terminal_alone() -> None:
    code = "import signal; print([int(n) for n in signal.pthread_sigmask(signal.SIG_BLOCK, [])])"
    with ending.kept_from_children():
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
    assert set(json.loads(done.stdout)) == ending.OF_THE_TERMINAL
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


PASSES_THROUGH_A_TEXT = """
import signal, sys
from core import ending
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    with ending.in_order():
        exec("signal.raise_signal(signal.SIGINT)")
except ending.Stopped:
    sys.exit(ending.code())
"""


def test_the_exit_code_stands_where_the_request_came_in_a_text_that_is_run() -> None:
    """With a plain KeyboardInterrupt the interpreter ends itself by the signal."""
    done = subprocess.run([sys.executable, "-c", PASSES_THROUGH_A_TEXT], cwd=ROOT, check=False)
    assert done.returncode == 130
