"""The numbers beside values are those of the lists, and an empty list says why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.vocabulary import Facet, ViewKey
from desktop.app import Program
from desktop.panels.browser.folder_panel import FOLDER_ROLE
from tests.packs import LABELS
from tests.window import WAIT_MS, press, verdicts, wait_for_verdict


def figure(program: Program, facet: Facet, value: str) -> str:
    place = program.window.facets.tree.place(facet, value)
    return place.siblingAtColumn(1).data() if place.isValid() else ""


def unfold(program: Program, facet: Facet) -> None:
    program.window.facets.view.expand(program.window.facets.tree.head(facet))


def test_counts_follow_decisions_and_the_other_facets(qtbot: QtBot, explained: Program) -> None:
    unfold(explained, Facet.CLASS)
    every = str(len(LABELS))
    qtbot.waitUntil(lambda: figure(explained, Facet.CLASS, "Red") == "1", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: figure(explained, Facet.DECISION, "to do") == every, timeout=WAIT_MS)
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    qtbot.waitUntil(lambda: figure(explained, Facet.DECISION, "accepted") == "1", timeout=WAIT_MS)
    explained.workbench.narrowing.tick(Facet.DECISION, "accepted")
    qtbot.waitUntil(lambda: figure(explained, Facet.CLASS, "Red") == "", timeout=WAIT_MS)
    assert figure(explained, Facet.CLASS, "Blue") == "1"
    assert figure(explained, Facet.DECISION, "to do") == str(len(LABELS) - 1)


def test_folders_say_what_ticking_them_would_list(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    tree = explained.window.folders.tree

    def figures() -> dict[Path | None, str]:
        root = tree.item(1, 0)
        rows = [tree.index(0, 0), root.index(), *(root.child(n, 0).index() for n in (0, 1))]
        return {row.data(FOLDER_ROLE): row.siblingAtColumn(1).data() for row in rows}

    explained.workbench.narrowing.tick(Facet.CLASS, "Red")
    wanted = {None: "1", products: "1", products / "a": "0", products / "b": "1"}
    qtbot.waitUntil(lambda: figures() == wanted, timeout=WAIT_MS)


def test_an_empty_list_says_why_and_offers_to_clear(qtbot: QtBot, explained: Program) -> None:
    window, narrowing = explained.window, explained.workbench.narrowing
    for grid in (False, True):
        window.grid_action.setChecked(grid)
        narrowing.tick(Facet.CLASS, "Red")
        narrowing.tick(Facet.DECISION, "flagged")
        qtbot.waitUntil(window.list_controls.empty_note.isVisible, timeout=WAIT_MS)
        helps = "There would be 1 without “Decision”."
        qtbot.waitUntil(
            lambda said=helps: said in window.list_controls.empty_note.words, timeout=WAIT_MS
        )
        assert "Class: Red; Decision: Flagged" in window.list_controls.empty_note.words
        window.top.clear_action.trigger()
        qtbot.waitUntil(lambda: len(verdicts(explained)) == len(LABELS), timeout=WAIT_MS)
        assert not window.list_controls.empty_note.isVisible()


def test_a_view_that_is_empty_by_itself_says_its_own_words(
    qtbot: QtBot, explained: Program
) -> None:
    window = explained.window
    window.list_controls.turn_to(ViewKey.FLAGGED)
    qtbot.waitUntil(lambda: window.model.rowCount() == 0, timeout=WAIT_MS)
    assert not window.list_controls.empty_note.isVisible()
    assert window.compare.original._message == "Nothing is flagged."
