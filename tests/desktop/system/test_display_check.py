"""Why there can be no window, in one sentence."""

from __future__ import annotations

import sys

import pytest

from desktop.system import display_check


def test_missing_system_libraries_are_named_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    libraries = (*display_check.LIBRARIES, "libno-such.so.1", "libnor-this.so.2")
    monkeypatch.setattr(display_check, "LIBRARIES", libraries)
    assert "libno-such.so.1, libnor-this.so.2" in display_check.trouble({"DISPLAY": ":4711"})


def test_other_platforms_need_no_display() -> None:
    assert display_check.trouble({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":4711"}) == ""
    assert display_check.trouble({"WAYLAND_DISPLAY": "wayland-0"}) == ""
