"""Keys decide and lead on to the next photo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTreeWidget
from pytestqt.qtbot import QtBot

from core.vocabulary import Action, ViewKey
from desktop.app import Program
from desktop.controllers.decide import OF_ONE
from desktop.dialogs.anew_dialog import AnewDialog
from desktop.dialogs.picker import Picker
from desktop.panels.inspector.score_bars import ROWS
from tests.packs import LABELS
from tests.window import (
    WAIT_MS,
    Start,
    current,
    opened,
    pick,
    press,
    show,
    verdicts,
    wait_for_verdict,
)


def test_keys_decide_and_go_on_to_the_next(qtbot: QtBot, explained: Program) -> None:
    assert current(explained) == "blue.png"
    press(explained, Qt.Key.Key_Return)
    assert current(explained) == "green.png"
    press(explained, Qt.Key.Key_S)
    assert current(explained) == "grey.png"
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    wait_for_verdict(qtbot, explained, "green.png", "skipped")
    assert explained.window.top._summary.accessibleName() == "1 done     4 to do     0 flagged"


def test_correct_takes_what_is_typed_and_flag_wants_a_reason(
    qtbot: QtBot, explained: Program
) -> None:
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "yel")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    assert current(explained) == "green.png"
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Teal")
    wait_for_verdict(qtbot, explained, "green.png", "corrected")
    press(explained, Qt.Key.Key_F)
    pick(qtbot, explained, "two things")
    wait_for_verdict(qtbot, explained, "grey.png", "flagged")
    marks = {path.name: explained.window.model.mark(path) for path in explained.window.model.paths}
    assert (marks["blue.png"].tag, marks["green.png"].tag) == ("Yellow", "Teal")
    assert marks["grey.png"].reason == "two things"


def test_a_typing_error_becomes_no_tag_and_an_added_tag_is_offered_again(
    qtbot: QtBot, explained: Program
) -> None:
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Petrol blue")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    for name, typed, tag in (
        ("green.png", "yelow", "Yellow"),
        ("grey.png", "petroll", "Petrol blue"),
        ("red.png", "gray", "Grey"),
    ):
        press(explained, Qt.Key.Key_C)
        pick(qtbot, explained, typed)
        wait_for_verdict(qtbot, explained, name, "corrected")
        model = explained.window.model
        assert {path.name: model.mark(path).tag for path in model.paths}[name] == tag
    assert explained.workbench.added_tags.photos == {"Petrol blue": 2}


@pytest.mark.parametrize("by_mouse", [False, True], ids=["Shift+2", "double click"])
def test_a_suggested_class_is_taken(qtbot: QtBot, explained: Program, by_mouse: bool) -> None:
    window = explained.window
    second = window.inspector.scores.labels[1]
    if by_mouse:
        scores = window.inspector.scores
        row = QPoint(60, round(1.5 * scores.height() / ROWS))
        qtbot.mouseClick(scores, Qt.MouseButton.LeftButton, pos=row)
        assert explained.workbench.current_photo.label == second  # the first click explains it
        qtbot.mouseDClick(scores, Qt.MouseButton.LeftButton, pos=row)
    else:
        press(explained, Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier)
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    assert window.model.mark(window.model.paths[0]).tag == second
    assert current(explained) == "green.png"


def test_a_key_held_down_decides_once(explained: Program) -> None:
    window = explained.window
    deciding = [*window.decisions.deciding, *window.decisions.walking]
    deciding += [one for one in window.findChildren(QAction) if "Take class" in one.objectName()]
    product = window.compare.product
    deciding += [product.move_action, product.part_action, product.aside_action]
    assert len(deciding) == 17
    assert not any(one.autoRepeat() for one in deciding)
    assert window.next_action.autoRepeat()


def test_the_first_class_taken_is_accepted(qtbot: QtBot, explained: Program) -> None:
    press(explained, Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")


def test_correct_begins_at_the_runner_up(qtbot: QtBot, explained: Program) -> None:
    second = explained.workbench.current_photo.prediction.top[1].label
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    assert explained.window.model.mark(explained.window.model.paths[0]).tag == second


def test_several_photos_are_decided_at_once(qtbot: QtBot, explained: Program) -> None:
    photos = explained.window.photos
    for row in (1, 3):
        photos.selectionModel().select(
            explained.window.model.index(row), QItemSelectionModel.SelectionFlag.Select
        )
    press(explained, Qt.Key.Key_C)
    picker = opened(qtbot, explained, Picker)
    shown = picker.findChild(QTreeWidget)
    figures = [shown.topLevelItem(row).text(1) for row in range(len(LABELS))]
    assert (picker.windowTitle(), figures) == ("Correct 3 photos", [""] * len(LABELS))
    assert OF_ONE in [one.text() for one in picker.findChildren(QLabel)]
    picker.reject()
    press(explained, Qt.Key.Key_Return)
    for name in ("blue.png", "green.png", "red.png"):
        wait_for_verdict(qtbot, explained, name, "accepted")
    press(explained, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: set(verdicts(explained).values()) == {"to do"}, timeout=WAIT_MS)


def test_queue_sorted_meanwhile_is_begun_anew(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    show(qtbot, explained, ViewKey.DOUBTFUL)
    third = window.model.paths[2]
    window.photos.choose(third)
    explained.workbench.decide._led_to = third
    press(explained, Qt.Key.Key_Return)
    assert window.photos.currentIndex().row() == 0
    wait_for_verdict(qtbot, explained, third.name, "accepted")
    last = window.model.paths[-1]
    window.photos.choose(last)
    press(explained, Qt.Key.Key_S)
    assert window.photos.currentIndex().row() == window.model.passed  # what is left


@pytest.mark.parametrize("view", [ViewKey.ALL, ViewKey.TO_DO])
def test_a_list_by_name_is_walked_on_though_it_was_made_anew(
    qtbot: QtBot, explained: Program, view: ViewKey
) -> None:
    show(qtbot, explained, view)
    window, names = explained.window, [path.name for path in explained.window.model.paths]
    window.photos.choose(window.model.paths[1])
    press(explained, Qt.Key.Key_Return)
    assert current(explained) == names[2]
    wait_for_verdict(qtbot, explained, names[1], "accepted")
    with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
        window.list_controls.changed.emit()  # as when photos were tagged meanwhile
    press(explained, Qt.Key.Key_Return)
    assert current(explained) == names[3]


def test_what_cannot_be_decided_holds_up_nothing_else(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    broken = products / "a" / "broken.png"
    broken.write_bytes(b"no picture")
    program = start(products)
    window, bench = program.window, program.workbench
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    show(qtbot, program, ViewKey.ALL)
    (products / "b" / "red.png").unlink()  # tagged, and not there any more
    window.photos.selectAll()
    press(program, Qt.Key.Key_Return)
    names = ["blue.png", "green.png", "grey.png", "yellow.png"]
    qtbot.waitUntil(
        lambda: [name for name, said in verdicts(program).items() if said == "accepted"] == names,
        timeout=WAIT_MS,
    )
    left = "broken.png (cannot be read)", "red.png (not there any more)"
    said = window.notice.text().removeprefix("Not decided: ")
    assert sorted(said.replace("), ", ")|").split("|")) == list(left)
    assert verdicts(program)["broken.png"] == verdicts(program)["red.png"] == "to do"
    assert window.decisions.undo_action.isEnabled()


def test_where_nothing_can_be_decided_all_stays_selected(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    for number in range(5):
        (products / f"broken{number}.png").write_bytes(b"no picture")
    program = start(products)
    window, bench = program.window, program.workbench
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    show(qtbot, program, ViewKey.ALL)
    broken = [path for path in window.model.paths if path.name.startswith("broken")]
    window.photos.choose(broken[0])
    window.photos.select(broken)
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        press(program, Qt.Key.Key_Return)
    assert window.photos.selected_paths() == broken
    said = "broken0.png (cannot be read), broken1.png (cannot be read), broken2.png"
    assert window.notice.text() == f"Not decided: {said} (cannot be read) and 2 more"


@pytest.fixture
def done(qtbot: QtBot, explained: Program) -> Program:
    """The view of what is done: blue.png corrected, green.png accepted, both selected."""
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Headband")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "green.png", "accepted")
    show(qtbot, explained, ViewKey.DONE)
    assert set(verdicts(explained)) == {"blue.png", "green.png"}
    press(explained, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(explained, Qt.Key.Key_Return)
    return explained


def test_corrections_are_not_overwritten_without_asking(qtbot: QtBot, done: Program) -> None:
    dialog = opened(qtbot, done, AnewDialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert words[:2] == ["Somebody has decided otherwise before: 1 photo.", "1\u00a0corrected"]
    assert verdicts(done) == {"blue.png": "corrected", "green.png": "accepted"}
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # leaves them
    qtbot.waitUntil(lambda: not done.window.findChildren(AnewDialog), timeout=WAIT_MS)
    assert verdicts(done) == {"blue.png": "corrected", "green.png": "accepted"}
    assert current(done) == "blue.png"


def test_what_was_decided_is_decided_anew_where_that_is_wanted(qtbot: QtBot, done: Program) -> None:
    opened(qtbot, done, AnewDialog).accept()
    wait_for_verdict(qtbot, done, "blue.png", "accepted")
    done.window.decisions.undo_action.trigger()
    wait_for_verdict(qtbot, done, "blue.png", "corrected")


def test_the_catalogs_tags_are_kept_in_one_step(qtbot: QtBot, explained: Program) -> None:
    window, desk = explained.window, explained.workbench.desk
    review = desk.shared.review
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET catalog_label = 'Teal' WHERE path LIKE '%blue%'")
        connection.execute("UPDATE photos SET catalog_label = 'Pink' WHERE path LIKE '%green%'")
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        desk.reload()
    window.photos.selectAll()
    window.decisions.keep_action.trigger()
    wait_for_verdict(qtbot, explained, "green.png", "corrected")
    tags = {path.name: window.model.mark(path).tag for path in window.model.paths}
    assert (tags["blue.png"], tags["green.png"], tags["red.png"]) == ("Teal", "Pink", "")
    assert review.decisions.depth().undo == 1


def test_a_photo_that_went_away_is_not_accepted_unseen(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start(products)
    window, bench = program.window, program.workbench
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    show(qtbot, program, ViewKey.ALL)
    red = products / "b" / "red.png"
    red.unlink()  # tagged, and not looked at yet
    bench.pictures.forget()
    window.photos.choose(red)
    qtbot.waitUntil(lambda: bench.current_photo.unreadable, timeout=WAIT_MS)
    press(program, Qt.Key.Key_Return)
    assert window.notice.text() == "Not decided: red.png (cannot be read)"
    assert (current(program), verdicts(program)["red.png"]) == ("red.png", "to do")
    press(program, Qt.Key.Key_C)
    pick(qtbot, program, "yellow")  # whoever knows what it shows says so
    wait_for_verdict(qtbot, program, "red.png", "corrected")


def test_what_is_refused_is_chosen_again_whatever_was_decided_since(
    qtbot: QtBot, explained: Program
) -> None:
    desk, every = explained.workbench.desk, list(explained.window.model.paths)
    explained.workbench.decide._decide(Action.CORRECT, " ", every[:1])
    with qtbot.waitSignals([desk.refused, desk.decided], timeout=WAIT_MS):
        press(explained, Qt.Key.Key_S)
    assert current(explained) == every[0].name
    assert verdicts(explained)[every[1].name] == "skipped"


def test_a_step_that_is_refused_leads_nobody_back_to_the_last_decision(
    qtbot: QtBot, explained: Program
) -> None:
    desk, every = explained.workbench.desk, list(explained.window.model.paths)
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        press(explained, Qt.Key.Key_S)
    explained.window.photos.choose(every[3])
    with qtbot.waitSignal(desk.refused, timeout=WAIT_MS):
        desk.rename_tag("Blue", " ")
    assert current(explained) == every[3].name
