"""Esc ends the nearest thing that runs."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.app import Program


def test_escape_cancels_the_explanation(qtbot: QtBot, explained: Program) -> None:
    bench, window = explained.workbench, explained.window
    window.inspector.controls._stable.setChecked(False)
    window.inspector.controls._set(samples=4096)
    assert bench.current_photo.explaining
    stages: list[str] = []
    bench.current_photo.staged.connect(lambda stage: stages.append(stage.detail))
    window.cancel_action.trigger()
    assert not bench.current_photo.explaining
    assert stages[-1].startswith("stopped after")
