"""The steps read so far, and those asked for at the list's end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.review.history import Page, PastStep
from core.review.last_step import LastStep
from core.review.records import State
from core.vocabulary import Action, Verdict
from desktop.dialogs.history_model import COLUMNS, HistoryModel

AT = "2026-11-12T14:03:00.000Z"


def past(step: int, *, undone: bool = False, in_reach: bool = True, photos: int = 1) -> PastStep:
    what = LastStep(Action.ACCEPT, State(Verdict.ACCEPTED, "Shirts"), 0, photos, f"a/{step}.jpg")
    return PastStep(step, what, step, AT, "ana", undone, in_reach and not undone)


def shown(model: HistoryModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_step_is_a_row_with_what_became_of_it(qtbot: QtBot) -> None:
    model = HistoryModel()
    QAbstractItemModelTester(model)
    model.show_page(Page([past(3, photos=34), past(2, undone=True)], more=False))
    assert shown(model) == ["34 photos", "2.jpg"]
    said = [model.index(1, column).data() for column in range(COLUMNS)]
    assert said[1] == "Accepted as Shirts (undone)"
    assert said[2].startswith("12 November 2026, ")
    told = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("34 photos - Accepted as Shirts - ") and told.endswith(" - ana")


def test_older_steps_are_asked_for_once_and_follow(qtbot: QtBot) -> None:
    model, top = HistoryModel(), QModelIndex()
    model.show_page(Page([past(9), past(8)], more=True))
    with qtbot.waitSignal(model.more_wanted) as asked:
        model.fetchMore(top)
    assert asked.args == [8]
    assert not model.canFetchMore(top)  # until they are there
    model.add_page(Page([past(7)], more=True), before=8)
    assert model.canFetchMore(top)
    model.add_page(Page([past(6)], more=False), before=9)  # asked for before the list began anew
    assert shown(model) == ["9.jpg", "8.jpg", "7.jpg"]
    model.add_page(Page([], more=False), before=7)
    assert not model.canFetchMore(top)


def test_undo_would_take_back_all_above_that_it_can_reach(qtbot: QtBot) -> None:
    model = HistoryModel()
    steps = [past(9, undone=True), past(8), past(7), past(6, in_reach=False)]
    model.show_page(Page(steps, more=False))
    assert [model.to_take_back(model.index(row, 0)) for row in range(4)] == [0, 1, 2, 0]
    assert model.to_take_back(QModelIndex()) == 0
    assert (model.row_of(7), model.row_of(5)) == (2, None)
