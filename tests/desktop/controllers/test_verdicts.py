"""What stands decided is shown, and decisions are offered where they can be made."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.vocabulary import Action
from desktop.controllers.verdicts import ALL_DONE, VerdictController
from desktop.services.review.review_desk import ReviewDesk
from desktop.ui.photo_state import Listing
from desktop.window.main_window import MainWindow
from tests.window import (
    WAIT_MS,
)


@pytest.fixture
def verdicts(main_window: MainWindow, reviewed: ReviewDesk) -> VerdictController:
    w = main_window
    return VerdictController(w.decisions, w.photos, w.model, w.notice, w.status, reviewed)


@pytest.fixture
def tied(main_window: MainWindow, verdicts: VerdictController, products: Path) -> MainWindow:
    """The window with the products listed, tied to their review."""
    w = main_window
    w.model.append(sorted(products.rglob("*.png")))
    w.photos.choose_first()
    return w


def words(window: MainWindow) -> str:
    return window.decisions._words.text()


def test_nothing_can_be_decided_without_a_photo(tied: MainWindow) -> None:
    assert tied.decisions.accept_action.isEnabled()
    tied.model.clear()
    tied.photos.chosen.emit(None)
    assert not tied.decisions.accept_action.isEnabled()
    assert words(tied) == "Nothing chosen"


def test_a_decision_is_shown_in_list_and_panel(
    qtbot: QtBot, tied: MainWindow, reviewed: ReviewDesk, blue: Path
) -> None:
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.FLAG, [blue], "two things")
    assert tied.model.mark(blue).verdict == "flagged"
    assert "two things" in words(tied)
    assert tied.decisions.undo_action.isEnabled()
    assert not tied.decisions.redo_action.isEnabled()
    tied.photos.step(1)
    assert "two things" not in words(tied)
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.undo()
    assert tied.photos.current_path() == blue  # back to where it was undone
    assert tied.decisions.redo_action.isEnabled()


def test_what_was_done_last_is_told_beside_undo(
    qtbot: QtBot, tied: MainWindow, reviewed: ReviewDesk, blue: Path
) -> None:
    said = tied.decisions._last.accessibleName
    assert said() == ""
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.CORRECT, [blue], "Teal")
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, tied.model.paths[1:3])
    assert said() == "2 photos: Skipped"
    for words in ("Corrected to Teal", ""):
        with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
            reviewed.undo()
        assert said() == words


def test_several_photos_are_told_as_such(tied: MainWindow) -> None:
    tied.photos.selectAll()
    assert words(tied) == "5 chosen together"


def test_what_is_undone_out_of_sight_is_named(
    qtbot: QtBot,
    tied: MainWindow,
    verdicts: VerdictController,
    reviewed: ReviewDesk,
    blue: Path,
) -> None:
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, [blue])
    tied.model.replace(tied.model.paths[1:])
    with qtbot.waitSignal(verdicts.list_wanted, timeout=WAIT_MS):
        reviewed.undo()
    reviewed.listed.emit(Listing.of(tied.model.paths))  # which lacks it, as the view asks
    assert blue.name in tied.status.words
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, tied.model.paths[:1])
    assert tied.status.words == ""


def test_what_is_undone_comes_back_into_the_list(
    qtbot: QtBot,
    tied: MainWindow,
    verdicts: VerdictController,
    reviewed: ReviewDesk,
    blue: Path,
) -> None:
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, [blue])
    every = list(tied.model.paths)
    tied.model.replace([path for path in every if path != blue])
    with qtbot.waitSignal(verdicts.list_wanted, timeout=WAIT_MS):
        reviewed.undo()
    tied.model.replace(every)  # as the browser does
    reviewed.listed.emit(Listing.of(every))
    assert tied.photos.current_path() == blue


def test_what_is_refused_is_told_until_it_works_again(
    qtbot: QtBot, tied: MainWindow, reviewed: ReviewDesk, blue: Path
) -> None:
    with qtbot.waitSignal(reviewed.refused, timeout=WAIT_MS):
        reviewed.decide(Action.ACCEPT, [blue])  # there is no tag yet
    assert tied.notice.text().startswith("Not decided. ")
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.FLAG, [blue], "two things")
    assert tied.notice.text() == ""


def test_the_end_of_the_work_is_told(qtbot: QtBot, tied: MainWindow, reviewed: ReviewDesk) -> None:
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.FLAG, tied.model.paths[1:], "two things")
    assert tied.status._words._whole != ALL_DONE
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.FLAG, tied.model.paths[:1], "two things")
    assert tied.status._words._whole == ALL_DONE
