import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from typing import IO

import pytest

import desktop.__main__
from core import apart
from core.apart import Died, Work


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`instead(code)`: the process runs this in place of its work."""

    def run(code: str) -> None:
        monkeypatch.setattr(apart, "_command", lambda _: [sys.executable, "-c", code])

    return run


def ask(over: Callable[[], bool] = lambda: False) -> object:
    return apart.ask(Work.NETWORK, lambda stream: None, apart.answer_of, over)


@pytest.mark.parametrize(
    "death", ["os._exit(9)", "os.kill(os.getpid(), signal.SIGSEGV)", "print('no answer')"]
)
def test_a_process_that_dies_gives_no_answer(death: str, instead: Callable[[str], None]) -> None:
    instead(f"import os, signal; {death}")
    with pytest.raises(Died):
        ask()


def test_one_that_sleeps_is_ended(instead: Callable[[str], None]) -> None:
    instead("import time; time.sleep(100)")
    began = time.monotonic()
    with pytest.raises(Died):
        ask(lambda: time.monotonic() > began + 0.2)
    assert time.monotonic() - began < 50  # half of what it would take


def test_its_error_is_raised_here(instead: Callable[[str], None]) -> None:
    instead("import pickle, sys; pickle.dump(KeyError('told'), sys.stdout.buffer)")
    with pytest.raises(KeyError, match="told"):
        ask()


def test_no_process_is_left(
    monkeypatch: pytest.MonkeyPatch, instead: Callable[[str], None]
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = apart.subprocess.Popen

    def noting(*args: object, **options: object) -> object:
        started.append(popen(*args, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(apart.subprocess, "Popen", noting)
    instead("import pickle, sys; pickle.dump(7, sys.stdout.buffer)")
    assert ask() == 7
    (process,) = started
    assert process.returncode is not None  # it has ended, and was asked how


def test_every_work_has_somebody_to_do_it() -> None:
    for work in Work:
        module = __import__(work.value, fromlist=["answer"])
        assert callable(module.answer)


def test_an_answer_may_be_anything(instead: Callable[[str], None]) -> None:
    def send(stream: IO[bytes]) -> None:
        pickle.dump("hello", stream)

    instead("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read(18))")
    assert apart.ask(Work.PHOTO, send, lambda stream: stream.read(2), lambda: False)


def test_the_packed_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = apart._command(Work.NETWORK)
    assert command == [sys.executable, desktop.__main__.APART, Work.NETWORK.value]
    monkeypatch.setattr(sys, "argv", ["tagproof", *command[1:]])
    monkeypatch.setattr(apart, "serve", lambda work: 7 if work == Work.NETWORK else 8)
    assert desktop.__main__.main() == 7
