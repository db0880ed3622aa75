"""Where no console is read, what keeps the program from starting stands in a box and in the log."""

from __future__ import annotations

import ctypes
import logging
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from types import SimpleNamespace

import pytest

from core import paths
from core.cli.main import _no_command
from core.language.catalog import languages, spoken
from desktop import __main__ as entry
from desktop.system import start_box, start_checks
from desktop.ui import language


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


def troubles(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """Give the sentences that can stand in a box, each by what causes it."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(paths, "data_dir", lambda: folder / "none")
    monkeypatch.setattr(paths, "default_pack", lambda: folder)
    (folder / "old").write_text("flags : sse2")
    with monkeypatch.context() as without_qt:
        without_qt.setitem(sys.modules, "PySide6", None)
        libraries = start_checks.libraries()
    checks = [start_checks.cpu(folder / "old"), start_checks.folders(), start_checks.network()]
    faults: list[str] = []
    monkeypatch.setattr(start_box, "tell", faults.append)
    entry._told_of_fault(ZeroDivisionError("by nought"))
    words = (["clasify"], ["/gone"], ["b c"], [str(folder), "--csv"])
    return [*checks, libraries, *faults, *(_no_command(said, ["classify"]) for said in words)]


@pytest.mark.parametrize("key", [key for key in languages() if key != "en"])
def test_every_language_words_what_keeps_the_program_from_starting(
    key: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = troubles(monkeypatch, tmp_path)
    assert len([one for one in said if one]) == 9
    assert [one for one in said if spoken(key).trouble(one) == one] == []


def test_the_box_speaks_as_the_window_does(
    boxes: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "speech", lambda: spoken("de"))
    with nowhere():
        start_box.tell("C:\\gone: no such file or folder")
    assert boxes[0][1] == "C:\\gone: keine solche Datei und kein solcher Ordner"
