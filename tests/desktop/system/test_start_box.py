"""Where no console is read, what keeps the program from starting stands in a box and in the log."""

from __future__ import annotations

import ctypes
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from types import SimpleNamespace

import pytest

from desktop.system import start_box


@contextmanager
def nowhere() -> Iterator[None]:
    """Have what `desktop.__main__` puts in place of a stderr that is not there."""
    with open(os.devnull, "w", encoding="utf-8") as sink, redirect_stderr(sink):  # noqa: PTH123
        yield


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Be a Windows that notes its boxes."""
    shown: list[tuple[object, ...]] = []
    user32 = SimpleNamespace(MessageBoxW=lambda *said: shown.append(said))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    return shown


def test_windows_shows_a_box_and_the_log_keeps_its_words(
    boxes: list[tuple[object, ...]], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), nowhere():
        start_box.tell("no pack")
    assert boxes == [(None, "no pack", "Tagproof", 0x10010)]
    assert caplog.messages == ["not started: no pack"]


def test_a_console_needs_no_box(boxes: list[tuple[object, ...]]) -> None:
    start_box.tell("no pack")
    assert boxes == []


def test_a_program_of_the_finder_asks_its_script_host(monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(os, "getppid", lambda: 1)
    monkeypatch.setattr(subprocess, "run", lambda command, check: run.append(command))
    start_box.tell('say "no"')
    assert run[0][0] == "osascript"
    assert run[0][-2:] == ["Tagproof", 'say "no"']


def test_a_mac_s_terminal_needs_no_box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(os, "getppid", lambda: 4711)
    assert not start_box.is_needed()


def test_linux_keeps_to_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(subprocess, "run", pytest.fail)
    with caplog.at_level(logging.ERROR), nowhere():
        start_box.tell("no pack")
    assert caplog.messages == ["not started: no pack"]
