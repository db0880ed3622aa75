"""The review as a file: its copy, and the name that decisions carry."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from core.report.tables import review_rows
from core.review.audit import verify
from core.review.companions import log_of
from core.vocabulary import Action
from desktop.app import Program
from desktop.controllers.review_file import ReviewFileController
from desktop.dialogs import file_dialogs
from desktop.dialogs.restore_dialog import RestoreDialog
from desktop.services.review.review_desk import ReviewDesk
from desktop.system.settings import Settings
from desktop.window.main_window import MainWindow
from tests.window import (
    WAIT_MS,
    opened,
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


def test_a_copy_takes_the_place_of_the_review(
    qtbot: QtBot, explained: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, desk = explained.window, explained.workbench.desk
    review, copy = desk.shared.review.path, tmp_path / "copy.tagproof"
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        window.decisions.accept_action.trigger()
    desk.shared.review.save_copy(copy)
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        window.decisions.undo_action.trigger()
    monkeypatch.setattr(file_dialogs, "ask_review", lambda *_: [copy])
    window.review_menu.restore_action.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(RestoreDialog)), timeout=WAIT_MS)
    (dialog,) = window.findChildren(RestoreDialog)
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS):
        dialog.accept()
    assert desk.shared.review.path == review
    assert verify(review).entries == 1
    assert "Restored" in window.notice.text()
    (kept,) = review.parent.glob("*.before-*.tagproof")
    assert verify(kept).entries == 2


def test_a_copy_is_not_replaced_by_a_copy(qtbot: QtBot, explained: Program, tmp_path: Path) -> None:
    window, copy = explained.window, tmp_path / "copy.tagproof"
    assert window.review_menu.restore_action.isEnabled()
    explained.workbench.desk.shared.review.save_copy(copy)
    with qtbot.waitSignal(explained.workbench.desk.opened, timeout=WAIT_MS):
        explained.workbench.open([copy])
    assert not window.review_menu.restore_action.isEnabled()
    assert "copy" in window.review_menu.restore_action.statusTip()


def test_a_log_left_by_another_file_is_told(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    desk = explained.workbench.desk
    place, folder = desk.shared.review.path, desk.shared.review.photos.folder
    with qtbot.waitSignal(desk.opened, timeout=WAIT_MS):
        desk.open_none()
    qtbot.waitUntil(lambda: not log_of(place).exists(), timeout=WAIT_MS)
    place.unlink()
    log_of(place).write_bytes(b"of another file")
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS):
        explained.workbench.open([folder])
    assert "left-behind" in explained.window.notice.text()


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
    assert reviewed.shared.said(blue, review_rows.decision_note).reviewer == name


def test_no_other_review_is_replaced_than_the_one_that_was_compared(
    qtbot: QtBot,
    explained: Program,
    products: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, copy = explained.window, tmp_path / "copy.tagproof"
    explained.workbench.desk.shared.review.save_copy(copy)
    monkeypatch.setattr(file_dialogs, "ask_review", lambda *_: [copy])
    window.review_menu.restore_action.trigger()
    opened(qtbot, explained, RestoreDialog)
    explained.workbench.open([products / "b"])
    qtbot.waitUntil(lambda: not window.findChildren(RestoreDialog), timeout=WAIT_MS)
