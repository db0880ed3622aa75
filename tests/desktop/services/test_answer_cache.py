"""What may be looked at next is found out before."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.app import Program
from tests.window import (
    WAIT_MS,
)


def test_next_photo_is_explained_ahead(qtbot: QtBot, explained: Program) -> None:
    bench = explained.workbench
    current_photo, settings = bench.current_photo, bench.current_photo.settings
    ahead = explained.window.model.paths[1]

    def ready() -> bool:
        shown = current_photo._pictures.get(ahead)
        key = (shown.photo.sha256, settings) if shown else ("", settings)
        return current_photo._answers.explanations.get(key) is not None

    qtbot.waitUntil(ready, timeout=WAIT_MS)
    told: list[bool] = []
    current_photo.explained.connect(lambda explanation: told.append(explanation.final))
    current_photo.choose(ahead)
    assert told == [True]
    assert not current_photo.explaining
