"""The review as a file: its copy, and the name that decisions carry."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.review.audit import verify
from desktop.app import Program
from desktop.dialogs import file_dialogs
from tests.window import (
    WAIT_MS,
)


def test_copy_of_the_review_holds_every_decision(
    qtbot: QtBot, explained: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.tagproof"
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: target)
    with qtbot.waitSignal(explained.workbench.desk.decided, timeout=WAIT_MS):
        explained.window.decisions.accept_action.trigger()
    explained.window.review_menu.copy_action.trigger()
    qtbot.waitUntil(target.is_file, timeout=WAIT_MS)
    assert verify(target).entries == 1
    own = explained.workbench.desk.shared.review.path
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: own)
    explained.window.review_menu.copy_action.trigger()
    qtbot.waitUntil(lambda: "review itself" in explained.window.notice.text(), timeout=WAIT_MS)
