"""The overlay's controls repaint, or explain again."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.app import Program
from tests.window import (
    WAIT_MS,
)


def test_look_repaints_and_more_samples_explain_again(qtbot: QtBot, explained: Program) -> None:
    bench, controls = explained.workbench, explained.window.inspector.controls
    with qtbot.waitSignal(bench.current_photo.painted, timeout=WAIT_MS):
        controls._opacity.set_value(30)
    before = bench.current_photo.explanation
    controls._stable.setChecked(False)
    controls._set(samples=256)
    qtbot.waitUntil(
        lambda: (
            bench.current_photo.explanation.final and bench.current_photo.explanation is not before
        ),
        timeout=WAIT_MS,
    )
    assert bench.current_photo.explanation.samples == 256
