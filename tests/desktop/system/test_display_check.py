"""Whether there is a screen, asked before Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.system import display_check

ROOT = Path(__file__).resolve().parents[3]
linux = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="screens are always there")
DEAD = ":987"
"""A display that nobody serves."""


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_without_qt_nothing_else_is_asked(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setitem(sys.modules, "PySide6", None)
    said = display_check.trouble({"QT_QPA_PLATFORM": "offscreen"})
    assert said == display_check.NO_QT
    assert "tagproof[window]" in said


@linux
def test_without_a_screen_no_window_is_tried() -> None:
    assert display_check.trouble({}) == display_check.NO_SCREEN
    assert display_check.trouble({"QT_QPA_PLATFORM": "xcb"}) == display_check.NO_SCREEN


@pytest.mark.parametrize(
    "environment",
    [{"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": DEAD}],
)
def test_what_needs_no_x11_is_not_asked_for_it(environment: dict[str, str]) -> None:
    assert display_check.trouble(environment) == ""


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_a_screen(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert display_check.trouble({}) == ""


@linux
def test_a_screen_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display_check, "LIBRARIES", display_check.LIBRARIES[:1])
    said = display_check.trouble({"DISPLAY": DEAD})
    missing = "missing system libraries libxcb.so.1" in said  # on a machine without X11
    assert missing or said == f"the screen '{DEAD}' (DISPLAY) does not answer"


@linux
def test_missing_libraries_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display_check, "LIBRARIES", ("libc.so.6", "libgone.so.1", "libaway.so.2"))
    said = display_check.trouble({"DISPLAY": DEAD})
    assert said.endswith("libraries libgone.so.1, libaway.so.2")


@linux
@pytest.mark.parametrize(("platform", "code"), [("offscreen", 0), ("xcb", 1)])
def test_it_can_be_asked_from_outside(platform: str, code: int) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    rest = {name: value for name, value in os.environ.items() if name not in screens}
    run = subprocess.run(
        [sys.executable, "-m", "desktop.system.display_check"],
        env={**rest, "QT_QPA_PLATFORM": platform},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code
    assert run.stderr.strip() == (display_check.NO_SCREEN if code else "")
