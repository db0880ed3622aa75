"""What stands decided is shown, and decisions are offered where they can be made."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.vocabulary import Action, ViewKey
from desktop.app import Program
from desktop.controllers.verdicts import ALL_DONE, VerdictController
from desktop.services.review.review_desk import ReviewDesk
from desktop.ui.path_table import NONE
from desktop.ui.photo_state import Listing
from desktop.window.main_window import MainWindow
from tests.window import WAIT_MS, press, show, verdicts, wait_for_verdict


@pytest.fixture
def told(main_window: MainWindow, reviewed: ReviewDesk) -> VerdictController:
    w = main_window
    return VerdictController(w.decisions, w.photos, w.model, w.notice, w.status, reviewed)


@pytest.fixture
def tied(main_window: MainWindow, told: VerdictController, products: Path) -> MainWindow:
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
    assert words(tied) == "Nothing selected"


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


def test_whoever_goes_on_before_undo_is_answered_is_not_led_back(
    qtbot: QtBot, tied: MainWindow, told: VerdictController, reviewed: ReviewDesk, blue: Path
) -> None:
    """While a large review is read, undo waits for seconds."""
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, [blue])
    tied.photos.step(1)
    with qtbot.waitSignals([reviewed.decided, told.list_wanted], timeout=WAIT_MS):
        reviewed.undo()
        tied.photos.step(1)
    reviewed.listed.emit(Listing.of(tied.model.paths))
    assert tied.photos.current_path() == tied.model.paths[2]
    assert tied.model.mark(blue).pending


def test_undo_asked_for_twice_at_once_leads_to_the_earlier_step(
    qtbot: QtBot, tied: MainWindow, reviewed: ReviewDesk
) -> None:
    for path in tied.model.paths[:2]:
        with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
            reviewed.decide(Action.FLAG, [path], "two things")
    tied.photos.step(3)
    with qtbot.waitSignals([reviewed.decided, reviewed.decided], timeout=WAIT_MS):
        reviewed.undo()
        reviewed.undo()
    assert tied.photos.current_path() == tied.model.paths[0]


def undo_out_of_sight(
    qtbot: QtBot, tied: MainWindow, told: VerdictController, reviewed: ReviewDesk, photo: Path
) -> None:
    """Undo what was decided about the first photo once the list holds it no more."""
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, [photo])
    tied.model.replace(tied.model.paths[1:])
    with qtbot.waitSignal(told.list_wanted, timeout=WAIT_MS):
        reviewed.undo()


def test_what_was_undone_is_not_sought_in_another_review(
    qtbot: QtBot, tied: MainWindow, told: VerdictController, reviewed: ReviewDesk, blue: Path
) -> None:
    undo_out_of_sight(qtbot, tied, told, reviewed, blue)
    with qtbot.waitSignal(reviewed.opened, timeout=WAIT_MS):
        reviewed.open(blue.parent, "ana")
    reviewed.listed.emit(Listing.of(tied.model.paths))
    assert tied.status.words == ""


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
    assert words(tied) == "5 selected"


def test_what_is_undone_out_of_sight_is_named(
    qtbot: QtBot,
    tied: MainWindow,
    told: VerdictController,
    reviewed: ReviewDesk,
    blue: Path,
) -> None:
    undo_out_of_sight(qtbot, tied, told, reviewed, blue)
    reviewed.listed.emit(Listing.of(tied.model.paths))  # which lacks it, as the view asks
    assert blue.name in tied.status.words
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, tied.model.paths[:1])
    assert tied.status.words == ""


def test_what_is_undone_comes_back_into_the_list(
    qtbot: QtBot,
    tied: MainWindow,
    told: VerdictController,
    reviewed: ReviewDesk,
    blue: Path,
) -> None:
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, [blue])
    every = list(tied.model.paths)
    tied.model.replace([path for path in every if path != blue])
    with qtbot.waitSignal(told.list_wanted, timeout=WAIT_MS):
        reviewed.undo()
    tied.model.replace(every)  # as the browser does
    reviewed.listed.emit(Listing.of(every))
    assert tied.photos.current_path() == blue


def test_the_last_of_several_steps_undone_is_gone_to(
    qtbot: QtBot, tied: MainWindow, told: VerdictController, reviewed: ReviewDesk
) -> None:
    every = list(tied.model.paths)
    for path in every[:2]:
        with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
            reviewed.decide(Action.SKIP, [path])
    tied.model.replace(every[:1] + every[2:])
    for _ in range(2):  # the second before the list for the first has come
        with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
            reviewed.undo()
    tied.model.replace(every)
    tied.photos.choose(every[0])
    reviewed.listed.emit(Listing.of(every))
    assert tied.photos.current_path() == every[0]
    assert tied.status.words == ""


def test_whoever_decides_on_is_not_led_back_to_what_was_undone(
    qtbot: QtBot, tied: MainWindow, told: VerdictController, reviewed: ReviewDesk
) -> None:
    every = list(tied.model.paths)
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, every[:1])
    tied.model.replace(every[1:])
    with qtbot.waitSignal(told.list_wanted, timeout=WAIT_MS):
        reviewed.undo()
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.SKIP, every[1:2])
    reviewed.listed.emit(Listing.of(every[1:]))
    assert tied.status.words == ""


def test_what_is_refused_is_told_until_it_works_again(
    qtbot: QtBot, tied: MainWindow, reviewed: ReviewDesk, blue: Path
) -> None:
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.decide(Action.ACCEPT, [blue])
    assert tied.notice.text() == "Not decided: blue.png (not tagged yet)"
    with qtbot.waitSignal(reviewed.refused, timeout=WAIT_MS):
        reviewed.decide(Action.CORRECT, [blue], " ")
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


@pytest.fixture
def accepted(qtbot: QtBot, explained: Program) -> Program:
    """All five accepted in one step, and the view of what is still to do."""
    explained.window.photos.selectAll()
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "yellow.png", "accepted")
    show(qtbot, explained, ViewKey.TO_DO)
    assert verdicts(explained) == {}
    return explained


def listed_as_counted(program: Program) -> bool:
    """Whether the view lists as many photos as stand beside its name."""
    window = program.window
    row = list(ViewKey).index(window.list_controls.view)
    return window.views._model.item(row, 1).text() == f"{window.model.rowCount()}"


def test_undoing_many_lists_all_that_belong_there_and_says_how_many(
    qtbot: QtBot, accepted: Program
) -> None:
    window = accepted.window
    press(accepted, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: set(verdicts(accepted).values()) == {"to do"}, timeout=WAIT_MS)
    assert window.model.rowCount() == 5
    assert window.status.words == "5 photos changed"
    assert listed_as_counted(accepted)
    press(
        accepted,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: window.model.rowCount() == 0, timeout=WAIT_MS)
    assert window.status.words == "5 photos changed, 0 of them in this view"
    assert listed_as_counted(accepted)


def test_undoing_many_says_how_many_are_out_of_sight(qtbot: QtBot, accepted: Program) -> None:
    window = accepted.window
    with qtbot.waitSignal(accepted.workbench.desk.listed, timeout=WAIT_MS):
        window.top.search.setText("re")
    press(accepted, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    names = {"green.png", "grey.png", "red.png"}
    qtbot.waitUntil(lambda: set(verdicts(accepted)) == names, timeout=WAIT_MS)
    assert window.status.words == "5 photos changed, 3 of them in this view"
    assert window.photos.current_path() in window.model.paths


def test_undoing_many_works_where_a_photo_is_gone(
    qtbot: QtBot, accepted: Program, products: Path
) -> None:
    review = accepted.workbench.desk.shared
    blue = review.photo_ids.find(products / "a" / "blue.png")
    review.photo_ids._numbers[blue] = NONE  # as when it was found missing
    press(accepted, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: accepted.window.model.rowCount() == 4, timeout=WAIT_MS)
    assert accepted.window.status.words == "4 photos changed"
