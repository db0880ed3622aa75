"""Values to tick, with what each would list."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from core.review.views import Filter
from core.vocabulary import Facet
from desktop.panels.browser.facet_panel import GROUPS, MOST_VALUES, UNFOLDED, FacetPanel

COUNTS = {
    Facet.CLASS: Counter({"hats": 1200, "Bags": 2, "": 7}),
    Facet.STATUS: Counter({"": 7, "unknown": 2, "known": 1200, "of another version": 1}),
    Facet.DECISION: Counter({"flagged": 1, "to do": 1208}),
}


@pytest.fixture
def panel(qtbot: QtBot) -> FacetPanel:
    more = QAction("Filter")
    made = FacetPanel(more)
    made.more = more
    qtbot.addWidget(made)
    made.resize(220, 700)
    made.show()
    made.show_counts(COUNTS)
    return made


def rows(panel: FacetPanel, facet: Facet) -> list[tuple[str, str, bool]]:
    """What a facet's rows say, and whether they are ticked."""
    head, model = panel.tree.head(facet), panel.tree
    return [
        (
            model.index(row, 0, head).data(),
            model.index(row, 1, head).data() or "",
            model.index(row, 0, head).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked,
        )
        for row in range(model.rowCount(head))
    ]


PLAIN = Qt.KeyboardModifier.NoModifier


def click(
    qtbot: QtBot, panel: FacetPanel, row: QModelIndex, held: Qt.KeyboardModifier = PLAIN
) -> None:
    place = panel.view.visualRect(row).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, held, place)


def test_every_facet_but_folders_has_its_values_in_their_order(panel: FacetPanel) -> None:
    assert set(GROUPS) == set(Facet) - {Facet.FOLDER}
    assert rows(panel, Facet.CLASS) == [
        ("Bags", "2", False), ("hats", "1,200", False), ("Not tagged yet", "7", False),
    ]  # fmt: skip
    assert [name for name, *_ in rows(panel, Facet.STATUS)] == ["Sure", "Unfamiliar", "Waiting"]
    assert [name for name, *_ in rows(panel, Facet.DECISION)] == ["To do", "Flagged"]


def test_what_is_chosen_is_ticked_and_stays_in_sight_without_photos(panel: FacetPanel) -> None:
    panel.show_chosen(Filter(classes=("Ties", "Bags")))
    assert rows(panel, Facet.CLASS)[:2] == [("Bags", "2", True), ("hats", "1,200", False)]
    assert ("Ties", "0", True) in rows(panel, Facet.CLASS)
    panel.show_chosen(Filter())
    assert [ticked for *_, ticked in rows(panel, Facet.CLASS)] == [False] * 3


def test_a_facet_that_nothing_lists_says_so(panel: FacetPanel) -> None:
    panel.show_counts({Facet.DECISION: Counter()})
    assert rows(panel, Facet.DECISION) == [("None in this list", "", False)]
    panel.tree.forget()
    assert [name for name, *_ in rows(panel, Facet.STATUS)] == ["Counting …"]


def test_of_thousands_of_values_the_commonest_are_shown_and_the_others_told(
    panel: FacetPanel,
) -> None:
    panel.show_counts({Facet.TERM: Counter({f"term {n:04}": n + 1 for n in range(1500)})})
    told = rows(panel, Facet.TERM)
    assert len(told) == MOST_VALUES + 1
    assert told[0][0] == f"term {1500 - MOST_VALUES:04}"
    assert told[-1][0] == f"{1500 - MOST_VALUES:,} rarer ones: use the search"


def test_keys_and_clicks_tick(qtbot: QtBot, panel: FacetPanel) -> None:
    known = panel.tree.place(Facet.STATUS, "known")
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(panel.ticked) as told:
        click(qtbot, panel, known)
    assert told.args == [Facet.STATUS, "known"]
    with qtbot.waitSignal(panel.ticked_alone) as told:
        click(qtbot, panel, known, control)
    assert told.args == [Facet.STATUS, "known"]
    panel.view.setCurrentIndex(known)
    for key, signal in ((Qt.Key.Key_Space, panel.ticked), (Qt.Key.Key_Return, panel.ticked_alone)):
        with qtbot.waitSignal(signal) as told:
            qtbot.keyClick(panel.view, key)
        assert told.args == [Facet.STATUS, "known"]


def test_a_facets_own_row_folds_and_tells_what_is_seen(qtbot: QtBot, panel: FacetPanel) -> None:
    assert panel.shown_facets == list(UNFOLDED)
    head = panel.tree.head(Facet.CLASS)
    with qtbot.waitSignal(panel.unfolded) as told, qtbot.assertNotEmitted(panel.ticked):
        click(qtbot, panel, head)
    assert told.args == [[Facet.CLASS, *UNFOLDED]]
    panel.view.setCurrentIndex(head)
    with qtbot.waitSignal(panel.unfolded) as told:
        qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert told.args == [list(UNFOLDED)]


def test_the_keyboard_stays_with_a_value_whose_row_is_made_anew(
    qtbot: QtBot, panel: FacetPanel
) -> None:
    panel.view.setCurrentIndex(panel.tree.place(Facet.STATUS, "unknown"))
    panel.show_counts({Facet.STATUS: Counter({"unknown": 3, "error": 1, "known": 4})})
    assert panel.view.currentIndex() == panel.tree.place(Facet.STATUS, "unknown")
    panel.show_counts({Facet.STATUS: Counter({"known": 4})})
    assert panel.view.currentIndex() == panel.tree.head(Facet.STATUS)


def test_the_keyboard_can_be_led_there(panel: FacetPanel) -> None:
    panel.take_keyboard()
    assert panel.view.currentIndex().isValid()
