"""Tags that one has added are renamed and merged from the menu, and undo takes it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.review.audit import verify
from core.vocabulary import Action
from desktop.app import Program
from desktop.dialogs.picker import Picker
from desktop.dialogs.tags_dialog import TagsDialog
from tests.window import WAIT_MS, opened, pick, press, review_file, wait_for_verdict


def tags(program: Program) -> dict[str, str]:
    model = program.window.model
    return {path.stem: model.mark(path).tag for path in model.paths if model.mark(path).tag}


def add(qtbot: QtBot, program: Program, **wanted: str) -> None:
    for name, tag in wanted.items():
        path = next(path for path in program.window.model.paths if path.stem == name)
        program.window.photos.choose(path)
        press(program, Qt.Key.Key_C)
        pick(qtbot, program, tag)
        wait_for_verdict(qtbot, program, path.name, "corrected")


def rename(qtbot: QtBot, dialog: TagsDialog, name: str) -> None:
    dialog._ask()
    picker = dialog.findChild(Picker)
    field = picker.findChild(QLineEdit)
    picker.activateWindow()
    qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_tag_is_renamed_then_merged_and_both_are_undone(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window = explained.window
    add(qtbot, explained, blue="Petrol", green="Petrol", grey="Anthracite")
    window.review_menu.rename_action.trigger()
    dialog = opened(qtbot, explained, TagsDialog)
    dialog.show_tags([*_listed(dialog)], "Anthracite")
    rename(qtbot, dialog, "Slate")
    qtbot.waitUntil(lambda: tags(explained).get("grey") == "Slate", timeout=WAIT_MS)
    assert window.status.words == "Slate: 1 photo now"
    assert [tag.text for tag in _listed(dialog)] == ["Petrol", "Slate"]
    rename(qtbot, dialog, "petrl")  # Slate is the marked one; a typing error names the other
    merged = {"blue": "Petrol", "green": "Petrol", "grey": "Petrol"}
    qtbot.waitUntil(lambda: tags(explained) == merged, timeout=WAIT_MS)
    assert [(tag.text, tag.figure) for tag in _listed(dialog)] == [("Petrol", "3 photos")]
    dialog.reject()
    for left in ("Slate", "Anthracite"):
        press(explained, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda left=left: tags(explained)["grey"] == left, timeout=WAIT_MS)
    window.close()
    assert verify(review_file(products)).sound


def test_what_became_of_a_tag_is_said_when_it_has_become_so(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window, desk = explained.window, explained.workbench.desk
    add(qtbot, explained, grey="Anthracite")
    window.review_menu.rename_action.trigger()
    dialog = opened(qtbot, explained, TagsDialog)
    said: list[str] = []
    desk.decided.connect(lambda _: said.append(window.status.words))
    desk.decide(Action.SKIP, [products / "b" / "red.png"])  # answered first
    with qtbot.waitSignals([desk.decided, desk.decided], timeout=WAIT_MS):
        rename(qtbot, dialog, "Slate")
    assert "Slate" not in said[0]
    assert window.status.words == "Slate: 1 photo now"
    dialog.reject()


def _listed(dialog: TagsDialog):  # noqa: ANN202
    from desktop.ui.choice import Choice

    items = (dialog._list.topLevelItem(row) for row in range(dialog._list.topLevelItemCount()))
    return [Choice(item.text(0), item.text(1)) for item in items]


def test_nothing_is_offered_for_a_review_that_is_left(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    explained.window.review_menu.rename_action.trigger()
    dialog = opened(qtbot, explained, TagsDialog)
    assert _listed(dialog) == []
    explained.workbench.desk.opened.emit(None)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT_MS)
