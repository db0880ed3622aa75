"""The review as a file: its copy, and the name that decisions carry."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from core.review.audit import verify
from core.vocabulary import Action
from desktop.app import Program
from desktop.controllers.review_file import ReviewFileController
from desktop.dialogs import file_dialogs
from desktop.services.review.review_desk import ReviewDesk
from desktop.system.settings import Settings
from desktop.window.main_window import MainWindow
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


@pytest.mark.parametrize(
    ("typed", "given", "name"),
    [(" Ana B. ", True, "Ana B."), ("x", False, "eve"), (" ", True, "eve")],
)
def test_decisions_carry_the_name_that_was_given(
    qtbot: QtBot,
    main_window: MainWindow,
    settings: Settings,
    reviewed: ReviewDesk,
    blue: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    given: bool,
    name: str,
) -> None:
    settings.reviewer = "eve"
    reviewed.set_reviewer("eve")
    window = main_window
    ReviewFileController(window.review_menu, window.status, settings, reviewed, window)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (typed, given))
    window.review_menu.reviewer_action.trigger()
    assert window.status._reviewer.text() == f"Reviewer: {name}"
    assert settings.reviewer == name
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.FLAG, [blue], "two things")
    assert reviewed.shared.decision_note(blue).reviewer == name
