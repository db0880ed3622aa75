"""Counting on the review's worker, of what is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.facets import FacetCounts
from core.review.views import Filter
from core.vocabulary import Facet, ViewKey
from desktop.app import Program
from desktop.services.pace import SOON_MS
from desktop.services.review.listing import Wish
from tests.packs import LABELS
from tests.window import WAIT_MS, press


def test_the_newest_wish_is_counted_and_only_what_is_looked_at(
    qtbot: QtBot, explained: Program
) -> None:
    counter = explained.workbench.facets
    told: list[FacetCounts] = []
    with qtbot.waitSignal(counter.counted, timeout=WAIT_MS):
        counter.look_at([Facet.CLASS])
    counter.counted.connect(told.append)
    with qtbot.waitSignal(counter.counted, timeout=WAIT_MS):
        counter.count(Wish(ViewKey.ALL))
        counter.count(Wish(ViewKey.ALL, filter=Filter(text="blue")))
    assert [set(counts) for counts in told] == [{Facet.CLASS}]
    assert told[0][Facet.CLASS].total() == 1


def test_a_decision_is_counted_soon_and_many_changes_once(qtbot: QtBot, explained: Program) -> None:
    counter, told = explained.workbench.facets, list[FacetCounts]()
    counter.counted.connect(told.append)
    counter.count(Wish(ViewKey.ALL))
    qtbot.waitUntil(lambda: told != [], timeout=WAIT_MS)
    assert told[-1][Facet.DECISION] == {"to do": len(LABELS)}
    press(explained, Qt.Key.Key_Return)
    decided = {"accepted": 1, "to do": len(LABELS) - 1}
    qtbot.waitUntil(lambda: told[-1][Facet.DECISION] == decided, timeout=WAIT_MS)

    def quiet() -> bool:
        looked_at = explained.workbench.current_photo.prediction is not None
        return looked_at and not (counter._again.isActive() or counter._latest.running)

    qtbot.waitUntil(quiet, timeout=WAIT_MS)  # the next photo's tag has been counted as well
    told.clear()
    for _ in range(5):
        counter.count_again()
    qtbot.waitUntil(lambda: told != [], timeout=WAIT_MS)
    assert not counter._again.isActive() and not counter._latest.running
    assert len(told) == 1


def test_nothing_is_counted_of_a_review_that_was_left(qtbot: QtBot, explained: Program) -> None:
    counter = explained.workbench.facets
    counter.forget()
    with qtbot.assertNotEmitted(counter.counted, wait=2 * SOON_MS):
        counter.count_again()
